import { expect, test } from 'vitest';
import { typeCases, typeCasesFiles, typeCasesPrelude } from '../support/bicep-type-cases.ts';
import { resolveFile } from '../support/json-resolve.ts';
import { evaluationContext } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';

function typeErrors(text: string): readonly string[] {
  const template = { tree: memoryTree({ ...typeCasesFiles, 'main.bicep': text }), path: 'main.bicep' };
  const { deployment } = resolveFile(template, {}, { context: evaluationContext });
  const { diagnostics } = deployment;
  return diagnostics.filter(({ code }) => code === 'bicep-type').map(({ message }) => message);
}

test('nothing is wrong with what the cases share', () => {
  expect(typeErrors(typeCasesPrelude)).toEqual([]);
});

test.each(typeCases)('%s', (text, error) => {
  const errors = typeErrors(`${typeCasesPrelude}${text}\n`);
  if (error) expect(errors.join('\n')).toMatch(error);
  else expect(errors).toEqual([]);
});
