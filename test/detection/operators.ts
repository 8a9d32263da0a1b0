import type { DeploymentMode } from '../../src/model/mode.ts';
import type { OutcomeKind } from '../../src/protection/outcome/outcome.ts';
import { type Declared, idOf, type Members, type Steps, type Value, valueAt, withValue } from './estate.ts';
import * as estate from './resources.ts';

/** The part of a resource that an operator changes. */
export interface Slot {
  readonly symbol: string;
  /** `condition` says whether the resource is there at all. */
  readonly steps: Steps;
}

/** One way to weaken protection, and what a report must say of it. The author of the operator states both. */
export interface Operator {
  readonly group: string;
  readonly name: string;
  readonly resources: readonly Declared[];
  readonly slot: Slot;
  readonly from: Value;
  readonly to: Value;
  /** The rule that must tell it. */
  readonly rule: string;
  /** Rules that may tell something beside it, because it follows from the change. */
  readonly also: readonly string[];
  /** What Azure does with it; undefined where its author does not know. */
  readonly outcome: OutcomeKind | undefined;
  /** Whether the change is a loss on the way back, too. */
  readonly bothWays: boolean;
  readonly mode: DeploymentMode;
}

interface More {
  readonly also?: readonly string[];
  readonly bothWays?: boolean;
  readonly mode?: DeploymentMode;
}

type Told = readonly [rule: string, outcome?: OutcomeKind, more?: More];

function operator(
  name: string,
  resources: readonly Declared[],
  slot: Slot,
  [from, to]: readonly [Value, Value],
  [rule, outcome, { also = [], bothWays = false, mode = 'undeclared' } = {}]: Told,
): Operator {
  return { group: '', name, resources, slot, from, to, rule, also, outcome, bothWays, mode };
}

function stepsOf(path: string): Steps {
  const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return steps[0] === 'name' || steps[0] === 'apiVersion' ? steps : ['body', ...steps];
}

function found(resources: readonly Declared[], { symbol, steps }: Slot): Value {
  const resource = resources.find((one) => one.symbol === symbol);
  const value = valueAt(resource as unknown as Members, steps);
  if (value === undefined) throw new Error(`${symbol} has no ${steps.join('.')}`);
  return value;
}

/** The last of the resources gets another value at a path. */
function changed(name: string, resources: readonly Declared[], path: string, to: Value, ...told: Told): Operator {
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: stepsOf(path) };
  return operator(name, resources, slot, [found(resources, slot), to], told);
}

/** The last of the resources does not say something any more. */
function leftOut(name: string, resources: readonly Declared[], path: string, ...told: Told): Operator {
  const steps = stepsOf(path);
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: steps.slice(0, -1) };
  const from = found(resources, slot);
  return operator(name, resources, slot, [from, withValue(from, steps.slice(-1), undefined)], told);
}

/** The last of the resources goes. */
function gone(name: string, resources: readonly Declared[], ...told: Told): Operator {
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: ['condition'] };
  return operator(name, resources, slot, [true, false], told);
}

/** The last of the resources is new. */
function added(name: string, resources: readonly Declared[], ...told: Told): Operator {
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: ['condition'] };
  return operator(name, resources, slot, [false, true], told);
}

/** A resource with other values at some paths. */
export function but(resource: Declared, values: Readonly<Record<string, Value | undefined>>): Declared {
  return Object.entries(values).reduce<Declared>((made, [path, value]) => {
    return withValue(made as unknown as Value, stepsOf(path), value) as unknown as Declared;
  }, resource);
}

const {
  vault, vaultConfig, storageConfig, encryptionConfig, plainVault, vmPolicy, hourlyPolicy, silverPolicy, sqlPolicy,
  sharePolicy, item, shareContainer, intent, guardLink, backupGuardLink, guard, guardRole, lock, groupLock, mapping,
  backupVault, databasePolicy, bronzePolicy, diskPolicy, instance, blobInstance, stack,
} = estate;

