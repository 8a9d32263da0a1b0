import { text } from './modules.ts';
import { looped } from './presence.ts';
import { bicep, closed, given, open, parametersFor, removed, type Trick, weakened } from './trick.ts';

/** Parameter files. */
export const values: readonly Trick[] = [
  {
    name: 'a value, in JSON',
    base: { 'main.bicep': closed, 'main.parameters.json': given({ state: { value: 'Locked' } }) },
    head: { 'main.parameters.json': given({ state: { value: 'Disabled' } }) },
    verdict: weakened,
  },
  {
    name: 'another case of the name of a parameter',
    base: { 'main.bicep': open, 'main.parameters.json': given({ state: { value: 'Locked' } }) },
    head: { 'main.parameters.json': given({ STATE: { value: 'Disabled' } }) },
    verdict: weakened,
  },
  {
    name: 'a value that goes, with a weak default',
    base: {
      'main.bicep': open.replace('Locked', 'Disabled'),
      'main.parameters.json': given({ state: { value: 'Locked' } }),
    },
    head: { 'main.parameters.json': given({}) },
    verdict: weakened,
  },
  {
    name: 'a file that goes, with a weak default',
    base: {
      'main.bicep': open.replace('Locked', 'Disabled'),
      'main.parameters.json': given({ state: { value: 'Locked' } }),
    },
    head: { 'main.parameters.json': undefined },
    verdict: [weakened, 'parameters-removed'],
  },
  {
    name: 'a file of Bicep that goes, with a weak default',
    base: {
      'main.bicep': open.replace('Locked', 'Disabled'),
      'main.bicepparam': parametersFor('main.bicep', 'Locked'),
    },
    head: { 'main.bicepparam': undefined },
    verdict: [weakened, 'parameters-removed'],
  },
  {
    name: 'null',
    base: {
      'main.bicep': `param state string?\n${bicep("state ?? 'Disabled'")}`,
      'main.parameters.json': given({ state: { value: 'Locked' } }),
    },
    head: { 'main.parameters.json': given({ state: { value: null } }) },
    verdict: weakened,
  },
  {
    name: 'a member of an object',
    base: {
      'main.bicep': `param all object\n${bicep('all.state')}`,
      'main.parameters.json': given({ all: { value: { state: 'Locked' } } }),
    },
    head: { 'main.parameters.json': given({ all: { value: { state: 'Disabled' } } }) },
    verdict: weakened,
  },
  {
    name: 'a member of an object twice',
    base: {
      'main.bicep': `param all object\n${bicep('all.state')}`,
      'main.parameters.json': given({ all: { value: { state: 'Locked' } } }),
    },
    head: {
      'main.parameters.json': given({ all: { value: { state: 'Locked' } } }).replace(
        '{"state":"Locked"}',
        '{"state":"Locked","state":"Disabled"}',
      ),
    },
    verdict: [weakened, 'incomplete'],
  },
  {
    name: 'a list that gets shorter',
    base: {
      'main.bicep': `param names array\n${looped('names')}`,
      'main.parameters.json': given({ names: { value: ['rsv-a', 'rsv-prod'] } }),
    },
    head: { 'main.parameters.json': given({ names: { value: ['rsv-a'] } }) },
    verdict: removed,
  },
  {
    name: 'a switch',
    base: {
      'main.bicep': `param on bool\n${bicep("'Locked'", "'rsv-prod'", 'if (on) ')}`,
      'main.parameters.json': given({ on: { value: true } }),
    },
    head: { 'main.parameters.json': given({ on: { value: false } }) },
    verdict: removed,
  },
  {
    name: 'another name',
    base: {
      'main.bicep': `param name string\n${bicep("'Locked'", 'name')}`,
      'main.parameters.json': given({ name: { value: 'rsv-prod' } }),
    },
    head: { 'main.parameters.json': given({ name: { value: 'rsv-new' } }) },
    verdict: 'vault-replaced',
  },
  {
    name: 'the file that another one extends',
    base: {
      'main.bicep': closed,
      'base.bicepparam': "using none\nparam state = 'Locked'\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\n",
    },
    head: { 'base.bicepparam': "using none\nparam state = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'a value over that of the file that is extended',
    base: {
      'main.bicep': closed,
      'base.bicepparam': "using none\nparam state = 'Locked'\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\n",
    },
    head: { 'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\nparam state = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'another file is extended',
    base: {
      'main.bicep': closed,
      'a.bicepparam': "using none\nparam state = 'Locked'\n",
      'b.bicepparam': "using none\nparam state = 'Disabled'\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'a.bicepparam'\n",
    },
    head: { 'main.bicepparam': "using 'main.bicep'\nextends 'b.bicepparam'\n" },
    verdict: weakened,
  },
  {
    name: 'using none',
    base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'main.bicepparam': "using none\nparam state = 'Locked'\n" },
    verdict: 'parameters-removed',
  },
  {
    name: 'a variable of a parameter file',
    base: { 'main.bicep': closed, 'main.bicepparam': "using 'main.bicep'\nvar s = 'Locked'\nparam state = s\n" },
    head: { 'main.bicepparam': "using 'main.bicep'\nvar s = 'Disabled'\nparam state = s\n" },
    verdict: weakened,
  },
  {
    name: 'an import of a parameter file',
    base: {
      'main.bicep': closed,
      's.bicep': "@export()\nvar s = 'Locked'\n",
      'main.bicepparam': "using 'main.bicep'\nimport { s } from 's.bicep'\nparam state = s\n",
    },
    head: { 's.bicep': "@export()\nvar s = 'Disabled'\n" },
    verdict: weakened,
  },
  {
    name: 'JSON that a parameter file loads',
    base: {
      'main.bicep': closed,
      's.json': text('Locked'),
      'main.bicepparam': "using 'main.bicep'\nparam state = loadJsonContent('s.json').vault.state\n",
    },
    head: { 's.json': text('Disabled') },
    verdict: weakened,
  },
  {
    name: 'the environment in place of a value',
    base: { 'main.bicep': closed, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'main.bicepparam': "using 'main.bicep'\nparam state = readEnvironmentVariable('STATE')\n" },
    verdict: weakened,
  },
  {
    name: 'another default of the environment',
    base: {
      'main.bicep': closed,
      'main.bicepparam': "using 'main.bicep'\nparam state = readEnvironmentVariable('STATE', 'Locked')\n",
    },
    head: { 'main.bicepparam': "using 'main.bicep'\nparam state = readEnvironmentVariable('STATE', 'Disabled')\n" },
    verdict: weakened,
  },
  {
    name: 'a secret in place of a value',
    base: {
      'main.bicep': `@secure()\nparam state string\n${bicep('state')}`,
      'main.bicepparam': parametersFor('main.bicep', 'Locked'),
    },
    head: {
      'main.bicepparam':
        "using 'main.bicep'\nparam state = az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 's')\n",
    },
    verdict: weakened,
  },
  {
    name: 'another secret',
    base: {
      'main.bicep': `@secure()\nparam state string\n${bicep('state')}`,
      'main.bicepparam':
        "using 'main.bicep'\nparam state = az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 's')\n",
    },
    head: {
      'main.bicepparam':
        "using 'main.bicep'\nparam state = az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 'other')\n",
    },
    verdict: weakened,
  },
  {
    name: 'a secure value',
    base: {
      'main.bicep': `@secure()\nparam state string\n${bicep('state')}`,
      'main.parameters.json': given({ state: { value: 'Locked' } }),
    },
    head: { 'main.parameters.json': given({ state: { value: 'Disabled' } }) },
    verdict: weakened,
  },
  {
    name: 'a file under another name',
    base: { 'main.bicep': closed, 'main.parameters.json': given({ state: { value: 'Locked' } }) },
    head: { 'main.parameters.json': undefined, 'main.prod.parameters.json': given({ state: { value: 'Disabled' } }) },
    verdict: weakened,
  },
  {
    name: 'a file in another folder',
    base: { 'main.bicep': closed, 'main.bicepparam': parametersFor('main.bicep', 'Locked') },
    head: { 'main.bicepparam': undefined, 'env/prod.bicepparam': parametersFor('../main.bicep', 'Disabled') },
    verdict: weakened,
  },
  {
    name: 'a template that becomes a module, with a weak argument',
    base: { 'main.bicep': open },
    head: {
      'vault.bicep': open,
      'main.bicep': "module v 'vault.bicep' = { name: 'v', params: { state: 'Disabled' } }\n",
    },
    verdict: weakened,
  },
  {
    name: 'an expression in a parameter file of JSON is text',
    base: { 'main.bicep': closed, 'main.parameters.json': given({ state: { value: 'Locked' } }) },
    head: { 'main.parameters.json': given({ state: { value: "[concat('Lock', 'ed')]" } }) },
    verdict: weakened,
  },
];
