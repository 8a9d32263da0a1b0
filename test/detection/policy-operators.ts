import { type Members, type Value, valueAt } from './estate.ts';
import { but, changed, leftOut, type Operator } from './operator.ts';
import {
  backupVault,
  databasePolicy,
  diskPolicy,
  hourlyPolicy,
  sharePolicy,
  sqlPolicy,
  vault,
  vmPolicy,
} from './resources.ts';

const security = 'properties.securitySettings';
const immutability = `${security}.immutabilitySettings`;
const mutable = but(vault, { [`${immutability}.state`]: 'Disabled', [`${immutability}.configuration`]: undefined });
const retention = 'properties.retentionPolicy';
const vm = [vault, vmPolicy];
const sql = [vault, sqlPolicy];
const share = [vault, sharePolicy];
const count = (rule: string): string => `${retention}.${rule}Schedule.retentionDuration.count`;

export const numberOperators: readonly Operator[] = [
  changed('180 to 30 days', vm, count('daily'), 30, 'policy-retention-reduced', 'refused'),
  changed('180 to 179 days', vm, count('daily'), 179, 'policy-retention-reduced', 'refused'),
  changed(
    '180 to 30 days, not immutable',
    [mutable, vmPolicy],
    count('daily'),
    30,
    'policy-retention-reduced',
    'applied',
  ),
  changed('104 to 52 weeks', vm, count('weekly'), 52, 'policy-retention-reduced', 'refused'),
  changed('60 to 12 months', vm, count('monthly'), 12, 'policy-retention-reduced', 'refused'),
  changed('10 to 7 years', vm, count('yearly'), 7, 'policy-retention-reduced', 'refused'),
  changed(
    'weeks to days',
    vm,
    `${retention}.weeklySchedule.retentionDuration.durationType`,
    'Days',
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    '10 years to 10 months',
    vm,
    `${retention}.yearlySchedule.retentionDuration.durationType`,
    'Months',
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    '7 to 2 days of snapshots',
    vm,
    'properties.instantRpRetentionRangeInDays',
    2,
    'policy-snapshot-retention-reduced',
    'undocumented',
  ),
  changed(
    '35 to 15 days of logs',
    sql,
    'properties.subProtectionPolicy.1.retentionPolicy.retentionDuration.count',
    15,
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    'database backups: 180 to 60 days',
    sql,
    'properties.subProtectionPolicy.0.retentionPolicy.dailySchedule.retentionDuration.count',
    60,
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    'file share: 180 to 60 days',
    share,
    'properties.vaultRetentionPolicy.vaultRetention.dailySchedule.retentionDuration.count',
    60,
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    'file share: 30 to 5 days of snapshots',
    share,
    'properties.vaultRetentionPolicy.snapshotRetentionInDays',
    5,
    'policy-snapshot-retention-reduced',
    'undocumented',
  ),
  changed(
    'Backup vault: 180 to 30 days',
    [backupVault, databasePolicy],
    'properties.policyRules.0.lifecycles.0.deleteAfter.duration',
    'P30D',
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    'Backup vault: 10 years to 10 months',
    [backupVault, databasePolicy],
    'properties.policyRules.2.lifecycles.0.deleteAfter.duration',
    'P10M',
    'policy-retention-reduced',
    'refused',
  ),
  changed(
    'Backup vault: 30 to 7 days of snapshots',
    [backupVault, diskPolicy],
    'properties.policyRules.0.lifecycles.0.deleteAfter.duration',
    'P7D',
    'policy-snapshot-retention-reduced',
    'refused',
  ),
];

const weekly: Members = {
  schedulePolicyType: 'SimpleSchedulePolicy',
  scheduleRunFrequency: 'Weekly',
  scheduleRunDays: ['Sunday', 'Wednesday'],
  scheduleRunTimes: ['2026-01-04T02:00:00Z'],
};
const rules = valueAt(databasePolicy.body, ['properties', 'policyRules']) as readonly Value[];
const rulesBut = (...at: readonly number[]): readonly Value[] => rules.filter((_, index) => !at.includes(index));
const tags = 'properties.policyRules.3.trigger.taggingCriteria';
const tagList = valueAt(databasePolicy.body, [
  'properties',
  'policyRules',
  3,
  'trigger',
  'taggingCriteria',
]) as readonly Value[];
const databases = [backupVault, databasePolicy];

