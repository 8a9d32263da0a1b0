import { describe, expect, test } from 'vitest';
import { retentionTiers } from '../../src/protection/policy/retention.ts';
import type { Json, JsonObject } from '../laws/strong-vaults.ts';
import { resourceOf } from '../support/arbitrary-policies.ts';

const recoveryServices = 'Microsoft.RecoveryServices/vaults/backupPolicies';
const backup = 'Microsoft.DataProtection/backupVaults/backupPolicies';

/** The tiers that armlock reads of a policy, each with the store that keeps it and its length. */
function tiersOf(type: string, properties: JsonObject): Readonly<Record<string, string>> {
  const policy = resourceOf(type, properties);
  const read = retentionTiers(policy).flatMap((tier) => {
    const kept = tier.read(tier.locate(policy).map(({ value }) => value));
    if (kept.kind === 'none') return [];
    return [[tier.label, `${kept.kind === 'duration' ? kept.duration.text : 'not known'}, ${tier.store}`] as const];
  });
  return Object.fromEntries(read);
}

const length = (count: Json, durationType: string): JsonObject => ({ retentionDuration: { count, durationType } });
const simple = (count: number, unit = 'Days'): JsonObject => ({
  retentionPolicyType: 'SimpleRetentionPolicy',
  ...length(count, unit),
});
const longTerm: JsonObject = {
  retentionPolicyType: 'LongTermRetentionPolicy',
  dailySchedule: length(30, 'Days'),
  weeklySchedule: { daysOfTheWeek: ['Sunday'], ...length(12, 'Weeks') },
  monthlySchedule: { retentionScheduleFormatType: 'Daily', ...length(60, 'Months') },
  yearlySchedule: { monthsOfYear: ['January'], ...length(10, 'Years') },
};
const longTermTiers = {
  'daily retention': '30 days, vault',
  'weekly retention': '12 weeks, vault',
  'monthly retention': '60 months, vault',
  'yearly retention': '10 years, vault',
};

const part = (policyType: string, retentionPolicy: JsonObject): JsonObject => ({ policyType, retentionPolicy });

const lifecycle = (store: string, duration: string, copies: Json[] = []): JsonObject => ({
  sourceDataStore: { dataStoreType: store },
  deleteAfter: { objectType: 'AbsoluteDeleteOption', duration },
  targetDataStoreCopySettings: copies,
});
const copyTo = (store: string, objectType: string): JsonObject => ({
  copyAfter: { objectType },
  dataStore: { dataStoreType: store },
});
const rule = (name: string, isDefault: boolean, ...lifecycles: Json[]): JsonObject => ({
  objectType: 'AzureRetentionRule',
  name,
  isDefault,
  lifecycles,
});
const maker = (store: string, ...names: string[]): JsonObject => ({
  objectType: 'AzureBackupRule',
  name: 'Backup',
  dataStore: { dataStoreType: store },
  trigger: { taggingCriteria: names.map((tagName) => ({ tagInfo: { tagName } })) },
});
const rules = (...policyRules: Json[]): JsonObject => ({ objectType: 'BackupPolicy', policyRules });

