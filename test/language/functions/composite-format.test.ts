import { describe, expect, it } from 'vitest';
import { RefusalError } from '../../../src/dotnet/refusal.ts';
import { formatComposite } from '../../../src/expr/composite-format.ts';
import {
  arrayValue,
  boolValue,
  floatValue,
  intValue,
  nullValue,
  recordValue,
  stringValue,
} from '../../../src/expr/make-value.ts';
import type { Value } from '../../../src/expr/value.ts';

const a = stringValue('a');

/** One number in one format. */
function formatted(value: number | bigint, format: string): string {
  const argument = typeof value === 'bigint' ? intValue(value) : floatValue(value);
  return formatComposite(`{0:${format}}`, [argument]);
}

describe('the pattern', () => {
  it.each<[pattern: string, expected: string]>([
    ['', ''],
    ['{0}{0}', 'aa'],
    ['{00}', 'a'],
    ['{1}-{0}', 'b-a'],
    ['{{{0}}}', '{a}'],
    ['{{0}}', '{0}'],
    ['{0,5}|', '    a|'],
    ['{0,-5}|', 'a    |'],
    ['{0 , -5 :D3}|', 'a    |'],
    ['{0,0}', 'a'],
    ['{0:}', 'a'],
    ['{0:any format: with colons}', 'a'],
    ['{2:0}}}', '5}'],
  ])('%j gives %j', (pattern, expected) => {
    expect(formatComposite(pattern, [a, stringValue('b'), intValue(5)])).toBe(expected);
  });

  it.each([
    '{',
    '}',
    '{}',
    '{0',
    '0}',
    '{ 0}',
    '{-1}',
    '{a}',
    '{0,}',
    '{0,- 5}',
    '{0,x}',
    '{0 5}',
    '{0:',
    '{0:{}',
    '{0:{{}}',
    '{1}',
    '{10000000}',
    '{0,10000000}',
  ])('%j is refused', (pattern) => {
    expect(() => formatComposite(pattern, [a])).toThrow(RefusalError);
  });

  it('refuses texts that are too long for the service', () => {
    const long = stringValue('x'.repeat(100_000));
    expect(formatComposite('{0,131072}', [a])).toHaveLength(131_072);
    expect(() => formatComposite('{0,131073}', [a])).toThrow(RefusalError);
    expect(() => formatComposite('{0,-999999}', [a])).toThrow(RefusalError);
    expect(() => formatComposite('{0}{0}', [long])).toThrow(RefusalError);
    expect(() => formatComposite('{0:D131073}', [intValue(1)])).toThrow(RefusalError);
    expect(() => formatComposite('{0:N999999999}', [floatValue(1)])).toThrow(RefusalError);
    expect(() => formatComposite('{0:G999999999}', [intValue(10n ** 30n)])).toThrow(RefusalError);
  });
});

describe('arguments that are not numbers', () => {
  it.each<[argument: Value, expected: string]>([
    [stringValue('7'), '7'],
    [stringValue('{1}'), '{1}'],
    [boolValue(true), 'True'],
    [boolValue(false), 'False'],
    [nullValue(), ''],
    [arrayValue([]), '[]'],
    [arrayValue([a, intValue(1), floatValue(1)]), "['a',1,1.0]"],
    [arrayValue([floatValue(Number.NaN), boolValue(true), nullValue()]), "['NaN',true,null]"],
    [recordValue({ a: stringValue('it\'s "q" \\') }), "{'a':'it's \\'q\\' \\\\'}"],
  ])('%# ignores the format', (argument, expected) => {
    expect(formatComposite('{0:D3}', [argument])).toBe(expected);
  });
});

