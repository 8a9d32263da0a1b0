import { bicep, closed, inFile, json, open, parametersFor, policy, reduced, removed, strong, strongBicep, type Trick, vault, weakBicep, weakened, given } from './trick.ts';

const param = "param env string = 'prod'\n";
const named = (lines: string, state: string): string => `${lines}\n${bicep(state)}`;

/** The value is reached in another way, of which one step changes. */
export const values: readonly Trick[] = [
  ...inFile('main.bicep', weakened, {
    'a chain of variables': [named("var a = 'Locked'\nvar b = a\nvar c = b", 'c'), named("var a = 'Disabled'\nvar b = a\nvar c = b", 'c')],
    'a variable takes another one': [named("var a = 'Locked'\nvar b = 'Disabled'", 'a'), named("var a = 'Locked'\nvar b = 'Disabled'", 'b')],
    'a spread that comes later': [
      named("var weak = { state: 'Disabled' }", '{ ...weak, state: \'Locked\' }.state'),
      named("var weak = { state: 'Disabled' }", "{ state: 'Locked', ...weak }.state"),
    ],
    'the last of a union': [named("var weak = { state: 'Disabled' }", "union(weak, { state: 'Locked' }).state"), named("var weak = { state: 'Disabled' }", "union({ state: 'Locked' }, weak).state")],
    'an index': [named("var all = ['Locked', 'Disabled']", 'all[0]'), named("var all = ['Locked', 'Disabled']", 'all[1]')],
    'an index from the end': [named("var all = ['Locked', 'Disabled']", 'all[^2]'), named("var all = ['Locked', 'Disabled']", 'all[^1]')],
    'first and last': [named("var all = ['Locked', 'Disabled']", 'first(all)'), named("var all = ['Locked', 'Disabled']", 'last(all)')],
    'a list that is sorted the other way': [
      named("var all = ['Locked', 'Disabled']", 'last(sort(all, (a, b) => a < b))!'),
      named("var all = ['Locked', 'Disabled']", 'last(sort(all, (a, b) => a > b))!'),
    ],
    'a filter': [
      named("var all = [{ on: true, state: 'Locked' }, { on: false, state: 'Disabled' }]", 'filter(all, one => one.on)[0].state'),
      named("var all = [{ on: true, state: 'Locked' }, { on: false, state: 'Disabled' }]", 'filter(all, one => !one.on)[0].state'),
    ],
    'a lambda': [bicep("map(['x'], x => 'Locked')[0]"), bicep("map(['x'], x => 'Disabled')[0]")],
    'a reduction': [
      bicep("string(reduce(['Disabled', 'Locked'], '', (a, b) => b))"),
      bicep("string(reduce(['Locked', 'Disabled'], '', (a, b) => b))"),
    ],
    'a map by key': [
      named("var all = { prod: 'Locked', test: 'Disabled' }", "all['prod']"),
      named("var all = { prod: 'Locked', test: 'Disabled' }", "all['test']"),
    ],
    'a key that changes its value': [
      named("var all = { prod: 'Locked', test: 'Disabled' }", 'all.prod'),
      named("var all = { prod: 'Disabled', test: 'Locked' }", 'all.prod'),
    ],
    'a member that goes, with a substitute': [
      named("var all = { state: 'Locked' }", "all.?state ?? 'Disabled'"),
      named('var all = {}', "all.?state ?? 'Disabled'"),
    ],
    'null and a substitute': [named("var given = 'Locked'", "given ?? 'Disabled'"), named('var given = null', "given ?? 'Disabled'")],
    'a function of ones own': [
      named("func level(env string) string => env == 'prod' ? 'Locked' : 'Disabled'", "level('prod')"),
      named("func level(env string) string => env != 'prod' ? 'Locked' : 'Disabled'", "level('prod')"),
    ],
    'the argument of a function': [
      named("func level(env string) string => env == 'prod' ? 'Locked' : 'Disabled'", "level('prod')"),
      named("func level(env string) string => env == 'prod' ? 'Locked' : 'Disabled'", "level('Prod')"),
    ],
    'a comparison that ignores case': [bicep("'a' == 'a' ? 'Locked' : 'Disabled'"), bicep("'a' =~ 'B' ? 'Locked' : 'Disabled'")],
    'and for or': [bicep("true || false ? 'Locked' : 'Disabled'"), bicep("true && false ? 'Locked' : 'Disabled'")],
    'a number that is compared': [bicep("2 > 1 ? 'Locked' : 'Disabled'"), bicep("2 > 3 ? 'Locked' : 'Disabled'")],
    'an empty text': [bicep("empty('') ? 'Locked' : 'Disabled'"), bicep("empty(' ') ? 'Locked' : 'Disabled'")],
    'contains': [bicep("contains(['prod'], 'prod') ? 'Locked' : 'Disabled'"), bicep("contains(['prod'], 'Prod') ? 'Locked' : 'Disabled'")],
    'a text that is replaced': [bicep("replace('Disabled', 'Disabled', 'Locked')"), bicep("replace('Disabled', 'disabled', 'Locked')")],
    'a part of a text': [bicep("split('Locked,Disabled', ',')[0]"), bicep("split('Locked,Disabled', ',')[1]")],
    'a text that is put together': [bicep("'${'Lock'}ed'"), bicep("'${'Dis'}abled'")],
    'a format': [bicep("format('{0}', 'Locked', 'Disabled')"), bicep("format('{1}', 'Locked', 'Disabled')")],
    'base64': [bicep("base64ToString('TG9ja2Vk')"), bicep("base64ToString('RGlzYWJsZWQ=')")],
    'a text of JSON': [bicep(`json('{"state":"Locked"}').state`), bicep(`json('{"state":"Disabled"}').state`)],
    'JSON with a member twice': [bicep(`json('{"state":"Disabled","state":"Locked"}').state`), bicep(`json('{"state":"Locked","state":"Disabled"}').state`)],
    'a URI': [bicep("uriComponentToString('%4cocked')"), bicep("uriComponentToString('Dis%61bled')")],
    'a length that is counted': [bicep("length('prod') == 4 ? 'Locked' : 'Disabled'"), bicep("length('prod') == 5 ? 'Locked' : 'Disabled'")],
    'a default': [named("param state string = 'Locked'", 'state'), named("param state string = 'Disabled'", 'state')],
    'a default made of another default': [
      named(`${param}param state string = env == 'prod' ? 'Locked' : 'Disabled'`, 'state'),
      named("param env string = 'test'\nparam state string = env == 'prod' ? 'Locked' : 'Disabled'", 'state'),
    ],
    'a parameter that may be null': [
      named("param state string? = 'Locked'", "state ?? 'Disabled'"),
      named('param state string?', "state ?? 'Disabled'"),
    ],
    'a default that goes': [open, closed],
    'more values are allowed': [
      named("@allowed(['Locked'])\nparam state string = 'Locked'", 'state'),
      named("@allowed(['Locked', 'Disabled'])\nparam state string = 'Locked'", 'state'),
    ],
    'a type with more members': [
      named("type level = 'Locked'\nparam state level = 'Locked'", 'state'),
      named("type level = 'Locked' | 'Disabled'\nparam state level = 'Locked'", 'state'),
    ],
    'the branch that is not taken today': [
      named(param, "env == 'test' ? 'Locked' : 'Locked'"),
      named(param, "env == 'test' ? 'Disabled' : 'Locked'"),
    ],
    'the tags of a group decide': [bicep("'Locked'"), bicep("resourceGroup().tags.level")],
    'the time decides': [
      named('param now string = utcNow()', "'Locked'"),
      named('param now string = utcNow()', "now > '2027' ? 'Disabled' : 'Locked'"),
    ],
    'the deployer decides': [bicep("'Locked'"), bicep("deployer().objectId == 'x' ? 'Disabled' : 'Locked'")],
    'the state of another resource decides': [
      bicep("'Locked'"),
      named("resource tags 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 'x' }", 'tags.properties.accessTier'),
    ],
    'any hides the type': [bicep("any('Locked')"), bicep("any({ x: 'Disabled' }).x")],
  }),
  ...inFile('main.bicep', reduced, {
    'a longer list of days that is cut': [policy("[90, 7][0]"), policy('[90, 7][1]')],
    'a unit of a duration that is read': [
      policy("int(replace('P90D', 'P', '') == '90D' ? 90 : 7)"),
      policy("int(replace('P90D', 'P', '') == '90d' ? 90 : 7)"),
    ],
    'less is allowed for a number': [
      `@minValue(30)\nparam days int = 90\n${policy('days')}`,
      `@minValue(1)\nparam days int = 90\n${policy('days')}`,
    ],
  }),
];

