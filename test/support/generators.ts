import fc from 'fast-check';

/** Backup protection as people think of it, before it becomes a template. */
export interface Estate {
  readonly vaults: readonly Vault[];
}

export type Family = 'recovery-services' | 'backup';
export type Level = 'Disabled' | 'Unlocked' | 'Locked';

export interface Vault {
  readonly family: Family;
  readonly name: string;
  /** Left out means: not declared. */
  readonly immutability?: Level;
  /** 0 off, 1 on, 2 always on. */
  readonly softDelete?: number;
  readonly softDeleteDays?: number;
  readonly policies: readonly Policy[];
  readonly items: readonly Item[];
  /** Declared with a condition that is false. */
  readonly off?: boolean;
}

export interface Policy {
  readonly name: string;
  readonly form: Form;
  readonly tiers: readonly Tier[];
  readonly off?: boolean;
}

/** What a policy protects decides how its retention is written. */
export type Form = 'vm' | 'sql' | 'files' | 'vaulted-files' | 'disk';

export interface Tier {
  readonly slot: string;
  readonly count: number;
  readonly unit: Unit;
}

export const units = ['Days', 'Weeks', 'Months', 'Years'] as const;
export type Unit = (typeof units)[number];

export interface Item {
  readonly name: string;
  /** The name of its policy. */
  readonly policy: string;
  readonly off?: boolean;
}

export type Store = 'vault' | 'operational';

interface Slot {
  readonly name: string;
  readonly store: Store;
  readonly units: readonly Unit[];
}

const anyUnit: readonly Unit[] = units;
const days: readonly Unit[] = ['Days'];

function schedules(prefix: string, store: Store): readonly Slot[] {
  return ['daily', 'weekly', 'monthly', 'yearly'].map((name) => ({ name: prefix + name, store, units: anyUnit }));
}

function rules(store: Store, ...names: readonly string[]): readonly Slot[] {
  const stored = store === 'vault' ? 'VaultStore' : 'OperationalStore';
  return names.map((name) => ({ name: `${name}@${stored}`, store, units: anyUnit }));
}

/** Where each form of policy can say how long something is kept. */
export const slots: Readonly<Record<Form, readonly Slot[]>> = {
  vm: [...schedules('', 'vault'), { name: 'snapshot', store: 'operational', units: days }],
  sql: [
    ...schedules('Full/', 'vault'),
    { name: 'Differential', store: 'vault', units: days },
    { name: 'Log', store: 'vault', units: days },
  ],
  files: schedules('', 'operational'),
  'vaulted-files': [...schedules('', 'vault'), { name: 'snapshot', store: 'operational', units: days }],
  disk: [...rules('operational', 'Default', 'Hourly'), ...rules('vault', 'Default', 'Weekly', 'Yearly')],
};

export function storeOf(form: Form, slot: string): Store {
  return slots[form].find(({ name }) => name === slot)?.store ?? 'vault';
}

const forms: Readonly<Record<Family, readonly Form[]>> = {
  'recovery-services': ['vm', 'sql', 'files', 'vaulted-files'],
  backup: ['disk'],
};

function policies(family: Family): fc.Arbitrary<readonly Policy[]> {
  const policy = fc.constantFrom(...forms[family]).chain((form) =>
    fc
      .subarray([...slots[form]], { minLength: 1 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((slot) =>
            fc
              .tuple(fc.integer({ min: 2, max: 40 }), fc.constantFrom(...slot.units))
              .map(([count, unit]): Tier => ({ slot: slot.name, count, unit })),
          ),
        ),
      )
      .map((tiers) => ({ form, tiers })),
  );
  return fc
    .array(policy, { maxLength: 3 })
    .map((made) => made.map((one, index): Policy => ({ name: `policy-${index}`, ...one })));
}

/** The number of an item's policy; counts beyond the policies begin anew. */
const itemPolicies = fc.array(fc.nat(2), { maxLength: 2 });

interface Strengths {
  readonly immutability: readonly (Level | undefined)[];
  readonly softDelete: readonly (number | undefined)[];
  readonly softDeleteDays: fc.Arbitrary<number | undefined>;
}

