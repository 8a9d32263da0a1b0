import { outcomesOf } from '../../expr/choice.ts';
import { isNothing } from '../../protection/resources/read-values.ts';
import { behaviour } from '../behaviour.ts';
import { store } from '../parameters.ts';
import { compareTier, type PolicyTier, reachedTiers } from './tiers.ts';

export const retentionTierRemoved = behaviour({
  kind: 'retention-tier-removed',
  about: 'A policy loses a tier of retention, such as the yearly one.',
  judges: ['diff'],
  schema: { store },
  placeholders: { tier: "the retention: 'yearly retention'" },
  run: (check, context) =>
    reachedTiers(check.store, context)
      .filter((tier) => !isPartGone(tier))
      .flatMap((tier) => compareTier(tier, context, 'removed')),
});

/** A part that is gone as a whole is one finding, not one for each tier. */
function isPartGone({ tier: { part }, base, head }: PolicyTier): boolean {
  if (!part || isNothing(part.locate(base).value)) return false;
  return outcomesOf(part.locate(head).value).some(isNothing);
}
