import type { Resource } from '../../model/deployment.ts';
import { pathOf } from '../../model/observe.ts';
import { partOutcome } from '../../protection/outcome/policy-outcome.ts';
import type { PolicyPart, RetentionTier } from '../../protection/policy/retention-tier.ts';
import { isNothing } from '../../protection/resources/read-values.ts';
import { valuesOf } from '../change.ts';
import { type CheckContext, decidePair, evidence, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonPolicies, type Policies } from './policies.ts';
import { commonTiers } from './tiers.ts';

/** What messages about a part of a policy can say. */
export const partPlaceholders = { tier: "the part of the policy: 'Log backups'" } as const;

/** Parts of policies that head does not have, each with what it kept in the vault. */
export function removedParts(context: CheckContext, kind: PolicyPart['kind']): readonly Observation<'tier'>[] {
  return commonPolicies(context).flatMap((policies) => {
    const tiers = commonTiers(policies.base, policies.head).filter(({ store }) => store === 'vault');
    const parts = new Map(tiers.flatMap(({ part }) => (part?.kind === kind ? [[part.key, part]] : [])));
    return [...parts.values()].flatMap((part) => {
      const own = tiers.filter((tier) => tier.part?.key === part.key);
      return observePart(part, own, policies, context);
    });
  });
}

function observePart(
  part: PolicyPart,
  tiers: readonly RetentionTier[],
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observation<'tier'>[] {
  const [before, after] = [part.locate(base), part.locate(head)];
  if (isNothing(before.value)) return [];
  const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) => ({
    verdict: isNothing(from) || !isNothing(to) ? 'preserved' : 'weakened',
  }));
  const where = {
    subject: head,
    pair,
    property: pathOf(before),
    plans: [...new Set(tiers.map(({ plan }) => plan))],
    base: () => evidence([before], [after]),
    head: () => evidence([after], [before]),
  };
  return [
    observation(decision, where, () => ({
      before: tiers.flatMap((tier) => keptText(tier, base)).join(', '),
      after: 'none',
      texts: { tier: part.label },
      outcome: partOutcome(part, vaultStateOf({ base, head }, context), 'vault'),
      unknown: part.label,
    })),
  ];
}

/** `yearly retention of Full backups 10 years`. */
function keptText(tier: RetentionTier, policy: Resource): readonly string[] {
  const retention = tier.read(valuesOf(tier.locate(policy)));
  return retention.kind === 'duration' ? [`${tier.label} ${retention.duration.text}`] : [];
}
