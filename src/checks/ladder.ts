import type { Pair } from '../diff/pair.ts';
import { decide, type Judge, type Judgement } from '../diff/worlds.ts';
import { equalValues } from '../expr/equality.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { type Observation, observe, stepsOf } from '../model/observe.ts';
import { defaultFor } from '../protection/defaults.ts';
import { type Ladder, ladders, rankOf, spelledLevel } from '../protection/ladders.ts';
import { ladderOutcome } from '../protection/outcome.ts';
import { type CheckContext, decidePair, evidenceOf, isFalse, type Observed, presenceValue, reasonOf } from './check.ts';
import { type PropertyMap, propertyOf } from './property-map.ts';

/** A property whose values are ordered levels of protection. */
export interface LadderCheck {
  readonly kind: 'ladder';
  /** A ladder that armlock knows, or the levels themselves, the weakest first. */
  readonly ladder: string | readonly (string | boolean)[];
  readonly properties: PropertyMap;
  /**
   * `weakened`: the level falls. `undeclared`: a level above the lowest is not written any more. `locked`: a level is
   * reached that can never be taken back. `below` (state): the level is lower than `level`.
   */
  readonly event: 'weakened' | 'undeclared' | 'locked' | 'below';
  readonly level?: string | boolean;
}

/** Compares the level of a protection in base and head, or with a level that is asked for. */
export function checkLadder(check: LadderCheck, context: CheckContext): readonly Observed[] {
  return context.pairs.flatMap((pair) => {
    const subject = pair.head ?? pair.base;
    const property = subject && propertyOf(check.properties, subject.type);
    if (!subject || property === undefined) return [];
    const ladder = ladderOf(check, subject.type, property);
    const one = { check, ladder, property, pair, subject };
    const observed = check.event === 'below' ? observeState(one) : observeChange(one);
    return observed ? [observed] : [];
  });
}

/** A ladder with the level that is meant where nothing is written. */
interface PropertyLadder extends Ladder {
  readonly unwritten: string | undefined;
}

function ladderOf({ ladder }: LadderCheck, type: string, property: string): PropertyLadder {
  const known = typeof ladder === 'string' ? ladders[ladder] : undefined;
  const levels = typeof ladder === 'string' ? [] : ladder;
  const own: Ladder = {
    name: property,
    ranks: Object.fromEntries(levels.map((level, rank) => [String(level), rank])),
    irreversibleFrom: Number.POSITIVE_INFINITY,
  };
  const unwritten = defaultFor(type, property)?.value;
  return { ...(known ?? own), unwritten: unwritten === undefined ? undefined : String(unwritten) };
}

interface Subject {
  readonly check: LadderCheck;
  readonly ladder: PropertyLadder;
  readonly property: string;
  readonly pair: Pair;
  readonly subject: Resource;
}

function observeChange(one: Subject): Observed | undefined {
  const { check, ladder, property, pair, subject } = one;
  const { base, head } = pair;
  if (!head || (!base && check.event !== 'locked')) return undefined;
  const before = base && observe(base, stepsOf(property));
  const after = observe(head, stepsOf(property));
  const values = before ? [before.value] : [];
  const decision = before
    ? decidePair(pair, values, [after.value], judgeOf(check, ladder))
    : decide([], [presenceValue(head), after.value], judgeNew(ladder));
  const [from, to] = [decision.base[0], decision.head.at(-1)];
  if (isUnwritten(from) && isUnwritten(to)) return undefined;
  const level = from === undefined || isUnwritten(from) ? '' : levelText(from, ladder);
  return {
    ...described(one, decision, before, after),
    before: from === undefined ? 'not declared' : levelText(from, ladder),
    after: to === undefined ? 'not declared' : levelText(to, ladder),
    ...outcomeOf(ladderOutcome(ladder.name, check.event, level, subject)),
  };
}

function observeState(one: Subject): Observed | undefined {
  const { check, ladder, property, subject } = one;
  if (isFalse(presenceValue(subject))) return undefined;
  const after = observe(subject, stepsOf(property));
  const wanted = rankOf(ladder, String(check.level)) ?? 0;
  const decision = decide([], [after.value], (_, [value]) => judgeState(value, ladder, wanted));
  return {
    ...described(one, decision, undefined, after),
    before: String(check.level),
    after: levelText(decision.head[0], ladder),
  };
}

function described(
  { property, pair, subject }: Subject,
  decision: {
    verdict: Observed['verdict'];
    confidence: Observed['confidence'];
    widened?: boolean;
    base: readonly Value[];
    head: readonly Value[];
  },
  before: Observation | undefined,
  after: Observation,
): Omit<Observed, 'before' | 'after'> {
  const values = [...decision.head, ...decision.base];
  const unknown = decision.verdict === 'unknown' ? (reasonOf(values) ?? wordReason(values)) : undefined;
  return {
    subject,
    pair,
    property,
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: decision.widened ?? false,
    texts: {},
    base: before && evidenceOf(before),
    head: evidenceOf(after),
    ...(unknown !== undefined && { unknown }),
  };
}

