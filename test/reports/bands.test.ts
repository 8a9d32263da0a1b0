import { describe, expect, test } from 'vitest';
import { recoveryPointBands } from '../../src/report/formats/markdown-timeline.ts';
import { bandsOn } from '../../src/report/writing/recovery-bands.ts';
import { judge, loadFixtures } from '../support/cases.ts';

const today = new Date('2026-12-01T00:00:00Z');

const changes = loadFixtures().flatMap(({ name, base, head, file }) =>
  base ? judge(base, head, file).findings.flatMap(({ timeline }) => timeline.map((change) => ({ name, change }))) : [],
);

describe('recovery points drawn as text', () => {
  test('are drawn in many cases', () => {
    expect(changes.length).toBeGreaterThan(100);
  });

  test.each(changes.map((one) => [one.name, one.change] as const))('%s', (_, change) => {
    const bands = bandsOn(change, today);
    const lines = recoveryPointBands(change, today).split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['```text', '```']);
    const drawn = lines.slice(1, 1 + 2 * bands.length);
    for (const [index, { side, label, kept, lost }] of bands.entries()) {
      const [heading, band = ''] = drawn.slice(2 * index, 2 * index + 2);
      expect(heading).toBe(`${side}  ${label}`);
      expect(band.trim()).toMatch(/^[█░·]{48}$/);
      // Something that is kept or lost is seen, and head loses nothing that it has.
      expect(band.includes('█')).toBe(kept.length > 0);
      if (side === 'head') expect(band).not.toContain('░');
      else expect(band.includes('░') || band.includes('█')).toBe(kept.length + lost.length > 0);
    }
  });

  test('names of an author cannot end the block or say anything to a host', () => {
    const [first] = changes;
    if (!first) throw new Error('there is no change of recovery points');
    const hostile = `a\`\`\`\`\n::error::b\u202E`;
    const points = first.change.base.rules.map((one) => ({ ...one, rule: { ...one.rule, name: hostile } }));
    const text = recoveryPointBands({ ...first.change, base: { ...first.change.base, rules: points } }, today);
    expect(text.startsWith('`````text\n')).toBe(true);
    expect(text.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
    expect(text).not.toContain('\u202E');
  });
});
