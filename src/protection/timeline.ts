import type { Resource } from '../model/deployment.ts';
import { cycle, cycleDays, type Day, daysToMonth, dayText } from './calendar.ts';
import type { Duration } from './durations.ts';
import { type KeepRule, type Plan, plansOf } from './plan.ts';

/**
 * The recovery points that exist once a policy has been in force for as long as it keeps any, on each day of a full
 * calendar cycle.
 */
export interface Timeline {
  /** How many recovery points can be restored: at least and at most, depending on the day. */
  readonly points: { readonly min: number; readonly max: number };
  /** How long the oldest one is kept; undefined if there is none. */
  readonly oldest: Duration | undefined;
  /** The same of the recovery points that each rule keeps, in the order of the plan. */
  readonly rules: readonly RuleTimeline[];
  /** By day of the cycle: which rule keeps what is made then, and for how many days. */
  readonly fate: readonly (Fate | undefined)[];
}

export interface RuleTimeline {
  readonly name: string;
  readonly points: { readonly min: number; readonly max: number };
  readonly keep: Duration;
}

/** What becomes of the recovery point of a day. */
export interface Fate {
  readonly rule: KeepRule;
  readonly days: number;
}

const timelines = new WeakMap<Plan, Timeline | undefined>();

/** The timeline of a plan; undefined if a length has no place in the calendar. */
export function timelineOf(plan: Plan): Timeline | undefined {
  if (!timelines.has(plan)) timelines.set(plan, computeTimeline(plan));
  return timelines.get(plan);
}

function computeTimeline({ rules, schedule, precedence }: Plan): Timeline | undefined {
  if (!rules.every(({ keep }) => keep.exact)) return undefined;
  const keepers = rules.map(keeperOf);
  const all = newTally();
  const tallies = new Map(rules.map((rule) => [rule, newTally()]));
  const fate: (Fate | undefined)[] = [];
  let longest: Fate | undefined;
  for (const day of cycle()) {
    const one = schedule.days[day.index] === 1 ? fateOn(day, keepers, precedence) : undefined;
    fate.push(one);
    if (!one) continue;
    if (!longest || one.days > longest.days) longest = one;
    addTo(all, day.index, one.days);
    addTo(tallies.get(one.rule) ?? all, day.index, one.days);
  }
  const perRule = rules.flatMap((rule): readonly RuleTimeline[] => {
    const tally = tallies.get(rule);
    return tally?.used ? [{ name: rule.name, points: pointsOf(tally), keep: rule.keep }] : [];
  });
  return { points: pointsOf(all), oldest: longest?.rule.keep, rules: perRule, fate };
}

/** What a rule does with the recovery point of a day, if it picks that. */
type Keeper = (day: Day) => Fate | undefined;

/** Days on which a rule does the same share the answer. */
function keeperOf(rule: KeepRule): Keeper {
  const fates = new Map<number, Fate>();
  return (day) => {
    if (rule.days[day.index] !== 1) return undefined;
    const days = keptDays(rule.keep, day);
    const known = fates.get(days) ?? { rule, days };
    fates.set(days, known);
    return known;
  };
}

function fateOn(day: Day, keepers: readonly Keeper[], precedence: Plan['precedence']): Fate | undefined {
  let best: Fate | undefined;
  for (const keeper of keepers) {
    const one = keeper(day);
    if (one && (!best || one.days > best.days)) best = one;
    if (best && precedence === 'first') return best;
  }
  return best;
}

/** From the day of the backup to the day on which it expires. */
function keptDays({ exact, minDays }: Duration, day: Day): number {
  if (exact?.unit === 'months') return daysToMonth(day, Number(exact.amount));
  return Math.ceil(minDays);
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
  const losses = base.fate.map((one, index) => (one ? one.days - (head?.fate[index]?.days ?? 0) : 0));
  const worst = losses.reduce((found, loss, index) => (loss > (losses[found] ?? 0) ? index : found), 0);
  if ((losses[worst] ?? 0) <= 0) return undefined;
  const [before, after] = [base.fate[worst], head?.fate[worst]];
  const index = base.fate.findIndex((one, at) => one?.rule === before?.rule && head?.fate[at]?.rule === after?.rule);
  const day = cycle()[index];
  if (!before || !day) return undefined;
  return { day: dayText(day), base: before.rule.keep, head: after?.rule.keep };
}
