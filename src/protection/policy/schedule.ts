import type { Value } from '../../expr/value.ts';
import { isNothing, knownItems, knownTexts, memberAt, memberOf, numberOf, textOf } from '../resources/read-values.ts';
import {
  allDays,
  commonDays,
  countDays,
  type Days,
  dateDays,
  everyDay,
  everyNthDay,
  inEveryNthWeek,
  longestGap,
  monthDays,
} from './calendar.ts';
import { namedWeekdays } from './day-selectors.ts';

/** When backups are made. */
export interface Schedule {
  readonly days: Days;
  /** Whether there are several on a day, so that days say more than points. */
  readonly isDense: boolean;
  /** The longest time between two backups, in minutes: what is lost at worst. */
  readonly gapMinutes: number;
  /** How many backups are made on each of these days, on average. */
  readonly perDay: number;
  /** Daily and weekly schedules keep recovery points of other kinds. */
  readonly frequency: 'hourly' | 'daily' | 'weekly' | 'log' | 'other';
  /** `every 4 hours`, `weekly on Sunday`. */
  readonly text: string;
}

const minutesPerDay = 1440;

/** The schedule of a Recovery Services vault policy. Undefined if a part of it is not known, or if there is none. */
export function readSchedule(policy: Value | undefined): Schedule | undefined {
  const frequency = textOf(memberOf(policy, 'scheduleRunFrequency'))?.toLowerCase();
  const minutes = numberOf(memberOf(policy, 'scheduleFrequencyInMins'));
  if (minutes !== undefined) return denseSchedule('log', minutes, `every ${plural(minutes, 'minute')}`);
  if (frequency === 'hourly') return hourlySchedule(memberOf(policy, 'hourlySchedule'));
  if (frequency === 'daily') return dailySchedule(timesOf(policy, 'dailySchedule'));
  if (frequency !== 'weekly') return undefined;
  const days = memberOf(policy, 'scheduleRunDays') ?? memberAt(policy, 'weeklySchedule', 'scheduleRunDays');
  return weeklySchedule(days, memberOf(policy, 'scheduleWeeklyFrequency'));
}

function timesOf(policy: Value | undefined, inner: string): Value | undefined {
  return memberOf(policy, 'scheduleRunTimes') ?? memberAt(policy, inner, 'scheduleRunTimes');
}

function dailySchedule(times: Value | undefined): Schedule {
  const count = knownItems(times)?.length ?? 1;
  const clocks = knownTexts(times)?.map(minuteOf) ?? [];
  return timesADay(Math.max(1, count), clocks);
}

/** A schedule that makes backups at the same times of each day. */
function timesADay(count: number, clocks: readonly (number | undefined)[]): Schedule {
  const known = clocks.filter((clock) => clock !== undefined);
  const gapMinutes = known.length === count ? longestPause(known) : minutesPerDay;
  const text = count > 1 ? `${count} times a day` : 'daily';
  return { days: everyDay(), isDense: count > 1, gapMinutes, perDay: count, frequency: 'daily', text };
}

