import { lockOn } from './stranger.ts';
import {
  bicep,
  caller,
  closed,
  given,
  json,
  open,
  openJson,
  parameters,
  passing,
  policy,
  strong,
  strongBicep,
  vault,
  weakBicep,
} from './trick.ts';

/** An edit that lets no protection drop, and on which nothing may be said that weighs as much as a warning. */
export interface Harmless {
  readonly name: string;
  readonly base: Texts;
  /** What the change writes, or removes where it says undefined. */
  readonly head: Texts;
}

export type Texts = Readonly<Record<string, string | undefined>>;

function edits(
  file: string,
  texts: Readonly<Record<string, readonly [string, string]>>,
  around: Harmless['base'] = {},
): readonly Harmless[] {
  return Object.entries(texts).map(([name, [before, after]]) => ({
    name,
    base: { ...around, [file]: before },
    head: { [file]: after },
  }));
}

const env = "param env string = 'prod'\n";
const twice = (state: string): string =>
  `${strongBicep}${bicep(state, "'rsv-b'").replace('resource vault', 'resource b')}`;
const loop = (list: string, state: string): string =>
  `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for v in ${list}: {\n  name: v\n  location: 'westeurope'\n  sku: { name: 'RS0', tier: 'Standard' }\n  properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }\n}]\n`;
const account =
  "resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'sa'\n  location: 'westeurope'\n  sku: { name: 'Standard_LRS' }\n  kind: 'StorageV2'\n}\n";
const shared = (state: string): string => `@export()\nvar level = '${state}'\n`;

