import { canonicalValue } from '../../expr/basis.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe } from '../../model/observe.ts';
import { boundedCache } from '../../text/bounded-cache.ts';
import { memo } from '../../text/memo.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import {
  isNothing,
  itemsOf,
  knownItems,
  memberAt,
  memberOf,
  numberOf,
  textAt,
  textOf,
} from '../resources/read-values.ts';
import { backupRules, retentionRules, tagsOf } from './backup-policy.ts';
import { allDays, commonDays, type Days, otherDays } from './calendar.ts';
import { ruleDays, ruleSelectors, taggedDays } from './day-selectors.ts';
import { type Duration, daysOf, durationOf, isoDuration, sumOf } from './durations.ts';
import type { Store } from './retention-tier.ts';
import { readIntervals, readSchedule, type Schedule } from './schedule.ts';

/** Which recovery points a policy makes of one kind, and how long it keeps each. */
export interface Plan {
  /** What matches it between revisions. */
  readonly key: string;
  /** For people: `Full backups`. */
  readonly label: string;
  readonly store: Store;
  readonly schedule: Schedule;
  readonly rules: readonly KeepRule[];
  /** The store in which its backups are made, if they are copied from there. */
  readonly madeIn?: string;
  /** Which rule counts for a recovery point that several pick: the longest, or the first. */
  readonly precedence: 'longest' | 'first';
}

/** A rule of a plan: the backups that it picks, and how long it keeps them. */
export interface KeepRule {
  readonly name: string;
  readonly days: Days;
  readonly keep: Duration;
}

/** The plans of a policy. One of which something is not known is left out: it explains nothing. */
export function plansOf(policy: Resource): readonly Plan[] {
  return known.get(contentOf(policy), 1, () => readPlans(policy));
}

/** Policies that say the same have the same plans: an estate has many policies, of few kinds. */
const known = boundedCache<string, readonly Plan[]>(200);

const contentOf = memo((policy: Resource) => [vaultKindOf(policy), canonicalValue(propertiesOf(policy))].join('|'));

function readPlans(policy: Resource): readonly Plan[] {
  const value = propertiesOf(policy);
  return vaultKindOf(policy) === 'backup' ? backupVaultPlans(value) : recoveryServicesPlans(value);
}

function propertiesOf(policy: Resource): Value {
  return observe(policy, properties).value;
}

const properties = ['properties'];

type PlanRead = Plan | undefined;

function recoveryServicesPlans(properties: Value): readonly Plan[] {
  const share = textAt(properties, 'backupManagementType')?.toLowerCase() === 'azurestorage';
  const schedule = readSchedule(memberOf(properties, 'schedulePolicy'));
  const retention = memberOf(properties, 'retentionPolicy');
  const vaulted = memberAt(properties, 'vaultRetentionPolicy', 'vaultRetention');
  const snapshots = memberAt(properties, 'vaultRetentionPolicy', 'snapshotRetentionInDays');
  const instant = memberOf(properties, 'instantRpRetentionRangeInDays');
  const read: readonly PlanRead[] = [
    share
      ? longTermPlan('snapshot', 'snapshots', 'operational', schedule, retention)
      : longTermPlan('vault', 'recovery points', 'vault', schedule, retention),
    longTermPlan('vault', 'recovery points in the vault', 'vault', schedule, vaulted),
    snapshotPlan('snapshot', 'snapshots', schedule, snapshots),
    snapshotPlan('snapshot', 'snapshots', schedule, instant),
    ...itemsOf(memberOf(properties, 'subProtectionPolicy')).map(subPolicyPlan),
  ];
  return read.filter((plan) => plan !== undefined);
}

function subPolicyPlan(item: Value): PlanRead {
  const type = textAt(item, 'policyType');
  if (type === undefined) return undefined;
  const schedule = readSchedule(memberOf(item, 'schedulePolicy'));
  return longTermPlan(type.toLowerCase(), `${type} backups`, 'vault', schedule, memberOf(item, 'retentionPolicy'));
}

/** A plan of a retention policy in either of its shapes. */
function longTermPlan(
  key: string,
  label: string,
  store: Store,
  schedule: Schedule | undefined,
  retention: Value | undefined,
): PlanRead {
  if (!schedule || isNothing(retention)) return undefined;
  const rules = keepRules(retention, schedule);
  return rules && rules.length > 0 ? { key, label, store, schedule, rules, precedence: 'longest' } : undefined;
}

