import type { Resource } from '../../model/deployment.ts';
import { ownMember } from '../../text/own-member.ts';

/** The two families of vaults, which spell most things differently. */
export type VaultKind = 'recovery-services' | 'backup';

export const vaultTypes: Readonly<Record<VaultKind, string>> = {
  'recovery-services': 'Microsoft.RecoveryServices/vaults',
  backup: 'Microsoft.DataProtection/backupVaults',
};

const policyTypes = [
  'microsoft.recoveryservices/vaults/backuppolicies',
  'microsoft.dataprotection/backupvaults/backuppolicies',
];

/** Types of what is protected, with the place of the id of its policy. */
export const policyReferences: Readonly<Record<string, string>> = {
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems': 'properties.policyId',
  'microsoft.recoveryservices/vaults/backupfabrics/backupprotectionintent': 'properties.policyId',
  'microsoft.dataprotection/backupvaults/backupinstances': 'properties.policyInfo.policyId',
};

/** The path of the id of the policy of what is protected; undefined for anything else. */
export function policyReferenceOf({ type }: Pick<Resource, 'type'>): string | undefined {
  return ownMember(policyReferences, type.toLowerCase());
}

export type ProtectedKind = 'vault' | 'policy' | 'item';

/** What a resource is to backup protection, or undefined if it has no part in it. */
export function protectedKind({ type }: Pick<Resource, 'type'>): ProtectedKind | undefined {
  const lower = type.toLowerCase();
  if (Object.values(vaultTypes).some((vault) => vault.toLowerCase() === lower)) return 'vault';
  if (policyTypes.includes(lower)) return 'policy';
  return ownMember(policyReferences, lower) === undefined ? undefined : 'item';
}

/** The family of a vault or of what belongs to one. */
export function vaultKindOf({ type }: Pick<Resource, 'type'>): VaultKind | undefined {
  const lower = `${type.toLowerCase()}/`;
  if (lower.startsWith('microsoft.recoveryservices/vaults/')) return 'recovery-services';
  return lower.startsWith('microsoft.dataprotection/backupvaults/') ? 'backup' : undefined;
}

/** A vault family in a sentence. */
export function vaultNoun(kind: VaultKind): string {
  return kind === 'backup' ? 'Backup vault' : 'Recovery Services vault';
}

/** A script that a deployment runs. */
export const scriptType = 'Microsoft.Resources/deploymentScripts';

/** Whether a resource is a script that the deployment runs. */
export function isScript({ type }: Pick<Resource, 'type'>): boolean {
  return type.toLowerCase() === scriptType.toLowerCase();
}

/** A resource guard, or what links a vault to one; undefined for anything else. */
export function guardKind({ type }: Pick<Resource, 'type'>): 'guard' | 'guard-link' | undefined {
  const lower = type.toLowerCase();
  if (lower === 'microsoft.dataprotection/resourceguards') return 'guard';
  return lower.endsWith('/backupresourceguardproxies') ? 'guard-link' : undefined;
}
