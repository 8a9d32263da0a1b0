import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../src/bicep/syntax/parse.ts';
import { sourceFile, startOf } from '../../../src/text/source.ts';
import { outline, statementTexts } from '../../support/bicep-outline.ts';
import { hangAfter } from '../../support/hang-guard.ts';

function read(text: string): { readonly messages: readonly string[]; readonly kinds: readonly string[] } {
  const { tree, diagnostics } = parseBicep(sourceFile('main.bicep', text));
  const messages = diagnostics.map(({ message, span }) => {
    const { line, column } = startOf(span);
    return `${line}:${column} ${message}`;
  });
  return { messages, kinds: tree.statements.map(({ kind }) => kind) };
}

describe('one broken place costs one diagnostic', () => {
  it.each([
    ['var a = \n', '1:9 Expected an expression, but found the end of the line.'],
    ['var a = 1 +\n', '1:12 Expected an expression, but found the end of the line.'],
    ['var a = 1 2\n', '1:11 Expected a new line, but found a number.'],
    ['var = 1\n', "1:5 Expected the name of the variable, but found '='."],
    ['param a = 1\n', "1:9 Expected a type, but found '='."],
    ['param a string b\n', "1:16 Expected '=' or a new line, but found a name."],
    ['output a string\n', "1:16 Expected '=', but found the end of the line."],
    ["resource a 'b@c' = 1\n", "1:20 Expected '{', '[' or 'if', but found a number."],
    ['resource a = {}\n', "1:12 Expected the resource's type as a string, but found '='."],
    ["var a = 'x\n", "1:9 Expected ' at the end of the string."],
    ["var a = 'x${b\n'\n", '1:14 The string is not closed: an interpolated expression has to be on one line.'],
    [
      "var a = '\\q'\n",
      "1:10 The escape \\q does not exist. Expected \\n, \\r, \\t, \\\\, \\', \\$ or \\u{…} with a code up to 10FFFF.",
    ],
    ["var a = '''x\n", "1:9 Expected ''' at the end of the string."],
    [
      'var a = 1 /* b\n',
      '1:11 BCP002: The multi-line comment at this location is not terminated. Terminate it with the */ character sequence.',
    ],
    ['var a = "b"\n', '1:9 Unexpected character "\\"": Bicep writes strings in single quotes.'],
    ['var a = [1,\n2]\n', "1:11 Expected no ',' at the end of the line."],
    ['var a = concat(1,)\n', "1:18 Expected another argument, but found ')'."],
    ['var a = concat(1\n', "1:17 Expected ',' or ')', but found the end of the line."],
    ['var a = b.?c()\n', "1:11 Expected '.' before the name of a function, but found '.?'."],
    ["var a = '${[1]}'\n", '1:12 Objects and arrays are not permitted inside of a string.'],
    ['var a = 9223372036854775808\n', '1:9 BCP010: Expected a valid 64-bit signed integer.'],
    ['@description\nvar a = 1\n', "1:13 Expected '(', but found the end of the line."],
    ['@description() var a = 1\n', "1:16 Expected a new line after the decorator, but found 'var'."],
    ['#disable-next-line\nvar a = 1\n', '1:1 Expected the code of a diagnostic behind #disable-next-line.'],
    ["type a = 'x' |\n", '1:15 Expected a type, but found the end of the line.'],
    ["type a = 'x${b}'\n", '1:10 Expected a string without interpolation: a type has to be known.'],
  ])('%j', (text, expected) => {
    expect(read(text).messages.at(0)).toBe(expected);
    expect(read(`${text}var z = 1\n`).kinds.at(-1)).toMatch(
      text.includes("'''") || text.includes('/*') ? /./ : /variable/,
    );
  });

  it('a line that is no statement', () => {
    const { messages, kinds } = read('var a = 1\nvarr b = 2\nvar c = 3\n');
    expect(messages).toEqual([
      expect.stringMatching(/^2:1 Expected a statement \(.*resource.*\), but found a name\.$/),
    ]);
    expect(kinds).toEqual(['variable', 'error', 'variable']);
  });
});

