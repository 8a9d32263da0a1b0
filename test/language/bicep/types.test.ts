import { expect, test } from 'vitest';
import { type Resolved, resolveFile, resolveTarget } from '../../support/json-resolve.ts';
import { evaluationContext } from '../../support/json-templates.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { parameterCases, parameterCasesTemplate, typeCases, typeCasesFiles, typeCasesPrelude } from './type-cases.ts';

function typeErrors(text: string): readonly string[] {
  const template = { tree: memoryTree({ ...typeCasesFiles, 'main.bicep': text }), path: 'main.bicep' };
  return typeErrorsOf(resolveFile(template, {}, { context: evaluationContext }));
}

function typeErrorsInParameters(text: string): readonly string[] {
  const files = { 'main.bicep': parameterCasesTemplate, 'main.bicepparam': text };
  const target = { tree: memoryTree(files), path: 'main.bicepparam' };
  return typeErrorsOf(resolveTarget({ template: target, parameters: target }, { context: evaluationContext }));
}

function typeErrorsOf({ deployment: { diagnostics } }: Resolved): readonly string[] {
  // Values that fail when they are evaluated have codes of armlock.
  return diagnostics.filter(({ code }) => /^(?:BCP\d+|bicep-type)$/.test(code)).map(({ message }) => message);
}

test('nothing is wrong with what the cases share', () => {
  expect(typeErrors(typeCasesPrelude)).toEqual([]);
});

test.each(typeCases)('%s', (text, error) => {
  const errors = typeErrors(`${typeCasesPrelude}${text}\n`);
  if (error) expect(errors.join('\n')).toMatch(error);
  else expect(errors).toEqual([]);
});

test.each(parameterCases)('in a parameter file: %s', (text, error) => {
  const errors = typeErrorsInParameters(`using 'main.bicep'\nparam s = 'x'\n${text}\n`);
  if (error) expect(errors.join('\n')).toMatch(error);
  else expect(errors).toEqual([]);
});
