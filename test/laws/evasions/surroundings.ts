import {
  bicep,
  closed,
  json,
  nothing,
  parametersFor,
  policy,
  reduced,
  removed,
  strong,
  strongBicep,
  type Trick,
  undeclared,
  vault,
  weak,
  weakBicep,
  weakened,
} from './trick.ts';

const vaults = 'Microsoft.RecoveryServices/vaults';
const withLock = (scope: string): string => `${strongBicep}
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  ${scope}
  properties: { level: 'CanNotDelete' }
}
`;
const item = (policyName: string): string => `
resource app '${vaults}/backupFabrics/protectionContainers/protectedItems@2024-04-01' = {
  name: 'rsv-prod/Azure/iaasvmcontainer;iaasvmcontainerv2;rg;vm/vm;iaasvmcontainerv2;rg;vm'
  properties: {
    protectedItemType: 'Microsoft.Compute/virtualMachines'
    policyId: resourceId('${vaults}/backupPolicies', 'rsv-prod', '${policyName}')
    sourceResourceId: resourceId('Microsoft.Compute/virtualMachines', 'vm')
  }
}
`;
const second = (days: string, name: string): string =>
  policy(days, `'rsv-prod/${name}'`)
    .slice(strongBicep.length)
    .replace('resource gold', `resource ${name.replace('-', '')}`);
const guard = (excluded: string): string => `resource guard 'Microsoft.DataProtection/resourceGuards@2024-04-01' = {
  name: 'guard'
  location: 'westeurope'
  properties: { vaultCriticalOperationExclusionList: ${excluded} }
}
`;
const link = (to: string, name = "'rsv-prod/VaultProxy'"): string => `
resource link '${vaults}/backupResourceGuardProxies@2024-04-01' = {
  name: ${name}
  dependsOn: [vault]
  properties: { resourceGuardResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.DataProtection/resourceGuards/${to}' }
}
`;
const storage = `resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'store'
  location: 'westeurope'
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
}
`;

