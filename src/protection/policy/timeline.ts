import type { Resource } from '../../model/deployment.ts';
import { memo, once } from '../../text/memo.ts';
import {
  allDays,
  bitCount,
  commonDays,
  countDays,
  countFrom,
  cycle,
  cycleDays,
  cycleMonths,
  type Day,
  type Days,
  daysToMonth,
  dayText,
  firstDay,
  lowest,
  lowestIndex,
  otherDays,
} from './calendar.ts';
import type { Duration } from './durations.ts';
import { type KeepRule, type Plan, plansOf } from './retention-plan.ts';

/**
 * The recovery points that exist once a policy has been in force for as long as it keeps any, on each day of a full
 * calendar cycle.
 */
export interface Timeline {
  /** How many recovery points can be restored: at least and at most, depending on the day. */
  readonly points: PointCount;
  /** How long the oldest one is kept; undefined if there is none. */
  readonly oldest: Duration | undefined;
  /** The same of the recovery points that each rule keeps, in the order of the plan, for those that keep any. */
  readonly rules: readonly RuleTimeline[];
}

interface PointCount {
  readonly min: number;
  readonly max: number;
}

export interface RuleTimeline {
  readonly rule: KeepRule;
  readonly points: PointCount;
  /** The days whose recovery points it keeps, because no other rule has them. */
  readonly kept: Days;
}

/** The timeline of a plan; undefined if a length has no place in the calendar. */
export const timelineOf: (plan: Plan) => Timeline | undefined = memo(computeTimeline);

/** Few of those who ask for a timeline ask for how many recovery points there are, or how old: these wait. */
function computeTimeline(plan: Plan): Timeline | undefined {
  if (!plan.rules.every(({ keep }) => keep.exact)) return undefined;
  const rules = shareOut(plan).map(ruleTimeline);
  const points = once(() => countPoints(together(rules.map(({ stream }) => stream()))));
  const oldest = once(() => oldestOf(rules));
  return {
    rules,
    get points() {
      return points();
    },
    get oldest() {
      return oldest();
    },
  };
}

function ruleTimeline({ rule, kept }: Share): RuleTimeline & { readonly stream: () => Stream } {
  const stream = once(() => streamOf(kept, rule.keep));
  const points = once(() => countPoints(stream()));
  return {
    rule,
    kept,
    stream,
    get points() {
      return points();
    },
  };
}

function oldestOf(rules: readonly RuleTimeline[]): Duration | undefined {
  const [first, ...others] = rules;
  const most = (one: RuleTimeline): Most | undefined => mostOn(one.kept, isFixed(one.rule), lengthOn(one.rule));
  const oldest = first && others.reduce((one, other) => (isAhead(most(other), most(one)) ? other : one), first);
  return oldest?.rule.keep;
}

/** Whether a rule keeps whatever it keeps for the same number of days. */
function isFixed({ keep }: KeepRule): boolean {
  return keep.exact?.unit !== 'months';
}

/** For how many days a rule keeps what is made on a day. */
function lengthOn({ keep }: KeepRule): (day: Day) => number {
  const { exact, minDays } = keep;
  const fixed = Math.ceil(minDays);
  if (exact?.unit !== 'months') return () => fixed;
  const months = Number(exact.amount);
  return (day) => daysToMonth(day, months);
}

type Share = Pick<RuleTimeline, 'rule' | 'kept'>;

/** What each rule gets of the recovery points; rules that get none are left out. */
function shareOut({ rules, schedule, precedence }: Plan): readonly Share[] {
  const able = rules.filter(({ keep }) => keep.minDays >= 0);
  const inOrder = precedence === 'first' ? able : byLength(able);
  const shares = inOrder ? inTurn(inOrder, schedule.days) : byDay(able, schedule.days);
  return rules.flatMap((rule) =>
    shares.filter((share) => share.rule === rule && share.kept.some((bits) => bits !== 0)),
  );
}

/** Each rule takes what it picks of what the ones before it left. */
function inTurn(rules: readonly KeepRule[], made: Days): readonly Share[] {
  const left = made.slice();
  return rules.map((rule) => {
    const kept = new Int32Array(cycleMonths);
    for (let month = 0; month < cycleMonths; month += 1) {
      const bits = left[month] ?? 0;
      kept[month] = bits & (rule.days[month] ?? 0);
      left[month] = bits & ~(rule.days[month] ?? 0);
    }
    return { rule, kept };
  });
}

