import type { Program } from '../../official/bicep-cli.ts';

/** A program that the official compiler refuses or accepts, and what armlock says if it is refused. */
export interface Refusal {
  readonly about: string;
  readonly text: string;
  readonly error: RegExp | undefined;
}

/** Files that the programs refer to. */
export const otherFiles: Program['files'] = {
  'lib.bicep': "@export()\nvar shared = 'a'\noutput known string = 'b'\n",
  'module.bicep': "param value string = ''\noutput text string = value\noutput list array = []\n",
};

function refused(about: string, text: string, error: RegExp): Refusal {
  return { about, text, error };
}

function accepted(about: string, text: string): Refusal {
  return { about, text, error: undefined };
}

const loop = "resource r 'A.B/c@2024-01-01' = [for x in ['a', 'b']: {\n  name: x\n}]\n";
const vault = (name: string, more = ''): string =>
  `resource ${name} 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'v'\n${more}}\n`;

const one = (name: string, more = ''): string => `resource a 'A.B/c@2024-01-01' = {\n  name: ${name}\n${more}}\n`;
const made = (members: string, value = `{\n  name: 'b'\n${members}}`): string =>
  `resource b 'A.B/d@2024-01-01' = ${value}\n`;
const module = "module m 'module.bicep' = {\n  name: 'm'\n}\n";

const names: readonly Refusal[] = [
  refused('a name that another one has in another case', "param a string = ''\nparam A string = ''", /BCP353/),
  refused('a name of two kinds', "param a string = ''\nvar a = 1", /BCP028/),
  refused('an output that exists twice', "output a string = ''\noutput a string = ''", /BCP145/),
  refused('metadata that exist twice', "metadata a = 'x'\nmetadata a = 'y'", /BCP145/),
  refused('a scope that is said twice', "targetScope = 'resourceGroup'\ntargetScope = 'resourceGroup'", /BCP112/),
  refused('two parameters of a function with one name', 'func f(a string, a int) int => 1', /BCP028/),
  refused('two variables of a lambda with one name', 'var v = map([1], (x, x) => 1)', /BCP028/),
  refused('the item and the index of a loop with one name', 'var v = [for (x, x) in [1]: 1]', /BCP028/),
  refused('a variable of a lambda called like a namespace', 'var v = map([1], sys => 1)', /BCP084/),
  refused('a variable called copy', 'var copy = 1', /BCP239/),
  refused('a type called resource', 'type resource = string', /BCP301/),
  refused('a name without end', `param ${'a'.repeat(256)} string = ''`, /BCP024/),
  refused('a member that exists twice', "var v = {\n  a: 1\n  'a': 2\n}", /BCP025/),
  refused('a member of a type that exists twice', 'type t = {\n  a: string\n  a: int\n}', /BCP025/),
  refused('members of a type that differ in case', 'type t = {\n  a: string\n  A: int\n}', /BCP353/),
  refused('two types of further members', 'type t = {\n  *: string\n  *: int\n}', /BCP315/),
  accepted('an output in another case', "output a string = ''\nparam A string = ''"),
  accepted('a member in another case', 'var v = {\n  a: 1\n  A: 2\n}'),
  accepted(
    'members that are spread and computed',
    "param p string\nvar o = { a: 1 }\nvar v = { a: 1, ...o, '${p}': 1, '${p}': 2 }",
  ),
  refused('an output that a module lacks', "module m 'lib.bicep' = {}\noutput a string = m.outputs.unknown", /BCP053/),
];

