import { describe, expect, it } from 'vitest';
import { encodingFunctions } from '../../../src/expr/functions/encodings.ts';
import { arrayValue, floatValue, intValue, nullValue, recordValue, stringValue } from '../../../src/expr/make-value.ts';
import { type Argument, callFunction, plain, refused } from '../../support/call-function.ts';

function call(name: string, ...args: readonly Argument[]): unknown {
  return plain(callFunction(encodingFunctions, name, ...args));
}

describe('base64', () => {
  it.each([
    ['', ''],
    ['abc', 'YWJj'],
    ['é', 'w6k='],
    ['a\nb', 'YQpi'],
    ['\ud83d', '77+9'],
  ])('of %j is %j', (text, expected) => {
    expect(call('base64', text)).toBe(expected);
  });

  it.each([1, true, null, arrayValue([])])('refuses %j', (value) => {
    expect(call('base64', value)).toEqual(refused);
  });
});

describe('base64ToString', () => {
  it.each([
    ['', ''],
    ['   ', ''],
    ['8J+YgA==', '😀'],
    [' YW\tJ\r\nj ', 'abc'],
    ['YQ= =', 'a'],
    ['YR==', 'a'],
    ['77u/YQ==', '\ufeffa'],
    ['/+8=', '\ufffd\ufffd'],
    ['8J+Y', '\ufffd'],
    ['7aCA', '\ufffd\ufffd\ufffd'],
  ])('of %j is %j', (text, expected) => {
    expect(call('base64ToString', text)).toBe(expected);
  });

  it.each(['YWJjZA', 'YWJjZA=', 'YWJj====', '====', 'Y=Q=', 'YQ==YQ==', '!!!!', 'YWJ-', 'YW\u00a0Jj', 1])(
    'refuses %j',
    (text) => {
      expect(call('base64ToString', text)).toEqual(refused);
    },
  );
});

describe('base64ToJson', () => {
  it('reads JSON leniently', () => {
    expect(call('base64ToJson', 'eyJhIjoxfQ==')).toEqual({ a: 1 });
    expect(call('base64ToJson', call('base64', "{'a':[1,null]}") as string)).toEqual({ a: [1, null] });
  });

  it.each(['', 'YWJj', '!!!', '77u/MQ=='])('refuses %j', (text) => {
    expect(call('base64ToJson', text)).toEqual(refused);
  });
});

describe('dataUri', () => {
  it('marks strings as text', () => {
    expect(call('dataUri', '')).toBe('data:text/plain;charset=utf-8;base64,');
    expect(call('dataUri', 'é')).toBe('data:text/plain;charset=utf-8;base64,w6k=');
  });

  it.each([
    ['-1', -1],
    ['True', true],
    ['1', floatValue(1)],
    ['1.5', floatValue(1.5)],
    ['1E+20', floatValue(1e20)],
    ['[1,"a",null,1.0]', arrayValue([intValue(1), stringValue('a'), nullValue(), floatValue(1)])],
    ['{"a":1}', recordValue({ a: intValue(1) })],
  ])('marks other values as JSON: %s', (content, value) => {
    const encoded = Buffer.from(content).toString('base64');
    expect(call('dataUri', value)).toBe(`data:application/json;charset=utf-8;base64,${encoded}`);
  });

  it('refuses null', () => {
    expect(call('dataUri', null)).toEqual(refused);
  });
});

describe('dataUriToString', () => {
  it.each([
    ['data:,', ''],
    ['data:,Hello%20World', 'Hello World'],
    ['data:,a+b,c;d', 'a b,c;d'],
    ['data:,a%zz%E9%', 'a%zz\ufffd%'],
    ['data: ,x', 'x'],
    ['data:a/b;c=d;e=f,x', 'x'],
    ['data:text/plain;charset=utf-8,h%C3%A9', 'hé'],
    ['data:text/plain;CHARSET=UTF8;BASE64,w6k=', 'é'],
    ['DATA:;BASE64,YQ==', 'a'],
    ['data:base64,YQ==', 'a'],
    ['data:a;base64,Y\nQ= =', 'a'],
    ['data:a;base64;b,YQ==', 'YQ=='],
    ['data:a;xbase64,YQ==', 'YQ=='],
    // Anywhere but directly after the type, a charset means nothing.
    ['data:charset=utf-16,x', 'x'],
    ['data:a;b=c;charset=utf-16,x', 'x'],
    ['data:a; charset=utf-16,x', 'x'],
    ['data:text/plain;charset=utf-8;charset=utf-16,x', 'x'],
    ['data:text/plain;x="a,b",c', 'b",c'],
    ['data:a\n/b,c\n', 'c\n'],
  ])('of %j is %j', (uri, expected) => {
    expect(call('dataUriToString', uri)).toBe(expected);
  });

  it.each([
    ...['', 'abc', 'data', 'data:', 'data:text/plain', ' data:,x', 'http://a,b', 'data:;,x', 'data:a;,x', 'data:a; ,x'],
    ...['data:;a,x', 'data:;charset=utf-8,x', 'data:a;;base64,YQ==', 'data:;base64;base64,YQ=='],
    ...['data:a;charset=utf-16,x', 'data:a;charset=us-ascii,x', 'data:a;charset=,x', 'data:a;charset="utf-8",x'],
    ...['data:a;charset=utf-8 ,x', 'data:;base64,!!!', 'data:;base64,YQ', 'data:;base64,YQ%3D%3D', 1, null],
  ])('refuses %j', (uri) => {
    expect(call('dataUriToString', uri)).toEqual(refused);
  });
});