const table: readonly (readonly [string, string, JsonObject, Readonly<Record<string, string>>])[] = [
  [
    'a virtual machine, standard',
    recoveryServices,
    { backupManagementType: 'AzureIaasVM', retentionPolicy: longTerm, instantRpRetentionRangeInDays: 5 },
    { ...longTermTiers, 'instant restore retention': '5 days, operational' },
  ],
  [
    'a virtual machine, enhanced',
    recoveryServices,
    {
      backupManagementType: 'AzureIaasVM',
      policyType: 'V2',
      schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicyV2', dailySchedule: { scheduleRunTimes: [] } },
      retentionPolicy: { retentionPolicyType: 'LongTermRetentionPolicy', dailySchedule: length(180, 'Days') },
      instantRpRetentionRangeInDays: 30,
    },
    { 'daily retention': '180 days, vault', 'instant restore retention': '30 days, operational' },
  ],
  [
    'a file share with snapshots',
    recoveryServices,
    { backupManagementType: 'AzureStorage', retentionPolicy: longTerm },
    Object.fromEntries(
      Object.entries(longTermTiers).map(([label, kept]) => [`snapshot ${label}`, kept.replace('vault', 'operational')]),
    ),
  ],
  [
    'a file share in the vault',
    recoveryServices,
    {
      backupManagementType: 'AzureStorage',
      vaultRetentionPolicy: { snapshotRetentionInDays: 5, vaultRetention: longTerm },
    },
    {
      'snapshot retention': '5 days, operational',
      ...Object.fromEntries(Object.entries(longTermTiers).map(([label, kept]) => [`vault ${label}`, kept])),
    },
  ],
  [
    'an SQL database',
    recoveryServices,
    {
      backupManagementType: 'AzureWorkload',
      workLoadType: 'SQLDataBase',
      subProtectionPolicy: [part('Full', longTerm), part('Differential', simple(45)), part('Log', simple(15))],
    },
    {
      ...Object.fromEntries(Object.entries(longTermTiers).map(([label, kept]) => [`${label} of Full backups`, kept])),
      'retention of Differential backups': '45 days, vault',
      'retention of Log backups': '15 days, vault',
    },
  ],
  [
    'an SAP HANA database with snapshots',
    recoveryServices,
    {
      backupManagementType: 'AzureWorkload',
      workLoadType: 'SAPHanaDatabase',
      subProtectionPolicy: [
        part('Incremental', simple(20)),
        {
          ...part('SnapshotFull', simple(7)),
          snapshotBackupAdditionalDetails: { instantRpRetentionRangeInDays: 3 },
        },
      ],
    },
    {
      'retention of Incremental backups': '20 days, vault',
      'retention of SnapshotFull backups': '7 days, vault',
      'snapshot retention of SnapshotFull backups': '3 days, operational',
    },
  ],
  [
    'Azure SQL',
    recoveryServices,
    { backupManagementType: 'AzureSql', retentionPolicy: simple(10, 'Years') },
    { retention: '10 years, vault' },
  ],
  ['the agent', recoveryServices, { backupManagementType: 'MAB', retentionPolicy: longTerm }, longTermTiers],
  [
    'a count that is not known',
    recoveryServices,
    { backupManagementType: 'AzureIaasVM', retentionPolicy: { dailySchedule: length('thirty', 'Days') } },
    { 'daily retention': 'not known, vault' },
  ],
  [
    'a disk',
    backup,
    rules(maker('OperationalStore', 'Default'), rule('Default', true, lifecycle('OperationalStore', 'P7D'))),
    { 'retention of rule Default in the operational store': '7 days, operational' },
  ],
  [
    'blobs, continuous and in the vault',
    backup,
    rules(
      maker('VaultStore', 'Default'),
      rule('Default', true, lifecycle('OperationalStore', 'P30D')),
      rule('Default', true, lifecycle('VaultStore', 'P1Y6M')),
    ),
    {
      'retention of rule Default in the operational store': '30 days, operational',
      'retention of rule Default in the vault store': '1 year 6 months, vault',
    },
  ],
  [
    'PostgreSQL with an archive',
    backup,
    rules(
      maker('VaultStore', 'Default', 'Yearly'),
      rule('Default', true, lifecycle('VaultStore', 'P3M')),
      rule(
        'Yearly',
        false,
        lifecycle('VaultStore', 'P6M', [copyTo('ArchiveStore', 'CopyOnExpiryOption')]),
        lifecycle('ArchiveStore', 'P10Y'),
      ),
    ),
    {
      'retention of rule Default in the vault store': '3 months, vault',
      'retention of rule Yearly in the vault store and then the archive store': '126 months, vault',
    },
  ],
  [
    'a cluster with copies to the vault',
    backup,
    rules(
      maker('OperationalStore', 'Default', 'Vault'),
      rule('Default', true, lifecycle('OperationalStore', 'P7D')),
      rule(
        'Vault',
        false,
        lifecycle('OperationalStore', 'P7D', [copyTo('VaultStore', 'ImmediateCopyOption')]),
        lifecycle('VaultStore', 'P84D'),
      ),
    ),
    {
      'retention of rule Default in the operational store': '7 days, operational',
      'retention of rule Vault in the operational store': '7 days, operational',
      'retention of rule Vault in the vault store': '84 days, vault',
    },
  ],
  [
    'a data lake',
    backup,
    rules(maker('VaultStore', 'Default'), rule('Default', true, lifecycle('VaultStore', 'P2W'))),
    { 'retention of rule Default in the vault store': '2 weeks, vault' },
  ],
];

describe('the tiers of the policy of', () => {
  test.each(table)('%s', (_, type, properties, tiers) => {
    expect(tiersOf(type, properties)).toEqual(tiers);
  });
});

/** Whether recovery points come to the vault store of rule Vault, and why not. */
function reachOf(copies: Json[], store = 'OperationalStore'): unknown {
  const policy = resourceOf(
    backup,
    rules(
      maker(store, 'Default', 'Vault'),
      rule('Default', true, lifecycle(store, 'P7D')),
      rule('Vault', false, lifecycle('OperationalStore', 'P7D', copies), lifecycle('VaultStore', 'P84D')),
    ),
  );
  const tier = retentionTiers(policy).find(({ key }) => key === 'rule vault in vaultstore');
  const reach = tier?.reached?.(policy);
  return reach?.value.kind === 'bool' ? [reach.value.value, reach.reason] : undefined;
}

test('what is made beside the source comes to the vault by a copy only', () => {
  expect(reachOf([copyTo('VaultStore', 'ImmediateCopyOption')])).toEqual([true, '']);
  expect(reachOf([copyTo('VaultStore', 'CustomCopyOption')])).toEqual([true, '']);
  expect(reachOf([])).toEqual([false, 'no backup is copied to the vault store']);
  expect(reachOf([copyTo('ArchiveStore', 'ImmediateCopyOption')])).toEqual([
    false,
    'no backup is copied to the vault store',
  ]);
  expect(reachOf([], 'VaultStore')).toEqual([true, '']);
});
