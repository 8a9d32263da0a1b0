import type { Value } from '../../expr/value.ts';
import { isNothing, knownItems, knownTexts, memberAt, memberOf, numberOf, textOf } from '../resources/read-values.ts';
import { commonDays, cycle, type Day, type Days, daysWhere, everyDay, monthOf, weekdayOf } from './calendar.ts';

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
  if (rule === 'weeklySchedule') return weekdayDays(selectors[0]);
  const [format, weekdays, weeks, dates, months] = selectors;
  const inMonth =
    textOf(format)?.toLowerCase() === 'daily' ? dateDays(dates) : bothDays(weekdayDays(weekdays), weekDays(weeks));
  return rule === 'yearlySchedule' ? bothDays(inMonth, monthDays(months)) : inMonth;
}

function bothDays(one: Selection, other: Selection): Selection {
  return one && other && commonDays(one, other);
}

/** Days of the week by their names. */
export function weekdayDays(names: Value | undefined): Selection {
  const wanted = knownTexts(names)?.map(weekdayOf);
  return wanted && !wanted.includes(undefined) ? daysWhere(({ weekday }) => wanted.includes(weekday)) : undefined;
}

const weeks: readonly string[] = ['first', 'second', 'third', 'fourth'];

function weekDays(names: Value | undefined): Selection {
  const wanted = knownTexts(names)?.map((name) => name.toLowerCase());
  if (!wanted?.every((name) => name === 'last' || weeks.includes(name))) return undefined;
  return daysWhere(
    ({ weekOfMonth, isLastWeekOfMonth }) =>
      wanted.includes(weeks[weekOfMonth - 1] ?? '') || (isLastWeekOfMonth && wanted.includes('last')),
  );
}

function monthDays(names: Value | undefined): Selection {
  const wanted = knownTexts(names)?.map(monthOf);
  return wanted && !wanted.includes(undefined) ? daysWhere(({ month }) => wanted.includes(month)) : undefined;
}

/** Days of the month by their dates; the last one, whichever it is, has a mark of its own. */
function dateDays(dates: Value | undefined): Selection {
  const items = knownItems(dates);
  if (!items) return undefined;
  const picked: ((day: Day) => boolean)[] = [];
  for (const item of items) {
    const [last, date] = [memberOf(item, 'isLast'), memberOf(item, 'date')];
    const number = numberOf(date);
    if (last?.kind === 'bool' && last.value) picked.push(({ isLastOfMonth }) => isLastOfMonth);
    else if (number !== undefined && (isNothing(last) || last?.kind === 'bool'))
      picked.push((day) => day.date === number);
    else return undefined;
  }
  return daysWhere((day) => picked.some((picks) => picks(day)));
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
  return made.map((member, index) => (member === 1 && selections.some((one) => one[index] === 1) ? 1 : 0));
}

function criterionDays(criterion: Value, made: Days): Selection {
  const absolute = knownTexts(memberOf(criterion, 'absoluteCriteria'));
  if (!absolute) return undefined;
  if (absolute.length > 0) return absoluteDays(absolute, made);
  const parts: readonly (readonly [string, (names: Value | undefined) => Selection])[] = [
    ['daysOfTheWeek', weekdayDays],
    ['weeksOfTheMonth', weekDays],
    ['monthsOfYear', monthDays],
    ['daysOfMonth', dateDays],
  ];
  let days: Selection = made;
  for (const [name, read] of parts) {
    const value = memberAt(criterion, name);
    if (!isNothing(value) && knownItems(value)?.length !== 0) days = bothDays(days, read(value));
  }
  return days;
}

/** A period of which the first backup is picked. */
const periods: Readonly<Record<string, (day: Day) => string>> = {
  allbackup: ({ index }) => `${index}`,
  firstofday: ({ index }) => `${index}`,
  // Weeks from Sunday to Saturday; on which day they begin is not documented.
  firstofweek: ({ index }) => `${Math.floor((index + 4) / 7)}`,
  firstofmonth: ({ year, month }) => `${year}-${month}`,
  firstofyear: ({ year }) => `${year}`,
};

function absoluteDays(names: readonly string[], made: Days): Selection {
  const keys = names.map((name) => periods[name.toLowerCase()]);
  if (!keys.every((key) => key !== undefined)) return undefined;
  const picked = new Uint8Array(made.length);
  for (const key of keys) {
    const seen = new Set<string>();
    for (const day of cycle()) {
      const period = key(day);
      if (made[day.index] !== 1 || seen.has(period)) continue;
      seen.add(period);
      picked[day.index] = 1;
    }
  }
  return picked;
}