const cycles: readonly Refusal[] = [
  refused('a resource that is called like itself', one('a.name'), /BCP079/),
  refused('a variable that is itself', 'var a = a', /BCP079/),
  refused('variables that are each other', "var a = b\nvar b = 'x${a}'", /BCP080/),
  refused('a parameter that is itself', 'param a string = a', /BCP079/),
  refused('functions that call each other', 'func f() string => g()\nfunc g() string => f()', /BCP080/),
  refused('resources that need each other', `${one("'a'", '  dependsOn: [b]\n')}${made('  kind: a.id\n')}`, /BCP080/),
  refused('a type that contains itself', 'type t = {\n  a: t\n}', /BCP298/),
  refused('types that contain each other', 'type t = [u]\ntype u = { a: t }', /BCP299/),
  accepted('a type that may contain itself', 'type t = { a: t?, b: u? }\ntype u = t[]'),
  accepted('a type of objects that may contain it', 'type t = { *: t }'),
  accepted('a variable that hides itself', 'var a = map([1], a => a)'),
];

const resources: readonly Refusal[] = [
  refused('two resources that are one', vault('a') + vault('b'), /BCP121/),
  refused(
    'two resources that are one by a variable',
    `var n = 'v'\n${vault('a')}${vault('b').replace("'v'", "'${n}'")}`,
    /BCP121/,
  ),
  accepted(
    'two resources under conditions',
    `param c bool\n${one("'x'").replace('= {', '= if (c) {')}${one("'x'").replace(' a ', ' b ').replace('= {', '= if (!c) {')}`,
  ),
  refused('two modules that are one', `${module}${module.replace(' m ', ' n ')}`, /BCP122/),
  accepted(
    'two modules at two places',
    `${module}${module.replace(' m ', ' n ').replace("'m'\n", "'m'\n  scope: resourceGroup('x')\n")}`,
  ),
  refused('a resource in another group', vault('a', "  scope: resourceGroup('other')\n"), /BCP139/),
  refused('a resource in the subscription', vault('a', '  scope: subscription()\n'), /BCP135/),
  refused('a vault in a file for subscriptions', `targetScope = 'subscription'\n${vault('a')}`, /BCP135/),
  refused(
    'a group in a file for groups',
    "resource a 'Microsoft.Resources/resourceGroups@2024-03-01' = {\n  name: 'a'\n  location: 'x'\n}",
    /BCP135/,
  ),
  refused(
    'a lock on a vault in another group',
    `${vault('a', "  scope: resourceGroup('x')\n").replace('= {', 'existing = {')}${made('  scope: a\n')}`,
    /BCP139/,
  ),
  refused(
    'a child of a vault in another group',
    `${vault('a', "  scope: resourceGroup('x')\n").replace('= {', 'existing = {')}resource b 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {\n  parent: a\n  name: 'b'\n}`,
    /BCP139/,
  ),
  accepted('a lock at the tenant', made('  scope: tenant()\n')),
  refused(
    'a module at a scope that it is not for',
    module.replace("'m'\n", "'m'\n  scope: subscription()\n"),
    /BCP134/,
  ),
  refused('a module in a file of another scope', `targetScope = 'subscription'\n${module}`, /BCP134/),
  refused(
    'a scope that is chosen',
    module
      .replace("'m'\n", "'m'\n  scope: true || false ? resourceGroup('a') : resourceGroup('b')\n")
      .replace('true || false', 'empty(subscription().id)'),
    /no scope that is known/,
  ),
  accepted(
    'a scope in a variable',
    `var place = resourceGroup('a')\n${module.replace("'m'\n", "'m'\n  scope: place\n")}`,
  ),
  refused(
    'a child that says where it is',
    `${one("'a'")}resource b 'A.B/c/d@2024-01-01' = {\n  parent: a\n  name: 'b'\n  scope: a\n}`,
    /BCP164/,
  ),
  refused(
    'a parent that is chosen',
    `${one("'a'")}resource b 'A.B/c/d@2024-01-01' = {\n  parent: (a)\n  name: 'b'\n}`,
    /BCP240/,
  ),
  refused(
    'a parent of another type',
    `${one("'a'")}resource b 'A.B/d/d@2024-01-01' = {\n  parent: a\n  name: 'b'\n}`,
    /BCP036/,
  ),
  refused('a parent of what has none', `${one("'a'")}${made('  parent: a\n')}`, /cannot have a parent here/),
  refused(
    'a parent in a name',
    `${one("'a'")}resource b 'A.B/c/d@2024-01-01' = {\n  parent: a\n  name: 'a/b'\n}`,
    /BCP170/,
  ),
  refused('a name without that of the parent', "resource b 'A.B/c/d@2024-01-01' = {\n  name: 'b'\n}", /BCP169/),
  refused(
    'a name with too many slashes',
    "param p string\nresource b 'A.B/c/d@2024-01-01' = {\n  name: 'a/${p}/b'\n}",
    /BCP169/,
  ),
  refused('a resource without a name', "resource b 'A.B/c@2024-01-01' existing = {}", /has no name/),
  refused('a type without a version', "resource b 'A.B/c' = {\n  name: 'b'\n}", /BCP029/),
  refused('a type with a wrong version', "resource b 'A.B/c@2024' = {\n  name: 'b'\n}", /BCP029/),
  refused('a type of an unknown namespace', "resource b 'x:A.B/c@2024-01-01' = {\n  name: 'b'\n}", /BCP208/),
  accepted('a type of the namespace of Azure', "resource b 'az:A.B/c@2024-01-01' = {\n  name: 'b'\n}"),
  refused('a nested type of two segments', one("'a'", "  resource n 'd/e' = {\n    name: 'n'\n  }\n"), /BCP156/),
  refused('a property that no resource has', vault('a', '  tagsx: {}\n'), /has no property 'tagsx'/),
  refused('a property in another case', vault('a', "  Location: 'x'\n"), /has no property 'Location'/),
  refused('a property that the declaration says', one("'a'", "  id: 'x'\n"), /'id' of a resource is read-only/),
  refused(
    'a property of an existing resource',
    vault('a', '  tags: {}\n').replace('=', 'existing ='),
    /'tags' cannot be set/,
  ),
  refused('a computed property of a resource', vault('a', "  '${toLower('Tags')}': {}\n"), /BCP040/),
  refused('a body that is spread', vault('a', '  ...{}\n'), /BCP401/),
  refused('a property to ask for that no resource has', `${vault('a')}output o string = a.foo`, /BCP053/),
  refused('a property of an item of a loop', `${loop}output o string = r[0].foo`, /BCP053/),
  refused('a property that can only be set', `${vault('a')}output o array = a.dependsOn`, /BCP053/),
  refused('a property to ask a module for', "module m 'lib.bicep' = {}\noutput o string = m.id", /BCP053/),
  refused('a function that no resource has', `${vault('a')}output o string = a.bool()`, /BCP109/),
  refused('a function in another case', `${vault('a')}output o object = a.ListKeys()`, /BCP109/),
  refused('a secret of what is no key vault', `${vault('a')}output o string = a.getSecret('x')`, /BCP109/),
  refused('a function of a module', `${module}output o object = m.listKeys()`, /BCP109/),
  accepted('an unknown list function', `${vault('a')}output o object = a.listAnything('2024-01-01')`),
  refused('a property that no module has', "module m 'lib.bicep' = {\n  location: 'x'\n}", /no property 'location'/),
  accepted(
    'a property that only some types have',
    "resource d 'Microsoft.Resources/deployments@2024-03-01' = {\n  name: 'd'\n  resourceGroup: 'g'\n}",
  ),
  accepted(
    'what all resources have',
    `${vault('a')}output o object = { a: a.systemData, b: a.type, c: a.?foo, d: a.etag, e: a.properties.foo }`,
  ),
  refused(
    'a management group in a file for groups',
    "resource a 'Microsoft.Management/managementGroups@2023-04-01' = {\n  name: 'a'\n}",
    /BCP135/,
  ),
  refused(
    'a scope that is an object',
    `var place = { id: 'x' }\n${made('  scope: place\n')}`,
    /no scope that is known/,
  ),
];

