import { monthNames } from '../../dotnet/date-time.ts';

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

/** `1 December 2026`. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'a day after the year 275760';
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
