import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../src/protection/policy/calendar.ts';
import { expiryOf } from '../../src/protection/policy/expiry.ts';
import { pointsOn } from '../../src/protection/policy/points-on-day.ts';
import { plansOf } from '../../src/protection/policy/retention-plan.ts';
import { timelineOf } from '../../src/protection/policy/timeline.ts';
import { htmlReport } from '../../src/report/formats/html/html.ts';
import { html } from '../../src/report/formats/html/markup.ts';
import { dateText } from '../../src/report/writing/dates.ts';
import { policyResource, tablePolicy } from '../support/arbitrary-policies.ts';
import { judge, loadFixtures } from '../support/cases.ts';
import { readXml, type XmlElement } from '../support/read-xml.ts';

const fixtures = loadFixtures().map(({ name, base, head, file }) => ({ name, result: judge(base, head, file) }));

/** The page of a run as elements; the document type is no XML. */
function elementsOf(page: string): readonly XmlElement[] {
  const all = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(all)];
  expect(page.startsWith('<!doctype html>\n')).toBe(true);
  return all(readXml(page.slice('<!doctype html>\n'.length)));
}

const named = (elements: readonly XmlElement[], name: string): readonly XmlElement[] =>
  elements.filter((one) => one.name === name);

describe('the page of every fixture', () => {
  test.each(fixtures)('$name', ({ result }) => {
    const elements = elementsOf(htmlReport(result));
    expect(named(elements, 'article')).toHaveLength(result.findings.length);
    expect(named(elements, 'script')).toEqual([]);
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elements.flatMap(({ attributes }) => [
      ...(attributes['aria-labelledby'] ?? '').split(' ').filter((id) => id !== ''),
      ...[attributes['href'] ?? ''].filter((href) => href.startsWith('#')).map((href) => href.slice(1)),
    ]);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

/** Whatever could load something, run something or send something somewhere. */
const active = /^(?:on|src|srcset|style|action|formaction|poster|background|data|xlink:href)/;

test('a page loads and runs nothing, and allows no style sheet but its own', () => {
  for (const { result } of fixtures) {
    const page = htmlReport(result);
    const elements = elementsOf(page);
    const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => active.test(name))).toEqual([]);
    const addresses = elements.flatMap(({ attributes }) => attributes['href'] ?? []);
    expect(addresses.filter((one) => !/^(?:#|https:\/\/)/.test(one))).toEqual([]);
    const [style] = named(elements, 'style');
    const [, policy] = /content="(default-src [^"]*)"/.exec(page) ?? [];
    const hash = createHash('sha256')
      .update(style?.text ?? '')
      .digest('base64');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  }
});

test('a page of fifty findings is smaller than a megabyte', () => {
  const drawn = fixtures.filter(({ result }) => result.findings.some(({ timeline }) => timeline.length > 0));
  const findings = drawn.flatMap(({ result }) => result.findings).slice(0, 50);
  const [first] = drawn;
  if (!first) throw new Error('Some fixture has recovery points.');
  expect(findings).toHaveLength(50);
  const page = htmlReport({ ...first.result, findings });
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  expect(named(elementsOf(page), 'figure').length).toBeGreaterThan(10);
});

describe('text of others', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['" onload="x', '&quot; onload=&quot;x'],
    ["' &amp; '", '&apos; &amp;amp; &apos;'],
    ['a\u202eb\u001b[31m', 'a\\u202eb\\u001b[31m'],
  ])('%j is text and nothing else', (text, written) => {
    expect(html`<p title="${text}">${text}</p>`.text).toBe(`<p title="${written}">${written}</p>`);
  });
});

describe('the verdict of a page', () => {
  const titleOf = (name: string): string | undefined => {
    const found = fixtures.find((one) => one.name === name);
    if (!found) throw new Error(`There is no fixture '${name}'.`);
    return named(elementsOf(htmlReport(found.result)), 'h1')[0]?.text;
  };

  test.each([
    ['policy-retention-reduced/vm-daily', 'This change gives up protection of 1 vault'],
    ['policy-retention-reduced/raised', 'No protection is lost'],
    ['policy-retention-reduced/unknown', 'This change may give up protection of 2 vaults'],
  ])('of %s', (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});

describe('the recovery points of a day', () => {
  test('are as many as the timeline says, and none is older than its rule keeps it', () => {
    const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2053-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(tablePolicy, days, (policy, date) => {
        const today = dayOf(date);
        for (const plan of plansOf(policyResource(policy))) {
          const timeline = timelineOf(plan);
          if (!timeline || !today) continue;
          const rules = pointsOn(timeline, today);
          const all = rules.flatMap(({ ages }) => ages);
          expect(new Set(all).size).toBe(all.length);
          expect(all.length).toBeGreaterThanOrEqual(timeline.points.min);
          expect(all.length).toBeLessThanOrEqual(timeline.points.max);
          for (const { keep, ages } of rules) expect(ages.at(-1) ?? 0).toBeLessThanOrEqual(keep.maxDays);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['2026-01-31', '2026-02-28', { months: 1n }],
  ['2024-02-29', '2025-02-28', { months: 12n }],
  ['2026-12-01', '2036-12-01', { months: 120n }],
  ['2026-12-01', '2026-12-31', { days: 30n }],
])('what is made on %s expires on %s', (made, expires, length) => {
  const { months, days } = { months: undefined, days: undefined, ...length };
  const exact =
    months === undefined
      ? { unit: 'seconds' as const, amount: (days ?? 0n) * 86_400n }
      : { unit: 'months' as const, amount: months };
  const keep = { minDays: Number(days ?? 0n), maxDays: 0, exact, text: '' };
  expect(expiryOf(new Date(made), keep).toISOString().slice(0, 10)).toBe(expires);
});

test('a day is written as people write it', () => {
  expect(dateText(new Date('2026-12-01'))).toBe('1 December 2026');
});