/** What stands around a vault. */
export const neighbours: readonly Trick[] = [
  {
    name: 'a lock goes',
    base: { 'main.bicep': withLock('scope: vault') },
    head: { 'main.bicep': strongBicep },
    verdict: 'management-lock-removed',
  },
  {
    name: 'a lock moves to something else',
    base: { 'main.bicep': `${withLock('scope: vault')}${storage}` },
    head: { 'main.bicep': `${withLock('scope: store')}${storage}` },
    verdict: 'management-lock-removed',
  },
  {
    name: 'the lock of a group moves to something else',
    base: { 'main.bicep': `${withLock('')}${storage}` },
    head: { 'main.bicep': `${withLock('scope: store')}${storage}` },
    verdict: 'management-lock-removed',
  },
  {
    name: 'a lock behind a condition',
    base: { 'main.bicep': withLock('scope: vault') },
    head: { 'main.bicep': withLock('scope: vault').replace("@2020-05-01' = {", "@2020-05-01' = if (false) {") },
    verdict: 'management-lock-removed',
  },
  {
    name: 'a lock that is weaker',
    base: { 'main.bicep': withLock('scope: vault').replace('CanNotDelete', 'ReadOnly') },
    head: { 'main.bicep': withLock('scope: vault') },
    verdict: 'management-lock-weakened',
  },
  {
    name: 'a lock that says nothing',
    base: { 'main.bicep': withLock('scope: vault') },
    head: { 'main.bicep': withLock('scope: vault').replace('CanNotDelete', 'NotSpecified') },
    verdict: 'management-lock-weakened',
  },
  {
    name: 'a guard leaves an operation out',
    base: { 'main.bicep': guard('[]') },
    head: { 'main.bicep': guard(`['${vaults}/backupPolicies/write']`) },
    verdict: 'resource-guard-exclusions-grown',
  },
  {
    name: 'a guard leaves a computed operation out',
    base: { 'main.bicep': guard('[]') },
    head: { 'main.bicep': guard(`map(['write'], one => '${vaults}/backupPolicies/\${one}')`) },
    verdict: 'resource-guard-exclusions-grown',
  },
  {
    name: 'a guard goes',
    base: { 'main.bicep': guard('[]') },
    head: { 'main.bicep': '' },
    verdict: 'resource-guard-removed',
  },
  {
    name: 'the link to a guard goes',
    base: { 'main.bicep': strongBicep + link('guard') },
    head: { 'main.bicep': strongBicep },
    verdict: 'resource-guard-link-removed',
  },
  {
    name: 'the link leads to another guard',
    base: { 'main.bicep': strongBicep + link('guard') },
    head: { 'main.bicep': strongBicep + link('other') },
    verdict: 'resource-guard-link-changed',
  },
  {
    name: 'the link is that of another vault',
    base: { 'main.bicep': strongBicep + link('guard') },
    head: { 'main.bicep': strongBicep + link('guard', "'rsv-test/VaultProxy'") },
    verdict: 'resource-guard-link-removed',
  },
  { name: 'retention', base: { 'main.bicep': policy('90') }, head: { 'main.bicep': policy('7') }, verdict: reduced },
  {
    name: 'a policy goes',
    base: { 'main.bicep': policy('90') },
    head: { 'main.bicep': strongBicep },
    verdict: 'policy-removed',
  },
  {
    name: 'a policy gets another name and shorter retention',
    base: { 'main.bicep': policy('90') },
    head: { 'main.bicep': policy('7', "'rsv-prod/vm-new'") },
    verdict: ['policy-removed', reduced],
  },
  {
    name: 'a policy of another vault',
    base: { 'main.bicep': policy('90') },
    head: { 'main.bicep': policy('90', "'rsv-test/vm-gold'") },
    verdict: 'policy-removed',
  },
  {
    name: 'a policy with a parent of another name',
    base: { 'main.bicep': policy('90', "'vm-gold'", 'parent: vault') },
    head: { 'main.bicep': policy('7', "'VM-gold'", 'parent: vault') },
    verdict: reduced,
  },
  {
    name: 'weeks become days',
    base: { 'main.bicep': policy('90').replace("'Days'", "'Weeks'") },
    head: { 'main.bicep': policy('90') },
    verdict: reduced,
  },
  {
    name: 'an item gets a lower policy',
    base: { 'main.bicep': policy('90') + second('7', 'vm-low') + item('vm-gold') },
    head: { 'main.bicep': policy('90') + second('7', 'vm-low') + item('vm-low') },
    verdict: 'item-policy-lowered',
  },
  {
    name: 'an item gets a policy that is elsewhere',
    base: { 'main.bicep': policy('90') + item('vm-gold') },
    head: { 'main.bicep': policy('90') + item('vm-elsewhere') },
    verdict: 'item-policy-lowered',
  },
  {
    name: 'an item goes',
    base: { 'main.bicep': policy('90') + item('vm-gold') },
    head: { 'main.bicep': policy('90') },
    verdict: 'item-removed',
  },
  {
    name: 'an item stops',
    base: { 'main.bicep': policy('90') + item('vm-gold') },
    head: {
      'main.bicep':
        policy('90') +
        item('vm-gold').replace('protectedItemType', "protectionState: 'ProtectionStopped'\n    protectedItemType"),
    },
    verdict: 'item-backups-stopped',
  },
  {
    name: 'an item protects something else',
    base: { 'main.bicep': policy('90') + item('vm-gold') },
    head: {
      'main.bicep': policy('90') + item('vm-gold').replace("virtualMachines', 'vm')", "virtualMachines', 'empty')"),
    },
    verdict: 'item-source-changed',
  },
  {
    name: 'backups and their recovery points are deleted at once',
    base: { 'main.bicep': policy('90') + item('vm-gold') },
    head: {
      'main.bicep':
        policy('90') +
        item('vm-gold').replace(
          'protectedItemType',
          "existingBasicVMProtection: 'DisableWithDeleteRPsNow'\n    protectedItemType",
        ),
    },
    verdict: 'item-basic-protection-deleted',
  },
  {
    name: 'what a policy backs up is left out',
    base: { 'main.bicep': policy('90') },
    head: { 'main.bicep': policy('7').replace("backupManagementType: 'AzureIaasVM'", '') },
    verdict: ['policy-kind-undeclared', reduced],
  },
  {
    name: 'backups once a week',
    base: { 'main.bicep': policy('90') },
    head: {
      'main.bicep': policy('90').replace(
        "scheduleRunFrequency: 'Daily'",
        "scheduleRunFrequency: 'Weekly'\n      scheduleRunDays: ['Sunday']",
      ),
    },
    verdict: 'policy-daily-backups-dropped',
  },
];