const decorators: readonly Refusal[] = [
  refused('a decorator that does not exist', '@sealt()\nparam a object = {}', /BCP057/),
  refused('a decorator without its argument', '@minValue()\nparam a int = 1', /BCP071/),
  refused('a decorator of a wrong namespace', "@az.description('x')\nparam a string = ''", /BCP108/),
  refused('a decorator for other declarations', "@secure()\nvar a = 'x'", /BCP126/),
  refused('a decorator of a resource', "@onlyIfNotExists()\nparam a string = ''", /BCP125/),
  refused('a decorator of the scope', "@description('x')\ntargetScope = 'resourceGroup'", /BCP130/),
  refused('a decorator for another type', '@secure()\nparam a int = 1', /BCP124/),
  refused('a length of an object', '@minLength(1)\nparam a object = {}', /BCP124/),
  refused('a least value of a text', '@minValue(1)\ntype a = string', /BCP124/),
  refused('a length of literals', "@minLength(1)\nparam a 'x' | 'y' = 'x'", /BCP124/),
  refused('a decorator for the use of a type', "type t = string\n@minLength(1)\nparam a t = 'x'", /BCP308/),
  refused('a decorator within a type for another type', 'type t = {\n  @maxValue(1)\n  a: string\n}', /BCP124/),
  refused('a sealed type with further members', '@sealed()\ntype t = { *: string }', /BCP316/),
  refused('batches of what is no loop', `@batchSize(1)\n${one("'a'")}`, /BCP155/),
  refused('empty batches', `@batchSize(0)\n${loop}`, /BCP154/),
  refused('a decorator that stands there twice', "@description('x')\n@description('y')\nparam a string = ''", /BCP166/),
  refused('a description that is no text', "@description(1)\nparam a string = ''", /takes a text/),
  refused('a length that is a text', "@minLength('1')\nparam a string = ''", /takes an integer/),
  refused('a length that is computed', "@maxLength(1 + 1)\nparam a string = ''", /BCP032/),
  refused('a description that uses a parameter', "param p string = ''\n@description(p)\nparam a string = ''", /BCP032/),
  refused('a negative length', "@minLength(-1)\nparam a string = ''", /BCP168/),
  refused('a range that nothing is in', '@minValue(2)\n@maxValue(1)\nparam a int', /BCP331/),
  refused('no allowed value', '@allowed([])\nparam a string', /BCP099/),
  refused('an allowed value of another type', "@allowed(['a', 1])\nparam a string", /BCP034/),
  refused('metadata that are computed', 'metadata a = 1 + 1', /BCP032/),
  refused(
    'an export of what belongs to a deployment',
    "param p string = ''\nvar q = p\n@export()\nvar a = 'x${q}'",
    /BCP372/,
  ),
  accepted(
    'decorators that fit',
    "@sys.description('x')\n@minLength(1)\n@maxLength(1)\n@metadata({ a: -1, b: [null, true], ...{} })\n@secure()\nparam a string?",
  ),
  accepted('decorators of literals', "@secure()\nparam a 'x' | 'y'\n@minValue(-1)\nparam b 1 | 2"),
  accepted('an array of which items are allowed', "@allowed(['a', 1])\nparam a array"),
  accepted('a sealed alias', 'type t = { a: string }\n@sealed()\nparam a t'),
  accepted('batches of modules', `@batchSize(1)\nmodule m 'module.bicep' = [for x in [1]: {\n  name: 'm\${x}'\n}]`),
  accepted(
    'a decorator with its namespace, of which the compiler does not ask whether it fits',
    'type t = {\n  @sys.allowed([1])\n  a: int\n}\n@sys.minLength(-1)\nparam a int',
  ),
  refused('a decorator with its namespace at another statement', "@sys.secure()\nvar a = 'x'", /BCP126/),
  refused(
    'metadata with a description that is no text',
    "@metadata({ description: 1 })\nparam a string = ''",
    /BCP036/,
  ),
];

