import type { Judgement } from '../diff/worlds.ts';
import { outcomesOf } from '../expr/choice.ts';
import { equalValues } from '../expr/equality.ts';
import { printValue } from '../expr/print.ts';
import type { Value } from '../expr/value.ts';
import { segmentsOf } from '../model/segments.ts';
import { keyName, valueOutcome } from '../protection/value-outcome.ts';
import { regionName } from '../protection/worm-regions.ts';
import type { CheckContext, Observed } from './check.ts';
import type { Places } from './property-map.ts';
import { decideSetting, isInBase, isUnwritten, observedOf, type SettingDecision, settingsOf } from './setting.ts';

/** A value that should stay as it is, because it says where protection comes from. */
export interface ValueCheck extends Places {
  readonly kind: 'value';
  /** What makes two values the same: versions of one key are, and so are the spellings of a region. */
  readonly as: 'text' | 'resource-id' | 'key' | 'region';
  /** `changed`: it is another one. `dropped`: it is not written any more. */
  readonly event: 'changed' | 'dropped';
}

/** Finds values that are not what they were. */
export function checkValue(check: ValueCheck, { pairs }: CheckContext): readonly Observed[] {
  return settingsOf(check, pairs).flatMap((setting) => {
    const decision = decideSetting(setting, (from, to) => judge(check, from, to));
    const described = isInBase(setting) ? observedOf(setting, decision) : undefined;
    if (!described?.pair.head || isUnwritten(decision.from.value)) return [];
    const outcome = valueOutcome(described.subject.type, described.property, check.event);
    const reason = described.unknown ?? unknownReason(decision);
    const observed: Observed = {
      ...described,
      before: valueText(decision.from.value),
      after: valueText(decision.to.value),
      ...(decision.verdict === 'unknown' && { unknown: reason }),
      ...(outcome && { outcome }),
    };
    return [observed];
  });
}

function unknownReason({ from, to }: SettingDecision): string {
  return `it is not known whether ${valueText(from.value)} and ${valueText(to.value)} are the same`;
}

function judge({ as, event }: ValueCheck, from: Value, to: Value): Judgement {
  if (isUnwritten(from)) return { verdict: 'preserved' };
  if (isUnwritten(to)) return { verdict: event === 'dropped' ? 'weakened' : 'preserved' };
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
  return equalValues(from, to) === true ? true : undefined;
}

/** Ids compare from the provider on; what stands before decides only if it is known on both sides. */
function isSameId(from: Value, to: Value): boolean | undefined {
  if (equalValues(from, to)) return true;
  const [before, after] = [splitId(from), splitId(to)];
  const isKnown = (text: string): boolean => text !== '' && !text.includes('[');
  if (before.tail !== after.tail) return isKnown(before.tail) && isKnown(after.tail) ? false : undefined;
  if (before.head === after.head) return true;
  return isKnown(before.head) && isKnown(after.head) ? false : undefined;
}

function splitId(value: Value): { readonly head: string; readonly tail: string } {
  const segments = segmentsOf(value);
  const index = segments.lastIndexOf('providers');
  return { head: segments.slice(0, Math.max(0, index)).join('/'), tail: segments.slice(Math.max(0, index)).join('/') };
}

function valueText(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'choice') return [...new Set(outcomesOf(value).map(valueText))].join(' or ');
  return isUnwritten(value) ? 'not declared' : printValue(value);
}
