import {
  bicep,
  closed,
  json,
  open,
  removed,
  strong,
  strongBicep,
  type Trick,
  vault,
  weakBicep,
  weakened,
} from './trick.ts';

export const text = (state: string): string => JSON.stringify({ vault: { state } });

/** Modules, imports and loaded files. */
export const modules: readonly Trick[] = [
  {
    name: 'a module',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep },
    head: { 'v.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'another module',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep, 'w.bicep': weakBicep },
    head: { 'main.bicep': "module v 'w.bicep' = { name: 'v' }\n" },
    verdict: weakened,
  },
  {
    name: 'an argument',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Locked' } }\n", 'v.bicep': closed },
    head: { 'main.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Disabled' } }\n" },
    verdict: weakened,
  },
  {
    name: 'an argument that is left to the default',
    base: {
      'main.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Locked' } }\n",
      'v.bicep': `param state string = 'Disabled'\n${bicep('state')}`,
    },
    head: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n" },
    verdict: weakened,
  },
  {
    name: 'a default deep within',
    base: {
      'main.bicep': "module a 'a.bicep' = { name: 'a' }\n",
      'a.bicep': "module v 'v.bicep' = { name: 'v' }\n",
      'v.bicep': open,
    },
    head: { 'v.bicep': open.replace('Locked', 'Disabled') },
    verdict: weakened,
  },
  {
    name: 'a module that is switched off',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep },
    head: { 'main.bicep': "module v 'v.bicep' = if (false) { name: 'v' }\n" },
    verdict: removed,
  },
  {
    name: 'a loop of modules over nothing',
    base: { 'main.bicep': "module v 'v.bicep' = [for i in range(0, 1): { name: 'v${i}' }]\n", 'v.bicep': strongBicep },
    head: { 'main.bicep': "module v 'v.bicep' = [for i in range(0, 0): { name: 'v${i}' }]\n" },
    verdict: removed,
  },
  {
    name: 'a module of another group',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v', scope: resourceGroup('a') }\n", 'v.bicep': strongBicep },
    head: { 'main.bicep': "module v 'v.bicep' = { name: 'v', scope: resourceGroup('b') }\n" },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a module moves to a named group',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep },
    head: { 'main.bicep': "module v 'v.bicep' = { name: 'v', scope: resourceGroup('b') }\n" },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'the output of a module',
    base: {
      'main.bicep': `module s 's.bicep' = { name: 's' }\n${bicep('s.outputs.state')}`,
      's.bicep': "output state string = 'Locked'\n",
    },
    head: { 's.bicep': "output state string = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'loaded JSON by an escaped path on a line behind the function',
    base: { 'main.bicep': bicep("loadJsonContent(\n'\\u{73}.json').s"), 's.json': '{ "s": "Locked" }' },
    head: { 's.json': '{ "s": "Disabled" }' },
    verdict: weakened,
  },
  {
    name: 'a module of JSON',
    base: { 'main.bicep': "module v 'v.json' = { name: 'v' }\n", 'v.json': strong },
    head: { 'v.json': json({ resources: [vault('Disabled')] }) },
    verdict: weakened,
  },
  {
    name: 'a module that is not there',
    base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep },
    head: { 'main.bicep': "module v 'gone.bicep' = { name: 'v' }\n" },
    verdict: ['incomplete', removed],
  },
  {
    name: 'a module by a path around it',
    base: { 'main.bicep': "module v './x/../v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep },
    head: { 'v.bicep': weakBicep },
    verdict: weakened,
  },
  {
    name: 'another version of a module of a registry',
    base: { 'main.bicep': "module v 'br:x.azurecr.io/backup/vault:v1' = { name: 'v' }\n" },
    head: { 'main.bicep': "module v 'br:x.azurecr.io/backup/vault:v2' = { name: 'v' }\n" },
    verdict: 'unseen-module-changed',
  },
  {
    name: 'another argument of a module of a registry',
    base: {
      'main.bicep':
        "module v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: 'Locked' }\n}\n",
    },
    head: {
      'main.bicep':
        "module v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: 'Disabled' }\n}\n",
    },
    verdict: 'unseen-module-changed',
  },
  {
    name: 'the variable of an argument of a module of a registry',
    base: {
      'main.bicep':
        "var s = 'Locked'\nmodule v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: s }\n}\n",
    },
    head: {
      'main.bicep':
        "var s = 'Disabled'\nmodule v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: s }\n}\n",
    },
    verdict: 'unseen-module-changed',
  },
  {
    name: 'another alias of a registry',
    base: { 'main.bicep': "module v 'br/own:vault:v1' = { name: 'v' }\n", 'bicepconfig.json': alias('a.azurecr.io') },
    head: { 'bicepconfig.json': alias('b.azurecr.io') },
    verdict: ['unseen-module-changed', 'incomplete'],
  },
  {
    name: 'the vault moves into a module that is not restored',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': "module v 'br:x.azurecr.io/backup/vault:v1' = { name: 'v' }\n" },
    verdict: [removed, 'unseen-module-changed'],
  },
  {
    name: 'an imported variable',
    base: {
      'main.bicep': `import { state } from 's.bicep'\n${bicep('state')}`,
      's.bicep': "@export()\nvar state = 'Locked'\n",
    },
    head: { 's.bicep': "@export()\nvar state = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'an import under another name',
    base: {
      'main.bicep': `import { strong as state } from 's.bicep'\n${bicep('state')}`,
      's.bicep': "@export()\nvar strong = 'Locked'\n@export()\nvar weak = 'Disabled'\n",
    },
    head: { 'main.bicep': `import { weak as state } from 's.bicep'\n${bicep('state')}` },
    verdict: weakened,
  },
  {
    name: 'an import of all',
    base: {
      'main.bicep': `import * as s from 's.bicep'\n${bicep('s.state')}`,
      's.bicep': "@export()\nvar state = 'Locked'\n",
    },
    head: { 's.bicep': "@export()\nvar state = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'what an imported variable is made of',
    base: {
      'main.bicep': `import { state } from 's.bicep'\n${bicep('state')}`,
      's.bicep': "var inner = 'Locked'\n@export()\nvar state = inner\n",
    },
    head: { 's.bicep': "var inner = 'Disabled'\n@export()\nvar state = inner\n" },
    verdict: weakened,
  },
  {
    name: 'an imported function',
    base: {
      'main.bicep': `import { state } from 's.bicep'\n${bicep('state()')}`,
      's.bicep': "@export()\nfunc state() string => 'Locked'\n",
    },
    head: { 's.bicep': "@export()\nfunc state() string => 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'an imported type',
    base: {
      'main.bicep': `import { level } from 's.bicep'\nparam state level = 'Locked'\n${bicep('state')}`,
      's.bicep': "@export()\ntype level = 'Locked'\n",
    },
    head: { 's.bicep': "@export()\ntype level = 'Locked' | 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'loaded JSON',
    base: { 'main.bicep': bicep("loadJsonContent('s.json').vault.state"), 's.json': text('Locked') },
    head: { 's.json': text('Disabled') },
    verdict: weakened,
  },
  {
    name: 'loaded JSON by a path in brackets',
    base: { 'main.bicep': bicep("loadJsonContent(('s.json')).vault.state"), 's.json': text('Locked') },
    head: { 's.json': text('Disabled') },
    verdict: weakened,
  },
  {
    name: 'loaded JSON by a path within',
    base: { 'main.bicep': bicep("loadJsonContent('s.json', 'vault.state')"), 's.json': text('Locked') },
    head: { 's.json': text('Disabled') },
    verdict: weakened,
  },
  {
    name: 'another path within loaded JSON',
    base: {
      'main.bicep': bicep("loadJsonContent('s.json', 'a.state')"),
      's.json': '{"a":{"state":"Locked"},"b":{"state":"Disabled"}}',
    },
    head: { 'main.bicep': bicep("loadJsonContent('s.json', 'b.state')") },
    verdict: weakened,
  },
  {
    name: 'loaded text',
    base: { 'main.bicep': bicep("trim(loadTextContent('s.txt'))"), 's.txt': 'Locked\n' },
    head: { 's.txt': 'Disabled\n' },
    verdict: weakened,
  },
  {
    name: 'loaded bytes',
    base: { 'main.bicep': bicep("base64ToString(loadFileAsBase64('s.txt'))"), 's.txt': 'Locked' },
    head: { 's.txt': 'Disabled' },
    verdict: weakened,
  },
  {
    name: 'loaded YAML',
    base: { 'main.bicep': bicep("loadYamlContent('s.yaml').state"), 's.yaml': 'state: Locked\n' },
    head: { 's.yaml': 'state: Disabled\n' },
    verdict: weakened,
  },
  {
    name: 'loaded YAML with an anchor',
    base: { 'main.bicep': bicep("loadYamlContent('s.yaml').state"), 's.yaml': 'a: &x Locked\nstate: *x\n' },
    head: { 's.yaml': 'a: &x Disabled\nstate: *x\n' },
    verdict: weakened,
  },
  {
    name: 'loaded YAML with merged keys',
    base: {
      'main.bicep': bicep("loadYamlContent('s.yaml').b.state"),
      's.yaml': 'a: &x { state: Locked }\nb: { <<: *x }\n',
    },
    head: { 's.yaml': 'a: &x { state: Disabled }\nb: { <<: *x }\n' },
    verdict: weakened,
  },
  {
    name: 'a loaded file becomes a link',
    base: { 'main.bicep': bicep("loadJsonContent('s.json').vault.state"), 's.json': text('Locked') },
    head: { 's.json': { link: 'other.txt' }, 'other.txt': text('Disabled') },
    verdict: [weakened, 'incomplete'],
  },
  {
    name: 'a folder becomes a link',
    base: { 'main.bicep': "module v 'm/v.bicep' = { name: 'v' }\n", 'm/v.bicep': strongBicep, 'n/v.bicep': weakBicep },
    head: { 'm/v.bicep': undefined, m: { link: 'n' } },
    verdict: [weakened, 'incomplete'],
  },
  {
    name: 'a module becomes a submodule',
    base: { 'main.bicep': "module v 'm/v.bicep' = { name: 'v' }\n", 'm/v.bicep': strongBicep },
    head: { 'm/v.bicep': undefined, m: { submodule: 'b'.repeat(40) } },
    verdict: ['incomplete', removed],
  },
  {
    name: 'a loaded file that goes',
    base: { 'main.bicep': bicep("loadJsonContent('s.json').vault.state"), 's.json': text('Locked') },
    head: { 's.json': undefined },
    verdict: [weakened, 'incomplete'],
  },
];

function alias(registry: string): string {
  return JSON.stringify({ moduleAliases: { br: { own: { registry, modulePath: 'backup' } } } });
}
