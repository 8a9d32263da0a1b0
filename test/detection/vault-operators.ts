import type { Declared } from './estate.ts';
import { added, but, changed, leftOut, type Operator } from './operator.ts';
import { backupVault, encryptionConfig, mapping, plainVault, storageConfig, vault, vaultConfig } from './resources.ts';

const security = 'properties.securitySettings';
const immutability = `${security}.immutabilitySettings`;
const softDelete = `${security}.softDeleteSettings`;
const redundancy = 'properties.redundancySettings';
const encryption = 'properties.encryption';
const alerts = 'properties.monitoringSettings.azureMonitorAlertSettings';
const keyIdentity =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-keys/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup';
const unlocked = but(vault, { [`${immutability}.state`]: 'Unlocked' });

export const immutabilityOperators: readonly Operator[] = [
  changed('Locked to Disabled', [vault], `${immutability}.state`, 'Disabled', 'vault-immutability-weakened', 'refused'),
  changed('Locked to Unlocked', [vault], `${immutability}.state`, 'Unlocked', 'vault-immutability-weakened', 'refused'),
  changed(
    'Unlocked to Disabled',
    [unlocked],
    `${immutability}.state`,
    'Disabled',
    'vault-immutability-weakened',
    'applied',
  ),
  leftOut('immutability left out', [vault], immutability, 'vault-immutability-undeclared', 'undocumented'),
  leftOut(
    'immutability of an unlocked vault left out',
    [unlocked],
    immutability,
    'vault-immutability-undeclared',
    'undocumented',
  ),
  leftOut('all security settings left out', [vault], security, 'vault-immutability-undeclared', 'undocumented', {
    also: [
      'vault-soft-delete-undeclared',
      'vault-hybrid-security-weakened',
      'vault-threat-detection-lost',
      'vault-soft-delete-period-shortened',
    ],
  }),
  changed(
    'a fixed period to that of the policy',
    [vault],
    `${immutability}.configuration`,
    { type: 'AsPerPolicy' },
    'vault-immutability-period-disabled',
    'undocumented',
  ),
  changed(
    '400 to 100 days of a fixed period',
    [vault],
    `${immutability}.configuration.durationInDays`,
    100,
    'vault-immutability-period-shortened',
    'undocumented',
  ),
  leftOut(
    'the fixed period left out',
    [vault],
    `${immutability}.configuration`,
    'vault-immutability-period-undeclared',
    undefined,
  ),
  changed(
    'Backup vault: Locked to Disabled',
    [backupVault],
    `${immutability}.state`,
    'Disabled',
    'vault-immutability-weakened',
    'refused',
  ),
  leftOut(
    'Backup vault: immutability left out',
    [backupVault],
    immutability,
    'vault-immutability-undeclared',
    'undocumented',
  ),
  changed(
    'Backup vault: 400 to 399 days of a fixed period',
    [backupVault],
    `${immutability}.configuration.durationInDays`,
    399,
    'vault-immutability-period-shortened',
    'undocumented',
  ),
  changed(
    'an api-version without immutability',
    [plained(vault)],
    'apiVersion',
    '2021-07-01',
    'setting-becomes-ignored',
    undefined,
  ),
  changed(
    'Backup vault: an api-version without a fixed period',
    [backupVault],
    'apiVersion',
    '2026-03-01',
    'setting-becomes-ignored',
    undefined,
  ),
];

/** A vault that says nothing but its immutability. */
function plained(of: Declared): Declared {
  return but(of, {
    properties: {
      securitySettings: { immutabilitySettings: { state: 'Locked', configuration: { type: 'AsPerPolicy' } } },
    },
  });
}

