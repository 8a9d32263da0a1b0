import { describe, expect, it } from 'vitest';
import { parseBicep, parseBicepParameters } from '../../../src/bicep/syntax/parse.ts';
import type { Expression } from '../../../src/bicep/syntax/tree.ts';
import { sourceFile, textOf } from '../../../src/text/source.ts';
import { nodesOf, outline } from '../../support/bicep-outline.ts';

/** The value of the variable in `var x = …`, which has to be read without a diagnostic. */
function valueIn(text: string): Expression {
  const { tree, diagnostics } = parseBicep(sourceFile('main.bicep', `var x = ${text}\n`));
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const [statement] = tree.statements;
  if (statement?.kind !== 'variable') throw new Error('That is no variable.');
  return statement.value;
}

/** An expression in the style of ARM, so that its structure shows. */
function shape(node: Expression): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'integer':
      return String(node.value);
    case 'string':
      return JSON.stringify(node.value);
    case 'binary':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'unary':
      return `(${node.operator}${shape(node.operand)})`;
    case 'conditional':
      return `(${shape(node.condition)} ? ${shape(node.whenTrue)} : ${shape(node.whenFalse)})`;
    case 'property':
      return `${shape(node.target)}.${node.safe ? '?' : ''}${node.name.name}`;
    case 'index':
      return `${shape(node.target)}[${node.safe ? '?' : ''}${node.fromEnd ? '^' : ''}${shape(node.index)}]`;
    case 'nested-resource':
      return `${shape(node.target)}::${node.name.name}`;
    case 'non-null':
      return `${shape(node.target)}!`;
    case 'call':
      return `${node.name.name}(${node.args.map(shape).join(', ')})`;
    case 'method-call':
      return `${shape(node.target)}.${node.name.name}(${node.args.map(shape).join(', ')})`;
    case 'interpolation':
      return `[${node.texts.map((text) => JSON.stringify(text)).join(' ')} | ${node.parts.map(shape).join(' ')}]`;
    case 'lambda':
      return `(${node.parameters.map(({ name }) => name).join(', ')}) => ${shape(node.body)}`;
    case 'parenthesized':
      return `<${shape(node.inner)}>`;
    default:
      return node.kind;
  }
}

describe('operators', () => {
  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['a - b - c', '((a - b) - c)'],
    ['-a * b', '((-a) * b)'],
    ['!a.b', '(!a.b)'],
    ['a < b == c > d', '((a < b) == (c > d))'],
    ['a == b && c != d || e', '(((a == b) && (c != d)) || e)'],
    ['a || b && c', '(a || (b && c))'],
    ['a ?? b || c', '(a ?? (b || c))'],
    ['a =~ b', '(a =~ b)'],
    ['a !~ b', '(a !~ b)'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a ? b ? c : d : e', '(a ? (b ? c : d) : e)'],
    ['a ?? b ? c : d', '((a ?? b) ? c : d)'],
    ['a\n  ? b\n\n  : c', '(a ? b : c)'],
    ['a // why\n  ? b\n  // else\n  : c', '(a ? b : c)'],
  ])('%j is %s', (text, expected) => {
    expect(shape(valueIn(text))).toBe(expected);
  });
});

describe('accesses', () => {
  it.each([
    ['a.b.?c!.d', 'a.b.?c!.d'],
    ["a['b'][?0][^1][?^c]", 'a["b"][?0][^1][?^c]'],
    ['a::b::c.id', 'a::b::c.id'],
    ['sys.concat(a, az.b())', 'sys.concat(a, az.b())'],
    ['a!', 'a!'],
    ['!a!', '(!a!)'],
    ['a[b ? 0 : 1]', 'a[(b ? 0 : 1)]'],
  ])('%s', (text, expected) => {
    expect(shape(valueIn(text))).toBe(expected);
  });
});

describe('lambdas and arguments', () => {
  it.each([
    ['map(a, x => x.y)', 'map(a, (x) => x.y)'],
    ['map(a, (x, i) => x)', 'map(a, (x, i) => x)'],
    ['map(a, () => 1)', 'map(a, () => 1)'],
    ['map(a, (\n x\n) =>\n  x)', 'map(a, (x) => x)'],
    ['(x)', '<x>'],
    ['concat(\n  a,\n  b // last\n)', 'concat(a, b)'],
    ['concat(a,\n\n b)', 'concat(a, b)'],
  ])('%j', (text, expected) => {
    expect(shape(valueIn(text))).toBe(expected);
  });
});

