import { bicep, inFile, json, policy, strongBicep, type Trick, undeclared, vault, weakened } from './trick.ts';

function child(type: string, name: string, properties: string): string {
  return `resource c 'Microsoft.RecoveryServices/vaults/${type}@2024-04-01' = {
  name: '${name}'
  dependsOn: [vault]
  properties: ${properties}
}
`;
}

function backupVault(more: string): string {
  return `resource bv 'Microsoft.DataProtection/backupVaults@2025-07-01' = {
  name: 'bv-prod'
  location: 'westeurope'
  properties: {
    storageSettings: [{ datastoreType: 'VaultStore', type: 'GeoRedundant' }]
    ${more}
  }
}
`;
}

const config = (state: string): string =>
  child('backupconfig', 'rsv-prod/vaultconfig', `{ softDeleteFeatureState: '${state}' }`);
const keyed = (kek: string): string =>
  bicep("'Locked'").replace(
    'properties: {',
    `identity: { type: 'SystemAssigned' }\n  properties: { encryption: { kekIdentity: { ${kek} }, keyVaultProperties: { keyUri: 'https://kv.vault.azure.net/keys/k' } }, `,
  );
const nested = (inner: object, more: object = {}, properties: object = {}): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: 'n',
  ...more,
  properties: { mode: 'Incremental', template: JSON.parse(json(inner)), ...properties },
});
const inner = (state: string): object => ({
  parameters: { s: { type: 'string', defaultValue: state } },
  resources: [vault("[parameters('s')]")],
});
const isInner = { expressionEvaluationOptions: { scope: 'inner' } };
const counted = (offset: number, count: number): string =>
  json({
    resources: [vault('Locked', { name: `[concat('rsv-', copyIndex(${offset}))]`, copy: { name: 'c', count } })],
  });
const module = (more: string): string => `module v 'v.bicep' = {\n  name: 'v'\n${more}}\n`;
const template = { 'v.bicep': policy('30') };

