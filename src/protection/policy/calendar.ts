import { dayNames, monthNames } from '../../dotnet/date-time.ts';

/**
 * The calendar repeats every 28 years (from 1901 to 2099): after that, each date falls on the same day of the week
 * again. What a policy does in one such cycle is all that it ever does.
 */
export const cycleDays = 10_227;

const monthsPerCycle = 28 * 12;

/** The first day of the cycle: 1 January 2026, a Thursday. */
const firstYear = 2026;
const firstWeekday = 4;

/** A set of days of the cycle: 1 where a day belongs to it. */
export type Days = Uint8Array;

/** What selectors of policies look at. */
export interface Day {
  readonly index: number;
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
  readonly isLastOfMonth: boolean;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Which one of its weekday in the month this is, from 1. */
  readonly weekOfMonth: number;
  readonly isLastWeekOfMonth: boolean;
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

let days: readonly Day[] | undefined;

/** The days of the cycle, made when they are first asked for. */
export function cycle(): readonly Day[] {
  days ??= Array.from({ length: monthsPerCycle }, (_, month) => month).flatMap(daysOfMonth);
  return days;
}

/** @param later months since the cycle began */
function daysOfMonth(later: number): readonly Day[] {
  const [year, month] = [firstYear + Math.floor(later / 12), (later % 12) + 1];
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = (Date.UTC(year, month - 1, 1) - Date.UTC(firstYear, 0, 1)) / 86_400_000;
  return Array.from({ length }, (_, index): Day => {
    const date = index + 1;
    return {
      index: first + index,
      year,
      month,
      date,
      isLastOfMonth: date === length,
      weekday: (firstWeekday + first + index) % 7,
      weekOfMonth: Math.ceil(date / 7),
      isLastWeekOfMonth: date + 7 > length,
    };
  });
}

/** The days for which something holds. */
export function daysWhere(holds: (day: Day) => boolean): Days {
  const set = new Uint8Array(cycleDays);
  for (const day of cycle()) if (holds(day)) set[day.index] = 1;
  return set;
}

export function everyDay(): Days {
  return new Uint8Array(cycleDays).fill(1);
}

/** Days that belong to both sets. */
export function commonDays(one: Days, other: Days): Days {
  return one.map((member, index) => member & (other[index] ?? 0));
}

export function countDays(set: Days): number {
  return set.reduce((sum, member) => sum + member, 0);
}

/** Whether every day of a set belongs to another one. */
export function isWithinDays(inner: Days, outer: Days): boolean {
  return inner.every((member, index) => member === 0 || outer[index] === 1);
}

/** The most days from one member to the next; the cycle begins anew after its end. */
export function longestGap(set: Days): number {
  const first = set.indexOf(1);
  if (first < 0) return Number.POSITIVE_INFINITY;
  let [longest, last] = [0, first];
  for (let index = first + 1; index <= cycleDays + first; index += 1) {
    if (set[index % cycleDays] !== 1) continue;
    longest = Math.max(longest, index - last);
    last = index;
  }
  return longest;
}

/** How many days later the same date is, some months on; the last day of the month if that month is shorter. */
export function daysToMonth({ index, year, month, date }: Day, later: number): number {
  const wanted = (year - firstYear) * 12 + month - 1 + later;
  const start = startOfMonth(wanted);
  const length = startOfMonth(wanted + 1) - start;
  return start + Math.min(date, length) - 1 - index;
}

let starts: readonly number[] | undefined;

/** The index of the first day of a month, counted from the first one of the cycle. */
function startOfMonth(month: number): number {
  starts ??= cycle().flatMap(({ index, date }) => (date === 1 ? [index] : []));
  return Math.floor(month / monthsPerCycle) * cycleDays + (starts[month % monthsPerCycle] ?? 0);
}

/** `Sunday 4 January 2026`. */
export function dayText({ weekday, date, month, year }: Day): string {
  return `${dayNames[weekday]} ${date} ${monthNames[month - 1]} ${year}`;
}
