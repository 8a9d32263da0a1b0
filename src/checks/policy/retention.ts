import type { Decision } from '../../diff/worlds.ts';
import { outcomesOf } from '../../expr/choice.ts';
import type { Resource } from '../../model/deployment.ts';
import type { PropertyRead } from '../../model/observe.ts';
import { protectedKind } from '../../protection/azure/kinds.ts';
import { retentionOutcome } from '../../protection/outcome/outcome.ts';
import { partOutcome } from '../../protection/outcome/policy-outcome.ts';
import type { PolicyPart, RetentionTier, Store } from '../../protection/policy/retention-tier.ts';
import { keepsAllOf } from '../../protection/policy/selected-days.ts';
import { isNothing } from '../../protection/resources/read-values.ts';
import { valuesOf } from '../change.ts';
import {
  type CheckContext,
  decidePair,
  evidence,
  isFalse,
  isTrue,
  type Observation,
  reasonOf,
  vaultStateOf,
} from '../check.ts';
import { commonTiers, type Policies } from './policies.ts';
import { observeDefault } from './retention-default.ts';
import { observeIncrease } from './retention-increase.ts';
import { doubtText, isSame, judgeRetention, retentionText } from './retention-judge.ts';
import { observeFloors, observeIdle } from './retention-state.ts';

/** How long a backup policy keeps recovery points. */
export interface RetentionCheck {
  readonly kind: 'retention';
  /** Without it, both. */
  readonly store?: Store;
  /**
   * `reduced`: kept for less long. `removed`: a tier that is not there any more. `part-removed`: a part of the policy is
   * gone with all its tiers. `dead`: a rule whose tag no recovery point gets any more. `idle`: a rule that keeps nothing
   * for whatever reason, also of one revision. `default-lowered`: another rule is the default one and keeps less.
   * `increase-refused`: longer, which the service does not take. Of one revision only: shorter than what is asked for
   * (`below-floor`).
   */
  readonly event:
    | 'reduced'
    | 'removed'
    | 'part-removed'
    | 'dead'
    | 'idle'
    | 'default-lowered'
    | 'increase-refused'
    | 'below-floor';
  /** For `part-removed`: what the parts are. */
  readonly part?: 'backup-type' | 'vault-tier';
}

/** Compares how long the policies of a pair keep recovery points, tier by tier. */
export function checkRetention(check: RetentionCheck, context: CheckContext): readonly Observation[] {
  return context.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!head || protectedKind(head) !== 'policy') return [];
    if (check.event === 'below-floor') return observeFloors({ pair, head }, check.store, context.retentionFloors);
    if (check.event === 'idle') return observeIdle({ pair, head });
    if (!base) return [];
    if (check.event === 'default-lowered') return observeDefault({ pair, base, head }, context);
    if (check.event === 'increase-refused') return observeIncrease({ pair, base, head }, context);
    const tiers = commonTiers(base, head).filter(({ store }) => check.store === undefined || store === check.store);
    if (check.event === 'part-removed') return observeParts(tiers, check, { pair, base, head }, context);
    const reached = tiers.filter(({ reached: isReached }) => isFalse(isReached?.(base).value) === false);
    if (check.event === 'dead') return reached.flatMap((tier) => observeReach(tier, { pair, base, head }, context));
    return reached.flatMap((tier) => observeTier(tier, check, { pair, base, head }, context));
  });
}

function observeTier(
  tier: RetentionTier,
  { event }: RetentionCheck,
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observation[] {
  const [before, after] = [tier.locate(base), tier.locate(head)];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) =>
    event === 'removed' && isKeptByOthers(tier, { base, head })
      ? { verdict: 'preserved' }
      : judgeRetention(tier.read(from), tier.read(to), event === 'reduced' ? event : 'removed'),
  );
  if (isNone(tier, before) || (event === 'removed' && isPartGone(tier, { base, head }))) return [];
  const unknown = decision.verdict === 'unknown' ? reasonOf([...decision.head, ...decision.base]) : undefined;
  const [from, to] = [tier.read(decision.base), tier.read(decision.head)];
  const change = event === 'reduced' ? event : 'removed';
  const outcome = retentionOutcome(vaultStateOf({ base, head }, context), tier.store, change);
  const doubt = doubtText(from, to);
  const observed: Observation = {
    subject: head,
    pair,
    property: after[0]?.path ?? before[0]?.path ?? '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: isWidened(tier, decision),
    before: retentionText(from),
    after: retentionText(to),
    texts: { tier: tier.label, doubt },
    plans: [tier.plan],
    base: evidence(before, after),
    head: evidence(after, before),
    outcome: doubt === '' ? outcome : { ...outcome, text: `If Azure counts it as less: ${outcome.text}` },
    ...(unknown !== undefined && { unknown }),
    ...(decision.verdict === 'unknown' && from.kind === 'unknown' && to.kind !== 'unknown' && { unknownIn: 'base' }),
  };
  return [observed];
}

