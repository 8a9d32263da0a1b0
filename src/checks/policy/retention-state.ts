import type { Pair } from '../../diff/pair.ts';
import { type Decision, decide } from '../../diff/worlds.ts';
import type { Origin, Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import type { RetentionFloors } from '../../protection/policy/floors.ts';
import { type IdleRule, idleRules, leftBehind } from '../../protection/policy/idle-rules.ts';
import { retentionTiers } from '../../protection/policy/retention.ts';
import type { RetentionTier, Store } from '../../protection/policy/retention-tier.ts';
import { evidence, isFalse, isTrue, type Observation, presenceValue, reasonOf } from '../check.ts';
import { doubtText, judgeRetention, retentionText } from './retention-judge.ts';

/** A policy as one revision has it. */
interface Policy {
  readonly pair: Pair;
  readonly head: Resource;
}

/** Tiers that keep recovery points for less long than somebody asks for. */
export function observeFloors(
  { pair, head }: Policy,
  store: Store | undefined,
  floors: RetentionFloors,
): readonly Observation[] {
  return retentionTiers(head).flatMap((tier): readonly Observation[] => {
    const floor = tier.floor && floors[tier.floor];
    if (!floor || (store && tier.store !== store)) return [];
    const places = tier.locate(head);
    const wanted = { kind: 'duration', duration: floor } as const;
    const decision = decide(
      [],
      [presenceValue(head), ...places.map(({ value }) => value)],
      (_, [presence, ...values]) =>
        isFalse(presence) ? { verdict: 'nothing' } : judgeRetention(wanted, tier.read(values), 'reduced'),
    );
    const [, ...values] = decision.head;
    const kept = tier.read(values);
    return [
      observedOf({ ...tier, places }, { pair, head }, decision, {
        before: floor.text,
        after: retentionText(kept),
        texts: { tier: tier.label, doubt: doubtText(wanted, kept) },
        unknown: `its ${tier.label}`,
      }),
    ];
  });
}

/** What a policy says of how long it keeps something, and where. */
type Said = Pick<IdleRule, 'plan' | 'places'>;

/** What is seen of it; `unknown` is what decides where no value tells. */
type Seen = Pick<Observation, 'before' | 'after' | 'texts'> & { readonly unknown: string };

function observedOf({ plan, places }: Said, { pair, head }: Policy, decision: Decision, seen: Seen): Observation {
  const { unknown, ...rest } = seen;
  return {
    subject: head,
    pair,
    property: places[0]?.path ?? '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: false,
    ...rest,
    plans: [plan],
    base: undefined,
    head: evidence(places, []),
    ...(decision.verdict === 'unknown' && { unknown: reasonOf(decision.head) ?? unknown }),
  };
}

/** Rules that newly keep nothing; of one revision, all that keep nothing. */
export function observeIdle({ pair, head }: Policy): readonly Observation[] {
  const { base } = pair;
  if (base) return leftBehind(base, head).map((rule) => ofIdleRule(rule, { pair, head }));
  return [
    ...idleRules(head).map((rule) => ofIdleRule(rule, { pair, head })),
    ...retentionTiers(head).flatMap((tier) => observeUntagged(tier, { pair, head })),
  ];
}

function ofIdleRule(rule: IdleRule, policy: Policy): Observation {
  const decision = decide([], [presenceValue(policy.head)], (_, [presence]) => ({
    verdict: isFalse(presence) ? 'nothing' : 'weakened',
    confidence: isTrue(presence) ? 'certain' : 'possible',
  }));
  const texts = { tier: rule.label, reason: rule.reason };
  const observed = observedOf(rule, policy, decision, { before: 'kept', after: 'nothing', texts, unknown: '' });
  const own = rule.places.flatMap(({ value }) => itemOrigins(value));
  return { ...observed, head: observed.head && { ...observed.head, own } };
}

/** The days of a list say it better than the list. */
function itemOrigins(value: Value): readonly Origin[] {
  return value.kind === 'array' ? value.items.flatMap(({ origins }) => origins) : value.origins;
}

/** A rule of a Backup vault policy whose name no backup gets as a tag. */
function observeUntagged(tier: RetentionTier, { pair, head }: Policy): readonly Observation[] {
  if (!tier.reached) return [];
  const reached = tier.reached(head);
  const decision = decide([], [presenceValue(head), reached.value], (_, [presence, tagged]) => {
    if (isFalse(presence)) return { verdict: 'nothing' };
    return { verdict: isTrue(tagged) ? 'preserved' : isFalse(tagged) ? 'weakened' : 'unknown' };
  });
  return [
    observedOf({ ...tier, places: tier.locate(head) }, { pair, head }, decision, {
      before: 'kept',
      after: 'nothing',
      texts: { tier: tier.label, reason: reached.reason },
      unknown: 'the tags of the policy',
    }),
  ];
}
