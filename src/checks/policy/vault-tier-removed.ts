import { behaviour } from '../behaviour.ts';
import { partPlaceholders, removedParts } from './parts.ts';

export const vaultTierRemoved = behaviour({
  kind: 'vault-tier-removed',
  about: 'A policy of file shares loses the vault tier, so that only snapshots are left.',
  judges: ['diff'],
  schema: {},
  placeholders: partPlaceholders,
  run: (_, context) => removedParts(context, 'vault-tier'),
});
