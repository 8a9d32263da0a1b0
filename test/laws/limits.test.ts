import { describe, expect, test } from 'vitest';
import { maxAlike, maxResources } from '../../src/arm/evaluate/resource-limits.ts';
import { maxExpressionLength } from '../../src/arm/read/expression.ts';
import { maxTokens } from '../../src/bicep/syntax/limits.ts';
import { maxJsonValues, parseJson } from '../../src/json/parse.ts';
import { sourceFile } from '../../src/text/source.ts';
import { type Files, judge } from '../support/cases.ts';
import { vaultTemplate } from '../support/command.ts';

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