const security = 'properties.securitySettings';
const immutability = `${security}.immutabilitySettings`;
const softDelete = `${security}.softDeleteSettings`;
const redundancy = 'properties.redundancySettings';
const encryption = 'properties.encryption';
const alerts = 'properties.monitoringSettings.azureMonitorAlertSettings';
const unlocked = but(vault, { [`${immutability}.state`]: 'Unlocked' });
const mutable = but(vault, { [`${immutability}.state`]: 'Disabled', [`${immutability}.configuration`]: undefined });
const other = (id: string): string => id.replace('rg-backup', 'rg-other');

const immutabilityOperators: readonly Operator[] = [
  changed('Locked to Disabled', [vault], `${immutability}.state`, 'Disabled', 'vault-immutability-weakened', 'refused'),
  changed('Locked to Unlocked', [vault], `${immutability}.state`, 'Unlocked', 'vault-immutability-weakened', 'refused'),
  changed('Unlocked to Disabled', [unlocked], `${immutability}.state`, 'Disabled', 'vault-immutability-weakened', 'applied'),
  leftOut('immutability left out', [vault], immutability, 'vault-immutability-undeclared', 'undocumented'),
  leftOut('immutability of an unlocked vault left out', [unlocked], immutability, 'vault-immutability-undeclared', 'undocumented'),
  leftOut('all security settings left out', [vault], security, 'vault-immutability-undeclared', 'undocumented', {
    also: ['vault-soft-delete-undeclared', 'vault-hybrid-security-weakened', 'vault-threat-detection-lost', 'vault-soft-delete-period-shortened'],
  }),
  changed('a fixed period to that of the policy', [vault], `${immutability}.configuration`, { type: 'AsPerPolicy' }, 'vault-immutability-period-disabled', 'undocumented'),
  changed('400 to 100 days of a fixed period', [vault], `${immutability}.configuration.durationInDays`, 100, 'vault-immutability-period-shortened', 'undocumented'),
  leftOut('the fixed period left out', [vault], `${immutability}.configuration`, 'vault-immutability-period-undeclared', undefined),
  changed('Backup vault: Locked to Disabled', [backupVault], `${immutability}.state`, 'Disabled', 'vault-immutability-weakened', 'refused'),
  leftOut('Backup vault: immutability left out', [backupVault], immutability, 'vault-immutability-undeclared', 'undocumented'),
  changed('Backup vault: 400 to 399 days of a fixed period', [backupVault], `${immutability}.configuration.durationInDays`, 399, 'vault-immutability-period-shortened', 'undocumented'),
  changed('an api-version without immutability', [plained(vault)], 'apiVersion', '2021-07-01', 'setting-becomes-ignored', undefined),
  changed('Backup vault: an api-version without a fixed period', [backupVault], 'apiVersion', '2026-03-01', 'setting-becomes-ignored', undefined),
];

/** A vault that says nothing but its immutability. */
function plained(of: Declared): Declared {
  return but(of, { properties: { securitySettings: { immutabilitySettings: { state: 'Locked', configuration: { type: 'AsPerPolicy' } } } } });
}

