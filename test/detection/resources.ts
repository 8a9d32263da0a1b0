import { type Declared, idOf, type Members, type Value } from './estate.ts';

const vaults = 'Microsoft.RecoveryServices/vaults';
const backupVaults = 'Microsoft.DataProtection/backupVaults';
const time = '2026-01-04T02:00:00Z';
const guardId =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-guard/providers/Microsoft.DataProtection/resourceGuards/rg-backup';

/** A Recovery Services vault with every protection that it can declare. */
export const vault: Declared = {
  symbol: 'rsv',
  type: vaults,
  apiVersion: '2026-05-01',
  name: 'rsv-prod',
  body: {
    location: 'westeurope',
    sku: { name: 'RS0', tier: 'Standard' },
    identity: { type: 'SystemAssigned' },
    properties: {
      publicNetworkAccess: 'Disabled',
      securitySettings: {
        immutabilitySettings: { state: 'Locked', configuration: { type: 'TimeBased', durationInDays: 400 } },
        softDeleteSettings: {
          softDeleteState: 'AlwaysON',
          softDeleteRetentionPeriodInDays: 90,
          enhancedSecurityState: 'AlwaysON',
        },
        sourceScanConfiguration: { state: 'Enabled' },
      },
      redundancySettings: { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Enabled' },
      restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: 'Disabled' } },
      encryption: {
        keyVaultProperties: { keyUri: 'https://kv-prod.vault.azure.net/keys/backup' },
        kekIdentity: { userAssignedIdentity: idOf('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-backup') },
        infrastructureEncryption: 'Enabled',
      },
      monitoringSettings: {
        azureMonitorAlertSettings: {
          alertsForAllJobFailures: 'Enabled',
          alertsForAllReplicationIssues: 'Enabled',
          alertsForAllFailoverIssues: 'Enabled',
        },
      },
    },
  },
};

/** The settings that a vault may have beside itself. */
export const vaultConfig: Declared = {
  symbol: 'config',
  type: `${vaults}/backupconfig`,
  apiVersion: '2025-08-01',
  name: 'rsv-prod/vaultconfig',
  body: {
    properties: {
      softDeleteFeatureState: 'AlwaysON',
      softDeleteRetentionPeriodInDays: 90,
      enhancedSecurityState: 'Enabled',
    },
  },
};

export const storageConfig: Declared = {
  symbol: 'storage',
  type: `${vaults}/backupstorageconfig`,
  apiVersion: '2025-08-01',
  name: 'rsv-prod/vaultstorageconfig',
  body: { properties: { storageModelType: 'GeoRedundant', crossRegionRestoreFlag: true } },
};

export const encryptionConfig: Declared = {
  symbol: 'encryption',
  type: `${vaults}/backupEncryptionConfigs`,
  apiVersion: '2025-08-01',
  name: 'rsv-prod/backupResourceEncryptionConfig',
  body: {
    properties: {
      encryptionAtRestType: 'CustomerManaged',
      keyUri: 'https://kv-prod.vault.azure.net/keys/backup',
      infrastructureEncryptionState: 'Enabled',
    },
  },
};

/** A vault of which nothing is said but that it is there. */
export const plainVault: Declared = {
  ...vault,
  body: { location: 'westeurope', sku: { name: 'RS0', tier: 'Standard' }, properties: {} },
};

const inMonth = {
  retentionScheduleFormatType: 'Weekly',
  retentionScheduleWeekly: { daysOfTheWeek: ['Sunday', 'Wednesday'], weeksOfTheMonth: ['First', 'Third'] },
  retentionTimes: [time],
};

const longTerm = {
  retentionPolicyType: 'LongTermRetentionPolicy',
  dailySchedule: { retentionTimes: [time], retentionDuration: { count: 180, durationType: 'Days' } },
  weeklySchedule: {
    daysOfTheWeek: ['Sunday', 'Wednesday'],
    retentionTimes: [time],
    retentionDuration: { count: 104, durationType: 'Weeks' },
  },
  monthlySchedule: { ...inMonth, retentionDuration: { count: 60, durationType: 'Months' } },
  yearlySchedule: {
    ...inMonth,
    monthsOfYear: ['January', 'July'],
    retentionDuration: { count: 10, durationType: 'Years' },
  },
};

