import { dayNames, monthNames } from '../../dotnet/date-time.ts';

/**
 * The calendar repeats every 28 years (from 1901 to 2099): after that, each date falls on the same day of the week
 * again. What a policy does in one such cycle is all that it ever does.
 */
export const cycleDays = 10_227;
export const cycleMonths = 28 * 12;

/** The first day of the cycle: 1 January 2026, a Thursday. */
const firstYear = 2026;
const firstWeekday = 4;
const weeksPerCycle = cycleDays / 7;

/** A set of days of the cycle: one number for each month, whose lowest bit is the first of the month. None is changed. */
export type Days = Int32Array;

/** A month of the cycle. */
export interface Month {
  /** Counted from the first one of the cycle. */
  readonly index: number;
  readonly length: number;
  /** Days of the cycle before it. */
  readonly start: number;
  /** The weekday of its first day, 0 for Sunday. */
  readonly weekday: number;
  /** All its days, as bits. */
  readonly all: number;
}

/** The number of a weekday, from 0 for Sunday; undefined for a word that is none. */
export function weekdayOf(name: string): number | undefined {
  return indexIn(dayNames, name);
}

/** The number of a month, from 1; undefined for a word that is none. */
export function monthOf(name: string): number | undefined {
  const index = indexIn(monthNames, name);
  return index === undefined ? undefined : index + 1;
}

function indexIn(names: readonly string[], name: string): number | undefined {
  const index = names.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  return index < 0 ? undefined : index;
}

let months: readonly Month[] | undefined;

/** The months of the cycle, made when they are first asked for. */
export function cycle(): readonly Month[] {
  months ??= monthsOfCycle();
  return months;
}

