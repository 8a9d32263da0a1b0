import {
  bicep,
  caller,
  closed,
  given,
  inFile,
  json,
  open,
  parameters,
  passing,
  policy,
  reduced,
  removed,
  strong,
  strongBicep,
  type Trick,
  vault,
  weakBicep,
  weakened,
} from './trick.ts';

const changed = 'unseen-module-changed';
const lockGone = 'management-lock-removed';

export function lockOn(scope: string, guard = '', level = 'CanNotDelete'): string {
  return `resource lock 'Microsoft.Authorization/locks@2020-05-01' = ${guard}{
  name: 'keep'
  scope: ${scope}
  properties: { level: '${level}' }
}
`;
}

const env = "param env string = 'prod'\n";

/** What a caller may still choose. */
const choices: readonly Trick[] = [
  ...inFile('main.bicep', weakened, {
    'a map by a default': [
      `${env}var levels = { prod: 'Locked', test: 'Locked' }\n${bicep('levels[env]')}`,
      `${env}var levels = { prod: 'Locked', test: 'Disabled' }\n${bicep('levels[env]')}`,
    ],
    'a list of environments': [
      `${env}${bicep("contains(['prod', 'stage'], env) ? 'Locked' : 'Disabled'")}`,
      `${env}${bicep("contains(['prod'], env) ? 'Locked' : 'Disabled'")}`,
    ],
    'the branch of a switch that is off': [
      `param hard bool = true\n${bicep("hard ? 'Locked' : 'Unlocked'")}`,
      `param hard bool = true\n${bicep("hard ? 'Locked' : 'Disabled'")}`,
    ],
    'a body that an empty list leaves out': [
      `param names array = []\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for name in names: {\n  name: name\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: 'Locked' } } }\n}]\n`,
      `param names array = []\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for name in names: {\n  name: name\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: 'Disabled' } } }\n}]\n`,
    ],
    'a second switch': [
      `param a bool = true\nparam b bool = true\n${bicep("a || b ? 'Locked' : 'Locked'")}`,
      `param a bool = true\nparam b bool = true\n${bicep("a || b ? 'Locked' : 'Disabled'")}`,
    ],
    'a default by another default': [
      `${env}param state string = env == 'prod' ? 'Locked' : 'Locked'\n${bicep('state')}`,
      `${env}param state string = env == 'prod' ? 'Locked' : 'Disabled'\n${bicep('state')}`,
    ],
    'a region that is chosen': [
      `param location string = 'westeurope'\n${bicep("startsWith(location, 'west') ? 'Locked' : 'Locked'")}`,
      `param location string = 'westeurope'\n${bicep("startsWith(location, 'west') ? 'Locked' : 'Disabled'")}`,
    ],
  }),
  {
    name: 'a module that a default switches off',
    base: { 'main.bicep': `param deploy bool = false\n${caller('v.bicep', 'if (deploy) ')}`, 'v.bicep': strongBicep },
    head: { 'v.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'retention in a branch that a default does not take',
    base: { 'main.bicep': `${env}${policy("env == 'prod' ? 90 : 90")}` },
    head: { 'main.bicep': `${env}${policy("env == 'prod' ? 90 : 7")}` },
    verdict: reduced,
  },
  {
    name: 'a vault that only the default keeps',
    base: { 'main.bicep': `${env}output e string = env\n${strongBicep}` },
    head: { 'main.bicep': `${env}output e string = env\n${bicep("'Locked'", "'rsv-prod'", "if (env == 'prod') ")}` },
    verdict: removed,
  },
  {
    name: 'a lock that only the default keeps',
    base: { 'main.bicep': `${env}output e string = env\n${strongBicep}${lockOn('vault')}` },
    head: { 'main.bicep': `${env}output e string = env\n${strongBicep}${lockOn('vault', "if (env == 'prod') ")}` },
    verdict: lockGone,
  },
  {
    name: 'a branch that a default does not take, in JSON',
    base: {
      'main.json': json({
        parameters: { env: { type: 'string', defaultValue: 'prod' } },
        resources: [vault("[if(equals(parameters('env'), 'prod'), 'Locked', 'Locked')]")],
      }),
    },
    head: {
      'main.json': json({
        parameters: { env: { type: 'string', defaultValue: 'prod' } },
        resources: [vault("[if(equals(parameters('env'), 'prod'), 'Locked', 'Disabled')]")],
      }),
    },
    verdict: weakened,
  },
  {
    name: 'a vault that a default leaves out, in JSON',
    base: {
      'main.json': json({
        parameters: { on: { type: 'bool', defaultValue: false } },
        resources: [vault('Locked', { condition: "[parameters('on')]" })],
      }),
    },
    head: {
      'main.json': json({
        parameters: { on: { type: 'bool', defaultValue: false } },
        resources: [vault('Disabled', { condition: "[parameters('on')]" })],
      }),
    },
    verdict: weakened,
  },
];

const function_ = (body: string, call: string, more = ''): string =>
  `${more}func level(hard bool) string => ${body}\n${bicep(call)}`;

const body = (state: string): string =>
  `  name: '\${v.name}'\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }\n`;
const loop = (list: string, state = 'v.state'): string =>
  `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for v in ${list}: {\n${body(state)}}]\n`;

/** Functions, loops and what the deployment alone knows. */
const expressions: readonly Trick[] = [
  ...inFile('main.bicep', [weakened, 'vault-immutability-undeclared', removed], {
    'the argument of a function': [
      function_("hard ? 'Locked' : 'Disabled'", 'level(true)'),
      function_("hard ? 'Locked' : 'Disabled'", 'level(false)'),
    ],
    'what a function reduces': [
      function_("reduce(['Disabled', 'Locked'], '', (a, b) => b)", 'level(true)'),
      function_("reduce(['Disabled', 'Locked'], 'Disabled', (a, b) => a)", 'level(true)'),
    ],
    'a function by the name of another one': [
      `func toLower(x string) string => 'Locked'\n${bicep("toLower('Disabled')")}`,
      `${bicep("toLower('Disabled')")}`,
    ],
    'a list without one of its objects': [
      loop("[{ name: 'rsv-prod', state: 'Locked' }, { name: 'rsv-b', state: 'Locked' }]"),
      loop("[{ name: 'rsv-b', state: 'Locked' }]"),
    ],
    'a filter by name': [
      loop("filter([{ name: 'rsv-prod', state: 'Locked' }], v => v.name != 'rsv-b')"),
      loop("filter([{ name: 'rsv-prod', state: 'Locked' }], v => v.name != 'rsv-prod')"),
    ],
    'a member that a list no longer has, with a fallback': [
      loop("[{ name: 'rsv-prod', state: 'Locked' }]", "v.?state ?? 'Disabled'"),
      loop("[{ name: 'rsv-prod' }]", "v.?state ?? 'Disabled'"),
    ],
    'a list out of a text': [
      loop("map(split('rsv-prod,rsv-b', ','), n => { name: n, state: 'Locked' })"),
      loop("map(split('rsv-b', ','), n => { name: n, state: 'Locked' })"),
    ],
    'an object that is spread twice': [
      `var a = { state: 'Locked' }\nvar b = { state: 'Disabled' }\n${bicep('{ ...b, ...a }.state')}`,
      `var a = { state: 'Locked' }\nvar b = { state: 'Disabled' }\n${bicep('{ ...a, ...b }.state')}`,
    ],
    'a text of several lines with an expression': [
      `var s = 'Locked'\n${bicep("$'''${s}'''")}`,
      `var s = 'Disabled'\n${bicep("$'''${s}'''")}`,
    ],
    'the name of a symbol': [
      `var Locked = 1\nvar Disabled = Locked\n${bicep('nameof(Locked)')}`,
      `var Locked = 1\nvar Disabled = Locked\n${bicep('nameof(Disabled)')}`,
    ],
    'the tags of the group': [bicep("'Locked'"), bicep("resourceGroup().tags.env == 'prod' ? 'Locked' : 'Disabled'")],
    'the name of the deployment': [bicep("'Locked'"), bicep("deployment().name == 'x' ? 'Disabled' : 'Locked'")],
    'the cloud': [bicep("'Locked'"), bicep("environment().name == 'AzureCloud' ? 'Disabled' : 'Locked'")],
    'the deployer': [bicep("'Locked'"), bicep("deployer().objectId == 'x' ? 'Disabled' : 'Locked'")],
    'the time': [
      `param now string = utcNow('yyyy')\noutput n string = now\n${bicep("'Locked'")}`,
      `param now string = utcNow('yyyy')\noutput n string = now\n${bicep("now == '2027' ? 'Disabled' : 'Locked'")}`,
    ],
    'a new identifier': [
      `param id string = newGuid()\noutput i string = id\n${bicep("'Locked'")}`,
      `param id string = newGuid()\noutput i string = id\n${bicep("startsWith(id, 'f') ? 'Disabled' : 'Locked'")}`,
    ],
    'what another resource says': [
      bicep("'Locked'"),
      `resource o 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 'x' }\n${bicep("o.properties.isHnsEnabled ? 'Locked' : 'Disabled'")}`,
    ],
    'a lambda that maps the levels': [
      bicep("map(['Locked'], s => s)[0]"),
      bicep("map(['Locked'], s => replace(s, 'Locked', 'Disabled'))[0]"),
    ],
  }),
  {
    name: 'one iteration of modules in a loop of them',
    base: {
      'main.bicep': "module v 'v.bicep' = [for i in range(0, 2): { name: 'v${i}', params: { i: i } }]\n",
      'v.bicep': `param i int\n${bicep("i == 0 ? 'Locked' : 'Locked'", "'rsv-${i}'")}`,
    },
    head: { 'v.bicep': `param i int\n${bicep("i == 0 ? 'Locked' : 'Disabled'", "'rsv-${i}'")}` },
    verdict: weakened,
  },
  {
    name: 'an import that takes another name of the same file',
    base: {
      'main.bicep': `import { a as level } from 'x.bicep'\n${bicep('level')}`,
      'x.bicep': "@export()\nvar a = 'Locked'\n@export()\nvar b = 'Disabled'\n",
    },
    head: { 'main.bicep': `import { b as level } from 'x.bicep'\n${bicep('level')}` },
    verdict: weakened,
  },
  {
    name: 'files of a folder, of which one goes',
    base: {
      'main.bicep': loop("map(loadDirectoryFileInfo('vaults'), f => { name: f.baseName, state: 'Locked' })"),
      'vaults/rsv-prod.txt': 'x',
      'vaults/rsv-b.txt': 'x',
    },
    head: { 'vaults/rsv-prod.txt': undefined },
    verdict: [removed, 'vault-left-unmanaged', 'incomplete'],
  },
  {
    name: 'an entry of loaded YAML by its path',
    base: {
      'main.bicep': bicep("loadYamlContent('s.yaml', 'a.state')"),
      's.yaml': 'a:\n  state: Locked\nb:\n  state: Disabled\n',
    },
    head: { 'main.bicep': bicep("loadYamlContent('s.yaml', 'b.state')") },
    verdict: weakened,
  },
  {
    name: 'a loaded text in another encoding',
    base: {
      'main.bicep': bicep("loadTextContent('s.txt', 'utf-16')"),
      's.txt': Buffer.from('\ufeffLocked', 'utf16le'),
    },
    head: { 's.txt': Buffer.from('\ufeffDisabled', 'utf16le') },
    verdict: weakened,
  },
];

const spec = (state: string): object => ({
  type: 'Microsoft.Resources/templateSpecs/versions',
  apiVersion: '2022-02-01',
  name: 'vaults/v1',
  location: 'westeurope',
  properties: { mainTemplate: JSON.parse(json({ resources: [vault(state)] })) as object },
});

/** What a policy deploys where a vault lacks something. */
function deploying(state: string): object {
  const template = JSON.parse(json({ resources: [vault(state)] })) as object;
  return {
    type: 'Microsoft.RecoveryServices/vaults',
    deployment: { properties: { mode: 'incremental', template } },
  };
}

const definition = (state: string): object => ({
  type: 'Microsoft.Authorization/policyDefinitions',
  apiVersion: '2023-04-01',
  name: 'vaults-are-immutable',
  properties: {
    policyType: 'Custom',
    mode: 'All',
    policyRule: Object.fromEntries([
      ['if', { field: 'type', equals: 'Microsoft.RecoveryServices/vaults' }],
      ['then', { effect: 'deployIfNotExists', details: deploying(state) }],
    ]),
  },
});

const child = (name: string, type: string, properties: object): object => ({
  type,
  apiVersion: '2024-04-01',
  name,
  properties,
});

const old = (level: string): object => ({
  type: 'Microsoft.RecoveryServices/vaults/providers/locks',
  apiVersion: '2016-09-01',
  name: 'rsv-prod/Microsoft.Authorization/keep',
  properties: { level },
});

const scoped = (name: string): object => ({
  type: 'Microsoft.Authorization/locks',
  apiVersion: '2020-05-01',
  name: 'keep',
  scope: `[resourceId('Microsoft.RecoveryServices/vaults', '${name}')]`,
  properties: { level: 'CanNotDelete' },
});

const nested = (template: object, more: object = {}, properties: object = {}): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: 'nested',
  ...more,
  properties: { mode: 'Incremental', template, ...properties },
});

