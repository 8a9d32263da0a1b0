import { decide } from '../../diff/worlds.ts';
import type { Origin, Value } from '../../expr/value.ts';
import { pathOf } from '../../model/observe.ts';
import { type IdleRule, idleRules, leftBehind } from '../../protection/policy/idle-rules.ts';
import { retentionTiers } from '../../protection/policy/retention.ts';
import type { RetentionTier } from '../../protection/policy/retention-tier.ts';
import { behaviour } from '../behaviour.ts';
import { evidence, isFalse, isTrue, type Observation, presenceValue } from '../check.ts';
import { type EvidenceSource, observation, type Where, withOwn } from '../observation.ts';
import { headPolicies, type Policy } from './policies.ts';

type Placeholder = 'tier' | 'reason';

export const retentionRuleIdle = behaviour({
  kind: 'retention-rule-idle',
  about: 'A retention rule keeps nothing: newly in a change, or in one revision.',
  judges: ['diff', 'state'],
  schema: {},
  placeholders: { tier: "the retention: 'yearly retention'", reason: 'why it keeps nothing, as a clause' },
  run: (_, context) => headPolicies(context).flatMap(observeIdle),
});

function observeIdle(policy: Policy): readonly Observation<Placeholder>[] {
  const { base } = policy.pair;
  if (base) return leftBehind(base, policy.head).map((rule) => ofIdleRule(rule, policy));
  return [
    ...idleRules(policy.head).map((rule) => ofIdleRule(rule, policy)),
    ...retentionTiers(policy.head).flatMap((tier) => ofUntagged(tier, policy)),
  ];
}

function ofIdleRule({ plan, places, label, reason }: IdleRule, policy: Policy): Observation<Placeholder> {
  const decision = decide([], [presenceValue(policy.head)], (_, [presence]) => ({
    verdict: isFalse(presence) ? 'nothing' : 'weakened',
    confidence: isTrue(presence) ? 'certain' : 'possible',
  }));
  const seen = withOwn(
    () => evidence(places, []),
    () => places.flatMap(({ value }) => itemOrigins(value)),
  );
  const where = placeOfRule(policy, plan, pathOf(places[0]), seen);
  return observation(decision, where, () => ({
    before: 'kept',
    after: 'nothing',
    texts: { tier: label, reason },
    unknown: 'the condition of the policy is not known',
  }));
}

function placeOfRule({ pair, head }: Policy, plan: string, property: string, seen: EvidenceSource): Where {
  return { subject: head, pair, property, plans: [plan], base: undefined, head: seen };
}

/** The days of a list say it better than the list. */
function itemOrigins(value: Value): readonly Origin[] {
  return value.kind === 'array' ? value.items.flatMap(({ origins }) => origins) : value.origins;
}

/** A rule of a Backup vault policy whose name no backup gets as a tag. */
function ofUntagged(tier: RetentionTier, policy: Policy): readonly Observation<Placeholder>[] {
  if (!tier.reached) return [];
  const { head } = policy;
  const reached = tier.reached(head);
  const decision = decide([], [presenceValue(head), reached.value], (_, [presence, tagged]) => {
    if (isFalse(presence)) return { verdict: 'nothing' };
    return { verdict: isTrue(tagged) ? 'preserved' : isFalse(tagged) ? 'weakened' : 'unknown' };
  });
  const places = tier.locate(head);
  const where = placeOfRule(policy, tier.plan, pathOf(places[0]), () => evidence(places, []));
  return [
    observation(decision, where, () => ({
      before: 'kept',
      after: 'nothing',
      texts: { tier: tier.label, reason: reached.reason },
      unknown: 'the tags of the policy',
    })),
  ];
}
