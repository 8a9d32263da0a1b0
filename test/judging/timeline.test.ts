import { describe, expect, test } from 'vitest';
import {
  commonDays,
  countDays,
  cycleDays,
  type Day,
  dateDays,
  daysToMonth,
  everyDay,
  firstDay,
  firstDays,
  hasDay,
  longestGap,
  monthDays,
  weekdayDays,
  weekOfMonthDays,
} from '../../src/protection/policy/calendar.ts';
import { daysOf, durationOf } from '../../src/protection/policy/durations.ts';
import type { Plan } from '../../src/protection/policy/retention-plan.ts';
import { timelineOf } from '../../src/protection/policy/timeline.ts';

const every = everyDay();
const sundays = weekdayDays([0]);
const firstSundays = commonDays(sundays, weekOfMonthDays([1], false));
const years = (count: bigint) => durationOf(count, 'Years') ?? daysOf(0n);

function plan(rules: Plan['rules'], precedence: Plan['precedence'] = 'longest'): Plan {
  const schedule = {
    days: every,
    isDense: false,
    gapMinutes: 1440,
    perDay: 1,
    frequency: 'daily',
    text: 'daily',
  } as const;
  return { key: 'vault', label: 'recovery points', store: 'vault', schedule, rules, precedence };
}

describe('the calendar', () => {
  test('repeats: the day after the cycle is the same date on the same weekday', () => {
    const next = new Date(Date.UTC(2026, 0, 1 + cycleDays));
    expect([next.getUTCMonth(), next.getUTCDate(), next.getUTCDay()]).toEqual([0, 1, 4]);
  });

  test('knows the first and the last one of a weekday in a month', () => {
    expect(firstDay(firstSundays)?.date).toBe(4);
    expect(firstDay(commonDays(weekdayDays([5]), weekOfMonthDays([], true)))?.date).toBe(30);
  });

  test('has 28 first Sundays of January, and weeks of seven days', () => {
    expect(countDays(commonDays(firstSundays, monthDays([1])))).toBe(28);
    expect(longestGap(sundays)).toBe(7);
  });

  test('has one first day in each week, also in the one in which it ends and begins anew', () => {
    expect(countDays(firstDays(every, 'week'))).toBe(cycleDays / 7);
    expect(firstDays(every, 'week')).toEqual(sundays);
  });

  test('ends a month that is shorter on its last day', () => {
    const day = firstDay(dateDays([31], false));
    expect(day && daysToMonth(day, 1)).toBe(28);
  });
});

describe('a timeline', () => {
  test('of one rule has as many points as the rule keeps days', () => {
    expect(timelineOf(plan([{ name: 'daily', days: every, keep: daysOf(30n) }]))?.points).toEqual({ min: 30, max: 30 });
  });

  test('counts what several rules keep once, as the longest of them keeps it', () => {
    const timeline = timelineOf(
      plan([
        { name: 'daily', days: every, keep: daysOf(30n) },
        { name: 'weekly', days: sundays, keep: daysOf(84n) },
      ]),
    );
    // 12 Sundays, and the 26 or 25 days of the last 30 that are none.
    expect(timeline?.points).toEqual({ min: 37, max: 38 });
    expect(timeline?.rules.map(({ rule }) => rule.name)).toEqual(['daily', 'weekly']);
    expect(timeline?.oldest?.text).toBe('84 days');
  });

  test('goes on beyond one cycle', () => {
    const januaries = commonDays(dateDays([1], false), monthDays([1]));
    const timeline = timelineOf(plan([{ name: 'yearly', days: januaries, keep: years(99n) }]));
    expect(timeline?.points).toEqual({ min: 99, max: 99 });
  });

  test('lets the first rule count where precedence says so, though it is shorter', () => {
    const rules = [
      { name: 'Weekly', days: sundays, keep: daysOf(7n) },
      { name: 'Default', days: every, keep: daysOf(30n) },
    ];
    const ruleOn = (day: Day | undefined, precedence: Plan['precedence']): string | undefined =>
      timelineOf(plan(rules, precedence))?.rules.find(({ kept }) => day && hasDay(kept, day))?.rule.name;
    expect(ruleOn(firstDay(sundays), 'first')).toBe('Weekly');
    expect(ruleOn(firstDay(sundays), 'longest')).toBe('Default');
  });

  test('leaves a rule out that keeps nothing, and so does the oldest point', () => {
    const none = weekdayDays([]);
    const timeline = timelineOf(
      plan([
        { name: 'daily', days: every, keep: daysOf(7n) },
        { name: 'yearly', days: none, keep: years(10n) },
      ]),
    );
    expect(timeline?.oldest?.text).toBe('7 days');
    expect(timeline?.rules.map(({ rule }) => rule.name)).toEqual(['daily']);
  });
});
