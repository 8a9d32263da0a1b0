import { cycle, cycleMonths, type Day, daysToMonth, hasDay } from './calendar.ts';
import type { Duration } from './durations.ts';
import type { RuleTimeline, Timeline } from './timeline.ts';

/** The recovery points of one rule that exist on a day, once its policy has been in force for long. */
export interface RulePoints {
  /** The rule of the policy that keeps them. */
  readonly name: string;
  readonly keep: Duration;
  /** Their ages in days, the youngest first. */
  readonly ages: readonly number[];
}

/** Recovery points older than this are not listed one by one: about a century. */
const maxAge = 36_525;

/** What exists on a day, rule by rule, in the order of the plan. */
export function pointsOn({ rules }: Timeline, today: Day): readonly RulePoints[] {
  return rules.map((one) => ({ name: one.rule.name, keep: one.rule.keep, ages: agesOn(one, today) }));
}

function agesOn({ rule: { keep }, kept }: RuleTimeline, today: Day): readonly number[] {
  const ages: number[] = [];
  const end = Math.min(maxAge, oldestAge(keep, today));
  let { month, date } = today;
  for (let age = 0; age < end; age += 1) {
    if (hasDay(kept, { month, date })) ages.push(age);
    date -= 1;
    if (date > 0) continue;
    month = cycle()[(month.index + cycleMonths - 1) % cycleMonths] ?? month;
    date = month.length;
  }
  return ages;
}

/** The age at which a recovery point expires on a day. */
function oldestAge({ exact, minDays }: Duration, today: Day): number {
  return exact?.unit === 'months' ? -daysToMonth(today, -Number(exact.amount)) : Math.ceil(minDays);
}

/** How long what is backed up on a day is kept, by the rule that keeps it; undefined if no rule does. */
export function keepOf({ rules }: Timeline, day: Day): Duration | undefined {
  return rules.find(({ kept }) => hasDay(kept, day))?.rule.keep;
}