/** The minute of the day of a date with a time. */
function minuteOf(time: string): number | undefined {
  const [, hours, minutes] = /T(\d{2}):?(\d{2})/i.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The longest time from one minute of the day to the next one, overnight included. */
function longestPause(minutes: readonly number[]): number {
  const sorted = minutes.toSorted((one, other) => one - other);
  const [first = 0] = sorted;
  return Math.max(...sorted.map((minute, index) => (sorted[index + 1] ?? first + minutesPerDay) - minute));
}

function hourlySchedule(hourly: Value | undefined): Schedule | undefined {
  const [interval, window] = [
    numberOf(memberOf(hourly, 'interval')),
    numberOf(memberOf(hourly, 'scheduleWindowDuration')),
  ];
  if (interval === undefined || window === undefined) return undefined;
  const rest = 24 - window;
  const text =
    rest > 0
      ? `every ${plural(interval, 'hour')} for ${plural(window, 'hour')} a day`
      : `every ${plural(interval, 'hour')}`;
  const perDay = Math.max(1, window / interval);
  return { ...denseSchedule('hourly', Math.max(interval, rest) * 60, text), perDay };
}

function denseSchedule(frequency: Schedule['frequency'], gapMinutes: number, text: string): Schedule {
  return { days: everyDay(), isDense: true, gapMinutes, perDay: minutesPerDay / gapMinutes, frequency, text };
}

/** One backup on each of these days. */
function onDays(days: Days): Pick<Schedule, 'days' | 'isDense' | 'gapMinutes' | 'perDay'> {
  return { days, isDense: false, gapMinutes: longestGap(days) * minutesPerDay, perDay: 1 };
}

function weeklySchedule(names: Value | undefined, every: Value | undefined): Schedule | undefined {
  const days = namedWeekdays(names);
  const weeks = isNothing(every) ? 1 : Math.max(1, numberOf(every) ?? Number.NaN);
  const texts = knownTexts(names);
  if (!days || !texts || texts.length === 0 || Number.isNaN(weeks)) return undefined;
  const made = weeks === 1 ? days : inEveryNthWeek(days, weeks);
  const text = `${weeks === 1 ? 'weekly' : `every ${weeks} weeks`} on ${texts.join(', ')}`;
  return { ...onDays(made), frequency: 'weekly', text };
}

const intervalForm = /^R\d*\/(\d{4}-\d{2}-\d{2})[^/]*\/P(?:(\d+)D|(\d+)W|(\d+)M|T(\d+)H|T(\d+)M)$/i;

/** The schedule of a Backup vault policy: repeating intervals, of which the last part is the period. */
export function readIntervals(intervals: Value | undefined): Schedule | undefined {
  const texts = knownTexts(intervals);
  const read = texts?.map(readInterval);
  if (!read || read.length === 0 || !read.every((one) => one !== undefined)) return undefined;
  const [first] = read;
  if (!first || read.length === 1) return first;
  if (read.every(({ frequency }) => frequency === 'daily')) {
    const clocks = new Set(texts?.map(minuteOf));
    return timesADay(clocks.size, [...clocks]);
  }
  const days = allDays(read.map((one) => one.days));
  const isDense = read.some((one) => one.isDense);
  const gapMinutes = isDense ? Math.min(...read.map((one) => one.gapMinutes)) : longestGap(days) * minutesPerDay;
  const backups = read.reduce((sum, one) => sum + countBackups(one), 0);
  const text = [...new Set(read.map((one) => one.text))].join(' and ');
  return { ...first, days, gapMinutes, isDense, perDay: backups / countDays(days), text };
}

function readInterval(text: string): Schedule | undefined {
  const match = intervalForm.exec(text);
  const start = match?.[1] === undefined ? Number.NaN : Date.parse(`${match[1]}T00:00:00Z`);
  if (!match || Number.isNaN(start)) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [days, weeks, months, hours, minutes] = [part(2), part(3), part(4), part(5), part(6)];
  const clock = hours * 60 + minutes;
  if (clock > 0 && clock < minutesPerDay) {
    return denseSchedule(
      'hourly',
      clock,
      hours > 0 ? `every ${plural(hours, 'hour')}` : `every ${plural(minutes, 'minute')}`,
    );
  }
  const period = days + weeks * 7 + clock / minutesPerDay;
  const offset = Math.round((start - Date.UTC(2026, 0, 1)) / 86_400_000);
  if (months > 0) return monthlySchedule(months, new Date(start).getUTCDate());
  if (period < 1 || !Number.isInteger(period)) return undefined;
  const made = everyNthDay(period, offset);
  const frequency = period === 1 ? 'daily' : period === 7 ? 'weekly' : 'other';
  const name = frequency === 'other' ? `every ${period} days` : frequency;
  return { ...onDays(made), gapMinutes: period * minutesPerDay, frequency, text: name };
}

function monthlySchedule(months: number, date: number): Schedule {
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1).filter((month) => (month - 1) % months === 0);
  const days = commonDays(dateDays([date], false), monthDays(numbers));
  const text = months === 1 ? 'monthly' : `every ${months} months`;
  return { ...onDays(days), frequency: 'other', text };
}

function plural(count: number, noun: string): string {
  return count === 1 ? `${noun}` : `${count} ${noun}s`;
}

/** Whether head makes fewer backups, or lets more time pass between two of them. */
export function isRarer(head: Schedule, base: Schedule): boolean {
  if (head.gapMinutes !== base.gapMinutes) return head.gapMinutes > base.gapMinutes;
  return countBackups(head) < countBackups(base);
}

/** How many backups a schedule makes in a cycle of the calendar. */
function countBackups({ days, perDay }: Schedule): number {
  return countDays(days) * perDay;
}
