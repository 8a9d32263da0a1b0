import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapLines } from '../../src/diff/lines.ts';
import { sourceFile } from '../../src/text/source.ts';

const fileOf = (lines: readonly string[]) => sourceFile('main.json', lines.join('\n'));
const numbered = (count: number, line: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index));

describe('lines of two revisions', () => {
  test('that stay are those of the same text, in the same order', () => {
    const line = fc.constantFrom('{', '}', '"a"', '"b"', '"c"');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.array(line, { maxLength: 30 }), (base, head) => {
        const map = mapLines(fileOf(base), fileOf(head));
        const kept = base.flatMap((text, index) =>
          map.isGone(index + 1) ? [] : [{ text, at: map.headLineAt(index + 1) }],
        );
        for (const { text, at } of kept) {
          expect(head[at - 1]).toBe(text);
          expect(map.isChanged(at)).toBe(false);
        }
        const places = kept.map(({ at }) => at);
        expect(places).toEqual([...new Set(places)].sort((left, right) => left - right));
      }),
    );
  });

  test('are distinguished where thousands of them changed', () => {
    const base = numbered(9000, (index) =>
      index % 3 === 0 ? `"name": "${index}"` : index % 3 === 1 ? '"state": "Locked"' : '}',
    );
    const head = base.map((text) => text.replace('Locked', 'Unlocked')).toSpliced(4500, 1);
    const map = mapLines(fileOf(base), fileOf(head));
    const changed = numbered(head.length, String).filter((_, index) => map.isChanged(index + 1));
    expect(changed).toHaveLength(3000);
    expect(map.isGone(4501)).toBe(true);
    expect(map.headLineAt(4504)).toBe(4503);
  });

  test('are all new where files have nothing in common', () => {
    const map = mapLines(
      fileOf(numbered(2000, (index) => `a${index}`)),
      fileOf(numbered(2000, (index) => `b${index}`)),
    );
    expect([map.isChanged(1), map.isGone(2000), map.headLineAt(2000)]).toEqual([true, true, 1]);
  });
});
