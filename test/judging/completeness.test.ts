import { expect, test } from 'vitest';
import { loadTarget } from '../../src/workspace/load.ts';
import { memoryTree } from '../support/memory-tree.ts';

const shell = { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#' };

function json(members: object): string {
  return JSON.stringify({ ...shell, contentVersion: '1.0.0.0', resources: [], ...members });
}

/** Whether a part of the file is lost, so that losses may be missed. */
test.each<readonly [string, string, string, boolean]>([
  ['a template', 'main.json', json({}), false],
  ['a syntax error in JSON', 'main.json', `${json({})}}`, true],
  ['a template that is a list', 'main.json', '[]', true],
  ['a resource that is a text', 'main.json', json({ resources: ['x'] }), true],
  ['an expression that is cut off', 'main.json', json({ resources: [{ type: 'a/b', name: "[concat('x']" }] }), true],
  [
    'a cut off expression in a function',
    'main.json',
    json({
      functions: [
        { namespace: 'my', members: { f: { parameters: [], output: { type: 'string', value: "[concat('x']" } } } },
      ],
      resources: [{ type: 'Microsoft.A/b', apiVersion: '2020-01-01', name: '[my.f()]' }],
    }),
    true,
  ],
  [
    'a function that does not exist',
    'main.json',
    json({ resources: [{ type: 'Microsoft.A/b', apiVersion: '2020-01-01', name: '[nope()]' }] }),
    false,
  ],
  ['a file that is not there', 'other.json', '', true],
  ['Bicep', 'main.bicep', "param x string = 'a'", false],
  ['a syntax error in Bicep', 'main.bicep', 'param', true],
  ['a type error in Bicep', 'main.bicep', 'param x string = 1', false],
])('%s', (_, path, text, wanted) => {
  const files = path === 'other.json' ? {} : { [path]: text };
  const target = { template: { tree: memoryTree(files), path }, parameters: undefined };
  expect(loadTarget(target, { context: {} }).unreadable).toBe(wanted);
});
