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
    [
      'var a = \n',
      '1:9 BCP009: Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location, but found the end of the line.',
    ],
    [
      'var a = 1 +\n',
      '1:12 BCP009: Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location, but found the end of the line.',
    ],
    ['var a = 1 2\n', '1:11 BCP019: Expected a new line character at this location, but found a number.'],
    ['var = 1\n', "1:5 BCP015: Expected a variable identifier at this location, but found '='."],
    [
      'param a = 1\n',
      '1:9 BCP279: Expected a type at this location, but found \'=\'. Please specify a valid type expression or one of the following types: "any", "array", "bool", "int", "object", "string".',
    ],
    ['param a string b\n', '1:16 BCP008: Expected the "=" token, or a newline at this location, but found a name.'],
    ['output a string\n', '1:16 BCP018: Expected the "=" character at this location, but found the end of the line.'],
    [
      "resource a 'b@c' = 1\n",
      '1:20 BCP118: Expected the "{" character, the "[" character, or the "if" keyword at this location, but found a number.',
    ],
    [
      'resource a = {}\n',
      '1:12 BCP068: Expected a resource type string. Specify a valid resource type of format "<type-name>@<apiVersion>".',
    ],
    [
      "var a = 'x\n",
      '1:9 BCP004: The string at this location is not terminated due to an unexpected new line character.',
    ],
    [
      "var a = 'x${b\n'\n",
      '1:14 BCP004: The string at this location is not terminated due to an unexpected new line character.',
    ],
    [
      "var a = '\\q'\n",
      '1:10 BCP006: The specified escape sequence is not recognized. Only the following escape sequences are allowed: "\\$", "\\\'", "\\\\", "\\n", "\\r", "\\t", "\\u{...}".',
    ],
    [
      "var a = '''x\n",
      "1:9 BCP140: The multi-line string at this location is not terminated. Terminate it with \"'''\".",
    ],
    [
      'var a = 1 /* b\n',
      '1:11 BCP002: The multi-line comment at this location is not terminated. Terminate it with the */ character sequence.',
    ],
    [
      'var a = "b"\n',
      '1:9 BCP103: The following token is not recognized: "\\"". Strings are defined using single quotes in bicep.',
    ],
    ['var a = [1,\n2]\n', '1:11 BCP238: Unexpected new line character after a comma.'],
    [
      'var a = concat(1,)\n',
      "1:18 BCP009: Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location, but found ')'.",
    ],
    ['var a = concat(1\n', '1:17 BCP237: Expected a comma character at this location, but found the end of the line.'],
    [
      'var a = b.?c()\n',
      '1:11 BCP322: The `.?` (safe dereference) operator may not be used on instance function invocations.',
    ],
    ["var a = '${[1]}'\n", '1:12 BCP087: Array and object literals are not allowed here.'],
    ['var a = 9223372036854775808\n', '1:9 BCP010: Expected a valid 64-bit signed integer.'],
    ['@description\nvar a = 1\n', '1:13 BCP141: The expression cannot be used as a decorator as it is not callable.'],
    ['@description() var a = 1\n', "1:16 BCP019: Expected a new line character at this location, but found 'var'."],
    [
      '#disable-next-line\nvar a = 1\n',
      '1:1 BCP226: Expected at least one diagnostic code at this location. Valid format is "#disable-next-line diagnosticCode1 diagnosticCode2 ...".',
    ],
    [
      "type a = 'x' |\n",
      '1:15 BCP279: Expected a type at this location, but found the end of the line. Please specify a valid type expression or one of the following types: "any", "array", "bool", "int", "object", "string".',
    ],
    ["type a = 'x${b}'\n", '1:10 BCP285: The type expression could not be reduced to a literal value.'],
  ])('%j', (text, expected) => {
    expect(read(text).messages.at(0)).toBe(expected);
    expect(read(`${text}var z = 1\n`).kinds.at(-1)).toMatch(
      text.includes("'''") || text.includes('/*') ? /./ : /variable/,
    );
  });

  it('a line that is no statement', () => {
    const { messages, kinds } = read('var a = 1\nvarr b = 2\nvar c = 3\n');
    expect(messages).toEqual([
      '2:1 BCP007: This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration.',
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
      'BCP018: Expected the "}" character at this location to close the object of line 3, column 9.',
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