/** Folders, names and files that decide what is looked at. */
export const project: readonly Trick[] = [
  {
    name: 'a file with an edit under another name',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'vault.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'a folder with an edit under another name',
    base: { 'a/main.bicep': strongBicep, 'a/x.json': nothing },
    head: { 'a/main.bicep': undefined, 'a/x.json': undefined, 'b/main.bicep': weakBicep, 'b/x.json': nothing },
    verdict: weakened,
  },
  {
    name: 'two files change places',
    base: { 'a.bicep': strongBicep, 'b.bicep': bicep("'Disabled'", "'rsv-test'") },
    head: { 'a.bicep': bicep("'Locked'", "'rsv-test'"), 'b.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'one file becomes two',
    base: { 'main.bicep': policy('90') },
    head: {
      'main.bicep': strongBicep,
      'policy.bicep': policy('7').slice(strongBicep.length).replace('  dependsOn: [vault]\n', ''),
    },
    verdict: reduced,
  },
  {
    name: 'two files become one',
    base: { 'a.bicep': strongBicep, 'b.bicep': storage },
    head: { 'a.bicep': undefined, 'b.bicep': weakBicep + storage },
    verdict: weakened,
  },
  {
    name: 'Bicep becomes JSON',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'main.json': weak },
    verdict: weakened,
  },
  {
    name: 'JSON becomes Bicep',
    base: { 'main.json': strong },
    head: { 'main.json': undefined, 'main.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'a hidden folder',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, '.hidden/main.bicep': weakBicep },
    verdict: [weakened, removed, 'incomplete'],
  },
  {
    name: 'the folder of packages',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'node_modules/x/main.bicep': weakBicep },
    verdict: [weakened, removed, 'incomplete'],
  },
  {
    name: 'a folder that git ignores',
    base: { 'main.bicep': strongBicep },
    head: { '.gitignore': 'main.bicep\n', 'main.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'attributes of git',
    base: { 'main.bicep': strongBicep },
    head: { '.gitattributes': '*.bicep binary -diff export-ignore\n', 'main.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'a path with a line break',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'a\tb é#%.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'severities',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': weakBicep, 'armlock.yaml': 'severities:\n  vault-immutability-weakened: off\n' },
    verdict: weakened,
  },
  {
    name: 'what is ignored',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': weakBicep, 'armlock.yaml': 'ignore: ["**"]\n' },
    verdict: weakened,
  },
  {
    name: 'a waiver',
    base: { 'main.bicep': strongBicep },
    head: {
      'main.bicep': weakBicep,
      'armlock.yaml':
        'waivers:\n  - { rule: vault-immutability-weakened, resource: rsv-prod, reason: x, owner: y, expires: 2099-01-01 }\n',
    },
    verdict: weakened,
  },
  {
    name: 'a waiver in a comment',
    base: { 'main.bicep': strongBicep },
    head: {
      'main.bicep': weakBicep.replace(
        'properties',
        '// armlock-allow vault-immutability-weakened: planned\n  properties',
      ),
    },
    verdict: weakened,
  },
  {
    name: 'targets',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': weakBicep, 'armlock.yaml': 'targets:\n  - template: other.bicep\n' },
    verdict: weakened,
  },
  {
    name: 'a mode',
    base: { 'main.bicep': strongBicep, 'armlock.yaml': 'mode: complete\n' },
    head: { 'main.bicep': '', 'armlock.yaml': 'mode: incremental\n' },
    verdict: removed,
  },
  {
    name: 'the configuration of the compiler',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': weakBicep, 'bicepconfig.json': '{ "analyzers": { "core": { "enabled": false } } }' },
    verdict: weakened,
  },
  {
    name: 'a broken file beside it',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': weakBicep, 'x.bicep': "resource r '" },
    verdict: weakened,
  },
  {
    name: 'a broken file before it',
    base: {
      'b.bicep': strongBicep,
      'a.json':
        '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [',
    },
    head: {
      'b.bicep': weakBicep,
      'a.json':
        '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [[',
    },
    verdict: weakened,
  },
  {
    name: 'many other changes',
    base: {
      'main.bicep': strongBicep,
      ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`m${i}.bicep`, storage])),
    },
    head: {
      'main.bicep': weakBicep,
      ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`m${i}.bicep`, `// ${i}\n${storage}`])),
    },
    verdict: weakened,
  },
  {
    name: 'a stronger vault elsewhere',
    base: { 'a/main.bicep': strongBicep, 'b/main.bicep': bicep("'Disabled'", "'rsv-b'") },
    head: { 'a/main.bicep': weakBicep, 'b/main.bicep': bicep("'Locked'", "'rsv-b'") },
    verdict: weakened,
  },
  {
    name: 'a schema of another scope',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace('2019-04-01/deploymentTemplate', '2018-05-01/subscriptionDeploymentTemplate') },
    verdict: [weakened, removed, 'vault-replaced'],
  },
  {
    name: 'a schema in another case',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace('deploymentTemplate.json', 'DeploymentTEMPLATE.json') },
    verdict: weakened,
  },
  {
    name: 'an escaped schema',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace('"$schema"', '"\\u0024schema"') },
    verdict: weakened,
  },
  {
    name: 'a schema that is an expression',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace(/"\$schema": ".*"/, '"$schema": "x"') },
    verdict: [weakened, 'incomplete'],
  },
  {
    name: 'a template in a list',
    base: { 'main.json': strong },
    head: { 'main.json': `[${weak}]` },
    verdict: [weakened, removed, 'incomplete'],
  },
  {
    name: 'a template that looks like a what-if',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace('"resources"', '"changes": [], "status": "Succeeded",\n  "resources"') },
    verdict: [weakened, 'incomplete'],
  },
  {
    name: 'a template that looks like a snapshot',
    base: { 'main.json': strong },
    head: { 'main.json': weak.replace('"resources"', '"predictedResources": [], "diagnostics": [],\n  "resources"') },
    verdict: [removed, weakened, 'incomplete'],
  },
  {
    name: 'a scope of Bicep',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `targetScope = 'subscription'\n${weakBicep}` },
    verdict: [weakened, removed, 'vault-replaced', 'incomplete'],
  },
  {
    name: 'the last caller of a module, which the vault then leaves',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep, 'keep.bicep': storage },
    head: { 'main.bicep': "module v 'keep.bicep' = { name: 'v' }\n" },
    verdict: removed,
  },
  {
    name: 'one of two callers of a module goes',
    base: {
      'a.bicep': "module v 'v.bicep' = { name: 'v', params: { name: 'rsv-a' } }\n",
      'b.bicep': "module v 'v.bicep' = { name: 'v', params: { name: 'rsv-prod' } }\n",
      'v.bicep': `param name string\n${bicep("'Locked'", 'name')}`,
    },
    head: { 'b.bicep': undefined },
    verdict: removed,
  },
  {
    name: 'a parameter file of JSON for a module that others call',
    base: {
      'v.bicep': closed,
      'v.parameters.json':
        '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","contentVersion":"1.0.0.0","parameters":{"state":{"value":"Locked"}}}',
      'all.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Locked' } }\n",
    },
    head: {
      'v.parameters.json':
        '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","contentVersion":"1.0.0.0","parameters":{"state":{"value":"Disabled"}}}',
    },
    verdict: weakened,
  },
  {
    name: 'a deployment script beside the vault',
    base: { 'main.bicep': strongBicep },
    head: {
      'main.bicep': `${strongBicep}\nresource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {\n  name: 'x'\n  location: 'westeurope'\n  kind: 'AzureCLI'\n  properties: {\n    azCliVersion: '2.60.0'\n    retentionInterval: 'P1D'\n    scriptContent: 'az backup vault update --immutability-state Disabled'\n  }\n}\n`,
    },
    verdict: 'deployment-script-changed',
  },
  {
    name: 'a stack deletes what it drops',
    base: { 'main.json': stack(vault('Locked')) },
    head: { 'main.json': stack() },
    verdict: removed,
  },
  {
    name: 'a vault of a stack',
    base: { 'main.json': stack(vault('Locked')) },
    head: { 'main.json': stack(vault('Disabled')) },
    verdict: weakened,
  },
  {
    name: 'the state left out in a second parameter file',
    base: {
      'main.bicep': `param settings object\n${bicep('settings.?state')}`,
      'a.bicepparam': "using 'main.bicep'\nparam settings = { state: 'Locked' }\n",
    },
    head: { 'a.bicepparam': "using 'main.bicep'\nparam settings = {}\n" },
    verdict: undeclared,
  },
  {
    name: 'a parameter file for another template of that name',
    base: {
      'a/main.bicep': closed,
      'b/main.bicep': closed.replace('rsv-prod', 'rsv-b'),
      'p.bicepparam': parametersFor('a/main.bicep', 'Locked'),
    },
    head: { 'p.bicepparam': parametersFor('b/main.bicep', 'Locked') },
    verdict: [weakened, removed, 'parameters-removed', 'vault-replaced'],
  },
];

function stack(...resources: readonly object[]): string {
  const properties = {
    actionOnUnmanage: { resources: 'delete' },
    denySettings: { mode: 'none' },
    template: JSON.parse(json({ resources })) as object,
  };
  return json({
    resources: [{ type: 'Microsoft.Resources/deploymentStacks', apiVersion: '2024-03-01', name: 'stack', properties }],
  });
}
