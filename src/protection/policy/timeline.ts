import type { Resource } from '../../model/deployment.ts';
import { memo } from '../../text/memo.ts';
import { cycle, cycleDays, type Days, daysToMonth, dayText } from './calendar.ts';
import type { Duration } from './durations.ts';
import { type KeepRule, type Plan, plansOf } from './retention-plan.ts';

/**
 * The recovery points that exist once a policy has been in force for as long as it keeps any, on each day of a full
 * calendar cycle.
 */
export interface Timeline {
  /** How many recovery points can be restored: at least and at most, depending on the day. */
  readonly points: { readonly min: number; readonly max: number };
  /** How long the oldest one is kept; undefined if there is none. */
  readonly oldest: Duration | undefined;
  /** The same of the recovery points that each rule keeps, in the order of the plan, for those that keep any. */
  readonly rules: readonly RuleTimeline[];
  /** For how many days what is made on each day of the cycle is kept; none is made where it is -1. */
  readonly kept: Float64Array;
  /** The rule that keeps it. */
  readonly ruleOn: (day: number) => KeepRule | undefined;
}

export interface RuleTimeline {
  readonly rule: KeepRule;
  readonly points: { readonly min: number; readonly max: number };
}

/** The timeline of a plan; undefined if a length has no place in the calendar. */
export const timelineOf: (plan: Plan) => Timeline | undefined = memo(computeTimeline);

/** There are ten thousand days to look at, and policies by the hundred: the loops make no objects. */
function computeTimeline({ rules, schedule, precedence }: Plan): Timeline | undefined {
  if (!rules.every(({ keep }) => keep.exact)) return undefined;
  const { kept, winners } = winnersOf(rules.map(keptDays), schedule.days, precedence);
  const all = newTally();
  const tallies = rules.map(newTally);
  let longest = -1;
  for (let day = 0; day < cycleDays; day += 1) {
    const tally = tallies[winners[day] ?? -1];
    const days = kept[day] ?? -1;
    if (!tally) continue;
    addTo(all, day, days);
    addTo(tally, day, days);
    if (longest < 0 || days > (kept[longest] ?? 0)) longest = day;
  }
  const perRule = rules.flatMap((rule, index): readonly RuleTimeline[] => {
    const tally = tallies[index];
    return tally?.used ? [{ rule, points: pointsOf(tally) }] : [];
  });
  const ruleOn = (day: number): KeepRule | undefined => rules[winners[day] ?? -1];
  return { points: pointsOf(all), oldest: ruleOn(longest)?.keep, rules: perRule, kept, ruleOn };
}

/** By day: the rule that counts, by its index, and for how long it keeps what is made then. */
interface Winners {
  readonly kept: Float64Array;
  readonly winners: Int16Array;
}

function winnersOf(all: readonly Float64Array[], made: Days, precedence: Plan['precedence']): Winners {
  const kept = new Float64Array(cycleDays).fill(-1);
  const winners = new Int16Array(cycleDays).fill(-1);
  all.forEach((own, index) => {
    for (let day = 0; day < cycleDays; day += 1) {
      const best = kept[day] ?? -1;
      const days = own[day] ?? -1;
      if (made[day] !== 1 || days <= best || (best >= 0 && precedence === 'first')) continue;
      kept[day] = days;
      winners[day] = index;
    }
  });
  return { kept, winners };
}

/** For how many days a rule keeps what is made on each day of the cycle; -1 for what it does not pick. */
function keptDays({ days, keep }: KeepRule): Float64Array {
  const { exact, minDays } = keep;
  const kept = new Float64Array(cycleDays).fill(-1);
  if (exact?.unit !== 'months') {
    const whole = Math.ceil(minDays);
    for (let day = 0; day < cycleDays; day += 1) if (days[day] === 1) kept[day] = whole;
    return kept;
  }
  const months = Number(exact.amount);
  for (const day of cycle()) if (days[day.index] === 1) kept[day.index] = daysToMonth(day, months);
  return kept;
}