const softDeleteOperators: readonly Operator[] = [
  changed('AlwaysON to Enabled', [vault], `${softDelete}.softDeleteState`, 'Enabled', 'vault-soft-delete-weakened', 'refused'),
  changed('AlwaysON to Disabled', [vault], `${softDelete}.softDeleteState`, 'Disabled', 'vault-soft-delete-weakened', 'refused'),
  changed('Enabled to Disabled', [but(vault, { [`${softDelete}.softDeleteState`]: 'Enabled' })], `${softDelete}.softDeleteState`, 'Disabled', 'vault-soft-delete-weakened', 'refused'),
  changed('90 to 14 days', [vault], `${softDelete}.softDeleteRetentionPeriodInDays`, 14, 'vault-soft-delete-period-shortened', 'applied'),
  leftOut('the days left out', [vault], `${softDelete}.softDeleteRetentionPeriodInDays`, 'vault-soft-delete-period-shortened', 'undocumented'),
  leftOut('soft delete left out', [vault], softDelete, 'vault-soft-delete-undeclared', 'undocumented', {
    also: ['vault-hybrid-security-weakened', 'vault-soft-delete-period-shortened'],
  }),
  changed('hybrid security: AlwaysON to Disabled', [vault], `${softDelete}.enhancedSecurityState`, 'Disabled', 'vault-hybrid-security-weakened', 'refused'),
  changed('backupconfig: AlwaysON to Disabled', [plainVault, vaultConfig], 'properties.softDeleteFeatureState', 'Disabled', 'vault-soft-delete-weakened', 'refused'),
  changed('backupconfig: 90 to 14 days', [plainVault, vaultConfig], 'properties.softDeleteRetentionPeriodInDays', 14, 'vault-soft-delete-period-shortened', 'applied'),
  changed('backupconfig: hybrid security off', [plainVault, vaultConfig], 'properties.enhancedSecurityState', 'Disabled', 'vault-hybrid-security-weakened', 'depends'),
  changed('Backup vault: AlwaysOn to On', [backupVault], `${softDelete}.state`, 'On', 'vault-soft-delete-weakened', 'refused'),
  changed('Backup vault: On to Off', [but(backupVault, { [`${softDelete}.state`]: 'On' })], `${softDelete}.state`, 'Off', 'vault-soft-delete-weakened', 'refused'),
  changed('Backup vault: On to Off with an old api-version', [
    but(backupVault, { [`${softDelete}.state`]: 'On', [`${immutability}.configuration`]: undefined, apiVersion: '2025-07-01' }),
  ], `${softDelete}.state`, 'Off', 'vault-soft-delete-weakened', 'applied'),
  changed('Backup vault: 90 to 14 days', [backupVault], `${softDelete}.retentionDurationInDays`, 14, 'vault-soft-delete-period-shortened', 'applied'),
  changed('Backup vault: an api-version that lets Off pass', [
    but(backupVault, { [`${softDelete}.state`]: 'Off', [`${immutability}.configuration`]: undefined, apiVersion: '2025-09-01' }),
  ], 'apiVersion', '2025-07-01', 'vault-soft-delete-downgrade-permitted', undefined),
];

const redundancyOperators: readonly Operator[] = [
  changed('geo-redundant to local', [vault], `${redundancy}.standardTierStorageRedundancy`, 'LocallyRedundant', 'vault-redundancy-weakened', 'depends', {
    also: ['vault-paired-region-lost'],
  }),
  changed('geo-redundant to zones', [vault], `${redundancy}.standardTierStorageRedundancy`, 'ZoneRedundant', 'vault-paired-region-lost', 'depends'),
  changed('zones to local', [but(vault, { [`${redundancy}.standardTierStorageRedundancy`]: 'ZoneRedundant' })], `${redundancy}.standardTierStorageRedundancy`, 'LocallyRedundant', 'vault-redundancy-weakened', 'depends', {
    also: ['vault-zones-lost'],
  }),
  changed('no cross-region restore', [vault], `${redundancy}.crossRegionRestore`, 'Disabled', 'vault-cross-region-restore-lost', 'depends'),
  changed('storageconfig: geo-redundant to local', [plainVault, storageConfig], 'properties.storageModelType', 'LocallyRedundant', 'vault-redundancy-weakened', 'depends'),
  changed('storageconfig: no cross-region restore', [plainVault, storageConfig], 'properties.crossRegionRestoreFlag', false, 'vault-cross-region-restore-lost', 'depends'),
  changed('Backup vault: geo-redundant to local', [backupVault], 'properties.storageSettings.0.type', 'LocallyRedundant', 'vault-redundancy-weakened', 'depends'),
  changed('Backup vault: no cross-region restore', [backupVault], 'properties.featureSettings.crossRegionRestoreSettings.state', 'Disabled', 'vault-cross-region-restore-lost', 'refused'),
];

