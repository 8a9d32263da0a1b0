import type { BackupState } from '../item/item-state.ts';
import type { Store } from '../policy/retention-tier.ts';
import { isImmutable } from '../resources/immutability.ts';
import { type Outcome, outcome } from './outcome.ts';
import { guardedOutcome, immutableOutcome, type VaultState } from './vault-outcome.ts';

/**
 * What happens when an item gets a policy with shorter retention.
 *
 * @param stores the stores in which retention is shorter, as far as that is known
 */
export function policyOfItemOutcome(vault: VaultState, stores: readonly Store[] = []): Outcome {
  if (vault.kind !== 'backup') {
    return immutableOutcome(vault, { refused: 'item-policy-refused', applied: 'item-policy-applied' });
  }
  const isOperational = stores.length > 0 && stores.every((store) => store === 'operational');
  return immutableOutcome(vault, {
    refused: isOperational ? 'instance-policy-operational' : 'instance-policy-of-immutable-vault',
    applied: 'instance-policy-applied',
  });
}

/** What happens when the backups of an item are stopped, or suspended. */
export function backupStateOutcome(state: BackupState | undefined, vault: VaultState): Outcome {
  if (state === undefined) return outcome('backups-stopped-or-suspended');
  if (state !== 'suspended') return guardedOutcome(vault, outcome('backups-stopped'));
  if (isImmutable(vault.head)) return outcome('backups-suspended');
  return vault.head === 'undecided' || vault.head === 'invisible'
    ? outcome('backups-may-be-suspended')
    : outcome('suspending-refused');
}

/** What happens when an item is deployed again after its vault became immutable. */
export const redeployedOutcome: Outcome = outcome('item-redeployed');

/**
 * What happens when an item backs up less of its source.
 *
 * @param endsAutoProtection whether base protects present and future containers by itself, and head does not
 */
export function scopeOutcome(endsAutoProtection: boolean): Outcome {
  return outcome(endsAutoProtection ? 'auto-protection-ended' : 'item-narrowed');
}
