import { decide, type Judgement, type Verdict } from '../../diff/worlds.ts';
import { canonicalValue } from '../../expr/basis.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { shownSegments } from '../../model/identity.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { nameSegments, segmentsOf } from '../../model/segments.ts';
import { policyReferenceOf } from '../../protection/azure/kinds.ts';
import { policyOfItemOutcome } from '../../protection/outcome/item-outcome.ts';
import type { RetentionTier, Store } from '../../protection/policy/retention-tier.ts';

import { keepsAllOf, type Move, movesBetweenPolicies } from '../../protection/policy/selected-days.ts';
import { behaviour } from '../behaviour.ts';
import {
  type CheckContext,
  decidePair,
  evidenceOf,
  isFalse,
  type Observation,
  reasonOf,
  type UnknownCause,
  vaultStateOf,
} from '../check.ts';
import { observation } from '../observation.ts';
import { judgeRetention, retentionText } from '../policy/retention-judge.ts';
import { commonTiers } from '../policy/tiers.ts';
import { commonItems, type Items } from './items.ts';

export const itemPolicyLowered = behaviour({
  kind: 'item-policy-lowered',
  about: 'A protected item gets another policy with shorter retention.',
  judges: ['diff'],
  schema: {},
  placeholders: { difference: 'what the policy of head keeps for a shorter time' },
  run: (_, context) => commonItems(context).flatMap((items) => observePolicyOf(items, context)),
});

function observePolicyOf({ pair, base, head }: Items, context: CheckContext): readonly Observation<'difference'>[] {
  const property = policyReferenceOf(head) ?? '';
  const [before, after] = [observe(base, stepsOf(property)), observe(head, stepsOf(property))];
  if (namesNoPolicy(before.value)) return [];
  const compare = ([from]: readonly Value[], [to]: readonly Value[]): Comparison =>
    from && to ? comparePolicies({ from, to, base, head }, context) : same;
  const decision = decidePair(pair, [before.value], [after.value], (from, to) => compare(from, to));
  const where = { subject: head, pair, property, base: () => evidenceOf(before), head: () => evidenceOf(after) };
  return [
    observation({ ...decision, base: [before.value], head: [after.value] }, where, () => {
      const { differences, stores, unknown } = compare(decision.base, decision.head);
      return {
        before: policyName(decision.base[0]),
        after: policyName(decision.head[0]),
        texts: { difference: differences.join('; ') },
        outcome: policyOfItemOutcome(vaultStateOf({ base, head }, context), stores),
        reason: unknown,
        unknown: 'the retention of the policies is not known',
      };
    }),
  ];
}

/** An item without a policy is not protected, or its backups never expire: that is not a change of policy. */
function namesNoPolicy(value: Value): boolean {
  return value.kind === 'absent' || value.kind === 'null' || (value.kind === 'string' && value.value === '');
}

/** The last segment of the id. */
function policyName(value: Value | undefined): string {
  return value === undefined || namesNoPolicy(value) ? 'none' : (shownSegments(value).at(-1) ?? 'none');
}

interface Comparison extends Judgement {
  readonly verdict: Verdict;
  /** What the policy of head keeps for a shorter time. */
  readonly differences: readonly string[];
  /** The stores in which it does. */
  readonly stores: readonly Store[];
  readonly unknown?: UnknownCause;
}

const same: Comparison = { verdict: 'preserved', differences: [], stores: [] };

interface References {
  readonly from: Value;
  readonly to: Value;
  readonly base: Resource;
  readonly head: Resource;
}

function comparePolicies({ from, to, base, head }: References, context: CheckContext): Comparison {
  if (namesNoPolicy(from) || namesNoPolicy(to) || isSameReference({ from, to, base, head })) return same;
  const [before, after] = [context.base.policyOf(base, from), context.head.policyOf(head, to)];
  if (before && after) return compareTiers(before, after);
  const missing = before ? to : from;
  // A known name says more than what is not known of the scope.
  const unnamed = nameSegments(missing).at(-1)?.isKnown === false ? reasonOf([to, from]) : undefined;
  const unknown = unnamed ?? `the template does not declare policy ${policyName(missing)}`;
  return { verdict: 'unknown', differences: [], stores: [], unknown };
}

