import { expect, test } from 'vitest';
import { resolveFile } from '../support/json-resolve.ts';
import { evaluationContext } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';

const lib = "@export()\nvar shared = 'a'\noutput known string = 'b'\n";

function errorsOf(text: string): readonly string[] {
  const template = { tree: memoryTree({ 'main.bicep': text, 'lib.bicep': lib }), path: 'main.bicep' };
  return resolveFile(template, {}, { context: evaluationContext }).errors;
}

const loop = "resource r 'A.B/c@2024-01-01' = [for x in ['a', 'b']: {\n  name: x\n}]\n";
const vault = (name: string, more = ''): string =>
  `resource ${name} 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'v'\n${more}}\n`;

test.each<[about: string, text: string, error: RegExp]>([
  ['a name that another one has in another case', "param a string = ''\nparam A string = ''", /differ only in case/],
  ['an output that exists twice', "output a string = ''\noutput a string = ''", /declared twice/],
  ['two resources that are one', vault('a') + vault('b'), /type and the name of 'b'/],
  ['a value as a type', 'var v = 1\nparam a v', /'v' is a value/],
  ['a negated type', 'param a !string', /Only a literal can be negated/],
  ['a property that no resource has', vault('a', '  tagsx: {}\n'), /has no property 'tagsx'/],
  ['a property in another case', vault('a', "  Location: 'x'\n"), /has no property 'Location'/],
  ['a property that the declaration says', vault('a', "  id: 'x'\n"), /'id' of a resource is read-only/],
  ['a property of an existing resource', vault('a', '  tags: {}\n').replace('=', 'existing ='), /'tags' cannot be set/],
  ['a computed property of a resource', vault('a', "  '${toLower('Tags')}': {}\n"), /has to be written out/],
  ['a body that is spread', vault('a', '  ...{}\n'), /cannot be spread/],
  ['a property to ask for that no resource has', `${vault('a')}output o string = a.foo`, /'a' has no property 'foo'/],
  ['a property of an item of a loop', `${loop}output o string = r[0].foo`, /'r' has no property 'foo'/],
  ['a property that can only be set', `${vault('a')}output o array = a.dependsOn`, /no property 'dependsOn'/],
  ['a property to ask a module for', "module m 'lib.bicep' = {}\noutput o string = m.id", /'m' has no property 'id'/],
  ['a property that no module has', "module m 'lib.bicep' = {\n  location: 'x'\n}", /no property 'location'/],
  ['a resource in another group', vault('a', "  scope: resourceGroup('other')\n"), /only a module can be there/],
  ['a decorator that does not exist', '@sealt()\nparam a object = {}', /no decorator 'sealt'/],
  ['a decorator without its argument', '@minValue()\nparam a int = 1', /takes 1 arguments, but is given 0/],
  ['a default that uses a variable', "var v = 'a'\nparam a string = v", /only to other parameters/],
  ['a default that uses an import', "import { shared } from 'lib.bicep'\nparam a string = shared", /only to other/],
  ['a whole loop in a loop', `${loop}output a array = [for x in r: x.id]`, /cannot use all of 'r'/],
  ['a union of what is no literal', "param a 'b' | string = 'b'", /have to be literals/],
  ['a function of templates only', 'output a array = createArray(1)', /no function 'createArray'/],
  ['a call of the wrong length that nobody makes', "func f() string => trim('a', 'b')", /takes 1 arguments/],
  ['a type in a function that nobody calls', 'func f(a strnig) int => 1', /no type 'strnig'/],
  [
    'an output that a module lacks',
    "module m 'lib.bicep' = {}\noutput a string = m.outputs.unknown",
    /no output 'unknown'/,
  ],
  ['a resource that is its own scope', vault('a', '  scope: a\n'), /'a' depends on itself/],
  [
    'a resource that is called like itself',
    "resource a 'A.B/c@2024-01-01' = {\n  name: a.name\n}",
    /depends on itself/,
  ],
  ['an output of another type', "output a int = any('x')", /output 'a' is not valid/],
  ['an argument of another type', "func f(a int) int => a\noutput b int = f(any('x'))", /Argument 'a' .* not valid/],
  ['a result of another type', "func f() int => any('x')\noutput b int = f()", /result of function .* not valid/],
])('%s is refused', (_, text, error) => {
  expect(errorsOf(text).join('\n')).toMatch(error);
});

test.each<[about: string, text: string]>([
  [
    'a loop as a dependency of a loop',
    `${loop}resource s 'A.B/d@2024-01-01' = [for x in ['a']: {\n  name: x\n  dependsOn: r\n}]`,
  ],
  [
    'a variable of a loop that is called like the loop',
    "resource r 'A.B/c@2024-01-01' = [for r in ['a']: {\n  name: r\n}]",
  ],
  [
    'a call in the arguments of a call through a variable',
    "func f(a string) string => a\nvar v = f('a')\noutput b string = f(v)",
  ],
  ['a function that uses a variable', "var v = 'a'\nfunc f() string => v\noutput b string = f()"],
  [
    'a property that only some types have',
    "resource d 'Microsoft.Resources/deployments@2024-03-01' = {\n  name: 'd'\n  resourceGroup: 'g'\n}",
  ],
  [
    'what all resources have',
    `${vault('a')}output o object = { a: a.systemData, b: a.type, c: a.?foo, d: a.etag, e: a.properties.foo }`,
  ],
  ['a default that calls a function', "func f(a string) string => a\nparam b string = f('a')"],
])('%s is accepted', (_, text) => {
  expect(errorsOf(text)).toEqual([]);
});

test('what an extension handles is listed, and told not to be judged', () => {
  const text =
    "extension kubernetes as k8s\nresource s 'core/Secret@v1' = {\n  metadata: { name: 's' }\n  scope: 'x'\n}\n";
  const template = { tree: memoryTree({ 'main.bicep': text }), path: 'main.bicep' };
  const { deployment } = resolveFile(template, {}, { context: evaluationContext });
  expect(deployment.diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    "warning What extension 'k8s' handles is no resource of Azure: it is listed, but not judged.",
  ]);
  expect(deployment.resources.length).toBe(1);
});
