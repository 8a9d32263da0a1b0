import { bicep, closed, inFile, open, policy, reduced, type Trick, weakened } from './trick.ts';

export const param = "param env string = 'prod'\n";
export const named = (lines: string, state: string): string => `${lines}\n${bicep(state)}`;

/** The value is reached in another way, of which one step changes. */
export const values: readonly Trick[] = [
  ...inFile('main.bicep', weakened, {
    'a chain of variables': [
      named("var a = 'Locked'\nvar b = a\nvar c = b", 'c'),
      named("var a = 'Disabled'\nvar b = a\nvar c = b", 'c'),
    ],
    'a variable takes another one': [
      named("var a = 'Locked'\nvar b = 'Disabled'", 'a'),
      named("var a = 'Locked'\nvar b = 'Disabled'", 'b'),
    ],
    'a spread that comes later': [
      named("var weak = { state: 'Disabled' }", "{ ...weak, state: 'Locked' }.state"),
      named("var weak = { state: 'Disabled' }", "{ state: 'Locked', ...weak }.state"),
    ],
    'the last of a union': [
      named("var weak = { state: 'Disabled' }", "union(weak, { state: 'Locked' }).state"),
      named("var weak = { state: 'Disabled' }", "union({ state: 'Locked' }, weak).state"),
    ],
    'an index': [
      named("var all = ['Locked', 'Disabled']", 'all[0]'),
      named("var all = ['Locked', 'Disabled']", 'all[1]'),
    ],
    'an index from the end': [
      named("var all = ['Locked', 'Disabled']", 'all[^2]'),
      named("var all = ['Locked', 'Disabled']", 'all[^1]'),
    ],
    'first and last': [
      named("var all = ['Locked', 'Disabled']", 'first(all)'),
      named("var all = ['Locked', 'Disabled']", 'last(all)'),
    ],
    'a list that is sorted the other way': [
      named("var all = ['Locked', 'Disabled']", 'last(sort(all, (a, b) => a < b))!'),
      named("var all = ['Locked', 'Disabled']", 'last(sort(all, (a, b) => a > b))!'),
    ],
    'a filter': [
      named(
        "var all = [{ on: true, state: 'Locked' }, { on: false, state: 'Disabled' }]",
        'filter(all, one => one.on)[0].state',
      ),
      named(
        "var all = [{ on: true, state: 'Locked' }, { on: false, state: 'Disabled' }]",
        'filter(all, one => !one.on)[0].state',
      ),
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
    'null and a substitute': [
      named("var given = 'Locked'", "given ?? 'Disabled'"),
      named('var given = null', "given ?? 'Disabled'"),
    ],
    'a function of ones own': [
      named("func level(env string) string => env == 'prod' ? 'Locked' : 'Disabled'", "level('prod')"),
      named("func level(env string) string => env != 'prod' ? 'Locked' : 'Disabled'", "level('prod')"),
    ],
    'the argument of a function': [
      named("func level(env string) string => env == 'prod' ? 'Locked' : 'Disabled'", "level('prod')"),
      named("func level(env string) string => env == 'prod' ? 'Locked' : 'Disabled'", "level('Prod')"),
    ],
    'a comparison that ignores case': [
      bicep("'a' == 'a' ? 'Locked' : 'Disabled'"),
      bicep("'a' =~ 'B' ? 'Locked' : 'Disabled'"),
    ],
    'and for or': [bicep("true || false ? 'Locked' : 'Disabled'"), bicep("true && false ? 'Locked' : 'Disabled'")],
    'a number that is compared': [bicep("2 > 1 ? 'Locked' : 'Disabled'"), bicep("2 > 3 ? 'Locked' : 'Disabled'")],
    'an empty text': [bicep("empty('') ? 'Locked' : 'Disabled'"), bicep("empty(' ') ? 'Locked' : 'Disabled'")],
    contains: [
      bicep("contains(['prod'], 'prod') ? 'Locked' : 'Disabled'"),
      bicep("contains(['prod'], 'Prod') ? 'Locked' : 'Disabled'"),
    ],
    'a text that is replaced': [
      bicep("replace('Disabled', 'Disabled', 'Locked')"),
      bicep("replace('Disabled', 'disabled', 'Locked')"),
    ],
    'a part of a text': [bicep("split('Locked,Disabled', ',')[0]"), bicep("split('Locked,Disabled', ',')[1]")],
    'a text that is put together': [bicep("'${'Lock'}ed'"), bicep("'${'Dis'}abled'")],
    'a format': [bicep("format('{0}', 'Locked', 'Disabled')"), bicep("format('{1}', 'Locked', 'Disabled')")],
    base64: [bicep("base64ToString('TG9ja2Vk')"), bicep("base64ToString('RGlzYWJsZWQ=')")],
    'a text of JSON': [bicep(`json('{"state":"Locked"}').state`), bicep(`json('{"state":"Disabled"}').state`)],
    'JSON with a member twice': [
      bicep(`json('{"state":"Disabled","state":"Locked"}').state`),
      bicep(`json('{"state":"Locked","state":"Disabled"}').state`),
    ],
    'a URI': [bicep("uriComponentToString('%4cocked')"), bicep("uriComponentToString('Dis%61bled')")],
    'a length that is counted': [
      bicep("length('prod') == 4 ? 'Locked' : 'Disabled'"),
      bicep("length('prod') == 5 ? 'Locked' : 'Disabled'"),
    ],
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
    'the tags of a group decide': [bicep("'Locked'"), bicep('resourceGroup().tags.level')],
    'the time decides': [
      named('param now string = utcNow()', "'Locked'"),
      named('param now string = utcNow()', "now > '2027' ? 'Disabled' : 'Locked'"),
    ],
    'the deployer decides': [bicep("'Locked'"), bicep("deployer().objectId == 'x' ? 'Disabled' : 'Locked'")],
    'the state of another resource decides': [
      bicep("'Locked'"),
      named(
        "resource tags 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 'x' }",
        'tags.properties.accessTier',
      ),
    ],
    'any hides the type': [bicep("any('Locked')"), bicep("any({ x: 'Disabled' }).x")],
  }),
  ...inFile('main.bicep', reduced, {
    'a longer list of days that is cut': [policy('[90, 7][0]'), policy('[90, 7][1]')],
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
