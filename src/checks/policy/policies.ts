import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import { retentionTiers } from '../../protection/policy/retention.ts';
import type { RetentionTier } from '../../protection/policy/retention-tier.ts';

/** The tiers of both revisions, each once; how base calls them counts. */
export function commonTiers(base: Resource, head: Resource): readonly RetentionTier[] {
  const tiers = new Map([...retentionTiers(head), ...retentionTiers(base)].map((tier) => [tier.key, tier]));
  return [...tiers.values()];
}

/** Both revisions of a policy. */
export interface Policies {
  readonly pair: Pair;
  readonly base: Resource;
  readonly head: Resource;
}
