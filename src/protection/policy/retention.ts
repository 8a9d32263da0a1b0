import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import { memo, memoOfSides } from '../../text/memo.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import { hasText, isNothing, keysOf, textAt } from '../resources/read-values.ts';
import { backupVaultTiers } from './backup-retention.ts';
import { type Duration, daysOf, durationOf } from './durations.ts';
import { type FloorName, isFloorName } from './floors.ts';
import { type PolicyPart, type Retention, type RetentionTier, type Store, unknownRetention } from './retention-tier.ts';

/** The retention tiers that a policy has, or may have, in one revision. Many rules ask for them. */
export const retentionTiers: (policy: Resource) => readonly RetentionTier[] = memo((policy) => {
  const tiers = vaultKindOf(policy) === 'backup' ? backupVaultTiers(policy) : recoveryServicesTiers(policy);
  return tiers.map((tier) => ({ ...tier, locate: memoOfSides(tier.locate) }));
});

const root = 'properties';

/** The rules of a long-term retention policy, each with recovery points of its own. */
const schedules: readonly (readonly [string, FloorName])[] = [
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
    ...(isShare(policy) ? shareTiers(policy) : ownTiers(policy)),
    ...subPolicies.flatMap((type) => subPolicyTiers(policy, type)),
  ];
}

function ownTiers(policy: Resource): readonly RetentionTier[] {
  return [
    ...policyTiers(policy, [[root, 'retentionPolicy']], { store: 'vault', plan: 'vault' }),
    dayTier([root, 'instantRpRetentionRangeInDays'], 'instant restore retention', 'snapshot'),
  ];
}

function isShare(policy: Resource): boolean {
  const { value } = observe(policy, [root, 'backupManagementType']);
  return value.kind === 'string' && value.value.toLowerCase() === 'azurestorage';
}

const vaultTier: PolicyPart = {
  kind: 'vault-tier',
  key: 'vault tier',
  label: 'the vault tier',
  locate: (policy) => observe(policy, [root, 'vaultRetentionPolicy', 'vaultRetention']),
};

/**
 * The policy of a file share keeps snapshots in the storage account by a retention policy, or it keeps recovery points in
 * the vault and snapshots for some days. What the vault keeps makes up for snapshots of the same schedule.
 */
function shareTiers(policy: Resource): readonly RetentionTier[] {
  const [snapshots, vaulted] = [
    [root, 'retentionPolicy'],
    [root, 'vaultRetentionPolicy', 'vaultRetention'],
  ];
  const inVault = { prefix: 'vault ', store: 'vault', plan: 'vault', part: vaultTier } as const;
  const beside = { prefix: 'snapshot ', store: 'operational', plan: 'snapshot' } as const;
  const days = [root, 'vaultRetentionPolicy', 'snapshotRetentionInDays'];
  const [daily, ...own] = policyTiers(policy, [snapshots], beside);
  const [, ...inBoth] = policyTiers(policy, [snapshots, vaulted], beside);
  // Only a policy that comes after one with such snapshots makes up for them in the vault.
  const longer = own.map((tier, index): RetentionTier => {
    const other = inBoth[index] ?? tier;
    return { ...tier, locate: (one) => (one === policy ? tier : other).locate(one) };
  });
  const short = dayTier(days, 'snapshot retention', 'snapshot');
  const isDays = (one: Resource): boolean => !isNothing(observe(one, days).value);
  const either: readonly RetentionTier[] = daily
    ? [
        {
          ...daily,
          label: isDays(policy) ? short.label : daily.label,
          locate: (one) => (isDays(one) ? short : daily).locate(one),
          read: (values) => (values.length === 1 ? short : daily).read(values),
        },
      ]
    : [];
  return [...either, ...longer, ...policyTiers(policy, [vaulted], inVault)];
}

function subPolicyTiers(policy: Resource, type: string): readonly RetentionTier[] {
  const item: ItemStep = { label: type, fits: (value) => hasText(value, 'policyType', type) };
  const steps: readonly Step[] = [root, 'subProtectionPolicy', item];
  const snapshot = [...steps, 'snapshotBackupAdditionalDetails', 'instantRpRetentionRangeInDays'];
  const part: PolicyPart = {
    kind: 'backup-type',
    key: `${type} backups`.toLowerCase(),
    label: `the ${type} backups`,
    locate: (one) => observe(one, steps),
  };
  const plan = type.toLowerCase();
  return [
    ...policyTiers(policy, [[...steps, 'retentionPolicy']], {
      suffix: ` of ${type} backups`,
      store: 'vault',
      plan,
      part,
      ...(isFloorName(plan) && { floor: plan }),
    }),
    { ...dayTier(snapshot, `snapshot retention of ${type} backups`, plan), part },
  ];
}

/**
 * The tiers of a retention policy in either of its shapes: one duration for everything, or up to four schedules. The
 * duration of the first shape is compared with the daily schedule of the second one.
 */
function policyTiers(
  policy: Resource,
  places: readonly (readonly Step[])[],
  { prefix = '', suffix = '', store, plan, part, floor = store === 'vault' ? 'daily' : 'snapshot' }: TierOptions,
): readonly RetentionTier[] {
  const simple = places.map((steps) => [...steps, 'retentionDuration']);
  const isSimple = simple.some((steps) => !isNothing(observe(policy, [...steps, 'count']).value));
  return schedules.map(([member, name], index) => {
    const own = places.map((steps) => [...steps, member, 'retentionDuration']);
    const label = index === 0 && isSimple ? `${prefix}retention${suffix}` : `${prefix}${name} retention${suffix}`;
    const key = `${prefix}${name} retention${suffix}`.toLowerCase();
    const tier = countTier(index === 0 ? [...own, ...simple] : own, key, label, store);
    return { ...tier, plan, floor: index === 0 ? floor : name, ...(part && { part }) };
  });
}

interface TierOptions {
  readonly prefix?: string;
  readonly suffix?: string;
  readonly store: Store;
  readonly plan: string;
  readonly part?: PolicyPart;
  /** The kind of the shortest retention. */
  readonly floor?: FloorName;
}

/** A tier of a count and a unit, at the first place where there is one. */
function countTier(
  places: readonly (readonly Step[])[],
  key: string,
  label: string,
  store: Store,
): Omit<RetentionTier, 'plan'> {
  const locate = (policy: Resource): readonly PropertyRead[] => {
    const found = places.map((steps) => ['count', 'durationType'].map((name) => observe(policy, [...steps, name])));
    // The place that says something comes first: its path is the one that people see.
    return found.toSorted((left, right) => Number(isSilent(left)) - Number(isSilent(right))).flat();
  };
  return { key, label, store, locate, read: readPlaces };
}

function isSilent([count]: readonly PropertyRead[]): boolean {
  return count === undefined || isNothing(count.value);
}

/** The count and unit of the first place that has one. */
function readPlaces([count, unit, ...others]: readonly Value[]): Retention {
  return isNothing(count) && others.length > 0 ? readPlaces(others) : readCount(count, unit);
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

/** A tier of whole days beside the source. */
function dayTier(steps: readonly Step[], label: string, plan: string): RetentionTier {
  return {
    plan,
    key: label.toLowerCase(),
    label,
    store: 'operational',
    floor: 'snapshot',
    locate: (policy) => [observe(policy, steps)],
    read: ([days]) => (!days || isNothing(days) ? { kind: 'none' } : readAmount(days, daysOf, [days])),
  };
}