const twice = `${weakBicep.replace('resource vault', 'resource weak')}`;

/** Whether the vault is deployed at all, and as what. */
export const presence: readonly Trick[] = [
  ...inFile('main.bicep', removed, {
    'a condition': [strongBicep, bicep("'Locked'", "'rsv-prod'", 'if (false) ')],
    'a condition that is turned': [named(param, "'Locked'").replace('= {', "= if (env == 'prod') {"), named(param, "'Locked'").replace('= {', "= if (env != 'prod') {")],
    'a condition whose default is turned': [
      named('param on bool = true', "'Locked'").replace('= {', '= if (on) {'),
      named('param on bool = false', "'Locked'").replace('= {', '= if (on) {'),
    ],
    'a loop over nothing': [looped("['rsv-prod']"), looped('[]')],
    'a loop whose length is computed': [looped("map(range(0, 1), i => 'rsv-prod')"), looped("map(range(0, 0), i => 'rsv-prod')")],
    'a loop with a filter': [
      looped("filter(['rsv-prod'], one => one != 'x')"),
      looped("filter(['rsv-prod'], one => one == 'x')"),
    ],
    'a loop with a condition': [looped("['rsv-prod']"), looped("['rsv-prod']").replace(': {', ": if (one != 'rsv-prod') {")],
    'a loop that takes less': [looped("take(['rsv-prod'], 1)"), looped("take(['rsv-prod'], 0)")],
    'a comment around it': [strongBicep, `/*\n${strongBicep}*/`],
  }),
  ...inFile('main.bicep', ['vault-left-unmanaged', removed], {
    'it only exists': [strongBicep, "resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {\n  name: 'rsv-prod'\n}\n"],
  }),
  ...inFile('main.bicep', weakened, {
    'only new ones are deployed, weakly': [strongBicep, `@onlyIfNotExists()\n${weakBicep}`],
    'it is declared again in another case': [strongBicep, `${strongBicep}\n${twice.replace('rsv-prod', 'RSV-prod')}`],
    'it is declared again behind a condition': [strongBicep, `${param}${strongBicep}\n${twice.replace('= {', "= if (env == 'x') {")}`],
    'it is declared again under a name that is computed': [strongBicep, `${param}${strongBicep}\n${twice.replace("'rsv-prod'", "'rsv-${env}'")}`],
    'it is declared again with an older api-version': [strongBicep, `${strongBicep}\n${twice.replace('2024-04-01', '2023-08-01')}`],
  }),
  ...inFile('main.bicep', 'vault-replaced', {
    'another name': [strongBicep, strongBicep.replace('rsv-prod', 'rsv-prod2')],
    'another default of the name': [
      `param name string = 'rsv-prod'\n${bicep("'Locked'", 'name')}`,
      `param name string = 'rsv-new'\n${bicep("'Locked'", 'name')}`,
    ],
    'a name that is put together otherwise': [`${param}${bicep("'Locked'", "'rsv-${env}'")}`, `${param}${bicep("'Locked'", "'rsv-${env}-2'")}`],
  }),
  ...inFile('main.bicep', 'vault-location-changed', {
    'another region': [strongBicep, strongBicep.replace('westeurope', 'eastus')],
  }),
  ...inFile('main.bicep', 'setting-becomes-ignored', {
    'an api-version without immutability': [strongBicep, strongBicep.replace('2024-04-01', '2021-07-01')],
  }),
  ...inFile('main.bicep', 'vault-immutability-undeclared', {
    'null': [strongBicep, strongBicep.replace("'Locked'", 'null')],
    'an empty object': [strongBicep, strongBicep.replace("{ state: 'Locked' }", '{}')],
    'the member one level too high': [strongBicep, strongBicep.replace("{ immutabilitySettings: { state: 'Locked' } }", "{ state: 'Locked' }")],
    'tags with the old text': [strongBicep, `${strongBicep.replace(/properties: .*/, "tags: { state: 'Locked' }\n  properties: {}")}`],
  }),
];

