import { ownMember } from '../../text/own-member.ts';
import { type Outcome, outcome } from '../outcome/outcome.ts';

/** Operations that a resource guard protects, in plain words, by their names in lower case. */
const operations: Readonly<Record<string, string>> = {
  'microsoft.recoveryservices/vaults/write#reduceimmutabilitystate': 'switching immutability off',
  'microsoft.recoveryservices/vaults/write#modifyencryptionsettings': 'changing encryption',
  'microsoft.recoveryservices/vaults/backupconfig/delete': 'deleting the security configuration',
  'microsoft.recoveryservices/vaults/backupencryptionconfigs/backupresourceencryptionconfig/write':
    'changing encryption',
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/delete': 'unregistering protected machines',
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems/delete':
    'deleting the backup data of items',
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems/write':
    'giving items a policy that keeps less',
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems/write#stopprotectionwithretaindata':
    'stopping backups',
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems/recoverypoints/restore/action':
    'restoring',
  'microsoft.recoveryservices/vaults/backuppolicies/write': 'shortening retention in policies',
  'microsoft.recoveryservices/vaults/backupresourceguardproxies/write': 'changing the link to the guard',
  'microsoft.recoveryservices/vaults/backupsecuritypin/action': 'getting the security PIN of agents',
  'microsoft.dataprotection/backupvaults/write#reduceimmutabilitystate': 'switching immutability off',
  'microsoft.dataprotection/backupvaults/write#modifyencryptionsettings': 'changing encryption',
  'microsoft.dataprotection/backupvaults/backupinstances/delete': 'deleting backup instances and their data',
  'microsoft.dataprotection/backupvaults/backupinstances/write': 'changing backup instances',
  'microsoft.dataprotection/backupvaults/backupinstances/restore/action': 'restoring',
  'microsoft.dataprotection/backupvaults/backupinstances/stopprotection/action': 'stopping backups',
  'microsoft.dataprotection/backupvaults/backupinstances/suspendbackups/action': 'suspending backups',
};

/** Operations that nobody can take away from a resource guard. */
const mandatory: readonly string[] = [
  'microsoft.recoveryservices/vaults/backupconfig/write',
  'microsoft.recoveryservices/vaults/backupresourceguardproxies/delete',
  'microsoft.dataprotection/backupvaults/backupresourceguardproxies/delete',
  'microsoft.dataprotection/backupvaults/write#reducesoftdeletesecurity',
];

/** An operation with what it does; anything else is left as it is. */
export function operationText(name: string): string {
  const words = ownMember(operations, name.toLowerCase());
  return words === undefined ? name : `${name} (${words})`;
}

/** What Azure does with new members of a list, for those about which that is known. */
export function listOutcome(property: string, added: readonly string[]): Outcome | undefined {
  if (/resourceGuardOperationRequests/i.test(property)) {
    return outcome(
      'depends',
      'If the approval is valid, Azure lets the critical operation of this deployment through.',
      'guard',
      'inferred',
    );
  }
  if (/denySettings/i.test(property)) {
    return outcome('applied', 'Azure applies it with the next update of the stack.', 'deploymentStacks');
  }
  if (added.length === 0 || !/vaultCriticalOperationExclusionList/i.test(property)) return undefined;
  return added.some((name) => mandatory.includes(name.toLowerCase()))
    ? outcome(
        'refused',
        'Azure was reported to refuse it (BMSUserErrorInvalidCriticalOperationExclusionList): some of these operations are always protected.',
        'guard',
        'reported',
      )
    : outcome('applied', 'Azure applies it: these operations need no approval any more.', 'guard', 'inferred');
}