const accessOperators: readonly Operator[] = [
  changed('public network opened', [vault], 'properties.publicNetworkAccess', 'Enabled', 'vault-public-network-enabled', 'applied'),
  changed('restores to other subscriptions', [vault], 'properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState', 'Enabled', 'vault-cross-subscription-restore-opened', 'applied'),
  changed('Backup vault: restores to other subscriptions', [backupVault], 'properties.featureSettings.crossSubscriptionRestoreSettings.state', 'Enabled', 'vault-cross-subscription-restore-opened', 'applied'),
  added('restores from another tenant', [plainVault, mapping], 'vault-cross-tenant-restore-opened', 'applied'),
  changed('another key', [vault], `${encryption}.keyVaultProperties.keyUri`, 'https://kv-x.vault.azure.net/keys/x', 'vault-customer-key-changed', 'depends', { bothWays: true }),
  leftOut('no key', [vault], encryption, 'vault-customer-key-undeclared', undefined, {
    also: ['vault-infrastructure-encryption-lost', 'vault-key-identity-undeclared'],
  }),
  changed('no infrastructure encryption', [vault], `${encryption}.infrastructureEncryption`, 'Disabled', 'vault-infrastructure-encryption-lost', 'refused'),
  changed('another identity for the key', [vault], `${encryption}.kekIdentity.userAssignedIdentity`, '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/x', 'vault-key-identity-changed', 'depends', { bothWays: true }),
  changed('encryption config: keys of Microsoft', [plainVault, encryptionConfig], 'properties.encryptionAtRestType', 'MicrosoftManaged', 'vault-customer-key-disabled', 'refused'),
  changed('Backup vault: keys of Microsoft', [backupVault], `${security}.encryptionSettings.state`, 'Disabled', 'vault-customer-key-disabled', 'refused'),
  changed('no threat detection', [vault], `${security}.sourceScanConfiguration.state`, 'Disabled', 'vault-threat-detection-lost', 'applied'),
  changed('no alerts for failed jobs', [vault], `${alerts}.alertsForAllJobFailures`, 'Disabled', 'vault-job-alerts-lost', 'applied'),
  changed('no alerts for replication', [vault], `${alerts}.alertsForAllReplicationIssues`, 'Disabled', 'vault-replication-alerts-lost', 'applied'),
  changed('no alerts for failover', [vault], `${alerts}.alertsForAllFailoverIssues`, 'Disabled', 'vault-failover-alerts-lost', 'applied'),
];

const removalOperators: readonly Operator[] = [
  gone('a vault goes', [vault], 'vault-removed', 'depends'),
  gone('a vault goes, in complete mode', [vault], 'vault-removed', 'refused', { mode: 'complete' }),
  gone('a Backup vault goes', [backupVault], 'vault-removed', 'depends'),
  changed('a vault gets another name', [vault], 'name', 'rsv-new', 'vault-replaced', 'depends', { bothWays: true }),
  changed('a vault moves to another region', [vault], 'location', 'northeurope', 'vault-location-changed', 'refused', { bothWays: true }),
  gone('a policy goes', [vault, vmPolicy], 'policy-removed', 'depends'),
  gone('an item goes', [vault, vmPolicy, item], 'item-removed', 'depends'),
  gone('an instance goes', [backupVault, databasePolicy, instance], 'item-removed', 'depends'),
  gone('a container goes', [vault, shareContainer], 'protection-container-removed', 'depends'),
  gone('an intent goes', [vault, sqlPolicy, intent], 'protection-intent-removed', 'depends'),
];

