import { isRepeatable } from '../expr/equality.ts';
import { printValue } from '../expr/print.ts';
import { entryOf, type Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { type ItemStep, type Observation, observe, type Step } from '../model/observe.ts';
import { type Duration, daysOf, durationOf, isoDuration } from './durations.ts';
import { vaultKindOf } from './kinds.ts';

/**
 * Where a retention keeps recovery points: in the vault, which immutability covers, or beside the source as snapshots
 * or operational backups, which it does not.
 */
export type Store = 'vault' | 'operational';

/** One retention quantity of a backup policy, in a form that finds it in any revision of the policy. */
export interface RetentionTier {
  /** What matches it between revisions. */
  readonly key: string;
  /** For people: `yearly retention`, `retention of Log backups`. */
  readonly label: string;
  readonly store: Store;
  /** The values that make it, and where they are. */
  readonly locate: (policy: Resource) => readonly Observation[];
  /** Makes a length of the values once they are decided. */
  readonly read: (values: readonly Value[]) => Retention;
}

/** A retention as far as it is known. */
export type Retention =
  | { readonly kind: 'none' }
  | { readonly kind: 'duration'; readonly duration: Duration }
  | {
      readonly kind: 'unknown';
      /** The values as expressions: two unknown lengths of equal texts are equal, if they are repeatable. */
      readonly text: string;
      readonly repeatable: boolean;
      /** Between which lengths it is in any case. */
      readonly bounds?: { readonly minDays: number; readonly maxDays: number };
    };

/** The retention tiers that a policy has, or may have, in one revision. */
export function retentionTiers(policy: Resource): readonly RetentionTier[] {
  return vaultKindOf(policy) === 'backup' ? backupVaultTiers(policy) : recoveryServicesTiers(policy);
}

const root = 'properties';

/** The rules of a long-term retention policy, each with recovery points of its own. */
const schedules: readonly (readonly [string, string])[] = [
  ['dailySchedule', 'daily'],
  ['weeklySchedule', 'weekly'],
  ['monthlySchedule', 'monthly'],
  ['yearlySchedule', 'yearly'],
];

function recoveryServicesTiers(policy: Resource): readonly RetentionTier[] {
  const subPolicies = keysOf(observe(policy, [root, 'subProtectionPolicy']).value, (item) =>
    textAt(item, 'policyType'),
  );
  return [
    ...policyTiers(policy, [root, 'retentionPolicy'], { store: shareStore(policy) }),
    ...policyTiers(policy, [root, 'vaultRetentionPolicy', 'vaultRetention'], { prefix: 'vault ', store: 'vault' }),
    dayTier([root, 'vaultRetentionPolicy', 'snapshotRetentionInDays'], 'snapshot retention'),
    dayTier([root, 'instantRpRetentionRangeInDays'], 'instant restore retention'),
    ...subPolicies.flatMap((type) => subPolicyTiers(policy, type)),
  ];
}

/** The retention policy of a file share without a vault tier is about snapshots in the storage account. */
function shareStore(policy: Resource): Store {
  const { value } = observe(policy, [root, 'backupManagementType']);
  return value.kind === 'string' && value.value.toLowerCase() === 'azurestorage' ? 'operational' : 'vault';
}

function subPolicyTiers(policy: Resource, type: string): readonly RetentionTier[] {
  const item: ItemStep = { label: type, fits: (value) => hasText(value, 'policyType', type) };
  const steps: readonly Step[] = [root, 'subProtectionPolicy', item];
  const snapshot = [...steps, 'snapshotBackupAdditionalDetails', 'instantRpRetentionRangeInDays'];
  return [
    ...policyTiers(policy, [...steps, 'retentionPolicy'], { suffix: ` of ${type} backups`, store: 'vault' }),
    dayTier(snapshot, `snapshot retention of ${type} backups`),
  ];
}

/**
 * The tiers of a retention policy in either of its shapes: one duration for everything, or up to four schedules. The
 * duration of the first shape is compared with the daily schedule of the second one.
 */
function policyTiers(
  policy: Resource,
  steps: readonly Step[],
  { prefix = '', suffix = '', store }: { prefix?: string; suffix?: string; store: Store },
): readonly RetentionTier[] {
  const simple = [...steps, 'retentionDuration'];
  const isSimple = !isNothing(observe(policy, [...simple, 'count']).value);
  return schedules.map(([member, name], index) => {
    const own = [...steps, member, 'retentionDuration'];
    const label = index === 0 && isSimple ? `${prefix}retention${suffix}` : `${prefix}${name} retention${suffix}`;
    const key = `${prefix}${name} retention${suffix}`.toLowerCase();
    return countTier(index === 0 ? [own, simple] : [own], key, label, store);
  });
}

/** A tier of a count and a unit, at the first place where there is one. */
function countTier(places: readonly (readonly Step[])[], key: string, label: string, store: Store): RetentionTier {
  const locate = (policy: Resource): readonly Observation[] => {
    const found = places.map((steps) => ['count', 'durationType'].map((name) => observe(policy, [...steps, name])));
    return found.find(([count]) => count && !isNothing(count.value)) ?? found[0] ?? [];
  };
  return { key, label, store, locate, read: ([count, unit]) => readCount(count, unit) };
}

function readCount(count: Value | undefined, unit: Value | undefined): Retention {
  if (!count || isNothing(count)) return { kind: 'none' };
  const lengthOf = (amount: bigint): Duration | undefined =>
    unit?.kind === 'string' ? durationOf(amount, unit.value) : undefined;
  return readAmount(count, lengthOf, unit ? [count, unit] : [count]);
}

/** A length of an amount: exact, or between bounds where the amount has them. */
function readAmount(
  amount: Value,
  lengthOf: (amount: bigint) => Duration | undefined,
  values: readonly Value[],
): Retention {
  if (amount.kind === 'int') {
    const duration = lengthOf(amount.value);
    return duration ? { kind: 'duration', duration } : unknownRetention(values);
  }
  if (amount.kind !== 'unknown' || amount.domain?.kind !== 'interval') return unknownRetention(values);
  const { min, max } = amount.domain;
  const shortest = min === undefined ? undefined : lengthOf(min);
  const longest = max === undefined ? undefined : lengthOf(max);
  const bounds = { minDays: shortest?.minDays ?? 0, maxDays: longest?.maxDays ?? Number.POSITIVE_INFINITY };
  return { ...unknownRetention(values), bounds };
}

function unknownRetention(values: readonly Value[]): Extract<Retention, { kind: 'unknown' }> {
  const text = values.map(printValue).join(' ');
  return { kind: 'unknown', text, repeatable: isRepeatable(text) };
}

/** A tier of whole days beside the source. */
function dayTier(steps: readonly Step[], label: string): RetentionTier {
  return {
    key: label.toLowerCase(),
    label,
    store: 'operational',
    locate: (policy) => [observe(policy, steps)],
    read: ([days]) => (!days || isNothing(days) ? { kind: 'none' } : readAmount(days, daysOf, [days])),
  };
}

/** The retention rules of a Backup vault policy, each by its name and the store from which it deletes. */
function backupVaultTiers(policy: Resource): readonly RetentionTier[] {
  const rules = itemsOf(observe(policy, [root, 'policyRules']).value).filter(isRetentionRule);
  const tiers = new Map<string, RetentionTier>();
  for (const rule of rules) {
    const name = textAt(rule, 'name');
    for (const store of keysOf(memberOf(rule, 'lifecycles'), lifecycleStore)) {
      const tier = name === undefined ? undefined : lifecycleTier(name, store);
      if (tier) tiers.set(tier.key, tier);
    }
  }
  return [...tiers.values()];
}

function isRetentionRule(rule: Value): boolean {
  return hasText(rule, 'objectType', 'AzureRetentionRule') !== false;
}

function lifecycleStore(lifecycle: Value): string | undefined {
  const store = memberOf(lifecycle, 'sourceDataStore');
  return store && textAt(store, 'dataStoreType');
}

function lifecycleTier(name: string, store: string): RetentionTier {
  const inStore: ItemStep = { label: store, fits: (value) => isInStore(value, store) };
  const rule: ItemStep = { label: name, fits: (value) => isRuleFor(value, name, store) };
  const steps: readonly Step[] = [root, 'policyRules', rule, 'lifecycles', inStore, 'deleteAfter', 'duration'];
  const operational = store.toLowerCase() === 'operationalstore' || store.toLowerCase() === 'snapshotstore';
  return {
    key: `rule ${name} in ${store}`.toLowerCase(),
    label: `retention of rule ${name} in the ${storeNoun(store)}`,
    store: operational ? 'operational' : 'vault',
    locate: (policy) => [observe(policy, steps)],
    read: ([duration]) => readIso(duration),
  };
}

function isInStore(lifecycle: Value, store: string): boolean | undefined {
  const source = memberOf(lifecycle, 'sourceDataStore');
  return source ? hasText(source, 'dataStoreType', store) : isDecided(lifecycle) ? false : undefined;
}

/** Two rules may have one name, each for a store of its own. */
function isRuleFor(rule: Value, name: string, store: string): boolean | undefined {
  const fits = isRetentionRule(rule) ? hasText(rule, 'name', name) : false;
  if (fits !== true) return fits;
  const lifecycles = itemsOf(memberOf(rule, 'lifecycles')).map((one) => isInStore(one, store));
  if (lifecycles.includes(true)) return true;
  return lifecycles.includes(undefined) ? undefined : false;
}

function storeNoun(store: string): string {
  return store.replace(/store$/i, ' store').toLowerCase();
}

function readIso(value: Value | undefined): Retention {
  if (!value || isNothing(value)) return { kind: 'none' };
  const duration = value.kind === 'string' ? isoDuration(value.value) : undefined;
  return duration ? { kind: 'duration', duration } : unknownRetention([value]);
}

function isNothing(value: Value): boolean {
  return value.kind === 'absent' || value.kind === 'null';
}

/** The different keys of the items of an array, as far as they are known. */
function keysOf(array: Value | undefined, keyOf: (item: Value) => string | undefined): readonly string[] {
  const keys = new Map<string, string>();
  for (const item of itemsOf(array)) {
    const key = keyOf(item);
    if (key !== undefined && !keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  }
  return [...keys.values()];
}

/** The items of an array, of all its cases if it is a choice. */
function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'array') return value.items;
  return value?.kind === 'choice' ? value.cases.flatMap((one) => itemsOf(one.value)) : [];
}

function memberOf(value: Value, name: string): Value | undefined {
  return value.kind === 'object' ? entryOf(value, name)?.value : undefined;
}

function textAt(value: Value, name: string): string | undefined {
  const member = memberOf(value, name);
  return member?.kind === 'string' ? member.value : undefined;
}

/** Whether a member is that text; undefined if it is not known, because then it may be. */
function hasText(value: Value, name: string, wanted: string): boolean | undefined {
  const member = memberOf(value, name);
  if (!member) return isDecided(value) ? false : undefined;
  if (member.kind === 'string') return member.value.toLowerCase() === wanted.toLowerCase();
  return isDecided(member) ? false : undefined;
}

function isDecided(value: Value): boolean {
  return value.kind !== 'unknown' && value.kind !== 'choice' && !(value.kind === 'object' && value.open);
}
