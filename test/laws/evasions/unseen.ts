import { bicep, inFile, json, open, parametersFor, strongBicep, type Trick } from './trick.ts';

const unseen = (name: string, more = '', params = ''): string =>
  `module ${name} 'br:example.azurecr.io/x:v1' = ${more}{\n  name: '${name}'\n  params: { ${params} }\n}\n`;
const vaults = 'br/public:avm/res/recovery-services/vault';
const ofRegistry = (version: string, state: string): string =>
  `using '${vaults}:${version}'\nparam name = 'rsv-prod'\nparam immutabilitySettingState = '${state}'\n`;
const link = (more: object = {}, properties: object = {}): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: 'n',
  ...more,
  properties: { mode: 'Incremental', templateLink: { uri: 'https://example.com/v.json' }, ...properties },
});
const stack = {
  type: 'Microsoft.Resources/deploymentStacks',
  apiVersion: '2024-03-01',
  name: 's',
  properties: { actionOnUnmanage: { resources: 'delete' }, templateLink: { uri: 'https://example.com/v.json' } },
};
const registryFile = ofRegistry('0.5.0', 'Locked');

/** A template that is not in the repository: what was deployed by it goes, or gets other arguments. */
export const unseenTemplates: readonly Trick[] = [
  ...inFile('main.bicep', 'unseen-module-removed', {
    'a module of a registry goes': [`${strongBicep}${unseen('v')}`, strongBicep],
    'the vault module of the public registry goes': [
      `module v '${vaults}:0.5.0' = {\n  name: 'v'\n  params: { name: 'rsv-prod' }\n}\n`,
      'param x int = 0\n',
    ],
    'a module of a registry is switched off': [unseen('v'), unseen('v', 'if (false) ')],
    'a module of a registry depends on a parameter': [
      `param on bool\n${unseen('v')}`,
      `param on bool\n${unseen('v', 'if (on) ')}`,
    ],
    'a loop of modules of a registry gets shorter': [
      "module v 'br:example.azurecr.io/x:v1' = [for n in ['a', 'b']: {\n  name: n\n}]\n",
      "module v 'br:example.azurecr.io/x:v1' = [for n in ['a']: {\n  name: n\n}]\n",
    ],
    'a module of a registry goes to another group': [
      "module v 'br:example.azurecr.io/x:v1' = {\n  name: 'v'\n  scope: resourceGroup('a')\n}\n",
      "module v 'br:example.azurecr.io/x:v1' = {\n  name: 'v'\n  scope: resourceGroup('b')\n}\n",
    ],
    'a template spec goes': [
      `${strongBicep}module v 'ts:00000000-0000-0000-0000-000000000000/rg/x:v1' = {\n  name: 'v'\n}\n`,
      strongBicep,
    ],
    'a module that looks like a public one goes': [
      "module v 'br:example.azurecr.io/bicep/avm/res/network/virtual-network:0.5.0' = {\n  name: 'v'\n}\n",
      'param x int = 0\n',
    ],
  }),
  ...inFile('main.json', 'unseen-module-removed', {
    'a linked template goes': [json({ resources: [link()] }), json({ resources: [] })],
    'a linked template is switched off': [
      json({ resources: [link()] }),
      json({ resources: [link({ condition: false })] }),
    ],
    'a stack of a linked template goes': [json({ resources: [stack] }), json({ resources: [] })],
    'one of two iterations of a linked template goes': [
      json({ resources: [link({ name: "[concat('n', copyIndex())]", copy: { name: 'c', count: 2 } })] }),
      json({ resources: [link({ name: "[concat('n', copyIndex())]", copy: { name: 'c', count: 1 } })] }),
    ],
    'a linked template in a nested one goes': [
      json({ resources: [nested([link()])] }),
      json({ resources: [nested([])] }),
    ],
  }),
  ...inFile('main.json', 'unseen-module-changed', {
    'another file of parameters of a linked template': [
      json({ resources: [link({}, { parametersLink: { uri: 'https://example.com/a.json' } })] }),
      json({ resources: [link({}, { parametersLink: { uri: 'https://example.com/b.json' } })] }),
    ],
    'another version of a linked template': [
      json({
        resources: [link({}, { templateLink: { uri: 'https://example.com/v.json', contentVersion: '1.0.0.0' } })],
      }),
      json({
        resources: [link({}, { templateLink: { uri: 'https://example.com/v.json', contentVersion: '2.0.0.0' } })],
      }),
    ],
  }),
  ...inFile('prod.bicepparam', 'unseen-module-changed', {
    'an argument of a parameter file for a module of a registry': [registryFile, ofRegistry('0.5.0', 'Disabled')],
    'another version in a parameter file': [registryFile, ofRegistry('0.9.0', 'Locked')],
    'an argument that goes in a parameter file': [registryFile, registryFile.replace(/param imm.*\n/, '')],
    'a variable of a parameter file for a module of a registry': [
      `using '${vaults}:0.5.0'\nvar s = 'Locked'\nparam immutabilitySettingState = s\n`,
      `using '${vaults}:0.5.0'\nvar s = 'Disabled'\nparam immutabilitySettingState = s\n`,
    ],
  }),
  {
    name: 'the file that a parameter file for a module of a registry extends',
    base: {
      'shared.bicepparam': "using none\nparam immutabilitySettingState = 'Locked'\n",
      'prod.bicepparam': `using '${vaults}:0.5.0'\nextends 'shared.bicepparam'\n`,
    },
    head: { 'shared.bicepparam': "using none\nparam immutabilitySettingState = 'Disabled'\n" },
    verdict: 'unseen-module-changed',
  },
  {
    name: 'a parameter file for a module of a registry goes',
    base: { 'prod.bicepparam': registryFile },
    head: { 'prod.bicepparam': undefined },
    verdict: 'unseen-module-removed',
  },
  {
    name: 'a parameter file that leaves its template for a registry',
    base: { 'main.bicep': open, 'prod.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'prod.bicepparam': "using 'br:example.azurecr.io/x:v1'\nparam state = 'Locked'\n" },
    verdict: 'parameters-removed',
  },
  {
    name: 'a parameter file that leaves its template for an empty one',
    base: {
      'main.bicep': open,
      'other.bicep': 'param state string\n',
      'prod.bicepparam': parametersFor('main.bicep', 'Locked'),
    },
    head: { 'prod.bicepparam': parametersFor('other.bicep', 'Locked') },
    verdict: 'parameters-removed',
  },
  {
    name: 'a template of modules of a registry goes',
    base: { 'main.bicep': unseen('v') },
    head: { 'main.bicep': undefined },
    verdict: 'unseen-module-removed',
  },
  {
    name: 'a module loses its module of a registry',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': unseen('x') },
    head: { 'v.bicep': "param x string = ''\n" },
    verdict: 'unseen-module-removed',
  },
  {
    name: 'one of two parameter files of a template of modules of a registry goes',
    base: {
      'main.bicep': `param s string\n${unseen('v', '', 'state: s')}`,
      'a.bicepparam': "using 'main.bicep'\nparam s = 'Locked'\n",
      'b.bicepparam': "using 'main.bicep'\nparam s = 'Unlocked'\n",
    },
    head: { 'a.bicepparam': undefined },
    verdict: 'unseen-module-removed',
  },
  ...inFile('main.bicep', ['vault-replaced', 'unseen-module-changed'], {
    'the name of the vault is an output of a module of a registry': [
      `${unseen('v', '', "env: 'prod'")}${bicep("'Locked'", 'v.outputs.name')}`,
      `${unseen('v', '', "env: 'test'")}${bicep("'Locked'", 'v.outputs.name')}`,
    ],
  }),
];

function nested(resources: readonly object[]): object {
  const template = JSON.parse(json({ resources })) as object;
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'outer',
    properties: { mode: 'Incremental', expressionEvaluationOptions: { scope: 'inner' }, template },
  };
}
