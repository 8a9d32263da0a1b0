import { expect, test } from 'vitest';
import { decoded } from '../../src/text/encodings.ts';
import { bytesOf, textRead } from '../../src/text/files.ts';

// As the official compiler reads them.
test.each<[encoding: string, bytes: readonly number[], text: string]>([
  ['utf-8', [0x63, 0xc3, 0xa9], 'cé'],
  ['utf-8', [0x63, 0xe9], 'c\uFFFD'],
  ['utf-16', [0x63, 0, 0xe9, 0], 'cé'],
  ['utf-16', [0x63, 0xc3, 0xa9], '썣\uFFFD'],
  ['utf-16BE', [0, 0x63, 0, 0xe9], 'cé'],
  ['us-ascii', [0x63, 0xc3, 0xa9], 'c??'],
  ['iso-8859-1', [0x63, 0xe9, 0x80], 'cé\u0080'],
])('%s %j says %j', (encoding, bytes, text) => {
  expect(decoded(Buffer.from(bytes), encoding)).toBe(text);
});

test.each([
  [0xef, 0xbb, 0xbf, 0x63, 0xc3, 0xa9],
  [0xff, 0xfe, 0x63, 0, 0xe9, 0],
  [0xfe, 0xff, 0, 0x63, 0, 0xe9],
])('a byte order mark overrides a given encoding: %i %i', (...bytes) => {
  expect(decoded(Buffer.from(bytes), 'iso-8859-1')).toBe('cé');
});

test('other encodings are not known', () => {
  expect(decoded(Buffer.from('x'), 'latin1')).toBeUndefined();
  expect(decoded(Buffer.from('x'), 'constructor')).toBeUndefined();
});

test('bytes are kept, whether or not they are text', () => {
  for (const bytes of [
    [0xff, 0xfe, 0x63, 0],
    [0x63, 0xc3, 0xa9],
    [0xef, 0xbb, 0xbf, 0x63],
  ]) {
    expect([...bytesOf(textRead(Buffer.from(bytes)))]).toEqual(bytes);
  }
});
