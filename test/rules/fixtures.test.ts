import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mapLines } from '../../src/diff/lines.ts';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { textReport } from '../../src/report/formats/text.ts';
import { lineStarts, sourceFile, startOf } from '../../src/text/source.ts';
import { type Expectation, type Files, judge, loadFixtures } from '../support/cases.ts';
import { variantsOf } from '../support/variants.ts';

/** What was found, in the form in which cases say it. */
function found(result: RunResult, wanted: readonly Expectation[]): readonly Expectation[] {
  const named = new Set(wanted.flatMap(({ rule, resource }) => (resource === undefined ? [] : [rule])));
  return sorted(result.findings.map((finding) => expectationOf(finding, named.has(finding.rule.id))));
}

function expectationOf(
  { rule, verdict, confidence, outcome, resource, anchor }: Finding,
  isNamed: boolean,
): Expectation {
  return {
    rule: rule.id,
    verdict,
    confidence,
    ...(outcome && { outcome: outcome.kind }),
    ...(isNamed && { resource: resource.name }),
    at: `${anchor.file.path}:${startOf(anchor).line}`,
  };
}

function sorted(expectations: readonly Expectation[]): readonly Expectation[] {
  const textOf = ({ rule, at, resource = '' }: Expectation): string => JSON.stringify([rule, at, resource]);
  return [...expectations].sort((left, right) => (textOf(left) < textOf(right) ? -1 : 1));
}

/** Whether a finding is shown at a line that is new, or where one was removed; a file that is gone has no line. */
function isOnChange({ anchor, rule }: Finding, base: Files, head: Files): boolean {
  // What changed is a parameter file that head does not have.
  if (rule.check.kind === 'target-given-up' || rule.check.kind === 'target-removed') return true;
  const { path: name } = anchor.file;
  const [was, is] = [base[name], head[name]];
  if (was === undefined || is === undefined) return true;
  const before = sourceFile(name, was);
  const lines = mapLines(before, sourceFile(name, is));
  const gone = lineStarts(before).flatMap((_, index) => (lines.isGone(index + 1) ? [lines.headLineAt(index + 1)] : []));
  const { line } = startOf(anchor);
  return lines.isChanged(line) || gone.includes(line);
}

describe.each(loadFixtures().map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
  const { base, head, file, folder } = fixture;
  const result = judge(base, head, file);

  test('has exactly the findings that are expected', () => {
    expect(found(result, file.expect)).toEqual(sorted(file.expect));
    expect(result.complete).toBe(!(file.incomplete ?? false));
  });

  test('has exactly the notices that are expected', () => {
    const codes = result.notices
      .filter(({ unchanged, severity }) => !unchanged && severity !== 'note')
      .map(({ code }) => code);
    expect(codes.sort()).toEqual([...(file.notices ?? [])].sort());
  });

  test('reads as in expected.txt', async () => {
    await expect(textReport(result, { colour: false })).toMatchFileSnapshot(path.join(folder, 'expected.txt'));
  });

  if (!base) return;

  test('is silent where nothing changes', () => {
    expect(found(judge(base, base, file), [])).toEqual([]);
    expect(found(judge(head, head, file), [])).toEqual([]);
  });

  test('points into what was changed', () => {
    expect(result.findings.filter((finding) => !isOnChange(finding, base, head)).map(({ rule }) => rule.id)).toEqual(
      [],
    );
  });

  test('does not report the way back', () => {
    const rules = file.expect.filter(({ verdict }) => verdict === 'weakened').map(({ rule }) => rule);
    const back = found(judge(head, base, file), []).filter(
      ({ rule, verdict }) => rules.includes(rule) && verdict === 'weakened',
    );
    expect(file.bothWays ? [] : back).toEqual([]);
  });

  test.each(variantsOf(base, head))('keeps its fingerprints: %s', (__, from, to) => {
    const fingerprints = (one: RunResult): readonly string[] =>
      one.findings.map(({ fingerprint }) => fingerprint).sort();
    expect(fingerprints(judge(from, to, file))).toEqual(fingerprints(result));
  });
});