const bicepEdits = edits('main.bicep', {
  'a map by a default instead of a literal': [
    `${env}output e string = env\n${strongBicep}`,
    `${env}output e string = env\nvar levels = { prod: 'Locked', test: 'Locked' }\n${bicep('levels[env]')}`,
  ],
  'a map whose weak entry gets stronger': [
    `${env}var levels = { prod: 'Locked', test: 'Disabled' }\n${bicep('levels[env]')}`,
    `${env}var levels = { prod: 'Locked', test: 'Locked' }\n${bicep('levels[env]')}`,
  ],
  'a map that gets an entry as strong': [
    `${env}var levels = { prod: 'Locked' }\n${bicep('levels[env]')}`,
    `${env}var levels = { prod: 'Locked', test: 'Locked' }\n${bicep('levels[env]')}`,
  ],
  'a map in another order': [
    `${env}var levels = { prod: 'Locked', test: 'Disabled' }\n${bicep('levels[env]')}`,
    `${env}var levels = { test: 'Disabled', prod: 'Locked' }\n${bicep('levels[env]')}`,
  ],
  'a map that loses an entry': [
    `${env}var levels = { prod: 'Locked', test: 'Disabled' }\n${bicep('levels[env]')}`,
    `${env}var levels = { prod: 'Locked' }\n${bicep('levels[env]')}`,
  ],
  'a condition that is written the other way round': [
    `${env}${bicep("env == 'prod' ? 'Locked' : 'Disabled'")}`,
    `${env}${bicep("env != 'prod' ? 'Disabled' : 'Locked'")}`,
  ],
  'a condition that compares in the other order': [
    `${env}${bicep("env == 'prod' ? 'Locked' : 'Disabled'")}`,
    `${env}${bicep("'prod' == env ? 'Locked' : 'Disabled'")}`,
  ],
  'the weaker branch gets stronger': [
    `${env}${bicep("env == 'prod' ? 'Locked' : 'Disabled'")}`,
    `${env}${bicep("env == 'prod' ? 'Locked' : 'Unlocked'")}`,
  ],
  'both branches become one': [
    `${env}${bicep("env == 'prod' ? 'Locked' : 'Disabled'")}`,
    `${env}output e string = env\n${strongBicep}`,
  ],
  'a condition that goes': [
    `${env}output e string = env\n${bicep("'Locked'", "'rsv-prod'", "if (env == 'prod') ")}`,
    `${env}output e string = env\n${strongBicep}`,
  ],
  'a condition that always holds': [strongBicep, bicep("'Locked'", "'rsv-prod'", 'if (true) ')],
  'a switch for a vault that is new': [
    strongBicep,
    `param more bool = true\n${strongBicep}${bicep("'Locked'", "'rsv-b'", 'if (more) ').replace('resource vault', 'resource b')}`,
  ],
  'a parameter that nothing uses': [
    strongBicep,
    `#disable-next-line no-unused-params\nparam env string = 'prod'\n${strongBicep}`,
  ],
  'another default that decides about tags': [
    `${env}${strongBicep.replace('  sku', "  tags: { env: env == 'prod' ? 'a' : 'b' }\n  sku")}`,
    `${env.replace('prod', 'test')}${strongBicep.replace('  sku', "  tags: { env: env == 'prod' ? 'a' : 'b' }\n  sku")}`,
  ],
  'a description of a parameter': [open, `@description('The level.')\n${open}`],
  'allowed values that leave the weak ones out': [open, `@allowed(['Locked'])\n${open}`],
  'a variable between': [strongBicep, `var a = 'Locked'\nvar b = a\n${bicep('b')}`],
  'a function instead of a literal': [strongBicep, `func level() string => 'Locked'\n${bicep('level()')}`],
  'a function with an argument': [
    strongBicep,
    `func level(hard bool) string => hard ? 'Locked' : 'Disabled'\n${bicep('level(true)')}`,
  ],
  'a text of several lines': [strongBicep, bicep("'''Locked'''")],
  'an interpolated text': [strongBicep, `var s = 'Lock'\n${bicep("'${s}ed'")}`],
  'a member by brackets': [strongBicep, `var o = { state: 'Locked' }\n${bicep("o['state']")}`],
  'a spread': [strongBicep, `var o = { state: 'Locked' }\n${bicep('{ ...o }.state')}`],
  'a list and first': [strongBicep, bicep("first(['Locked', 'Disabled'])")],
  'a level in another case': [strongBicep, bicep("'locked'")],
  'a level that is made upper case': [strongBicep, bicep("toUpper('Locked')")],
  'two vaults become a loop': [twice("'Locked'"), loop("['rsv-prod', 'rsv-b']", "'Locked'")],
  'a loop becomes two vaults': [loop("['rsv-prod', 'rsv-b']", "'Locked'"), twice("'Locked'")],
  'a loop that gets longer': [loop("['rsv-prod']", "'Locked'"), loop("['rsv-prod', 'rsv-b']", "'Locked'")],
  'a loop in another order': [loop("['rsv-prod', 'rsv-b']", "'Locked'"), loop("['rsv-b', 'rsv-prod']", "'Locked'")],
  'a loop over what a filter leaves': [
    loop("['rsv-prod']", "'Locked'"),
    loop("filter(['rsv-prod', 'x'], n => n != 'x')", "'Locked'"),
  ],
  'a loop one after the other': [
    loop("['rsv-prod']", "'Locked'"),
    `@batchSize(1)\n${loop("['rsv-prod']", "'Locked'")}`,
  ],
  'longer retention': [policy('90'), policy('365')],
  'retention by a product': [policy('90'), policy('3 * 30')],
  'retention out of a text': [policy('90'), policy("int('90')")],
  'retention by a default that is longer': [policy('90'), `param days int = 120\n${policy('days')}`],
  'a longer branch': [`${env}${policy("env == 'prod' ? 90 : 7")}`, `${env}${policy("env == 'prod' ? 90 : 30")}`],
  'another time of the backup': [policy('90'), policy('90').replaceAll('T02:00', 'T03:00')],
  'another symbol of the policy': [policy('90'), policy('90').replaceAll('resource gold', 'resource silver')],
  'a policy by its parent': [
    policy('90'),
    policy('90', "'vm-gold'", 'parent: vault').replace('dependsOn: [vault]\n', ''),
  ],
  'a further policy': [
    policy('90'),
    `${policy('90')}${policy('7', "'rsv-prod/vm-more'").replace(strongBicep, '').replace('resource gold', 'resource more')}`,
  ],
  'a lock more': [strongBicep, `${strongBicep}${lockOn('vault')}`],
  'a lock that is stronger': [`${strongBicep}${lockOn('vault')}`, `${strongBicep}${lockOn('vault', '', 'ReadOnly')}`],
  'a lock with another symbol': [
    `${strongBicep}${lockOn('vault')}`,
    `${strongBicep}${lockOn('vault').replace('resource lock', 'resource keep')}`,
  ],
  'a lock of something else goes': [`${strongBicep}${account}${lockOn('s')}`, `${strongBicep}${account}`],
  'a storage account goes': [`${strongBicep}${account}`, strongBicep],
  'a storage account with another redundancy': [
    `${strongBicep}${account}`,
    `${strongBicep}${account.replace('LRS', 'ZRS')}`,
  ],
  'an output goes': [`${strongBicep}output id string = vault.id\n`, strongBicep],
  'a type of a parameter': [
    open,
    `type level = 'Locked' | 'Disabled' | 'Unlocked'\n${open.replace('state string', 'state level')}`,
  ],
  'metadata of the file': [strongBicep, `metadata description = 'Vaults'\n${strongBicep}`],
  'a newer api-version': [strongBicep, strongBicep.replace('2024-04-01', '2025-02-01')],
  'an assertion of the name': [strongBicep, `${strongBicep}output name string = vault.name\n`],
});

