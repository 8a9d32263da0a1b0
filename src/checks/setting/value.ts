import type { Judgement } from '../../diff/worlds.ts';
import { outcomesOf } from '../../expr/choice.ts';
import { equalValues } from '../../expr/equality.ts';
import { printValue } from '../../expr/print.ts';
import { isRepeatableValue } from '../../expr/repeatable.ts';
import type { Value } from '../../expr/value.ts';
import { nameSegments, type Segment } from '../../model/segments.ts';
import { regionName } from '../../protection/azure/worm-regions.ts';
import { keyName, valueOutcome } from '../../protection/outcome/value-outcome.ts';
import type { CheckContext, Observation } from '../check.ts';
import type { Places } from './property-paths.ts';
import { decideSetting, isInBase, isUnset, lookAtSettings, observedOf, type SettingDecision } from './setting.ts';

/** A value that should stay as it is, because it says where protection comes from. */
export interface ValueCheck extends Places {
  readonly kind: 'value';
  /** What makes two values the same: versions of one key are, and so are the spellings of a region. */
  readonly as: 'text' | 'resource-id' | 'key' | 'region';
  /** `changed`: it is another one. `dropped`: it is not written any more. */
  readonly event: 'changed' | 'dropped';
}

/** Finds values that are not what they were. */
export function checkValue(check: ValueCheck, { pairs }: CheckContext): readonly Observation[] {
  return lookAtSettings(check, pairs, (setting) => {
    const decision = decideSetting(setting, (from, to) => judge(check, from, to));
    const described = isInBase(setting) ? observedOf(setting, decision) : undefined;
    if (!described?.pair.head || isUnset(decision.from.value)) return undefined;
    const outcome = valueOutcome(described.subject.type, described.property, check.event);
    const reason = described.unknown ?? unknownReason(decision);
    return {
      ...described,
      before: valueText(decision.from.value),
      after: valueText(decision.to.value),
      ...(decision.verdict === 'unknown' && { unknown: reason }),
      ...(outcome && { outcome }),
    };
  });
}

/** Longer texts tell nobody anything in a sentence. */
const maxText = 100;

function unknownReason({ from, to }: SettingDecision): string {
  const [before, after] = [from, to].map(({ value }) => valueText(value));
  const isLong = [before, after].some((text) => text !== undefined && text.length > maxText);
  return `it is not known whether ${isLong ? 'two expressions' : `${before} and ${after}`} are the same`;
}

function judge({ as, event }: ValueCheck, from: Value, to: Value): Judgement {
  if (isUnset(from)) return { verdict: 'preserved' };
  if (isUnset(to)) return { verdict: event === 'dropped' ? 'weakened' : 'preserved' };
  if (event === 'dropped') return { verdict: 'preserved' };
  const same = as === 'resource-id' ? isSameId(from, to) : isSameText(from, to, normalise[as]);
  return { verdict: same === undefined ? 'unknown' : same ? 'preserved' : 'weakened' };
}

const normalise: Readonly<Record<Exclude<ValueCheck['as'], 'resource-id'>, (text: string) => string>> = {
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
  return printValue(value).replace(/, '\d{4}-\d{2}-\d{2}(?:-\w+)?'(?=[),])/g, '');
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
  const isSame = from.length === to.length && from.every(({ text }, index) => text === to[index]?.text);
  if (isSame) return true;
  if (from.length !== to.length || from.length === 0) {
    return from.length > 0 && to.length > 0 && [...from, ...to].every(({ isKnown }) => isKnown) ? false : undefined;
  }
  const isOther = from.some(({ text, isKnown }, index) => text !== to[index]?.text && isKnown && to[index]?.isKnown);
  return isOther ? false : undefined;
}

function splitId(value: Value): { readonly head: readonly Segment[]; readonly tail: readonly Segment[] } {
  const segments = nameSegments(value);
  const index = Math.max(
    0,
    segments.findLastIndex(({ text }) => text === 'providers'),
  );
  return { head: segments.slice(0, index), tail: segments.slice(index) };
}

function valueText(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'choice') return [...new Set(outcomesOf(value).map(valueText))].join(' or ');
  return isUnset(value) ? 'not declared' : printValue(value);
}
