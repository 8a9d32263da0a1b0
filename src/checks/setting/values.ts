import type { Pair } from '../../diff/pair.ts';
import type { Judgement } from '../../diff/worlds.ts';
import { canonicalValue } from '../../expr/basis.ts';
import { outcomesOf } from '../../expr/choice.ts';
import { equalValues } from '../../expr/equality.ts';
import { isShown, secureText, shownValue } from '../../expr/print.ts';
import { isRepeatableValue } from '../../expr/repeatable.ts';
import type { Value } from '../../expr/value.ts';
import { nameSegments, type Segment } from '../../model/segments.ts';
import { regionName } from '../../protection/azure/worm-regions.ts';
import { keyName, valueOutcome } from '../../protection/outcome/value-outcome.ts';
import type { CheckContext, Observation } from '../check.ts';
import { observation } from '../observation.ts';
import type { places, Values } from '../parameters.ts';
import { namedIdentity } from './identities.ts';
import { decideSetting, isInBase, isUnset, lookAtWritten, placeOfChange, type SettingDecision } from './setting.ts';

/**
 * Compares values that base declares, because they say where protection comes from.
 *
 * @param shown how a value is put into words
 */
export function compareValues(
  check: Values<typeof places>,
  context: CheckContext,
  event: 'changed' | 'dropped',
  judge: (from: Value, to: Value) => Judgement,
  shown: (value: Value) => string = valueText,
): readonly Observation<never>[] {
  return lookAtWritten(check, context.pairs, (setting) => {
    const decision = decideSetting(setting, (from, to) => (isUnset(from) ? { verdict: 'preserved' } : judge(from, to)));
    const where = isInBase(setting) ? placeOfChange(setting, decision) : undefined;
    if (!where || isUnset(decision.from.value)) return undefined;
    return observation(decision, where, () => ({
      before: shown(decision.from.value),
      after: shown(decision.to.value),
      texts: {},
      outcome: valueOutcome(where.property, event, { ...where.pair, guarded: isGuarded(where.pair, context) }),
      unknown: unknownReason(decision),
    }));
  });
}

function isGuarded({ base }: Pair, context: CheckContext): boolean {
  return base !== undefined && context.base.isGuarded(base);
}

/** Longer texts explain nothing in a sentence. */
const maxText = 100;

function unknownReason({ from, to }: SettingDecision): string {
  const [before, after] = [from, to].map(({ value }) => valueText(value));
  const isLong = [before, after].some((text) => text !== undefined && text.length > maxText);
  return `it is not known whether ${isLong ? 'two expressions' : `${before} and ${after}`} are the same`;
}

/**
 * What makes two values the same: versions of one key are, and so are the spellings of a region. An identity is an id, or
 * a flag or a word for the system-assigned one.
 */
export type Sameness = 'text' | 'resource-id' | 'identity' | 'key' | 'region';

/** Whether two values are the same; undefined if that is not known. */
export function isSameValue(from: Value, to: Value, as: Sameness): boolean | undefined {
  if (as === 'identity') return isSameIdentity(from, to);
  return as === 'resource-id' ? isSameId(from, to) : isSameText(from, to, normalise[as]);
}

/** A setting that names no identity is another matter: nothing was replaced. */
function isSameIdentity(from: Value, to: Value): boolean | undefined {
  const [before, after] = [namedIdentity(from), namedIdentity(to)];
  return before && after ? isSameId(before, after) : true;
}

/** An identity for people. */
export function identityText(value: Value): string {
  return valueText(namedIdentity(value) ?? value);
}

const normalise: Readonly<Record<Exclude<Sameness, 'resource-id' | 'identity'>, (text: string) => string>> = {
  text: (text) => text.toLowerCase(),
  key: keyName,
  region: regionName,
};

function isSameText(from: Value, to: Value, plain: (text: string) => string): boolean | undefined {
  if (from.kind === 'string' && to.kind === 'string') return plain(from.value) === plain(to.value);
  if (equalValues(from, to)) return true;
  return isRepeatableValue(from) && whatIsRead(from) === whatIsRead(to) ? true : undefined;
}

/** An expression without the api-versions by which it reads other resources: they say the same in each. */
function whatIsRead(value: Value): string {
  return canonicalValue(value).replace(/, '\d{4}-\d{2}-\d{2}(?:-\w+)?'(?=[),])/g, '');
}

/** Ids compare from the provider on; what stands before decides only if it is known on both sides. */
function isSameId(from: Value, to: Value): boolean | undefined {
  if (equalValues(from, to)) return true;
  const [before, after] = [splitId(from), splitId(to)];
  const tails = isSamePath(before.tail, after.tail);
  return tails === true ? isSamePath(before.head, after.head) : tails;
}

/** Paths with a segment that is certainly another one differ, whatever else is not known. */
function isSamePath(from: readonly Segment[], to: readonly Segment[]): boolean | undefined {
  const isSame = from.length === to.length && from.every((segment, index) => isSameSegment(segment, to[index]));
  if (isSame) return true;
  if (from.length !== to.length || from.length === 0) {
    return from.length > 0 && to.length > 0 && [...from, ...to].every(({ isKnown }) => isKnown) ? false : undefined;
  }
  const isOther = from.some(({ text, isKnown }, index) => text !== to[index]?.text && isKnown && to[index]?.isKnown);
  return isOther ? false : undefined;
}

/** Expressions that read the same are the same only if they are made of the same. */
function isSameSegment({ text, unknowns }: Segment, other: Segment | undefined): boolean {
  return text === other?.text && unknowns === other.unknowns;
}

function splitId(value: Value): { readonly head: readonly Segment[]; readonly tail: readonly Segment[] } {
  const segments = nameSegments(value);
  const index = Math.max(
    0,
    segments.findLastIndex(({ text }) => text === 'providers'),
  );
  return { head: segments.slice(0, index), tail: segments.slice(index) };
}

/** A value for people. */
export function valueText(value: Value): string {
  if (!isShown(value)) return secureText;
  if (value.kind === 'string') return value.value;
  if (value.kind === 'choice') return [...new Set(outcomesOf(value).map(valueText))].join(' or ');
  return isUnset(value) ? 'not declared' : shownValue(value);
}
