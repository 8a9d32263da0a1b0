import type { Judgement } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { listOutcome, operationText } from '../../protection/azure/guard-operations.ts';
import type { CheckContext, Observation } from '../check.ts';
import type { Places } from './property-paths.ts';
import {
  decideHead,
  decideSetting,
  isInBase,
  isUnset,
  lookAtSettings,
  observedOf,
  type Setting,
  type SettingDecision,
} from './setting.ts';

/** A list of which each member takes something away. */
export interface MembershipCheck extends Places {
  readonly kind: 'membership';
  /** `grown`: a list that was there has new members. `present`: so has any list, of new resources, too. */
  readonly event: 'grown' | 'present';
}

/** Finds lists with members that base does not have; order and case do not count. */
export function checkMembership(check: MembershipCheck, { pairs }: CheckContext): readonly Observation[] {
  return lookAtSettings(check, pairs, (setting) => {
    if (check.event === 'grown' && !isInBase(setting)) return undefined;
    const decision = isInBase(setting)
      ? decideSetting(setting, judge)
      : decideHead(setting, (to) => judge(undefined, to));
    return observeList(setting, decision);
  });
}

function observeList(setting: Setting, decision: SettingDecision): Observation | undefined {
  const [from, to] = [isInBase(setting) ? decision.from.value : undefined, decision.to.value];
  const described = observedOf(setting, decision);
  if (!described?.pair.head || (isUnset(from) && isUnset(to))) return undefined;
  const { added, addedItems } = compareLists(from, to);
  const own = addedItems.flatMap(({ origins }) => origins);
  const outcome = listOutcome(described.property, added);
  return {
    ...described,
    before: listText(from),
    after: listText(to),
    // The new members say it best, not the list.
    ...(described.head && own.length > 0 && { head: { ...described.head, own } }),
    texts: { added: shortList(added.map(operationText)), count: String(added.length) },
    ...(outcome && { outcome }),
  };
}

function judge(from: Value | undefined, to: Value): Judgement {
  const { added, undecided } = compareLists(from, to);
  if (added.length > 0) return { verdict: 'weakened' };
  return { verdict: undecided ? 'unknown' : 'preserved' };
}

interface Difference {
  /** Members that are certainly new. */
  readonly added: readonly string[];
  /** The members that are, or may be. */
  readonly addedItems: readonly Value[];
  /** Whether there may be more of them. */
  readonly undecided: boolean;
}

const nothing: Difference = { added: [], addedItems: [], undecided: false };

function compareLists(from: Value | undefined, to: Value): Difference {
  if (isUnset(to)) return nothing;
  if (from && equalValues(from, to)) return nothing;
  if (to.kind !== 'array') return { ...nothing, undecided: true };
  if (!isUnset(from) && (from?.kind !== 'array' || from.open !== undefined)) return { ...nothing, undecided: true };
  const known = from?.kind === 'array' ? from.items : [];
  const addedItems = to.items.filter((item) => !known.some((one) => isSame(one, item)));
  const sure = addedItems.filter((item) => item.kind === 'string' && known.every(({ kind }) => kind === 'string'));
  const added = [...new Set(sure.flatMap((item) => (item.kind === 'string' ? [item.value] : [])))];
  return { added, addedItems, undecided: addedItems.length > sure.length || to.open !== undefined };
}

function isSame(left: Value, right: Value): boolean {
  if (left.kind === 'string' && right.kind === 'string') return left.value.toLowerCase() === right.value.toLowerCase();
  return equalValues(left, right) === true;
}

function listText(value: Value | undefined): string {
  if (value === undefined || isUnset(value)) return 'none';
  if (value.kind !== 'array') return 'not known';
  if (value.items.length === 0) return 'none';
  return value.items.map((item) => (item.kind === 'string' ? item.value : printValue(item))).join(', ');
}

const maxShown = 5;

function shortList(texts: readonly string[]): string {
  const shown = texts.slice(0, maxShown).join(', ');
  return texts.length > maxShown ? `${shown} and ${texts.length - maxShown} more` : shown;
}