function monthsOfCycle(): readonly Month[] {
  let start = 0;
  return Array.from({ length: cycleMonths }, (_, index): Month => {
    const length = lengthOfMonth(firstYear + Math.floor(index / 12), (index % 12) + 1);
    const month = { index, length, start, weekday: (firstWeekday + start) % 7, all: 0x7fffffff >>> (31 - length) };
    start += length;
    return month;
  });
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function daysBy(bits: (month: Month) => number): Days {
  const days = new Int32Array(cycleMonths);
  for (const month of cycle()) days[month.index] = bits(month) & month.all;
  return days;
}

let every: Days | undefined;

export function everyDay(): Days {
  every ??= daysBy(({ all }) => all);
  return every;
}

const byWeekdays = new Map<number, Days>();

/** The days of the week with these numbers, from 0 for Sunday. */
export function weekdayDays(weekdays: readonly number[]): Days {
  const key = weekdays.reduce((bits, weekday) => bits | (1 << weekday), 0);
  const known = byWeekdays.get(key);
  if (known) return known;
  // The 1st, 8th, 15th, 22nd and 29th have one weekday.
  const byFirst = dayNames.map((_, first) =>
    weekdays.reduce((bits, weekday) => bits | (0x10204081 << ((weekday - first + 7) % 7)), 0),
  );
  const days = daysBy(({ weekday }) => byFirst[weekday] ?? 0);
  byWeekdays.set(key, days);
  return days;
}

/** The first, second, third or fourth seven days of each month, and the last seven if these are wanted. */
export function weekOfMonthDays(weeks: readonly number[], last: boolean): Days {
  const bits = weeks.reduce((sum, week) => sum | (0x7f << (7 * (week - 1))), 0);
  return daysBy(({ all }) => bits | (last ? all & ~(all >>> 7) : 0));
}

/** The days with these dates, and the last one of each month if that is wanted. */
export function dateDays(dates: readonly number[], last: boolean): Days {
  const bits = dates.reduce((sum, date) => sum | (date >= 1 && date <= 31 ? 1 << (date - 1) : 0), 0);
  return daysBy(({ length }) => bits | (last ? 1 << (length - 1) : 0));
}

/** All days of the months with these numbers, from 1 for January. */
export function monthDays(wanted: readonly number[]): Days {
  return daysBy(({ index, all }) => (wanted.includes((index % 12) + 1) ? all : 0));
}

/**
 * Every so many days.
 *
 * @param first one of them, in days from the first one of the cycle
 */
export function everyNthDay(period: number, first: number): Days {
  if (period === 1) return everyDay();
  let next = ((first % period) + period) % period;
  return daysBy(({ start, length }) => {
    let bits = 0;
    for (; next < start + length; next += period) bits |= 1 << (next - start);
    return bits;
  });
}

/** The days of a set in every so many weeks. */
export function inEveryNthWeek(days: Days, period: number): Days {
  return daysBy((month) => {
    let wanted = 0;
    for (let week = 0; week < 6; week += 1) {
      if ((weekOf(month) + week) % period === 0) wanted |= weekBits(month, week);
    }
    return (days[month.index] ?? 0) & wanted;
  });
}

/** The week in which a month begins. Weeks are from Sunday to Saturday; where they begin is not documented. */
function weekOf({ start, weekday }: Month): number {
  return (start + firstWeekday - weekday) / 7;
}

/** The days of one week of a month, counted from 0 for that in which the month begins. */
function weekBits({ weekday }: Month, week: number): number {
  const shift = 7 * week - weekday;
  if (shift < 0) return 0x7f >>> weekday;
  return shift < 31 ? 0x7f << shift : 0;
}

/** A stretch of time of which one backup can be picked. */
export type Period = 'day' | 'week' | 'month' | 'year';

/** The first day of a set in each week, month or year. */
export function firstDays(days: Days, period: Period): Days {
  if (period === 'day') return days;
  if (period === 'week') return firstOfWeeks(days);
  let seen = false;
  return daysBy(({ index }) => {
    if (period === 'month' || index % 12 === 0) seen = false;
    const own = seen ? 0 : lowest(days[index] ?? 0);
    seen ||= own !== 0;
    return own;
  });
}

function firstOfWeeks(days: Days): Days {
  const last = cycle()[cycleMonths - 1];
  // The week in which the cycle begins is the one in which it ends.
  let current = weeksPerCycle;
  let seen = last !== undefined && ((days[last.index] ?? 0) & weekBits(last, weeksPerCycle - weekOf(last))) !== 0;
  return daysBy((month) => {
    let first = 0;
    for (let week = 0; week < 6; week += 1) {
      const one = weekOf(month) + week || weeksPerCycle;
      const own = (days[month.index] ?? 0) & weekBits(month, week);
      if (own === 0 || (one === current && seen)) continue;
      [current, seen] = [one, true];
      first |= lowest(own);
    }
    return first;
  });
}

/** Days that belong to both sets. */
export function commonDays(one: Days, other: Days): Days {
  const days = new Int32Array(cycleMonths);
  for (let month = 0; month < cycleMonths; month += 1) days[month] = (one[month] ?? 0) & (other[month] ?? 0);
  return days;
}

export function haveCommonDays(one: Days, other: Days): boolean {
  return one.some((bits, month) => (bits & (other[month] ?? 0)) !== 0);
}

/** Days that belong to one of the sets. */
export function allDays(sets: readonly Days[]): Days {
  const [only] = sets;
  if (only && sets.length === 1) return only;
  const days = new Int32Array(cycleMonths);
  for (const set of sets) {
    for (let month = 0; month < cycleMonths; month += 1) days[month] = (days[month] ?? 0) | (set[month] ?? 0);
  }
  return days;
}

/** Days of a set that do not belong to another one. */
export function otherDays(one: Days, without: Days): Days {
  const days = new Int32Array(cycleMonths);
  for (let month = 0; month < cycleMonths; month += 1) days[month] = (one[month] ?? 0) & ~(without[month] ?? 0);
  return days;
}

export function countDays(days: Days): number {
  return countFrom(days, 0);
}

/** How many days of a set there are from a month on. */
export function countFrom(days: Days, month: number): number {
  let count = 0;
  for (let index = month; index < cycleMonths; index += 1) count += bitCount(days[index] ?? 0);
  return count;
}

/** Whether every day of a set belongs to another one. */
export function isWithinDays(inner: Days, outer: Days): boolean {
  return inner.every((bits, month) => (bits & ~(outer[month] ?? 0)) === 0);
}

/** The most days from one member to the next; the cycle begins anew after its end. */
export function longestGap(days: Days): number {
  let [longest, first, last] = [0, -1, -1];
  for (const { index, start } of cycle()) {
    for (let bits = days[index] ?? 0; bits !== 0; bits &= bits - 1) {
      const day = start + lowestIndex(bits);
      if (first < 0) first = day;
      else longest = Math.max(longest, day - last);
      last = day;
    }
  }
  return first < 0 ? Number.POSITIVE_INFINITY : Math.max(longest, first + cycleDays - last);
}

/** The number of bits that are set. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The lowest bit that is set, alone. */
export function lowest(bits: number): number {
  return bits & -bits;
}

/** How many bits are below the lowest one that is set. */
export function lowestIndex(bits: number): number {
  return 31 - Math.clz32(lowest(bits));
}

/** A day of the cycle. */
export interface Day {
  readonly month: Month;
  /** From 1. */
  readonly date: number;
}

/** How many days later the same date is, some months on; the last day of the month if that month is shorter. */
export function daysToMonth({ month, date }: Day, later: number): number {
  const wanted = month.index + later;
  const target = cycle()[((wanted % cycleMonths) + cycleMonths) % cycleMonths] ?? month;
  const start = Math.floor(wanted / cycleMonths) * cycleDays + target.start;
  return start + Math.min(date, target.length) - date - month.start;
}

export function hasDay(days: Days, { month, date }: Day): boolean {
  return (((days[month.index] ?? 0) >>> (date - 1)) & 1) === 1;
}

/** The first day of a set. */
export function firstDay(days: Days): Day | undefined {
  const month = cycle().find(({ index }) => days[index] !== 0);
  return month && { month, date: lowestIndex(days[month.index] ?? 0) + 1 };
}

/** A day of the calendar, which repeats, as a day of the cycle; undefined for a date that is none. */
export function dayOf(date: Date): Day | undefined {
  const months = (date.getUTCFullYear() - firstYear) * 12 + date.getUTCMonth();
  const month = cycle()[((months % cycleMonths) + cycleMonths) % cycleMonths];
  return month && { month, date: date.getUTCDate() };
}

/** `Sunday 4 January 2026`. */
export function dayText({ month, date }: Day): string {
  const year = firstYear + Math.floor(month.index / 12);
  return `${dayNames[(month.weekday + date - 1) % 7]} ${date} ${monthNames[month.index % 12]} ${year}`;
}
