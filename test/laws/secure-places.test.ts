import { expect, test } from 'vitest';
import { reporters } from '../../src/report/reporters.ts';
import { resolveJsonReport } from '../../src/report/resolve/resolve-json.ts';
import { resolveTextReport } from '../../src/report/resolve/resolve-text.ts';
import { snapshotReport } from '../../src/report/resolve/snapshot.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, judge } from '../support/cases.ts';
import { vaultTemplate } from '../support/command.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { piecesOf } from '../support/secret-pieces.ts';

const secret = 'QkTwyLr7pzVnwKq';
const declared = `@secure()\nparam s string = '${secret}'\n`;

const vault = (name: string, more = '', state = "'Disabled'"): string =>
  `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: ${name}\n  location: 'westeurope'\n  ${more}\n  properties: {\n    securitySettings: { immutabilitySettings: { state: ${state} } }\n  }\n}\n`;

const inGroup = (parts: object): string =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { s: { type: 'secureString', defaultValue: secret } },
    resources: [
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2021-04-01',
        name: 'd',
        location: 'westeurope',
        ...parts,
        properties: { mode: 'Incremental', template: JSON.parse(vaultTemplate('Disabled', 'rsv')) },
      },
    ],
  });

/** Where a secret is no value of a property, or is declared as one by way of something else. */
const places: Readonly<Record<string, Files>> = {
  'the group of a nested deployment': { 'main.json': inGroup({ resourceGroup: "[parameters('s')]" }) },
  'the subscription of a nested deployment': { 'main.json': inGroup({ subscriptionId: "[parameters('s')]" }) },
  'the management group of a nested deployment': {
    'main.json': inGroup({ scope: "[concat('Microsoft.Management/managementGroups/', parameters('s'))]" }),
  },
  'the type of a resource of a nested deployment': {
    'main.json': inGroup({}).replace('"Microsoft.RecoveryServices/vaults"', `"[base64(parameters('s'))]"`),
  },
  'the group of a module': {
    'main.bicep': `targetScope = 'subscription'\n${declared}module m 'm.bicep' = {\n  name: 'm'\n  scope: resourceGroup(s)\n}\n`,
    'm.bicep': vault("'rsv'"),
  },
  'the api-version of a resource': {
    'main.json': vaultTemplate('Disabled')
      .replace('"2024-04-01"', `"[parameters('s')]"`)
      .replace(
        '"resources"',
        `"parameters": { "s": { "type": "securestring", "defaultValue": "${secret}" } }, "resources"`,
      ),
  },
  'the name of a rule': {
    'main.bicep': `${declared}resource p 'Microsoft.DataProtection/backupVaults/backupPolicies@2024-04-01' = {\n  name: 'bv/p'\n  properties: {\n    datasourceTypes: [ 'Microsoft.Storage/storageAccounts/blobServices' ]\n    objectType: 'BackupPolicy'\n    policyRules: [\n      {\n        name: base64(s)\n        objectType: 'AzureRetentionRule'\n        lifecycles: [\n          { sourceDataStore: { dataStoreType: 'VaultStore', objectType: 'DataStoreInfoBase' } }\n        ]\n      }\n    ]\n  }\n}\n`,
  },
  'the name of a property of something unknown': {
    'main.bicep': `${declared}param o object\n${vault('o[base64(s)].name', 'tags: { a: o[?s] }')}`,
  },
  'values that are allowed': {
    'main.bicep': `@secure()\n@allowed(['${secret}', 'Locked'])\nparam s string\n${vault('s', '', 's')}`,
  },
  'a type with a name': { 'main.bicep': `type t = string\n@secure()\nparam s t = '${secret}'\n${vault('s', '', 's')}` },
  'a decorator without brackets': {
    'main.bicep': `@secure\nparam s string = '${secret}'\n${vault('s', '', 's')}`,
  },
  'a decorator whose bracket is not closed': {
    'main.bicep': `@secure(\nparam s string = '${secret}'\n${vault('s', '', 's')}`,
  },
  'a decorator in another case': {
    'main.bicep': `@Secure()\nparam s string = '${secret}'\n${vault('s', '', 's')}`,
  },
  'a type that cannot be secure': {
    'main.bicep': `@secure()\nparam s int = '${secret}'\n${vault('s', '', 's')}`,
  },
  'a list that cannot be secure': {
    'main.bicep': `@secure()\nparam s array = ['${secret}']\n${vault('s[0]', '', 's[0]')}`,
  },
};

test.each(Object.entries(places))('%s shows no secret', (_, files) => {
  const strong = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replaceAll('Disabled', 'Locked')]),
  );
  const results = [judge(strong, files), judge(files, strong), judge({}, files)];
  const targets = discoverTargets(memoryTree(files)).map((one) => loadTarget(one, { context: {} }).deployment);
  expect(targets.length).toBeGreaterThan(0);
  const texts = [
    ...results.flatMap((result) =>
      Object.values(reporters).map(({ write }) => write(result, { colour: false, waived: true })),
    ),
    ...targets.flatMap((one) => [resolveTextReport(one), resolveJsonReport(one), snapshotReport(one)]),
  ].map((text) => text.toLowerCase());
  expect(piecesOf(secret).filter((piece) => texts.some((text) => text.includes(piece)))).toEqual([]);
});
