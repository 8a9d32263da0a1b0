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
  refused(
    'a name that another one has in another case',
    "param a string = ''\nparam A string = ''",
    /differ only in case/,
  ),
  refused('a name of two kinds', "param a string = ''\nvar a = 1", /'a' is declared twice/),
  refused('an output that exists twice', "output a string = ''\noutput a string = ''", /declared twice/),
  refused('metadata that exist twice', "metadata a = 'x'\nmetadata a = 'y'", /declared twice/),
  refused(
    'a scope that is said twice',
    "targetScope = 'resourceGroup'\ntargetScope = 'resourceGroup'",
    /one 'targetScope'/,
  ),
  refused('two parameters of a function with one name', 'func f(a string, a int) int => 1', /declared twice/),
  refused('two variables of a lambda with one name', 'var v = map([1], (x, x) => 1)', /declared twice/),
  refused('the item and the index of a loop with one name', 'var v = [for (x, x) in [1]: 1]', /declared twice/),
  refused('a variable of a lambda called like a namespace', 'var v = map([1], sys => 1)', /'sys' is reserved/),
  refused('a variable called copy', 'var copy = 1', /'copy' is reserved/),
  refused('a type called resource', 'type resource = string', /'resource' is reserved/),
  refused('a name without end', `param ${'a'.repeat(256)} string = ''`, /at most 255/),
  refused('a member that exists twice', "var v = {\n  a: 1\n  'a': 2\n}", /'a' is declared twice/),
  refused('a member of a type that exists twice', 'type t = {\n  a: string\n  a: int\n}', /'a' is declared twice/),
  refused('members of a type that differ in case', 'type t = {\n  a: string\n  A: int\n}', /differ only in case/),
  refused('two types of further members', 'type t = {\n  *: string\n  *: int\n}', /one declaration of further/),
  accepted('an output in another case', "output a string = ''\nparam A string = ''"),
  accepted('a member in another case', 'var v = {\n  a: 1\n  A: 2\n}'),
  accepted(
    'members that are spread and computed',
    "param p string\nvar o = { a: 1 }\nvar v = { a: 1, ...o, '${p}': 1, '${p}': 2 }",
  ),
  refused(
    'an output that a module lacks',
    "module m 'lib.bicep' = {}\noutput a string = m.outputs.unknown",
    /no output/,
  ),
];

const cycles: readonly Refusal[] = [
  refused('a resource that is called like itself', one('a.name'), /'a' depends on itself/),
  refused('a variable that is itself', 'var a = a', /'a' depends on itself/),
  refused('variables that are each other', "var a = b\nvar b = 'x${a}'", /'b' depends on itself/),
  refused('a parameter that is itself', 'param a string = a', /'a' depends on itself/),
  refused('functions that call each other', 'func f() string => g()\nfunc g() string => f()', /'g' depends on itself/),
  refused(
    'resources that need each other',
    `${one("'a'", '  dependsOn: [b]\n')}${made('  kind: a.id\n')}`,
    /depends on itself/,
  ),
  refused('a type that contains itself', 'type t = {\n  a: t\n}', /'t' contains itself/),
  refused('types that contain each other', 'type t = [u]\ntype u = { a: t }', /'u' contains itself/),
  accepted('a type that may contain itself', 'type t = { a: t?, b: u? }\ntype u = t[]'),
  accepted('a type of objects that may contain it', 'type t = { *: t }'),
  accepted('a variable that hides itself', 'var a = map([1], a => a)'),
];