const documentEdits = edits('main.json', {
  'symbolic names': [strong, json({ languageVersion: '2.0', resources: { v: vault('Locked') } })],
  'a nested deployment instead of a resource': [
    strong,
    json({
      resources: [
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'n',
          properties: { mode: 'Incremental', template: JSON.parse(strong) as object },
        },
      ],
    }),
  ],
  'a variable in JSON': [strong, json({ variables: { s: 'Locked' }, resources: [vault("[variables('s')]")] })],
  'an expression that is a literal': [strong, json({ resources: [vault("['Locked']")] })],
  'another order of resources': [
    json({ resources: [vault('Locked'), vault('Locked', { name: 'rsv-b' })] }),
    json({ resources: [vault('Locked', { name: 'rsv-b' }), vault('Locked')] }),
  ],
  'a condition that holds': [strong, json({ resources: [vault('Locked', { condition: true })] })],
  'a schema of a newer date': [
    json({ resources: [vault('Locked')] }).replace('2019-04-01', '2015-01-01'),
    json({ resources: [vault('Locked')] }),
  ],
  'another content version': [strong, strong.replace('1.0.0.0', '1.0.0.1')],
  'comments and a copy of one': [
    json({ resources: [vault('Locked')] }),
    json({ resources: [vault('Locked', { comments: 'x', copy: { name: 'c', count: 1 } })] }),
  ],
  'metadata of the compiler': [
    strong,
    json({ metadata: { _generator: { name: 'bicep', version: '1' } }, resources: [vault('Locked')] }),
  ],
  'a default with the same value by another parameter': [
    openJson,
    json({
      parameters: { state: { type: 'string', defaultValue: 'Locked', metadata: { description: 'x' } } },
      resources: [vault("[parameters('state')]")],
    }),
  ],
});

