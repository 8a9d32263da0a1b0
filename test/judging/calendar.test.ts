import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycle, hasDay } from '../../src/protection/policy/calendar.ts';
import { plansOf } from '../../src/protection/policy/retention-plan.ts';
import { movesBetween } from '../../src/protection/policy/selected-days.ts';
import { compareTimelines, timelineOf } from '../../src/protection/policy/timeline.ts';
import { policyChange, policyResource, type TablePolicy } from '../support/arbitrary-policies.ts';
import { type Fate, type Simulation, simulate } from '../support/day-by-day.ts';

/** `ARMLOCK_POLICIES=100000 npx vitest run test/judging/calendar.test.ts` tries as many, from another seed each time. */
const asked = process.env['ARMLOCK_POLICIES'];
const runs = asked === undefined ? { numRuns: 40, seed: 14 } : { numRuns: Math.ceil(Number(asked) / 2) };

test('what a policy keeps is what a simulation of each day comes to', () => {
  fc.assert(
    fc.property(policyChange, ([base, head]) => {
      const [before, after] = [base, head].map((policy) => ({ policy, simulated: simulate(policy) }));
      if (!before || !after) return;
      for (const { policy, simulated } of [before, after]) expectSameTimeline(policy, simulated);
      expectSameChange(before, after);
    }),
    runs,
  );
}, 3_600_000);

function expectSameTimeline(policy: TablePolicy, simulated: Simulation): void {
  const [plan] = plansOf(policyResource(policy));
  const timeline = plan && timelineOf(plan);
  expect(timeline?.points).toEqual(simulated.points);
  expect(timeline?.oldest).toBe(plan?.rules.find(({ name }) => name === simulated.oldest?.rule.name)?.keep);
  expect(timeline?.rules.map(({ rule, points }) => [rule.name, points])).toEqual([...simulated.rules]);
  for (const { rule, kept } of timeline?.rules ?? []) {
    const days = cycle().flatMap((month) =>
      Array.from({ length: month.length }, (_, index) => hasDay(kept, { month, date: index + 1 })),
    );
    expect(days.findIndex((isKept, day) => isKept !== (simulated.fates[day]?.rule.name === rule.name))).toBe(-1);
  }
}

interface Simulated {
  readonly policy: TablePolicy;
  readonly simulated: Simulation;
}

function expectSameChange(before: Simulated, after: Simulated): void {
  const [base, head] = [before, after].map(({ policy }) => policyResource(policy));
  if (!base || !head) return;
  const change = compareTimelines(base, head)[0];
  const { example } = change ?? {};
  expect(example && [example.day, example.base.text, example.head?.text]).toEqual(exampleIn(before, after, base, head));
  const [plan] = plansOf(base);
  const [other] = plansOf(head);
  if (before.policy.family !== 'backup' || !plan || !other) return;
  const moves = movesBetween(plan, other).map(({ from, to }) => `${from.name} to ${to?.name}`);
  expect(moves).toEqual(movesIn(before, after));
}

type Resource = ReturnType<typeof policyResource>;

/** The first day on which the same two rules keep what loses most. */
function exampleIn(before: Simulated, after: Simulated, base: Resource, head: Resource): unknown {
  const fates = before.simulated.fates.map((from, index) => ({ index, from, to: after.simulated.fates[index] }));
  const lossOf = ({ from, to }: (typeof fates)[number]): number => (from?.days ?? -1) - (to?.days ?? 0);
  const worst = fates.reduce((one, other) => (lossOf(other) > lossOf(one) ? other : one));
  if (lossOf(worst) <= 0) return undefined;
  const first = fates.find(({ from, to }) => from?.rule === worst.from?.rule && to?.rule === worst.to?.rule);
  const day = new Date(Date.UTC(2026, 0, 1 + (first?.index ?? 0)));
  const text = day.toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const kept = (policy: Resource, fate: Fate | undefined): string | undefined =>
    plansOf(policy)[0]?.rules.find(({ name }) => name === fate?.rule.name)?.keep.text;
  return [text.replace(',', ''), kept(base, worst.from), kept(head, worst.to)];
}

function movesIn(before: Simulated, after: Simulated): readonly string[] {
  const names = new Set(after.policy.rules.map(({ name }) => name));
  const moves = before.simulated.fates.flatMap((from, index) => {
    const to = after.simulated.fates[index];
    const isMove = from && to && to.days < from.days && from.rule.name !== to.rule.name && names.has(from.rule.name);
    return isMove ? [`${from.rule.name} to ${to.rule.name}`] : [];
  });
  return [...new Set(moves)];
}