describe('strings', () => {
  it.each([
    [String.raw`'a\n\r\t\\\'\$\u{1F600}'`, "a\n\r\t\\'$\u{1F600}"],
    ["'$ $$ {x} }'", '$ $$ {x} }'],
    ["''", ''],
    ["'''abc'''", 'abc'],
    ["''''''", ''],
    ["'''\nabc\n'''", 'abc\n'],
    ["'''\r\n\r\nabc'''", '\r\nabc'],
    ["''''abc''''", "'abc'"],
    [String.raw`'''\n ${'$'}{x}'''`, String.raw`\n ${'$'}{x}`],
    ["$''''''", ''],
  ])('%j', (text, expected) => {
    const value = valueIn(text);
    expect(value.kind === 'string' && value.value).toBe(expected);
  });

  it.each([
    ['a${b}c${d}', '["a" "c" "" | b d]'],
    ["${'x${y}'}", '["" "" | ["x" "" | y]]'],
    ['{${a}}', '["{" "}" | a]'],
    ['${a ? b : c}', '["" "" | (a ? b : c)]'],
    [String.raw`\${a}${'$'}{b}`, '["${a}" "" | b]'],
  ])("'%s'", (text, expected) => {
    expect(shape(valueIn(`'${text}'`))).toBe(expected);
  });

  it.each([
    ["$'''a${b}c'''", '["a" "c" | b]'],
    ["$'''\n${b}\n'''", '["" "\\n" | b]'],
    ["$$'''${a}$${b}$$${c}'''", '["${a}" "$" "" | b c]'],
    ["$'''${'b'}'c''''", `["" "'c'" | "b"]`],
    ["$'''it's ${b}, 'x' ''y'' '''", `["it's " ", 'x' ''y'' " | b]`],
  ])('%s', (text, expected) => {
    expect(shape(valueIn(text))).toBe(expected);
  });
});

describe('objects and arrays', () => {
  it('are parted by commas or line breaks, and any word is a key', () => {
    const value = valueIn("{ a: 1, for: 2\n if: 3\n 'b c': 4\n '${d}': 5, resource: 6\n ...e, param: {}\n}");
    expect(outline(value)).toMatchObject({
      members: [
        { key: 'a' },
        { key: 'for' },
        { key: 'if' },
        { key: { value: 'b c' } },
        { key: { kind: 'interpolation' } },
        { key: 'resource' },
        { kind: 'spread' },
        { key: 'param', value: { kind: 'object', members: [] } },
      ],
    });
    expect(outline(valueIn('[1, 2\n\n3\n...a\n]'))).toMatchObject({
      items: [{ value: 1 }, { value: 2 }, { value: 3 }, { kind: 'spread' }],
    });
  });

  it('loops have one variable or two', () => {
    expect(outline(valueIn('[for a in b: a]'))).toEqual({
      kind: 'for',
      item: 'a',
      source: { kind: 'name', name: 'b' },
      body: { kind: 'name', name: 'a' },
    });
    expect(outline(valueIn('[\n\n  for (a, i) in b: {\n}\n]'))).toMatchObject({ kind: 'for', item: 'a', index: 'i' });
  });
});

describe('numbers', () => {
  it('reach from the smallest to the largest one of 64 bits', () => {
    expect(shape(valueIn('9223372036854775807'))).toBe('9223372036854775807');
    expect(shape(valueIn('-9223372036854775808'))).toBe('(-9223372036854775808)');
  });
});

const template = `// Every statement once.
targetScope = 'subscription'
metadata name = 'x'
import { a, 'b-c' as d } from 'shared.bicep'
import * as all from 'br/public:avm/types:1.0.0'
extension kubernetes with {
  namespace: 'default'
} as k8s
@description('''
long''')
@sys.secure()
param one string = 'x'
param two
  | 'a'
  | 'b'
param three resource 'Microsoft.Storage/storageAccounts@2023-01-01'
var four = 1
var five string = 'y'
@export()
type six = {
  @description('x')
  a: string?
  'b': ('c' | 'd')[]
  *: int
}
type seven = [string, -1, !true, null, six.a, six.b[*], six.*, seven[0], (string | int)!]
type eight = resourceInput<'Microsoft.Storage/storageAccounts@2023-01-01'>.properties
type nine = sys.resourceOutput<'Microsoft.Storage/storageAccounts@2023-01-01'>[]
func ten(a string, b int[]?) string =>
  a
resource eleven 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: 'n'
  resource child 'blobServices' = {
    name: 'default'
  }
  @batchSize(1)
  resource children 'queueServices' = [for i in []: if (i == 1) {
    name: 'q'
  }]
}
resource twelve 'Microsoft.Storage/storageAccounts@2023-01-01' =
  if (one == 'x') {
    name: 'n'
  }
module thirteen './m.bicep' = [for (m, i) in []: {
  name: m
}]
output fourteen string = one
output fifteen resource = eleven
assert sixteen = true
test seventeen 't.bicep' = {
  params: {}
}
`;

