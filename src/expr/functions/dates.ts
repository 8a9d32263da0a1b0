import { dateTimeOffset, epochTicks, ticksPerDay, ticksPerSecond, utcTicks } from '../../dotnet/date-time.ts';
import { formatDateTime } from '../../dotnet/date-time-format.ts';
import {
  type ParsedDateTime,
  parseCompactDateTime,
  parseDateTime,
  type TimeOfToday,
} from '../../dotnet/date-time-parse.ts';
import { isWhiteSpace } from '../../dotnet/white-space.ts';
import { known } from '../apply.ts';
import { argAt, refuseKind, stringAt } from '../arguments.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { intValue, stringValue } from '../make-value.ts';
import type { Value } from '../value.ts';

/** The functions on times that are given: `utcNow` is not one of them. */
export const dateFunctions: readonly TemplateFunction[] = [
  known('dateTimeAdd', 2, 3, addDuration),
  known('dateTimeFromEpoch', 1, 1, (args) => fromEpoch(epochAt(args))),
  known('dateTimeToEpoch', 1, 1, toEpoch),
];

/** The offset is not written, although the text claims to be UTC: so does the service. */
const defaultFormat = 'yyyy-MM-ddTHH:mm:ssZ';

const epoch = { ticks: epochTicks, offsetMinutes: 0 };

function addDuration(args: readonly Value[]): Value | undefined {
  const time = timeAt(args);
  const duration = durationAt(args, 1);
  const format = args.length > 2 ? stringAt(args, 2) : defaultFormat;
  if (formatDateTime(epoch, format) === undefined) refuse(`argument 3 must be a date format, not '${format}'`);
  if (time === 'unsure') return undefined;
  if ('timeOfDay' in time) return addToToday(time, duration, format);
  const sum = dateTimeOffset(time.ticks + duration, time.offsetMinutes);
  if (!sum) refuse('the result is not in the years 1 to 9999');
  return stringValue(formatDateTime(sum, format) ?? '');
}

/** Days of which each part of a date differs between two: the day and weekday, the month, the year. */
const someDays: readonly bigint[] = [0n, 1n, 35n, 400n].map((day) => epochTicks + day * ticksPerDay);

/** A time of the present day is known as far as no day changes what is written of it. */
function addToToday({ timeOfDay, offsetMinutes }: TimeOfToday, duration: bigint, format: string): Value | undefined {
  const texts = someDays.map((day) => {
    const sum = dateTimeOffset(day + timeOfDay + duration, offsetMinutes);
    return sum && formatDateTime(sum, format);
  });
  const [first, ...others] = texts;
  return first !== undefined && others.every((text) => text === first) ? stringValue(first) : undefined;
}

function toEpoch(args: readonly Value[]): Value | undefined {
  const time = timeAt(args);
  if (time === 'unsure' || 'timeOfDay' in time) return undefined;
  const ticks = utcTicks(time) - epochTicks;
  const whole = ticks / ticksPerSecond;
  return intValue(ticks % ticksPerSecond < 0n ? whole - 1n : whole);
}

function fromEpoch(seconds: bigint): Value {
  const time = dateTimeOffset(epochTicks + seconds * ticksPerSecond, 0);
  if (!time) refuse(`argument 1 must be a time in the years 1 to 9999, not ${seconds} seconds from 1970`);
  return stringValue(formatDateTime(time, defaultFormat) ?? '');
}

function timeAt(args: readonly Value[]): Exclude<ParsedDateTime, undefined> {
  const text = stringAt(args, 0);
  return (
    parseDateTime(text) ?? parseCompactDateTime(text) ?? refuse(`argument 1 must be a date and time, not '${text}'`)
  );
}

/** Besides integers, this takes their text, and decimal numbers without a fraction. */
function epochAt(args: readonly Value[]): bigint {
  const value = argAt(args, 0);
  switch (value.kind) {
    case 'int':
      return value.value;
    case 'float':
      return Number.isInteger(value.value) ? BigInt(value.value) : refuse(`argument 1 is no integer: ${value.value}`);
    case 'string': {
      const digits = /^[\t-\r ]*([+-]?[0-9]+)[\t-\r ]*$/.exec(value.value)?.[1];
      // No time has more digits than that, leading zeros apart.
      const significant = digits?.replace(/^([+-]?)0+(?=[0-9])/, '$1');
      if (significant === undefined || significant.length > 20) refuse(`argument 1 is no integer: '${value.value}'`);
      return BigInt(significant.replace('+', ''));
    }
    default:
      return refuseKind(args, 0, 'an integer');
  }
}

const daysPerYear = 365;
const daysPerMonth = 30;

const durationPattern =
  /^(-?)P(?=[0-9T])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=[0-9.])(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S|(\d*)\.(\d*)S)?)?$/;

/** The ticks of an ISO 8601 duration. Months and years have a fixed length; twelve months are a year. */
function durationAt(args: readonly Value[], index: number): bigint {
  const text = stringAt(args, index);
  const refuseText = (): never => refuse(`argument ${index + 1} must be an ISO 8601 duration, not '${text}'`);
  const matched = durationPattern.exec(trim(text)) ?? refuseText();
  const [, sign, years, months, days, hours, minutes, seconds, wholeSeconds, fraction = ''] = matched;
  const part = (digits: string | undefined): bigint => parseInt32(digits ?? '') ?? refuseText();
  const month = part(months);
  const dayCount =
    (part(years) + month / 12n) * BigInt(daysPerYear) + (month % 12n) * BigInt(daysPerMonth) + part(days);
  const secondCount = (part(hours) * 60n + part(minutes)) * 60n + part(seconds ?? wholeSeconds);
  const ticks = dayCount * ticksPerDay + secondCount * ticksPerSecond + BigInt(fraction.slice(0, 7).padEnd(7, '0'));
  return sign === '-' ? -ticks : ticks;
}

function parseInt32(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+/, '');
  if (significant.length > 10) return undefined;
  const value = BigInt(significant);
  return value < 2n ** 31n ? value : undefined;
}

function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isWhiteSpace(text.charAt(start))) start += 1;
  while (end > start && isWhiteSpace(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
