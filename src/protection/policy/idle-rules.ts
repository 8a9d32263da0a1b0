import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import { hasText, memberOf } from '../resources/read-values.ts';
import { countDays, haveCommonDays } from './calendar.ts';
import { plansOf } from './retention-plan.ts';
import { backupRuleFor, timersOf } from './schedules.ts';
import { coverageOf } from './selected-days.ts';
import { timelineOf } from './timeline.ts';

/** A rule of a policy that is well-formed and keeps nothing, because no recovery point ever comes to it. */
export interface IdleRule {
  readonly key: string;
  /** For people: `yearly retention`. */
  readonly label: string;
  readonly plan: string;
  /** Why, as a clause. */
  readonly reason: string;
  /** What says which recovery points it picks. */
  readonly places: readonly PropertyRead[];
}

/** The rules of a policy that certainly keep nothing, for other reasons than a tag that is missing. */
export function idleRules(policy: Resource): readonly IdleRule[] {
  return vaultKindOf(policy) === 'backup' ? rulesWithoutTurn(policy) : rulesOffSchedule(policy);
}

/** The rules of base that kept something and keep nothing in head, because the schedule went away from their days. */
export function leftBehind(base: Resource, head: Resource): readonly IdleRule[] {
  if (vaultKindOf(head) === 'backup') return [];
  const after = rulesOffSchedule(head);
  if (after.length === 0) return [];
  const idle = new Set(rulesOffSchedule(base).map(({ key }) => key));
  const kept = coverageOf(base).filter(({ isWritten }) => isWritten(base));
  const keys = new Set(kept.flatMap(({ key }) => (idle.has(key) ? [] : [key])));
  return after.filter(({ key }) => keys.has(key));
}

/** Rules of a Recovery Services vault policy that pick days on which the schedule makes no backup. */
function rulesOffSchedule(policy: Resource): readonly IdleRule[] {
  const timers = timersOf(policy);
  return coverageOf(policy).flatMap(({ key, label, plan, isWritten, locate, read, text }): readonly IdleRule[] => {
    const timer = timers.find((one) => one.plan === plan);
    if (!isWritten(policy) || !timer) return [];
    const [selected, scheduled] = [locate(policy), timer.locate(policy)];
    const selectors = selected.map(({ value }) => value);
    const schedule = timer.read(scheduled.map(({ value }) => value));
    const days = read(selectors);
    if (!schedule || !days || haveCommonDays(days, schedule.days)) return [];
    const reason = `it selects ${text(selectors)}, but the schedule (${schedule.text}) makes no backup then`;
    // Days say it better than the form in which they are given.
    const places = [...selected, ...scheduled].filter(({ value }) => value.kind === 'array');
    return [{ key, label, plan, reason, places }];
  });
}

/** Rules of a Backup vault policy to which others, which have priority, leave nothing. */
function rulesWithoutTurn(policy: Resource): readonly IdleRule[] {
  return plansOf(policy).flatMap((plan) => {
    const timeline = timelineOf(plan);
    // What is copied has its turn where it is made.
    if (!timeline || plan.madeIn !== undefined) return [];
    const idle = plan.rules.filter((rule) => !timeline.rules.some((one) => one.rule === rule));
    return idle.flatMap(({ name, days }): readonly IdleRule[] => {
      const tag = ['properties', 'policyRules', backupRuleFor(plan.key), ...tagSteps(name)];
      // The default rule is there for what others leave, be it nothing.
      const isDefault = memberOf(observe(policy, tag).value, 'isDefault');
      if (isDefault?.kind === 'bool' && isDefault.value) return [];
      const reason =
        countDays(days) === 0
          ? 'no backup matches the criteria of its tag'
          : 'rules with a higher priority take every recovery point that it selects';
      const places = [observe(policy, [...tag, 'taggingPriority'])];
      return [{ key: `${plan.key} ${name}`, label: `rule ${name}`, plan: plan.key, reason, places }];
    });
  });
}

function tagSteps(name: string): readonly Step[] {
  const tag: ItemStep = {
    label: name,
    fits: (value) => {
      const info = memberOf(value, 'tagInfo');
      return info && hasText(info, 'tagName', name);
    },
  };
  return ['trigger', 'taggingCriteria', tag];
}