/** Whether other rules of head keep for as long what a rule of base keeps. */
function isKeptByOthers({ rule, plan }: RetentionTier, { base, head }: Pick<Policies, 'base' | 'head'>): boolean {
  return rule !== undefined && keepsAllOf(rule, plan, base, head);
}

/** Whether recovery points still come to a tier that is as long as before. */
function observeReach(
  tier: RetentionTier,
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observation[] {
  if (!tier.reached) return [];
  const [before, after] = [tier.reached(base), tier.reached(head)];
  const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) => {
    if (!isTrue(from) || isTrue(to) || isKeptByOthers(tier, { base, head })) return { verdict: 'preserved' };
    return { verdict: isFalse(to) ? 'weakened' : 'unknown' };
  });
  const observed: Observation = {
    subject: head,
    pair,
    property: tier.locate(head)[0]?.path ?? '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: decision.widened ?? false,
    before: retentionText(tier.read(valuesOf(tier.locate(base)))),
    after: 'nothing',
    texts: { tier: tier.label, reason: after.reason },
    plans: [tier.plan],
    base: evidence([before], [after]),
    head: evidence([after], [before]),
    outcome: retentionOutcome(vaultStateOf({ base, head }, context), tier.store, 'removed'),
    ...(decision.verdict === 'unknown' && { unknown: reasonOf(decision.head) ?? 'the tags of the policy' }),
  };
  return [observed];
}

/** Parts of a policy that head does not have any more, each with what it kept. */
function observeParts(
  tiers: readonly RetentionTier[],
  { part: wanted, store = 'vault' }: RetentionCheck,
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observation[] {
  const parts = new Map(tiers.flatMap(({ part }) => (part && isWanted(part, wanted) ? [[part.key, part]] : [])));
  return [...parts.values()].flatMap((part) => {
    const [before, after] = [part.locate(base), part.locate(head)];
    if (isNothing(before.value)) return [];
    const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) => ({
      verdict: isNothing(from) || !isNothing(to) ? 'preserved' : 'weakened',
    }));
    const own = tiers.filter((tier) => tier.part?.key === part.key);
    const kept = own.flatMap((tier) => keptText(tier, base));
    const observed: Observation = {
      subject: head,
      pair,
      property: before.path,
      verdict: decision.verdict,
      confidence: decision.confidence,
      widened: decision.widened ?? false,
      before: kept.join(', '),
      after: 'none',
      texts: { tier: part.label },
      base: evidence([before], [after]),
      head: evidence([after], [before]),
      outcome: partOutcome(part, vaultStateOf({ base, head }, context), store),
      plans: [...new Set(own.map(({ plan }) => plan))],
      ...(decision.verdict === 'unknown' && { unknown: reasonOf([...decision.head, ...decision.base]) ?? part.label }),
    };
    return [observed];
  });
}

function isWanted(part: PolicyPart, wanted: RetentionCheck['part']): boolean {
  return (part.key === 'vault tier') === (wanted === 'vault-tier');
}

/** A part that is gone as a whole is one finding, not one for each tier. */
function isPartGone({ part }: RetentionTier, { base, head }: Pick<Policies, 'base' | 'head'>): boolean {
  if (!part || isNothing(part.locate(base).value)) return false;
  return outcomesOf(part.locate(head).value).some(isNothing);
}

/** `yearly retention of Full backups 10 years`. */
function keptText(tier: RetentionTier, policy: Resource): readonly string[] {
  const retention = tier.read(valuesOf(tier.locate(policy)));
  return retention.kind === 'duration' ? [`${tier.label} ${retention.duration.text}`] : [];
}

function isNone(tier: RetentionTier, observations: readonly PropertyRead[]): boolean {
  return (
    tier.read(valuesOf(observations)).kind === 'none' && valuesOf(observations).every(({ kind }) => kind !== 'choice')
  );
}

/** Whether the same unknown may newly be shorter than it could be in base. */
function isWidened(tier: RetentionTier, decision: Decision): boolean {
  if (decision.widened) return true;
  const [from, to] = [tier.read(decision.base), tier.read(decision.head)];
  return decision.verdict === 'weakened' && from.kind === 'unknown' && to.kind === 'unknown' && isSame(from, to);
}
