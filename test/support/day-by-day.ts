import {
  monthNames,
  type Selector,
  type TablePolicy,
  type TableRule,
  weekdayNames,
  weekNames,
} from './arbitrary-policies.ts';

/** Works out what a policy keeps as a patient clerk would: with a real calendar, one day after another. */

const firstYear = 2026;
const years = 28;
const dayLength = 86_400_000;
const origin = Date.UTC(firstYear, 0, 1);
const cycleLength = (Date.UTC(firstYear + years, 0, 1) - origin) / dayLength;

/** What a clerk reads off a wall calendar. */
interface SimulatedDay {
  readonly index: number;
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly date: number;
  readonly weekday: number;
  readonly dayOfYear: number;
  readonly isLastOfMonth: boolean;
  /** Whether the same weekday comes no more in this month. */
  readonly isInLastWeek: boolean;
}

const calendar: readonly SimulatedDay[] = Array.from({ length: cycleLength }, (_, index) => {
  const [day, tomorrow, inAWeek] = [0, 1, 7].map((later) => new Date(origin + (index + later) * dayLength));
  if (!day || !tomorrow || !inAWeek) throw new Error('There are three dates.');
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  return {
    index,
    year,
    month,
    date: day.getUTCDate(),
    weekday: day.getUTCDay(),
    dayOfYear: (day.getTime() - Date.UTC(year, 0, 1)) / dayLength,
    isLastOfMonth: tomorrow.getUTCMonth() !== month,
    isInLastWeek: inAWeek.getUTCMonth() !== month,
  };
});

/** The index of the first day of each month, and how many days it has. */
const months = Array.from({ length: years * 12 }, (_, index) => ({
  first: (Date.UTC(firstYear, index, 1) - origin) / dayLength,
  length: new Date(Date.UTC(firstYear, index + 1, 0)).getUTCDate(),
}));

/** What happens to the recovery point that is made on a day. */
export interface Fate {
  readonly rule: TableRule;
  readonly days: number;
}

export interface Simulation {
  /** By day of the cycle; undefined where none is made or kept. */
  readonly fates: readonly (Fate | undefined)[];
  readonly points: { readonly min: number; readonly max: number };
  /** The rule and length of the recovery point that is kept longest, the first one of several. */
  readonly oldest: Fate | undefined;
  /** By the name of the rule, for rules that keep any. */
  readonly rules: ReadonlyMap<string, { readonly min: number; readonly max: number }>;
}

export function simulate(policy: TablePolicy): Simulation {
  const made = calendar.map((day) => isMade(policy, day));
  const picks = policy.rules.map((rule) => picked(rule, made));
  const fates = calendar.map((day) => (made[day.index] ? fateOn(day, policy, picks) : undefined));
  const oldest = fates.reduce((one, other) => (other && (!one || other.days > one.days) ? other : one), undefined);
  const rules = policy.rules.flatMap((rule) => {
    const own = fates.map((fate) => (fate?.rule === rule ? fate : undefined));
    return own.some((fate) => fate) ? [[rule.name, count(own)] as const] : [];
  });
  return { fates, points: count(fates), oldest, rules: new Map(rules) };
}

function isMade({ schedule }: TablePolicy, { index, weekday }: SimulatedDay): boolean {
  if (schedule.kind === 'days') {
    const since = index - (Date.parse(`${schedule.start}T00:00:00Z`) - origin) / dayLength;
    return since % schedule.days === 0;
  }
  // The Sunday before the cycle begins is the first day of week 0.
  const week = Math.floor((index + 4) / 7);
  return schedule.weekdays.includes(weekdayNames[weekday] ?? '') && week % schedule.everyWeeks === 0;
}

function picked({ picks }: TableRule, made: readonly boolean[]): readonly boolean[] {
  return calendar.map((day) => picks.length === 0 || picks.some((selector) => fits(day, selector, made)));
}

function fits(day: SimulatedDay, selector: Selector, made: readonly boolean[]): boolean {
  const week = Math.ceil(day.date / 7);
  const { weekdays, weeks, dates, months: inMonths, first } = selector;
  if (weekdays && !weekdays.includes(weekdayNames[day.weekday] ?? '')) return false;
  const isInWeek = week < 5 && weeks?.includes(weekNames[week - 1] ?? '');
  if (weeks && !isInWeek && !(weeks.includes('Last') && day.isInLastWeek)) return false;
  if (dates && !dates.some((one) => (one.isLast ? day.isLastOfMonth : one.date === day.date))) return false;
  if (inMonths && !inMonths.includes(monthNames[day.month] ?? '')) return false;
  return first === undefined || isFirst(day, first, made);
}

/** Whether no backup is made on the days of the same week, month or year before it. */
function isFirst(day: SimulatedDay, first: Selector['first'], made: readonly boolean[]): boolean {
  const before = {
    AllBackup: 0,
    FirstOfDay: 0,
    FirstOfWeek: day.weekday,
    FirstOfMonth: day.date - 1,
    FirstOfYear: day.dayOfYear,
  };
  const start = first ? day.index - before[first] : day.index;
  for (let index = start; index < day.index; index += 1) if (made[(index + cycleLength) % cycleLength]) return false;
  return true;
}

/** Recovery Services lets the longest rule count, a Backup vault the first one. */
function fateOn(day: SimulatedDay, policy: TablePolicy, picks: readonly (readonly boolean[])[]): Fate | undefined {
  const all = policy.rules
    .filter((_, index) => picks[index]?.[day.index])
    .map((rule) => ({ rule, days: lengthOf(rule, day) }));
  if (policy.family === 'backup') return all[0];
  return all.reduce<Fate | undefined>((one, other) => (!one || other.days > one.days ? other : one), undefined);
}

function lengthOf({ count: amount, unit }: TableRule, { index, year, month, date }: SimulatedDay): number {
  if (unit === 'Days') return amount;
  if (unit === 'Weeks') return amount * 7;
  const later = (year - firstYear) * 12 + month + (unit === 'Years' ? amount * 12 : amount);
  // Dates of a later cycle are those of this one, so that no century without a leap year comes in between.
  const { first, length } = months[later % months.length] ?? { first: 0, length: 31 };
  return Math.floor(later / months.length) * cycleLength + first + Math.min(date, length) - 1 - index;
}

/** Each day, new recovery points come and those go whose day it is. */
function count(fates: readonly (Fate | undefined)[]): { readonly min: number; readonly max: number } {
  let now = 0;
  const going = new Array<number>(cycleLength).fill(0);
  for (const { index } of calendar) {
    const fate = fates[index];
    if (!fate) continue;
    const end = index + fate.days;
    going[end % cycleLength] = (going[end % cycleLength] ?? 0) + 1;
    // Those of the cycles before that are still there when this one begins.
    now += Math.floor(end / cycleLength);
  }
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const { index } of calendar) {
    now += (fates[index] ? 1 : 0) - (going[index] ?? 0);
    min = Math.min(min, now);
    max = Math.max(max, now);
  }
  return { min, max };
}
