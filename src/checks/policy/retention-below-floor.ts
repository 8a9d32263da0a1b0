import { decide } from '../../diff/worlds.ts';
import { pathOf } from '../../model/observe.ts';
import type { RetentionFloors } from '../../protection/policy/floors.ts';
import { retentionTiers } from '../../protection/policy/retention.ts';
import type { RetentionTier } from '../../protection/policy/retention-tier.ts';
import { behaviour } from '../behaviour.ts';
import { evidence, isFalse, type Observation, presenceValue } from '../check.ts';
import { observation } from '../observation.ts';
import { store } from '../parameters.ts';
import { headPolicies, type Policy } from './policies.ts';
import { doubtText, judgeRetention, retentionText } from './retention-judge.ts';

export const retentionBelowFloor = behaviour({
  kind: 'retention-below-floor',
  about: 'A policy keeps recovery points for a shorter time than retentionFloors of the configuration ask for.',
  judges: ['state'],
  schema: { store },
  placeholders: {
    tier: "the retention: 'yearly retention'",
    doubt: 'why the calendar decides whether it is shorter, as a sentence; empty if it does not',
  },
  run: (check, context) =>
    headPolicies(context).flatMap((policy) =>
      retentionTiers(policy.head)
        .filter((tier) => check.store === undefined || tier.store === check.store)
        .flatMap((tier) => observeFloor(tier, policy, context.floorsOf(policy.head))),
    ),
});

function observeFloor(
  tier: RetentionTier,
  { pair, head }: Policy,
  floors: RetentionFloors,
): readonly Observation<'tier' | 'doubt'>[] {
  const floor = tier.floor && floors[tier.floor];
  if (!floor) return [];
  const places = tier.locate(head);
  const wanted = { kind: 'duration', duration: floor } as const;
  const decision = decide([], [presenceValue(head), ...places.map(({ value }) => value)], (_, [presence, ...values]) =>
    isFalse(presence) ? { verdict: 'nothing' } : judgeRetention(wanted, tier.read(values), 'reduced'),
  );
  const kept = tier.read(decision.head.slice(1));
  const property = pathOf(places[0]);
  const where = {
    subject: head,
    pair,
    property,
    plans: [tier.plan],
    base: undefined,
    head: () => evidence(places, []),
  };
  return [
    observation(decision, where, () => ({
      before: floor.text,
      after: retentionText(kept),
      texts: { tier: tier.label, doubt: doubtText(wanted, kept) },
      unknown: `its ${tier.label}`,
    })),
  ];
}
