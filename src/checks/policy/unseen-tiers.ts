import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, type PropertyRead } from '../../model/observe.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { retentionOutcome } from '../../protection/outcome/policy-outcome.ts';
import { isDecided, isNothing } from '../../protection/resources/read-values.ts';
import { isSame, placeOfReads, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonPolicies, type Policies } from './policies.ts';

/**
 * Policies of which base does not say which tiers they have, because the list of them is not known. What it keeps may
 * have changed, unless head has the same list.
 */
export function unseenTiers(context: CheckContext): readonly Observation<'tier' | 'doubt'>[] {
  return commonPolicies(context).flatMap((policies) => observeTiers(policies, context));
}

function observeTiers(policies: Policies, context: CheckContext): readonly Observation<'tier' | 'doubt'>[] {
  const { pair, base, head } = policies;
  const [before, after] = [tiersIn(base), tiersIn(head)];
  if (isNothing(before.value) || isSeen(before.value)) return [];
  const decision = decidePair(pair, valuesOf([before]), valuesOf([after]), (from, to) => {
    const isOpen = from.some((value) => !isNothing(value) && !isSeen(value));
    return { verdict: isOpen && !isSame(from, to) ? 'unknown' : 'preserved' };
  });
  const seen = observation(decision, placeOfReads(policies, [before], [after]), () => ({
    before: 'not known',
    after: 'not known',
    texts: { tier: 'retention', doubt: '' },
    outcome: retentionOutcome(vaultStateOf({ base, head }, context), 'vault', 'reduced'),
    unknownIn: decision.head.every(isSeen) ? 'base' : undefined,
    unknown: 'the list of what it keeps is not known',
  }));
  return [seen];
}

/** The list that has the tiers of a policy, or those of its parts. */
function tiersIn(policy: Resource): PropertyRead {
  return observe(policy, ['properties', vaultKindOf(policy) === 'backup' ? 'policyRules' : 'subProtectionPolicy']);
}

/** Whether a list is known, and what each of its items is. */
function isSeen(value: Value): boolean {
  if (value.kind !== 'array') return isDecided(value);
  return value.open === undefined && value.items.every(isDecided);
}
