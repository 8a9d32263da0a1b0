import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusalError } from '../../../src/dotnet/refusal.ts';
import { writeJson } from '../../../src/expr/json-text.ts';
import {
  arrayValue,
  boolValue,
  floatValue,
  intValue,
  nullValue,
  recordValue,
  stringValue,
  unknownValue,
} from '../../../src/expr/make-value.ts';
import { readJson } from '../../../src/expr/newtonsoft-json.ts';
import type { Value } from '../../../src/expr/value.ts';
import { hangAfter } from '../../support/hang-guard.ts';

describe('writeJson', () => {
  it.each<[value: Value, expected: string]>([
    [nullValue(), 'null'],
    [boolValue(true), 'true'],
    [intValue(-5), '-5'],
    [intValue(10n ** 25n), '10000000000000000000000000'],
    [floatValue(2), '2.0'],
    [floatValue(-0), '-0.0'],
    [floatValue(0.1), '0.1'],
    [floatValue(1e16), '10000000000000000.0'],
    [floatValue(1e20), '1E+20'],
    [floatValue(1e-7), '1E-07'],
    [floatValue(Number.NaN), '"NaN"'],
    [floatValue(Number.NEGATIVE_INFINITY), '"-Infinity"'],
    [arrayValue([]), '[]'],
    [recordValue({}), '{}'],
    [
      arrayValue([arrayValue([intValue(1)]), recordValue({ b: nullValue(), a: intValue(2) })]),
      '[[1],{"b":null,"a":2}]',
    ],
  ])('%# gives %s', (value, expected) => {
    expect(writeJson(value)).toBe(expected);
  });

  it.each<[text: string, expected: string]>([
    ['it\'s "q" \\', '"it\'s \\"q\\" \\\\"'],
    ['\b\t\n\f\r', '"\\b\\t\\n\\f\\r"'],
    ['\0\v\u001f', '"\\u0000\\u000b\\u001f"'],
    ['\u0085\u2028\u2029', '"\\u0085\\u2028\\u2029"'],
    ['\u007f\u009f/<>&é😀', '"\u007f\u009f/<>&é😀"'],
  ])('quotes %j', (text, expected) => {
    expect(writeJson(stringValue(text))).toBe(expected);
    expect(writeJson(recordValue({ [text]: nullValue() }))).toBe(`{${expected}:null}`);
  });

  it('writes values that are nested deeply', () => {
    let value: Value = arrayValue([]);
    for (let level = 1; level < 100_000; level++) value = arrayValue([value]);
    expect(writeJson(value)).toHaveLength(200_000);
  });

  it('writes long arrays, but no enormous texts', () => {
    const wide = arrayValue(Array.from({ length: 300_000 }, () => intValue(1)));
    expect(writeJson(wide)).toHaveLength(600_001);
    const long = stringValue('x'.repeat(100_000));
    expect(() => writeJson(arrayValue(Array.from({ length: 100_000 }, () => long)))).toThrow(RefusalError);
  });

  it('is not for values that are not known', () => {
    const unknown = unknownValue({ code: 'runtime', text: '' }, { kind: 'value', value: nullValue() });
    expect(() => writeJson(arrayValue([unknown]))).toThrow(RangeError);
  });
});

/** What is read from a text, as strict JSON. */
function reread(text: string): string {
  return writeJson(readJson(text));
}

function expectRefused(text: string): void {
  expect(() => readJson(text)).toThrow(RefusalError);
}