const guardOperators: readonly Operator[] = [
  gone('the link to a guard goes', [vault, guardLink], 'resource-guard-link-removed', 'depends'),
  gone('Backup vault: the link to a guard goes', [backupVault, backupGuardLink], 'resource-guard-link-removed', 'depends'),
  changed('the link leads to another guard', [vault, guardLink], 'properties.resourceGuardResourceId', other(String(valueAt(guardLink.body, ['properties', 'resourceGuardResourceId']))), 'resource-guard-link-changed', undefined, { bothWays: true }),
  gone('a guard goes', [guard], 'resource-guard-removed', 'depends'),
  changed('a guard leaves out an operation', [guard], 'properties.vaultCriticalOperationExclusionList', ['Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/delete'], 'resource-guard-exclusions-grown', undefined),
  changed('a guard leaves out restores', [guard], 'properties.vaultCriticalOperationExclusionList', ['Microsoft.DataProtection/backupVaults/backupInstances/restore/action'], 'resource-guard-restore-excluded', 'applied'),
  added('somebody may approve for himself', [guard, guardRole], 'resource-guard-role-assigned', 'applied'),
  gone('a lock goes', [vault, lock], 'management-lock-removed', 'depends'),
  gone('the lock of the group goes', [vault, groupLock], 'management-lock-removed', 'depends'),
  changed('a lock from ReadOnly to CanNotDelete', [vault, lock], 'properties.level', 'CanNotDelete', 'management-lock-weakened', 'applied'),
  changed('a stack denies nothing', [stack], 'properties.denySettings.mode', 'none', 'stack-deny-weakened', 'applied'),
  changed('a stack lets others delete', [stack], 'properties.denySettings.excludedActions', ['Microsoft.RecoveryServices/vaults/delete'], 'stack-deny-actions-excluded', 'applied'),
  changed('a stack lets somebody pass', [stack], 'properties.denySettings.excludedPrincipals', ['7a1b2c3d-0000-4000-8000-000000000002'], 'stack-deny-principals-excluded', 'applied'),
  changed('a stack leaves children open', [stack], 'properties.denySettings.applyToChildScopes', false, 'stack-deny-children-released', 'applied'),
  changed('a stack deletes what it drops', [stack], 'properties.actionOnUnmanage.resources', 'delete', 'stack-deletes-resources', 'depends'),
  changed('a stack deletes groups', [stack], 'properties.actionOnUnmanage.resourceGroups', 'delete', 'stack-deletes-resource-groups', 'depends'),
];

const retention = 'properties.retentionPolicy';
const vm = [vault, vmPolicy];
const sql = [vault, sqlPolicy];
const share = [vault, sharePolicy];
const count = (rule: string): string => `${retention}.${rule}Schedule.retentionDuration.count`;

