/** A declaration, and what armlock says against it; nothing where the official compiler accepts it. */
export type TypeCase = readonly [text: string, error?: RegExp];

/** What the cases refer to. */
export const typeCasesPrelude = `
param str string
param maybe string?
param flag bool
param maybeFlag bool?
param number int
param maybeNumber int?
param obj object
param maybeObj object?
param arr array
param maybeArr array?
param strs string[]
param ints int[]
param tup [string, int]
param mode 'on' | 'off'
param shape { a: string, b: int? }
param maybeShape { a: string }?
param map1 { *: string }
@minValue(5)
param big int
@minLength(5)
param long string
@sealed()
type tight = { a: string }
param sealedShape tight
@discriminator('kind')
type pet = { kind: 'cat', lives: int } | { kind: 'dog', tricks: string[] }
param animal pet
type list = { next: list?, value: int }
param chain list
type optionalText = string?
type withAlias = { a: optionalText }
import * as lib from 'lib.bicep'
import { shared, kind, twice } from 'lib.bicep'
func needs(a string, b int?, c { x: int }) string => a
func needsMode(a 'on' | 'off') string[] => [a]
var literal = { a: 'x' }
var nested = { o: { p: { q: 1 } } }
var mixed = [1, 'x']
var looped = [for i in range(0, 2): { v: i }]
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: 'store'
  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}
resource stores 'Microsoft.Storage/storageAccounts@2023-01-01' existing = [for i in [1, 2]: {
  name: 'store\${i}'
}]
module called 'module.bicep' = {
  params: { needed: 'x' }
}
module many 'module.bicep' = [for i in [1, 2]: {
  params: { needed: 'x' }
}]
`;

/** The other files of the program. */
export const typeCasesFiles = {
  'lib.bicep': `@export()
var shared = { text: 'x', number: 1 }
@export()
type kind = 'a' | 'b'
@export()
@sealed()
type box = { size: int }
@export()
func twice(a int) int => a * 2
`,
  'module.bicep': `import { box } from 'lib.bicep'
param needed string
param count int = 3
param mode 'on' | 'off' = 'on'
param shape { kind: 'a', size: int, more: string? } = { kind: 'a', size: 1 }
param parcel box?
param list string[] = []
@maxLength(3)
param short string = 'a'
output text string = needed
output number int = count
output parcel box? = parcel
`,
};