function looped(list: string): string {
  return bicep("'Locked'", 'one').replace('= {', `= [for one in ${list}: {`).replace(/}\n$/, '}]\n');
}

/** The same in JSON, and what only JSON has. */
export const templates: readonly Trick[] = [
  ...inFile('main.json', weakened, {
    'a variable': [json({ variables: { s: 'Locked' }, resources: [vault("[variables('s')]")] }), json({ variables: { s: 'Disabled' }, resources: [vault("[variables('s')]")] })],
    'a variable that a loop makes': [copied("createArray('Locked')"), copied("createArray('Disabled')")],
    'symbolic names': [strong, json({ languageVersion: '2.0', resources: { a: vault('Disabled') } })],
    'another symbol takes the name': [
      json({ languageVersion: '2.0', resources: { a: vault('Locked'), b: vault('Disabled', { name: 'rsv-test' }) } }),
      json({ languageVersion: '2.0', resources: { a: vault('Locked', { name: 'rsv-test' }), b: vault('Disabled') } }),
    ],
    'a function of a namespace': [called('Locked'), called('Disabled')],
    'an inner template': [json({ resources: [nested(vault('Locked'))] }), json({ resources: [nested(vault('Disabled'))] })],
    'from outer to inner scope': [scoped('outer'), scoped('inner')],
    'an argument of a nested deployment': [argument('Locked'), argument('Disabled')],
    'a name in brackets': [strong, json({ resources: [vault('Disabled', { name: "[concat('rsv', '-prod')]" })] })],
    'a template in the properties of a template': [strong, json({ resources: [nested(nested(vault('Disabled')))] })],
    'a text that is split': [json({ resources: [vault("[concat('Loc', 'ked')]")] }), json({ resources: [vault("[concat('Dis', 'abled')]")] })],
    'all its properties are one expression': [strong, json({ resources: [vault('', { properties: `[json('{"securitySettings":{"immutabilitySettings":{"state":"Disabled"}}}')]` })] })],
    'the default of a parameter': [
      json({ parameters: { s: { type: 'string', defaultValue: 'Locked' } }, resources: [vault("[parameters('s')]")] }),
      json({ parameters: { s: { type: 'string', defaultValue: 'Disabled' } }, resources: [vault("[parameters('s')]")] }),
    ],
    'another parameter': [two('a'), two('b')],
  }),
  ...inFile('main.json', removed, {
    'a condition, in JSON': [strong, json({ resources: [vault('Locked', { condition: false })] })],
    'a condition that is an expression': [strong, json({ resources: [vault('Locked', { condition: '[equals(1, 2)]' })] })],
    'a loop of nothing': [strong, json({ resources: [vault('Locked', { copy: { name: 'c', count: 0 } })] })],
    'a loop of a parameter of nothing': [counted(1), counted(0)],
    'the deployment that makes it is switched off': [json({ resources: [nested(vault('Locked'))] }), json({ resources: [{ ...nested(vault('Locked')), condition: false }] })],
    'no resources': [strong, json({ resources: [] })],
  }),
  ...inFile('main.json', ['vault-left-unmanaged', removed], {
    'it only exists, in JSON': [json({ languageVersion: '2.0', resources: { a: vault('Locked') } }), json({ languageVersion: '2.0', resources: { a: vault('Locked', { existing: true }) } })],
  }),
  ...inFile('main.json', ['unseen-module-changed', removed, 'incomplete'], {
    'a link to another address': [linked({ uri: 'https://example.com/a.json' }), linked({ uri: 'https://example.com/b.json' })],
    'another version of a template spec': [linked({ id: '/subscriptions/s/versions/1.0' }), linked({ id: '/subscriptions/s/versions/2.0' })],
    'the vault moves behind an address': [strong, linked({ uri: 'https://example.com/a.json' })],
  }),
  {
    name: 'a linked template that is in the repository',
    base: { 'main.json': linked({ relativePath: 'inner/vault.json' }), 'inner/vault.json': strong },
    head: { 'inner/vault.json': json({ resources: [vault('Disabled')] }) },
    verdict: weakened,
  },
  {
    name: 'another linked template',
    base: { 'main.json': linked({ relativePath: 'a.json' }), 'a.json': strong, 'b.json': json({ resources: [vault('Disabled')] }) },
    head: { 'main.json': linked({ relativePath: 'b.json' }) },
    verdict: weakened,
  },
  {
    name: 'a group that is deployed to',
    base: { 'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg-a' }] }) },
    head: { 'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg-b' }] }) },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a subscription that is deployed to',
    base: { 'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg', subscriptionId: 'a' }] }) },
    head: { 'main.json': json({ resources: [{ ...nested(vault('Locked')), resourceGroup: 'rg', subscriptionId: 'b' }] }) },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'a nested deployment that is complete deletes its neighbour',
    base: { 'main.json': json({ resources: [nested(vault('Locked'), 'Complete')] }) },
    head: { 'main.json': json({ resources: [nested(vault('Locked', { name: 'rsv-other' }), 'Complete')] }) },
    verdict: ['vault-replaced', removed],
  },
  {
    name: 'parameters of a vault in place of a value',
    base: { 'main.json': json({ parameters: { s: { type: 'secureString' } }, resources: [vault("[parameters('s')]")] }), 'main.parameters.json': given({ s: { value: 'Locked' } }) },
    head: { 'main.parameters.json': given({ s: { reference: { keyVault: { id: '/subscriptions/s/kv' }, secretName: 'x' } } }) },
    verdict: weakened,
  },
];

