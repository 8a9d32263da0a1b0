import type { Judgement } from '../../diff/worlds.ts';
import { type Duration, isShorter } from '../../protection/policy/durations.ts';
import type { Retention } from '../../protection/policy/retention-tier.ts';

const preserved: Judgement = { verdict: 'preserved' };

/** Compares two lengths: of a tier that is there in both revisions (`reduced`), or one that may be gone (`removed`). */
export function judgeRetention(from: Retention, to: Retention, event: 'reduced' | 'removed'): Judgement {
  if (from.kind === 'none') return preserved;
  if (event === 'removed') return { verdict: to.kind === 'none' ? 'weakened' : 'preserved' };
  if (to.kind === 'none') return preserved;
  if (from.kind === 'duration' && to.kind === 'duration') {
    switch (isShorter(to.duration, from.duration)) {
      case 'yes':
        return { verdict: 'weakened' };
      case 'perhaps':
        return { verdict: 'weakened', confidence: 'possible' };
      case 'no':
        return preserved;
    }
  }
  return judgeBounds(from, to);
}

type SomeRetention = Exclude<Retention, { kind: 'none' }>;

/** What is not known may still be bounded. */
function judgeBounds(from: SomeRetention, to: SomeRetention): Judgement {
  const [before, after] = [boundsOf(from), boundsOf(to)];
  if (isSameUnknown(from, to)) {
    const lower = before !== undefined && after !== undefined && after.minDays < before.minDays;
    return lower ? { verdict: 'weakened', confidence: 'possible' } : preserved;
  }
  if (before && after && after.maxDays < before.minDays) return { verdict: 'weakened' };
  if (before && after && after.minDays >= before.maxDays) return preserved;
  return { verdict: 'unknown' };
}

/** The same unknown: its text is the same, and each evaluation of it gives the same. */
export function isSameUnknown(from: Retention, to: Retention): boolean {
  if (from.kind !== 'unknown' || to.kind !== 'unknown') return false;
  return from.text === to.text && from.repeatable;
}

function boundsOf(retention: SomeRetention): { readonly minDays: number; readonly maxDays: number } | undefined {
  return retention.kind === 'duration' ? retention.duration : retention.bounds;
}

export function retentionText(retention: Retention): string {
  switch (retention.kind) {
    case 'none':
      return 'none';
    case 'duration':
      return retention.duration.text;
    case 'unknown':
      return 'not known';
  }
}

/** What to know of two lengths of which the calendar decides whether one is shorter; else empty. */
export function doubtText(from: Retention, to: Retention): string {
  if (from.kind !== 'duration' || to.kind !== 'duration') return '';
  if (isShorter(to.duration, from.duration) !== 'perhaps') return '';
  const lengths = [from.duration, to.duration].flatMap(intervalText);
  return `This can be shorter, depending on the calendar: ${lengths.join(', ')}.`;
}

function intervalText({ text, minDays, maxDays }: Duration): readonly string[] {
  return minDays === maxDays ? [] : [`${text} can be ${minDays} to ${maxDays} days`];
}
