import { expect, test } from 'vitest';
import { bicepRefusals, otherFiles, type Refusal, refusedByService } from '../support/bicep-refusals.ts';
import { resolveFile } from '../support/json-resolve.ts';
import { evaluationContext } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';

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
test('a type in a function that nobody calls is refused', () => {
  const text = 'func f(a strnig) int => 1';
  expect(errorsOf({ about: '', text, error: undefined }).join('\n')).toMatch(/no type 'strnig'/);
});

test('what an extension handles is listed, and told not to be judged', () => {
  const text =
    "extension kubernetes as k8s\nresource s 'core/Secret@v1' = {\n  metadata: { name: 's' }\n  scope: 'x'\n}\n";
  const template = { tree: memoryTree({ 'main.bicep': text }), path: 'main.bicep' };
  const { deployment } = resolveFile(template, {}, { context: evaluationContext });
  expect(deployment.diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    "warning What extension 'k8s' handles is no resource of Azure: it is listed, but not judged.",
  ]);
  expect(deployment.resources.length).toBe(1);
});
