import fc from 'fast-check';

/** JSON as a test edits it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

const time = '2026-01-04T02:00:00Z';
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A template of one vault with policies, all of them as strong as they get. */
export interface Strong {
  readonly family: 'recovery-services' | 'backup';
  readonly template: JsonObject;
}

function length(count: number, durationType: string): Json {
  return { count, durationType };
}

const inMonth = (days: string[]): JsonObject => ({
  retentionScheduleFormatType: 'Weekly',
  retentionScheduleWeekly: { daysOfTheWeek: days, weeksOfTheMonth: ['First', 'Third'] },
  retentionTimes: [time],
});

interface Numbers {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
  readonly instant: number;
  readonly log: number;
  readonly period: number;
  readonly softDelete: number;
  readonly days: string[];
  readonly level: 'Unlocked' | 'Locked';
}

/** Large enough that there is room below. */
const numbers: fc.Arbitrary<Numbers> = fc.record({
  daily: fc.integer({ min: 30, max: 900 }),
  weekly: fc.integer({ min: 10, max: 500 }),
  monthly: fc.integer({ min: 6, max: 120 }),
  yearly: fc.integer({ min: 2, max: 90 }),
  instant: fc.integer({ min: 3, max: 30 }),
  log: fc.integer({ min: 8, max: 35 }),
  period: fc.integer({ min: 60, max: 3000 }),
  softDelete: fc.integer({ min: 20, max: 180 }),
  days: fc.subarray(weekdays, { minLength: 2 }),
  level: fc.constantFrom('Unlocked' as const, 'Locked' as const),
});

function immutability({ level, period }: Numbers): JsonObject {
  return { state: level, configuration: { type: 'TimeBased', durationInDays: period } };
}

function longTerm({ daily, weekly, monthly, yearly, days }: Numbers): JsonObject {
  return {
    retentionPolicyType: 'LongTermRetentionPolicy',
    dailySchedule: { retentionTimes: [time], retentionDuration: length(daily, 'Days') },
    weeklySchedule: { daysOfTheWeek: days, retentionTimes: [time], retentionDuration: length(weekly, 'Weeks') },
    monthlySchedule: { ...inMonth(days), retentionDuration: length(monthly, 'Months') },
    yearlySchedule: { ...inMonth(days), monthsOfYear: ['January', 'July'], retentionDuration: length(yearly, 'Years') },
  };
}