function copied(list: string): string {
  return json({
    variables: { copy: [{ name: 's', count: 1, input: `[${list}[copyIndex('s')]]` }] },
    resources: [vault("[variables('s')[0]]")],
  });
}

function called(level: string): string {
  const members = { level: { parameters: [], output: { type: 'string', value: level } } };
  return json({ functions: [{ namespace: 'own', members }], resources: [vault('[own.level()]')] });
}

function nested(inner: object, mode = 'Incremental', more: object = {}, template: object = {}): object {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'inner',
    properties: { mode, ...more, template: { ...(JSON.parse(json({ resources: [inner] })) as object), ...template } },
  };
}

function scoped(scope: string): string {
  const inner = nested(vault("[variables('s')]"), 'Incremental', { expressionEvaluationOptions: { scope } }, { variables: { s: 'Disabled' } });
  return json({ variables: { s: 'Locked' }, resources: [inner] });
}

function argument(level: string): string {
  const more = { expressionEvaluationOptions: { scope: 'inner' }, parameters: { s: { value: level } } };
  return json({ resources: [nested(vault("[parameters('s')]"), 'Incremental', more, { parameters: { s: { type: 'string' } } })] });
}

function two(name: string): string {
  const parameters = { a: { type: 'string', defaultValue: 'Locked' }, b: { type: 'string', defaultValue: 'Disabled' } };
  return json({ parameters, resources: [vault(`[parameters('${name}')]`)] });
}

