import { absentValue, boolValue, unknownValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import {
  hasText,
  isDecided,
  isNothing,
  itemsOf,
  keysOf,
  knownItems,
  memberAt,
  memberOf,
  textAt,
  textOf,
} from '../resources/read-values.ts';
import { backupRules, isFed, isRetentionRule, isTagged } from './backup-policy.ts';
import { isoDuration, sumOf } from './durations.ts';
import { floorOfRule } from './floors.ts';
import { type Reach, type Retention, type RetentionTier, unknownRetention } from './retention-tier.ts';

const root = 'properties';

/**
 * The retention rules of a Backup vault policy, each by its name and the store from which it deletes. What moves on to
 * another store when it expires lives on there: that counts as one length, so that it may spend more of it here or there.
 */
export function backupVaultTiers(policy: Resource): readonly RetentionTier[] {
  const rules = itemsOf(observe(policy, [root, 'policyRules']).value).filter(isRetentionRule);
  const tiers = new Map<string, RetentionTier>();
  for (const rule of rules) {
    const name = textAt(rule, 'name');
    const lifecycles = memberOf(rule, 'lifecycles');
    for (const store of name === undefined ? [] : keysOf(lifecycles, lifecycleStore)) {
      if (name === undefined || isReached(itemsOf(lifecycles), store)) continue;
      const next = itemsOf(lifecycles).find((one) => isStore(lifecycleStore(one), store));
      const tier = lifecycleTier(
        { name, store, isDefault: isDefault(rule) && isContinuous(policy, store) },
        next && nextStore(next),
      );
      tiers.set(tier.key, tier);
    }
  }
  return [...tiers.values()];
}

/** The rule that keeps what others leave, in one of the stores. */
export interface DefaultRule {
  readonly name: string;
  readonly tier: RetentionTier;
  /** What says that it is the default one. */
  readonly mark: PropertyRead;
}

/** The rules of a Backup vault policy that say that they are the default ones. */
export function defaultRules(policy: Resource): readonly DefaultRule[] {
  const rules = itemsOf(observe(policy, [root, 'policyRules']).value).filter(isRetentionRule);
  const marked = rules.filter(isDefault);
  return marked.flatMap((rule): readonly DefaultRule[] => {
    const name = textAt(rule, 'name');
    if (name === undefined) return [];
    const step: ItemStep = { label: name, fits: (value) => value === rule };
    const mark = observe(policy, [root, 'policyRules', step, 'isDefault']);
    const lifecycles = itemsOf(memberOf(rule, 'lifecycles'));
    const stores = lifecycles.flatMap((one) => lifecycleStore(one) ?? []).filter((one) => !isReached(lifecycles, one));
    return stores.map((store) => {
      const tier = lifecycleTier({ name, store, isDefault: isContinuous(policy, store) }, undefined);
      return { name, mark, tier };
    });
  });
}

function isDefault(rule: Value): boolean {
  const mark = memberOf(rule, 'isDefault');
  return mark?.kind === 'bool' && mark.value;
}

/**
 * Whether a store beside the source has continuous backups: no rule makes any there, so that no tag leads to the one
 * rule that keeps them, and its name says nothing.
 */
function isContinuous(policy: Resource, store: string): boolean {
  if (!isOperational(store)) return false;
  const rules = itemsOf(observe(policy, [root, 'policyRules']).value);
  const keepers = rules.filter((rule) => isRetentionRule(rule) && isRuleIn(rule, store) !== false);
  if (keepers.length !== 1) return false;
  return backupRules(rules).every(
    (rule) => hasText(memberOf(rule, 'dataStore') ?? rule, 'dataStoreType', store) === false,
  );
}

function isOperational(store: string): boolean {
  return ['operationalstore', 'snapshotstore'].includes(store.toLowerCase());
}

function lifecycleStore(lifecycle: Value): string | undefined {
  return textOf(memberAt(lifecycle, 'sourceDataStore', 'dataStoreType'));
}

/** Whether a store holds what another store of the rule passes on. The archive takes from the vault only. */
function isReached(lifecycles: readonly Value[], store: string): boolean {
  if (store.toLowerCase() === 'archivestore')
    return lifecycles.some((one) => isStore(lifecycleStore(one), 'vaultstore'));
  return lifecycles.some((one) => isStore(nextStore(one), store) && !isStore(lifecycleStore(one), store));
}

function isStore(name: string | undefined, wanted: string): boolean {
  return name?.toLowerCase() === wanted.toLowerCase();
}

/** Where recovery points go when they expire in a store. */
function nextStore(lifecycle: Value): string | undefined {
  const copies = itemsOf(memberOf(lifecycle, copySettings));
  const onExpiry = copies.find((copy) =>
    isStore(textOf(memberAt(copy, 'copyAfter', 'objectType')), 'copyonexpiryoption'),
  );
  return onExpiry && textOf(memberAt(onExpiry, 'dataStore', 'dataStoreType'));
}

/** A retention rule of a policy, as far as it is about one store. */
interface StoreRule {
  readonly name: string;
  readonly store: string;
  /** Whether it is found as the default one of the store, whatever it is called. */
  readonly isDefault: boolean;
}

/** @param target where recovery points of this revision go on to */
function lifecycleTier(own: StoreRule, target: string | undefined): RetentionTier {
  const { name, store } = own;
  const rule: ItemStep = { label: name, fits: (value) => isRuleFor(value, own) };
  const lifecycles: readonly Step[] = [root, 'policyRules', rule, 'lifecycles'];
  const inStore = (wanted: string): readonly Step[] => [
    ...lifecycles,
    { label: wanted, fits: (value) => isInStore(value, wanted) },
  ];
  const operational = isOperational(store);
  return {
    key: `${own.isDefault ? 'default rule' : `rule ${name}`} in ${store}`.toLowerCase(),
    label: `retention of rule ${name} in the ${[store, ...(target === undefined ? [] : [target])].map(storeNoun).join(' and then the ')}`,
    store: operational ? 'operational' : 'vault',
    floor: floorOfRule(name, operational),
    plan: store.toLowerCase(),
    rule: name,
    locate: (policy) => {
      const first = observe(policy, [...inStore(store), 'deleteAfter', 'duration']);
      const read = observe(policy, [...inStore(store), copySettings]);
      // Where nothing is copied, what holds the length says nothing of it.
      const copies = isNothing(read.value) ? { ...read, value: absentValue() } : read;
      const next = nextStore(observe(policy, inStore(store)).value);
      const more = next === undefined ? [] : [observe(policy, [...inStore(next), 'deleteAfter', 'duration'])];
      return [first, copies, ...more];
    },
    read: readChain,
    reached: (policy) => reachedBy(policy, rule, own),
  };
}

const copySettings = 'targetDataStoreCopySettings';

const backupRule: ItemStep = {
  label: 'AzureBackupRule',
  fits: (rule) => hasText(rule, 'objectType', 'AzureBackupRule'),
};

/** Whether any recovery point comes to a rule in a store: backups must get its name as a tag, and get there. */
function reachedBy(policy: Resource, rule: ItemStep, { name, store }: StoreRule): Reach {
  const tags = observe(policy, [root, 'policyRules', backupRule, 'trigger', 'taggingCriteria']);
  const { value } = observe(policy, [root, 'policyRules', rule]);
  const { value: rules } = observe(policy, [root, 'policyRules']);
  // The default rule keeps what is left.
  const tagged = isNothing(value) || isDefault(value) ? true : isTagged(rules, name);
  if (tagged !== true) {
    return reach(tags, tagged, 'no backup is tagged with its name', 'some tags of backups are not known');
  }
  const fed = isNothing(value) || isOperational(store) || isStore('ArchiveStore', store) || isFed(rules, name, store);
  const source: ItemStep = { label: 'source', fits: (one) => negated(isInStore(one, store)) };
  const copies = observe(policy, [root, 'policyRules', rule, 'lifecycles', source, copySettings]);
  const noun = storeNoun(store);
  return fed === true
    ? reach(tags, true, '', '')
    : reach(copies, fed, `no backup is copied to the ${noun}`, `what is copied to the ${noun} is not known`);
}

function negated(fits: boolean | undefined): boolean | undefined {
  return fits === undefined ? undefined : !fits;
}

function reach(place: PropertyRead, isReached: boolean | undefined, reason: string, unknown: string): Reach {
  const { value } = place;
  if (isReached !== undefined) return { ...place, value: boolValue(isReached, value.origins), reason };
  const why = { code: 'unsupported', text: unknown } as const;
  return { ...place, value: unknownValue(why, { kind: 'value', value }, value.origins), reason };
}

/** The lengths of a chain of stores, one after another. What says which store is next stands behind the first one. */
function readChain([first, copies, ...rest]: readonly Value[]): Retention {
  if (!first || isNothing(first)) return { kind: 'none' };
  const values = [first, ...rest.filter((value) => !isNothing(value))];
  if (copies && !isNothing(copies) && !knownItems(copies)) {
    const least = first.kind === 'string' ? isoDuration(first.value) : undefined;
    const bounds = least && { minDays: least.minDays, maxDays: Number.POSITIVE_INFINITY };
    return { ...unknownRetention([first, copies]), ...(bounds && { bounds }) };
  }
  const [own, ...more] = values.map((value) => (value.kind === 'string' ? isoDuration(value.value) : undefined));
  if (!own || more.includes(undefined)) return unknownRetention(values);
  return { kind: 'duration', duration: more.reduce((sum, one) => (one && sum ? sumOf(sum, one) : sum), own) ?? own };
}

function isInStore(lifecycle: Value, store: string): boolean | undefined {
  const source = memberOf(lifecycle, 'sourceDataStore');
  return source ? hasText(source, 'dataStoreType', store) : isDecided(lifecycle) ? false : undefined;
}

/** Two rules may have one name, each for a store of its own. */
function isRuleFor(rule: Value, { name, store, isDefault: byMark }: StoreRule): boolean | undefined {
  const fits = !isRetentionRule(rule) ? false : byMark ? isDefault(rule) : hasText(rule, 'name', name);
  return fits === true ? isRuleIn(rule, store) : fits;
}

/** Whether a rule keeps anything in a store. */
function isRuleIn(rule: Value, store: string): boolean | undefined {
  const lifecycles = itemsOf(memberOf(rule, 'lifecycles')).map((one) => isInStore(one, store));
  if (lifecycles.includes(true)) return true;
  return lifecycles.includes(undefined) ? undefined : false;
}

function storeNoun(store: string): string {
  return store.replace(/store$/i, ' store').toLowerCase();
}