function recoveryServices(all: Numbers): JsonObject {
  const type = 'Microsoft.RecoveryServices/vaults';
  return templateOf([
    {
      type,
      apiVersion: '2026-05-01',
      name: 'rsv-prod-weu',
      location: 'westeurope',
      sku: { name: 'RS0', tier: 'Standard' },
      properties: {
        publicNetworkAccess: 'Disabled',
        securitySettings: {
          immutabilitySettings: immutability(all),
          softDeleteSettings: { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: all.softDelete },
        },
        redundancySettings: { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Enabled' },
      },
    },
    {
      type: `${type}/backupPolicies`,
      apiVersion: '2025-08-01',
      name: 'rsv-prod-weu/vm-gold',
      properties: {
        backupManagementType: 'AzureIaasVM',
        instantRpRetentionRangeInDays: all.instant,
        schedulePolicy: {
          schedulePolicyType: 'SimpleSchedulePolicy',
          scheduleRunFrequency: 'Daily',
          scheduleRunTimes: [time],
        },
        retentionPolicy: longTerm(all),
        timeZone: 'UTC',
      },
    },
    {
      type: `${type}/backupPolicies`,
      apiVersion: '2025-08-01',
      name: 'rsv-prod-weu/sql-gold',
      properties: {
        backupManagementType: 'AzureWorkload',
        workLoadType: 'SQLDataBase',
        settings: { timeZone: 'UTC', isCompression: false },
        subProtectionPolicy: [
          {
            policyType: 'Full',
            schedulePolicy: {
              schedulePolicyType: 'SimpleSchedulePolicy',
              scheduleRunFrequency: 'Daily',
              scheduleRunTimes: [time],
            },
            retentionPolicy: longTerm(all),
          },
          {
            policyType: 'Log',
            schedulePolicy: { schedulePolicyType: 'LogSchedulePolicy', scheduleFrequencyInMins: 60 },
            retentionPolicy: {
              retentionPolicyType: 'SimpleRetentionPolicy',
              retentionDuration: length(all.log, 'Days'),
            },
          },
        ],
      },
    },
  ]);
}

function retentionRule(name: string, duration: string): JsonObject {
  return {
    objectType: 'AzureRetentionRule',
    name,
    isDefault: name === 'Default',
    lifecycles: [
      {
        deleteAfter: { objectType: 'AbsoluteDeleteOption', duration },
        sourceDataStore: { dataStoreType: 'VaultStore', objectType: 'DataStoreInfoBase' },
        targetDataStoreCopySettings: [],
      },
    ],
  };
}

function tag(tagName: string, taggingPriority: number, absolute?: string): JsonObject {
  const criteria =
    absolute === undefined ? [] : [{ objectType: 'ScheduleBasedBackupCriteria', absoluteCriteria: [absolute] }];
  return { isDefault: tagName === 'Default', taggingPriority, tagInfo: { tagName }, ...(absolute && { criteria }) };
}

function backupVault(all: Numbers): JsonObject {
  const type = 'Microsoft.DataProtection/backupVaults';
  return templateOf([
    {
      type,
      apiVersion: '2026-07-01',
      name: 'bv-prod-weu',
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: {
        storageSettings: [{ datastoreType: 'VaultStore', type: 'GeoRedundant' }],
        securitySettings: {
          immutabilitySettings: immutability(all),
          softDeleteSettings: { state: 'AlwaysOn', retentionDurationInDays: all.softDelete },
        },
        featureSettings: { crossRegionRestoreSettings: { state: 'Enabled' } },
      },
    },
    {
      type: `${type}/backupPolicies`,
      apiVersion: '2025-07-01',
      name: 'bv-prod-weu/pg-gold',
      properties: {
        objectType: 'BackupPolicy',
        datasourceTypes: ['Microsoft.DBforPostgreSQL/flexibleServers'],
        policyRules: [
          retentionRule('Default', `P${all.daily}D`),
          retentionRule('Weekly', `P${all.daily + 7 * all.weekly}D`),
          retentionRule('Yearly', `P${all.yearly + 20}Y`),
          {
            objectType: 'AzureBackupRule',
            name: 'BackupDaily',
            backupParameters: { objectType: 'AzureBackupParams', backupType: 'Full' },
            dataStore: { dataStoreType: 'VaultStore', objectType: 'DataStoreInfoBase' },
            trigger: {
              objectType: 'ScheduleBasedTriggerContext',
              schedule: { repeatingTimeIntervals: ['R/2026-01-04T02:00:00+00:00/P1D'], timeZone: 'UTC' },
              taggingCriteria: [tag('Yearly', 10, 'FirstOfYear'), tag('Weekly', 20, 'FirstOfWeek'), tag('Default', 99)],
            },
          },
        ],
      },
    },
  ]);
}

function templateOf(resources: JsonObject[]): JsonObject {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources,
  };
}

/** Vaults of both families with all their protections, each with numbers of its own. */
export const strongVaults: fc.Arbitrary<Strong> = fc.oneof(
  numbers.map((all): Strong => ({ family: 'recovery-services', template: recoveryServices(all) })),
  numbers.map((all): Strong => ({ family: 'backup', template: backupVault(all) })),
);

/** What a path leads to: names of members, indexes of items. */
export type Path = readonly (string | number)[];

export function valueAt(json: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((inner, step) => {
    if (Array.isArray(inner)) return typeof step === 'number' ? inner[step] : undefined;
    return typeof inner === 'object' && inner !== null ? inner[step] : undefined;
  }, json);
}