export const tierOperators: readonly Operator[] = [
  leftOut('no yearly retention', vm, `${retention}.yearlySchedule`, 'policy-retention-tier-removed', 'undocumented'),
  leftOut('no monthly retention', vm, `${retention}.monthlySchedule`, 'policy-retention-tier-removed', 'undocumented'),
  leftOut('no weekly retention', vm, `${retention}.weeklySchedule`, 'policy-retention-tier-removed', 'undocumented'),
  changed(
    'yearly retention becomes null',
    vm,
    `${retention}.yearlySchedule`,
    null,
    'policy-retention-tier-removed',
    'undocumented',
  ),
  changed(
    'fewer days of the week',
    vm,
    `${retention}.weeklySchedule.daysOfTheWeek`,
    ['Sunday'],
    'policy-retention-coverage-narrowed',
    'undocumented',
  ),
  changed(
    'fewer weeks of the month',
    vm,
    `${retention}.monthlySchedule.retentionScheduleWeekly.weeksOfTheMonth`,
    ['First'],
    'policy-retention-coverage-narrowed',
    'undocumented',
  ),
  changed(
    'fewer months of the year',
    vm,
    `${retention}.yearlySchedule.monthsOfYear`,
    ['January'],
    'policy-retention-coverage-narrowed',
    'undocumented',
  ),
  changed(
    'daily to weekly backups',
    vm,
    'properties.schedulePolicy',
    weekly,
    'policy-daily-backups-dropped',
    'undocumented',
    { also: ['policy-retention-rule-idle'] },
  ),
  changed(
    'every 4 to every 12 hours',
    [vault, hourlyPolicy],
    'properties.schedulePolicy.hourlySchedule.interval',
    12,
    'policy-backup-frequency-reduced',
    'applied',
  ),
  changed(
    'logs every 15 minutes to every 2 hours',
    sql,
    'properties.subProtectionPolicy.1.schedulePolicy.scheduleFrequencyInMins',
    120,
    'policy-backup-frequency-reduced',
    'applied',
  ),
  leftOut('no backups of logs', sql, 'properties.subProtectionPolicy.1', 'policy-backup-type-removed', undefined),
  leftOut(
    'what the policy backs up is left out',
    vm,
    'properties.backupManagementType',
    'policy-kind-undeclared',
    undefined,
  ),
  changed(
    'file share: from the vault to snapshots',
    [vault, sharePolicy],
    'properties',
    {
      backupManagementType: 'AzureStorage',
      workLoadType: 'AzureFileShare',
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Daily',
        scheduleRunTimes: ['2026-01-04T02:00:00Z'],
      },
      retentionPolicy: {
        retentionPolicyType: 'LongTermRetentionPolicy',
        dailySchedule: {
          retentionTimes: ['2026-01-04T02:00:00Z'],
          retentionDuration: { count: 180, durationType: 'Days' },
        },
      },
      timeZone: 'UTC',
    },
    'policy-vault-tier-removed',
    'refused',
    {
      also: ['policy-retention-tier-removed', 'policy-snapshot-tier-removed'],
      // Snapshots are kept for a shorter time on the way back.
      bothWays: true,
    },
  ),
  changed(
    'Backup vault: no weekly rule',
    databases,
    'properties.policyRules',
    rulesBut(1),
    'policy-retention-tier-removed',
    'refused',
  ),
  changed(
    'Backup vault: no tag for the yearly rule',
    databases,
    tags,
    tagList.slice(1),
    'policy-retention-rule-untagged',
    'refused',
  ),
  changed(
    'Backup vault: the weekly rule takes fewer backups',
    databases,
    `${tags}.1.criteria.0.absoluteCriteria`,
    ['FirstOfMonth'],
    'policy-retention-coverage-narrowed',
    'refused',
  ),
  changed(
    'Backup vault: the weekly rule comes before the yearly one',
    databases,
    `${tags}.1.taggingPriority`,
    5,
    'policy-retention-overridden',
    'refused',
  ),
  changed(
    'Backup vault: every day to every week',
    databases,
    'properties.policyRules.3.trigger.schedule.repeatingTimeIntervals',
    ['R/2026-01-04T02:00:00+00:00/P1W'],
    'policy-backup-frequency-reduced',
    'refused',
    { also: ['policy-retention-rule-idle', 'policy-daily-backups-dropped'] },
  ),
  leftOut(
    'Backup vault: what the policy backs up is left out',
    databases,
    'properties.datasourceTypes',
    'policy-kind-undeclared',
    undefined,
  ),
];
