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
  ['output a string = 1', /BCP033: .*string.*1/],
  ["output a int = 'x'", /BCP033: .*int.*'x'/],
  ["output a bool = 'true'", /BCP033: .*bool/],
  ['output a object = []', /BCP033: .*object.*array/],
  ['output a array = {}', /BCP033: .*array.*object/],
  ['output a string = null', /BCP033: .*string.*null/],
  ['output a string? = null'],
  ['output a string = maybe'],
  ['output a int = maybe', /BCP033: .*int.*string \| null/],
  ['output a string = flag ? 1 : str', /BCP033/],
  ['output a string = flag ? null : str'],
  ['output a object = flag ? {} : []', /BCP033: .*object/],
  ["output a string = true ? 'x' : 1"],
  ["output a string = 1 == 1 ? 'x' : 1"],
  ["output a string = length(arr) >= 0 ? 'x' : 1"],
  ["output a string = str == 'x' ? 'x' : 1", /BCP033: .*string/],
  ["output a string = flag && false ? 1 : 'x'"],
  ['output a string = obj.anything.at.all'],
  ['output a int = obj.x'],
  ['output a string = any(1) ?? null'],
  // Literals
  ["output a 'x' | 'y' = 'x'"],
  ["output a 'x' | 'y' = 'z'", /BCP033: .*'x' \| 'y'.*'z'/],
  ["output a 'x' | 'y' = str"],
  ["output a 'x' | 'y' = '${str}'", /BCP033: .*'x' \| 'y'.*string/],
  ["output a 'x' | 'y' = 'x${''}'"],
  ["output a 'x' | 'y' = toLower('X')"],
  ["output a 'on' | 'off' | 'auto' = mode"],
  ["output a 'on' = mode", /BCP033: .*on/],
  ["output a 'x' | 'y' = flag ? 'x' : 'z'", /BCP033: .*x/],
  ['output a 1 | 2 = 3', /BCP033: .*1 \| 2.*3/],
  ['output a 1 | 2 = number'],
  ['output a true = false', /BCP033: .*true.*false/],
  ['output a -5 | 5 = -5'],
  ['output a -5 | 5 = -4', /BCP033: .*-5 \| 5.*-4/],
  ['param a int = null', /BCP033: .*int.*null/],
  ["param a 'x' | 'y' = 'z'", /BCP033: .*a/],
  ['var a string = str'],
  ['var a string = 1', /BCP033: .*string/],
  ["var a lib.box = { size: 'x' }", /BCP036: .*int.*'x'/],
  ["var a kind = 'c'", /BCP033: .*'a' \| 'b'/],
  ['output a int = shared.number'],
  ['output a int = shared.text', /BCP033: .*int.*'x'/],
  ['output a int = lib.shared.text', /BCP033: .*int.*'x'/],
  ['output a string = lib.shared.text'],
  // Limits
  ["@minLength(3)\noutput a string = 'ab'", /BCP333/],
  ["@maxLength(3)\noutput a string = 'abcd'", /BCP332/],
  ['@maxLength(3)\noutput a string = str'],
  ['@maxLength(3)\noutput a string = long', /takes at most 3 characters/],
  ['@minValue(3)\noutput a int = 1', /BCP328/],
  ['@maxValue(3)\noutput a int = big', /takes at most 3/],
  ['@maxLength(1)\noutput a array = [1, 2]', /BCP332/],
  ['@minLength(3)\noutput a array = [1, 2]', /takes at least 3 items/],
  // Arrays
  ['output a string[] = [1]', /BCP034: .*string.*1/],
  ["output a string[] = ['x', null]", /BCP034: .*string.*null/],
  ['output a string[] = arr'],
  ['output a int[] = strs', /BCP034: .*int.*string/],
  ["output a string[][] = [['x'], [1]]", /BCP034: .*string.*1/],
  ['output a object[] = [{}, 1]', /BCP034: .*object/],
  ["output a [string, int] = ['x']", /takes at least 2 items/],
  ["output a [string, int] = ['x', 1, 2]", /takes at most 2 items/],
  ["output a [string, int] = ['x', 'y']", /BCP034: .*int/],
  ['output a [string, int] = arr'],
  ['output a [string, int] = strs'],
  ['output a [string, string] = tup', /BCP034: .*string.*int/],
  ['output a string[] = [...arr, 1]', /BCP034: .*string.*1/],
  ['output a string[] = [...arr, str]'],
  ['output a array = [...str]', /BCP402: .*\.\.\./],
  ['output a array = [...maybeArr]', /BCP402: .*\.\.\./],
  ['output a string[] = [for x in strs: 1]', /BCP034: .*string.*1/],
  ['output a string[] = [for x in strs: x]'],
  ['output a int[] = [for (x, i) in strs: i]'],
  ['output a string = [for i in [1]: i]', /BCP033/],
  ['output a array = [for x in obj: x]', /BCP137: .*array.*object/],
  ['output a array = [for x in str: x]', /BCP137: .*array.*string/],
  ['output a array = [for x in maybeArr: x]'],
  // Objects
  ["output a { a: string } = { a: 'x', b: 2 }"],
  ['output a { a: string } = { a: 1, b: 2 }', /BCP036: .*string.*1/],
  ['output a { a: string } = {}', /BCP035: .*a/],
  ["output a { a: string?, b: { c: int } } = { b: { c: 'x' } }", /BCP036: .*int/],
  ['output a { *: int } = { x: 1 }'],
  ["output a { *: int } = { x: 'x' }", /BCP036: .*int/],
  ["output a tight = { a: 'x' }"],
  ["output a tight = { a: 'x', b: 1 }", /BCP037: .*a/],
  ['output a tight = literal'],
  ['output a withAlias = {}'],
  ['output a { a: string, c: int } = literal', /BCP035: .*c/],
  ['output a { a: string, c: int } = shape'],
  ['output a { c: int } = sealedShape', /BCP035: .*c/],
  ['output a { a: int } = shape', /BCP036: .*int.*string/],
  ['output a { a: string } = obj'],
  ['output a { a: string } = map1'],
  ['output a { a: string } = { ...obj }'],
  ['output a { a: string } = { ...literal, a: 1 }', /BCP036: .*string/],
  ['output a { a: string, c: int } = { ...literal }', /BCP035: .*c/],
  ['output a { a: string, c: int } = { ...literal, ...obj }'],
  ['output a object = { ...str }', /BCP402: .*\.\.\./],
  ['output a object = { ...maybeObj }', /BCP402: .*\.\.\./],
  ["output a { a: string } = { '${str}': 1 }"],
  ['output a { a: string } = flag ? { a: 1 } : { a: str }', /BCP036: .*string/],
  ['output a { a: string }[] = looped', /BCP035: .*a/],
  ['output a { v: int }[] = looped'],
  ['output a list = { value: 1, next: { value: 2 } }'],
  ["output a list = { value: 1, next: { value: 'x' } }", /BCP036: .*int/],
  ["output a pet = { kind: 'cat', lives: 9 }"],
  ["output a pet = { kind: 'cat' }", /BCP035: .*lives/],
  ["output a pet = { kind: 'cow' }", /BCP036: .*'cat' \| 'dog'.*'cow'/],
  ['output a pet = { lives: 9 }', /BCP078: .*kind/],
  ["output a pet = { kind: 'cat', lives: 'x' }", /BCP036: .*int/],
  ["output a pet = { kind: str, lives: 'x' }"],
  ['output a { kind: int } = animal'],
  // Members
  ['output a string = shape.c'],
  ['output a int = nested.o.p.q'],
  ['output a string = nested.o.p.x', /BCP053: .*x/],
  ['output a string = nested.o.x.q', /BCP053: .*x/],
  ['output a object = nested.?o.?x'],
  ["output a string = literal['b']", /BCP053: .*b/],
  ["output a string = literal['a']"],
  ['output a string = {}.x', /BCP053: .*x/],
  ['output a string = sealedShape.b', /BCP053: .*b/],
  ['output a string = str.length', /BCP055: .*length/],
  ['output a string = str.?length', /BCP055: .*length/],
  ['output a string = arr.x', /BCP055: .*x/],
  ['output a string = literal.a.b', /BCP055: .*x/],
  ['output a string = mode.x'],
  ['output a string = maybeObj.x'],
  ['output a string = maybeShape.a'],
  ['output a int = chain.next.next.value'],
  ['output a string = chain.next.next.value', /BCP033: .*string.*int/],
  ['output a string = animal.kind'],
  ['output a string = animal.lives'],
  ['output a string = map1.anything'],
  ['output a int = map1.anything', /BCP033: .*int.*string/],
  ['output a string = looped[0].w', /BCP053: .*w/],
  ['output a array = [for x in strs: x.y]', /BCP055: .*y/],
  ['output a array = [for (x, i) in strs: i.y]', /BCP055/],
  ['output a array = [for x in arr: x.y.z]'],
  ["output a array = map([str, 'b'], x => x.y)"],
  ["output a array = map(['a', toLower('B')], x => x.y)"],
  ['output a array = map([str, str], x => x.y)', /BCP055/],
  // Items
  ['output a string = obj[0]', /BCP075/],
  ["output a string = arr['x']", /BCP074: .*x/],
  ['output a string = arr[str]', /BCP074/],
  ['output a string = arr[maybeNumber]'],
  ['output a string = str[0]', /BCP076/],
  ['output a string = tup[2]', /BCP311/],
  ['output a string = tup[0]'],
  ['output a string = tup[1]', /BCP033: .*string.*int/],
  ['output a string = [1, 2][^3]', /BCP311/],
  ['output a string = mixed[^1]'],
  ['output a string = mixed[0]', /BCP033: .*string.*1/],
  ['output a int = strs[number]', /BCP033: .*int.*string/],
  ['output a string = strs[5]'],
  ['output a string = store.id'],
  ['output a int = store.id', /BCP033: .*int.*string/],
  ['output a string = store.properties.anything'],
  ['output a string = stores.id', /BCP055: .*id/],
  ['output a string = stores[0].id'],
  ['output a int = stores[0].id', /BCP033: .*int/],
  ['output a int = store::blobs.name', /BCP033: .*int/],
  ['output a string = store', /BCP033: .*string.*object/],
  // Operators
  ['output a bool = !str', /BCP044: .*!/],
  ['output a bool = !maybeFlag', /BCP044/],
  ['output a int = -str', /BCP044: .*int/],
  ['output a int = number + 1'],
  ["output a int = number + 'x'", /BCP045/],
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
  ['output a string = maybe ?? 1', /BCP033: .*string/],
  ["output a int = 'x' ?? 1", /BCP033: .*int.*'x'/],
  ["output a string = maybe ?? 'x'"],
  ['output a int = maybe!', /BCP033: .*int.*string/],
  ["output a string = number ? 'x' : 'y'", /BCP046: .*bool.*int/],
  ["output a string = maybeFlag ? 'x' : 'y'"],
  ["output a string = 'x${1 + str}'", /takes two ints/],
  ["output a string = '${obj}${arr}${flag}'"],
  ["var a = 1 + 'x'", /takes two ints/],
  ['func a(x string) int => x + 1', /takes two ints/],
  ['func a(x string) int => x', /BCP033: .*int.*string/],
  ['func a(x { y: int }) int => x.y'],
  // Functions
  ["output a string = needs('x', 1, { x: 1 })"],
  ['output a string = needs(1, 1, { x: 1 })', /BCP033: .*string.*1/],
  ["output a string = needs('x', 'x', { x: 1 })", /BCP033: .*int/],
  ['output a string = needs(maybe, null, { x: 1 })'],
  ["output a string = needs('x', 1, {})", /BCP035: .*x/],
  ["output a int = needs('x', 1, { x: 1 })", /BCP033: .*int.*string/],
  ["output a array = needsMode('x')", /BCP033: .*'off' \| 'on'.*'x'/],
  ['output a array = needsMode(str)'],
  ["output a int = twice('x')", /BCP033: .*int/],
  ["output a int = lib.twice('x')", /BCP033: .*int/],
  ['output a string = twice(1)', /BCP033: .*string.*int/],
  ['output a string = toLower(1)', /BCP070: .*toLower/],
  ['output a string = sys.toLower(1)', /BCP070: .*string/],
  ['output a string = toLower(maybe)'],
  ['output a string = toLower(obj.x)'],
  ["output a string = padLeft('x', 'y')", /BCP070: .*int/],
  ["output a string = padLeft(7, 2, '0')"],
  ['output a int = length(1)', /BCP070: .*string or object or array/],
  ['output a string = length(str)', /BCP033: .*string.*int/],
  ['output a bool = empty(1)', /BCP070: .*string or object or array or null/],
  ['output a bool = empty(null)'],
  ['output a string = join(str, 1)', /BCP070: .*array/],
  ['output a array = concat(arr, str)', /BCP070: .*array/],
  ['output a string = concat(str, 1, true)'],
  ['output a array = concat(str, str)', /BCP033: .*array.*string/],
  ['output a object = union(obj, arr)', /BCP070: .*object/],
  ['output a array = union(obj, obj)', /BCP033: .*array.*object/],
  ['output a bool = contains(str, 1)', /BCP070: .*string/],
  ['output a bool = contains(arr, 1)'],
  ['output a int = max(arr, 1)', /BCP070: .*int/],
  ['output a int = max(arr)'],
  ['output a int = first(strs)', /BCP033: .*int/],
  ['output a string = first(strs)'],
  ['output a int[] = take(strs, 1)', /BCP034: .*int/],
  ['output a int[] = distinct(strs)'],
  ['output a string = range(0, 2)', /BCP033: .*string.*int\[\]/],
  ['output a string = items(obj)[0].keys', /BCP053: .*keys/],
  ['output a int = items(obj)[0].key', /BCP033: .*int/],
  ['output a object = items(obj)', /BCP033: .*object/],
  ["output a int = json('1')"],
  ["output a int = split(str, ',')", /BCP033: .*int.*string\[\]/],
  ['output a array = map(strs, x => x.y)', /BCP055: .*y/],
  ['output a int[] = map(strs, x => length(x))'],
  ['output a string[] = map(strs, x => 1)', /BCP034: .*string/],
  ['output a array = map(strs, 1)', /BCP070: .*a lambda/],
  ['output a array = map(strs, (x, i, j) => x)', /takes 1 or 2 parameters, but has 3/],
  ['output a array = filter(strs, x => x)', /BCP070/],
  ['output a array = sort(strs, x => true)', /takes 2 parameters, but has 1/],
  ['output a array = sort(ints, (x, y) => x < y)'],
  ["output a string = reduce(strs, '', x => x)", /takes 2 or 3 parameters/],
  ['output a object = toObject(strs, x => 1)', /BCP070/],
  ['output a string = toObject(strs, x => x).foo.bar', /BCP055/],
  ['output a string = resourceGroup().location'],
  ['output a string = resourceGroup().locatio', /BCP053: .*locatio/],
  ['output a int = resourceGroup().location', /BCP033: .*int/],
  ['output a string = az.resourceGroup().tags.x'],
  ["output a string = resourceGroup('x').id", /BCP053: .*id/],
  ['output a string = subscription().subscriptionId'],
  ['output a string = subscription().foo', /BCP053: .*foo/],
  ['output a string = deployment().location', /BCP053: .*location/],
  ['output a string = deployment().properties.template.contentVersion'],
  ['output a string = environment().suffixes.storage'],
  ['output a string = environment().suffixes.stor', /BCP053: .*stor/],
  ["output a string = parseCidr('10.0.0.0/8').cidr", /BCP033: .*string.*int/],
  // Modules
  ["module a 'module.bicep' = {}", /BCP035: .*a/],
  ["module a 'module.bicep' = { params: { needed: 'x' } }"],
  ["module a 'module.bicep' = { params: { needed: 1 } }", /BCP033: Parameter 'needed' of the module .*"string" .*"1"/],
  ["module a 'module.bicep' = { params: { needed: null } }", /BCP033: .*string.*null/],
  ["module a 'module.bicep' = { params: { needed: maybe, count: null, parcel: null } }"],
  ["module a 'module.bicep' = { params: { needed: 'x', count: 'x' } }", /BCP033: .*int.*'x'/],
  ["module a 'module.bicep' = { params: { needed: 'x', more: 1 } }", /BCP037: .*more/],
  ["module a 'module.bicep' = { params: { needed: 'x', mode: 'of' } }", /BCP033: .*'off' \| 'on'.*'of'/],
  ["module a 'module.bicep' = { params: { needed: 'x', mode: str } }"],
  [
    "module a 'module.bicep' = { params: { needed: 'x', shape: { kind: 'a', size: 'x' } } }",
    /BCP036: .*"size" .*"int"/,
  ],
  ["module a 'module.bicep' = { params: { needed: 'x', shape: { kind: 'a', size: 1, other: 1 } } }"],
  ["module a 'module.bicep' = { params: { needed: 'x', shape: { kind: 'b', size: 1 } } }", /BCP036: .*'a'/],
  ["module a 'module.bicep' = { params: { needed: 'x', parcel: { size: 1, x: 1 } } }", /BCP037: .*x/],
  ["module a 'module.bicep' = { params: { needed: 'x', parcel: {} } }", /BCP035: .*size/],
  ["module a 'module.bicep' = { params: { needed: 'x', list: [1] } }", /BCP034: .*string/],
  ["module a 'module.bicep' = { params: { needed: 'x', list: [for i in ints: i] } }", /BCP034: .*"string".*"int"/],
  ["module a 'module.bicep' = { params: { needed: 'x', short: 'long' } }", /at most 3 characters/],
  ["module a 'module.bicep' = { params: { needed: store } }", /BCP033: .*string.*object/],
  ["module a 'module.bicep' = { name: 1, params: { needed: 'x' } }", /BCP036: .*string/],
  ["module a 'module.bicep' = { dependsOn: 'x', params: { needed: 'x' } }", /BCP036: .*an array of resources/],
  ["module a 'module.bicep' = { dependsOn: [store, called, many, stores], params: { needed: 'x' } }"],
  ["module a 'module.bicep' = if (str) { params: { needed: 'x' } }", /BCP046: .*bool.*string/],
  ["module a 'module.bicep' = [for i in str: { params: { needed: 'x' } }]", /BCP137: .*array/],
  ["module a 'module.bicep' = [for i in ints: { params: { needed: i } }]", /BCP033: .*string.*int/],
  ['output a string = called.outputs.text'],
  ['output a int = called.outputs.text', /BCP033: .*int.*string/],
  ['output a int = called.outputs.parcel.size'],
  ['output a int = called.outputs.parcel.sizes', /BCP053: .*sizes/],
  ['output a int = called.outputs.text.x', /BCP055/],
  ['output a int = many[0].outputs.text', /BCP033: .*int/],
  ['output a string = many.outputs.text', /BCP055: .*outputs/],
  ['output a int = called.name', /BCP033: .*int/],
  // Resources, whose own properties Azure knows
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 'x1', location: 1, properties: { a: str } }"],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 1 }", /BCP036: .*string/],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 'x2', properties: { a: 1 + 'x' } }", /takes two ints/],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = { name: 'x3', dependsOn: ['x'] }", /array of resources and modules/],
  ["resource a 'Microsoft.Foo/bars@2023-01-01' = if (1) { name: 'y' }", /BCP046: .*bool/],
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
  ["param i = readEnvironmentVariable('X', '5')", /BCP033: .*int.*string/],
  ["param i = int(readEnvironmentVariable('X', '5'))"],
  ["param mode = readEnvironmentVariable('X', 'on')"],
  ["param list = readEnvironmentVariable('X', 'y')", /BCP033: .*string\[\]/],
  ["param list = [readEnvironmentVariable('X', 'y')]"],
  ["param o = { a: length(readEnvironmentVariable('X', 'y')) }", /BCP036: .*string.*int/],
  ["param o = { a: readEnvironmentVariable('X', 'y') }"],
  ["param any = json(readEnvironmentVariable('X', '{}'))"],
  ["param i = az.getSecret('00000000-0000-0000-0000-000000000001', 'g', 'v', 's')", /BCP033: .*int.*string/],
  ["param i = any(externalInput('sys.cli', 'x'))"],
  ["var unused = 1 + 'x'", /BCP045: .*two ints/],
  ['var unused string = 1', /BCP033: .*string/],
  ['var unused = { a: 1 }.b', /BCP053: .*b/],
];
