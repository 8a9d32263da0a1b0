import { outcomesOf } from '../../expr/choice.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import { observe, pathOf, stepsOf } from '../../model/observe.ts';
import { policyReferenceOf, vaultKindOf } from '../../protection/azure/kinds.ts';
import { locateBackupState, readBackupState } from '../../protection/item/item-state.ts';
import { suspendedOutcome } from '../../protection/outcome/policy-outcome.ts';
import { retentionTiers } from '../../protection/policy/retention.ts';
import type { RetentionTier } from '../../protection/policy/retention-tier.ts';
import { isImmutable } from '../../protection/resources/immutability.ts';
import { groupBy } from '../../text/group-by.ts';
import { memo } from '../../text/memo.ts';
import { behaviour } from '../behaviour.ts';
import { valuesOf } from '../change.ts';
import { type CheckContext, decidePair, evidence, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonPolicies, type Policies } from './policies.ts';
import { judgeRetention, retentionText } from './retention-judge.ts';

type Placeholder = 'tier' | 'item';

export const retentionIncreaseRefused = behaviour({
  kind: 'retention-increase-refused',
  about: 'A policy gets a longer retention, which Azure refuses while backups of one of its items are suspended.',
  takesAway: false,
  judges: ['diff'],
  schema: {},
  placeholders: { tier: "the retention: 'yearly retention'", item: 'the name of the item' },
  run: (_, context) => commonPolicies(context).flatMap((policies) => observeIncrease(policies, context)),
});

function observeIncrease(policies: Policies, context: CheckContext): readonly Observation<Placeholder>[] {
  const { base, head } = policies;
  const vault = vaultStateOf(policies, context);
  // Backups can be suspended only in an immutable vault.
  const mayBeImmutable = isImmutable(vault.base) || vault.base === 'invisible' || vault.base === 'undecided';
  const item = suspendedItem(policies, context);
  if (vaultKindOf(head) !== 'recovery-services' || !mayBeImmutable || !item) return [];
  return retentionTiers(base).map((tier) => observeTier(tier, item, policies));
}

/** The first item of a policy whose backups are, or may be, suspended: as head says, or base if head has it no more. */
function suspendedItem({ base, head }: Policies, context: CheckContext): Resource | undefined {
  const suspended = suspendedItems(context);
  return suspended.get(head)?.[0] ?? suspended.get(base)?.[0];
}

/** Items whose backups are, or may be, suspended, by policy. */
const suspendedItems = memo((context: CheckContext): ReadonlyMap<Resource | undefined, readonly Resource[]> => {
  const items = context.pairs.flatMap(({ base, head }): readonly Named[] => {
    const item = head ?? base;
    const property = item && policyReferenceOf(item);
    const [state] = item && property !== undefined ? locateBackupState(item) : [];
    if (!item || property === undefined || !state) return [];
    if (outcomesOf(state.value).every((value) => isSuspended([value]) === false)) return [];
    const policies = head ? context.head : context.base;
    return [{ item, policy: policies.policyOf(item, observe(item, stepsOf(property)).value) }];
  });
  const byPolicy = groupBy(items, ({ policy }) => policy);
  return new Map([...byPolicy].map(([policy, named]) => [policy, named.map(({ item }) => item)]));
});

interface Named {
  readonly item: Resource;
  readonly policy: Resource | undefined;
}

/** Undefined if it is not known. */
function isSuspended(values: readonly Value[]): boolean | undefined {
  const [state] = values;
  if (state?.kind === 'absent' || state?.kind === 'null') return false;
  return state?.kind === 'string' ? readBackupState(values) === 'suspended' : undefined;
}

function observeTier(tier: RetentionTier, item: Resource, { pair, base, head }: Policies): Observation<Placeholder> {
  const [before, after, states] = [tier.locate(base), tier.locate(head), locateBackupState(item)];
  const decision = decidePair(pair, valuesOf(before), [...valuesOf(states), ...valuesOf(after)], (was, all) => {
    const [state, is] = [all.slice(0, states.length), all.slice(states.length)];
    const grown = judgeRetention(tier.read(is), tier.read(was), 'reduced');
    const suspended = isSuspended(state);
    if (grown.verdict !== 'weakened' || suspended === false) return { verdict: 'preserved' };
    return suspended ? grown : { verdict: 'unknown' };
  });
  const where = {
    subject: head,
    pair,
    property: pathOf(after[0]),
    base: () => evidence(before, after),
    head: () => evidence(after, before),
  };
  return observation({ ...decision, widened: false }, where, () => ({
    before: retentionText(tier.read(decision.base)),
    after: retentionText(tier.read(decision.head.slice(states.length))),
    texts: { tier: tier.label, item: nameText(item.name) },
    outcome: suspendedOutcome,
    unknown: 'the state of the item is not known',
  }));
}