describe('numbers without a format', () => {
  it.each<[value: number | bigint, expected: string]>([
    [-1n, '-1'],
    [9223372036854775807n, '9223372036854775807'],
    [123456789012345678901234567890n, '123456789012345678901234567890'],
    [1, '1'],
    [-0, '-0'],
    [1.5, '1.5'],
    [1e15, '1000000000000000'],
    [1e16, '10000000000000000'],
    [12345678901234568, '12345678901234568'],
    [1e17, '1E+17'],
    [-1.5e300, '-1.5E+300'],
    [0.0001, '0.0001'],
    [0.00001, '1E-05'],
    [5e-324, '5E-324'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%s is %s', (value, expected) => {
    expect(formatted(value, '')).toBe(expected);
  });
});

describe('standard formats of integers', () => {
  it.each<[value: bigint, format: string, expected: string]>([
    [7n, 'D3', '007'],
    [-7n, 'd3', '-007'],
    [7n, 'D0', '7'],
    [7n, 'D00003', '007'],
    [1234n, 'N', '1,234.00'],
    [-1234567n, 'N0', '-1,234,567'],
    [9223372036854775807n, 'N0', '9,223,372,036,854,775,807'],
    [255n, 'x', 'ff'],
    [255n, 'X4', '00FF'],
    [-1n, 'X', 'FFFFFFFFFFFFFFFF'],
    [-1n, 'X20', '0000FFFFFFFFFFFFFFFF'],
    [5n, 'B8', '00000101'],
    [5n, 'F3', '5.000'],
    [12345n, 'E', '1.234500E+004'],
    [12345n, 'e2', '1.23e+004'],
    [15n, 'E0', '2E+001'],
    [25n, 'E0', '3E+001'],
    [0n, 'E1', '0.0E+000'],
    [12345n, 'G', '12345'],
    [12350n, 'G3', '1.24E+04'],
    [12345n, 'R3', '1.23E+04'],
    [1000n, 'r', '1000'],
    [5n, 'C', '¤5.00'],
    [-12n, 'C2', '(¤12.00)'],
    [1n, 'P', '100.00 %'],
    [0n, 'P0', '0 %'],
  ])('%s in %s is %s', (value, format, expected) => {
    expect(formatted(value, format)).toBe(expected);
  });

  it.each<[value: bigint, format: string, expected: string]>([
    [10n ** 20n, 'D25', '0000100000000000000000000'],
    [10n ** 20n, 'G3', '100000000000000000000'],
    [10n ** 20n, 'R22', '0100000000000000000000'],
    [2n ** 63n, 'X', '08000000000000000'],
    [-(2n ** 63n) - 1n, 'x', 'f7fffffffffffffff'],
    [-(2n ** 63n) - 1n, 'X20', 'FFFF7FFFFFFFFFFFFFFF'],
    [2n ** 63n, 'B', `01${'0'.repeat(63)}`],
    [-123456789012345678901n, 'N1', '-123,456,789,012,345,678,901.0'],
    [123456789012345678901n, 'E', '1.234568E+020'],
  ])('%s, of more than 64 bits, in %s is %s', (value, format, expected) => {
    expect(formatted(value, format)).toBe(expected);
  });

  it.each(['Z', 'A', 'd1234567890', 'D1234567890x'])('%s is refused', (format) => {
    expect(() => formatted(5n, format)).toThrow(RefusalError);
  });
});

describe('standard formats of doubles', () => {
  it.each<[value: number, format: string, expected: string]>([
    [1234.567, 'N2', '1,234.57'],
    [-0.4, 'N0', '-0'],
    [0.05, 'N1', '0.1'],
    // Exact halves go to the even neighbour; 1.005 is a little less than it seems.
    [0.5, 'F0', '0'],
    [1.5, 'F0', '2'],
    [2.5, 'F0', '2'],
    [0.125, 'F2', '0.12'],
    [1.005, 'F2', '1.00'],
    [9.96, 'F1', '10.0'],
    [0.1, 'F20', '0.10000000000000000555'],
    [1e20, 'N0', '100,000,000,000,000,000,000'],
    [2.5, 'E0', '2E+000'],
    [1.5, 'e10', '1.5000000000e+000'],
    [0.1, 'G17', '0.10000000000000001'],
    [0.1, 'G0', '0.1'],
    [2.345e20, 'G3', '2.34E+20'],
    [1e20, 'g', '1e+20'],
    [0.1, 'R', '0.1'],
    [0.1, 'R30', '0.1'],
    [0.256, 'P0', '26 %'],
    [-0.5, 'P2', '-50.00 %'],
    [-0, 'C', '(¤0.00)'],
    [Number.NaN, 'D', 'NaN'],
  ])('%s in %s is %s', (value, format, expected) => {
    expect(formatted(value, format)).toBe(expected);
  });

  it.each(['D', 'D3', 'X', 'B', 'Z'])('%s is refused', (format) => {
    expect(() => formatted(1.5, format)).toThrow(RefusalError);
  });
});

describe('custom formats', () => {
  it.each<[value: number | bigint, format: string, expected: string]>([
    [7n, '000', '007'],
    [7n, '000.00', '007.00'],
    [1234567n, '#,##0', '1,234,567'],
    [12n, '000,000', '000,012'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [1.5, '0.##', '1.5'],
    [2, '0.##', '2'],
    [0n, '#', ''],
    [0.5, '#.#', '.5'],
    [1234567n, '0,,', '1'],
    [1500n, '0,.0', '1.5'],
    [0.256, '0.0%', '25.6%'],
    [0.256, '0‰', '256‰'],
    [5551234n, '(###) ###-####', '() 555-1234'],
    [12.5, '0.0.0', '12.50'],
    [5n, 'D 3', 'D 3'],
    [-5n, 'D-3', '-D-3'],
    [5n, '\\x0', 'x5'],
    [5n, '\\', ''],
    [5n, "0' 0 '0", '0 0 5'],
    [5n, '"open 0', 'open 0'],
    // Doubles are taken at 15 digits, and halves go away from zero.
    [2.5, '0', '3'],
    [0.25, '0.0', '0.3'],
    [0.1234567890123456, '0.####################', '0.123456789012346'],
    [1.5e30, '0,,,,,', '1500000000000000'],
    [12345n, '0.0E+0', '1.2E+4'],
    [12345n, '0.00e00', '1.23e04'],
    [0.00012, '0.0E-000', '1.2E-004'],
    [12345n, '00E0', '12E3'],
    [5n, '0E', '5E'],
    [5n, '0E0E0', '5E0E0'],
    [0n, '0E+0', '0E+0'],
    [10n ** 20n, '#,##0', '100,000,000,000,000,000,000'],
  ])('%s in %s is %s', (value, format, expected) => {
    expect(formatted(value, format)).toBe(expected);
  });

  it.each<[value: number | bigint, format: string, expected: string]>([
    [5n, '+0;-0', '+5'],
    [-5n, '+0;-0', '-5'],
    [-5n, '0;(0)', '(5)'],
    [-5n, '0;;zero', '-5'],
    [0n, '0;(0);zero', 'zero'],
    [0.4, '0;(0);zero', 'zero'],
    [-0.4, '0;(0)', '-0'],
    [-0.4, '0', '-0'],
    [-0.4, '#', ''],
    [-1n, '0,', '0'],
    [5n, "0';'0", '0;5'],
    [-5n, "0;''", ''],
  ])('%s in the sections %s is %j', (value, format, expected) => {
    expect(formatted(value, format)).toBe(expected);
  });
});
