import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/command.ts';
import { detectionPage } from './page.ts';
import { places } from './places.ts';
import { cases, expectedOf, type Results, resultsOf, type Trialled, trials } from './results.ts';
import { missed } from './unseen.ts';

const results = JSON.parse(readFileSync(path.join(root, 'test/detection/results.json'), 'utf8')) as Results;
const known = new Map(cases.map((one, index) => [trials[index]?.name ?? '', one] as const));

/** A part of the trials, in which every operator, every place and every kind of edit occurs. */
const step = 11;
const sample = trials.filter((_, index) => index % step === 0);

test('docs/detection.md says what the results say; npm run bench:detect writes both', () => {
  expect(readFileSync(path.join(root, 'docs/detection.md'), 'utf8')).toBe(detectionPage(results));
});

test('the results are about all operators, places and edits', () => {
  const none = new Map<string, Trialled>();
  const { found, harmless } = resultsOf(none);
  expect(Object.keys(results.found)).toEqual(Object.keys(found));
  expect(results.harmless).toEqual(harmless);
  const written = new Set(trials.map(({ name }) => name));
  expect(written.size).toBe(trials.length);
  const named = [...results.wrongLines, ...results.wrongOutcomes, ...Object.keys(results.alarms)];
  expect(named.filter((name) => !written.has(name))).toEqual([]);
  const lengths = Object.values(results.found).flatMap((one) => Object.values(one).map((text) => text.length));
  expect(new Set(lengths).size).toBe(1);
});

test('nothing else is missed, and no harmless edit raises an alarm', () => {
  const misses = Object.entries(results.found).map(([operator, byLanguage]) => {
    const letters = Object.values(byLanguage);
    const names = places.flatMap(({ name }, index) => (letters.some((one) => one[index] === 'M') ? [name] : []));
    return [operator, names] as const;
  });
  expect(Object.fromEntries(misses.filter(([, names]) => names.length > 0))).toEqual(missed);
  expect(results.alarms).toEqual({});
});

describe('a sample of the benchmark has the recorded results', () => {
  test.each(sample.map((trial) => [trial.name, trial] as const))('%s', (name, { run }) => {
    const said = run();
    const one = known.get(name);
    const wanted = one ? expectedOf(results, one) : { alarms: results.alarms[name] ?? [] };
    expect({ ...(said.found && { found: said.found }), alarms: said.alarms }).toEqual(wanted);
    if (said.rightLine !== undefined) expect(said.rightLine).toBe(!results.wrongLines.includes(name));
    if (said.rightOutcome !== undefined) expect(said.rightOutcome).toBe(!results.wrongOutcomes.includes(name));
  });
});