const parameters: readonly Refusal[] = [
  refused('a default that uses a variable', "var v = 'a'\nparam a string = v", /BCP072/),
  refused('a default that uses an import', "import { shared } from 'lib.bicep'\nparam a string = shared", /BCP072/),
  accepted('a default that calls a function', "func f(a string) string => a\nparam b string = f('a')"),
];

const tagged = "type x = { t: 'x' }\ntype y = { t: 'y' }\n";

const types: readonly Refusal[] = [
  refused('a value as a type', 'var v = 1\nparam a v', /BCP287/),
  refused('a negated type', 'param a !string', /BCP285/),
  refused('a union of what is no literal', "param a 'b' | string = 'b'", /BCP293/),
  refused('a type that is only null', 'type a = { b: null }', /BCP289/),
  refused('a union of two kinds', "type a = 'x' | 1", /BCP294/),
  accepted('a union with null', "type a = 'x' | null"),
  accepted('a union of an alias', "type a = 'x' | 'y'\ntype b = a | 'z'"),
  refused('a part that a type lacks', 'type a = { b: string }\ntype c = a.d', /BCP053/),
  refused('the items of an object', 'type a = { b: string }\ntype c = a[*]', /BCP053/),
  refused('the item of a list', 'type a = string[]\ntype b = a[0]', /BCP053/),
  refused('further members that a type lacks', 'type a = { b: string }\ntype c = a.*', /BCP053/),
  accepted('parts of types', 'type a = { b: [string], c: int[], *: bool }\ntype d = [a.b[0], a.c[*], a.*]'),
  refused('what is no union', `@discriminator('t')\ntype a = {}`, /BCP363/),
  refused('a member without a tag', `${tagged}@discriminator('t')\ntype a = x | { u: string }`, /BCP364/),
  refused('a member whose tag may be missing', `${tagged}@discriminator('t')\ntype a = x | { t: 'z'? }`, /BCP364/),
  refused('a member whose tag is any text', `${tagged}@discriminator('t')\ntype a = x | { t: string }`, /BCP364/),
  refused('two members with one tag', `${tagged}@discriminator('t')\ntype a = x | { t: 'X' }`, /BCP365/),
  refused('a tagged union with a text', `${tagged}@discriminator('t')\ntype a = x | 'z'`, /BCP286/),
  accepted('a tagged union', `${tagged}@discriminator('t')\ntype a = (x | y)?`),
  accepted(
    'a tagged union of another one',
    `${tagged}@discriminator('t')\ntype a = x | y\n@discriminator('t')\ntype b = a | { t: 'z' }`,
  ),
  refused('the whole type of a resource', "type a = resourceInput<'A.B/c@2024-01-01'>", /BCP394/),
  refused('a part of a type without a version', "type a = resourceInput<'A.B/c'>.name", /BCP029/),
  refused('the type of no resource', 'type a = resourceInput<1>.name', /BCP047/),
  refused('the type of two resources', "type a = resourceInput<'A.B/c@2024-01-01', 'x'>.name", /BCP071/),
  accepted('a part of the type of a resource', "type a = resourceInput<'A.B/c@2024-01-01'>.name"),
  accepted('items of several kinds', "type a = ('x' | 1)[]\ntype b = a[*][]"),
  refused('a union of nothing but null', 'type a = null | null', /BCP294/),
];

