import type { Value } from '../../expr/value.ts';
import { ownMember } from '../../text/own-member.ts';
import { isNothing, knownItems, knownTexts, memberAt, memberOf, numberOf, textOf } from '../resources/read-values.ts';
import {
  allDays,
  commonDays,
  type Days,
  dateDays,
  everyDay,
  firstDays,
  monthDays,
  monthOf,
  type Period,
  weekdayDays,
  weekdayOf,
  weekOfMonthDays,
} from './calendar.ts';

/** Days that a selector picks; undefined if a part of it is not known. */
export type Selection = Days | undefined;

/** The selectors of the rules of a long-term retention policy, as paths within the rule. */
export const ruleSelectors: Readonly<Record<string, readonly (readonly string[])[]>> = {
  dailySchedule: [],
  weeklySchedule: [['daysOfTheWeek']],
  monthlySchedule: [
    ['retentionScheduleFormatType'],
    ['retentionScheduleWeekly', 'daysOfTheWeek'],
    ['retentionScheduleWeekly', 'weeksOfTheMonth'],
    ['retentionScheduleDaily', 'daysOfTheMonth'],
  ],
  yearlySchedule: [
    ['retentionScheduleFormatType'],
    ['retentionScheduleWeekly', 'daysOfTheWeek'],
    ['retentionScheduleWeekly', 'weeksOfTheMonth'],
    ['retentionScheduleDaily', 'daysOfTheMonth'],
    ['monthsOfYear'],
  ],
};

/** The days that a rule of a long-term retention policy picks. */
export function ruleDays(rule: string, selectors: readonly Value[]): Selection {
  if (rule === 'dailySchedule') return everyDay();
  if (rule === 'weeklySchedule') return namedWeekdays(selectors[0]);
  const [format, weekdays, weeks, dates, months] = selectors;
  const inMonth =
    textOf(format)?.toLowerCase() === 'daily'
      ? listedDates(dates)
      : bothDays(namedWeekdays(weekdays), namedWeeks(weeks));
  return rule === 'yearlySchedule' ? bothDays(inMonth, namedMonths(months)) : inMonth;
}

function bothDays(one: Selection, other: Selection): Selection {
  return one && other && commonDays(one, other);
}

/** Days of the week by their names. */
export function namedWeekdays(names: Value | undefined): Selection {
  const wanted = numbersOf(names, weekdayOf);
  return wanted && weekdayDays(wanted);
}

const weeks: readonly string[] = ['first', 'second', 'third', 'fourth'];

function namedWeeks(names: Value | undefined): Selection {
  const wanted = knownTexts(names)?.map((name) => name.toLowerCase());
  if (!wanted?.every((name) => name === 'last' || weeks.includes(name))) return undefined;
  const numbers = wanted.filter((name) => name !== 'last').map((name) => weeks.indexOf(name) + 1);
  return weekOfMonthDays(numbers, wanted.includes('last'));
}

function namedMonths(names: Value | undefined): Selection {
  const wanted = numbersOf(names, monthOf);
  return wanted && monthDays(wanted);
}

/** The numbers of names; undefined if one of them is not known. */
function numbersOf(
  names: Value | undefined,
  numberIn: (name: string) => number | undefined,
): readonly number[] | undefined {
  const numbers = knownTexts(names)?.map(numberIn);
  return numbers?.every((number) => number !== undefined) ? numbers : undefined;
}

/** Days of the month by their dates; the last one, whichever it is, has a mark of its own. */
function listedDates(dates: Value | undefined): Selection {
  const items = knownItems(dates);
  if (!items) return undefined;
  const numbers: number[] = [];
  let hasLast = false;
  for (const item of items) {
    const last = memberOf(item, 'isLast');
    const number = numberOf(memberOf(item, 'date'));
    if (last?.kind === 'bool' && last.value) hasLast = true;
    else if (number !== undefined && (isNothing(last) || last?.kind === 'bool')) numbers.push(number);
    else return undefined;
  }
  return dateDays(numbers, hasLast);
}

/**
 * The days whose backups get a tag in a Backup vault policy: those that fit one of the criteria. Without criteria, it is
 * the tag of all the rest.
 *
 * @param made the days on which there is a backup at all
 */
export function taggedDays(criteria: Value | undefined, made: Days): Selection {
  const items = knownItems(criteria);
  if (!items) return undefined;
  if (items.length === 0) return made;
  const selections = items.map((item) => criterionDays(item, made));
  if (!selections.every((one) => one !== undefined)) return undefined;
  return commonDays(made, allDays(selections));
}

function criterionDays(criterion: Value, made: Days): Selection {
  const absolute = knownTexts(memberOf(criterion, 'absoluteCriteria'));
  if (!absolute) return undefined;
  if (absolute.length > 0) return absoluteDays(absolute, made);
  const parts: readonly (readonly [string, (names: Value | undefined) => Selection])[] = [
    ['daysOfTheWeek', namedWeekdays],
    ['weeksOfTheMonth', namedWeeks],
    ['monthsOfYear', namedMonths],
    ['daysOfMonth', listedDates],
  ];
  let days: Selection = made;
  for (const [name, read] of parts) {
    const value = memberAt(criterion, name);
    if (!isNothing(value) && knownItems(value)?.length !== 0) days = bothDays(days, read(value));
  }
  return days;
}

/** The periods of which the first backup is picked. */
const periods: Readonly<Record<string, Period>> = {
  allbackup: 'day',
  firstofday: 'day',
  firstofweek: 'week',
  firstofmonth: 'month',
  firstofyear: 'year',
};

function absoluteDays(names: readonly string[], made: Days): Selection {
  const wanted = names.map((name) => ownMember(periods, name.toLowerCase()));
  if (!wanted.every((period) => period !== undefined)) return undefined;
  return allDays(wanted.map((period) => firstDays(made, period)));
}
