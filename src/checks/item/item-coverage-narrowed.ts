import type { Judgement } from '../../diff/worlds.ts';
import type { Value } from '../../expr/value.ts';
import {
  type Lost,
  lostBetween,
  lostText,
  pickedText,
  type Selection,
  selectionsOf,
} from '../../protection/item/item-scope.ts';
import { scopeOutcome } from '../../protection/outcome/item-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { changedPlaces, isSame, placeOfReads, valuesOf } from '../change.ts';
import { decidePair, type Observation } from '../check.ts';
import { observation, pointingAt } from '../observation.ts';
import { commonItems, type Items } from './items.ts';

type Placeholder = 'what' | 'lost';

export const itemCoverageNarrowed = behaviour({
  kind: 'item-coverage-narrowed',
  about: 'Less of the source of a protected item is backed up.',
  judges: ['diff'],
  schema: {},
  placeholders: { what: 'what the item selects: disks, containers', lost: 'what is not backed up now' },
  run: (_, context) =>
    commonItems(context).flatMap((items) =>
      selectionsOf(items.head).map((selection) => observeSelection(selection, items)),
    ),
});

function observeSelection(selection: Selection, items: Items): Observation<Placeholder> {
  const { pair, base, head } = items;
  const [before, after] = [selection.locate(base), selection.locate(head)];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) => judge(selection, from, to));
  const lost = compare(selection, decision.base, decision.head);
  const where = placeOfReads(items, before, after);
  // The names that are new in a list say it better than the list.
  const added = pointingAt(where.head, () =>
    after.flatMap((one, index) => (before[index] ? changedPlaces(before[index], one) : [])),
  );
  return observation(decision, { ...where, head: added }, () => ({
    before: pickedText(selection.read(decision.base)),
    after: pickedText(selection.read(decision.head)),
    texts: { what: selection.label, lost: lost === 'unknown' ? selection.label : lostText(selection, lost) },
    outcome: scopeOutcome(isTakenBack(selection, decision.base, decision.head)),
    unknown: 'armlock does not know its form',
  }));
}

/** Whether all was permanently selected, and no longer is. */
function isTakenBack({ isFinal = false, read }: Selection, from: readonly Value[], to: readonly Value[]): boolean {
  const [was, is] = [read(from), read(to)];
  return isFinal && typeof was === 'object' && was.all && typeof is === 'object' && !is.all;
}

function judge(selection: Selection, from: readonly Value[], to: readonly Value[]): Judgement {
  if (isSame(from, to)) return { verdict: 'preserved' };
  const lost = compare(selection, from, to);
  if (lost === 'unknown') return { verdict: 'unknown' };
  switch (lost.verdict) {
    case 'no':
      return { verdict: 'preserved' };
    case 'yes':
      return { verdict: 'weakened' };
    case 'perhaps':
      return { verdict: 'weakened', confidence: 'possible' };
    case 'unknown':
      return { verdict: 'unknown' };
  }
}

const none: Lost = { names: [], isRest: false, verdict: 'no' };

function compare({ read }: Selection, from: readonly Value[], to: readonly Value[]): Lost | 'unknown' {
  const [was, is] = [read(from), read(to)];
  // What is not declared cannot be lost, and nothing can be lost by taking all.
  if (was === 'unstated' || (typeof is === 'object' && is.all && is.names.length === 0)) return none;
  if (was === undefined || is === undefined || is === 'unstated') return 'unknown';
  return lostBetween(was, is);
}