/** Declarations of one line. */
export const typeCases: readonly TypeCase[] = [
  // What takes what
  ["output a string = 'x'"],
  ['output a string = 1', /Output 'a' takes string, but is given 1\./],
  ["output a int = 'x'", /takes int, but is given 'x'/],
  ["output a bool = 'true'", /takes bool/],
  ['output a object = []', /takes object, but is given array/],
  ['output a array = {}', /takes array, but is given object/],
  ['output a string = null', /takes string, but is given null/],
  ['output a string? = null'],
  ['output a string = maybe'],
  ['output a int = maybe', /takes int, but is given string \| null/],
  ['output a string = flag ? 1 : str', /takes string, but is given string \| 1|takes string, but is given 1 \| string/],
  ['output a string = flag ? null : str'],
  ['output a object = flag ? {} : []', /takes object/],
  ["output a string = true ? 'x' : 1"],
  ["output a string = 1 == 1 ? 'x' : 1"],
  ["output a string = length(arr) >= 0 ? 'x' : 1"],
  ["output a string = str == 'x' ? 'x' : 1", /takes string/],
  ["output a string = flag && false ? 1 : 'x'"],
  ['output a string = obj.anything.at.all'],
  ['output a int = obj.x'],
  ['output a string = any(1) ?? null'],
  // Literals
  ["output a 'x' | 'y' = 'x'"],
  ["output a 'x' | 'y' = 'z'", /takes 'x' \| 'y', but is given 'z'/],
  ["output a 'x' | 'y' = str"],
  ["output a 'x' | 'y' = '${str}'", /takes 'x' \| 'y', but is given string/],
  ["output a 'x' | 'y' = 'x${''}'"],
  ["output a 'x' | 'y' = toLower('X')"],
  ["output a 'on' | 'off' | 'auto' = mode"],
  ["output a 'on' = mode", /takes 'on', but is given/],
  ["output a 'x' | 'y' = flag ? 'x' : 'z'", /is given 'x' \| 'z'/],
  ['output a 1 | 2 = 3', /takes 1 \| 2, but is given 3/],
  ['output a 1 | 2 = number'],
  ['output a true = false', /takes true, but is given false/],
  ['output a -5 | 5 = -5'],
  ['output a -5 | 5 = -4', /takes -5 \| 5, but is given -4/],
  ['param a int = null', /Parameter 'a' takes int, but is given null/],
  ["param a 'x' | 'y' = 'z'", /Parameter 'a' takes/],
  ['var a string = str'],
  ['var a string = 1', /Variable 'a' takes string/],
  ["var a lib.box = { size: 'x' }", /Property 'size' takes int, but is given 'x'/],
  ["var a kind = 'c'", /takes 'a' \| 'b'/],
  ['output a int = shared.number'],
  ['output a int = shared.text', /takes int, but is given 'x'/],
  ['output a int = lib.shared.text', /takes int, but is given 'x'/],
  ['output a string = lib.shared.text'],
  // Limits
  ["@minLength(3)\noutput a string = 'ab'", /takes at least 3 characters, but is given 2/],
  ["@maxLength(3)\noutput a string = 'abcd'", /takes at most 3 characters, but is given 4/],
  ['@maxLength(3)\noutput a string = str'],
  ['@maxLength(3)\noutput a string = long', /takes at most 3 characters/],
  ['@minValue(3)\noutput a int = 1', /takes at least 3, but is given 1/],
  ['@maxValue(3)\noutput a int = big', /takes at most 3/],
  ['@maxLength(1)\noutput a array = [1, 2]', /takes at most 1 items, but is given 2/],
  ['@minLength(3)\noutput a array = [1, 2]', /takes at least 3 items/],
  // Arrays
  ['output a string[] = [1]', /An item takes string, but is given 1/],
  ["output a string[] = ['x', null]", /An item takes string, but is given null/],
  ['output a string[] = arr'],
  ['output a int[] = strs', /An item takes int, but is given string/],
  ["output a string[][] = [['x'], [1]]", /An item takes string, but is given 1/],
  ['output a object[] = [{}, 1]', /An item takes object/],
  ["output a [string, int] = ['x']", /takes at least 2 items/],
  ["output a [string, int] = ['x', 1, 2]", /takes at most 2 items/],
  ["output a [string, int] = ['x', 'y']", /An item takes int/],
  ['output a [string, int] = arr'],
  ['output a [string, int] = strs'],
  ['output a [string, string] = tup', /An item takes string, but is given int/],
  ['output a string[] = [...arr, 1]', /An item takes string, but is given 1/],
  ['output a string[] = [...arr, str]'],
  ['output a array = [...str]', /'...' takes array here, but is given string/],
  ['output a array = [...maybeArr]', /'...' takes array here/],
  ['output a string[] = [for x in strs: 1]', /An item takes string, but is given 1/],
  ['output a string[] = [for x in strs: x]'],
  ['output a int[] = [for (x, i) in strs: i]'],
  ['output a string = [for i in [1]: i]', /takes string, but is given int\[\]|takes string, but is given 1\[\]/],
  ['output a array = [for x in obj: x]', /A loop takes array, but is given object/],
  ['output a array = [for x in str: x]', /A loop takes array, but is given string/],
  ['output a array = [for x in maybeArr: x]'],
  // Objects
  ["output a { a: string } = { a: 'x', b: 2 }"],
  ['output a { a: string } = { a: 1, b: 2 }', /Property 'a' takes string, but is given 1/],
  ['output a { a: string } = {}', /Output 'a' is given an object without 'a'/],
  ["output a { a: string?, b: { c: int } } = { b: { c: 'x' } }", /Property 'c' takes int/],
  ['output a { *: int } = { x: 1 }'],
  ["output a { *: int } = { x: 'x' }", /Property 'x' takes int/],
  ["output a tight = { a: 'x' }"],
  ["output a tight = { a: 'x', b: 1 }", /Output 'a' takes no property 'b'/],
  ['output a tight = literal'],
  ['output a withAlias = {}'],
  ['output a { a: string, c: int } = literal', /without 'c'/],
  ['output a { a: string, c: int } = shape'],
  ['output a { c: int } = sealedShape', /without 'c'/],
  ['output a { a: int } = shape', /Property 'a' takes int, but is given string/],
  ['output a { a: string } = obj'],
  ['output a { a: string } = map1'],
  ['output a { a: string } = { ...obj }'],
  ['output a { a: string } = { ...literal, a: 1 }', /Property 'a' takes string/],
  ['output a { a: string, c: int } = { ...literal }', /without 'c'/],
  ['output a { a: string, c: int } = { ...literal, ...obj }'],
  ['output a object = { ...str }', /'...' takes object here/],
  ['output a object = { ...maybeObj }', /'...' takes object here/],
  ["output a { a: string } = { '${str}': 1 }"],
  ['output a { a: string } = flag ? { a: 1 } : { a: str }', /Property 'a' takes string/],
  ['output a { a: string }[] = looped', /without 'a'|Property/],
  ['output a { v: int }[] = looped'],
  ['output a list = { value: 1, next: { value: 2 } }'],
  ["output a list = { value: 1, next: { value: 'x' } }", /Property 'value' takes int/],
  ["output a pet = { kind: 'cat', lives: 9 }"],
  ["output a pet = { kind: 'cat' }", /without 'lives'/],
  ["output a pet = { kind: 'cow' }", /Property 'kind' takes 'cat' \| 'dog', but is given 'cow'/],
  ['output a pet = { lives: 9 }', /without 'kind', which must be 'cat' \| 'dog'/],
  ["output a pet = { kind: 'cat', lives: 'x' }", /Property 'lives' takes int/],
  ["output a pet = { kind: str, lives: 'x' }"],
  ['output a { kind: int } = animal'],
  // Members
  ['output a string = shape.c'],
  ['output a int = nested.o.p.q'],
  ['output a string = nested.o.p.x', /no property 'x'\. There are q\./],
  ['output a string = nested.o.x.q', /no property 'x'/],
  ['output a object = nested.?o.?x'],
  ["output a string = literal['b']", /no property 'b'/],
  ["output a string = literal['a']"],
  ['output a string = {}.x', /no property 'x'/],
  ['output a string = sealedShape.b', /no property 'b'/],
  ['output a string = str.length', /no property 'length': this is string, not an object/],
  ['output a string = str.?length', /no property 'length'/],
  ['output a string = arr.x', /no property 'x': this is array/],
  ['output a string = literal.a.b', /this is 'x', not an object/],
  ['output a string = mode.x'],
  ['output a string = maybeObj.x'],
  ['output a string = maybeShape.a'],
  ['output a int = chain.next.next.value'],
  ['output a string = chain.next.next.value', /takes string, but is given int/],
  ['output a string = animal.kind'],
  ['output a string = animal.lives'],
  ['output a string = map1.anything'],
  ['output a int = map1.anything', /takes int, but is given string/],
  ['output a string = looped[0].w', /no property 'w'/],
  ['output a array = [for x in strs: x.y]', /no property 'y': this is string/],
  ['output a array = [for (x, i) in strs: i.y]', /this is int/],
  ['output a array = [for x in arr: x.y.z]'],
  ["output a array = map([str, 'b'], x => x.y)"],
  ["output a array = map(['a', toLower('B')], x => x.y)"],
  ['output a array = map([str, str], x => x.y)', /this is string/],
  // Items
  ['output a string = obj[0]', /asked for by string, not by 0/],
  ["output a string = arr['x']", /asked for by int, not by 'x'/],
  ['output a string = arr[str]', /asked for by int, not by string/],
  ['output a string = arr[maybeNumber]'],
  ['output a string = str[0]', /no items: this is string/],
  ['output a string = tup[2]', /no item 2: the array has 2/],
  ['output a string = tup[0]'],
  ['output a string = tup[1]', /takes string, but is given int/],
  ['output a string = [1, 2][^3]', /no item \^3/],
  ['output a string = mixed[^1]'],
  ['output a string = mixed[0]', /takes string, but is given 1/],
  ['output a int = strs[number]', /takes int, but is given string/],
  ['output a string = strs[5]'],
  ['output a string = store.id'],
  ['output a int = store.id', /takes int, but is given string/],
  ['output a string = store.properties.anything'],
  ['output a string = stores.id', /no property 'id': this is object\[\]|this is array/],
  ['output a string = stores[0].id'],
  ['output a int = stores[0].id', /takes int/],
  ['output a int = store::blobs.name', /takes int/],
  ['output a string = store', /takes string, but is given object/],
  // Operators
  ['output a bool = !str', /Operator '!' takes bool, but is given string/],
  ['output a bool = !maybeFlag', /takes bool, but is given bool \| null/],
  ['output a int = -str', /Operator '-' takes int/],
  ['output a int = number + 1'],
  ["output a int = number + 'x'", /Operator '\+' takes two ints, but is given int and 'x'/],
  ["output a string = 'x' + 'y'", /takes two ints/],
  ['output a int = maybeNumber * 2', /takes two ints/],
  ['output a int = obj.x / 2'],
  ['output a bool = str < 1', /takes two ints or two strings/],
  ["output a bool = str < 'x'"],
  ['output a bool = flag < flag', /takes two ints or two strings/],
  ['output a bool = str == 1'],
  ['output a bool = str =~ number', /takes two strings/],
  ['output a bool = str && flag', /takes two bools/],
  ['output a bool = maybeFlag || flag', /takes two bools/],
  ['output a string = maybe ?? 1', /takes string/],
  ["output a int = 'x' ?? 1", /takes int, but is given 'x'/],
  ["output a string = maybe ?? 'x'"],
  ['output a int = maybe!', /takes int, but is given string/],
  ["output a string = number ? 'x' : 'y'", /A condition takes bool, but is given int/],
  ["output a string = maybeFlag ? 'x' : 'y'"],
  ["output a string = 'x${1 + str}'", /takes two ints/],
  ["output a string = '${obj}${arr}${flag}'"],
  ["var a = 1 + 'x'", /takes two ints/],
  ['func a(x string) int => x + 1', /takes two ints/],
  ['func a(x string) int => x', /The result of function 'a' takes int, but is given string/],
  ['func a(x { y: int }) int => x.y'],
  // Functions
  ["output a string = needs('x', 1, { x: 1 })"],
  ['output a string = needs(1, 1, { x: 1 })', /Parameter 'a' of function 'needs' takes string, but is given 1/],
  ["output a string = needs('x', 'x', { x: 1 })", /Parameter 'b' of function 'needs' takes int/],
  ['output a string = needs(maybe, null, { x: 1 })'],
  ["output a string = needs('x', 1, {})", /without 'x'/],
  ["output a int = needs('x', 1, { x: 1 })", /takes int, but is given string/],
  ["output a array = needsMode('x')", /takes 'off' \| 'on', but is given 'x'/],
  ['output a array = needsMode(str)'],
  ["output a int = twice('x')", /Parameter 'a' of function 'twice' takes int/],
  ["output a int = lib.twice('x')", /takes int/],
  ['output a string = twice(1)', /takes string, but is given int/],
  ['output a string = toLower(1)', /Argument 1 of 'toLower' takes string, but is given 1/],
  ['output a string = sys.toLower(1)', /takes string/],
  ['output a string = toLower(maybe)'],
  ['output a string = toLower(obj.x)'],
  ["output a string = padLeft('x', 'y')", /Argument 2 of 'padLeft' takes int/],
  ["output a string = padLeft(7, 2, '0')"],
  ['output a int = length(1)', /takes string or object or array/],
  ['output a string = length(str)', /takes string, but is given int/],
  ['output a bool = empty(1)', /takes string or object or array or null/],
  ['output a bool = empty(null)'],
  ['output a string = join(str, 1)', /takes array/],
  ['output a array = concat(arr, str)', /Argument 2 of 'concat' takes array/],
  ['output a string = concat(str, 1, true)'],
  ['output a array = concat(str, str)', /takes array, but is given string/],
  ['output a object = union(obj, arr)', /Argument 2 of 'union' takes object/],
  ['output a array = union(obj, obj)', /takes array, but is given object/],
  ['output a bool = contains(str, 1)', /Argument 2 of 'contains' takes string/],
  ['output a bool = contains(arr, 1)'],
  ['output a int = max(arr, 1)', /takes int/],
  ['output a int = max(arr)'],
  ['output a int = first(strs)', /takes int/],
  ['output a string = first(strs)'],
  ['output a int[] = take(strs, 1)', /An item takes int/],
  ['output a int[] = distinct(strs)'],
  ['output a string = range(0, 2)', /takes string, but is given int\[\]/],
  ['output a string = items(obj)[0].keys', /no property 'keys'/],
  ['output a int = items(obj)[0].key', /takes int/],
  ['output a object = items(obj)', /takes object/],
  ["output a int = json('1')"],
  ["output a int = split(str, ',')", /takes int, but is given string\[\]/],
  ['output a array = map(strs, x => x.y)', /no property 'y'/],
  ['output a int[] = map(strs, x => length(x))'],
  ['output a string[] = map(strs, x => 1)', /An item takes string/],
  ['output a array = map(strs, 1)', /Argument 2 of 'map' takes a lambda/],
  ['output a array = map(strs, (x, i, j) => x)', /takes 1 or 2 parameters, but has 3/],
  ['output a array = filter(strs, x => x)', /has to give bool, but gives string/],
  ['output a array = sort(strs, x => true)', /takes 2 parameters, but has 1/],
  ['output a array = sort(ints, (x, y) => x < y)'],
  ["output a string = reduce(strs, '', x => x)", /takes 2 or 3 parameters/],
  ['output a object = toObject(strs, x => 1)', /has to give string, but gives 1/],
  ['output a string = toObject(strs, x => x).foo.bar', /this is string, not an object/],
  ['output a string = resourceGroup().location'],
  ['output a string = resourceGroup().locatio', /no property 'locatio'/],
  ['output a int = resourceGroup().location', /takes int/],
  ['output a string = az.resourceGroup().tags.x'],
  ["output a string = resourceGroup('x').id", /no property 'id'/],
  ['output a string = subscription().subscriptionId'],
  ['output a string = subscription().foo', /no property 'foo'/],
  ['output a string = deployment().location', /no property 'location'/],
  ['output a string = deployment().properties.template.contentVersion'],
  ['output a string = environment().suffixes.storage'],
  ['output a string = environment().suffixes.stor', /no property 'stor'/],
  ["output a string = parseCidr('10.0.0.0/8').cidr", /takes string, but is given int/],
  // Modules
  ["module a 'module.bicep' = {}", /Module 'a' is called without 'needed'/],
  ["module a 'module.bicep' = { params: { needed: 'x' } }"],
  [
    "module a 'module.bicep' = { params: { needed: 1 } }",
    /Parameter 'needed' of the module takes string, but is given 1/,
  ],
  ["module a 'module.bicep' = { params: { needed: null } }", /takes string, but is given null/],
  ["module a 'module.bicep' = { params: { needed: maybe, count: null, parcel: null } }"],
  ["module a 'module.bicep' = { params: { needed: 'x', count: 'x' } }", /takes int, but is given 'x'/],
  ["module a 'module.bicep' = { params: { needed: 'x', more: 1 } }", /The module has no parameter 'more'/],
  ["module a 'module.bicep' = { params: { needed: 'x', mode: 'of' } }", /takes 'off' \| 'on', but is given 'of'/],
  ["module a 'module.bicep' = { params: { needed: 'x', mode: str } }"],
  [
    "module a 'module.bicep' = { params: { needed: 'x', shape: { kind: 'a', size: 'x' } } }",
    /Property 'size' takes int/,
  ],
  ["module a 'module.bicep' = { params: { needed: 'x', shape: { kind: 'a', size: 1, other: 1 } } }"],
  ["module a 'module.bicep' = { params: { needed: 'x', shape: { kind: 'b', size: 1 } } }", /Property 'kind' takes 'a'/],
  ["module a 'module.bicep' = { params: { needed: 'x', parcel: { size: 1, x: 1 } } }", /takes no property 'x'/],
  ["module a 'module.bicep' = { params: { needed: 'x', parcel: {} } }", /without 'size'/],
  ["module a 'module.bicep' = { params: { needed: 'x', list: [1] } }", /An item takes string/],
  [
    "module a 'module.bicep' = { params: { needed: 'x', list: [for i in ints: i] } }",
    /An item takes string, but is given int/,
  ],
  ["module a 'module.bicep' = { params: { needed: 'x', short: 'long' } }", /at most 3 characters/],
  ["module a 'module.bicep' = { params: { needed: store } }", /takes string, but is given object/],
  ["module a 'module.bicep' = { name: 1, params: { needed: 'x' } }", /Property 'name' takes string/],
  ["module a 'module.bicep' = { dependsOn: 'x', params: { needed: 'x' } }", /takes an array of resources/],
  ["module a 'module.bicep' = { dependsOn: [store, called, many, stores], params: { needed: 'x' } }"],
  ["module a 'module.bicep' = if (str) { params: { needed: 'x' } }", /A condition takes bool, but is given string/],
  ["module a 'module.bicep' = [for i in str: { params: { needed: 'x' } }]", /A loop takes array/],
  ["module a 'module.bicep' = [for i in ints: { params: { needed: i } }]", /takes string, but is given int/],
  ['output a string = called.outputs.text'],
  ['output a int = called.outputs.text', /takes int, but is given string/],
  ['output a int = called.outputs.parcel.size'],
  ['output a int = called.outputs.parcel.sizes', /no property 'sizes'/],
  ['output a int = called.outputs.text.x', /this is string/],
  ['output a int = many[0].outputs.text', /takes int/],
  ['output a string = many.outputs.text', /no property 'outputs'/],
  ['output a int = called.name', /takes int/],
  // Resources, whose own properties Azure knows
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 'x1', location: 1, properties: { a: str } }"],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 1 }", /Property 'name' takes string/],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 'x2', properties: { a: 1 + 'x' } }", /takes two ints/],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 'x3', dependsOn: ['x'] }", /array of resources and modules/],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = if (1) { name: 'y' }", /A condition takes bool/],
];

