import type { Resource } from '../../model/deployment.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { redeployedOutcome } from '../../protection/outcome/item-outcome.ts';
import { immutabilityOf, immutabilityPath, isImmutable } from '../../protection/resources/immutability.ts';
import { behaviour } from '../behaviour.ts';
import {
  type CheckContext,
  decidePair,
  type Evidence,
  evidenceOf,
  evidenceOfResource,
  type Observation,
} from '../check.ts';
import { observation } from '../observation.ts';
import { commonItems, type Items } from './items.ts';

export const itemRedeployed = behaviour({
  kind: 'item-redeployed',
  about: 'A protected item is deployed again although its vault becomes immutable.',
  takesAway: false,
  judges: ['diff'],
  schema: {},
  placeholders: {},
  run: (_, context) =>
    commonItems(context)
      .filter(({ head }) => vaultKindOf(head) === 'recovery-services')
      .flatMap((items) => observeRedeployment(items, context)),
});

function observeRedeployment({ pair, base, head }: Items, context: CheckContext): readonly Observation<never>[] {
  const [before, after] = [context.base.vaultOf(base), context.head.vaultOf(head)];
  const [was, is] = [immutabilityOf(before), immutabilityOf(after)];
  if (was === 'invisible') return [];
  const decision = decidePair(pair, [], [], () => {
    if (isImmutable(was) || is === was) return { verdict: 'preserved' };
    if (isImmutable(is)) return { verdict: was === 'undecided' ? 'unknown' : 'weakened' };
    return { verdict: is === 'undecided' ? 'unknown' : 'preserved' };
  });
  const [from, to] = [before ?? base, after ?? head];
  const where = {
    subject: head,
    pair,
    property: '',
    base: () => stateEvidence(from),
    head: () => stateEvidence(to),
  };
  return [
    observation(decision, where, () => ({
      before: was,
      after: is,
      texts: {},
      outcome: redeployedOutcome,
      unknown: 'the immutability of the vault is not known',
    })),
  ];
}

/** What makes a vault immutable, or not: that is what was changed, and not the item. */
function stateEvidence(vault: Resource): Evidence {
  const state = evidenceOf(observe(vault, stepsOf(immutabilityPath)));
  const { own, around } = evidenceOfResource(vault);
  return { ...state, around: [...state.around, ...own, ...around] };
}