const meanMonth = cycleDays / cycleMonths;

/** Months are this many days longer or shorter than the mean ones, at most, however many they are. */
const spread = 8;

/** The rules from the longest one to the shortest; undefined if it depends on the day which of two is longer. */
function byLength(rules: readonly KeepRule[]): readonly KeepRule[] | undefined {
  const meanOf = ({ keep }: KeepRule): number =>
    keep.exact?.unit === 'months' ? Number(keep.exact.amount) * meanMonth : Math.ceil(keep.minDays);
  const isClear = rules.every((one) =>
    rules.every((other) => isFixed(one) === isFixed(other) || Math.abs(meanOf(one) - meanOf(other)) > spread),
  );
  return isClear ? rules.toSorted((one, other) => meanOf(other) - meanOf(one)) : undefined;
}

/** On each day, the longest of the rules takes what is made. */
function byDay(rules: readonly KeepRule[], made: Days): readonly Share[] {
  const lengths = rules.map(lengthOn);
  const shares = rules.map((rule) => ({ rule, kept: new Int32Array(cycleMonths) }));
  for (const month of cycle()) {
    for (const days of alikeDays(made[month.index] ?? 0)) {
      let left = days;
      const onDay = lengths.map((length) => length({ month, date: lowestIndex(days) + 1 }));
      const order = rules.map((_, rule) => rule).toSorted((one, other) => (onDay[other] ?? 0) - (onDay[one] ?? 0));
      for (const rule of order) {
        const bits = left & (rules[rule]?.days[month.index] ?? 0);
        left &= ~bits;
        const kept = shares[rule]?.kept;
        if (kept) kept[month.index] = (kept[month.index] ?? 0) | bits;
      }
    }
  }
  return shares;
}

/** The dates that each month has: up to there, the same number of months later is equally many days later. */
const commonDates = 0x0fffffff;

/** The days of a month in parts of which all days are kept equally long, in order. */
function alikeDays(bits: number): readonly number[] {
  const parts = bits & commonDates ? [bits & commonDates] : [];
  for (let rest = bits & ~commonDates; rest !== 0; rest &= rest - 1) parts.push(lowest(rest));
  return parts;
}

/** Recovery points as they come and go, in a cycle that repeats for ever. */
interface Stream {
  /** The days on which one is made. */
  readonly made: Days;
  /**
   * How many expire on each day, in binary: the days on which an odd number does, those on which the number of pairs is
   * odd, and so on. One rule has one at most on each day.
   */
  readonly gone: readonly Days[];
  /** How many more expire on the last day of each month, because their dates are later ones. */
  readonly late: Int32Array;
  /** How many there are on the last day of the cycle. */
  readonly atEnd: number;
}

function streamOf(made: Days, keep: Duration): Stream {
  return keep.exact?.unit === 'months'
    ? monthStream(made, Number(keep.exact.amount))
    : dayStream(made, Math.ceil(keep.minDays));
}

function monthStream(made: Days, months: number): Stream {
  const gone = new Int32Array(cycleMonths);
  const late = new Int32Array(cycleMonths);
  const rest = months % cycleMonths;
  for (const { index, all } of cycle()) {
    const bits = made[(index - rest + cycleMonths) % cycleMonths] ?? 0;
    gone[index] = bits & all;
    late[index] = bitCount(bits & ~all);
  }
  return {
    made,
    gone: [gone],
    late,
    atEnd: inCycles(made, months / cycleMonths) + countFrom(made, cycleMonths - rest),
  };
}

const noneLate = new Int32Array(cycleMonths);

function dayStream(made: Days, days: number): Stream {
  const months = cycle();
  const gone = new Int32Array(cycleMonths);
  const rest = days % cycleDays;
  // What expires on the first day was made on this one. Two or three months of then make one of now.
  const source = (cycleDays - rest) % cycleDays;
  let from = months.findLastIndex(({ start }) => start <= source);
  let skipped = source - (months[from]?.start ?? 0);
  const recent = rest === 0 ? 0 : bitCount((made[from] ?? 0) >>> skipped) + countFrom(made, from + 1);
  for (const { index, length, all } of months) {
    let bits = (made[from] ?? 0) >>> skipped;
    let filled = (months[from]?.length ?? 0) - skipped;
    while (filled < length) {
      from = (from + 1) % cycleMonths;
      bits |= (made[from] ?? 0) << filled;
      filled += months[from]?.length ?? 0;
    }
    gone[index] = bits & all;
    skipped = (months[from]?.length ?? 0) - (filled - length);
  }
  return { made, gone: [gone], late: noneLate, atEnd: inCycles(made, days / cycleDays) + recent };
}