const fileEdits: readonly Harmless[] = [
  {
    name: 'a file moves to another folder',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': undefined, 'infra/main.bicep': strongBicep },
  },
  {
    name: 'a template and its parameters move',
    base: { 'main.bicep': closed, 'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n" },
    head: {
      'main.bicep': undefined,
      'main.bicepparam': undefined,
      'i/main.bicep': closed,
      'i/main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
    },
  },
  {
    name: 'parameters of JSON become Bicep',
    base: { 'main.bicep': closed, 'main.parameters.json': parameters('Locked') },
    head: { 'main.parameters.json': undefined, 'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n" },
  },
  {
    name: 'a parameter under another name',
    base: { 'main.bicep': closed, 'main.parameters.json': parameters('Locked') },
    head: {
      'main.bicep': closed.replace('param state', 'param level').replace('state: state', 'state: level'),
      'main.parameters.json': given({ level: { value: 'Locked' } }),
    },
  },
  {
    name: 'a module is made of a resource',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
  },
  {
    name: 'a module is made a resource',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: { 'main.bicep': strongBicep, 'v.bicep': undefined },
  },
  {
    name: 'a module under another name',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: { 'main.bicep': caller('w.bicep'), 'v.bicep': undefined, 'w.bicep': strongBicep },
  },
  {
    name: 'a call under another name',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: { 'main.bicep': caller('v.bicep').replaceAll('vault', 'safe').replace('safe ', 'safe ') },
  },
  {
    name: 'an argument that is the default',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': open },
    head: { 'main.bicep': passing('v.bicep', "state: 'Locked'") },
  },
  {
    name: 'an argument by a variable',
    base: { 'main.bicep': passing('v.bicep', "state: 'Locked'"), 'v.bicep': closed },
    head: { 'main.bicep': `var s = 'Locked'\n${passing('v.bicep', 'state: s')}` },
  },
  {
    name: 'an import instead of a literal',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `import { level } from 'shared.bicep'\n${bicep('level')}`, 'shared.bicep': shared('Locked') },
  },
  {
    name: 'an import of all',
    base: { 'main.bicep': `import { level } from 'shared.bicep'\n${bicep('level')}`, 'shared.bicep': shared('Locked') },
    head: { 'main.bicep': `import * as s from 'shared.bicep'\n${bicep('s.level')}` },
  },
  {
    name: 'loaded JSON instead of a literal',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': bicep("loadJsonContent('s.json').state"), 's.json': '{ "state": "Locked" }' },
  },
  {
    name: 'a loaded file with another member',
    base: { 'main.bicep': bicep("loadJsonContent('s.json').state"), 's.json': '{ "state": "Locked" }' },
    head: { 's.json': '{ "state": "Locked", "x": 1 }' },
  },
  {
    name: 'a loaded file of another kind',
    base: { 'main.bicep': bicep("loadJsonContent('s.json').state"), 's.json': '{ "state": "Locked" }' },
    head: { 'main.bicep': bicep("loadYamlContent('s.yaml').state"), 's.json': undefined, 's.yaml': 'state: Locked\n' },
  },
  {
    name: 'a file in a loaded folder',
    base: { 'main.bicep': loop("map(loadDirectoryFileInfo('d'), f => f.baseName)", "'Locked'"), 'd/rsv-a': 'x' },
    head: { 'd/rsv-b': 'x' },
  },
  {
    name: 'the text of a file in a loaded folder',
    base: { 'main.bicep': loop("map(loadDirectoryFileInfo('d'), f => f.baseName)", "'Locked'"), 'd/rsv-a': 'x' },
    head: { 'd/rsv-a': 'y' },
  },
  {
    name: 'JSON becomes Bicep',
    base: { 'main.json': json({ resources: [vault('Locked', { sku: { name: 'RS0', tier: 'Standard' } })] }) },
    head: { 'main.json': undefined, 'main.bicep': strongBicep },
  },
  { name: 'a readme', base: { 'main.bicep': strongBicep, 'README.md': 'a' }, head: { 'README.md': 'b' } },
  { name: 'a new template of something else', base: { 'main.bicep': strongBicep }, head: { 'storage.bicep': account } },
  {
    name: 'a template of something else goes',
    base: { 'main.bicep': strongBicep, 'storage.bicep': account },
    head: { 'storage.bicep': undefined },
  },
  {
    name: 'a parameter file more',
    base: {
      'main.bicep': `param name string\n${bicep("'Locked'", 'name')}`,
      'a.bicepparam': "using 'main.bicep'\nparam name = 'rsv-a'\n",
    },
    head: { 'b.bicepparam': "using 'main.bicep'\nparam name = 'rsv-b'\n" },
  },
  {
    name: 'a file that others extend',
    base: { 'main.bicep': closed, 'main.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n" },
    head: {
      'shared.bicepparam': "using none\nparam state = 'Locked'\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'shared.bicepparam'\n",
    },
  },
  {
    name: 'one of two parameter files that say the same goes',
    base: {
      'main.bicep': closed,
      'a.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
      'b.bicepparam': "using 'main.bicep'\nparam state = 'Locked'\n",
    },
    head: { 'b.bicepparam': undefined },
  },
  {
    name: 'a weak template that was never strong',
    base: { 'main.bicep': weakBicep },
    head: { 'main.bicep': weakBicep.replace('  sku', "  tags: { a: 'b' }\n  sku") },
  },
  {
    name: 'a compiler configuration with rules',
    base: { 'main.bicep': strongBicep, 'bicepconfig.json': '{}' },
    head: { 'bicepconfig.json': '{ "analyzers": { "core": { "enabled": false } } }' },
  },
  {
    name: 'line ends and a mark',
    base: { 'main.bicep': strongBicep },
    head: { 'main.bicep': `\ufeff${strongBicep.replaceAll('\n', '\r\n')}` },
  },
  {
    name: 'a module in the other language',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep },
    head: {
      'main.bicep': caller('v.json'),
      'v.bicep': undefined,
      'v.json': json({ resources: [vault('Locked', { sku: { name: 'RS0', tier: 'Standard' } })] }),
    },
  },
  {
    name: 'a condition of a module that a file fixes',
    base: { 'main.bicep': caller('v.bicep'), 'v.bicep': strongBicep, 'main.bicepparam': "using 'main.bicep'\n" },
    head: {
      'main.bicep': `param on bool\n${caller('v.bicep', 'if (on) ')}`,
      'main.bicepparam': "using 'main.bicep'\nparam on = true\n",
    },
  },
  {
    name: 'a branch that a parameter file does not take',
    base: {
      'main.bicep': `param env string\n${bicep("env == 'prod' ? 'Locked' : 'Locked'")}`,
      'main.bicepparam': "using 'main.bicep'\nparam env = 'prod'\n",
    },
    head: { 'main.bicep': `param env string\n${bicep("env == 'prod' ? 'Locked' : 'Disabled'")}` },
  },
];

export const harmless: readonly Harmless[] = [...bicepEdits, ...documentEdits, ...fileEdits];
