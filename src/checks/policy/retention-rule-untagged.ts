import { canonicalValue } from '../../expr/basis.ts';
import { pathOf } from '../../model/observe.ts';
import { retentionOutcome } from '../../protection/outcome/policy-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { valuesOf } from '../change.ts';
import { type CheckContext, decidePair, evidence, isFalse, isTrue, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { store } from '../parameters.ts';
import { retentionText } from './retention-judge.ts';
import { isKeptByOthers, type PolicyTier, reachedTiers } from './tiers.ts';

export const retentionRuleUntagged = behaviour({
  kind: 'retention-rule-untagged',
  about: 'A retention rule stays, but no backup gets its tag, so that it keeps nothing.',
  judges: ['diff'],
  schema: { store },
  placeholders: {
    tier: "the retention: 'retention of rule Yearly'",
    reason: 'why no recovery point comes to it, as a clause',
  },
  run: (check, context) => reachedTiers(check.store, context).flatMap((tier) => observeReach(tier, context)),
});

/** Whether recovery points still come to a tier that is as long as before. */
function observeReach(
  { tier, pair, base, head }: PolicyTier,
  context: CheckContext,
): readonly Observation<'tier' | 'reason'>[] {
  if (!tier.reached) return [];
  const [before, after] = [tier.reached(base), tier.reached(head)];
  const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) => {
    if (isTrue(to) || isFalse(from) || isKeptByOthers(tier, { base, head })) return { verdict: 'preserved' };
    if (!isTrue(from))
      return { verdict: from && to && canonicalValue(from) === canonicalValue(to) ? 'preserved' : 'unknown' };
    return { verdict: isFalse(to) ? 'weakened' : 'unknown' };
  });
  const where = {
    subject: head,
    pair,
    property: pathOf(tier.locate(head)[0]),
    plans: [tier.plan],
    base: () => evidence([before], [after]),
    head: () => evidence([after], [before]),
  };
  return [
    observation(decision, where, () => ({
      before: retentionText(tier.read(valuesOf(tier.locate(base)))),
      after: 'nothing',
      texts: { tier: tier.label, reason: after.reason },
      outcome: retentionOutcome(vaultStateOf({ base, head }, context), tier.store, 'removed'),
      unknown: 'the tags of the policy',
    })),
  ];
}
