import type { Decision } from '../../diff/worlds.ts';
import type { Resource } from '../../model/deployment.ts';
import { type PropertyRead, pathOf } from '../../model/observe.ts';
import { retentionOutcome } from '../../protection/outcome/policy-outcome.ts';
import { retentionTiers } from '../../protection/policy/retention.ts';
import type { RetentionTier, Store } from '../../protection/policy/retention-tier.ts';
import { keepsAllOf } from '../../protection/policy/selected-days.ts';
import { placesIn, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, evidence, isFalse, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonPolicies, type Policies } from './policies.ts';
import { doubtText, isSameUnknown, judgeRetention, retentionText } from './retention-judge.ts';

/** The tiers of both revisions, each once; how base calls them counts. */
export function commonTiers(base: Resource, head: Resource): readonly RetentionTier[] {
  const tiers = new Map([...retentionTiers(head), ...retentionTiers(base)].map((tier) => [tier.key, tier]));
  return [...tiers.values()];
}

/** A tier of a policy that both revisions have. */
export interface PolicyTier extends Policies {
  readonly tier: RetentionTier;
}

/** The tiers of all policies to which recovery points come in base. */
export function reachedTiers(store: Store | undefined, context: CheckContext): readonly PolicyTier[] {
  return commonPolicies(context).flatMap((policies) =>
    commonTiers(policies.base, policies.head)
      .filter((tier) => store === undefined || tier.store === store)
      .filter(({ reached }) => isFalse(reached?.(policies.base).value) === false)
      .map((tier) => ({ ...policies, tier })),
  );
}

/** Compares how long a tier keeps recovery points: it is shorter, or it is gone. */
export function compareTier(
  { tier, pair, base, head }: PolicyTier,
  context: CheckContext,
  event: 'reduced' | 'removed',
): readonly Observation<'tier' | 'doubt'>[] {
  const [before, after] = [tier.locate(base), tier.locate(head)];
  if (isNone(tier, before)) return [];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) =>
    event === 'removed' && isKeptByOthers(tier, { base, head })
      ? { verdict: 'preserved' }
      : judgeRetention(tier.read(from), tier.read(to), event),
  );
  const where = {
    subject: head,
    pair,
    property: pathOf(after[0] ?? before[0]),
    plans: [tier.plan],
    covers: placesIn(base, before),
    base: () => evidence(before, after),
    head: () => evidence(after, before),
  };
  return [
    observation({ ...decision, widened: isWidened(tier, decision) }, where, () => {
      const [from, to] = [tier.read(decision.base), tier.read(decision.head)];
      const outcome = retentionOutcome(vaultStateOf({ base, head }, context), tier.store, event);
      const doubt = doubtText(from, to);
      return {
        before: retentionText(from),
        after: retentionText(to),
        texts: { tier: tier.label, doubt },
        outcome: doubt === '' ? outcome : { ...outcome, text: `If Azure considers it shorter: ${outcome.text}` },
        unknownIn: from.kind === 'unknown' && to.kind !== 'unknown' ? 'base' : undefined,
        unknown: `the ${tier.label} has a duration that armlock does not know`,
      };
    }),
  ];
}

/** Whether other rules of head keep for as long what a rule of base keeps. */
export function isKeptByOthers(
  { rule, plan }: RetentionTier,
  { base, head }: Pick<Policies, 'base' | 'head'>,
): boolean {
  return rule !== undefined && keepsAllOf(rule, plan, base, head);
}

function isNone(tier: RetentionTier, reads: readonly PropertyRead[]): boolean {
  return tier.read(valuesOf(reads)).kind === 'none' && valuesOf(reads).every(({ kind }) => kind !== 'choice');
}

/** Whether the same unknown may newly be shorter than it could be in base. */
function isWidened(tier: RetentionTier, decision: Decision): boolean {
  if (decision.widened) return true;
  return decision.verdict === 'weakened' && isSameUnknown(tier.read(decision.base), tier.read(decision.head));
}