const resources: readonly Refusal[] = [
  refused('two resources that are one', vault('a') + vault('b'), /type and the name of/),
  refused(
    'two resources that are one by a variable',
    `var n = 'v'\n${vault('a')}${vault('b').replace("'v'", "'${n}'")}`,
    /type and the name/,
  ),
  accepted(
    'two resources under conditions',
    `param c bool\n${one("'x'").replace('= {', '= if (c) {')}${one("'x'").replace(' a ', ' b ').replace('= {', '= if (!c) {')}`,
  ),
  refused('two modules that are one', `${module}${module.replace(' m ', ' n ')}`, /same name and the same scope/),
  accepted(
    'two modules at two places',
    `${module}${module.replace(' m ', ' n ').replace("'m'\n", "'m'\n  scope: resourceGroup('x')\n")}`,
  ),
  refused('a resource in another group', vault('a', "  scope: resourceGroup('other')\n"), /only a module can be there/),
  refused('a resource in the subscription', vault('a', '  scope: subscription()\n'), /is deployed to a resource group/),
  refused(
    'a vault in a file for subscriptions',
    `targetScope = 'subscription'\n${vault('a')}`,
    /is deployed to a resource group/,
  ),
  refused(
    'a group in a file for groups',
    "resource a 'Microsoft.Resources/resourceGroups@2024-03-01' = {\n  name: 'a'\n  location: 'x'\n}",
    /to a subscription/,
  ),
  refused(
    'a lock on a vault in another group',
    `${vault('a', "  scope: resourceGroup('x')\n").replace('= {', 'existing = {')}${made('  scope: a\n')}`,
    /only a module can be there/,
  ),
  refused(
    'a child of a vault in another group',
    `${vault('a', "  scope: resourceGroup('x')\n").replace('= {', 'existing = {')}resource b 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {\n  parent: a\n  name: 'b'\n}`,
    /only a module can be there/,
  ),
  accepted('a lock at the tenant', made('  scope: tenant()\n')),
  refused(
    'a module at a scope that it is not for',
    module.replace("'m'\n", "'m'\n  scope: subscription()\n"),
    /is for a resource group, not for a subscription/,
  ),
  refused('a module in a file of another scope', `targetScope = 'subscription'\n${module}`, /is for a resource group/),
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
    /where its parent is/,
  ),
  refused(
    'a parent that is chosen',
    `${one("'a'")}resource b 'A.B/c/d@2024-01-01' = {\n  parent: (a)\n  name: 'b'\n}`,
    /symbolic name/,
  ),
  refused(
    'a parent of another type',
    `${one("'a'")}resource b 'A.B/d/d@2024-01-01' = {\n  parent: a\n  name: 'b'\n}`,
    /must be of type 'A.B\/d'/,
  ),
  refused('a parent of what has none', `${one("'a'")}${made('  parent: a\n')}`, /cannot have a parent here/),
  refused(
    'a parent in a name',
    `${one("'a'")}resource b 'A.B/c/d@2024-01-01' = {\n  parent: a\n  name: 'a/b'\n}`,
    /cannot hold slashes/,
  ),
  refused('a name without that of the parent', "resource b 'A.B/c/d@2024-01-01' = {\n  name: 'b'\n}", /2 segments/),
  refused(
    'a name with too many slashes',
    "param p string\nresource b 'A.B/c/d@2024-01-01' = {\n  name: 'a/${p}/b'\n}",
    /2 segments/,
  ),
  refused('a resource without a name', "resource b 'A.B/c@2024-01-01' existing = {}", /has no name/),
  refused('a type without a version', "resource b 'A.B/c' = {\n  name: 'b'\n}", /no resource type with its version/),
  refused(
    'a type with a wrong version',
    "resource b 'A.B/c@2024' = {\n  name: 'b'\n}",
    /no resource type with its version/,
  ),
  refused(
    'a type of an unknown namespace',
    "resource b 'x:A.B/c@2024-01-01' = {\n  name: 'b'\n}",
    /no 'x' that has resource types/,
  ),
  accepted('a type of the namespace of Azure', "resource b 'az:A.B/c@2024-01-01' = {\n  name: 'b'\n}"),
  refused('a nested type of two segments', one("'a'", "  resource n 'd/e' = {\n    name: 'n'\n  }\n"), /one segment/),
  refused('a property that no resource has', vault('a', '  tagsx: {}\n'), /has no property 'tagsx'/),
  refused('a property in another case', vault('a', "  Location: 'x'\n"), /has no property 'Location'/),
  refused('a property that the declaration says', one("'a'", "  id: 'x'\n"), /'id' of a resource is read-only/),
  refused(
    'a property of an existing resource',
    vault('a', '  tags: {}\n').replace('=', 'existing ='),
    /'tags' cannot be set/,
  ),
  refused('a computed property of a resource', vault('a', "  '${toLower('Tags')}': {}\n"), /has to be written out/),
  refused('a body that is spread', vault('a', '  ...{}\n'), /cannot be spread/),
  refused(
    'a property to ask for that no resource has',
    `${vault('a')}output o string = a.foo`,
    /'a' has no property 'foo'/,
  ),
  refused('a property of an item of a loop', `${loop}output o string = r[0].foo`, /'r' has no property 'foo'/),
  refused('a property that can only be set', `${vault('a')}output o array = a.dependsOn`, /no property 'dependsOn'/),
  refused(
    'a property to ask a module for',
    "module m 'lib.bicep' = {}\noutput o string = m.id",
    /'m' has no property 'id'/,
  ),
  refused('a function that no resource has', `${vault('a')}output o string = a.bool()`, /no function 'bool'/),
  refused('a function in another case', `${vault('a')}output o object = a.ListKeys()`, /no function 'ListKeys'/),
  refused(
    'a secret of what is no key vault',
    `${vault('a')}output o string = a.getSecret('x')`,
    /no function 'getSecret'/,
  ),
  refused('a function of a module', `${module}output o object = m.listKeys()`, /no function 'listKeys'/),
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
    /to a tenant/,
  ),
  refused(
    'a scope that is an object',
    `var place = { id: 'x' }\n${made('  scope: place\n')}`,
    /no scope that is known/,
  ),
];