describe('readJson', () => {
  it.each<[text: string, expected: Value]>([
    ['null', nullValue()],
    ['undefined', nullValue()],
    [',', nullValue()],
    ['false', boolValue(false)],
    ['1', intValue(1)],
    ['1.0', floatValue(1)],
    ['-0', intValue(0)],
    ['-0.0', floatValue(-0)],
    ['1e400', floatValue(Number.POSITIVE_INFINITY)],
    ['NaN', floatValue(Number.NaN)],
    ['-Infinity', floatValue(Number.NEGATIVE_INFINITY)],
    ['"2020-01-01T00:00:00Z"', stringValue('2020-01-01T00:00:00Z')],
    ['[1]', arrayValue([intValue(1)])],
    ['{"a":"b"}', recordValue({ a: stringValue('b') })],
  ])('reads %s', (text, expected) => {
    expect(readJson(text)).toEqual(expected);
  });

  it.each<[text: string, expected: string]>([
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['1234567890.12345678901234567890', '1234567890.1234567'],
    ['5.', '5.0'],
    ['-.5', '-0.5'],
    ['1e3', '1000.0'],
    ['0e5', '0.0'],
    ['1e-400', '0.0'],
    ['0x10', '16'],
    ['0XfF', '255'],
    ['0xFFFFFFFFFFFFFFFF', '-1'],
    ['010', '8'],
    ['00', '0'],
    ['01777777777777777777777', '-1'],
    ['-010', '-10'],
    ['-01.5', '-1.5'],
  ])('reads the number %s as %s', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it.each([
    '+1',
    '-',
    '--1',
    '.',
    '1e',
    '1.2.3',
    '1-2',
    '1x',
    '1_0',
    '08',
    '00.5',
    '0x',
    '-0x10',
    '0x10000000000000000',
    '1'.repeat(381),
    '٣',
  ])('refuses the number %s', expectRefused);

  it.each<[text: string, expected: string]>([
    ["'a\"b'", '"a\\"b"'],
    ['"\\n\\/\\\'\\u0041"', '"\\n/\'A"'],
    ['"a\tb\nc"', '"a\\tb\\nc"'],
    ['"\\ud83d\\ude00"', '"😀"'],
    ['"\\ud83d"', '"\ufffd"'],
    ['"\\ude00x"', '"\ufffdx"'],
    ['"\\ud83d\\ud83d\\ude00"', '"\ufffd😀"'],
  ])('reads the string %s', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it.each(['"a', '\'a"', '"\\', '"\\x41"', '"\\u004"', '"\\a"'])('refuses the string %s', expectRefused);

  it.each<[text: string, expected: string]>([
    ['{a:1,$b_2:2,é:3,4:5}', '{"a":1,"$b_2":2,"é":3,"4":5}'],
    ['{true:1,"__proto__":{}}', '{"true":1,"__proto__":{}}'],
    ['{"":1}', '{"":1}'],
    ['{a:1,b:2,a:3}', '{"b":2,"a":3}'],
    ['{"\\u0061":1,a:2,A:3}', '{"a":2,"A":3}'],
    ['{"a":1,}', '{"a":1}'],
    ['{"a":,"b":undefined}', '{"a":null,"b":null}'],
    ['[1,2,]', '[1,2]'],
    ['[1,,2]', '[1,null,2]'],
    ['[,]', '[null]'],
    ['[[[[1]]]]', '[[[[1]]]]'],
  ])('reads %s as %s', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it.each<[text: string, expected: string]>([
    ['// c\n1', '1'],
    ['//\r1', '1'],
    ['[1 /* c */, /**/ 2 // d\n]', '[1,2]'],
    ['{/**/a:/**/1/**/}', '{"a":1}'],
    ['\u00a0\u0085\u2028\0[\u30001\0]', '[1]'],
    ['{"a":1} x', '{"a":1}'],
    ['1 2', '1'],
    ['1/x', '1'],
    ['true/*', 'true'],
  ])('passes over what is not data in %j', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it.each<[text: string, expected: string]>([
    ['{"a":1', '{"a":1}'],
    ['[1 // c', '[1]'],
    ['[[1', '[[1]]'],
    ['{"a":[{"b":null', '{"a":[{"b":null}]}'],
    ['[1,[],', '[1,[]]'],
    ['{"a":{},', '{"a":{}}'],
    ['[new Date(0),', '["01/01/1970 00:00:00"]'],
  ])('forgives the missing brackets of %s', (text, expected) => {
    expect(reread(text)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    '\ufeff1',
    '{',
    '[',
    '[[',
    '[1,',
    '[1,,',
    '[[1,[],',
    '{"a"',
    '{"a":',
    '{"a":1,',
    '{"a":{},/**/',
    '}',
    ']',
    ')',
    '[1}',
    '{"a":1]',
    '[1 2]',
    '[1/**/2]',
    '{,}',
    '{"a":1,,}',
    '{"a":}',
    '{"a" 1}',
    '{a/**/:1}',
    '{a-b:1}',
    '{a:b}',
    'True',
    'truex',
    'true/',
    'nul',
    'tru\0e',
    'NaNx',
    '+Infinity',
    '/',
    '/x',
    '/* c',
    '// c',
    '[1/*',
  ])('refuses %j', expectRefused);

  it.each<[text: string, expected: string]>([
    ['new Date(0)', '01/01/1970 00:00:00'],
    ['new  Date ( -1 )', '12/31/1969 23:59:59'],
    ['new Date(1577836800123)', '01/01/2020 00:00:00'],
    ['new Date(1,2)', '03/01/0001 00:00:00'],
    ['new Date(2020,1,29,23,59,58,999,)', '02/29/2020 23:59:58'],
    ['new Date(2020,0,0)', '01/01/2020 00:00:00'],
    ['new Date(4294969316,0)', '01/01/2020 00:00:00'],
  ])('reads %s as text', (text, expected) => {
    expect(readJson(text)).toEqual(stringValue(expected));
  });

  it.each([
    'new Date()',
    'new Date(0',
    'new Date(1.5)',
    'new Date(2019,1,29)',
    'new Date(2020,12)',
    'new Date(2020,0,1,24)',
    'new Date(1,2,3,4,5,6,7,8)',
    'new Date(253402300800000)',
    'new Date(99999999999999999999)',
    'new Date(/**/0)',
    'new Date(,1)',
    'newDate(0)',
    '[1,new Foo(1)]',
  ])('refuses %s', expectRefused);

  it('reads 512 levels and refuses more', () => {
    expect(reread('['.repeat(512) + ']'.repeat(512))).toHaveLength(1024);
    expectRefused('['.repeat(513) + ']'.repeat(513));
    expectRefused('{"a":'.repeat(1_000_000));
  });

  it.each(['/**/', '1,', '"\\u0041",', '{a:1},', '\0', '0', '-', 'a', '"', "'\\\\", '//\n', 'x1:2,'])(
    'takes linear time for many of %j',
    (piece) => {
      const many = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const started = performance.now();
      for (const text of [many, `[${many}`, `{${many}`, `1${many}.`]) {
        try {
          readJson(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RefusalError);
        }
      }
      expect(performance.now() - started).toBeLessThan(hangAfter);
    },
  );

  it('reads strict JSON', () => {
    const integers = (json: string): string => JSON.stringify(JSON.parse(json));
    fc.assert(
      fc.property(fc.json(), (json) => {
        // The one difference: decimal numbers keep a point. And JSON.parse reorders keys that are numbers.
        fc.pre(!/[0-9][.eE]|"(?:\d+|__proto__)":/.test(json));
        expect(integers(reread(json))).toBe(integers(json));
      }),
    );
  });

  it('reads what writeJson writes', () => {
    const value = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(nullValue()),
        fc.boolean().map((flag) => boolValue(flag)),
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map((integer) => intValue(integer)),
        fc.double({ noDefaultInfinity: true, noNaN: true }).map((float) => floatValue(float)),
        fc.string({ unit: 'grapheme' }).map((text) => stringValue(text)),
        fc.array(tie('value')).map((items) => arrayValue(items)),
        fc.dictionary(fc.string(), tie('value')).map((members) => recordValue(members)),
      ),
    })).value;
    fc.assert(
      fc.property(value, (original) => {
        expect(readJson(writeJson(original))).toEqual(original);
      }),
    );
  });
});
