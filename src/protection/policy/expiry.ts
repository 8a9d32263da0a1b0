import type { Duration } from './durations.ts';

/**
 * The day on which what is made on a date expires, at midnight UTC. Months end on the same date, or on the last day of
 * a month that is shorter.
 */
export function expiryOf(made: Date, { exact, minDays }: Duration): Date {
  const end = new Date(made);
  if (exact?.unit !== 'months') {
    end.setUTCDate(end.getUTCDate() + Math.ceil(minDays));
    return end;
  }
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + Number(exact.amount) + 1, 0);
  end.setUTCDate(Math.min(made.getUTCDate(), end.getUTCDate()));
  return end;
}
