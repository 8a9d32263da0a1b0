import { type Outcome, retentionOutcome, type VaultState } from './outcome.ts';
import type { PolicyPart, Store } from './retention-tier.ts';

const sources = {
  architecture: 'https://learn.microsoft.com/azure/backup/backup-architecture',
  guard: 'https://learn.microsoft.com/azure/backup/multi-user-authorization-concept',
  immutable: 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept',
  shareUpdate: 'https://github.com/Azure/azure-powershell/pull/26367',
} as const;

/** What happens when a part of a policy is removed with all its tiers. */
export function partOutcome(part: PolicyPart, vault: VaultState, store: Store): Outcome {
  if (part.key !== 'vault tier') return retentionOutcome(vault, store, 'removed');
  return {
    kind: 'refused',
    text: 'Azure has been reported to refuse it: the policy of a file share cannot go back from the vault tier to snapshots.',
    source: sources.shareUpdate,
    confidence: 'reported',
  };
}
