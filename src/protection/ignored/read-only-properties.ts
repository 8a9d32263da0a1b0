import { ownMember } from '../../text/own-member.ts';

/** Read-only properties of Azure that look as if they switched a protection on, with what does. */
const readOnly: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'microsoft.recoveryservices/vaults': {
    'properties.securitysettings.multiuserauthorization':
      'A child of type Microsoft.RecoveryServices/vaults/backupResourceGuardProxies links a resource guard.',
  },
  'microsoft.dataprotection/backupvaults': {
    'properties.isvaultprotectedbyresourceguard':
      'A child of type Microsoft.DataProtection/backupVaults/backupResourceGuardProxies links a resource guard.',
  },
  'microsoft.dataprotection/backupvaults/backupinstances': {
    'properties.currentprotectionstate': 'A template cannot stop or resume the protection of a backup instance.',
    'properties.protectionstatus': 'A template cannot stop or resume the protection of a backup instance.',
  },
  'microsoft.dataprotection/resourceguards': {
    'properties.resourceguardoperations':
      'A guard protects all operations except those in vaultCriticalOperationExclusionList.',
  },
};

/** What to write instead of a read-only property, as a sentence; undefined for any other property. */
export function readOnlyAdvice(type: string, path: string): string | undefined {
  const advice = ownMember(readOnly, type.toLowerCase());
  return advice && ownMember(advice, path.toLowerCase());
}
