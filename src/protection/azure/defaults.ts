/** What a property that is not written means, where that is documented. */
export interface DefaultValue {
  readonly type: string;
  readonly property: string;
  readonly value: string | bigint;
  /** Documentation that says so. */
  readonly source: string;
}

const softDeleteSource = 'https://learn.microsoft.com/azure/backup/secure-by-default';

const createVaultSource = 'https://learn.microsoft.com/azure/backup/backup-create-recovery-services-vault';

/**
 * The only place where something that is absent becomes a level. A property that is not listed has no documented
 * default for a vault that exists: leaving it out may or may not change it.
 */
const defaults: readonly DefaultValue[] = [
  {
    type: 'Microsoft.RecoveryServices/vaults',
    property: 'properties.securitySettings.softDeleteSettings.softDeleteState',
    value: 'Enabled',
    source: softDeleteSource,
  },
  {
    type: 'Microsoft.RecoveryServices/vaults',
    property: 'properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays',
    value: 14n,
    source: softDeleteSource,
  },
  {
    type: 'Microsoft.DataProtection/backupVaults',
    property: 'properties.securitySettings.softDeleteSettings.state',
    value: 'On',
    source: softDeleteSource,
  },
  {
    type: 'Microsoft.DataProtection/backupVaults',
    property: 'properties.securitySettings.softDeleteSettings.retentionDurationInDays',
    value: 14n,
    source: softDeleteSource,
  },
  {
    type: 'Microsoft.RecoveryServices/vaults/backupconfig',
    property: 'properties.softDeleteFeatureState',
    value: 'Enabled',
    source: 'https://learn.microsoft.com/azure/backup/use-restapi-update-vault-properties',
  },
  {
    type: 'Microsoft.RecoveryServices/vaults/backupconfig',
    property: 'properties.softDeleteRetentionPeriodInDays',
    value: 14n,
    source: softDeleteSource,
  },
  {
    type: 'Microsoft.RecoveryServices/vaults/backupconfig',
    property: 'properties.enhancedSecurityState',
    value: 'Enabled',
    source: 'https://learn.microsoft.com/azure/backup/use-restapi-update-vault-properties',
  },
  {
    type: 'Microsoft.RecoveryServices/vaults',
    property: 'properties.redundancySettings.standardTierStorageRedundancy',
    value: 'GeoRedundant',
    source: createVaultSource,
  },
  {
    type: 'Microsoft.RecoveryServices/vaults/backupstorageconfig',
    property: 'properties.storageModelType',
    value: 'GeoRedundant',
    source: createVaultSource,
  },
  {
    type: 'Microsoft.RecoveryServices/vaults',
    property: 'properties.publicNetworkAccess',
    value: 'Enabled',
    source: 'https://learn.microsoft.com/azure/backup/private-endpoints-overview',
  },
  {
    type: 'Microsoft.Resources/deploymentStacks',
    property: 'properties.actionOnUnmanage.resourceGroups',
    value: 'detach',
    source: 'https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-stacks',
  },
];

/** The documented default of a property, if there is one. */
export function defaultFor(type: string, property: string): DefaultValue | undefined {
  const [wantedType, wantedProperty] = [type.toLowerCase(), property.toLowerCase()];
  return defaults.find((one) => one.type.toLowerCase() === wantedType && one.property.toLowerCase() === wantedProperty);
}