const functions: readonly Refusal[] = [
  refused('a function of templates only', 'output a array = createArray(1)', /BCP057/),
  refused('a call of the wrong length that is never made', "func f() string => trim('a', 'b')", /BCP071/),
  accepted(
    'a call in the arguments of a call through a variable',
    "func f(a string) string => a\nvar v = f('a')\noutput b string = f(v)",
  ),
  accepted('a function that uses a variable', "var v = 'a'\nfunc f() string => v\noutput b string = f()"),
  refused('a function that uses a parameter', "param p string = ''\nfunc f() string => p", /BCP057/),
  refused('a function that uses a module', `${module}func f() string => m.name`, /BCP057/),
  accepted('a function that hides a parameter', "param p string = ''\nfunc f(p string) string => p"),
  refused('the time in a function', 'func f() string => utcNow()', /BCP065/),
  refused('the time in a variable', 'var v = utcNow()', /BCP065/),
  accepted('the time in a default', 'param p string = utcNow()'),
  refused('the name of nothing', 'var v = nameof(nothing)', /BCP057/),
  refused('an item of a loop that a lambda chooses', `${loop}output o array = map([0], i => r[i].id)`, /BCP247/),
  refused(
    'a call for what a lambda chooses',
    `${one("'a'")}output o array = map([a.id], i => reference(i).x)`,
    /BCP248/,
  ),
  accepted('an item of a loop within a lambda', `${loop}output o array = map([0], i => r[0].id)`),
  refused('a safe item of a loop', `${loop}output o string = r[?0].id`, /BCP323/),
  refused('a loop in a part of an output', 'output o object = { a: [for x in [1]: x] }', /BCP138/),
  refused(
    'a loop in a loop of properties',
    `${one("'a'", '  properties: { a: [for x in [1]: { b: [for y in [1]: y] }] }\n')}`,
    /BCP142/,
  ),
  accepted(
    'a loop of properties in a loop',
    loop.replace('  name: x\n', '  name: x\n  properties: { a: { b: [for y in [1]: y] } }\n'),
  ),
  refused('a call of a variable', "var resourceGroup = 'x'\nvar v = resourceGroup().name", /BCP265/),
  refused(
    'a loop in a loop in a part of an output',
    'output o object = {\n  a: [for x in [1]: {\n    b: [for y in [1]: y]\n  }]\n}',
    /BCP138/,
  ),
];