/** A word that is on no rung. */
function wordReason(values: readonly Value[]): string | undefined {
  const word = values.find(({ kind }) => kind === 'string');
  return word?.kind === 'string' ? `'${word.value}' is no level that armlock knows` : undefined;
}

function outcomeOf(outcome: Observed['outcome']): Pick<Observed, 'outcome'> {
  return outcome ? { outcome } : {};
}

function isUnwritten(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'absent' || value.kind === 'null';
}

/** The rank of a value, the default's if nothing is written, or why there is none. */
function rankOfValue(value: Value | undefined, ladder: PropertyLadder): number | 'unwritten' | 'undecided' {
  if (isUnwritten(value))
    return ladder.unwritten === undefined ? 'unwritten' : (rankOf(ladder, ladder.unwritten) ?? 'undecided');
  const text = value?.kind === 'string' ? value.value : value?.kind === 'bool' ? String(value.value) : undefined;
  return text === undefined ? 'undecided' : (rankOf(ladder, text) ?? 'undecided');
}

function levelText(value: Value | undefined, ladder: PropertyLadder): string {
  if (isUnwritten(value)) return ladder.unwritten === undefined ? 'not declared' : `${ladder.unwritten} (the default)`;
  const text = value?.kind === 'string' ? value.value : value?.kind === 'bool' ? String(value.value) : undefined;
  return text === undefined ? 'not known' : spelledLevel(ladder, text);
}

function judgeOf({ event }: LadderCheck, ladder: PropertyLadder): Judge {
  return ([from], [to]) => {
    if (event === 'locked') return judgeLock(from, to, ladder);
    const gone = isUnwritten(to) && !isUnwritten(from);
    if (event === 'undeclared') return gone ? judgeGone(from, ladder) : preserved;
    return gone ? preserved : judgeFall(from, to, ladder);
  };
}

const preserved: Judgement = { verdict: 'preserved' };

function judgeFall(from: Value | undefined, to: Value | undefined, ladder: PropertyLadder): Judgement {
  const [before, after] = [rankOfValue(from, ladder), rankOfValue(to, ladder)];
  const ranks = Object.values(ladder.ranks);
  // Nothing is lower than the lowest level, nothing higher than the highest.
  if (before === 'unwritten' || before === Math.min(...ranks) || after === Math.max(...ranks)) return preserved;
  if (typeof before === 'number' && typeof after === 'number') {
    return { verdict: after < before ? 'weakened' : 'preserved' };
  }
  return { verdict: from && to && isSame(from, to) ? 'preserved' : 'unknown' };
}

/** The same unknown, or the same word that is no level. */
function isSame(from: Value, to: Value): boolean {
  if (from.kind === 'string' && to.kind === 'string') return from.value.toLowerCase() === to.value.toLowerCase();
  return equalValues(from, to) === true;
}

/** A level that is not written any more: what becomes of it is not known, unless the default is as good. */
function judgeGone(from: Value | undefined, ladder: PropertyLadder): Judgement {
  const [before, after] = [rankOfValue(from, ladder), rankOfValue(undefined, ladder)];
  const lowest = typeof after === 'number' ? after : Math.min(...Object.values(ladder.ranks));
  if (typeof before !== 'number') return { verdict: 'unknown' };
  return { verdict: before > lowest ? 'weakened' : 'preserved' };
}

function judgeLock(from: Value | undefined, to: Value | undefined, ladder: PropertyLadder): Judgement {
  const [before, after] = [rankOfValue(from, ladder), rankOfValue(to, ladder)];
  if (typeof after !== 'number') return { verdict: to && from && isSame(from, to) ? 'preserved' : 'unknown' };
  if (after < ladder.irreversibleFrom) return preserved;
  if (before === 'undecided') return { verdict: 'unknown' };
  return { verdict: before === 'unwritten' || before < after ? 'weakened' : 'preserved' };
}

/** A resource that base does not have. */
function judgeNew(ladder: PropertyLadder): Judge {
  return (_, [presence, value]) => (isFalse(presence) ? { verdict: 'nothing' } : judgeLock(undefined, value, ladder));
}

function judgeState(value: Value | undefined, ladder: PropertyLadder, wanted: number): Judgement {
  const rank = rankOfValue(value, ladder);
  if (rank === 'unwritten') return { verdict: 'weakened', confidence: 'possible' };
  return { verdict: rank === 'undecided' ? 'unknown' : rank < wanted ? 'weakened' : 'preserved' };
}