/** The template of the parameter files. */
export const parameterCasesTemplate = `param s string
param i int = 1
param mode 'on' | 'off' = 'on'
param o { a: string, b: int? } = { a: 'x' }
param list string[] = []
param any object = {}
`;

/** Lines of a parameter file, whose values are not known here. */
export const parameterCases: readonly TypeCase[] = [
  ["param i = readEnvironmentVariable('X', '5')", /Parameter 'i' takes int, but is given string/],
  ["param i = int(readEnvironmentVariable('X', '5'))"],
  ["param mode = readEnvironmentVariable('X', 'on')"],
  ["param list = readEnvironmentVariable('X', 'y')", /Parameter 'list' takes string\[\]/],
  ["param list = [readEnvironmentVariable('X', 'y')]"],
  ["param o = { a: length(readEnvironmentVariable('X', 'y')) }", /Property 'a' takes string, but is given int/],
  ["param o = { a: readEnvironmentVariable('X', 'y') }"],
  ["param any = json(readEnvironmentVariable('X', '{}'))"],
  ["param i = az.getSecret('00000000-0000-0000-0000-000000000001', 'g', 'v', 's')", /takes int, but is given string/],
  ["param i = any(externalInput('sys.cli', 'x'))"],
  ["var unused = 1 + 'x'", /Operator '\+' takes two ints/],
  ['var unused string = 1', /Variable 'unused' takes string/],
  ['var unused = { a: 1 }.b', /no property 'b'/],
];