const inner = (state: unknown): object => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [vault(state)],
});

const linked = (templateLink: object, values?: object): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: 'linked',
  properties: { mode: 'Incremental', templateLink, ...(values && { parameters: values }) },
});

const beside = "[uri(deployment().properties.templateLink.uri, 'nested/vault.json')]";

/** JSON templates, linked ones, and resources that hold templates. */
const documents: readonly Trick[] = [
  {
    name: 'an argument of a template that lies beside the deployed one',
    base: { 'main.json': json({ resources: [linked({ uri: beside }, { state: { value: 'Locked' } })] }) },
    head: { 'main.json': json({ resources: [linked({ uri: beside }, { state: { value: 'Disabled' } })] }) },
    verdict: [changed, 'incomplete'],
  },
  {
    name: 'another place of the artifacts',
    base: {
      'main.json': json({
        parameters: { _artifactsLocation: { type: 'string', defaultValue: 'https://a.example/' } },
        resources: [linked({ uri: "[concat(parameters('_artifactsLocation'), 'vault.json')]" })],
      }),
    },
    head: {
      'main.json': json({
        parameters: { _artifactsLocation: { type: 'string', defaultValue: 'https://b.example/' } },
        resources: [linked({ uri: "[concat(parameters('_artifactsLocation'), 'vault.json')]" })],
      }),
    },
    verdict: changed,
  },
  {
    name: 'the version of a linked template that is asked for',
    base: {
      'main.json': json({ resources: [linked({ uri: 'https://a.example/v.json', contentVersion: '1.0.0.0' })] }),
    },
    head: {
      'main.json': json({ resources: [linked({ uri: 'https://a.example/v.json', contentVersion: '2.0.0.0' })] }),
    },
    verdict: changed,
  },
  {
    name: 'a template spec that a template deploys',
    base: { 'main.json': json({ resources: [spec('Locked')] }) },
    head: { 'main.json': json({ resources: [spec('Disabled')] }) },
    verdict: weakened,
    passes: true,
  },
  {
    name: 'a definition of Azure Policy that deploys vaults',
    base: { 'main.json': json({ resources: [definition('Locked')] }) },
    head: { 'main.json': json({ resources: [definition('Disabled')] }) },
    verdict: weakened,
    passes: true,
  },
  ...inFile('main.json', lockGone, {
    'a lock in the old form goes': [
      json({ resources: [vault('Locked'), old('CanNotDelete')] }),
      json({ resources: [vault('Locked')] }),
    ],
    'a lock by its scope goes to another vault': [
      json({ resources: [vault('Locked'), scoped('rsv-prod')] }),
      json({ resources: [vault('Locked'), scoped('rsv-b')] }),
    ],
  }),
  ...inFile('main.json', [weakened, 'vault-immutability-undeclared', removed, 'vault-soft-delete-weakened'], {
    'an api-version out of a variable': [
      json({ variables: { v: '2024-04-01' }, resources: [vault('Locked', { apiVersion: "[variables('v')]" })] }),
      json({ variables: { v: '2016-06-01' }, resources: [vault('Disabled', { apiVersion: "[variables('v')]" })] }),
    ],
    'an api profile': [
      strong,
      json({ apiProfile: '2020-09-01-hybrid', resources: [vault('Disabled', { apiVersion: undefined })] }),
    ],
    'resources that are null': [strong, json({ resources: null })],
    'a text in place of resources': [strong, json({ resources: '[]' })],
    'an object in place of the template': [strong, `{"template": ${strong}}`],
    'a body by a variable': [
      json({ variables: { p: { state: 'Locked' } }, resources: [vault("[variables('p').state]")] }),
      json({ variables: { p: { state: 'Locked', State: 'Disabled' } }, resources: [vault("[variables('p')['st']]")] }),
    ],
    'scopes of expressions with a parameter of the same name': [
      json({
        parameters: { state: { type: 'string', defaultValue: 'Locked' } },
        resources: [
          nested(
            { ...inner("[parameters('state')]"), parameters: { state: { type: 'string', defaultValue: 'Disabled' } } },
            {},
            {
              expressionEvaluationOptions: { scope: 'inner' },
              parameters: { state: { value: "[parameters('state')]" } },
            },
          ),
        ],
      }),
      json({
        parameters: { state: { type: 'string', defaultValue: 'Locked' } },
        resources: [
          nested(
            { ...inner("[parameters('state')]"), parameters: { state: { type: 'string', defaultValue: 'Disabled' } } },
            {},
            { expressionEvaluationOptions: { scope: 'inner' } },
          ),
        ],
      }),
    ],
    'a nested deployment behind a condition': [
      json({ resources: [nested(inner('Locked'))] }),
      json({ resources: [nested(inner('Locked'), { condition: "[startsWith(resourceGroup().name, 'x')]" })] }),
    ],
    'a nested deployment in a nested one': [
      json({ resources: [nested({ ...inner('Locked'), resources: [nested(inner('Locked'))] })] }),
      json({ resources: [nested({ ...inner('Locked'), resources: [nested(inner('Disabled'))] })] }),
    ],
    'the last of two deployments of a name': [
      json({ resources: [nested(inner('Locked'))] }),
      json({ resources: [nested(inner('Locked')), nested(inner('Disabled'), { dependsOn: ['nested'] })] }),
    ],
  }),
  {
    name: 'the schema of parameters',
    base: { 'main.json': strong },
    head: { 'main.json': strong.replace('deploymentTemplate.json', 'deploymentParameters.json') },
    verdict: 'incomplete',
  },
  {
    name: 'a policy within its vault',
    base: {
      'main.json': json({
        resources: [
          vault('Locked', {
            resources: [
              {
                type: 'backupconfig',
                apiVersion: '2024-04-01',
                name: 'vaultconfig',
                properties: { softDeleteFeatureState: 'Enabled', enhancedSecurityState: 'Enabled' },
              },
            ],
          }),
        ],
      }),
    },
    head: {
      'main.json': json({
        resources: [
          vault('Locked', {
            resources: [
              {
                type: 'backupconfig',
                apiVersion: '2024-04-01',
                name: 'vaultconfig',
                properties: { softDeleteFeatureState: 'Disabled', enhancedSecurityState: 'Enabled' },
              },
            ],
          }),
        ],
      }),
    },
    verdict: 'vault-soft-delete-weakened',
  },
  {
    name: 'the settings of a vault that is elsewhere',
    base: {
      'main.json': json({
        resources: [
          child('rsv-prod/vaultconfig', 'Microsoft.RecoveryServices/vaults/backupconfig', {
            softDeleteFeatureState: 'AlwaysON',
            enhancedSecurityState: 'Enabled',
          }),
        ],
      }),
    },
    head: {
      'main.json': json({
        resources: [
          child('rsv-prod/vaultconfig', 'Microsoft.RecoveryServices/vaults/backupconfig', {
            softDeleteFeatureState: 'Disabled',
            enhancedSecurityState: 'Enabled',
          }),
        ],
      }),
    },
    verdict: 'vault-soft-delete-weakened',
  },
  {
    name: 'a template that a resource of Bicep loads',
    base: {
      'main.bicep':
        "resource d 'Microsoft.Resources/deployments@2022-09-01' = {\n  name: 'd'\n  properties: { mode: 'Incremental', template: loadJsonContent('v.json') }\n}\n",
      'v.json': strong,
    },
    head: { 'v.json': json({ resources: [vault('Disabled')] }) },
    verdict: [weakened, 'incomplete'],
  },
];