/** The same JSON with another value at a path; without one, what is there is taken out. */
export function withValue(json: JsonObject, path: Path, value: Json | undefined): JsonObject {
  const copy = structuredClone(json);
  const around = valueAt(copy, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined || typeof around !== 'object' || around === null) throw new Error(`no ${path.join('.')}`);
  if (Array.isArray(around)) around.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  else if (value === undefined) delete around[last];
  else around[last] = value;
  return copy;
}

/** Paths of all texts, numbers and booleans. */
export function leavesOf(json: Json, path: Path = []): readonly Path[] {
  if (Array.isArray(json)) return json.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (typeof json !== 'object' || json === null) return [path];
  return Object.entries(json).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

/** A change of a strong vault, and the rule that has to report it. */
export interface Edit {
  readonly name: string;
  readonly rule: string;
  readonly path: Path;
  readonly change: (value: Json, random: number) => Json | undefined;
}

const vault = ['resources', 0, 'properties'] as const;
const immutable = [...vault, 'securitySettings', 'immutabilitySettings'] as const;
const softDelete = [...vault, 'securitySettings', 'softDeleteSettings'] as const;
const gone = (): undefined => undefined;

/** A smaller number, at least one. */
function smaller(value: Json, random: number): Json {
  const number = Number(value);
  return 1 + (random % (number - 1));
}

function larger(value: Json, random: number): Json {
  return Number(value) + 1 + (random % 50);
}

/** A duration of days or years that is changed by its number. */
function ofDuration(change: (value: Json, random: number) => Json): Edit['change'] {
  return (value, random) => String(value).replace(/\d+/, (count) => String(change(Number(count), random)));
}

function longTermEdits(name: string, steps: Path): readonly Edit[] {
  const rules = ['daily', 'weekly', 'monthly', 'yearly'] as const;
  return [
    ...rules.flatMap((rule): readonly Edit[] => {
      const path = [...steps, `${rule}Schedule`];
      const count = [...path, 'retentionDuration', 'count'];
      return [
        { name: `${name}: less ${rule}`, rule: 'policy-retention-reduced', path: count, change: smaller },
        { name: `${name}: no ${rule}`, rule: 'policy-retention-tier-removed', path, change: gone },
      ];
    }),
    ...(['weeklySchedule', 'monthlySchedule'] as const).map((rule): Edit => {
      const inner = rule === 'weeklySchedule' ? [] : ['retentionScheduleWeekly'];
      const path = [...steps, rule, ...inner, 'daysOfTheWeek'];
      const change = (value: Json): Json => (Array.isArray(value) ? value.slice(1) : value);
      return { name: `${name}: fewer days in ${rule}`, rule: 'policy-retention-coverage-narrowed', path, change };
    }),
    {
      name: `${name}: weekly only`,
      rule: 'policy-daily-backups-dropped',
      path: [...steps.slice(0, -1), 'schedulePolicy'],
      change: () => ({
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Weekly',
        scheduleRunDays: weekdays,
        scheduleRunTimes: [time],
      }),
    },
  ];
}

const commonWeakenings: readonly Edit[] = [
  {
    name: 'immutability off',
    rule: 'vault-immutability-weakened',
    path: [...immutable, 'state'],
    change: () => 'Disabled',
  },
  { name: 'immutability left out', rule: 'vault-immutability-undeclared', path: immutable, change: gone },
  {
    name: 'no fixed period',
    rule: 'vault-immutability-period-disabled',
    path: [...immutable, 'configuration'],
    change: () => ({ type: 'AsPerPolicy' }),
  },
  {
    name: 'fixed period left out',
    rule: 'vault-immutability-period-undeclared',
    path: [...immutable, 'configuration'],
    change: gone,
  },
  {
    name: 'shorter fixed period',
    rule: 'vault-immutability-period-shortened',
    path: [...immutable, 'configuration', 'durationInDays'],
    change: smaller,
  },
  { name: 'soft delete left out', rule: 'vault-soft-delete-undeclared', path: softDelete, change: gone },
  {
    name: 'another location',
    rule: 'vault-location-changed',
    path: ['resources', 0, 'location'],
    change: () => 'northeurope',
  },
  { name: 'vault removed', rule: 'vault-removed', path: ['resources', 0], change: gone },
  { name: 'policy removed', rule: 'policy-removed', path: ['resources', 1], change: gone },
  {
    name: 'another name',
    rule: 'vault-replaced',
    path: ['resources', 0, 'name'],
    change: (value) => `${String(value)}-2`,
  },
  {
    name: 'older api-version',
    rule: 'setting-becomes-ignored',
    path: ['resources', 0, 'apiVersion'],
    change: () => '2021-07-01',
  },
];

export const weakenings: Readonly<Record<Strong['family'], readonly Edit[]>> = {
  'recovery-services': [
    ...commonWeakenings,
    {
      name: 'soft delete can be switched off',
      rule: 'vault-soft-delete-weakened',
      path: [...softDelete, 'softDeleteState'],
      change: (_, random) => (random % 2 === 0 ? 'Enabled' : 'Disabled'),
    },
    {
      name: 'shorter soft delete',
      rule: 'vault-soft-delete-period-shortened',
      path: [...softDelete, 'softDeleteRetentionPeriodInDays'],
      change: smaller,
    },
    {
      name: 'less redundancy',
      rule: 'vault-redundancy-weakened',
      path: [...vault, 'redundancySettings', 'standardTierStorageRedundancy'],
      change: () => 'LocallyRedundant',
    },
    {
      name: 'zones instead of a paired region',
      rule: 'vault-paired-region-lost',
      path: [...vault, 'redundancySettings', 'standardTierStorageRedundancy'],
      change: () => 'ZoneRedundant',
    },
    {
      name: 'no cross-region restore',
      rule: 'vault-cross-region-restore-lost',
      path: [...vault, 'redundancySettings', 'crossRegionRestore'],
      change: () => 'Disabled',
    },
    {
      name: 'public network',
      rule: 'vault-public-network-enabled',
      path: [...vault, 'publicNetworkAccess'],
      change: () => 'Enabled',
    },
    ...longTermEdits('VM', ['resources', 1, 'properties', 'retentionPolicy']),
    ...longTermEdits('SQL', ['resources', 2, 'properties', 'subProtectionPolicy', 0, 'retentionPolicy']),
    {
      name: 'shorter instant restore',
      rule: 'policy-snapshot-retention-reduced',
      path: ['resources', 1, 'properties', 'instantRpRetentionRangeInDays'],
      change: smaller,
    },
    {
      name: 'shorter logs',
      rule: 'policy-retention-reduced',
      path: ['resources', 2, 'properties', 'subProtectionPolicy', 1, 'retentionPolicy', 'retentionDuration', 'count'],
      change: smaller,
    },
    {
      name: 'rarer logs',
      rule: 'policy-backup-frequency-reduced',
      path: ['resources', 2, 'properties', 'subProtectionPolicy', 1, 'schedulePolicy', 'scheduleFrequencyInMins'],
      change: larger,
    },
    {
      name: 'no logs',
      rule: 'policy-backup-type-removed',
      path: ['resources', 2, 'properties', 'subProtectionPolicy', 1],
      change: gone,
    },
  ],
  backup: [
    ...commonWeakenings,
    {
      name: 'soft delete can be switched off',
      rule: 'vault-soft-delete-weakened',
      path: [...softDelete, 'state'],
      change: (_, random) => (random % 2 === 0 ? 'On' : 'Off'),
    },
    {
      name: 'shorter soft delete',
      rule: 'vault-soft-delete-period-shortened',
      path: [...softDelete, 'retentionDurationInDays'],
      change: smaller,
    },
    {
      name: 'less redundancy',
      rule: 'vault-redundancy-weakened',
      path: [...vault, 'storageSettings', 0, 'type'],
      change: () => 'LocallyRedundant',
    },
    {
      name: 'no cross-region restore',
      rule: 'vault-cross-region-restore-lost',
      path: [...vault, 'featureSettings', 'crossRegionRestoreSettings', 'state'],
      change: () => 'Disabled',
    },
    ...[0, 1, 2].flatMap((index): readonly Edit[] => {
      const path = ['resources', 1, 'properties', 'policyRules', index];
      const duration = [...path, 'lifecycles', 0, 'deleteAfter', 'duration'];
      return [
        {
          name: `rule ${index} shorter`,
          rule: 'policy-retention-reduced',
          path: duration,
          change: ofDuration(smaller),
        },
        { name: `rule ${index} removed`, rule: 'policy-retention-tier-removed', path, change: gone },
      ];
    }),
    ...[0, 1].map((index): Edit => {
      const path = ['resources', 1, 'properties', 'policyRules', 3, 'trigger', 'taggingCriteria', index];
      return { name: `tag ${index} removed`, rule: 'policy-retention-rule-untagged', path, change: gone };
    }),
    {
      name: 'rarer backups',
      rule: 'policy-backup-frequency-reduced',
      path: ['resources', 1, 'properties', 'policyRules', 3, 'trigger', 'schedule', 'repeatingTimeIntervals', 0],
      change: ofPeriod,
    },
  ],
};

function ofPeriod(value: Json, random: number): Json {
  return String(value).replace(/P1D$/, `P${2 + (random % 6)}D`);
}

type Strengthening = Omit<Edit, 'rule'>;

function longTermGrowth(name: string, steps: Path): readonly Strengthening[] {
  return ['daily', 'weekly', 'monthly', 'yearly'].map((rule) => ({
    name: `${name}: more ${rule}`,
    path: [...steps, `${rule}Schedule`, 'retentionDuration', 'count'],
    change: larger,
  }));
}

/** Changes that protect at least as well as before. */
export const strengthenings: Readonly<Record<Strong['family'], readonly Strengthening[]>> = {
  'recovery-services': [
    { name: 'lock', path: [...immutable, 'state'], change: () => 'Locked' },
    { name: 'longer fixed period', path: [...immutable, 'configuration', 'durationInDays'], change: larger },
    { name: 'longer soft delete', path: [...softDelete, 'softDeleteRetentionPeriodInDays'], change: larger },
    ...longTermGrowth('VM', ['resources', 1, 'properties', 'retentionPolicy']),
    ...longTermGrowth('SQL', ['resources', 2, 'properties', 'subProtectionPolicy', 0, 'retentionPolicy']),
    {
      name: 'every day of the week',
      path: ['resources', 1, 'properties', 'retentionPolicy', 'weeklySchedule', 'daysOfTheWeek'],
      change: () => weekdays,
    },
    {
      name: 'longer instant restore',
      path: ['resources', 1, 'properties', 'instantRpRetentionRangeInDays'],
      change: larger,
    },
    {
      name: 'more logs',
      path: ['resources', 2, 'properties', 'subProtectionPolicy', 1, 'schedulePolicy', 'scheduleFrequencyInMins'],
      change: () => 15,
    },
    {
      name: 'tiering',
      path: ['resources', 1, 'properties', 'tieringPolicy'],
      change: () => ({ ArchivedRP: { tieringMode: 'TierAfter', duration: 3, durationType: 'Months' } }),
    },
  ],
  backup: [
    { name: 'lock', path: [...immutable, 'state'], change: () => 'Locked' },
    { name: 'longer fixed period', path: [...immutable, 'configuration', 'durationInDays'], change: larger },
    { name: 'longer soft delete', path: [...softDelete, 'retentionDurationInDays'], change: larger },
    ...[0, 1, 2].map((index) => ({
      name: `rule ${index} longer`,
      path: ['resources', 1, 'properties', 'policyRules', index, 'lifecycles', 0, 'deleteAfter', 'duration'],
      change: ofDuration(larger),
    })),
    {
      name: 'more backups',
      path: ['resources', 1, 'properties', 'policyRules', 3, 'trigger', 'schedule', 'repeatingTimeIntervals', 0],
      change: (value) => String(value).replace(/P1D$/, 'PT12H'),
    },
  ],
};

/** A template with an edit made. */
export function edited(
  template: JsonObject,
  { path, change }: Omit<Edit, 'name' | 'rule'>,
  random: number,
): JsonObject {
  return withValue(template, path, change(valueAt(template, path) ?? null, random));
}