export const softDeleteOperators: readonly Operator[] = [
  changed(
    'AlwaysON to Enabled',
    [vault],
    `${softDelete}.softDeleteState`,
    'Enabled',
    'vault-soft-delete-weakened',
    'refused',
  ),
  changed(
    'AlwaysON to Disabled',
    [vault],
    `${softDelete}.softDeleteState`,
    'Disabled',
    'vault-soft-delete-weakened',
    'refused',
  ),
  changed(
    'Enabled to Disabled',
    [but(vault, { [`${softDelete}.softDeleteState`]: 'Enabled' })],
    `${softDelete}.softDeleteState`,
    'Disabled',
    'vault-soft-delete-weakened',
    'refused',
  ),
  changed(
    '90 to 14 days',
    [vault],
    `${softDelete}.softDeleteRetentionPeriodInDays`,
    14,
    'vault-soft-delete-period-shortened',
    'applied',
  ),
  leftOut(
    'the days left out',
    [vault],
    `${softDelete}.softDeleteRetentionPeriodInDays`,
    'vault-soft-delete-period-shortened',
    'undocumented',
  ),
  leftOut('soft delete left out', [vault], softDelete, 'vault-soft-delete-undeclared', 'undocumented', {
    also: ['vault-hybrid-security-weakened', 'vault-soft-delete-period-shortened'],
  }),
  changed(
    'hybrid security: AlwaysON to Disabled',
    [vault],
    `${softDelete}.enhancedSecurityState`,
    'Disabled',
    'vault-hybrid-security-weakened',
    'refused',
  ),
  changed(
    'backupconfig: AlwaysON to Disabled',
    [plainVault, vaultConfig],
    'properties.softDeleteFeatureState',
    'Disabled',
    'vault-soft-delete-weakened',
    'refused',
  ),
  changed(
    'backupconfig: 90 to 14 days',
    [plainVault, vaultConfig],
    'properties.softDeleteRetentionPeriodInDays',
    14,
    'vault-soft-delete-period-shortened',
    'applied',
  ),
  changed(
    'backupconfig: hybrid security off',
    [plainVault, vaultConfig],
    'properties.enhancedSecurityState',
    'Disabled',
    'vault-hybrid-security-weakened',
    'depends',
  ),
  changed(
    'Backup vault: AlwaysOn to On',
    [backupVault],
    `${softDelete}.state`,
    'On',
    'vault-soft-delete-weakened',
    'refused',
  ),
  changed(
    'Backup vault: On to Off',
    [but(backupVault, { [`${softDelete}.state`]: 'On' })],
    `${softDelete}.state`,
    'Off',
    'vault-soft-delete-weakened',
    'refused',
  ),
  changed(
    'Backup vault: On to Off with an old api-version',
    [
      but(backupVault, {
        [`${softDelete}.state`]: 'On',
        [`${immutability}.configuration`]: undefined,
        apiVersion: '2025-07-01',
      }),
    ],
    `${softDelete}.state`,
    'Off',
    'vault-soft-delete-weakened',
    'applied',
  ),
  changed(
    'Backup vault: 90 to 14 days',
    [backupVault],
    `${softDelete}.retentionDurationInDays`,
    14,
    'vault-soft-delete-period-shortened',
    'applied',
  ),
  changed(
    'Backup vault: an api-version that lets Off pass',
    [
      but(backupVault, {
        [`${softDelete}.state`]: 'Off',
        [`${immutability}.configuration`]: undefined,
        apiVersion: '2025-09-01',
      }),
    ],
    'apiVersion',
    '2025-07-01',
    'vault-soft-delete-downgrade-permitted',
    undefined,
  ),
];

export const redundancyOperators: readonly Operator[] = [
  changed(
    'geo-redundant to local',
    [vault],
    `${redundancy}.standardTierStorageRedundancy`,
    'LocallyRedundant',
    'vault-redundancy-weakened',
    'depends',
    {
      also: ['vault-paired-region-lost'],
    },
  ),
  changed(
    'geo-redundant to zones',
    [vault],
    `${redundancy}.standardTierStorageRedundancy`,
    'ZoneRedundant',
    'vault-paired-region-lost',
    'depends',
  ),
  changed(
    'zones to local',
    [but(vault, { [`${redundancy}.standardTierStorageRedundancy`]: 'ZoneRedundant' })],
    `${redundancy}.standardTierStorageRedundancy`,
    'LocallyRedundant',
    'vault-redundancy-weakened',
    'depends',
    {
      also: ['vault-zones-lost'],
    },
  ),
  changed(
    'no cross-region restore',
    [vault],
    `${redundancy}.crossRegionRestore`,
    'Disabled',
    'vault-cross-region-restore-lost',
    'depends',
  ),
  changed(
    'storageconfig: geo-redundant to local',
    [plainVault, storageConfig],
    'properties.storageModelType',
    'LocallyRedundant',
    'vault-redundancy-weakened',
    'depends',
  ),
  changed(
    'storageconfig: no cross-region restore',
    [plainVault, storageConfig],
    'properties.crossRegionRestoreFlag',
    false,
    'vault-cross-region-restore-lost',
    'depends',
  ),
  changed(
    'Backup vault: geo-redundant to local',
    [backupVault],
    'properties.storageSettings.0.type',
    'LocallyRedundant',
    'vault-redundancy-weakened',
    'depends',
  ),
  changed(
    'Backup vault: no cross-region restore',
    [backupVault],
    'properties.featureSettings.crossRegionRestoreSettings.state',
    'Disabled',
    'vault-cross-region-restore-lost',
    'refused',
  ),
];