const decorators: readonly Refusal[] = [
  refused('a decorator that does not exist', '@sealt()\nparam a object = {}', /no decorator 'sealt'/),
  refused('a decorator without its argument', '@minValue()\nparam a int = 1', /takes 1 arguments, but is given 0/),
  refused(
    'a decorator of a wrong namespace',
    "@az.description('x')\nparam a string = ''",
    /no decorator 'description' there/,
  ),
  refused('a decorator for other declarations', "@secure()\nvar a = 'x'", /'secure' is not for a variable/),
  refused('a decorator of a resource', "@onlyIfNotExists()\nparam a string = ''", /not for a parameter/),
  refused(
    'a decorator of the scope',
    "@description('x')\ntargetScope = 'resourceGroup'",
    /not for the scope of a file/,
  ),
  refused('a decorator for another type', '@secure()\nparam a int = 1', /'secure' is not for this type/),
  refused('a length of an object', '@minLength(1)\nparam a object = {}', /'minLength' is not for this type/),
  refused('a least value of a text', '@minValue(1)\ntype a = string', /'minValue' is not for this type/),
  refused('a length of literals', "@minLength(1)\nparam a 'x' | 'y' = 'x'", /'minLength' is not for this type/),
  refused(
    'a decorator for the use of a type',
    "type t = string\n@minLength(1)\nparam a t = 'x'",
    /belongs to the declaration of the type/,
  ),
  refused(
    'a decorator within a type for another type',
    'type t = {\n  @maxValue(1)\n  a: string\n}',
    /'maxValue' is not for this type/,
  ),
  refused('a sealed type with further members', '@sealed()\ntype t = { *: string }', /cannot be sealed/),
  refused('batches of what is no loop', `@batchSize(1)\n${one("'a'")}`, /is for loops/),
  refused('empty batches', `@batchSize(0)\n${loop}`, /at least 1 item/),
  refused(
    'a decorator that stands there twice',
    "@description('x')\n@description('y')\nparam a string = ''",
    /stands there twice/,
  ),
  refused('a description that is no text', "@description(1)\nparam a string = ''", /takes a text/),
  refused('a length that is a text', "@minLength('1')\nparam a string = ''", /takes an integer/),
  refused('a length that is computed', "@maxLength(1 + 1)\nparam a string = ''", /takes what is written out/),
  refused(
    'a description that uses a parameter',
    "param p string = ''\n@description(p)\nparam a string = ''",
    /takes what is written out/,
  ),
  refused('a negative length', "@minLength(-1)\nparam a string = ''", /cannot be negative/),
  refused(
    'a range that nothing is in',
    '@minValue(2)\n@maxValue(1)\nparam a int',
    /'minValue' is greater than 'maxValue'/,
  ),
  refused('no allowed value', '@allowed([])\nparam a string', /At least one value/),
  refused('an allowed value of another type', "@allowed(['a', 1])\nparam a string", /no value of the type/),
  refused('metadata that are computed', 'metadata a = 1 + 1', /Metadata have to be written out/),
  refused(
    'an export of what belongs to a deployment',
    "param p string = ''\nvar q = p\n@export()\nvar a = 'x${q}'",
    /cannot be exported/,
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
  refused(
    'a decorator with its namespace at another statement',
    "@sys.secure()\nvar a = 'x'",
    /'secure' is not for a variable/,
  ),
  refused(
    'metadata with a description that is no text',
    "@metadata({ description: 1 })\nparam a string = ''",
    /description is a text/,
  ),
];

const parameters: readonly Refusal[] = [
  refused('a default that uses a variable', "var v = 'a'\nparam a string = v", /only to other parameters/),
  refused(
    'a default that uses an import',
    "import { shared } from 'lib.bicep'\nparam a string = shared",
    /only to other parameters/,
  ),
  accepted('a default that calls a function', "func f(a string) string => a\nparam b string = f('a')"),
];

const tagged = "type x = { t: 'x' }\ntype y = { t: 'y' }\n";

const types: readonly Refusal[] = [
  refused('a value as a type', 'var v = 1\nparam a v', /'v' is a value/),
  refused('a negated type', 'param a !string', /Only a literal can be negated/),
  refused('a union of what is no literal', "param a 'b' | string = 'b'", /have to be literals/),
  refused('a type that is only null', 'type a = { b: null }', /only null/),
  refused('a union of two kinds', "type a = 'x' | 1", /of one kind/),
  accepted('a union with null', "type a = 'x' | null"),
  accepted('a union of an alias', "type a = 'x' | 'y'\ntype b = a | 'z'"),
  refused('a part that a type lacks', 'type a = { b: string }\ntype c = a.d', /no such part/),
  refused('the items of an object', 'type a = { b: string }\ntype c = a[*]', /no such part/),
  refused('the item of a list', 'type a = string[]\ntype b = a[0]', /no such part/),
  refused('further members that a type lacks', 'type a = { b: string }\ntype c = a.*', /no such part/),
  accepted('parts of types', 'type a = { b: [string], c: int[], *: bool }\ntype d = [a.b[0], a.c[*], a.*]'),
  refused('what is no union', `@discriminator('t')\ntype a = {}`, /Only the members of a union/),
  refused('a member without a tag', `${tagged}@discriminator('t')\ntype a = x | { u: string }`, /one text as its 't'/),
  refused(
    'a member whose tag may be missing',
    `${tagged}@discriminator('t')\ntype a = x | { t: 'z'? }`,
    /one text as its 't'/,
  ),
  refused(
    'a member whose tag is any text',
    `${tagged}@discriminator('t')\ntype a = x | { t: string }`,
    /one text as its 't'/,
  ),
  refused(
    'two members with one tag',
    `${tagged}@discriminator('t')\ntype a = x | { t: 'X' }`,
    /Another member of this union/,
  ),
  refused('a tagged union with a text', `${tagged}@discriminator('t')\ntype a = x | 'z'`, /have to be objects/),
  accepted('a tagged union', `${tagged}@discriminator('t')\ntype a = (x | y)?`),
  accepted(
    'a tagged union of another one',
    `${tagged}@discriminator('t')\ntype a = x | y\n@discriminator('t')\ntype b = a | { t: 'z' }`,
  ),
  refused('the whole type of a resource', "type a = resourceInput<'A.B/c@2024-01-01'>", /Only a part/),
  refused(
    'a part of a type without a version',
    "type a = resourceInput<'A.B/c'>.name",
    /no resource type with its version/,
  ),
  refused('the type of no resource', 'type a = resourceInput<1>.name', /must be written out/),
  refused('the type of two resources', "type a = resourceInput<'A.B/c@2024-01-01', 'x'>.name", /takes one argument/),
  accepted('a part of the type of a resource', "type a = resourceInput<'A.B/c@2024-01-01'>.name"),
  accepted('items of several kinds', "type a = ('x' | 1)[]\ntype b = a[*][]"),
  refused('a union of nothing but null', 'type a = null | null', /more than null/),
];

const functions: readonly Refusal[] = [
  refused('a function of templates only', 'output a array = createArray(1)', /no function 'createArray'/),
  refused('a call of the wrong length that is never made', "func f() string => trim('a', 'b')", /takes 1 arguments/),
  accepted(
    'a call in the arguments of a call through a variable',
    "func f(a string) string => a\nvar v = f('a')\noutput b string = f(v)",
  ),
  accepted('a function that uses a variable', "var v = 'a'\nfunc f() string => v\noutput b string = f()"),
  refused('a function that uses a parameter', "param p string = ''\nfunc f() string => p", /cannot use parameter 'p'/),
  refused('a function that uses a module', `${module}func f() string => m.name`, /cannot use module 'm'/),
  accepted('a function that hides a parameter', "param p string = ''\nfunc f(p string) string => p"),
  refused('the time in a function', 'func f() string => utcNow()', /only in the default of a parameter/),
  refused('the time in a variable', 'var v = utcNow()', /only in the default of a parameter/),
  accepted('the time in a default', 'param p string = utcNow()'),
  refused('the name of nothing', 'var v = nameof(nothing)', /no 'nothing' here/),
  refused(
    'an item of a loop that a lambda chooses',
    `${loop}output o array = map([0], i => r[i].id)`,
    /variable of a lambda/,
  ),
  refused(
    'a call for what a lambda chooses',
    `${one("'a'")}output o array = map([a.id], i => reference(i).x)`,
    /variable of a lambda/,
  ),
  accepted('an item of a loop within a lambda', `${loop}output o array = map([0], i => r[0].id)`),
  refused('a safe item of a loop', `${loop}output o string = r[?0].id`, /safely/),
  refused('a loop in a part of an output', 'output o object = { a: [for x in [1]: x] }', /A loop cannot stand here/),
  refused(
    'a loop in a loop of properties',
    `${one("'a'", '  properties: { a: [for x in [1]: { b: [for y in [1]: y] }] }\n')}`,
    /cannot hold another one/,
  ),
  accepted(
    'a loop of properties in a loop',
    loop.replace('  name: x\n', '  name: x\n  properties: { a: { b: [for y in [1]: y] } }\n'),
  ),
  refused(
    'a call of a variable',
    "var resourceGroup = 'x'\nvar v = resourceGroup().name",
    /'resourceGroup' is no function/,
  ),
  refused(
    'a loop in a loop in a part of an output',
    'output o object = {\n  a: [for x in [1]: {\n    b: [for y in [1]: y]\n  }]\n}',
    /A loop cannot stand here/,
  ),
];

const collections: readonly Refusal[] = [
  refused('a whole loop in a loop', `${loop}output a array = [for x in r: x.id]`, /All of 'r' cannot be used/),
  refused(
    'a whole loop in a condition',
    `${loop}resource s 'A.B/d@2024-01-01' = if (length(r) == 2) {\n  name: 'x'\n}`,
    /All of 'r'/,
  ),
  refused(
    'a whole loop in tags',
    `${loop}resource s 'A.B/d@2024-01-01' = {\n  name: 'x'\n  tags: { a: '\${length(r)}' }\n}`,
    /All of 'r'/,
  ),
  refused(
    'a whole loop in a loop by a variable',
    `${loop}var all = length(r)\noutput a array = [for x in range(0, all): x]`,
    /All of 'r' .* as variable 'all' does/,
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
  refused(
    'a name that the service returns',
    `${plain}${made('', '{\n  name: a.properties.x\n}')}`,
    /Property 'name' .* 'a.properties' is not/,
  ),
  refused('a name from a module', `${module}${made('', '{\n  name: m.outputs.text\n}')}`, /'m.outputs' is not/),
  refused('a location of another resource', plain + made('  location: a.location\n'), /Property 'location'/),
  refused('tags of another resource', plain + made("  location: 'x'\n  tags: a.tags\n"), /Property 'tags'/),
  refused('a property that is found by a text', `${plain}var p = 'kind'\n${made('  kind: a[p]\n')}`, /'a.kind' is not/),
  refused(
    'a property that is found by a parameter',
    `${plain}param p string\n${made('  kind: a[p]\n')}`,
    /Property 'kind'/,
  ),
  refused(
    'a choice of two resources',
    `${plain}param c bool\n${made('  kind: (c ? a : a).kind\n')}`,
    /'a.kind' is not/,
  ),
  refused('a resource as a whole', plain + made('  kind: string(a)\n'), /'a' is not/),
  refused('an item of a loop', loop + made('  kind: r[1].kind\n'), /'r.kind' is not/),
  refused('a call that asks the service', plain + made('  kind: a.listKeys().x\n'), /the answer of 'listKeys' is not/),
  refused(
    'a call of the namespace that asks the service',
    plain + made('  kind: az.reference(a.id).x\n'),
    /answer of 'reference'/,
  ),
  refused(
    'a variable that asks the service',
    `${plain}var v = { k: a.kind }\nvar w = v.k\n${made('  kind: w\n')}`,
    /which variable 'w' uses/,
  ),
  refused(
    'a condition that asks the service',
    plain + made('', "if (a.properties.on) {\n  name: 'b'\n}"),
    /A condition has/,
  ),
  refused(
    'a loop over what the service returns',
    plain + made('', "[for x in a.properties.all: {\n  name: 'b${x}'\n}]"),
    /What a loop goes through/,
  ),
  refused(
    'a loop of properties over what the service returns',
    plain + made('  properties: { p: [for x in a.properties.all: x] }\n'),
    /What a loop goes through/,
  ),
  refused(
    'an output of a loop over what the service returns',
    `${plain}output o array = [for x in a.properties.all: x]`,
    /What a loop goes through/,
  ),
  refused(
    'a variable of a loop that asks the service',
    `${plain}var v = [for x in [1]: a.properties]`,
    /The items of a variable/,
  ),
  refused(
    'an argument of a call that asks the service',
    `${plain}output o object = reference(a.properties.id)`,
    /The arguments of 'reference'/,
  ),
  refused('a call that asks the service in a function', "func f() string => reference('x').y", /What a function uses/),
  refused(
    'what exists under a name that is known later',
    `${late}output o string = e.properties.x`,
    /Nothing can be asked of 'e'/,
  ),
  refused('the id of what exists under a name that is known later', late + made('  kind: e.id\n'), /'e.id' is not/),
  refused(
    'a place that is known later',
    `${late}resource x 'A.B/d@2024-01-01' = {\n  name: 'x'\n  scope: e\n}`,
    /Property 'scope'/,
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