/** How many recovery points are made in the whole ones of some cycles: most policies keep none as long as one. */
function inCycles(made: Days, cycles: number): number {
  return cycles < 1 ? 0 : Math.floor(cycles) * countDays(made);
}

/** Streams of which no two make a recovery point on one day, as one. */
function together(streams: readonly Stream[]): Stream {
  const [only] = streams;
  if (only && streams.length === 1) return only;
  const gone: Int32Array[] = [];
  const late = new Int32Array(cycleMonths);
  for (const stream of streams) {
    for (let month = 0; month < cycleMonths; month += 1) late[month] = (late[month] ?? 0) + (stream.late[month] ?? 0);
    for (const days of stream.gone) addDays(gone, days);
  }
  const atEnd = streams.reduce((sum, stream) => sum + stream.atEnd, 0);
  return { made: allDays(streams.map(({ made }) => made)), gone, late, atEnd };
}

/** Counts one more on each day of a set, in binary. */
function addDays(digits: Int32Array[], days: Days): void {
  for (let month = 0; month < cycleMonths; month += 1) {
    let carried = days[month] ?? 0;
    for (let digit = 0; carried !== 0; digit += 1) {
      const counted = digits[digit] ?? new Int32Array(cycleMonths);
      digits[digit] = counted;
      const before = counted[month] ?? 0;
      counted[month] = before ^ carried;
      carried &= before;
    }
  }
}

/** How many recovery points of a stream there are. */
function countPoints(stream: Stream): PointCount {
  let [count, min, max] = [stream.atEnd, stream.atEnd, stream.atEnd];
  for (let month = 0; month < cycleMonths; month += 1) {
    for (const amount of changesInTurn(stream, month) ?? changesByDay(stream, month)) {
      count += amount;
      if (count < min) min = count;
      if (count > max) max = count;
    }
  }
  return { min, max };
}

const [none, oneMore, oneLess, forAWhile, forAGap]: readonly (readonly number[])[] = [[], [1], [-1], [1, -1], [-1, 1]];

/**
 * How their number changes in a month in which one comes and one goes in turn, as in most: there is one more or one less
 * for a while, however often. Undefined for other months.
 */
function changesInTurn({ made, gone, late }: Stream, month: number): readonly number[] | undefined {
  if (late[month] !== 0) return undefined;
  for (let digit = 1; digit < gone.length; digit += 1) if (gone[digit]?.[month] !== 0) return undefined;
  const more = made[month] ?? 0;
  const less = gone[0]?.[month] ?? 0;
  const up = more & ~less;
  const down = less & ~more;
  if ((up | down) === 0) return none;
  const first = sinceOddDays(up | down);
  const isEven = (first & (1 << (dates - 1))) === 0;
  if ((up & ~first) === 0 && (down & first) === 0) return isEven ? forAWhile : oneMore;
  if ((down & ~first) === 0 && (up & first) === 0) return isEven ? forAGap : oneLess;
  return undefined;
}

/** The days of a month up to which, and with which, an odd number of days belongs to a set. */
function sinceOddDays(days: number): number {
  let bits = days;
  for (let step = 1; step < dates; step *= 2) bits ^= bits << step;
  return bits;
}

/** How their number changes on each day on which it does. */
function changesByDay({ made, gone, late }: Stream, month: number): readonly number[] {
  const last = (cycle()[month]?.length ?? dates) - 1;
  const more = made[month] ?? 0;
  const amounts: number[] = [];
  // Where one comes for one that goes, nothing changes.
  let days = (more ^ (gone[0]?.[month] ?? 0)) | (1 << last);
  for (let digit = 1; digit < gone.length; digit += 1) days |= gone[digit]?.[month] ?? 0;
  for (; days !== 0; days &= days - 1) {
    const day = 31 - Math.clz32(days & -days);
    let amount = (more >>> day) & 1;
    for (let digit = 0; digit < gone.length; digit += 1) {
      amount -= (((gone[digit]?.[month] ?? 0) >>> day) & 1) << digit;
    }
    amounts.push(day === last ? amount - (late[month] ?? 0) : amount);
  }
  return amounts;
}