/** How many recovery points there are on each day of the cycle, which repeats for ever. */
interface Tally {
  /** Whether anything was added, be it kept for no time at all. */
  used: boolean;
  /** Those that are there on every day. */
  everywhere: number;
  /** How many more there are than on the day before, but for those. */
  readonly changes: Int32Array;
}

function newTally(): Tally {
  return { used: false, everywhere: 0, changes: new Int32Array(cycleDays + 1) };
}

function addTo(tally: Tally, index: number, days: number): void {
  tally.used = true;
  if (days <= 0) return;
  tally.everywhere += Math.floor(days / cycleDays);
  const end = index + (days % cycleDays);
  addSpan(tally.changes, index, Math.min(end, cycleDays));
  if (end > cycleDays) addSpan(tally.changes, 0, end - cycleDays);
}

function addSpan(changes: Int32Array, from: number, to: number): void {
  changes[from] = (changes[from] ?? 0) + 1;
  changes[to] = (changes[to] ?? 0) - 1;
}

function pointsOf({ everywhere, changes }: Tally): RuleTimeline['points'] {
  let [count, min, max] = [everywhere, Number.POSITIVE_INFINITY, 0];
  for (let index = 0; index < cycleDays; index += 1) {
    count += changes[index] ?? 0;
    if (count < min) min = count;
    if (count > max) max = count;
  }
  return { min, max };
}

/** How a kind of recovery points changes from base to head. */
export interface TimelineChange {
  /** The plan that makes the points. */
  readonly plan: string;
  /** What the points are: `recovery points`, `Full backups`. */
  readonly label: string;
  /** Whether days are counted instead of points, because there are several a day. */
  readonly countsDays: boolean;
  readonly base: Timeline;
  /** Undefined if head makes none of this kind. */
  readonly head: Timeline | undefined;
  /** The recovery point that loses most: its day, and what becomes of it. */
  readonly example: TimelineExample | undefined;
}

export interface TimelineExample {
  /** `Sunday 4 January 2026`. */
  readonly day: string;
  /** How long base keeps it. */
  readonly base: Duration;
  /** How long head keeps it; undefined if head does not make it. */
  readonly head: Duration | undefined;
}

/** What changes from one policy to another, for all kinds of recovery points that become fewer or older ones. */
export function compareTimelines(base: Resource, head: Resource): readonly TimelineChange[] {
  const after = plansOf(head);
  return plansOf(base).flatMap((plan): readonly TimelineChange[] => {
    const other = after.find(({ key }) => key === plan.key);
    const [before, now] = [timelineOf(plan), other && timelineOf(other)];
    // A plan of head of which something is not known explains nothing, and neither does one that is missing for that.
    if (!before || (other && !now) || (!other && after.length === 0)) return [];
    const example = exampleOf(before, now);
    const fewer = !now || now.points.max < before.points.max || now.points.min < before.points.min;
    if (!example && !fewer) return [];
    const countsDays = plan.schedule.isDense || other?.schedule.isDense === true;
    return [{ plan: plan.key, label: plan.label, countsDays, base: before, head: now, example }];
  });
}

/** The first recovery point of the kind that loses most. */
function exampleOf(base: Timeline, head: Timeline | undefined): TimelineExample | undefined {
  let worst = -1;
  let most = 0;
  for (let day = 0; day < cycleDays; day += 1) {
    const loss = (base.kept[day] ?? -1) - Math.max(0, head?.kept[day] ?? 0);
    if (loss <= most) continue;
    worst = day;
    most = loss;
  }
  const [before, after] = [base.ruleOn(worst), head?.ruleOn(worst)];
  const day = cycle().find(({ index }) => base.ruleOn(index) === before && head?.ruleOn(index) === after);
  return before && day ? { day: dayText(day), base: before.keep, head: after?.keep } : undefined;
}