describe('a template', () => {
  const { tree, diagnostics, comments } = parseBicep(sourceFile('main.bicep', template));

  it('has every statement', () => {
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(comments.map(textOf)).toEqual(['// Every statement once.']);
    const names = tree.statements.map((statement) => ('name' in statement ? statement.name?.name : statement.kind));
    expect(names).toEqual([
      ...['target-scope', 'name', 'import', 'import', 'extension', 'one', 'two', 'three', 'four', 'five', 'six'],
      ...['seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen'],
      'seventeen',
    ]);
    expect(outline(tree.statements)).toMatchSnapshot();
  });

  it('has spans that lie within each other and end where the text does', () => {
    const nodes = nodesOf(tree);
    expect(nodes.length).toBeGreaterThan(150);
    for (const { kind, span } of nodes) {
      const text = textOf(span);
      if (kind !== 'file') expect(text).toBe(text.trim());
      expect(text).not.toBe('');
    }
  });
});

describe('separators', () => {
  const within = (body: string): string => `resource r 'A.B/c@2024-01-01' = ${body}\n`;

  it.each([
    ['a nested resource before a brace', within("{ name: 'r', resource s 'd' = { name: 's' } }")],
    ['a nested resource before a comma', within("{ resource s 'd' = { name: 's' }, name: 'r' }")],
    ['a nested loop before a brace', within("{\n  name: 'r'\n  resource s 'd' = [for x in []: { name: x }] }")],
    ['a comma behind the variables of a loop', 'var a = [for (x, i, ) in []: x]\n'],
    ['a line break before a comma between parameters', "func f(a string\n, b int) string => 'x'\n"],
    ['a comma behind parameters', "func f(a string,\n  b int,\n) string => 'x'\n"],
  ])('%s can stand there', (_, text) => {
    expect(parseBicep(sourceFile('main.bicep', text)).diagnostics).toEqual([]);
  });

  it.each([
    ['a member behind a nested resource', within("{ resource s 'd' = { name: 's' } name: 'r' }")],
    ['a line break before a comma between arguments', 'var a = f(b\n, c)\n'],
    ['a comma behind arguments', 'var a = f(b,)\n'],
    ['parameters without a comma', "func f(a string\n b int) string => 'x'\n"],
  ])('%s cannot', (_, text) => {
    expect(parseBicep(sourceFile('main.bicep', text)).diagnostics).not.toEqual([]);
  });
});

describe('a parameter file', () => {
  it('has every statement', () => {
    const text = `using 'main.bicep' with {
  mode: 'stack'
}
extends 'base.bicepparam'
import { a } from 'b.bicep'
type t = string
var v t = 'x'
param one = base.one
param two = {
  a: readEnvironmentVariable('X', '')
}
extensionConfig k8s with {
  namespace: 'x'
}
`;
    const { tree, diagnostics } = parseBicepParameters(sourceFile('main.bicepparam', text));
    expect(diagnostics).toEqual([]);
    expect(outline(tree.statements)).toMatchSnapshot();
  });

  it('may be for no template', () => {
    const { tree } = parseBicepParameters(sourceFile('main.bicepparam', 'using none\n'));
    expect(outline(tree.statements)).toEqual([{ kind: 'using' }]);
  });
});

describe('pragmas and blanks', () => {
  it('are kept apart from the code', () => {
    const text = '#disable-next-line BCP001 no-unused-vars // why\nvar a = 1 /* b */\n#restore-diagnostics x\n';
    const { diagnostics, comments, pragmas } = parseBicep(sourceFile('main.bicep', text));
    expect(diagnostics).toEqual([]);
    expect(comments.map(textOf)).toEqual(['// why', '/* b */']);
    expect(pragmas.map(textOf)).toEqual(['#disable-next-line BCP001 no-unused-vars', '#restore-diagnostics x']);
  });

  it('a byte order mark moves no column', () => {
    const { diagnostics } = parseBicep(sourceFile('main.bicep', '\uFEFFvar = 1\r\n'));
    expect(diagnostics.map(({ span }) => span.start)).toEqual([4]);
  });
});