const dates = 31;

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
  return changesFrom(plansOf(base))(plansOf(head));
}

/** Policies that say the same change alike, and share their plans. */
const changesFrom = memo((before: readonly Plan[]) => memo((after: readonly Plan[]) => comparePlans(before, after)));

function comparePlans(before: readonly Plan[], after: readonly Plan[]): readonly TimelineChange[] {
  return before.flatMap((plan): readonly TimelineChange[] => {
    const other = after.find(({ key }) => key === plan.key);
    const [was, now] = [timelineOf(plan), other && timelineOf(other)];
    // A plan of head of which something is not known explains nothing, and neither does one that is missing for that.
    if (!was || (other && !now) || (!other && after.length === 0)) return [];
    const example = exampleOf(was, now);
    const fewer = !now || now.points.max < was.points.max || now.points.min < was.points.min;
    if (!example && !fewer) return [];
    const countsDays = plan.schedule.isDense || other?.schedule.isDense === true;
    return [{ plan: plan.key, label: plan.label, countsDays, base: was, head: now, example }];
  });
}

/** The first recovery point of the kind that loses most. */
function exampleOf(base: Timeline, head: Timeline | undefined): TimelineExample | undefined {
  let worst: (Change & { readonly most: Most }) | undefined;
  for (const change of changesOf(base, head)) {
    const most = mostOn(change.days, isFixedChange(change), lossOn(change));
    if (most && most.amount > 0 && isAhead(most, worst?.most)) worst = { ...change, most };
  }
  const day = worst && firstDay(worst.days);
  return worst && day && { day: dayText(day), base: worst.from.keep, head: worst.to?.keep };
}

/** The recovery points that go from one rule to another one. */
export interface Change {
  readonly from: KeepRule;
  /** Undefined if head does not make them. */
  readonly to: KeepRule | undefined;
  readonly days: Days;
}

/** What becomes of the recovery points of base, by the rules that keep them in base and in head. */
export function changesOf(base: Timeline, head: Timeline | undefined): readonly Change[] {
  const after = head?.rules ?? [];
  const inHead = allDays(after.map(({ kept }) => kept));
  return base.rules.flatMap(({ rule, kept }) => [
    ...after.map((other) => ({ from: rule, to: other.rule, days: commonDays(kept, other.kept) })),
    { from: rule, to: undefined, days: otherDays(kept, inHead) },
  ]);
}

/** How many days shorter what goes from one rule to another one is kept. */
export function lossOn({ from, to }: Change): (day: Day) => number {
  const before = lengthOn(from);
  const after = to && lengthOn(to);
  return (day) => before(day) - (after?.(day) ?? 0);
}

export function isFixedChange({ from, to }: Change): boolean {
  return isFixed(from) && (!to || isFixed(to));
}

/** Where an amount is largest. */
interface Most {
  readonly day: Day;
  readonly amount: number;
}

/** The first day of a set on which an amount is largest, of those which are equal for equal lengths. */
function mostOn(days: Days, fixed: boolean, amountOn: (day: Day) => number): Most | undefined {
  let most: Most | undefined;
  eachKindOfDay(days, fixed, (day) => {
    const amount = amountOn(day);
    if (!most || amount > most.amount) most = { day, amount };
    return false;
  });
  return most;
}

/** Whether an amount is larger than another one, or as large on an earlier day. */
function isAhead(one: Most | undefined, other: Most | undefined): boolean {
  if (!one || !other) return one !== undefined;
  if (one.amount !== other.amount) return one.amount > other.amount;
  return compareDays(one.day, other.day) < 0;
}

export function compareDays(one: Day, other: Day): number {
  return one.month.index - other.month.index || one.date - other.date;
}

/**
 * Visits the first one of all days of a set that a length makes equal, in order, until one is enough.
 *
 * @param fixed whether all days are equal to it
 */
export function eachKindOfDay(days: Days, fixed: boolean, isEnough: (day: Day) => boolean): void {
  for (const month of cycle()) {
    const bits = days[month.index] ?? 0;
    if (bits === 0) continue;
    for (const part of alikeDays(bits)) if (isEnough({ month, date: lowestIndex(part) + 1 }) || fixed) return;
  }
}
