import { describe, expect, test } from 'vitest';
import { targetFilter } from '../../src/workspace/changes.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import type { Files } from '../support/cases.ts';
import { memoryTree } from '../support/memory-tree.ts';

/** Whether any target may differ between two revisions. */
function mayDiffer(base: Files, head: Files): boolean {
  const [before, after] = [memoryTree(base, 'base/'), memoryTree(head, 'head/')];
  const pairs = pairTargets(discoverTargets(before), discoverTargets(after), after);
  expect(pairs).not.toEqual([]);
  const filter = targetFilter(before, after);
  return pairs.some(filter.mayDiffer);
}

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

function template(parts: string, generator = '{"version":"0.30.1","templateHash":"1"}'): string {
  return `{"$schema":"${schema}","contentVersion":"1.0.0.0","metadata":{"_generator":${generator}},${parts}}`;
}

function vault(value: string): string {
  return `"resources":[{"type":"Microsoft.RecoveryServices/vaults","apiVersion":"2024-04-01","name":"v","properties":${value}}]`;
}

function nested(generator: string): string {
  return `"resources":[{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"n","properties":{"template":${template('"resources":[]', generator)}}}]`;
}

const bicep = `param days int = 30

resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'v'
  properties: { days: days }
}
`;

const caller = `param days int = 30\nmodule m 'm.bicep' = {\n  name: 'm'\n  params: { text: loadTextContent('x.json'), days: days }\n}\n`;

const same: readonly (readonly [string, Files, Files])[] = [
  [
    'the layout of JSON',
    { 'main.json': template(vault('{"a":1}')) },
    { 'main.json': JSON.stringify(JSON.parse(template(vault('{"a":1}'))), undefined, 4) },
  ],
  [
    'what the compiler says of itself',
    { 'main.json': template(nested('{"templateHash":"1"}')) },
    { 'main.json': template(nested('{"templateHash":"2"}'), '{"version":"0.31.0"}') },
  ],
  ['comments of Bicep', { 'main.bicep': bicep }, { 'main.bicep': `// said\n${bicep}\n/* more */\n` }],
  [
    'line breaks and blanks of Bicep',
    { 'main.bicep': bicep },
    {
      'main.bicep': bicep.replaceAll('\n', '\r\n').replace('{ days: days }', '{days:days}').replace('\r\n\r\n', '\r\n'),
    },
  ],
  [
    'a comment in a module',
    { 'main.bicep': "module m 'm.bicep' = {\n  name: 'm'\n}\n", 'm.bicep': bicep },
    { 'main.bicep': "module m 'm.bicep' = {\n  name: 'm'\n}\n", 'm.bicep': `${bicep}// said\n` },
  ],
  [
    'the layout of a parameter file',
    { 'main.bicep': bicep, 'main.bicepparam': "using 'main.bicep'\nparam days = 14\n" },
    { 'main.bicep': bicep, 'main.bicepparam': "using 'main.bicep'\n\nparam days   = 14 // short\n" },
  ],
];

const different: readonly (readonly [string, Files, Files])[] = [
  ['a value', { 'main.json': template(vault('{"a":1}')) }, { 'main.json': template(vault('{"a":2}')) }],
  [
    'a number that is larger than data can hold',
    { 'main.json': template(vault('{"a":9007199254740992}')) },
    { 'main.json': template(vault('{"a":9007199254740993}')) },
  ],
  [
    'a number with a fraction',
    { 'main.json': template(vault('{"a":1}')) },
    { 'main.json': template(vault('{"a":1.0}')) },
  ],
  [
    'a key that is written twice',
    { 'main.json': template(vault('{"a":1}')) },
    { 'main.json': template(vault('{"a":2,"a":1}')) },
  ],
  [
    'a comment that asks for a waiver',
    { 'main.bicep': bicep },
    { 'main.bicep': `// armlock-allow vault-removed: it is\n${bicep}` },
  ],
  [
    'metadata that a template asks for',
    { 'main.json': template(vault('{"a":"[deployment().properties.template.metadata._generator.version]"}')) },
    { 'main.json': template(vault('{"a":"[deployment().properties.template.metadata._generator.version]"}'), '{}') },
  ],
  [
    'metadata of a resource',
    { 'main.json': template(vault('{"metadata":{"_generator":{"version":"1"}}}')) },
    { 'main.json': template(vault('{"metadata":{"_generator":{"version":"2"}}}')) },
  ],
  [
    'a line break in a string',
    { 'main.bicep': bicep.replace("'v'", "'''\nv'''") },
    { 'main.bicep': bicep.replace("'v'", "'''\n\nv'''") },
  ],
  [
    'a line break that parts two items',
    { 'main.bicep': bicep.replace('days: days', 'days: [ 1\n 2 ]') },
    { 'main.bicep': bicep.replace('days: days', 'days: [ 1, 2 ]') },
  ],
  ['a name', { 'main.bicep': bicep }, { 'main.bicep': bicep.replaceAll('days', 'weeks') }],
  [
    'the layout of a text that is loaded',
    { 'main.bicep': caller, 'm.bicep': bicep, 'x.json': template(vault('{"a":1}')) },
    { 'main.bicep': caller, 'm.bicep': bicep, 'x.json': template(vault('{"a": 1}')) },
  ],
  ['a file that is broken', { 'main.bicep': bicep }, { 'main.bicep': `${bicep}// and\nparam 'x\n` }],
];

describe('a target whose files say the same in another way is not judged', () => {
  test.each(same)('%s', (_, base, head) => {
    expect(base).not.toEqual(head);
    expect(mayDiffer(base, head)).toBe(false);
  });
});

describe('a target is judged if there is', () => {
  test.each(different)('%s', (_, base, head) => {
    expect(mayDiffer(base, head)).toBe(true);
    expect(mayDiffer(head, base)).toBe(true);
  });
});
