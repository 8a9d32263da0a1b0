import type { Json, JsonObject } from '../laws/strong-vaults.ts';
import type { Estate, Item, Policy, Tier, Unit, Vault } from './generators.ts';

const time = '2026-01-04T02:00:00Z';
const vaults = 'Microsoft.RecoveryServices/vaults';
const backupVaults = 'Microsoft.DataProtection/backupVaults';
const softDeleteWords = {
  'recovery-services': ['Disabled', 'Enabled', 'AlwaysON'],
  backup: ['Off', 'On', 'AlwaysOn'],
} as const;

/** The resources of an estate as a JSON template has them. */
export function resourcesOf({ vaults: all }: Estate): readonly JsonObject[] {
  return all.flatMap((vault) => {
    const off = vault.off ? { condition: false } : {};
    const parts = [
      ...vault.policies.map((policy) => policyResource(vault, policy)),
      ...vault.items.map((item) => itemResource(vault, item)),
    ];
    return [{ ...vaultResource(vault), ...off }, ...parts.map((part) => ({ ...part, ...off }))];
  });
}

function vaultResource({ family, name, immutability, softDelete, softDeleteDays }: Vault): JsonObject {
  const isBackup = family === 'backup';
  const [state, days] = isBackup
    ? ['state', 'retentionDurationInDays']
    : ['softDeleteState', 'softDeleteRetentionPeriodInDays'];
  const word = softDelete === undefined ? undefined : softDeleteWords[family][softDelete];
  const softDeleteSettings: JsonObject = {
    ...(word !== undefined && { [state]: word }),
    ...(softDeleteDays !== undefined && { [days]: softDeleteDays }),
  };
  const securitySettings: JsonObject = {
    ...(immutability && { immutabilitySettings: { state: immutability } }),
    ...(Object.keys(softDeleteSettings).length > 0 && { softDeleteSettings }),
  };
  return {
    type: isBackup ? backupVaults : vaults,
    apiVersion: isBackup ? '2026-07-01' : '2026-05-01',
    name,
    location: 'westeurope',
    ...(!isBackup && { sku: { name: 'RS0', tier: 'Standard' } }),
    properties: {
      ...(isBackup && { storageSettings: [{ datastoreType: 'VaultStore', type: 'GeoRedundant' }] }),
      securitySettings,
    },
  };
}

function policyResource(vault: Vault, policy: Policy): JsonObject {
  const isBackup = vault.family === 'backup';
  return {
    type: `${isBackup ? backupVaults : vaults}/backupPolicies`,
    apiVersion: isBackup ? '2025-07-01' : '2025-08-01',
    name: `${vault.name}/${policy.name}`,
    ...(policy.off && { condition: false }),
    properties: propertiesOf(policy),
  };
}

function propertiesOf(policy: Policy): JsonObject {
  const snapshot = policy.tiers.find(({ slot }) => slot === 'snapshot');
  switch (policy.form) {
    case 'vm':
      return {
        backupManagementType: 'AzureIaasVM',
        ...(snapshot && { instantRpRetentionRangeInDays: snapshot.count }),
        schedulePolicy: daily,
        retentionPolicy: longTerm(policy.tiers, ''),
      };
    case 'files':
      return {
        backupManagementType: 'AzureStorage',
        schedulePolicy: daily,
        retentionPolicy: longTerm(policy.tiers, ''),
      };
    case 'vaulted-files':
      return {
        backupManagementType: 'AzureStorage',
        schedulePolicy: daily,
        vaultRetentionPolicy: {
          vaultRetention: longTerm(policy.tiers, ''),
          ...(snapshot && { snapshotRetentionInDays: snapshot.count }),
        },
      };
    case 'sql':
      return {
        backupManagementType: 'AzureWorkload',
        workLoadType: 'SQLDataBase',
        subProtectionPolicy: subPolicies(policy.tiers),
      };
    case 'disk':
      return {
        objectType: 'BackupPolicy',
        datasourceTypes: ['Microsoft.Compute/disks'],
        policyRules: policy.tiers.map(retentionRule),
      };
  }
}

const daily: JsonObject = {
  schedulePolicyType: 'SimpleSchedulePolicy',
  scheduleRunFrequency: 'Daily',
  scheduleRunTimes: [time],
};

const weekly: JsonObject = { daysOfTheWeek: ['Sunday'], retentionTimes: [time] };
const inMonth: JsonObject = {
  retentionScheduleFormatType: 'Weekly',
  retentionScheduleWeekly: { daysOfTheWeek: ['Sunday'], weeksOfTheMonth: ['First'] },
  retentionTimes: [time],
};

const selectors: Readonly<Record<string, JsonObject>> = {
  daily: { retentionTimes: [time] },
  weekly,
  monthly: inMonth,
  yearly: { ...inMonth, monthsOfYear: ['January'] },
};

