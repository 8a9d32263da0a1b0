import { expect, test } from 'vitest';
import { resolveFile } from '../../support/json-resolve.ts';
import { evaluationContext } from '../../support/json-templates.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { bicepRefusals, otherFiles, type Refusal, refusedByService } from './refusal-cases.ts';

function errorsOf({ text }: Refusal): readonly string[] {
  const template = { tree: memoryTree({ 'main.bicep': text, ...otherFiles }), path: 'main.bicep' };
  return resolveFile(template, {}, { context: evaluationContext }).errors;
}

test.each([...bicepRefusals, ...refusedByService].filter(({ error }) => error !== undefined))(
  '$about is refused',
  (refusal) => {
    expect(errorsOf(refusal).join('\n')).toMatch(refusal.error ?? /./);
  },
);

test.each(bicepRefusals.filter(({ error }) => error === undefined))('$about is accepted', (refusal) => {
  expect(errorsOf(refusal)).toEqual([]);
});

// The official compiler crashes.
test('a type in a function that is never called is refused', () => {
  const text = 'func f(a strnig) int => 1';
  expect(errorsOf({ about: '', text, error: undefined }).join('\n')).toMatch(/BCP302: The name "strnig"/);
});

test('what an extension handles is listed, and reported as not checked', () => {
  const text =
    "extension kubernetes as k8s\nresource s 'core/Secret@v1' = {\n  metadata: { name: 's' }\n  scope: 'x'\n}\n";
  const template = { tree: memoryTree({ 'main.bicep': text }), path: 'main.bicep' };
  const { deployment } = resolveFile(template, {}, { context: evaluationContext });
  expect(deployment.diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    "warning Resources of extension 'k8s' are not Azure resources: armlock lists them but does not check them.",
  ]);
  expect(deployment.resources.length).toBe(1);
});

test('what is wrong with a file from which something is imported is reported', () => {
  const files = {
    'main.bicep': "import { a } from 'b.bicep'\noutput o string = a",
    'b.bicep': "@export()\nvar a = 'x'\nvar a = 1",
  };
  const { errors } = resolveFile({ tree: memoryTree(files), path: 'main.bicep' }, {}, { context: evaluationContext });
  expect(errors).toContain('BCP028: Identifier "a" is declared multiple times. Remove or rename the duplicates.');
});

test('long chains of names end in a verdict, not in a crash', () => {
  const chain = Array.from({ length: 5000 }, (_, at) => `var v${at} = v${at + 1}`).join('\n');
  const text = `${chain}\nvar v5000 = 'x'\nresource r 'A.B/c@2024-01-01' = {\n  name: v0\n}\n@export()\nvar e = v0`;
  expect(errorsOf({ about: '', text, error: undefined })).toEqual([
    'What the names of this file lead to goes deeper, or becomes larger, than armlock can follow.',
  ]);
});
