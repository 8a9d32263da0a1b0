import { monthNames } from '../../../dotnet/date-time.ts';
import type { Duration } from '../../../protection/policy/durations.ts';

const dayMs = 86_400_000;

/** A day such as `2026-12-01`, at midnight UTC; undefined for a text that is none. */
export function dateOf(day: string): Date | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** So many days later. */
export function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * dayMs);
}

/** The day on which what is made on a date expires: months end on their last day, as Azure counts. */
export function expiryOf(made: Date, { exact, minDays }: Duration): Date {
  if (exact?.unit !== 'months') return daysAfter(made, Math.ceil(minDays));
  const months = made.getUTCMonth() + Number(exact.amount);
  const last = new Date(Date.UTC(made.getUTCFullYear(), months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(made.getUTCFullYear(), months, Math.min(made.getUTCDate(), last)));
}

/** `1 December 2026`. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'a day after the year 275760';
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
