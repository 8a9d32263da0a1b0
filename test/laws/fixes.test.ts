import { describe, expect, test } from 'vitest';
import { planFixes } from '../../src/library/fixes.ts';
import { sarifReport } from '../../src/report/formats/sarif.ts';
import { type Files, judge, loadFixtures } from '../support/cases.ts';

const changes = loadFixtures().flatMap(({ name, base, head, file }) => {
  if (!base) return [];
  const found = judge(base, head, file);
  return found.findings.some(({ fix }) => fix) ? [{ name, base, head, file, found }] : [];
});

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly { readonly fixes?: readonly object[]; readonly partialFingerprints: object }[];
  }[];
}

function withTexts(head: Files, texts: Files): Files {
  return { ...head, ...texts };
}

describe('values of base that are put back', () => {
  test('are known in many cases', () => {
    expect(changes.length).toBeGreaterThan(150);
  });

  test.each(changes.map((one) => [one.name, one] as const))('%s', async (_, { base, head, file, found }) => {
    const plan = await planFixes(found, async (texts) => judge(base, withTexts(head, texts), file));
    const fixes = found.findings.flatMap(({ fix }) => fix ?? []);
    expect(plan.fixed.length + plan.left.length).toBe(fixes.length);
    // SARIF offers what --fix tries, and nothing else.
    const { runs }: SarifLog = JSON.parse(sarifReport(found));
    expect(runs[0]?.results.filter((one) => one.fixes).map(({ partialFingerprints: prints }) => prints)).toEqual(
      found.findings
        .filter((one) => one.fix && !plan.left.some(({ finding, why }) => finding === one && /different/.test(why)))
        .map(({ fingerprint }) => expect.objectContaining({ 'armlockFingerprint/v1': fingerprint })),
    );
    const again = judge(
      base,
      withTexts(head, Object.fromEntries(plan.files.map((one) => [one.file, one.after]))),
      file,
    );
    const left = new Set(again.findings.map(({ fingerprint }) => fingerprint));
    // What is fixed is gone, and nothing else appears.
    expect(plan.fixed.filter(({ fingerprint }) => left.has(fingerprint))).toEqual([]);
    const known = new Set(found.findings.map(({ fingerprint }) => fingerprint));
    expect([...left].filter((one) => !known.has(one))).toEqual([]);
    // Azure does not take back a lock; a person may want one.
    expect(plan.fixed.filter(({ rule }) => rule.check.kind === 'level-locked')).toEqual([]);
    // Only literals change: what lies between them is as it was.
    for (const { file: name, before, after } of plan.files) {
      expect(before).toBe(head[name]);
      const own = fixes.filter(({ span }) => span.file.path === name);
      const rest = (text: string): string => own.reduce((kept, fix) => kept.replaceAll(fix.text, ''), text);
      const removed = own.reduce(
        (kept, { span }) => kept.replaceAll(before.slice(span.start, span.end), ''),
        rest(before),
      );
      const stayed = own.reduce(
        (kept, { span }) => kept.replaceAll(before.slice(span.start, span.end), ''),
        rest(after),
      );
      expect(stayed).toBe(removed);
    }
  });
});
