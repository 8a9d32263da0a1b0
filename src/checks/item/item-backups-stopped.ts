import type { Judgement } from '../../diff/worlds.ts';
import type { Value } from '../../expr/value.ts';
import {
  backupStateRanks,
  backupStateText,
  locateBackupState,
  readBackupState,
} from '../../protection/item/item-state.ts';
import { backupStateOutcome } from '../../protection/outcome/item-outcome.ts';
import { isNothing, textOf } from '../../protection/resources/read-values.ts';
import { behaviour } from '../behaviour.ts';
import { isSame, placeOfReads, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonItems, type Items } from './items.ts';

export const itemBackupsStopped = behaviour({
  kind: 'item-backups-stopped',
  about: 'Backups of a protected item are stopped or suspended.',
  judges: ['diff'],
  schema: {},
  placeholders: {},
  run: (_, context) => commonItems(context).flatMap((items) => observeBackupState(items, context)),
});

function observeBackupState(items: Items, context: CheckContext): readonly Observation<never>[] {
  const { pair, base, head } = items;
  const [before, after] = [locateBackupState(base), locateBackupState(head)];
  if (before.length === 0) return [];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), judge);
  const [was, is] = [readBackupState(decision.base), readBackupState(decision.head)];
  return [
    observation(decision, placeOfReads(items, before, after), () => ({
      before: backupStateText(was),
      after: backupStateText(is),
      texts: {},
      outcome: backupStateOutcome(is, vaultStateOf({ base, head }, context)),
      reason: reasonFor(decision.head),
      unknown: 'armlock does not know its form',
    })),
  ];
}

function judge(from: readonly Value[], to: readonly Value[]): Judgement {
  if (isSame(from, to)) return { verdict: 'preserved' };
  const [was, is] = [readBackupState(from), readBackupState(to)];
  if (is === 'on' || was === 'suspended') return { verdict: 'preserved' };
  if (was === undefined || is === undefined) return { verdict: 'unknown' };
  return { verdict: backupStateRanks[is] < backupStateRanks[was] ? 'weakened' : 'preserved' };
}

/** Values can be known, and what Azure makes of them not. */
function reasonFor([state, policy]: readonly Value[]): string | undefined {
  const word = textOf(state);
  if (word !== undefined) return `what '${word}' does is not documented`;
  return isNothing(state) && isNothing(policy) ? 'no policy is declared' : undefined;
}
