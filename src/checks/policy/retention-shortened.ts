import { behaviour } from '../behaviour.ts';
import { store } from '../parameters.ts';
import { compareTier, reachedTiers } from './tiers.ts';
import { unseenTiers } from './unseen-tiers.ts';

export const retentionShortened = behaviour({
  kind: 'retention-shortened',
  about: 'A policy keeps recovery points for a shorter time.',
  judges: ['diff'],
  schema: { store },
  placeholders: {
    tier: "the retention: 'yearly retention'",
    doubt: 'why the calendar decides whether it is shorter, as a sentence; empty if it does not',
  },
  run: (check, context) => [
    ...reachedTiers(check.store, context).flatMap((tier) => compareTier(tier, context, 'reduced')),
    ...(check.store === 'operational' ? [] : unseenTiers(context)),
  ],
});