const collections: readonly Refusal[] = [
  refused('a whole loop in a loop', `${loop}output a array = [for x in r: x.id]`, /BCP144/),
  refused(
    'a whole loop in a condition',
    `${loop}resource s 'A.B/d@2024-01-01' = if (length(r) == 2) {\n  name: 'x'\n}`,
    /BCP144/,
  ),
  refused(
    'a whole loop in tags',
    `${loop}resource s 'A.B/d@2024-01-01' = {\n  name: 'x'\n  tags: { a: '\${length(r)}' }\n}`,
    /BCP144/,
  ),
  refused(
    'a whole loop in a loop by a variable',
    `${loop}var all = length(r)\noutput a array = [for x in range(0, all): x]`,
    /BCP144/,
  ),
  accepted(
    'a whole loop in properties',
    `${loop}resource s 'A.B/d@2024-01-01' = {\n  name: 'x'\n  properties: { a: length(r) }\n}`,
  ),
  accepted('a whole loop in an output', `${loop}var all = length(r)\noutput a int = all`),
  accepted('the name of a loop in a loop', `${loop}var v = [for x in [1]: nameof(r)]`),
  accepted(
    'a loop as a dependency of a loop',
    `${loop}resource s 'A.B/d@2024-01-01' = [for x in ['a']: {\n  name: x\n  dependsOn: r\n}]`,
  ),
  accepted(
    'a variable of a loop that is called like the loop',
    "resource r 'A.B/c@2024-01-01' = [for r in ['a']: {\n  name: r\n}]",
  ),
];

const plain = one("'a'");
const late = `${module}resource e 'A.B/e@2024-01-01' existing = {\n  name: m.outputs.text\n}\n`;

