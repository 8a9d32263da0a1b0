import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import {
  hasText,
  isNothing,
  keysOf,
  knownItems,
  knownTexts,
  memberOf,
  numberOf,
  textAt,
  textOf,
} from '../resources/read-values.ts';
import { commonDays, type Day, type Days, hasDay } from './calendar.ts';
import { ruleDays, ruleSelectors } from './day-selectors.ts';
import { type KeepRule, type Plan, plansOf } from './retention-plan.ts';
import { type Change, changesOf, compareDays, eachKindOfDay, isFixedChange, lossOn, timelineOf } from './timeline.ts';

/** A rule of a long-term retention policy with the days that it picks, in a form that finds it in any revision. */
export interface Coverage {
  readonly key: string;
  /** For people: `monthly retention of Full backups`. */
  readonly label: string;
  readonly plan: string;
  readonly locate: (policy: Resource) => readonly PropertyRead[];
  readonly isWritten: (policy: Resource) => boolean;
  readonly read: (selectors: readonly Value[]) => Days | undefined;
  readonly text: (selectors: readonly Value[]) => string;
}

const root = 'properties';

/** The rules of a Recovery Services vault policy that pick some days; the daily one picks all. */
export function coverageOf(policy: Resource): readonly Coverage[] {
  if (vaultKindOf(policy) === 'backup') return [];
  const types = keysOf(observe(policy, [root, 'subProtectionPolicy']).value, (item) => textAt(item, 'policyType'));
  return [
    ...retentionCoverage([root, 'retentionPolicy'], '', 'vault'),
    ...retentionCoverage([root, 'vaultRetentionPolicy', 'vaultRetention'], '', 'vault', 'vault '),
    ...types.flatMap((type) => {
      const item: ItemStep = { label: type, fits: (value) => hasText(value, 'policyType', type) };
      const steps = [root, 'subProtectionPolicy', item, 'retentionPolicy'];
      return retentionCoverage(steps, ` of ${type} backups`, type.toLowerCase());
    }),
  ];
}

function retentionCoverage(steps: readonly Step[], suffix: string, plan: string, prefix = ''): readonly Coverage[] {
  return Object.entries(ruleSelectors)
    .filter(([, selectors]) => selectors.length > 0)
    .map(([member, selectors]): Coverage => {
      const label = `${prefix}${member.replace('Schedule', '')} retention${suffix}`;
      return {
        key: label.toLowerCase(),
        label,
        plan,
        locate: (policy) => selectors.map((path) => observe(policy, [...steps, member, ...path])),
        isWritten: (policy) => !isNothing(observe(policy, [...steps, member]).value),
        read: (values) => ruleDays(member, values),
        text: (values) => selectorText(member, values),
      };
    });
}

/** `the First Sunday of January`. */
function selectorText(member: string, values: readonly Value[]): string {
  const list = (value: Value | undefined): string => knownTexts(value)?.join(', ') ?? 'not known';
  if (member === 'weeklySchedule') return `every ${list(values[0])}`;
  const [format, weekdays, weeks, dates, months] = values;
  const inMonth =
    textOf(format)?.toLowerCase() === 'daily' ? dateText(dates) : `the ${list(weeks).toLowerCase()} ${list(weekdays)}`;
  return `${inMonth} of ${member === 'monthlySchedule' ? 'each month' : list(months)}`;
}

function dateText(dates: Value | undefined): string {
  const texts = knownItems(dates)?.map((item) => {
    const last = memberOf(item, 'isLast');
    return last?.kind === 'bool' && last.value
      ? 'the last day'
      : `day ${numberOf(memberOf(item, 'date')) ?? 'not known'}`;
  });
  return texts?.join(', ') ?? 'not known';
}

/** A rule of a Backup vault policy from which recovery points move to another one with shorter retention. */
export interface Move {
  /** Whether the rule of base would still pick them, so that it is the other one's priority that takes them. */
  readonly cause: 'narrowed' | 'overridden';
  readonly from: KeepRule;
  /** Undefined if none keeps them, although they are made. */
  readonly to: KeepRule | undefined;
}

/** How recovery points change from one rule to a shorter one, each way once. Rules that have no tag left do not count. */
export function movesBetween(base: Plan, head: Plan): readonly Move[] {
  const [before, after] = [timelineOf(base), timelineOf(head)];
  if (!before || !after) return [];
  const found = changesOf(before, after).flatMap((change): readonly (Move & { readonly day: Day })[] => {
    const { from, to } = change;
    const rule = head.rules.find(isNamed(from.name));
    if (!rule || (to && isNamed(from.name)(to))) return [];
    const day = firstLoss(to ? change : { ...change, days: commonDays(change.days, head.schedule.days) });
    if (!day) return [];
    return [{ cause: hasDay(rule.days, day) ? 'overridden' : 'narrowed', from, to, day }];
  });
  const moves = new Map<string, Move>();
  for (const { day, ...move } of found.toSorted((one, other) => compareDays(one.day, other.day))) {
    const key = `${move.from.name}|${move.to?.name ?? ''}`;
    if (!moves.has(key)) moves.set(key, move);
  }
  return [...moves.values()];
}

/** All such moves from one policy of a Backup vault to another one. */
export function movesBetweenPolicies(base: Resource, head: Resource): readonly Move[] {
  if (vaultKindOf(head) !== 'backup') return [];
  const after = plansOf(head);
  return plansOf(base).flatMap((plan) => {
    const other = after.find(({ key }) => key === plan.key);
    return other ? movesBetween(plan, other) : [];
  });
}

function firstLoss(change: Change): Day | undefined {
  const loss = lossOn(change);
  let day: Day | undefined;
  eachKindOfDay(change.days, isFixedChange(change), (one) => {
    if (loss(one) > 0) day = one;
    return day !== undefined;
  });
  return day;
}

/** Whether head certainly keeps each recovery point that a rule of base keeps, and for at least as long. */
export function keepsAllOf(rule: string, plan: string, base: Resource, head: Resource): boolean {
  const [[before, ...more] = [], [after] = []] = [base, head].map((policy) =>
    plansOf(policy).filter(({ key }) => key === plan),
  );
  if (!before?.rules.some(isNamed(rule)) || !after || more.length > 0) return false;
  const [was, is] = [timelineOf(before), timelineOf(after)];
  if (!was || !is) return false;
  return changesOf(was, is).every((change) => !isNamed(rule)(change.from) || !firstLoss(change));
}

function isNamed(name: string): (rule: { readonly name: string }) => boolean {
  return (rule) => rule.name.toLowerCase() === name.toLowerCase();
}