function keepRules(retention: Value | undefined, schedule: Schedule): readonly KeepRule[] | undefined {
  const simple = memberOf(retention, 'retentionDuration');
  if (!isNothing(simple)) {
    const keep = readDuration(simple);
    return keep && [{ name: 'retention', days: schedule.days, keep }];
  }
  const rules = Object.entries(ruleSelectors).flatMap(([member, selectors]) => {
    const rule = memberOf(retention, member);
    if (rule === undefined || isNothing(rule)) return [];
    const picked = ruleDays(
      member,
      selectors.map((steps) => memberAt(rule, ...steps) ?? { kind: 'absent', origins: [] }),
    );
    const keep = readDuration(memberOf(rule, 'retentionDuration'));
    const name = member.replace('Schedule', '');
    return [picked && keep && { name, days: commonDays(picked, schedule.days), keep }];
  });
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

function readDuration(value: Value | undefined): Duration | undefined {
  const [count, unit] = [memberOf(value, 'count'), textOf(memberOf(value, 'durationType'))];
  return count?.kind === 'int' && unit !== undefined ? durationOf(count.value, unit) : undefined;
}

function snapshotPlan(key: string, label: string, schedule: Schedule | undefined, days: Value | undefined): PlanRead {
  const count = days?.kind === 'int' ? days.value : undefined;
  if (!schedule || count === undefined) return undefined;
  const rules = [{ name: 'snapshots', days: schedule.days, keep: daysOf(count) }];
  return { key, label, store: 'operational', schedule, rules, precedence: 'longest' };
}

/**
 * One plan for each store that backups are made in, and one for the vault if they are copied there before they expire.
 * Copies to the archive stay in the plan of the vault store.
 */
function backupVaultPlans(properties: Value): readonly Plan[] {
  const rules = knownItems(memberOf(properties, 'policyRules'));
  if (!rules) return [];
  return backupRules(rules).flatMap((backup): readonly Plan[] => {
    const schedule = readIntervals(memberAt(backup, 'trigger', 'schedule', 'repeatingTimeIntervals'));
    const store = textOf(memberAt(backup, 'dataStore', 'dataStoreType'));
    const tags = schedule && readTags(backup, schedule);
    if (!schedule || store === undefined || !tags) return [];
    const isVault = !/^(?:operational|snapshot)store$/i.test(store);
    const kept = keptTags(tags, (name) => keepIn(rules, name, store));
    const common = { schedule, precedence: 'first' } as const;
    const label = isVault ? 'recovery points in the vault' : 'operational recovery points';
    const direct: readonly Plan[] =
      kept && kept.length > 0
        ? [{ ...common, key: store.toLowerCase(), label, store: isVault ? 'vault' : 'operational', rules: kept }]
        : [];
    const copied = isVault ? [] : copiedTags(tags, rules);
    if (copied.length === 0) return direct;
    const inVault = { ...common, key: vaultStore, label: 'recovery points in the vault', madeIn: store } as const;
    return [...direct, { ...inVault, store: 'vault', rules: copied }];
  });
}

const vaultStore = 'vaultstore';

/** A tag of a backup rule, and the backups that fit it. */
interface Tag {
  readonly name: string;
  readonly days: Days;
}

/** The tags of a backup rule, the one that counts most first. */
function readTags(backup: Value, schedule: Schedule): readonly Tag[] | undefined {
  const tags = tagsOf(backup)?.map((tag) => {
    const name = textOf(memberAt(tag, 'tagInfo', 'tagName'));
    const priority = numberOf(memberOf(tag, 'taggingPriority'));
    const days = taggedDays(memberOf(tag, 'criteria'), schedule.days);
    return name !== undefined && priority !== undefined && days ? { name, priority, days } : undefined;
  });
  if (!tags?.every((tag) => tag !== undefined)) return undefined;
  return tags.toSorted((left, right) => left.priority - right.priority);
}

/** The tags with the retention of the rules of the same names; undefined if one of them has none. */
function keptTags(
  tags: readonly Tag[],
  keepOf: (name: string) => Duration | undefined,
): readonly KeepRule[] | undefined {
  const kept = tags.map((tag) => {
    const keep = keepOf(tag.name);
    return keep && { ...tag, keep };
  });
  return kept.every((rule) => rule !== undefined) ? kept : undefined;
}

/** The tags whose backups are copied to the vault store; those that another tag takes first are not. */
function copiedTags(tags: readonly Tag[], rules: readonly Value[]): readonly KeepRule[] {
  const copied: KeepRule[] = [];
  let taken: Days | undefined;
  for (const { name, days } of tags) {
    const own = taken ? otherDays(days, taken) : days;
    taken = taken ? allDays([taken, days]) : days;
    const lifecycles = retentionRules(rules, name).flatMap((rule) => itemsOf(memberOf(rule, 'lifecycles')));
    const isCopied = lifecycles.some((one) => storeOf(one) !== vaultStore && isCopiedBeforeExpiry(one));
    const keep = isCopied ? keepIn(rules, name, vaultStore) : undefined;
    if (keep) copied.push({ name, days: own, keep });
  }
  return copied;
}

function isCopiedBeforeExpiry(lifecycle: Value): boolean {
  return itemsOf(memberOf(lifecycle, 'targetDataStoreCopySettings')).some((copy) => {
    const when = textOf(memberAt(copy, 'copyAfter', 'objectType'))?.toLowerCase();
    const target = textOf(memberAt(copy, 'dataStore', 'dataStoreType'))?.toLowerCase();
    return when !== 'copyonexpiryoption' && target === vaultStore;
  });
}

/** How long a rule keeps what is made in a store, with the time that it stays in the archive afterwards. */
function keepIn(rules: readonly Value[], name: string, store: string): Duration | undefined {
  const chain = retentionRules(rules, name).flatMap((rule) => itemsOf(memberOf(rule, 'lifecycles')));
  const first = chain.find((one) => storeOf(one) === store.toLowerCase());
  if (!first) return undefined;
  const own = deleteAfter(first);
  const copy = itemsOf(memberOf(first, 'targetDataStoreCopySettings')).find(
    (one) => textOf(memberAt(one, 'copyAfter', 'objectType'))?.toLowerCase() === 'copyonexpiryoption',
  );
  if (!own || !copy) return own;
  const target = textOf(memberAt(copy, 'dataStore', 'dataStoreType'))?.toLowerCase();
  const next = chain.find((one) => storeOf(one) === target);
  const more = next && deleteAfter(next);
  return more ? sumOf(own, more) : own;
}

function storeOf(lifecycle: Value): string | undefined {
  return textOf(memberAt(lifecycle, 'sourceDataStore', 'dataStoreType'))?.toLowerCase();
}

function deleteAfter(lifecycle: Value): Duration | undefined {
  const text = textOf(memberAt(lifecycle, 'deleteAfter', 'duration'));
  return text === undefined ? undefined : isoDuration(text);
}
