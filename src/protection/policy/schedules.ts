import { objectValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import { groupBy } from '../../text/group-by.ts';
import { memo, memoOfSides } from '../../text/memo.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import { hasText, isNothing, itemsOf, keysOf, memberAt, memberOf, textAt, textOf } from '../resources/read-values.ts';
import { readIntervals, readSchedule, type Schedule } from './schedule.ts';

/** One schedule of a backup policy, in a form that finds it in any revision of the policy. */
export interface Timer {
  readonly key: string;
  /** What is made by it: `backups`, `Log backups`. */
  readonly label: string;
  /** The plan whose recovery points it makes. */
  readonly plan: string;
  readonly locate: (policy: Resource) => readonly PropertyRead[];
  /** The schedule that decided values make; undefined if armlock does not understand them. */
  readonly read: (values: readonly Value[]) => Schedule | undefined;
}

const root = 'properties';

/** The schedules that a policy has in one revision. Many rules ask for them. */
export const timersOf: (policy: Resource) => readonly Timer[] = memo((policy) =>
  readTimers(policy).map((timer) => ({ ...timer, locate: memoOfSides(timer.locate) })),
);

function readTimers(policy: Resource): readonly Timer[] {
  const { value } = observe(policy, [root]);
  if (vaultKindOf(policy) === 'backup') return intervalTimers(memberOf(value, 'policyRules'));
  const types = keysOf(memberOf(value, 'subProtectionPolicy'), (item) => textAt(item, 'policyType'));
  const own = isNothing(memberOf(value, 'schedulePolicy')) ? [] : [scheduleTimer([root], 'backups', 'vault')];
  return [...own, ...types.map(subPolicyTimer)];
}

function subPolicyTimer(type: string): Timer {
  const item: ItemStep = { label: type, fits: (value) => hasText(value, 'policyType', type) };
  return scheduleTimer([root, 'subProtectionPolicy', item], `${type} backups`, type.toLowerCase());
}

/** The parts of a schedule that say when, each as its path. */
const parts: readonly (readonly string[])[] = [
  ['scheduleRunFrequency'],
  ['scheduleFrequencyInMins'],
  ['scheduleRunDays'],
  ['scheduleRunTimes'],
  ['scheduleWeeklyFrequency'],
  ['weeklySchedule', 'scheduleRunDays'],
  ['dailySchedule', 'scheduleRunTimes'],
  ['hourlySchedule', 'interval'],
  ['hourlySchedule', 'scheduleWindowDuration'],
];

function scheduleTimer(steps: readonly Step[], label: string, plan: string): Timer {
  return {
    key: label.toLowerCase(),
    label,
    plan,
    locate: (policy) => parts.map((part) => observe(policy, [...steps, 'schedulePolicy', ...part])),
    read: (values) => readSchedule(objectOf(parts.map((part, index) => [part, values[index]]))),
  };
}

/** An object with these values at their paths; what is not written is left out. */
function objectOf(values: readonly (readonly [readonly string[], Value | undefined])[]): Value {
  const names = [...new Set(values.map(([[name]]) => name ?? ''))];
  const entries = names.flatMap((key) => {
    const inner = values.filter(([[first]]) => first === key);
    const [path, value] = inner[0] ?? [];
    if (path?.length === 1) return value && !isNothing(value) ? [{ key, value }] : [];
    return [{ key, value: objectOf(inner.map(([[, ...rest], one]) => [rest, one])) }];
  });
  return objectValue(entries);
}

/** The backup rules of a Backup vault policy, each by the store in which it makes backups, and by name if several do. */
function intervalTimers(policyRules: Value | undefined): readonly Timer[] {
  const makers = itemsOf(policyRules).filter((rule) => hasText(rule, 'objectType', 'AzureBackupRule') === true);
  const byStore = groupBy(makers, (rule) => textOf(memberAt(rule, 'dataStore', 'dataStoreType')) ?? '');
  return [...byStore].flatMap(([store, [only, ...others]]) =>
    only && others.length === 0
      ? [intervalTimer(store, undefined)]
      : [only, ...others].flatMap((rule) => {
          const name = rule && textAt(rule, 'name');
          return name === undefined ? [] : [intervalTimer(store, name)];
        }),
  );
}

function intervalTimer(store: string, name: string | undefined): Timer {
  const steps = [root, 'policyRules', backupRuleFor(store, name), 'trigger', 'schedule', 'repeatingTimeIntervals'];
  const plan = store.toLowerCase();
  const place = store === '' ? 'backups' : `backups in the ${store.replace(/store$/i, ' store').toLowerCase()}`;
  return {
    key: name === undefined ? plan : `${plan}|${name.toLowerCase()}`,
    label: name === undefined ? place : `${place} by rule ${name}`,
    plan,
    locate: (policy) => [observe(policy, steps)],
    read: ([intervals]) => readIntervals(intervals),
  };
}

/** The rule that makes backups in a store; of several, the one of a name. */
export function backupRuleFor(store: string, name?: string): ItemStep {
  const isNamed = (rule: Value): boolean | undefined => (name === undefined ? true : hasText(rule, 'name', name));
  return {
    label: name ?? store,
    fits: (rule) => {
      const [makes, named] = [isMakerIn(rule, store), isNamed(rule)];
      return makes === false || named === false ? false : makes === undefined ? undefined : named;
    },
  };
}

function isMakerIn(rule: Value, store: string): boolean | undefined {
  const isMaker = hasText(rule, 'objectType', 'AzureBackupRule');
  if (isMaker !== true) return isMaker;
  const data = memberOf(rule, 'dataStore');
  return data ? hasText(data, 'dataStoreType', store) : store === '';
}
