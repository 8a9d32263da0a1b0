import { describe, expect, test } from 'vitest';
import { maxExpressionLength } from '../../src/arm/read/expression.ts';
import { maxTokens } from '../../src/bicep/syntax/limits.ts';
import { maxJsonValues, parseJson } from '../../src/json/parse.ts';
import { maxAlike, maxResources } from '../../src/model/resource-limits.ts';
import { sourceFile } from '../../src/text/source.ts';
import { loadTarget, type Target } from '../../src/workspace/load.ts';
import { type Files, judge } from '../support/cases.ts';
import { vaultTemplate } from '../support/command.ts';
import { memoryTree } from '../support/memory-tree.ts';

const template = (parts: object): string =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [],
    ...parts,
  });

const account = (name: string, tag = ''): object => ({
  type: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2023-01-01',
  name,
  tags: { tag },
});

const accounts = (count: number, nameOf: (index: number) => string): string =>
  template({ resources: Array.from({ length: count }, (_, index) => account(nameOf(index))) });

const bicepVault = "resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'beyond'\n}\n";

/** What is just beyond a limit, by a word of the notice that says so. */
const beyond: Readonly<Record<string, Files>> = {
  'more than 150,000 values': {
    'x.json': template({ variables: { x: Array(maxJsonValues).fill('') }, resources: [account('a')] }),
  },
  'more than 131,072 characters': {
    'x.json': template({ resources: [account('a', `[concat('${'x'.repeat(maxExpressionLength)}')]`)] }),
  },
  'more than 5,000 resources': { 'x.json': accounts(maxResources + 1, (index) => `a${index}`) },
  'more than 200 resources have the same type and name': { 'x.json': accounts(maxAlike + 1, () => 'a') },
  'more than 150,000 tokens': { 'x.bicep': `var x = [\n${'1\n'.repeat(maxTokens / 2)}]\n${bicepVault}` },
};

test.each(Object.entries(beyond))('%s end with a sentence and an incomplete run', (words, files) => {
  const strong = { 'a.json': vaultTemplate('Locked', 'strong') };
  const { findings, notices, complete } = judge(strong, {
    'a.json': vaultTemplate('Disabled', 'strong'),
    ...files,
  });
  expect(notices.map(({ message }) => message).join('\n')).toContain(words);
  expect(complete).toBe(false);
  expect(findings.map(({ rule, resource }) => `${rule.id} ${resource.name}`)).toContain(
    'vault-immutability-weakened strong',
  );
});

describe('of a document that lists resources', () => {
  const id = (name: string | number): string =>
    `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/${name}`;
  const told = (name: string | number): object => ({
    id: id(name),
    type: 'Microsoft.Storage/storageAccounts',
    name: String(name),
    properties: {},
  });
  const change = (one: { readonly id?: string }): object => ({
    resourceId: one.id,
    changeType: 'NoChange',
    before: one,
  });
  const documents: Readonly<Record<string, (entries: readonly object[]) => readonly Target[]>> = {
    'a what-if': (entries) =>
      (['what-if-before', 'what-if-after'] as const).map((form) => target({ changes: entries.map(change) }, form)),
    'a what-if of changes that may not happen': (entries) =>
      (['what-if-before', 'what-if-after'] as const).map((form) =>
        target({ changes: [], potentialChanges: entries.map(change) }, form),
      ),
    'live state': (entries) => [target(entries, 'live-state')],
    'a page of Resource Graph': (entries) => [target({ data: entries }, 'live-state')],
    'a snapshot': (entries) => [target({ predictedResources: entries })],
  };
  const target = (document: object, form?: Target['form']): Target => ({
    template: { tree: memoryTree({ 'x.json': JSON.stringify(document) }), path: 'x.json' },
    parameters: undefined,
    ...(form && { form }),
  });

  test.each(Object.keys(documents))('%s, no more are read than of a template', (name) => {
    for (const [entries, count, words] of [
      [Array.from({ length: maxResources + 1 }, (_, index) => told(index)), maxResources, 'more than 5,000 resources'],
      [[...Array.from({ length: maxAlike + 1 }, () => told('a')), told('b')], maxAlike + 1, 'the same type and name'],
    ] as const) {
      for (const one of documents[name]?.(entries) ?? []) {
        const { deployment, unreadable } = loadTarget(one, { context: {} });
        const said = deployment.diagnostics.map(({ message }) => message).join('\n');
        expect([deployment.resources.length, unreadable, said]).toEqual([count, true, expect.stringContaining(words)]);
      }
    }
  });
});

describe('what a limit leaves out is not lost for certain', () => {
  const filling = `var x = [\n${'1\n'.repeat(maxTokens / 2)}]\n`;
  const large = template({ variables: { x: Array(maxJsonValues).fill('') } });

  test.each([
    ['in Bicep', { 'x.bicep': bicepVault }, { 'x.bicep': filling + bicepVault }],
    ['behind a comment that does not end', { 'x.bicep': bicepVault }, { 'x.bicep': `/* ${bicepVault}` }],
    ['behind a word that is no statement', { 'x.bicep': bicepVault }, { 'x.bicep': bicepVault.replace('res', 'ser') }],
    ['in JSON', { 'x.json': vaultTemplate('Locked', 'beyond') }, { 'x.json': large }],
  ])('%s', (_, base, head) => {
    const { findings, complete } = judge(base, head);
    const certain = findings.filter(({ verdict, confidence }) => verdict === 'weakened' && confidence === 'certain');
    expect({ certain: certain.map(({ rule }) => rule.id), complete }).toEqual({ certain: [], complete: false });
  });
});

test('names that are written twice do not hide a syntax error behind them', () => {
  const twice = Array.from({ length: 50 }, () => '"a": 1').join();
  const { diagnostics, isTorn } = parseJson(sourceFile('x.json', `{${twice}, "b": }`));
  expect(isTorn).toBe(true);
  expect(diagnostics.filter(({ lossy }) => lossy)).toHaveLength(1);
  expect(diagnostics.length).toBeLessThan(25);
});