const daily = { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily', scheduleRunTimes: [time] };

function policy(symbol: string, name: string, properties: Members): Declared {
  return {
    symbol,
    type: `${vaults}/backupPolicies`,
    apiVersion: '2025-08-01',
    name: `rsv-prod/${name}`,
    body: { properties },
  };
}

export const vmPolicy = policy('vmGold', 'vm-gold', {
  backupManagementType: 'AzureIaasVM',
  instantRpRetentionRangeInDays: 7,
  schedulePolicy: daily,
  retentionPolicy: longTerm,
  timeZone: 'UTC',
});

/** A policy of VMs that makes backups several times a day. */
export const hourlyPolicy = policy('vmHourly', 'vm-hourly', {
  backupManagementType: 'AzureIaasVM',
  policyType: 'V2',
  instantRpRetentionRangeInDays: 7,
  schedulePolicy: {
    schedulePolicyType: 'SimpleSchedulePolicyV2',
    scheduleRunFrequency: 'Hourly',
    hourlySchedule: { interval: 4, scheduleWindowStartTime: time, scheduleWindowDuration: 24 },
  },
  retentionPolicy: longTerm,
  timeZone: 'UTC',
});

export const silverPolicy = policy('vmSilver', 'vm-silver', {
  backupManagementType: 'AzureIaasVM',
  instantRpRetentionRangeInDays: 2,
  schedulePolicy: daily,
  retentionPolicy: {
    retentionPolicyType: 'LongTermRetentionPolicy',
    dailySchedule: { retentionTimes: [time], retentionDuration: { count: 30, durationType: 'Days' } },
  },
  timeZone: 'UTC',
});

export const sqlPolicy = policy('sqlGold', 'sql-gold', {
  backupManagementType: 'AzureWorkload',
  workLoadType: 'SQLDataBase',
  settings: { timeZone: 'UTC', isCompression: false },
  subProtectionPolicy: [
    { policyType: 'Full', schedulePolicy: daily, retentionPolicy: longTerm },
    {
      policyType: 'Log',
      schedulePolicy: { schedulePolicyType: 'LogSchedulePolicy', scheduleFrequencyInMins: 15 },
      retentionPolicy: {
        retentionPolicyType: 'SimpleRetentionPolicy',
        retentionDuration: { count: 35, durationType: 'Days' },
      },
    },
  ],
});

export const sharePolicy = policy('shareGold', 'share-gold', {
  backupManagementType: 'AzureStorage',
  workLoadType: 'AzureFileShare',
  schedulePolicy: daily,
  vaultRetentionPolicy: { vaultRetention: longTerm, snapshotRetentionInDays: 30 },
  timeZone: 'UTC',
});

const container = 'rsv-prod/Azure/iaasvmcontainer;iaasvmcontainerv2;rg-app;vm-app';

export const item: Declared = {
  symbol: 'app',
  type: `${vaults}/backupFabrics/protectionContainers/protectedItems`,
  apiVersion: '2025-08-01',
  name: `${container}/vm;iaasvmcontainerv2;rg-app;vm-app`,
  body: {
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      policyId: idOf(`${vaults}/backupPolicies`, 'rsv-prod/vm-gold'),
      sourceResourceId: idOf('Microsoft.Compute/virtualMachines', 'vm-app'),
      protectionState: 'Protected',
      extendedProperties: { diskExclusionProperties: { diskLunList: [0, 1, 2], isInclusionList: true } },
    },
  },
};

export const shareContainer: Declared = {
  symbol: 'shares',
  type: `${vaults}/backupFabrics/protectionContainers`,
  apiVersion: '2025-08-01',
  name: 'rsv-prod/Azure/storagecontainer;storage;rg-app;stapp',
  body: {
    properties: {
      backupManagementType: 'AzureStorage',
      containerType: 'StorageContainer',
      sourceResourceId: idOf('Microsoft.Storage/storageAccounts', 'stapp'),
    },
  },
};

export const intent: Declared = {
  symbol: 'databases',
  type: `${vaults}/backupFabrics/backupProtectionIntent`,
  apiVersion: '2025-08-01',
  name: 'rsv-prod/Azure/all-databases',
  body: {
    properties: {
      protectionIntentItemType: 'AzureWorkloadSQLAutoProtectionIntent',
      policyId: idOf(`${vaults}/backupPolicies`, 'rsv-prod/sql-gold'),
      itemId: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-app/providers/x/y/z',
    },
  },
};