function vault(name: string, { immutability, softDelete, softDeleteDays }: Strengths): fc.Arbitrary<Vault> {
  return fc.constantFrom<Family>('recovery-services', 'backup').chain((family) =>
    fc
      .record({
        immutability: fc.constantFrom(...immutability),
        softDelete: fc.constantFrom(...softDelete),
        softDeleteDays,
        policies: policies(family),
        itemPolicies,
      })
      .map((made): Vault => {
        const policyOf = (index: number): string | undefined =>
          made.policies[index % Math.max(made.policies.length, 1)]?.name;
        const items = made.itemPolicies.flatMap((index, at) => {
          const policy = policyOf(index);
          return policy === undefined ? [] : [{ name: `item-${at}`, policy }];
        });
        return {
          family,
          name,
          ...(made.immutability && { immutability: made.immutability }),
          ...(made.softDelete !== undefined && { softDelete: made.softDelete }),
          ...(made.softDeleteDays !== undefined && { softDeleteDays: made.softDeleteDays }),
          policies: made.policies,
          items,
        };
      }),
  );
}

function estate(strengths: Strengths): fc.Arbitrary<Estate> {
  const second = fc.option(vault('vault-b', strengths), { nil: undefined, freq: 3 });
  return fc
    .tuple(vault('vault-a', strengths), second)
    .map(([one, other]) => ({ vaults: other ? [one, other] : [one] }));
}

/** Vaults of any strength. */
export const anyEstate = estate({
  immutability: [undefined, 'Disabled', 'Unlocked', 'Locked'],
  softDelete: [undefined, 0, 1, 2],
  softDeleteDays: fc.option(fc.integer({ min: 14, max: 180 }), { nil: undefined }),
});

/** Vaults in which every aspect can be weakened. */
export const strongEstate = estate({
  immutability: ['Unlocked', 'Locked'],
  softDelete: [1, 2],
  softDeleteDays: fc.integer({ min: 15, max: 180 }),
});

/** One aspect that is weaker on one side, and the rule that must say so. */
export interface Weakening {
  readonly about: string;
  readonly strong: Estate;
  readonly weak: Estate;
  readonly rule: string;
}

/** A strong estate with one thing about it that gets weaker. */
export const weakening: fc.Arbitrary<Weakening> = fc
  .tuple(strongEstate, fc.nat())
  .map(([made, index]) => {
    const all = weakeningsOf(made);
    return all[index % all.length];
  })
  .filter((one) => one !== undefined);

/** Everything that can be weakened about an estate. */
export function weakeningsOf(strong: Estate): readonly Weakening[] {
  const whole: Weakening = { about: 'all vaults removed', strong, weak: { vaults: [] }, rule: 'vault-removed' };
  const single = strong.vaults.flatMap((one, index) => {
    const within = (changed: Vault): Estate => ({ vaults: strong.vaults.with(index, changed) });
    return vaultWeakenings(one).map(({ about, from = one, to, rule }) => ({
      about: `${one.name}: ${about}`,
      strong: within(from),
      weak: within(to),
      rule,
    }));
  });
  return [...single, whole];
}

interface VaultWeakening {
  readonly about: string;
  /** The strong side, if the change needs something more there. */
  readonly from?: Vault;
  readonly to: Vault;
  readonly rule: string;
}

function vaultWeakenings(one: Vault): readonly VaultWeakening[] {
  return [
    ...settingWeakenings(one),
    ...one.policies.flatMap((policy, index) => policyWeakenings(one, policy, index)),
    ...one.items.flatMap((item, index) => itemWeakenings(one, item, index)),
    { about: 'switched off', to: { ...one, off: true }, rule: 'vault-removed' },
  ];
}

const levels: readonly Level[] = ['Disabled', 'Unlocked', 'Locked'];