export const accessOperators: readonly Operator[] = [
  changed(
    'public network opened',
    [vault],
    'properties.publicNetworkAccess',
    'Enabled',
    'vault-public-network-enabled',
    'applied',
  ),
  changed(
    'restores to other subscriptions',
    [vault],
    'properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState',
    'Enabled',
    'vault-cross-subscription-restore-opened',
    'applied',
  ),
  changed(
    'Backup vault: restores to other subscriptions',
    [backupVault],
    'properties.featureSettings.crossSubscriptionRestoreSettings.state',
    'Enabled',
    'vault-cross-subscription-restore-opened',
    'applied',
  ),
  added('restores from another tenant', [plainVault, mapping], 'vault-cross-tenant-restore-opened', 'applied'),
  changed(
    'another key',
    [vault],
    `${encryption}.keyVaultProperties.keyUri`,
    'https://kv-x.vault.azure.net/keys/x',
    'vault-customer-key-changed',
    'depends',
    { bothWays: true },
  ),
  leftOut('no key', [vault], encryption, 'vault-customer-key-undeclared', undefined, {
    also: ['vault-infrastructure-encryption-lost', 'vault-key-identity-undeclared'],
  }),
  changed(
    'no infrastructure encryption',
    [vault],
    `${encryption}.infrastructureEncryption`,
    'Disabled',
    'vault-infrastructure-encryption-lost',
    'refused',
  ),
  changed(
    'another identity for the key',
    [vault],
    `${encryption}.kekIdentity.userAssignedIdentity`,
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/x',
    'vault-key-identity-changed',
    'depends',
    { bothWays: true },
  ),
  changed(
    'the identity of the key leaves the vault',
    [
      but(vault, {
        identity: { type: 'UserAssigned', userAssignedIdentities: { [keyIdentity]: {} } },
        [`${encryption}.kekIdentity.userAssignedIdentity`]: keyIdentity,
      }),
    ],
    'identity.userAssignedIdentities',
    { [`${keyIdentity}-2`]: {} },
    'vault-key-identity-detached',
    'depends',
  ),
  changed(
    'Backup vault: no identity for the key',
    [
      but(backupVault, {
        [`${security}.encryptionSettings.kekIdentity`]: { identityType: 'SystemAssigned' },
      }),
    ],
    'identity.type',
    'None',
    'vault-key-identity-detached',
    'depends',
  ),
  changed(
    'encryption config: keys of Microsoft',
    [plainVault, encryptionConfig],
    'properties.encryptionAtRestType',
    'MicrosoftManaged',
    'vault-customer-key-disabled',
    'refused',
  ),
  changed(
    'Backup vault: keys of Microsoft',
    [backupVault],
    `${security}.encryptionSettings.state`,
    'Disabled',
    'vault-customer-key-disabled',
    'refused',
  ),
  changed(
    'no threat detection',
    [vault],
    `${security}.sourceScanConfiguration.state`,
    'Disabled',
    'vault-threat-detection-lost',
    'applied',
  ),
  changed(
    'no alerts for failed jobs',
    [vault],
    `${alerts}.alertsForAllJobFailures`,
    'Disabled',
    'vault-job-alerts-lost',
    'applied',
  ),
  changed(
    'no alerts for replication',
    [vault],
    `${alerts}.alertsForAllReplicationIssues`,
    'Disabled',
    'vault-replication-alerts-lost',
    'applied',
  ),
  changed(
    'no alerts for failover',
    [vault],
    `${alerts}.alertsForAllFailoverIssues`,
    'Disabled',
    'vault-failover-alerts-lost',
    'applied',
  ),
];