const numberOperators: readonly Operator[] = [
  changed('180 to 30 days', vm, count('daily'), 30, 'policy-retention-reduced', 'refused'),
  changed('180 to 179 days', vm, count('daily'), 179, 'policy-retention-reduced', 'refused'),
  changed('180 to 30 days, not immutable', [mutable, vmPolicy], count('daily'), 30, 'policy-retention-reduced', 'applied'),
  changed('104 to 52 weeks', vm, count('weekly'), 52, 'policy-retention-reduced', 'refused'),
  changed('60 to 12 months', vm, count('monthly'), 12, 'policy-retention-reduced', 'refused'),
  changed('10 to 7 years', vm, count('yearly'), 7, 'policy-retention-reduced', 'refused'),
  changed('weeks to days', vm, `${retention}.weeklySchedule.retentionDuration.durationType`, 'Days', 'policy-retention-reduced', 'refused'),
  changed('10 years to 10 months', vm, `${retention}.yearlySchedule.retentionDuration.durationType`, 'Months', 'policy-retention-reduced', 'refused'),
  changed('7 to 2 days of snapshots', vm, 'properties.instantRpRetentionRangeInDays', 2, 'policy-snapshot-retention-reduced', 'undocumented'),
  changed('35 to 15 days of logs', sql, 'properties.subProtectionPolicy.1.retentionPolicy.retentionDuration.count', 15, 'policy-retention-reduced', 'refused'),
  changed('database backups: 180 to 60 days', sql, 'properties.subProtectionPolicy.0.retentionPolicy.dailySchedule.retentionDuration.count', 60, 'policy-retention-reduced', 'refused'),
  changed('file share: 180 to 60 days', share, 'properties.vaultRetentionPolicy.vaultRetention.dailySchedule.retentionDuration.count', 60, 'policy-retention-reduced', 'refused'),
  changed('file share: 30 to 5 days of snapshots', share, 'properties.vaultRetentionPolicy.snapshotRetentionInDays', 5, 'policy-snapshot-retention-reduced', 'undocumented'),
  changed('Backup vault: 180 to 30 days', [backupVault, databasePolicy], 'properties.policyRules.0.lifecycles.0.deleteAfter.duration', 'P30D', 'policy-retention-reduced', 'refused'),
  changed('Backup vault: 10 years to 10 months', [backupVault, databasePolicy], 'properties.policyRules.2.lifecycles.0.deleteAfter.duration', 'P10M', 'policy-retention-reduced', 'refused'),
  changed('Backup vault: 30 to 7 days of snapshots', [backupVault, diskPolicy], 'properties.policyRules.0.lifecycles.0.deleteAfter.duration', 'P7D', 'policy-snapshot-retention-reduced', 'refused'),
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
const tagList = valueAt(databasePolicy.body, ['properties', 'policyRules', 3, 'trigger', 'taggingCriteria']) as readonly Value[];
const databases = [backupVault, databasePolicy];

const tierOperators: readonly Operator[] = [
  leftOut('no yearly retention', vm, `${retention}.yearlySchedule`, 'policy-retention-tier-removed', 'undocumented'),
  leftOut('no monthly retention', vm, `${retention}.monthlySchedule`, 'policy-retention-tier-removed', 'undocumented'),
  leftOut('no weekly retention', vm, `${retention}.weeklySchedule`, 'policy-retention-tier-removed', 'undocumented'),
  changed('yearly retention becomes null', vm, `${retention}.yearlySchedule`, null, 'policy-retention-tier-removed', 'undocumented'),
  changed('fewer days of the week', vm, `${retention}.weeklySchedule.daysOfTheWeek`, ['Sunday'], 'policy-retention-coverage-narrowed', 'undocumented'),
  changed('fewer weeks of the month', vm, `${retention}.monthlySchedule.retentionScheduleWeekly.weeksOfTheMonth`, ['First'], 'policy-retention-coverage-narrowed', 'undocumented'),
  changed('fewer months of the year', vm, `${retention}.yearlySchedule.monthsOfYear`, ['January'], 'policy-retention-coverage-narrowed', 'undocumented'),
  changed('daily to weekly backups', vm, 'properties.schedulePolicy', weekly, 'policy-daily-backups-dropped', 'undocumented', { also: ['policy-retention-rule-idle'] }),
  changed('every 4 to every 12 hours', [vault, hourlyPolicy], 'properties.schedulePolicy.hourlySchedule.interval', 12, 'policy-backup-frequency-reduced', 'applied'),
  changed('logs every 15 minutes to every 2 hours', sql, 'properties.subProtectionPolicy.1.schedulePolicy.scheduleFrequencyInMins', 120, 'policy-backup-frequency-reduced', 'applied'),
  leftOut('no backups of logs', sql, 'properties.subProtectionPolicy.1', 'policy-backup-type-removed', undefined),
  leftOut('what the policy backs up is left out', vm, 'properties.backupManagementType', 'policy-kind-undeclared', undefined),
  changed('file share: from the vault to snapshots', [vault, sharePolicy], 'properties', {
    backupManagementType: 'AzureStorage',
    workLoadType: 'AzureFileShare',
    schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily', scheduleRunTimes: ['2026-01-04T02:00:00Z'] },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: { retentionTimes: ['2026-01-04T02:00:00Z'], retentionDuration: { count: 180, durationType: 'Days' } },
    },
    timeZone: 'UTC',
  }, 'policy-vault-tier-removed', 'refused', {
    also: ['policy-retention-tier-removed', 'policy-snapshot-tier-removed'],
    // Snapshots are kept for a shorter time on the way back.
    bothWays: true,
  }),
  changed('Backup vault: no weekly rule', databases, 'properties.policyRules', rulesBut(1), 'policy-retention-tier-removed', 'refused'),
  changed('Backup vault: no tag for the yearly rule', databases, tags, tagList.slice(1), 'policy-retention-rule-untagged', 'refused'),
  changed('Backup vault: the weekly rule takes fewer backups', databases, `${tags}.1.criteria.0.absoluteCriteria`, ['FirstOfMonth'], 'policy-retention-coverage-narrowed', 'refused'),
  changed('Backup vault: the weekly rule comes before the yearly one', databases, `${tags}.1.taggingPriority`, 5, 'policy-retention-overridden', 'refused'),
  changed('Backup vault: every day to every week', databases, 'properties.policyRules.3.trigger.schedule.repeatingTimeIntervals', ['R/2026-01-04T02:00:00+00:00/P1W'], 'policy-backup-frequency-reduced', 'refused', { also: ['policy-retention-rule-idle', 'policy-daily-backups-dropped'] }),
  leftOut('Backup vault: what the policy backs up is left out', databases, 'properties.datasourceTypes', 'policy-kind-undeclared', undefined),
];