const startValues: readonly Refusal[] = [
  refused('a name that the service returns', `${plain}${made('', '{\n  name: a.properties.x\n}')}`, /BCP120/),
  refused('a name from a module', `${module}${made('', '{\n  name: m.outputs.text\n}')}`, /BCP120/),
  refused('a location of another resource', plain + made('  location: a.location\n'), /BCP120/),
  refused('tags of another resource', plain + made("  location: 'x'\n  tags: a.tags\n"), /BCP120/),
  refused('a property that is found by a text', `${plain}var p = 'kind'\n${made('  kind: a[p]\n')}`, /BCP120/),
  refused('a property that is found by a parameter', `${plain}param p string\n${made('  kind: a[p]\n')}`, /BCP120/),
  refused('a choice of two resources', `${plain}param c bool\n${made('  kind: (c ? a : a).kind\n')}`, /BCP120/),
  refused('a resource as a whole', plain + made('  kind: string(a)\n'), /BCP120/),
  refused('an item of a loop', loop + made('  kind: r[1].kind\n'), /BCP120/),
  refused('a call that asks the service', plain + made('  kind: a.listKeys().x\n'), /BCP120/),
  refused('a call of the namespace that asks the service', plain + made('  kind: az.reference(a.id).x\n'), /BCP120/),
  refused(
    'a variable that asks the service',
    `${plain}var v = { k: a.kind }\nvar w = v.k\n${made('  kind: w\n')}`,
    /which variable 'w' uses/,
  ),
  refused('a condition that asks the service', plain + made('', "if (a.properties.on) {\n  name: 'b'\n}"), /BCP177/),
  refused(
    'a loop over what the service returns',
    plain + made('', "[for x in a.properties.all: {\n  name: 'b${x}'\n}]"),
    /BCP178/,
  ),
  refused(
    'a loop of properties over what the service returns',
    plain + made('  properties: { p: [for x in a.properties.all: x] }\n'),
    /BCP178/,
  ),
  refused(
    'an output of a loop over what the service returns',
    `${plain}output o array = [for x in a.properties.all: x]`,
    /BCP178/,
  ),
  refused('a variable of a loop that asks the service', `${plain}var v = [for x in [1]: a.properties]`, /BCP182/),
  refused(
    'an argument of a call that asks the service',
    `${plain}output o object = reference(a.properties.id)`,
    /BCP181/,
  ),
  refused('a call that asks the service in a function', "func f() string => reference('x').y", /BCP341/),
  refused('what exists under a name that is known later', `${late}output o string = e.properties.x`, /BCP307/),
  refused(
    'the id of what exists under a name that is known later',
    late + made('  kind: e.id\n'),
    /BCP120: .*'e.id' cannot be calculated/,
  ),
  refused(
    'a place that is known later',
    `${late}resource x 'A.B/d@2024-01-01' = {\n  name: 'x'\n  scope: e\n}`,
    /BCP120/,
  ),
  accepted(
    'what is written of another resource',
    plain + made("  location: a.name\n  kind: a.id\n  managedBy: '${a.type}${a.apiVersion}'\n"),
  ),
  accepted('the name of a module', module + made('  location: m.name\n')),
  accepted(
    'a written property that is found by a text',
    `${plain}var p = ['name', 'kind']\n${made('  kind: a[first(p)]\n')}`,
  ),
  accepted('the name of an item of a loop', loop + made('  kind: r[1].name\n')),
  accepted('the name of a resource that is not used', plain + made('  kind: nameof(a.properties)\n')),
  accepted(
    'what the service returns in properties',
    plain + made('  properties: { x: a.properties.x, y: a.listKeys() }\n'),
  ),
  accepted('a variable of a loop that uses ids', `${loop}var v = [for x in [0, 1]: r[x].id]\noutput o array = v`),
  accepted(
    'the id of what exists under a name that is known later',
    `${late}output o string = '\${e.id}\${e.name}\${e.type}'`,
  ),
];

/** Programs about what the compiler refuses although a template could be made of it, and about what is just right. */
export const bicepRefusals: readonly Refusal[] = [
  ...names,
  ...cycles,
  ...resources,
  ...decorators,
  ...parameters,
  ...types,
  ...functions,
  ...collections,
  ...startValues,
];

/**
 * Programs that the compiler accepts, because it does not run them, and that the service refuses. Only armlock has
 * something to say about them.
 */
export const refusedByService: readonly Refusal[] = [
  refused('an output of another type', "output a int = any('x')", /output 'a' is not valid/),
  refused(
    'an argument of another type',
    "func f(a int) int => a\noutput b int = f(any('x'))",
    /Argument 'a' .* not valid/,
  ),
  refused(
    'a result of another type',
    "func f() int => any('x')\noutput b int = f()",
    /result of function .* not valid/,
  ),
];
