import type { BackupState } from '../item/item-state.ts';
import { isImmutable } from '../resources/immutability.ts';
import { immutableOutcome, type Outcome, outcome, type VaultState } from './outcome.ts';

/** What happens when an item is given a policy that keeps less. */
export function policyOfItemOutcome(vault: VaultState): Outcome {
  return immutableOutcome(vault, {
    refused:
      vault.kind === 'backup'
        ? outcome(
            'undocumented',
            'For an immutable Backup vault Microsoft lists only the deletion of data as blocked, so that this may be applied.',
            'immutable',
            'unverified',
          )
        : outcome(
            'refused',
            'Azure refuses it: in an immutable vault, an item can only get a policy that keeps at least as long.',
            'immutable',
          ),
    applied: 'Azure applies the new retention to the recovery points of the item and prunes the rest',
    source: 'policyChange',
  });
}

/** What happens when the backups of an item are stopped, or suspended. */
export function backupStateOutcome(state: BackupState | undefined, vault: VaultState): Outcome {
  if (state === undefined) {
    return outcome(
      'depends',
      'If backups stop, Azure keeps the recovery points until somebody deletes them; if they are suspended, as long as the policy says.',
      'restoreApi',
    );
  }
  if (state !== 'suspended') {
    return outcome(
      'applied',
      'Azure makes no more backups and keeps the recovery points until somebody deletes them; that is allowed in an immutable vault, too. A resource guard, if the vault has one, asks for an approval.',
      'restoreApi',
    );
  }
  const applied =
    'Azure makes no more backups, and recovery points go when the policy says so, but for the last one. Meanwhile the retention of the policy cannot be raised.';
  if (isImmutable(vault.head)) return outcome('applied', applied, 'suspend');
  return vault.head === 'undecided' || vault.head === 'invisible'
    ? outcome('depends', `Azure suspends backups in immutable vaults only. If this is one: ${applied}`, 'suspend')
    : outcome('refused', 'Azure refuses it: backups can be suspended in immutable vaults only.', 'suspend');
}

/** What happens when an item is deployed again after its vault became immutable. */
export const redeployedOutcome: Outcome = outcome(
  'undocumented',
  'Deploying an item of an immutable vault again has been reported to fail, even with the same policy; Microsoft does not document it.',
  'redeployItem',
  'reported',
);

/** What happens when an item backs up less of its source. */
export const scopeOutcome: Outcome = outcome(
  'applied',
  'Azure applies it, in an immutable vault, too: recovery points that exist stay, and new ones lack what is left out.',
  'immutable',
  'inferred',
);
