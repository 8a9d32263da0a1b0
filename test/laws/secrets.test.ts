import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { secretLines } from '../../src/engine/secret-lines.ts';
import { reporters } from '../../src/report/reporters.ts';
import { resolveJsonReport } from '../../src/report/resolve/resolve-json.ts';
import { resolveTextReport } from '../../src/report/resolve/resolve-text.ts';
import { withheldLine } from '../../src/report/writing/excerpt.ts';
import { lineStarts, sourceFile, spanOf } from '../../src/text/source.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, judge } from '../support/cases.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { secretWays } from '../support/secret-ways.ts';

/** Nothing that a template or a report has by itself. */
const anySecret = fc.stringMatching(/^Zq[a-z0-9]{8,16}qZ$/);

function reportsOf(result: RunResult): Readonly<Record<string, string>> {
  const options = { colour: false, waived: true };
  return Object.fromEntries(
    Object.entries(reporters).map(([format, reporter]) => [format, reporter.write(result, options)]),
  );
}

/** What `resolve` prints of all targets. */
function resolved(files: Files): readonly string[] {
  return discoverTargets(memoryTree(files)).flatMap((target) => {
    const { deployment } = loadTarget(target, { context: {} });
    return [resolveTextReport(deployment), resolveJsonReport(deployment)];
  });
}

describe.each(Object.entries(secretWays))('a secret in %s', (_, { files }) => {
  test('is in no report', () => {
    fc.assert(
      fc.property(anySecret, anySecret, (before, after) => {
        const [base, head] = [files(before, 90), files(after, 14)];
        const results = [judge(base, head), judge(head, base), judge(undefined, head)];
        expect(results[0]?.findings.length).toBeGreaterThan(0);
        for (const result of results) {
          for (const [format, text] of Object.entries(reportsOf(result))) {
            for (const secret of [before, after]) expect(text.includes(secret), `${format}: ${text}`).toBe(false);
          }
        }
      }),
      { numRuns: 4 },
    );
  });

  test('is in nothing that the library gives away but the files and their spans', () => {
    const [before, after] = ['Zqbefore1qZ', 'Zqafter22qZ'];
    const { findings, notices } = judge(files(before, 90), files(after, 14));
    const texts = JSON.stringify([findings, notices], (key, value: unknown) => (key === 'file' ? undefined : value));
    expect([before, after].filter((secret) => texts.includes(secret))).toEqual([]);
  });
});

test.each(Object.entries(secretWays).filter(([, { anchored }]) => anchored))(
  '%s: the report says where it is, and that its line is not shown',
  (_, { files }) => {
    const { text, markdown, sarif } = reportsOf(judge(files('Zqbefore1qZ', 90), files('Zqafter22qZ', 14)));
    expect(text).toContain(withheldLine);
    expect(text).toMatch(/--> main\S*:\d+:\d+\n/);
    expect(markdown).toContain(withheldLine);
    expect(sarif).toMatch(/"startColumn": \d+/);
  },
);

describe('resolve', () => {
  test('shows no secret that is passed in', () => {
    // What only the service can put together is an expression, as the official evaluator prints it.
    const others = /default|output|lacks|key vault|partly unknown/;
    const passed = Object.entries(secretWays).filter(([name]) => !others.test(name));
    for (const [name, { files }] of passed) {
      for (const text of resolved(files('Zqsecret1qZ', 14))) expect(text.includes('Zqsecret1qZ'), name).toBe(false);
    }
    expect(passed.length).toBeGreaterThan(10);
  });
});

describe('lines that hold secrets', () => {
  const text = 'one\ntwo\nthree\nfour\n';

  test('are the same in a file that is read again, and not in another one of its name', () => {
    const [file, again, other] = [text, text, `zero\n${text}`].map((one) => sourceFile('main.bicep', one));
    if (!file || !again || !other) throw new Error('there are three files');
    const lines = lineStarts(file);
    const holdsSecret = secretLines([spanOf(file, lines[1] ?? 0, lines[2] ?? 0)]);
    const seen = [file, again, other].map((one) => lines.map((start) => holdsSecret(spanOf(one, start, start))));
    const secret = [false, true, true, false, false];
    expect(seen).toEqual([secret, secret, [false, false, false, false, false]]);
  });
});