/** Other types, other places and other functions than those of the other files. */
export const further: readonly Trick[] = [
  ...inFile('main.bicep', weakened, {
    'the keys of an object': [
      bicep('objectKeys({ Locked: 1 })[0]'),
      bicep('objectKeys({ Disabled: 1, Locked: 2 })[0]'),
    ],
    'groups of a list': [
      bicep("groupBy(['Locked'], x => 'k').k[0]"),
      bicep("groupBy(['Unlocked', 'Locked'], x => 'k').k[0]"),
    ],
    'an object out of a list': [bicep("toObject(['Locked'], x => 'k').k"), bicep("toObject(['Unlocked'], x => 'k').k")],
    'objects that are merged': [
      bicep("shallowMerge([{ s: 'Disabled' }, { s: 'Locked' }]).s"),
      bicep("shallowMerge([{ s: 'Locked' }, { s: 'Disabled' }]).s"),
    ],
    'a piece of the word': [`var l = 'L'\n${bicep("'${l}ocked'")}`, `var l = 'Unl'\n${bicep("'${l}ocked'")}`],
    'a member that is read with care': [
      `param o object = { a: { s: 'Locked' } }\n${bicep("o.?a.?s ?? 'Disabled'")}`,
      `param o object = { b: { s: 'Locked' } }\n${bicep("o.?a.?s ?? 'Disabled'")}`,
    ],
    'a function that another one calls': [
      `func a() string => 'Locked'\nfunc b() string => a()\n${bicep('b()')}`,
      `func a() string => 'Disabled'\nfunc b() string => a()\n${bicep('b()')}`,
    ],
    'an extension beside it': [
      `extension microsoftGraphV1\n${strongBicep}`,
      `extension microsoftGraphV1\n${bicep("'Disabled'")}`,
    ],
  }),
  ...inFile('main.bicep', 'vault-soft-delete-weakened', {
    'a settings resource of the vault': [`${strongBicep}${config('Enabled')}`, `${strongBicep}${config('Disabled')}`],
    'soft delete of a Backup vault': [
      backupVault("securitySettings: { softDeleteSettings: { state: 'AlwaysOn', retentionDurationInDays: 90 } }"),
      backupVault("securitySettings: { softDeleteSettings: { state: 'On', retentionDurationInDays: 90 } }"),
    ],
  }),
  ...inFile('main.bicep', 'vault-soft-delete-undeclared', {
    'a settings resource goes': [`${strongBicep}${config('AlwaysON')}`, strongBicep],
  }),
  ...inFile('main.bicep', 'vault-cross-region-restore-lost', {
    'a storage resource goes': [
      `${strongBicep}${child('backupstorageconfig', 'rsv-prod/vaultstorageconfig', "{ storageModelType: 'GeoRedundant', crossRegionRestoreFlag: true }")}`,
      strongBicep,
    ],
    'restores in the other region': [
      backupVault("featureSettings: { crossRegionRestoreSettings: { state: 'Enabled' } }"),
      backupVault("featureSettings: { crossRegionRestoreSettings: { state: 'Disabled' } }"),
    ],
  }),
  ...inFile('main.bicep', 'vault-redundancy-weakened', {
    'the second of two stores': [
      backupVault('').replace('[{', "[{ datastoreType: 'OperationalStore', type: 'LocallyRedundant' }, {"),
      backupVault('')
        .replace('[{', "[{ datastoreType: 'OperationalStore', type: 'LocallyRedundant' }, {")
        .replace("'GeoRedundant'", "'LocallyRedundant'"),
    ],
  }),
  ...inFile('main.bicep', ['vault-key-identity-undeclared', 'vault-key-identity-changed'], {
    'the identity of the key': [
      keyed("useSystemAssignedIdentity: false, userAssignedIdentity: '/subscriptions/0/x'"),
      keyed('useSystemAssignedIdentity: true'),
    ],
  }),
  ...inFile('main.json', weakened, {
    'the default of a nested template': [
      json({ resources: [nested(inner('Locked'), {}, isInner)] }),
      json({ resources: [nested(inner('Disabled'), {}, isInner)] }),
    ],
    'another symbol, and weaker': [
      json({ languageVersion: '2.0', resources: { v: vault('Locked') } }),
      json({ languageVersion: '2.0', resources: { w: vault('Disabled') } }),
    ],
    'symbols that become a list': [
      json({ languageVersion: '2.0', resources: { v: vault('Locked') } }),
      json({ resources: [vault('Disabled')] }),
    ],
    'a loaded variable of the compiler': [
      json({ variables: { $fxv0: { s: 'Locked' } }, resources: [vault("[variables('$fxv0').s]")] }),
      json({ variables: { $fxv0: { s: 'Disabled' } }, resources: [vault("[variables('$fxv0').s]")] }),
    ],
  }),
  ...inFile('main.json', 'vault-removed', {
    'one iteration less': [counted(0, 2), counted(0, 1)],
    'a vault by symbol that only exists': [
      json({ languageVersion: '2.0', resources: { v: vault('Locked') } }),
      json({ languageVersion: '2.0', resources: { v: { ...vault('Locked'), existing: true, properties: undefined } } }),
    ],
  }),
  ...inFile('main.json', 'vault-replaced', {
    'iterations that count from another number': [counted(0, 2), counted(1, 2)],
    'another group': [
      json({ resources: [nested(inner('Locked'), { resourceGroup: 'a' })] }),
      json({ resources: [nested(inner('Locked'), { resourceGroup: 'b' })] }),
    ],
    'a group that is named': [
      json({ resources: [nested(inner('Locked'), {}, isInner)] }),
      json({ resources: [nested(inner('Locked'), { resourceGroup: 'b' }, isInner)] }),
    ],
    'another subscription': [
      json({ resources: [nested(inner('Locked'), { resourceGroup: 'a' }, isInner)] }),
      json({
        resources: [
          nested(
            inner('Locked'),
            { resourceGroup: 'a', subscriptionId: '00000000-0000-0000-0000-000000000009' },
            isInner,
          ),
        ],
      }),
    ],
    'a scope of its own': [
      json({ resources: [vault('Locked')] }),
      json({
        resources: [vault('Locked', { scope: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/b' })],
      }),
    ],
  }),
  ...(
    [
      ['a module goes to a group that a caller names', '', 'param rg string\n', 'resourceGroup(rg)'],
      ['a module goes to the group of a default', '', "param rg string = 'b'\n", 'resourceGroup(rg)'],
      [
        'a module goes to another subscription',
        "resourceGroup('a')",
        '',
        "resourceGroup('00000000-0000-0000-0000-000000000001', 'a')",
      ],
      ['a module comes from a named group', "resourceGroup('a')", '', ''],
    ] as const
  ).map(
    ([name, from, parameters, to]): Trick => ({
      name,
      base: { ...template, 'main.bicep': module(from && `  scope: ${from}\n`) },
      head: { 'main.bicep': `${parameters}${module(to && `  scope: ${to}\n`)}` },
      verdict: 'vault-replaced',
    }),
  ),
  ...inFile('main.bicep', [undeclared, weakened], {
    'an object that loses its member': [
      `param o { state: string? } = { state: 'Locked' }\n${bicep('o.?state')}`,
      `param o { state: string? } = {}\n${bicep('o.?state')}`,
    ],
  }),
];
