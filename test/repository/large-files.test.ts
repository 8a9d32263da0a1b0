import { describe, expect, test } from 'vitest';
import { judge } from '../support/cases.ts';
import { vaultTemplate } from '../support/command.ts';

/** What Git LFS puts in place of a file. */
const pointer = (size = 200): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'0123456789abcdef'.repeat(4)}\nsize ${size}\n`;

const vault = (state: string): string =>
  `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv'\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }\n}\n`;
const main = "module m 'v.bicep' = { name: 'm' }\n";
const open = vaultTemplate("[parameters('state')]").replace(
  '"resources"',
  '"parameters": { "state": { "type": "string" } }, "resources"',
);
const given =
  '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {"state": {"value": "Locked"}}}';

describe('a content that Git LFS keeps elsewhere is not taken for a broken one', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['a template', { 'main.json': vaultTemplate('Locked') }, 'main.json'],
    ['a template in Bicep', { 'main.bicep': vault("'Locked'") }, 'main.bicep'],
    ['a module', { 'main.bicep': main, 'v.bicep': vault("'Locked'") }, 'v.bicep'],
    ['a parameter file', { 'main.json': open, 'main.parameters.json': given }, 'main.parameters.json'],
    [
      'a parameter file in Bicep',
      {
        'main.bicep': `param state string\n${vault('state')}`,
        'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
      },
      'main.bicepparam',
    ],
    [
      'a text that is loaded',
      { 'main.bicep': vault("loadTextContent('state.txt')"), 'state.txt': 'Locked' },
      'state.txt',
    ],
    [
      'JSON that is loaded',
      { 'main.bicep': vault("loadJsonContent('s.json').a"), 's.json': '{"a": "Locked"}' },
      's.json',
    ],
  ])('%s', (_, files, file) => {
    const { findings, notices, complete } = judge(files, { ...files, [file]: pointer() });
    expect(notices.map(({ message }) => message).join('\n')).toContain(
      'kept by Git LFS and is not here; run: git lfs pull',
    );
    expect(complete).toBe(false);
    expect(findings.filter(({ verdict, confidence }) => verdict === 'weakened' && confidence === 'certain')).toEqual(
      [],
    );
  });

  test('a file that is too large for a template is none', () => {
    const strong = { 'main.json': vaultTemplate('Locked') };
    expect(judge({ ...strong, 'x.json': pointer(5e6) }, { ...strong, 'x.json': pointer(6e6) }).complete).toBe(true);
  });
});
