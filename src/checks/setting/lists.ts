import type { Judgement } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import type { Value } from '../../expr/value.ts';
import { listOutcome, operationText } from '../../protection/azure/guard-operations.ts';
import type { CheckContext, Observation } from '../check.ts';
import { observation, pointingAt } from '../observation.ts';
import type { places, Values } from '../parameters.ts';
import {
  decideHead,
  decideSetting,
  isInBase,
  isUnset,
  lookAtWritten,
  placeOfChange,
  type Setting,
  type SettingDecision,
} from './setting.ts';
import { valueText } from './values.ts';

type ListPlaceholder = 'added' | 'count';

/** What messages about new members can say. */
export const listPlaceholders: Readonly<Record<ListPlaceholder, string>> = {
  added: 'the members that are certainly new, separated by commas',
  count: 'how many they are',
};

/** Which lists, and which of their members, count. */
export interface ListOptions {
  /** Whether those of new resources do. */
  readonly ofNew: boolean;
  /** Without this, all members do. */
  readonly counts?: (member: string) => boolean;
}

/** Compares lists of which each member takes something away; order and case do not count. */
export function compareSettingLists(
  check: Values<typeof places>,
  { pairs }: CheckContext,
  { ofNew, counts = () => true }: ListOptions,
): readonly Observation<ListPlaceholder>[] {
  return lookAtWritten(check, pairs, (setting) => {
    const judge = judgeOf(counts);
    if (isInBase(setting)) return observeList(setting, decideSetting(setting, judge), counts);
    // The list of a new resource has no members of which base knew.
    return ofNew
      ? observeList(
          setting,
          decideHead(setting, (to) => judge(undefined, to)),
          counts,
        )
      : undefined;
  });
}

function observeList(
  setting: Setting,
  decision: SettingDecision,
  counts: (member: string) => boolean,
): Observation<ListPlaceholder> | undefined {
  const where = placeOfChange(setting, decision);
  if (!where) return undefined;
  const [from, to] = [isInBase(setting) ? decision.from.value : undefined, decision.to.value];
  const { added: all, addedItems: items } = compareLists(from, to);
  const added = all.filter(counts);
  const addedItems = items.filter((item) => item.kind !== 'string' || counts(item.value));
  // The new members say it best, not the list.
  const head = pointingAt(where.head, () => addedItems.flatMap(({ origins }) => origins));
  return observation(decision, { ...where, head }, () => ({
    before: listText(from),
    after: listText(to),
    texts: { added: shortList(added.map(operationText)), count: String(added.length) },
    outcome: listOutcome(where.property, added),
    unknown: 'its members are not known',
  }));
}

function judgeOf(counts: (member: string) => boolean) {
  return (from: Value | undefined, to: Value): Judgement => {
    const { added, undecided } = compareLists(from, to);
    if (added.some(counts)) return { verdict: 'weakened' };
    return { verdict: undecided ? 'unknown' : 'preserved' };
  };
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
  const addedItems = to.items.filter((item) => !known.some((one) => isSameMember(one, item)));
  const sure = addedItems.filter((item) => item.kind === 'string' && known.every(({ kind }) => kind === 'string'));
  const added = [...new Set(sure.flatMap((item) => (item.kind === 'string' ? [valueText(item)] : [])))];
  return { added, addedItems, undecided: addedItems.length > sure.length || to.open !== undefined };
}

function isSameMember(left: Value, right: Value): boolean {
  if (left.kind === 'string' && right.kind === 'string') return left.value.toLowerCase() === right.value.toLowerCase();
  return equalValues(left, right) === true;
}

function listText(value: Value | undefined): string {
  if (value === undefined || isUnset(value)) return 'none';
  if (value.kind !== 'array') return 'not known';
  if (value.items.length === 0) return 'none';
  return value.items.map((item) => valueText(item)).join(', ');
}

const maxShown = 5;

function shortList(texts: readonly string[]): string {
  const shown = texts.slice(0, maxShown).join(', ');
  return texts.length > maxShown ? `${shown} and ${texts.length - maxShown} more` : shown;
}
