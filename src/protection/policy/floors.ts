import type { Duration } from './durations.ts';

/** What a retention keeps, for those who ask for a shortest one of each kind. */
export type FloorName = (typeof floorNames)[number];

export const floorNames = [
  'daily',
  'weekly',
  'monthly',
  'yearly',
  'differential',
  'incremental',
  'log',
  'snapshot',
] as const;

/** The minimum retention that the configuration requires, by kind. */
export type RetentionFloors = Readonly<Partial<Record<FloorName, Duration>>>;

export function isFloorName(text: string): text is FloorName {
  return floorNames.some((name) => name === text);
}

/** The kind of a rule of a Backup vault policy by its name. The default rule keeps what is made every day. */
export function floorOfRule(name: string, isOperational: boolean): FloorName | undefined {
  const lower = name.toLowerCase();
  if (lower === 'default') return isOperational ? 'snapshot' : 'daily';
  return isFloorName(lower) ? lower : undefined;
}