/**
 * Ids compare without case, and only by what comes after the vault's scope. Where each id is of the vault of its own
 * item, the policies are of one vault, because the items are one.
 */
function isSameReference({ from, to, base, head }: References): boolean {
  if (canonicalValue(from).toLowerCase() === canonicalValue(to).toLowerCase()) return true;
  const [before = [], after = []] = [from, to].map((id) => segmentsOf(id).slice(-4));
  if (before.length < 4 || before.at(-2) !== 'backuppolicies' || before.at(-1) !== after.at(-1)) return false;
  if (before.join('/') === after.join('/')) return true;
  const [vaultBefore, vaultAfter] = [base, head].map(({ name }) => segmentsOf(name)[0]);
  return before[1] === vaultBefore && after[1] === vaultAfter && before.at(-2) === after.at(-2);
}

/** Whether a policy keeps everything that another one keeps, for at least as long. */
export function keepsAsLong(before: Resource, after: Resource): boolean {
  return compareTiers(before, after).verdict === 'preserved';
}

function compareTiers(before: Resource, after: Resource): Comparison {
  const judged = commonTiers(before, after).map((tier) => ({ tier, ...judgeTier(tier, before, after) }));
  const weaker = judged.filter(({ verdict }) => verdict === 'weakened');
  const moves = movesBetweenPolicies(before, after).map(moveText);
  const differences = [...weaker.map(({ tier, change }) => `${tier.label} ${change}`), ...moves];
  if (differences.length > 0) {
    // Rules that take recovery points from each other are those of the vault.
    const stores = [...weaker.map(({ tier }) => tier.store), ...moves.map((): Store => 'vault')];
    const certain = moves.length > 0 || weaker.some(({ confidence }) => confidence === 'certain');
    return { verdict: 'weakened', confidence: certain ? 'certain' : 'possible', differences, stores };
  }
  const undecided = judged.find(({ verdict }) => verdict === 'unknown');
  if (!undecided) return same;
  const unknown = reasonOf(undecided.values) ?? `the ${undecided.tier.label} of the policies is not known`;
  return { verdict: 'unknown', differences: [], stores: [], unknown };
}

/** `some recovery points of rule Yearly 90 days instead of 10 years`. */
function moveText({ from, to }: Move): string {
  const some = `some recovery points of rule ${from.name}`;
  return to ? `${some} ${to.keep.text} instead of ${from.keep.text}` : `${some} not kept instead of ${from.keep.text}`;
}

interface JudgedTier {
  readonly verdict: Verdict;
  readonly confidence: 'certain' | 'possible';
  /** `10 years instead of 30 years`. */
  readonly change: string;
  readonly values: readonly Value[];
}

function judgeTier(tier: RetentionTier, before: Resource, after: Resource): JudgedTier {
  const [from, to] = [before, after].map((policy) => {
    // What no recovery point comes to keeps none.
    const isDead = isFalse(tier.reached?.(policy).value);
    return isDead ? [] : tier.locate(policy).map(({ value }) => value);
  });
  const decision = decide(from ?? [], to ?? [], (base, head) => {
    const [was, is] = [tier.read(base), tier.read(head)];
    const removed = judgeRetention(was, is, 'removed');
    if (tier.rule !== undefined && keepsAllOf(tier.rule, tier.plan, before, after)) return { verdict: 'preserved' };
    return removed.verdict === 'preserved' ? judgeRetention(was, is, 'reduced') : removed;
  });
  const [was, is] = [tier.read(decision.base), tier.read(decision.head)];
  return { ...decision, change: `${retentionText(is)} instead of ${retentionText(was)}`, values: decision.head };
}