function counted(count: number): string {
  const copy = { name: 'c', count: "[parameters('n')]" };
  return json({ parameters: { n: { type: 'int', defaultValue: count } }, resources: [vault('Locked', { copy })] });
}

function linked(templateLink: object): string {
  return json({
    resources: [{ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', properties: { mode: 'Incremental', templateLink } }],
  });
}

const text = (state: string): string => JSON.stringify({ vault: { state } });

/** Modules, imports and loaded files. */
export const modules: readonly Trick[] = [
  { name: 'a module', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep }, head: { 'v.bicep': weakBicep }, verdict: weakened },
  { name: 'another module', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep, 'w.bicep': weakBicep }, head: { 'main.bicep': "module v 'w.bicep' = { name: 'v' }\n" }, verdict: weakened },
  { name: 'an argument', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Locked' } }\n", 'v.bicep': closed }, head: { 'main.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Disabled' } }\n" }, verdict: weakened },
  { name: 'an argument that is left to the default', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v', params: { state: 'Locked' } }\n", 'v.bicep': `param state string = 'Disabled'\n${bicep('state')}` }, head: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n" }, verdict: weakened },
  { name: 'a default deep within', base: { 'main.bicep': "module a 'a.bicep' = { name: 'a' }\n", 'a.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': open }, head: { 'v.bicep': open.replace('Locked', 'Disabled') }, verdict: weakened },
  { name: 'a module that is switched off', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep }, head: { 'main.bicep': "module v 'v.bicep' = if (false) { name: 'v' }\n" }, verdict: removed },
  { name: 'a loop of modules over nothing', base: { 'main.bicep': "module v 'v.bicep' = [for i in range(0, 1): { name: 'v${i}' }]\n", 'v.bicep': strongBicep }, head: { 'main.bicep': "module v 'v.bicep' = [for i in range(0, 0): { name: 'v${i}' }]\n" }, verdict: removed },
  { name: 'a module of another group', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v', scope: resourceGroup('a') }\n", 'v.bicep': strongBicep }, head: { 'main.bicep': "module v 'v.bicep' = { name: 'v', scope: resourceGroup('b') }\n" }, verdict: ['vault-replaced', removed] },
  { name: 'a module of the group of somebody else', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep }, head: { 'main.bicep': "module v 'v.bicep' = { name: 'v', scope: resourceGroup('b') }\n" }, verdict: ['vault-replaced', removed] },
  { name: 'the output of a module', base: { 'main.bicep': `module s 's.bicep' = { name: 's' }\n${bicep('s.outputs.state')}`, 's.bicep': "output state string = 'Locked'\n" }, head: { 's.bicep': "output state string = 'Disabled'\n" }, verdict: weakened },
  { name: 'a module of JSON', base: { 'main.bicep': "module v 'v.json' = { name: 'v' }\n", 'v.json': strong }, head: { 'v.json': json({ resources: [vault('Disabled')] }) }, verdict: weakened },
  { name: 'a module that is not there', base: { 'main.bicep': "module v 'v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep }, head: { 'main.bicep': "module v 'gone.bicep' = { name: 'v' }\n" }, verdict: ['incomplete', removed] },
  { name: 'a module by a path around it', base: { 'main.bicep': "module v './x/../v.bicep' = { name: 'v' }\n", 'v.bicep': strongBicep }, head: { 'v.bicep': weakBicep }, verdict: weakened },
  { name: 'another version of a module of a registry', base: { 'main.bicep': "module v 'br:x.azurecr.io/backup/vault:v1' = { name: 'v' }\n" }, head: { 'main.bicep': "module v 'br:x.azurecr.io/backup/vault:v2' = { name: 'v' }\n" }, verdict: 'unseen-module-changed' },
  { name: 'another argument of a module of a registry', base: { 'main.bicep': "module v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: 'Locked' }\n}\n" }, head: { 'main.bicep': "module v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: 'Disabled' }\n}\n" }, verdict: 'unseen-module-changed' },
  { name: 'the variable of an argument of a module of a registry', base: { 'main.bicep': "var s = 'Locked'\nmodule v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: s }\n}\n" }, head: { 'main.bicep': "var s = 'Disabled'\nmodule v 'br/public:avm/res/recovery-services/vault:0.9.1' = {\n  name: 'v'\n  params: { name: 'rsv-prod', immutabilitySettingState: s }\n}\n" }, verdict: 'unseen-module-changed' },
  { name: 'another alias of a registry', base: { 'main.bicep': "module v 'br/own:vault:v1' = { name: 'v' }\n", 'bicepconfig.json': alias('a.azurecr.io') }, head: { 'bicepconfig.json': alias('b.azurecr.io') }, verdict: ['unseen-module-changed', 'incomplete'] },
  { name: 'the vault moves into a module that is not restored', base: { 'main.bicep': strongBicep }, head: { 'main.bicep': "module v 'br:x.azurecr.io/backup/vault:v1' = { name: 'v' }\n" }, verdict: [removed, 'unseen-module-changed'] },
  { name: 'an imported variable', base: { 'main.bicep': `import { state } from 's.bicep'\n${bicep('state')}`, 's.bicep': "@export()\nvar state = 'Locked'\n" }, head: { 's.bicep': "@export()\nvar state = 'Disabled'\n" }, verdict: weakened },
  { name: 'an import under another name', base: { 'main.bicep': `import { strong as state } from 's.bicep'\n${bicep('state')}`, 's.bicep': "@export()\nvar strong = 'Locked'\n@export()\nvar weak = 'Disabled'\n" }, head: { 'main.bicep': `import { weak as state } from 's.bicep'\n${bicep('state')}` }, verdict: weakened },
  { name: 'an import of all', base: { 'main.bicep': `import * as s from 's.bicep'\n${bicep('s.state')}`, 's.bicep': "@export()\nvar state = 'Locked'\n" }, head: { 's.bicep': "@export()\nvar state = 'Disabled'\n" }, verdict: weakened },
  { name: 'what an imported variable is made of', base: { 'main.bicep': `import { state } from 's.bicep'\n${bicep('state')}`, 's.bicep': "var inner = 'Locked'\n@export()\nvar state = inner\n" }, head: { 's.bicep': "var inner = 'Disabled'\n@export()\nvar state = inner\n" }, verdict: weakened },
  { name: 'an imported function', base: { 'main.bicep': `import { state } from 's.bicep'\n${bicep('state()')}`, 's.bicep': "@export()\nfunc state() string => 'Locked'\n" }, head: { 's.bicep': "@export()\nfunc state() string => 'Disabled'\n" }, verdict: weakened },
  { name: 'an imported type', base: { 'main.bicep': `import { level } from 's.bicep'\nparam state level = 'Locked'\n${bicep('state')}`, 's.bicep': "@export()\ntype level = 'Locked'\n" }, head: { 's.bicep': "@export()\ntype level = 'Locked' | 'Disabled'\n" }, verdict: weakened },
  { name: 'loaded JSON', base: { 'main.bicep': bicep("loadJsonContent('s.json').vault.state"), 's.json': text('Locked') }, head: { 's.json': text('Disabled') }, verdict: weakened },
  { name: 'loaded JSON by a path in brackets', base: { 'main.bicep': bicep("loadJsonContent(('s.json')).vault.state"), 's.json': text('Locked') }, head: { 's.json': text('Disabled') }, verdict: weakened },
  { name: 'loaded JSON by a path within', base: { 'main.bicep': bicep("loadJsonContent('s.json', 'vault.state')"), 's.json': text('Locked') }, head: { 's.json': text('Disabled') }, verdict: weakened },
  { name: 'another path within loaded JSON', base: { 'main.bicep': bicep("loadJsonContent('s.json', 'a.state')"), 's.json': '{"a":{"state":"Locked"},"b":{"state":"Disabled"}}' }, head: { 'main.bicep': bicep("loadJsonContent('s.json', 'b.state')") }, verdict: weakened },
  { name: 'loaded text', base: { 'main.bicep': bicep("trim(loadTextContent('s.txt'))"), 's.txt': 'Locked\n' }, head: { 's.txt': 'Disabled\n' }, verdict: weakened },
  { name: 'loaded bytes', base: { 'main.bicep': bicep("base64ToString(loadFileAsBase64('s.txt'))"), 's.txt': 'Locked' }, head: { 's.txt': 'Disabled' }, verdict: weakened },
  { name: 'loaded YAML', base: { 'main.bicep': bicep("loadYamlContent('s.yaml').state"), 's.yaml': 'state: Locked\n' }, head: { 's.yaml': 'state: Disabled\n' }, verdict: weakened },
  { name: 'loaded YAML with an anchor', base: { 'main.bicep': bicep("loadYamlContent('s.yaml').state"), 's.yaml': 'a: &x Locked\nstate: *x\n' }, head: { 's.yaml': 'a: &x Disabled\nstate: *x\n' }, verdict: weakened },
  { name: 'loaded YAML with merged keys', base: { 'main.bicep': bicep("loadYamlContent('s.yaml').b.state"), 's.yaml': 'a: &x { state: Locked }\nb: { <<: *x }\n' }, head: { 's.yaml': 'a: &x { state: Disabled }\nb: { <<: *x }\n' }, verdict: weakened },
  { name: 'a loaded file becomes a link', base: { 'main.bicep': bicep("loadJsonContent('s.json').vault.state"), 's.json': text('Locked') }, head: { 's.json': { link: 'other.txt' }, 'other.txt': text('Disabled') }, verdict: [weakened, 'incomplete'] },
  { name: 'a folder becomes a link', base: { 'main.bicep': "module v 'm/v.bicep' = { name: 'v' }\n", 'm/v.bicep': strongBicep, 'n/v.bicep': weakBicep }, head: { 'm/v.bicep': undefined, m: { link: 'n' } }, verdict: [weakened, 'incomplete'] },
  { name: 'a module becomes a submodule', base: { 'main.bicep': "module v 'm/v.bicep' = { name: 'v' }\n", 'm/v.bicep': strongBicep }, head: { 'm/v.bicep': undefined, m: { submodule: 'b'.repeat(40) } }, verdict: ['incomplete', removed] },
  { name: 'a loaded file that goes', base: { 'main.bicep': bicep("loadJsonContent('s.json').vault.state"), 's.json': text('Locked') }, head: { 's.json': undefined }, verdict: [weakened, 'incomplete'] },
];

function alias(registry: string): string {
  return JSON.stringify({ moduleAliases: { br: { own: { registry, modulePath: 'backup' } } } });
}

/** Parameter files. */
export const arguments_: readonly Trick[] = [
  { name: 'a value, in JSON', base: { 'main.bicep': closed, 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': given({ state: { value: 'Disabled' } }) }, verdict: weakened },
  { name: 'another case of the name of a parameter', base: { 'main.bicep': open, 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': given({ STATE: { value: 'Disabled' } }) }, verdict: weakened },
  { name: 'a value that goes, with a weak default', base: { 'main.bicep': open.replace('Locked', 'Disabled'), 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': given({}) }, verdict: weakened },
  { name: 'a file that goes, with a weak default', base: { 'main.bicep': open.replace('Locked', 'Disabled'), 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': undefined }, verdict: [weakened, 'parameters-removed'] },
  { name: 'a file of Bicep that goes, with a weak default', base: { 'main.bicep': open.replace('Locked', 'Disabled'), 'main.bicepparam': parametersFor('main.bicep', 'Locked') }, head: { 'main.bicepparam': undefined }, verdict: [weakened, 'parameters-removed'] },
  { name: 'null', base: { 'main.bicep': `param state string?\n${bicep("state ?? 'Disabled'")}`, 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': given({ state: { value: null } }) }, verdict: weakened },
  { name: 'a member of an object', base: { 'main.bicep': `param all object\n${bicep('all.state')}`, 'main.parameters.json': given({ all: { value: { state: 'Locked' } } }) }, head: { 'main.parameters.json': given({ all: { value: { state: 'Disabled' } } }) }, verdict: weakened },
  { name: 'a member of an object twice', base: { 'main.bicep': `param all object\n${bicep('all.state')}`, 'main.parameters.json': given({ all: { value: { state: 'Locked' } } }) }, head: { 'main.parameters.json': given({ all: { value: { state: 'Locked' } } }).replace('{"state":"Locked"}', '{"state":"Locked","state":"Disabled"}') }, verdict: [weakened, 'incomplete'] },
  { name: 'a list that gets shorter', base: { 'main.bicep': `param names array\n${looped('names')}`, 'main.parameters.json': given({ names: { value: ['rsv-a', 'rsv-prod'] } }) }, head: { 'main.parameters.json': given({ names: { value: ['rsv-a'] } }) }, verdict: removed },
  { name: 'a switch', base: { 'main.bicep': `param on bool\n${bicep("'Locked'", "'rsv-prod'", 'if (on) ')}`, 'main.parameters.json': given({ on: { value: true } }) }, head: { 'main.parameters.json': given({ on: { value: false } }) }, verdict: removed },
  { name: 'another name', base: { 'main.bicep': `param name string\n${bicep("'Locked'", 'name')}`, 'main.parameters.json': given({ name: { value: 'rsv-prod' } }) }, head: { 'main.parameters.json': given({ name: { value: 'rsv-new' } }) }, verdict: 'vault-replaced' },
  { name: 'the file that another one extends', base: { 'main.bicep': closed, 'base.bicepparam': "using none\nparam state = 'Locked'\n", 'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\n" }, head: { 'base.bicepparam': "using none\nparam state = 'Disabled'\n" }, verdict: weakened },
  { name: 'a value over that of the file that is extended', base: { 'main.bicep': closed, 'base.bicepparam': "using none\nparam state = 'Locked'\n", 'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\n" }, head: { 'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\nparam state = 'Disabled'\n" }, verdict: weakened },
  { name: 'another file is extended', base: { 'main.bicep': closed, 'a.bicepparam': "using none\nparam state = 'Locked'\n", 'b.bicepparam': "using none\nparam state = 'Disabled'\n", 'main.bicepparam': "using 'main.bicep'\nextends 'a.bicepparam'\n" }, head: { 'main.bicepparam': "using 'main.bicep'\nextends 'b.bicepparam'\n" }, verdict: weakened },
  { name: 'using none', base: { 'main.bicep': open, 'main.bicepparam': parametersFor('main.bicep', 'Locked') }, head: { 'main.bicepparam': "using none\nparam state = 'Locked'\n" }, verdict: ['parameters-removed', 'incomplete', removed] },
  { name: 'a variable of a parameter file', base: { 'main.bicep': closed, 'main.bicepparam': "using 'main.bicep'\nvar s = 'Locked'\nparam state = s\n" }, head: { 'main.bicepparam': "using 'main.bicep'\nvar s = 'Disabled'\nparam state = s\n" }, verdict: weakened },
  { name: 'an import of a parameter file', base: { 'main.bicep': closed, 's.bicep': "@export()\nvar s = 'Locked'\n", 'main.bicepparam': "using 'main.bicep'\nimport { s } from 's.bicep'\nparam state = s\n" }, head: { 's.bicep': "@export()\nvar s = 'Disabled'\n" }, verdict: weakened },
  { name: 'JSON that a parameter file loads', base: { 'main.bicep': closed, 's.json': text('Locked'), 'main.bicepparam': "using 'main.bicep'\nparam state = loadJsonContent('s.json').vault.state\n" }, head: { 's.json': text('Disabled') }, verdict: weakened },
  { name: 'the environment in place of a value', base: { 'main.bicep': closed, 'main.bicepparam': parametersFor('main.bicep', 'Locked') }, head: { 'main.bicepparam': "using 'main.bicep'\nparam state = readEnvironmentVariable('STATE')\n" }, verdict: weakened },
  { name: 'another default of the environment', base: { 'main.bicep': closed, 'main.bicepparam': "using 'main.bicep'\nparam state = readEnvironmentVariable('STATE', 'Locked')\n" }, head: { 'main.bicepparam': "using 'main.bicep'\nparam state = readEnvironmentVariable('STATE', 'Disabled')\n" }, verdict: weakened },
  { name: 'a secret in place of a value', base: { 'main.bicep': `@secure()\nparam state string\n${bicep('state')}`, 'main.bicepparam': parametersFor('main.bicep', 'Locked') }, head: { 'main.bicepparam': "using 'main.bicep'\nparam state = az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 's')\n" }, verdict: weakened },
  { name: 'another secret', base: { 'main.bicep': `@secure()\nparam state string\n${bicep('state')}`, 'main.bicepparam': "using 'main.bicep'\nparam state = az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 's')\n" }, head: { 'main.bicepparam': "using 'main.bicep'\nparam state = az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 'other')\n" }, verdict: weakened },
  { name: 'a secure value', base: { 'main.bicep': `@secure()\nparam state string\n${bicep('state')}`, 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': given({ state: { value: 'Disabled' } }) }, verdict: weakened },
  { name: 'a file under another name', base: { 'main.bicep': closed, 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': undefined, 'main.prod.parameters.json': given({ state: { value: 'Disabled' } }) }, verdict: weakened },
  { name: 'a file in another folder', base: { 'main.bicep': closed, 'main.bicepparam': parametersFor('main.bicep', 'Locked') }, head: { 'main.bicepparam': undefined, 'env/prod.bicepparam': parametersFor('../main.bicep', 'Disabled') }, verdict: weakened },
  { name: 'a template that becomes a module, with a weak argument', base: { 'main.bicep': open }, head: { 'vault.bicep': open, 'main.bicep': "module v 'vault.bicep' = { name: 'v', params: { state: 'Disabled' } }\n" }, verdict: weakened },
  { name: 'an expression in a parameter file of JSON is text', base: { 'main.bicep': closed, 'main.parameters.json': given({ state: { value: 'Locked' } }) }, head: { 'main.parameters.json': given({ state: { value: "[concat('Lock', 'ed')]" } }) }, verdict: weakened },
];
