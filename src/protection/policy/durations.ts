/** A length of time as an interval of days, because months and years have no fixed length. */
export interface Duration {
  readonly minDays: number;
  readonly maxDays: number;
  /** The same length in a unit that compares exactly with others of its kind. */
  readonly exact: { readonly unit: 'seconds' | 'months'; readonly amount: bigint } | undefined;
  /** As people would say it: `30 days`, `10 years`. */
  readonly text: string;
}

const secondsPerDay = 86_400n;

/** How many days a month and a year can have. */
const monthDays = { min: 28, max: 31 };
const yearDays = { min: 365, max: 366 };

/** A count of calendar units. Undefined for a unit that is none. */
export function durationOf(count: bigint, unit: string): Duration | undefined {
  const number = Number(count);
  switch (unit.toLowerCase()) {
    case 'days':
      return fixed(count, `${plural(count, 'day')}`);
    case 'weeks':
      return fixed(count * 7n, `${plural(count, 'week')}`);
    case 'months':
      return {
        minDays: number * monthDays.min,
        maxDays: number * monthDays.max,
        exact: { unit: 'months', amount: count },
        text: plural(count, 'month'),
      };
    case 'years':
      return {
        minDays: number * yearDays.min,
        maxDays: number * yearDays.max,
        exact: { unit: 'months', amount: count * 12n },
        text: plural(count, 'year'),
      };
    default:
      return undefined;
  }
}

export function daysOf(count: bigint): Duration {
  return fixed(count, plural(count, 'day'));
}

function fixed(days: bigint, text: string): Duration {
  const number = Number(days);
  return { minDays: number, maxDays: number, exact: { unit: 'seconds', amount: days * secondsPerDay }, text };
}

function plural(count: bigint, noun: string): string {
  return `${count} ${noun}${count === 1n ? '' : 's'}`;
}

const isoForm =
  /^P(?!$)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i;

/** An ISO-8601 duration in whole units, such as `P30D` or `P1Y6M`. Undefined for any other text. */
export function isoDuration(text: string): Duration | undefined {
  const match = isoForm.exec(text);
  if (!match) return undefined;
  const part = (index: number): bigint => BigInt(match[index] ?? '0');
  const [years, months, weeks, days] = [part(1), part(2), part(3), part(4)];
  const [hours, minutes, seconds] = [part(5), part(6), part(7)];
  const clock = hours * 3600n + minutes * 60n + seconds;
  const rest = (weeks * 7n + days) * secondsPerDay + clock;
  const calendar = years * 12n + months;
  return {
    minDays: Number(years) * yearDays.min + Number(months) * monthDays.min + Number(rest) / Number(secondsPerDay),
    maxDays: Number(years) * yearDays.max + Number(months) * monthDays.max + Number(rest) / Number(secondsPerDay),
    exact: exactLength(calendar, rest),
    text: isoText({ years, months, weeks, days, clock }) ?? text,
  };
}

function exactLength(months: bigint, seconds: bigint): Duration['exact'] {
  if (months === 0n) return { unit: 'seconds', amount: seconds };
  return seconds === 0n ? { unit: 'months', amount: months } : undefined;
}

function isoText(parts: {
  years: bigint;
  months: bigint;
  weeks: bigint;
  days: bigint;
  clock: bigint;
}): string | undefined {
  if (parts.clock !== 0n) return undefined;
  const named: readonly (readonly [bigint, string])[] = [
    [parts.years, 'year'],
    [parts.months, 'month'],
    [parts.weeks, 'week'],
    [parts.days, 'day'],
  ];
  const present = named.filter(([amount]) => amount !== 0n);
  return present.length === 0 ? '0 days' : present.map(([amount, noun]) => plural(amount, noun)).join(' ');
}

const plainForm = /^(\d{1,6}) (day|week|month|year)s?$/i;

/** A length as people or templates write it: `30 days`, `P30D`. */
export function lengthOf(text: string): Duration | undefined {
  const [, count, unit] = plainForm.exec(text) ?? [];
  return count === undefined ? isoDuration(text) : durationOf(BigInt(count), `${unit}s`);
}

/** One length after another, as a recovery point that moves from one store to the next lives. */
export function sumOf(first: Duration, second: Duration): Duration {
  const [one, other] = [first.exact, second.exact];
  const exact =
    one && other && one.unit === other.unit ? { unit: one.unit, amount: one.amount + other.amount } : undefined;
  const text =
    exact?.unit === 'months' && exact.amount % 12n === 0n
      ? plural(exact.amount / 12n, 'year')
      : exact?.unit === 'months'
        ? plural(exact.amount, 'month')
        : `${first.text} and then ${second.text}`;
  return { minDays: first.minDays + second.minDays, maxDays: first.maxDays + second.maxDays, exact, text };
}

/** Whether head keeps at least as long as base. `perhaps` if that depends on the calendar. */
export function isShorter(head: Duration, base: Duration): 'yes' | 'no' | 'perhaps' {
  if (head.exact && base.exact && head.exact.unit === base.exact.unit) {
    return head.exact.amount < base.exact.amount ? 'yes' : 'no';
  }
  if (head.maxDays < base.minDays) return 'yes';
  return head.minDays >= base.minDays && head.maxDays >= base.maxDays ? 'no' : 'perhaps';
}