function settingWeakenings(one: Vault): readonly VaultWeakening[] {
  const { immutability, softDelete = 1, softDeleteDays, ...rest } = one;
  const kept = { ...rest, softDelete, ...(softDeleteDays !== undefined && { softDeleteDays }) };
  const { softDelete: _, ...withoutSoftDelete } = one;
  const { softDeleteDays: __, ...withoutDays } = one;
  const lower = levels.slice(0, immutability ? levels.indexOf(immutability) : 0);
  return [
    ...lower.map((level) => ({
      about: `immutability ${level}`,
      to: { ...one, immutability: level },
      rule: 'vault-immutability-weakened',
    })),
    { about: 'immutability undeclared', to: kept, rule: 'vault-immutability-undeclared' },
    ...[0, 1]
      .filter((level) => level < softDelete)
      .map((level) => ({
        about: `soft delete ${level}`,
        to: { ...one, softDelete: level },
        rule: 'vault-soft-delete-weakened',
      })),
    ...(softDelete === 2
      ? [{ about: 'soft delete undeclared', to: withoutSoftDelete, rule: 'vault-soft-delete-undeclared' }]
      : []),
    { about: 'period 14', to: { ...one, softDeleteDays: 14 }, rule: 'vault-soft-delete-period-shortened' },
    { about: 'period undeclared', to: withoutDays, rule: 'vault-soft-delete-period-shortened' },
  ];
}

function policyWeakenings(one: Vault, policy: Policy, index: number): readonly VaultWeakening[] {
  const within = (changed: Policy): Vault => ({ ...one, policies: one.policies.with(index, changed) });
  const lowered = loweredPolicies(policy).map(({ about, weaker, rule }) => ({ about, to: within(weaker), rule }));
  const without = one.policies.filter((other) => other !== policy);
  return [
    ...lowered,
    { about: `${policy.name} removed`, to: { ...one, policies: without }, rule: 'policy-removed' },
    { about: `${policy.name} switched off`, to: within({ ...policy, off: true }), rule: 'policy-removed' },
  ];
}

interface Lowered {
  readonly about: string;
  readonly weaker: Policy;
  readonly rule: string;
}

/** A policy with shorter retention in one tier. */
export function loweredPolicies(policy: Policy): readonly Lowered[] {
  return policy.tiers.flatMap((tier, index) => {
    const operational = storeOf(policy.form, tier.slot) === 'operational';
    const about = `${policy.name} ${policy.form} ${tier.slot}`;
    const reduced = operational ? 'policy-snapshot-retention-reduced' : 'policy-retention-reduced';
    // Without any retention, a policy for databases makes no backups of that kind.
    const isLast = policy.tiers.every((other) => other === tier || kindOf(other) !== kindOf(tier));
    const tierRemoved = operational ? 'policy-snapshot-tier-removed' : 'policy-retention-tier-removed';
    const removed = policy.form === 'sql' && isLast ? 'policy-backup-type-removed' : tierRemoved;
    const within = (changed: Tier): Policy => ({ ...policy, tiers: policy.tiers.with(index, changed) });
    const unit = units[units.indexOf(tier.unit) - 1];
    return [
      { about: `${about} count`, weaker: within({ ...tier, count: tier.count - 1 }), rule: reduced },
      ...(unit ? [{ about: `${about} unit`, weaker: within({ ...tier, unit }), rule: reduced }] : []),
      {
        about: `${about} removed`,
        weaker: { ...policy, tiers: policy.tiers.filter((other) => other !== tier) },
        rule: removed,
      },
    ];
  });
}

/** The kind of backups of databases that a tier is about: `Full/daily` is about full ones. */
function kindOf({ slot }: Tier): string {
  return slot.split('/')[0] ?? '';
}

function itemWeakenings(one: Vault, item: Item, index: number): readonly VaultWeakening[] {
  const within = (changed: Item): readonly Item[] => one.items.with(index, changed);
  const without = one.items.filter((other) => other !== item);
  const policy = one.policies.find(({ name }) => name === item.policy);
  // Both policies are there on both sides; only the item goes from one to the other.
  const moved = loweredPolicies(policy ?? { name: '', form: 'vm', tiers: [] }).map(({ about, weaker }) => {
    const from = { ...one, policies: [...one.policies, { ...weaker, name: 'lesser' }] };
    return {
      about: `${item.name} to a policy with less of ${about}`,
      from,
      to: { ...from, items: within({ ...item, policy: 'lesser' }) },
      rule: 'item-policy-lowered',
    };
  });
  return [
    ...moved,
    { about: `${item.name} removed`, to: { ...one, items: without }, rule: 'item-removed' },
    { about: `${item.name} switched off`, to: { ...one, items: within({ ...item, off: true }) }, rule: 'item-removed' },
  ];
}