function longTerm(tiers: readonly Tier[], prefix: string): JsonObject {
  const members = Object.entries(selectors).flatMap(([name, selector]) => {
    const tier = tiers.find(({ slot }) => slot === prefix + name);
    return tier ? [[`${name}Schedule`, { ...selector, retentionDuration: lengthOf(tier) }] as const] : [];
  });
  return { retentionPolicyType: 'LongTermRetentionPolicy', ...Object.fromEntries(members) };
}

function lengthOf({ count, unit }: Tier): JsonObject {
  return { count, durationType: unit };
}

function subPolicies(tiers: readonly Tier[]): Json[] {
  const simple = (name: string, schedulePolicy: JsonObject): Json[] => {
    const tier = tiers.find(({ slot }) => slot === name);
    const retentionPolicy = tier && { retentionPolicyType: 'SimpleRetentionPolicy', retentionDuration: lengthOf(tier) };
    return retentionPolicy ? [{ policyType: name, schedulePolicy, retentionPolicy }] : [];
  };
  const full = tiers.some(({ slot }) => slot.startsWith('Full/'))
    ? [{ policyType: 'Full', schedulePolicy: daily, retentionPolicy: longTerm(tiers, 'Full/') }]
    : [];
  const weeklyRun = { ...daily, scheduleRunFrequency: 'Weekly', scheduleRunDays: ['Friday'] };
  const logs = { schedulePolicyType: 'LogSchedulePolicy', scheduleFrequencyInMins: 60 };
  return [...full, ...simple('Differential', weeklyRun), ...simple('Log', logs)];
}

const isoUnits: Readonly<Record<Unit, string>> = { Days: 'D', Weeks: 'W', Months: 'M', Years: 'Y' };

/** A slot names a rule and the store that it is about: `Weekly@VaultStore`. */
function retentionRule({ slot, count, unit }: Tier): JsonObject {
  const [name = '', dataStoreType = ''] = slot.split('@');
  return {
    objectType: 'AzureRetentionRule',
    name,
    isDefault: name === 'Default',
    lifecycles: [
      {
        deleteAfter: { objectType: 'AbsoluteDeleteOption', duration: `P${count}${isoUnits[unit]}` },
        sourceDataStore: { dataStoreType, objectType: 'DataStoreInfoBase' },
        targetDataStoreCopySettings: [],
      },
    ],
  };
}

function itemResource({ family, name }: Vault, item: Item): JsonObject {
  const off = item.off ? { condition: false } : {};
  const type = family === 'backup' ? backupVaults : vaults;
  const policyId = `[resourceId('${type}/backupPolicies', '${name}', '${item.policy}')]`;
  if (family === 'backup') {
    const diskId = `[resourceId('Microsoft.Compute/disks', '${item.name}')]`;
    return {
      type: `${type}/backupInstances`,
      apiVersion: '2025-07-01',
      name: `${name}/${item.name}`,
      ...off,
      properties: {
        objectType: 'BackupInstance',
        dataSourceInfo: { objectType: 'Datasource', resourceID: diskId, datasourceType: 'Microsoft.Compute/disks' },
        policyInfo: { policyId },
      },
    };
  }
  return {
    type: `${type}/backupFabrics/protectionContainers/protectedItems`,
    apiVersion: '2025-08-01',
    name: `${name}/Azure/iaasvmcontainer;iaasvmcontainerv2;rg;${item.name}/vm;iaasvmcontainerv2;rg;${item.name}`,
    ...off,
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      policyId,
      sourceResourceId: `[resourceId('Microsoft.Compute/virtualMachines', '${item.name}')]`,
    },
  };
}

/** An estate as a JSON template. */
export function jsonTemplate(estate: Estate): string {
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  return JSON.stringify({ $schema, contentVersion: '1.0.0.0', resources: resourcesOf(estate) as Json }, undefined, 2);
}

/** An estate as a Bicep file. */
export function bicepTemplate(estate: Estate): string {
  return resourcesOf(estate)
    .map(({ type, apiVersion, condition, ...body }, index) => {
      const guard = condition === undefined ? '' : `if (${String(condition)}) `;
      return `resource r${index} '${String(type)}@${String(apiVersion)}' = ${guard}${bicepValue(body as JsonObject, '')}\n`;
    })
    .join('\n');
}

function bicepValue(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0
      ? '[]'
      : `[\n${value.map((one) => `${inner}${bicepValue(one, inner)}\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const lines = Object.entries(value).map(([key, one]) => `${inner}${key}: ${bicepValue(one, inner)}\n`);
    return `{\n${lines.join('')}${indent}}`;
  }
  if (typeof value !== 'string') return String(value);
  return value.startsWith('[') ? value.slice(1, -1) : `'${value.replace(/['\\]/g, '\\$&').replaceAll('${', '\\${')}'`;
}
