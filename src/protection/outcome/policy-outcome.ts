import type { PolicyPart, Store } from '../policy/retention-tier.ts';
import { isImmutable } from '../resources/immutability.ts';
import { type Outcome, retentionOutcome, type VaultState } from './outcome.ts';

const sources = {
  backupUpdate:
    'https://learn.microsoft.com/azure/backup/backup-azure-data-protection-use-rest-api-create-update-postgresql-policy',
  architecture: 'https://learn.microsoft.com/azure/backup/backup-architecture',
  guard: 'https://learn.microsoft.com/azure/backup/multi-user-authorization-concept',
  immutable: 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept',
  shareUpdate: 'https://github.com/Azure/azure-powershell/pull/26367',
} as const;

/** What happens to a longer retention while an item of the policy has its backups suspended. */
export const suspendedOutcome: Outcome = {
  kind: 'refused',
  text: 'Azure refuses it: in an immutable vault, retention cannot be raised while any item of the policy has its backups suspended.',
  source: sources.immutable,
  confidence: 'documented',
};

/** What happens when a part of a policy is removed with all its tiers. */
export function partOutcome(part: PolicyPart, vault: VaultState, store: Store): Outcome {
  if (part.kind !== 'vault-tier') return retentionOutcome(vault, store, 'removed');
  return {
    kind: 'refused',
    text: 'Azure has been reported to refuse it: the policy of a file share cannot go back from the vault tier to snapshots.',
    source: sources.shareUpdate,
    confidence: 'reported',
  };
}

/** What happens to the schedule of a policy, or to what its rules pick. */
export type ScheduleEvent = 'rarer' | 'daily-dropped' | 'narrowed' | 'overridden' | 'edited';

/** What Azure does when a policy makes recovery points more rarely, or keeps others than before. */
export function scheduleOutcome(event: ScheduleEvent, vault: VaultState): Outcome {
  if (vault.kind === 'backup') {
    return {
      kind: 'refused',
      text: 'Azure refuses to update a policy of a Backup vault (UserErrorBMSUpdatePolicyNotSupported): it takes a new policy, and items that use it.',
      source: sources.backupUpdate,
      confidence: 'documented',
    };
  }
  const immutable = isImmutable(vault.base) && isImmutable(vault.head);
  switch (event) {
    case 'daily-dropped':
      return immutable
        ? {
            kind: 'undocumented',
            text: 'In an immutable vault schedules may change; whether the clean-up of daily recovery points that follows is blocked is not documented.',
            source: sources.immutable,
            confidence: 'unverified',
          }
        : {
            kind: 'applied',
            text: 'Azure applies it and cleans up the daily recovery points that exist.',
            source: sources.architecture,
            confidence: 'documented',
          };
    case 'narrowed':
      return immutable
        ? {
            kind: 'undocumented',
            text: 'The vault is immutable, so that Azure refuses to reduce retention; whether it counts fewer selected days as that is not documented.',
            source: sources.immutable,
            confidence: 'unverified',
          }
        : {
            kind: 'applied',
            text: 'Azure applies it: recovery points that exist keep their retention, new ones of the other days do not get it.',
            source: sources.architecture,
            confidence: 'documented',
          };
    case 'rarer':
    case 'overridden':
    case 'edited':
      return {
        kind: 'applied',
        text: 'Azure applies it, in an immutable vault, too: immutability does not cover schedules. A resource guard, if the vault has one, asks for an approval.',
        source: sources.guard,
        confidence: 'documented',
      };
  }
}