const itemOperators: readonly Operator[] = [
  changed('an item gets a lower policy', [vault, vmPolicy, silverPolicy, item], 'properties.policyId', idOf('Microsoft.RecoveryServices/vaults/backupPolicies', 'rsv-prod/vm-silver'), 'item-policy-lowered', 'refused'),
  changed('an item gets a policy that is elsewhere', [vault, vmPolicy, item], 'properties.policyId', idOf('Microsoft.RecoveryServices/vaults/backupPolicies', 'rsv-prod/vm-elsewhere'), 'item-policy-lowered', undefined, { bothWays: true }),
  changed('backups of an item stop', [vault, vmPolicy, item], 'properties.protectionState', 'ProtectionStopped', 'item-backups-stopped', 'applied'),
  changed('backups of an item are suspended', [vault, vmPolicy, item], 'properties.protectionState', 'BackupsSuspended', 'item-backups-stopped', 'applied'),
  changed('fewer disks', [vault, vmPolicy, item], 'properties.extendedProperties.diskExclusionProperties.diskLunList', [0], 'item-coverage-narrowed', 'applied'),
  changed('disks are left out, not chosen', [vault, vmPolicy, item], 'properties.extendedProperties.diskExclusionProperties.isInclusionList', false, 'item-coverage-narrowed', 'applied', { bothWays: true }),
  changed('an item backs up something else', [vault, vmPolicy, item], 'properties.sourceResourceId', idOf('Microsoft.Compute/virtualMachines', 'vm-empty'), 'item-source-changed', 'undocumented', { bothWays: true }),
  changed('basic protection is deleted', [vault, vmPolicy, item], 'properties', { ...(item.body['properties'] as Members), existingBasicVMProtection: 'DisableWithDeleteRPsNow' }, 'item-basic-protection-deleted', 'applied'),
  changed('an instance gets a lower policy', [backupVault, databasePolicy, bronzePolicy, instance], 'properties.policyInfo.policyId', idOf('Microsoft.DataProtection/backupVaults/backupPolicies', 'bv-prod/pg-bronze'), 'item-policy-lowered', 'undocumented'),
  changed('an instance backs up something else', [backupVault, databasePolicy, instance], 'properties.dataSourceInfo.resourceID', idOf('Microsoft.DBforPostgreSQL/flexibleServers', 'pg-empty'), 'item-source-changed', 'undocumented', { bothWays: true }),
  changed('an instance takes fewer containers', [backupVault, blobInstance], 'properties.policyInfo.policyParameters.backupDatasourceParametersList.0.containersList', ['letters'], 'item-coverage-narrowed', 'applied'),
];

function grouped(group: string, operators: readonly Operator[]): readonly Operator[] {
  return operators.map((one) => ({ ...one, group }));
}

export const operators: readonly Operator[] = [
  ...grouped('immutability', immutabilityOperators),
  ...grouped('soft delete and hybrid security', softDeleteOperators),
  ...grouped('redundancy', redundancyOperators),
  ...grouped('access, keys and alerts', accessOperators),
  ...grouped('removals, names and regions', removalOperators),
  ...grouped('guards, locks and stacks', guardOperators),
  ...grouped('numbers and units of retention', numberOperators),
  ...grouped('tiers, rules and schedules', tierOperators),
  ...grouped('items', itemOperators),
];
