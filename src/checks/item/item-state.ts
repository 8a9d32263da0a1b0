import type { Judgement } from '../../diff/worlds.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import {
  backupStateRanks,
  backupStateText,
  locateBackupState,
  readBackupState,
} from '../../protection/item/item-state.ts';
import { backupStateOutcome, redeployedOutcome } from '../../protection/outcome/item-outcome.ts';
import { immutabilityOf, immutabilityPath, isImmutable } from '../../protection/resources/immutability.ts';
import { isNothing, textOf } from '../../protection/resources/read-values.ts';
import { changeOf, isSame, valuesOf } from '../change.ts';
import {
  type CheckContext,
  decidePair,
  type Evidence,
  evidenceOf,
  evidenceOfResource,
  type Observation,
  vaultStateOf,
} from '../check.ts';
import type { Items } from './item-policy.ts';

/** Backups of an item that are stopped or suspended. */
export function observeBackupState(items: Items, context: CheckContext): readonly Observation[] {
  const { pair, base, head } = items;
  const [before, after] = [locateBackupState(base), locateBackupState(head)];
  if (before.length === 0) return [];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), judge);
  const [was, is] = [readBackupState(decision.base), readBackupState(decision.head)];
  const change = changeOf(items, decision, before, after);
  const observed: Observation = {
    ...change,
    before: backupStateText(was),
    after: backupStateText(is),
    texts: {},
    outcome: backupStateOutcome(is, vaultStateOf({ base, head }, context)),
    ...(decision.verdict === 'unknown' && { unknown: reasonFor(decision.head) ?? change.unknown ?? '' }),
  };
  return [observed];
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
  return isNothing(state) && isNothing(policy) ? 'no policy is written any more' : undefined;
}

/** An item that is deployed again although its vault has become immutable. */
export function observeRedeployment({ pair, base, head }: Items, context: CheckContext): readonly Observation[] {
  if (vaultKindOf(head) !== 'recovery-services') return [];
  const [before, after] = [context.base.vaultOf(base), context.head.vaultOf(head)];
  const [was, is] = [immutabilityOf(before), immutabilityOf(after)];
  if (was === 'invisible') return [];
  const decision = decidePair(pair, [], [], () => {
    if (isImmutable(was) || is === was) return { verdict: 'preserved' };
    if (isImmutable(is)) return { verdict: was === 'undecided' ? 'unknown' : 'weakened' };
    return { verdict: is === 'undecided' ? 'unknown' : 'preserved' };
  });
  const observed: Observation = {
    subject: head,
    pair,
    property: '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: false,
    before: was,
    after: is,
    texts: {},
    base: stateEvidence(before ?? base),
    head: stateEvidence(after ?? head),
    outcome: redeployedOutcome,
    ...(decision.verdict === 'unknown' && { unknown: 'the immutability of the vault is not known' }),
  };
  return [observed];
}

/** What makes a vault immutable, or not: that is what was changed, and not the item. */
function stateEvidence(vault: Resource): Evidence {
  const state = evidenceOf(observe(vault, stepsOf(immutabilityPath)));
  const { own, around } = evidenceOfResource(vault);
  return { ...state, around: [...state.around, ...own, ...around] };
}