const alias = (registry: string, more: object = {}): string =>
  JSON.stringify({ moduleAliases: { br: { own: { registry } } }, ...more });

/** What files there are, what they are called, and who calls them. */
const places: readonly Trick[] = [
  {
    name: 'a module under another name, and weaker',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: { 'main.bicep': caller('w.bicep'), 'v.bicep': undefined, 'w.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'template and parameter file under other names, and weaker',
    base: { 'main.bicep': closed, 'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n" },
    head: {
      'main.bicep': undefined,
      'main.bicepparam': undefined,
      'infra/vault.bicep': closed,
      'infra/vault.bicepparam': "using 'vault.bicep'\nparam state = 'Disabled'\n",
    },
    verdict: weakened,
  },
  {
    name: 'a parameter under another name, and weaker',
    base: { 'main.bicep': closed, 'main.parameters.json': parameters('Locked') },
    head: {
      'main.bicep': closed
        .replaceAll('state\n', 'level\n')
        .replace('state: state', 'state: level')
        .replace('param state', 'param level'),
      'main.parameters.json': given({ level: { value: 'Disabled' } }),
    },
    verdict: [weakened, 'incomplete'],
  },
  {
    name: 'the symbol, the file and the level at once',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'rsv.bicep': weakBicep.replace('resource vault', 'resource rsv') },
    verdict: weakened,
  },
  {
    name: 'JSON becomes Bicep with a parameter file of the other kind',
    base: {
      'main.json': json({ parameters: { state: { type: 'string' } }, resources: [vault("[parameters('state')]")] }),
      'main.parameters.json': parameters('Locked'),
    },
    head: {
      'main.json': undefined,
      'main.parameters.json': undefined,
      'main.bicep': closed,
      'main.bicepparam': "using 'main.bicep'\nparam state = 'Disabled'\n",
    },
    verdict: weakened,
  },
  {
    name: 'an ending that nothing deploys',
    base: { 'main.json': strong },
    head: { 'main.json': undefined, 'main.json.disabled': strong },
    verdict: ['target-removed', removed, 'vault-left-unmanaged'],
  },
  {
    name: 'a parameter file of an ending that nothing takes, and a weak default',
    base: {
      'main.bicep': open.replace('Locked', 'Disabled'),
      'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
    },
    head: { 'main.bicepparam': undefined, 'main.bicepparam.off': "using 'main.bicep'\nparam state = 'Locked'\n" },
    verdict: [weakened, 'parameters-removed', 'target-removed'],
  },
  {
    name: 'an alias that moves to a nearer configuration',
    base: {
      'infra/main.bicep': passing('br/own:vault:v1', "state: 'Locked'"),
      'bicepconfig.json': alias('a.azurecr.io'),
    },
    head: { 'infra/bicepconfig.json': alias('b.azurecr.io') },
    verdict: [changed, 'incomplete'],
  },
  {
    name: 'an alias that gets a path',
    base: { 'main.bicep': caller('br/own:vault:v1'), 'bicepconfig.json': alias('a.azurecr.io') },
    head: {
      'bicepconfig.json': JSON.stringify({
        moduleAliases: { br: { own: { registry: 'a.azurecr.io', modulePath: 'other' } } },
      }),
    },
    verdict: [changed, 'incomplete'],
  },
  {
    name: 'a configuration of the compiler that is broken',
    base: { 'main.bicep': caller('br/own:vault:v1'), 'bicepconfig.json': alias('a.azurecr.io') },
    head: { 'bicepconfig.json': '{ "moduleAliases": ' },
    verdict: [changed, 'incomplete'],
  },
  {
    name: 'a pointer of LFS in place of a module',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: {
      'v.bicep':
        'version https://git-lfs.github.com/spec/v1\noid sha256:0123456789012345678901234567890123456789012345678901234567890123\nsize 200\n',
    },
    verdict: [removed, 'incomplete'],
  },
  {
    name: 'a pointer of LFS in place of a parameter file of Bicep',
    base: {
      'main.bicep': open.replace('Locked', 'Disabled'),
      'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
    },
    head: {
      'main.bicepparam':
        'version https://git-lfs.github.com/spec/v1\noid sha256:0123456789012345678901234567890123456789012345678901234567890123\nsize 50\n',
    },
    verdict: [weakened, 'incomplete', 'parameters-removed'],
  },
  {
    name: 'UTF-32',
    base: { 'main.json': strong },
    head: {
      'main.json': Buffer.concat([
        Buffer.from([0xff, 0xfe, 0, 0]),
        ...[...json({ resources: [vault('Disabled')] })].map((one) => Buffer.from([one.charCodeAt(0), 0, 0, 0])),
      ]),
    },
    verdict: [weakened, removed, 'incomplete', 'target-removed'],
  },
  {
    name: 'a byte of Latin-1 in a module',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: { 'v.bicep': Buffer.concat([Buffer.from('// caf'), Buffer.from([0xe9]), Buffer.from(`\n${weakBicep}`)]) },
    verdict: weakened,
  },
  {
    name: 'a weaker module in a folder that differs in case',
    base: { 'main.bicep': caller('modules/v.bicep'), 'modules/v.bicep': strongBicep },
    head: { 'main.bicep': caller('Modules/v.bicep'), 'Modules/v.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'another file of the names that azd deploys',
    base: {
      'azure.yaml': 'name: x\ninfra:\n  path: infra\n  module: main\n',
      'infra/main.bicep': strongBicep,
      'infra/other.bicep': bicep("'Disabled'", "'rsv-other'"),
    },
    head: { 'azure.yaml': 'name: x\ninfra:\n  path: infra\n  module: other\n' },
    verdict: 'incomplete',
    passes: true,
  },
  {
    name: 'parameters of azd',
    base: { 'infra/main.bicep': closed, 'infra/main.parameters.json': parameters('Locked') },
    head: { 'infra/main.parameters.json': parameters('${IMMUTABILITY=Disabled}') },
    verdict: weakened,
  },
  {
    name: 'the parameter file of the stronger of two environments goes',
    base: {
      'main.bicep': closed,
      'prod.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
      'test.bicepparam': "using 'main.bicep'\nparam state = 'Disabled'\n",
    },
    head: { 'prod.bicepparam': undefined },
    verdict: ['parameters-removed', 'target-removed', removed, 'vault-left-unmanaged', weakened],
  },
  {
    name: 'two parameter files change their values',
    base: {
      'main.bicep': `param name string\n${closed.replace("'rsv-prod'", 'name')}`,
      'prod.bicepparam': "using 'main.bicep'\nparam name = 'rsv-prod'\nparam state = 'Locked'\n",
      'test.bicepparam': "using 'main.bicep'\nparam name = 'rsv-test'\nparam state = 'Disabled'\n",
    },
    head: {
      'prod.bicepparam': "using 'main.bicep'\nparam name = 'rsv-test'\nparam state = 'Locked'\n",
      'test.bicepparam': "using 'main.bicep'\nparam name = 'rsv-prod'\nparam state = 'Disabled'\n",
    },
    verdict: [weakened, 'vault-replaced'],
  },
  {
    name: 'a file that takes an extended one over',
    base: {
      'main.bicep': closed,
      'shared.bicepparam': "using none\nparam state = 'Locked'\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'shared.bicepparam'\n",
    },
    head: { 'main.bicepparam': "using 'main.bicep'\nextends 'shared.bicepparam'\nparam state = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'a file that is extended from another folder',
    base: {
      'main.bicep': closed,
      'a/shared.bicepparam': "using none\nparam state = 'Locked'\n",
      'b/shared.bicepparam': "using none\nparam state = 'Disabled'\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'a/shared.bicepparam'\n",
    },
    head: { 'main.bicepparam': "using 'main.bicep'\nextends 'b/shared.bicepparam'\n" },
    verdict: weakened,
  },
];

/** Scopes, groups and what lies around. */
const scopes: readonly Trick[] = [
  {
    name: 'a group of another subscription',
    base: {
      'main.bicep': `targetScope = 'subscription'\n${caller('v.bicep', '').replace("name: 'vault'", "name: 'vault'\n  scope: resourceGroup('00000000-0000-0000-0000-000000000001', 'g')")}`,
      'v.bicep': strongBicep,
    },
    head: {
      'main.bicep': `targetScope = 'subscription'\n${caller('v.bicep', '').replace("name: 'vault'", "name: 'vault'\n  scope: resourceGroup('00000000-0000-0000-0000-000000000002', 'g')")}`,
    },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a lock in a module of another group',
    base: {
      'main.bicep':
        "targetScope = 'subscription'\nmodule l 'l.bicep' = {\n  name: 'l'\n  scope: resourceGroup('backup')\n}\nmodule v 'v.bicep' = {\n  name: 'v'\n  scope: resourceGroup('backup')\n}\n",
      'l.bicep':
        "resource lock 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: 'keep'\n  properties: { level: 'CanNotDelete' }\n}\n",
      'v.bicep': strongBicep,
    },
    head: {
      'main.bicep':
        "targetScope = 'subscription'\nmodule l 'l.bicep' = {\n  name: 'l'\n  scope: resourceGroup('other')\n}\nmodule v 'v.bicep' = {\n  name: 'v'\n  scope: resourceGroup('backup')\n}\n",
    },
    verdict: lockGone,
  },
  {
    name: 'a subscription of a management group',
    base: {
      'main.bicep':
        "targetScope = 'managementGroup'\nmodule s 's.bicep' = {\n  name: 's'\n  scope: subscription('00000000-0000-0000-0000-000000000001')\n}\n",
      's.bicep': "targetScope = 'subscription'\nmodule v 'v.bicep' = {\n  name: 'v'\n  scope: resourceGroup('g')\n}\n",
      'v.bicep': strongBicep,
    },
    head: {
      'main.bicep':
        "targetScope = 'managementGroup'\nmodule s 's.bicep' = {\n  name: 's'\n  scope: subscription('00000000-0000-0000-0000-000000000002')\n}\n",
    },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a policy of a vault that only exists',
    base: {
      'main.bicep': policy('90')
        .replace(
          strongBicep,
          "resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {\n  name: 'rsv-prod'\n}\n",
        )
        .replace('dependsOn: [vault]\n', ''),
    },
    head: {
      'main.bicep': policy('7')
        .replace(
          strongBicep,
          "resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {\n  name: 'rsv-prod'\n}\n",
        )
        .replace('dependsOn: [vault]\n', ''),
    },
    verdict: reduced,
  },
  {
    name: 'a vault that is switched to existing by a parameter file',
    base: {
      'main.bicep': `param create bool\n${bicep("'Locked'", "'rsv-prod'", 'if (create) ')}resource old 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = if (!create) {\n  name: 'rsv-prod'\n}\n`,
      'main.bicepparam': "using 'main.bicep'\nparam create = true\n",
    },
    head: { 'main.bicepparam': "using 'main.bicep'\nparam create = false\n" },
    verdict: [removed, 'vault-left-unmanaged'],
  },
  {
    name: 'only new vaults are deployed',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `@onlyIfNotExists()\n${strongBicep}` },
    verdict: ['vault-only-if-new', 'vault-left-unmanaged', 'vault-no-longer-enforced'],
  },
  {
    name: 'an item of a loop that loses its tag',
    base: {
      'main.bicep': loop("items({ prod: { name: 'rsv-prod', state: 'Locked' } })", 'v.value.state').replace(
        "'${v.name}'",
        'v.value.name',
      ),
    },
    head: {
      'main.bicep': loop("items({ prod: { name: 'rsv-prod', state: 'Disabled' } })", 'v.value.state').replace(
        "'${v.name}'",
        'v.value.name',
      ),
    },
    verdict: weakened,
  },
  {
    name: 'a script gets other arguments',
    base: {
      'main.bicep': `${strongBicep}resource s 'Microsoft.Resources/deploymentScripts@2023-08-01' = {\n  name: 's'\n  location: 'westeurope'\n  kind: 'AzureCLI'\n  properties: { azCliVersion: '2.60.0', retentionInterval: 'P1D', primaryScriptUri: 'https://a.example/x.sh', arguments: 'show' }\n}\n`,
    },
    head: {
      'main.bicep': `${strongBicep}resource s 'Microsoft.Resources/deploymentScripts@2023-08-01' = {\n  name: 's'\n  location: 'westeurope'\n  kind: 'AzureCLI'\n  properties: { azCliVersion: '2.60.0', retentionInterval: 'P1D', primaryScriptUri: 'https://a.example/x.sh', arguments: 'delete' }\n}\n`,
    },
    verdict: 'deployment-script-changed',
  },
  {
    name: 'a call of a registry module that gets a spread',
    base: {
      'main.bicep':
        "module v 'br:x.azurecr.io/vault:v1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', state: 'Locked' }\n}\n",
    },
    head: {
      'main.bicep':
        "var more = { state: 'Disabled' }\nmodule v 'br:x.azurecr.io/vault:v1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', ...more }\n}\n",
    },
    verdict: [changed, 'incomplete'],
  },
  {
    name: 'a call of a registry module by digest',
    base: { 'main.bicep': caller(`br:x.azurecr.io/vault@sha256:${'a'.repeat(64)}`) },
    head: { 'main.bicep': caller(`br:x.azurecr.io/vault@sha256:${'b'.repeat(64)}`) },
    verdict: [changed, 'incomplete'],
  },
  {
    name: 'the secret of a key vault as an argument of a registry module',
    base: {
      'main.bicep':
        "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'kv' }\nmodule v 'br:x.azurecr.io/vault:v1' = {\n  name: 'v'\n  params: { state: kv.getSecret('locked') }\n}\n",
    },
    head: {
      'main.bicep':
        "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'kv' }\nmodule v 'br:x.azurecr.io/vault:v1' = {\n  name: 'v'\n  params: { state: kv.getSecret('disabled') }\n}\n",
    },
    verdict: [changed, 'incomplete'],
  },
];

export const stranger: readonly Trick[] = [...choices, ...expressions, ...documents, ...places, ...scopes];
