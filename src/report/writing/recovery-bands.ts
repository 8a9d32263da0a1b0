import { dayOf } from '../../protection/policy/calendar.ts';
import { pointsOn, type RulePoints } from '../../protection/policy/points-on-day.ts';
import type { TimelineChange } from '../../protection/policy/timeline.ts';

/** What one rule keeps, in one of the revisions. */
export interface Band {
  readonly side: 'base' | 'head';
  readonly label: string;
  /** Ages of recovery points in days. */
  readonly kept: readonly number[];
  /** Ages of recovery points that head does not have. */
  readonly lost: readonly number[];
}

/** What the policies of both revisions keep on a day, once they have been in force for long: base first. */
export function bandsOn({ base, head }: TimelineChange, today: Date): readonly Band[] {
  const day = dayOf(today);
  const before = day ? pointsOn(base, day) : [];
  const after = day && head ? pointsOn(head, day) : [];
  const left = new Set(after.flatMap(({ ages }) => ages));
  const ofBase = before.map((points): Band => {
    const kept = points.ages.filter((age) => left.has(age));
    return { side: 'base', label: labelOf(points), kept, lost: points.ages.filter((age) => !left.has(age)) };
  });
  const ofHead = after.map((points): Band => ({ side: 'head', label: labelOf(points), kept: points.ages, lost: [] }));
  const none: Band = { side: 'head', label: 'none are made', kept: [], lost: [] };
  return [...ofBase, ...(after.length === 0 ? [none] : ofHead)];
}

function labelOf({ name, keep, ages }: RulePoints): string {
  return `${name}, kept ${keep.text}: ${ages.length}`;
}

/** Places of ages across a picture. */
export interface AgeScale {
  /** The place of an age in days: today is at the right, and each time as long ago is as far from the last. */
  readonly at: (age: number) => number;
  /** The age at the left. */
  readonly oldest: number;
}

/** A scale that all bands fit into. */
export function scaleFor(bands: readonly Band[], width: number): AgeScale {
  const oldest = Math.max(7, ...bands.flatMap(({ kept, lost }) => [kept.at(-1) ?? 0, lost.at(-1) ?? 0]));
  const all = Math.log1p(oldest + 1);
  return { at: (age) => width * (1 - Math.log1p(age) / all), oldest };
}

/** Ages that people know, for the axis. */
export const knownAges: readonly (readonly [days: number, text: string])[] = [
  [0, 'today'],
  [7, '1 week'],
  [30, '1 month'],
  [91, '3 months'],
  [365, '1 year'],
  [1096, '3 years'],
  [3652, '10 years'],
  [10_957, '30 years'],
  [36_525, '100 years'],
];
