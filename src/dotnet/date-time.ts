/** A time on the clock of a place, as .NET's `DateTimeOffset`. */
export interface DateTimeOffset {
  /** Of the clock: units of 100 ns since the beginning of the year 1. */
  readonly ticks: bigint;
  /** How far the clock is ahead of UTC. */
  readonly offsetMinutes: number;
}

export const ticksPerSecond = 10_000_000n;
export const ticksPerMinute = 60n * ticksPerSecond;
export const ticksPerDay = 1440n * ticksPerMinute;

/** The beginning of 1970. */
export const epochTicks = 719_162n * ticksPerDay;

const maxTicks = 3_652_059n * ticksPerDay - 1n;
const maxOffsetMinutes = 14 * 60;

/** Undefined unless both the clock and UTC are in the years 1 to 9999, and the offset is one that exists. */
export function dateTimeOffset(ticks: bigint, offsetMinutes: number): DateTimeOffset | undefined {
  const value = { ticks, offsetMinutes };
  return isInRange(ticks) && isInRange(utcTicks(value)) && isOffset(offsetMinutes) ? value : undefined;
}

/** Whether a clock can be that far ahead of UTC, or behind it. */
export function isOffset(minutes: number): boolean {
  return Math.abs(minutes) <= maxOffsetMinutes;
}

/** The ticks of the clock in UTC at the same time. */
export function utcTicks(value: DateTimeOffset): bigint {
  return value.ticks - BigInt(value.offsetMinutes) * ticksPerMinute;
}

function isInRange(ticks: bigint): boolean {
  return ticks >= 0n && ticks <= maxTicks;
}

/** The ticks at the beginning of a day, or undefined if the calendar has no such day. */
export function ticksOfDay(year: number, month: number, day: number): bigint | undefined {
  if (year < 1 || year > 9999) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return BigInt(date.getTime()) * 10_000n + epochTicks;
}

/** The ticks of a time of day, or undefined if no clock shows it. */
export function ticksOfTime(hour: number, minute: number, second: number): bigint | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return BigInt((hour * 60 + minute) * 60 + second) * ticksPerSecond;
}

/** Of the day at some ticks, from 0 for Sunday. */
export function dayOfWeek(ticks: bigint): number {
  return Number((ticks / ticksPerDay + 1n) % 7n);
}

export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const dayNames: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];