export const guardLink: Declared = {
  symbol: 'guardLink',
  type: `${vaults}/backupResourceGuardProxies`,
  apiVersion: '2025-08-01',
  name: 'rsv-prod/VaultProxy',
  body: { properties: { resourceGuardResourceId: guardId } },
};

export const backupGuardLink: Declared = {
  symbol: 'backupGuardLink',
  type: `${backupVaults}/backupResourceGuardProxies`,
  apiVersion: '2025-07-01',
  name: 'bv-prod/DppResourceGuardProxy',
  body: { properties: { resourceGuardResourceId: guardId } },
};

export const guard: Declared = {
  symbol: 'guard',
  type: 'Microsoft.DataProtection/resourceGuards',
  apiVersion: '2025-07-01',
  name: 'rg-backup',
  body: { location: 'westeurope', properties: { vaultCriticalOperationExclusionList: [] } },
};

const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c';

/** The role of a contributor on the guard: who has it approves for himself. */
export const guardRole: Declared = {
  symbol: 'opener',
  type: 'Microsoft.Authorization/roleAssignments',
  apiVersion: '2022-04-01',
  name: '7a1b2c3d-0000-4000-8000-000000000001',
  scope: { symbol: 'guard', path: 'Microsoft.DataProtection/resourceGuards/rg-backup' },
  body: {
    properties: {
      roleDefinitionId: `/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
      principalId: '7a1b2c3d-0000-4000-8000-000000000002',
    },
  },
};

export const lock: Declared = {
  symbol: 'lock',
  type: 'Microsoft.Authorization/locks',
  apiVersion: '2020-05-01',
  name: 'keep',
  scope: { symbol: 'rsv', path: `${vaults}/rsv-prod` },
  body: { properties: { level: 'ReadOnly' } },
};

/** A lock on all that is in the resource group. */
export const groupLock: Declared = {
  symbol: 'lock',
  type: 'Microsoft.Authorization/locks',
  apiVersion: '2020-05-01',
  name: 'keep-all',
  body: { properties: { level: 'CanNotDelete' } },
};

export const mapping: Declared = {
  symbol: 'mapping',
  type: `${vaults}/backupCrossTenantVaultMappings`,
  apiVersion: '2026-07-01',
  name: 'rsv-prod/elsewhere',
  body: {
    properties: {
      sourceVaultId:
        '/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-other',
    },
  },
};

/** A Backup vault with every protection that it can declare. */
export const backupVault: Declared = {
  symbol: 'bv',
  type: backupVaults,
  apiVersion: '2026-07-01',
  name: 'bv-prod',
  body: {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      storageSettings: [{ datastoreType: 'VaultStore', type: 'GeoRedundant' }],
      securitySettings: {
        immutabilitySettings: { state: 'Locked', configuration: { type: 'TimeBased', durationInDays: 400 } },
        softDeleteSettings: { state: 'AlwaysOn', retentionDurationInDays: 90 },
        encryptionSettings: {
          state: 'Enabled',
          keyVaultProperties: { keyUri: 'https://kv-prod.vault.azure.net/keys/backup' },
          kekIdentity: {
            identityType: 'UserAssigned',
            identityId: idOf('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-backup'),
          },
          infrastructureEncryption: 'Enabled',
        },
      },
      featureSettings: {
        crossRegionRestoreSettings: { state: 'Enabled' },
        crossSubscriptionRestoreSettings: { state: 'Disabled' },
      },
      monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: 'Enabled' } },
    },
  },
};

function retentionRule(name: string, duration: string, dataStoreType = 'VaultStore'): Members {
  return {
    objectType: 'AzureRetentionRule',
    name,
    isDefault: name === 'Default',
    lifecycles: [
      {
        deleteAfter: { objectType: 'AbsoluteDeleteOption', duration },
        sourceDataStore: { dataStoreType, objectType: 'DataStoreInfoBase' },
        targetDataStoreCopySettings: [],
      },
    ],
  };
}

function tag(tagName: string, taggingPriority: number, absolute?: string): Members {
  const criteria = [{ objectType: 'ScheduleBasedBackupCriteria', absoluteCriteria: [absolute ?? ''] }];
  return {
    isDefault: tagName === 'Default',
    taggingPriority,
    tagInfo: { tagName },
    ...(absolute !== undefined && { criteria }),
  };
}

function backups(dataStoreType: string, interval: string, tags: readonly Value[], backupType = 'Full'): Members {
  return {
    objectType: 'AzureBackupRule',
    name: 'Backups',
    backupParameters: { objectType: 'AzureBackupParams', backupType },
    dataStore: { dataStoreType, objectType: 'DataStoreInfoBase' },
    trigger: {
      objectType: 'ScheduleBasedTriggerContext',
      schedule: { repeatingTimeIntervals: [`R/2026-01-04T02:00:00+00:00/${interval}`], timeZone: 'UTC' },
      taggingCriteria: tags,
    },
  };
}

function backupPolicy(symbol: string, name: string, datasource: string, policyRules: readonly Value[]): Declared {
  return {
    symbol,
    type: `${backupVaults}/backupPolicies`,
    apiVersion: '2025-07-01',
    name: `bv-prod/${name}`,
    body: { properties: { objectType: 'BackupPolicy', datasourceTypes: [datasource], policyRules } },
  };
}

/** Its rules: Default, Weekly, Yearly, and the backups with a tag for each. */
export const databasePolicy = backupPolicy('pgGold', 'pg-gold', 'Microsoft.DBforPostgreSQL/flexibleServers', [
  retentionRule('Default', 'P180D'),
  retentionRule('Weekly', 'P400D'),
  retentionRule('Yearly', 'P10Y'),
  backups('VaultStore', 'P1D', [
    tag('Yearly', 10, 'FirstOfYear'),
    tag('Weekly', 20, 'FirstOfWeek'),
    tag('Default', 99),
  ]),
]);

export const bronzePolicy = backupPolicy('pgBronze', 'pg-bronze', 'Microsoft.DBforPostgreSQL/flexibleServers', [
  retentionRule('Default', 'P30D'),
  backups('VaultStore', 'P1D', [tag('Default', 99)]),
]);

export const diskPolicy = backupPolicy('diskGold', 'disk-gold', 'Microsoft.Compute/disks', [
  retentionRule('Default', 'P30D', 'OperationalStore'),
  backups('OperationalStore', 'PT4H', [tag('Default', 99)], 'Incremental'),
]);

export const instance: Declared = {
  symbol: 'pg',
  type: `${backupVaults}/backupInstances`,
  apiVersion: '2025-07-01',
  name: 'bv-prod/pg-app',
  body: {
    properties: {
      objectType: 'BackupInstance',
      dataSourceInfo: {
        objectType: 'Datasource',
        resourceID: idOf('Microsoft.DBforPostgreSQL/flexibleServers', 'pg-app'),
        datasourceType: 'Microsoft.DBforPostgreSQL/flexibleServers',
      },
      policyInfo: { policyId: idOf(`${backupVaults}/backupPolicies`, 'bv-prod/pg-gold') },
    },
  },
};

/** An instance that selects containers of a storage account. */
export const blobInstance: Declared = {
  symbol: 'blobs',
  type: `${backupVaults}/backupInstances`,
  apiVersion: '2025-07-01',
  name: 'bv-prod/st-app',
  body: {
    properties: {
      objectType: 'BackupInstance',
      dataSourceInfo: {
        objectType: 'Datasource',
        resourceID: idOf('Microsoft.Storage/storageAccounts', 'stapp'),
        datasourceType: 'Microsoft.Storage/storageAccounts/blobServices',
      },
      policyInfo: {
        policyId: idOf(`${backupVaults}/backupPolicies`, 'bv-prod/blob-gold'),
        policyParameters: {
          backupDatasourceParametersList: [
            { objectType: 'BlobBackupDatasourceParameters', containersList: ['invoices', 'letters', 'orders'] },
          ],
        },
      },
    },
  },
};

/** A deployment stack that keeps others from what it deploys. */
export const stack: Declared = {
  symbol: 'stack',
  type: 'Microsoft.Resources/deploymentStacks',
  apiVersion: '2024-03-01',
  name: 'backup',
  body: {
    properties: {
      actionOnUnmanage: { resources: 'detach', resourceGroups: 'detach' },
      denySettings: {
        mode: 'denyWriteAndDelete',
        applyToChildScopes: true,
        excludedActions: [],
        excludedPrincipals: [],
      },
      template: {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [
          { type: vaults, apiVersion: '2026-05-01', name: 'rsv-stack', location: 'westeurope', properties: {} },
        ],
      },
    },
  },
};
