import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, type PropertyRead } from '../../model/observe.ts';
import { isNothing, textOf } from '../resources/read-values.ts';

/** What becomes of the backups of an item, and of its recovery points: `suspended` ones still go as the policy says. */
export type BackupState = 'on' | 'stopped' | 'suspended';

/** The higher, the better: without new backups, recovery points that stay are better than those that go. */
export const backupStateRanks: Readonly<Record<BackupState, number>> = { on: 2, stopped: 1, suspended: 0 };

const protectedItems = 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems';

/**
 * The values that say whether an item is backed up; none for an instance of a Backup vault, whose state no template can
 * set.
 */
export function locateBackupState(item: Resource): readonly PropertyRead[] {
  if (item.type.toLowerCase() !== protectedItems) return [];
  return ['protectionState', 'policyId'].map((name) => observe(item, ['properties', name]));
}

/** The state that these values make; undefined if it is not known. */
export function readBackupState([state, policy]: readonly Value[]): BackupState | undefined {
  const asked = textOf(state)?.toLowerCase();
  if (state && !isNothing(state) && asked === undefined) return undefined;
  switch (asked) {
    case 'protectionstopped':
      return 'stopped';
    case 'backupssuspended':
      return 'suspended';
    case 'protectionpaused':
      // Microsoft does not say what it does.
      return undefined;
    default:
      if (textOf(policy) === '') return 'stopped';
      // Whether a policy that is not written stays is not documented.
      return isNothing(policy) ? undefined : 'on';
  }
}

/** A state for people. */
export function backupStateText(state: BackupState | undefined): string {
  switch (state) {
    case 'on':
      return 'on';
    case 'stopped':
      return 'stopped (all recovery points are kept)';
    case 'suspended':
      return 'suspended (recovery points expire as the policy says)';
    case undefined:
      return 'not known';
  }
}
