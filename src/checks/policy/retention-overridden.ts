import { behaviour } from '../behaviour.ts';
import { compareMoves, pickPlaceholders } from './moves.ts';
import { commonPolicies } from './policies.ts';

export const retentionOverridden = behaviour({
  kind: 'retention-overridden',
  about: 'A retention rule with a higher priority takes recovery points over, and keeps them for a shorter time.',
  judges: ['diff'],
  schema: {},
  placeholders: pickPlaceholders,
  run: (_, context) => commonPolicies(context).flatMap((policies) => compareMoves(policies, context, 'overridden')),
});
