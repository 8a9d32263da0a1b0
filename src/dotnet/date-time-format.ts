import {
  type DateTimeOffset,
  dayNames,
  dayOfWeek,
  epochTicks,
  monthNames,
  ticksPerDay,
  utcTicks,
} from './date-time.ts';

/** The standard formats of the invariant culture. `U` is none for times that have an offset. */
const standardFormats: ReadonlyMap<string, string> = new Map([
  ['d', 'MM/dd/yyyy'],
  ['D', 'dddd, dd MMMM yyyy'],
  ['f', 'dddd, dd MMMM yyyy HH:mm'],
  ['F', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['g', 'MM/dd/yyyy HH:mm'],
  ['G', 'MM/dd/yyyy HH:mm:ss'],
  ['m', 'MMMM dd'],
  ['M', 'MMMM dd'],
  ['o', "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz"],
  ['O', "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz"],
  ['r', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['s', "yyyy-MM-dd'T'HH:mm:ss"],
  ['t', 'HH:mm'],
  ['T', 'HH:mm:ss'],
  ['u', "yyyy-MM-dd HH:mm:ss'Z'"],
  ['y', 'yyyy MMMM'],
  ['Y', 'yyyy MMMM'],
]);

const defaultFormat = 'MM/dd/yyyy HH:mm:ss zzz';

/**
 * Writes a time by a .NET format string, standard or custom, in the invariant culture. Undefined if .NET refuses the
 * format.
 */
export function formatDateTime(value: DateTimeOffset, format: string): string | undefined {
  if (format === '') return formatCustom(value, defaultFormat);
  if (format.length > 1) return formatCustom(value, format);
  const standard = standardFormats.get(format);
  if (standard === undefined) return undefined;
  const inUtc = 'rRu'.includes(format);
  return formatCustom(inUtc ? { ticks: utcTicks(value), offsetMinutes: 0 } : value, standard);
}

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** In seven digits. */
  readonly fraction: string;
  readonly offsetMinutes: number;
}

function fieldsOf({ ticks, offsetMinutes }: DateTimeOffset): Fields {
  const date = new Date(Number((ticks - (ticks % ticksPerDay) - epochTicks) / 10_000n));
  const timeOfDay = Number(ticks % ticksPerDay);
  const seconds = Math.floor(timeOfDay / 1e7);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    dayOfWeek: dayOfWeek(ticks),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: pad(timeOfDay % 1e7, 7),
    offsetMinutes,
  };
}

function formatCustom(value: DateTimeOffset, format: string): string | undefined {
  const fields = fieldsOf(value);
  const out: string[] = [];
  for (let at = 0; at < format.length; ) {
    const next = formatToken(fields, format, at, out);
    if (next === undefined) return undefined;
    at = next;
  }
  return out.join('');
}

/** Writes what stands at an index of a format, and gives the index after it. Undefined if it is not well-formed. */
function formatToken(fields: Fields, format: string, at: number, out: string[]): number | undefined {
  const char = format.charAt(at);
  switch (char) {
    case '"':
    case "'":
      return copyQuoted(format, at, out);
    case '\\':
      if (at + 1 === format.length) return undefined;
      out.push(format.charAt(at + 1));
      return at + 2;
    case '%': {
      // One specifier by itself: '%d' is the day, where 'd' alone would be a standard format.
      const specifier = format.charAt(at + 1);
      if (specifier === '' || specifier === '%') return undefined;
      return formatToken(fields, specifier, 0, out) === undefined ? undefined : at + 2;
    }
    case 'f':
    case 'F':
      return formatFraction(fields, format, at, out);
    case 'K':
      out.push(formatOffset(fields.offsetMinutes, 3));
      return at + 1;
    default: {
      const count = 'dghHmMstyz'.includes(char) ? runLength(format, at) : 1;
      out.push(formatField(fields, char, count));
      return at + count;
    }
  }
}

/** Quotes do not nest; a backslash in them escapes one character. */
function copyQuoted(format: string, start: number, out: string[]): number | undefined {
  const quote = format.charAt(start);
  for (let at = start + 1; at < format.length; at += 1) {
    const char = format.charAt(at);
    if (char === quote) return at + 1;
    if (char === '\\') at += 1;
    out.push(format.charAt(at));
  }
  return undefined;
}

function formatFraction(fields: Fields, format: string, at: number, out: string[]): number | undefined {
  const count = runLength(format, at);
  if (count > 7) return undefined;
  const digits = fields.fraction.slice(0, count);
  const written = format.charAt(at) === 'f' ? digits : (/^(?:0*[1-9])*/.exec(digits)?.[0] ?? '');
  if (written !== '') out.push(written);
  else removePoint(out);
  return at + count;
}

/** A fraction that is left out takes the point before it along. */
function removePoint(out: string[]): void {
  const last = out.pop();
  if (last?.endsWith('.')) out.push(last.slice(0, -1));
  else if (last !== undefined) out.push(last);
}

function formatField(fields: Fields, char: string, count: number): string {
  switch (char) {
    case 'd':
      return count < 3 ? pad(fields.day, count) : nameOf(dayNames, fields.dayOfWeek, count);
    case 'g':
      return 'A.D.';
    case 'h':
      return pad(fields.hour % 12 || 12, Math.min(count, 2));
    case 'H':
      return pad(fields.hour, Math.min(count, 2));
    case 'm':
      return pad(fields.minute, Math.min(count, 2));
    case 'M':
      return count < 3 ? pad(fields.month, count) : nameOf(monthNames, fields.month - 1, count);
    case 's':
      return pad(fields.second, Math.min(count, 2));
    case 't':
      return (fields.hour < 12 ? 'AM' : 'PM').slice(0, count);
    case 'y':
      return pad(count < 3 ? fields.year % 100 : fields.year, count);
    case 'z':
      return formatOffset(fields.offsetMinutes, count);
    default:
      return char;
  }
}

/** In full from four letters on, else the first three. */
function nameOf(names: readonly string[], index: number, count: number): string {
  const name = names[index] ?? '';
  return count === 3 ? name.slice(0, 3) : name;
}

function formatOffset(offsetMinutes: number, count: number): string {
  const distance = Math.abs(offsetMinutes);
  const hours = `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(distance / 60), Math.min(count, 2))}`;
  return count < 3 ? hours : `${hours}:${pad(distance % 60, 2)}`;
}

function runLength(format: string, at: number): number {
  let end = at + 1;
  while (format.charAt(end) === format.charAt(at)) end += 1;
  return end - at;
}

function pad(value: number, width: number): string {
  return value.toString().padStart(width, '0');
}