describe('what can be read beside a broken part is read', () => {
  it('members of an object', () => {
    const { tree, diagnostics } = parseBicep(
      sourceFile(
        'main.bicep',
        "resource a 'b@c' = {\n  name: 'n'\n  = 1\n  tags: {\n    x: (1\n    y: 2\n  }\n  z: 3\n}\n",
      ),
    );
    expect(diagnostics.map(({ span }) => startOf(span).line)).toEqual([3, 5]);
    expect(outline(tree.statements)).toMatchObject([
      {
        value: {
          members: [
            { key: 'name' },
            { kind: 'error' },
            { key: 'tags', value: { members: [{ key: 'x', value: { kind: 'error' } }, { key: 'y' }] } },
            { key: 'z' },
          ],
        },
      },
    ]);
  });

  it('items of an array', () => {
    const { tree, diagnostics } = parseBicep(sourceFile('main.bicep', 'var a = [\n  1\n  1 +\n  3\n]\n'));
    expect(diagnostics.length).toBe(1);
    expect(outline(tree.statements)).toMatchObject([
      { value: { items: [{ value: 1 }, { kind: 'error' }, { value: 3 }] } },
    ]);
  });

  it('the default of a parameter without a type, and the name of what is lost', () => {
    const { tree } = parseBicep(sourceFile('main.bicep', "param a = 1\nresource b 'x@y' = {\n  c: {\n"));
    expect(outline(tree.statements)).toMatchObject([
      { kind: 'parameter', name: 'a', type: { kind: 'error' }, defaultValue: { value: 1 } },
      { kind: 'error', keyword: 'resource', name: 'b' },
    ]);
  });

  it('statements behind a bracket that is never closed', () => {
    const text =
      "resource a 'b@c' = {\n  name: 'n'\n  tags: {\n\nresource d 'e@f' = {\n  name: 'o'\n}\n@secure()\nparam g string\n";
    const { tree, diagnostics } = parseBicep(sourceFile('main.bicep', text));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "Expected '}' to close the object of line 3, column 9.",
    ]);
    expect(tree.statements.map(({ kind }) => kind)).toEqual(['error', 'resource', 'parameter']);
    expect(statementTexts(tree.statements).at(-1)).toBe('@secure()\nparam g string');
  });

  it('a nested resource in the first column, as long as all is well', () => {
    const { kinds, messages } = read("resource a 'b@c' = {\nname: 'n'\nresource d 'e' = {\nname: 'o'\n}\n}\n");
    expect({ kinds, messages }).toEqual({ kinds: ['resource'], messages: [] });
  });

  it('a value that swallowed lines takes the names of its object along', () => {
    const { tree } = parseBicep(sourceFile('main.bicep', 'var a = {\n  b: foo([1, 2)\n  c: 3\n}\nvar d = 1\n'));
    const [statement] = tree.statements;
    const members = statement?.kind === 'variable' && statement.value.kind === 'object' && statement.value.members;
    expect(outline(members)).toContainEqual({ kind: 'error' });
    expect(tree.statements.length).toBe(2);
  });
});

describe('hostile texts', () => {
  const many = 100_000;
  it.each([
    ['brackets', `var a = ${'('.repeat(many)}`],
    ['arrays over lines', `var a = ${'[\n'.repeat(many)}`],
    ['objects', `var a = ${'{b:'.repeat(many)}`],
    ['closing brackets', `var a = ${')]}'.repeat(many)}`],
    ['strings in strings', `var a = ${"'${".repeat(many)}`],
    ['operators', `var a = 1${' + 1'.repeat(many)}`],
    ['weaker and weaker operators', `var a = ${'1 ?? 1 || 1 && '.repeat(many)}1`],
    ['signs', `var a = ${'-'.repeat(many)}1`],
    ['conditions', `var a = ${'b ? c : '.repeat(many)}d`],
    ['accesses', `var a = b${'.c'.repeat(many)}`],
    ['assertions', `var a = b${'!'.repeat(many)}`],
    ['calls', `var a = ${'b('.repeat(many)}`],
    ['lambdas', `var a = ${'b => '.repeat(many)}`],
    ['types', `type a = ${'('.repeat(many)}`],
    ['lists of types', `type a = b${'[]'.repeat(many)}`],
    ['nullable types', `type a = b${'?'.repeat(many)}`],
    ['unions', `type a = b${' | b'.repeat(many)}`],
    ['type arguments', `type a = ${'b<'.repeat(many)}`],
    ['decorators', '@a()\n'.repeat(many)],
    ['nested resources', `resource a 'b' = {\n${"resource a 'b' = {\n".repeat(many)}`],
    ['pragmas on one line', '#disable-next-line a '.repeat(many)],
    ['quotes', "'".repeat(many)],
    ['dollars', `var a = ${'$'.repeat(many)}`],
    ['comments', `var a = b\n${'// c\n'.repeat(many)}`],
    ['errors', 'var = \n'.repeat(many)],
  ])('%s neither break nor block the reader', (_, text) => {
    const started = performance.now();
    const { diagnostics } = parseBicep(sourceFile('main.bicep', text));
    expect(diagnostics.length).toBeLessThan(300);
    expect(performance.now() - started).toBeLessThan(hangAfter);
  });
});
