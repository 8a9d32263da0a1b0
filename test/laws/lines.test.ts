import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineStarts, sourceFile } from '../../src/text/source.ts';

test('lines end with LF, CRLF or CR, in any order', () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028', '😀')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const starts = [0, ...[...written.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
      expect(lineStarts(sourceFile('main.bicep', written))).toEqual(starts);
    }),
  );
});
