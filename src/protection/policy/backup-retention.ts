import { boolValue, unknownValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import {
  hasText,
  isDecided,
  isNothing,
  itemsOf,
  keysOf,
  memberAt,
  memberOf,
  textAt,
  textOf,
} from '../resources/read-values.ts';
import { isRetentionRule, isTagged } from './backup-policy.ts';
import { isoDuration, sumOf } from './durations.ts';
import { floorOfRule } from './floors.ts';
import { type Retention, type RetentionTier, unknownRetention } from './retention-tier.ts';

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
      const tier = lifecycleTier(name, store, next && nextStore(next));
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
  const marked = rules.filter((rule) => {
    const mark = memberOf(rule, 'isDefault');
    return mark?.kind === 'bool' && mark.value;
  });
  return marked.flatMap((rule): readonly DefaultRule[] => {
    const name = textAt(rule, 'name');
    if (name === undefined) return [];
    const step: ItemStep = { label: name, fits: (value) => value === rule };
    const mark = observe(policy, [root, 'policyRules', step, 'isDefault']);
    const lifecycles = itemsOf(memberOf(rule, 'lifecycles'));
    const stores = lifecycles.flatMap((one) => lifecycleStore(one) ?? []).filter((one) => !isReached(lifecycles, one));
    return stores.map((store) => ({ name, mark, tier: lifecycleTier(name, store, undefined) }));
  });
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
  const copies = itemsOf(memberOf(lifecycle, 'targetDataStoreCopySettings'));
  const onExpiry = copies.find((copy) =>
    isStore(textOf(memberAt(copy, 'copyAfter', 'objectType')), 'copyonexpiryoption'),
  );
  return onExpiry && textOf(memberAt(onExpiry, 'dataStore', 'dataStoreType'));
}

/** @param target where recovery points of this revision go on to */
function lifecycleTier(name: string, store: string, target: string | undefined): RetentionTier {
  const rule: ItemStep = { label: name, fits: (value) => isRuleFor(value, name, store) };
  const lifecycles: readonly Step[] = [root, 'policyRules', rule, 'lifecycles'];
  const inStore = (wanted: string): readonly Step[] => [
    ...lifecycles,
    { label: wanted, fits: (value) => isInStore(value, wanted) },
  ];
  const operational = ['operationalstore', 'snapshotstore'].includes(store.toLowerCase());
  return {
    key: `rule ${name} in ${store}`.toLowerCase(),
    label: `retention of rule ${name} in the ${[store, ...(target === undefined ? [] : [target])].map(storeNoun).join(' and then the ')}`,
    store: operational ? 'operational' : 'vault',
    floor: floorOfRule(name, operational),
    plan: store.toLowerCase(),
    locate: (policy) => {
      const own = observe(policy, [...inStore(store), 'deleteAfter', 'duration']);
      const next = nextStore(observe(policy, inStore(store)).value);
      const more = next === undefined ? [] : [observe(policy, [...inStore(next), 'deleteAfter', 'duration'])];
      return [own, ...more];
    },
    read: readChain,
    reached: (policy) => reachedBy(policy, rule, name),
  };
}

const backupRule: ItemStep = {
  label: 'AzureBackupRule',
  fits: (rule) => hasText(rule, 'objectType', 'AzureBackupRule'),
};

/** Whether any recovery point comes to a rule: backups must get its name as a tag, unless it keeps what is left. */
function reachedBy(policy: Resource, rule: ItemStep, name: string): PropertyRead {
  const tags = observe(policy, [root, 'policyRules', backupRule, 'trigger', 'taggingCriteria']);
  const { value } = observe(policy, [root, 'policyRules', rule]);
  const isDefault = memberOf(value, 'isDefault');
  if (isNothing(value) || (isDefault?.kind === 'bool' && isDefault.value)) return { ...tags, value: boolValue(true) };
  const tagged = isTagged(observe(policy, [root, 'policyRules']).value, name);
  if (tagged !== undefined) return { ...tags, value: boolValue(tagged, tags.value.origins) };
  const why = { code: 'unsupported', text: 'the tags that backups get are not all known' } as const;
  return { ...tags, value: unknownValue(why, { kind: 'value', value: tags.value }, tags.value.origins) };
}

/** The lengths of a chain of stores, one after another. */
function readChain([first, ...rest]: readonly Value[]): Retention {
  if (!first || isNothing(first)) return { kind: 'none' };
  const values = [first, ...rest.filter((value) => !isNothing(value))];
  const [own, ...more] = values.map((value) => (value.kind === 'string' ? isoDuration(value.value) : undefined));
  if (!own || more.includes(undefined)) return unknownRetention(values);
  return { kind: 'duration', duration: more.reduce((sum, one) => (one && sum ? sumOf(sum, one) : sum), own) ?? own };
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
