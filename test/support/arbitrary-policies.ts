import fc from 'fast-check';
import { readJson } from '../../src/expr/newtonsoft-json.ts';
import type { Resource } from '../../src/model/deployment.ts';
import type { Json, JsonObject } from '../laws/strong-vaults.ts';

/** Backup policies as a table has them: when backups are made, and which rule keeps which of them for how long. */
export interface TablePolicy {
  readonly family: 'recovery-services' | 'backup';
  readonly schedule: TableSchedule;
  readonly rules: readonly TableRule[];
}

export type TableSchedule =
  | { readonly kind: 'weekdays'; readonly weekdays: readonly string[]; readonly everyWeeks: number }
  /** From a date on, every so many days. */
  | { readonly kind: 'days'; readonly days: number; readonly start: string };

export interface TableRule {
  readonly name: string;
  /** Backups that fit one of these; of a default rule, all. */
  readonly picks: readonly Selector[];
  readonly count: number;
  readonly unit: 'Days' | 'Weeks' | 'Months' | 'Years';
}

/** What is not there limits nothing. */
export interface Selector {
  readonly weekdays?: readonly string[];
  readonly weeks?: readonly string[];
  readonly dates?: readonly ListedDate[];
  readonly months?: readonly string[];
  readonly first?: 'AllBackup' | 'FirstOfDay' | 'FirstOfWeek' | 'FirstOfMonth' | 'FirstOfYear';
}

export interface ListedDate {
  readonly date: number;
  readonly isLast: boolean;
}

export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const monthNames = 'January February March April May June July August September October November December'.split(
  ' ',
);
export const weekNames = ['First', 'Second', 'Third', 'Fourth', 'Last'];

const weekdays = fc.subarray(weekdayNames, { minLength: 1 });
const weeks = fc.subarray(weekNames, { minLength: 1 });
const months = fc.subarray(monthNames, { minLength: 1 });
const dates: fc.Arbitrary<readonly ListedDate[]> = fc.array(
  fc.oneof(
    fc.record({ date: fc.integer({ min: 1, max: 31 }), isLast: fc.constant(false) }),
    fc.constant({ date: 0, isLast: true }),
  ),
  { minLength: 1, maxLength: 3 },
);

const length = fc.oneof(
  fc.record({ count: fc.integer({ min: 0, max: 9999 }), unit: fc.constant('Days' as const) }),
  fc.record({ count: fc.integer({ min: 1, max: 60 }), unit: fc.constant('Days' as const) }),
  fc.record({ count: fc.integer({ min: 1, max: 520 }), unit: fc.constant('Weeks' as const) }),
  fc.record({ count: fc.integer({ min: 1, max: 1188 }), unit: fc.constant('Months' as const) }),
  fc.record({ count: fc.integer({ min: 1, max: 99 }), unit: fc.constant('Years' as const) }),
  // Lengths of which the calendar decides which one is longer.
  fc.constantFrom(
    { count: 30, unit: 'Days' as const },
    { count: 1, unit: 'Months' as const },
    { count: 365, unit: 'Days' as const },
    { count: 52, unit: 'Weeks' as const },
    { count: 12, unit: 'Months' as const },
    { count: 1, unit: 'Years' as const },
  ),
);

const inMonth: fc.Arbitrary<Selector> = fc.oneof(fc.record({ weekdays, weeks }), fc.record({ dates }));

const recoveryServices: fc.Arbitrary<TablePolicy> = fc
  .record({
    schedule: fc.oneof(
      fc.constant<TableSchedule>({ kind: 'days', days: 1, start: '2026-01-01' }),
      fc.record({ kind: fc.constant('weekdays' as const), weekdays, everyWeeks: fc.constantFrom(1, 1, 1, 2, 4) }),
    ),
    daily: fc.option(length),
    weekly: fc.option(fc.tuple(weekdays, length)),
    monthly: fc.option(fc.tuple(inMonth, length)),
    yearly: fc.option(fc.tuple(inMonth, months, length)),
  })
  .map(({ schedule, daily, weekly, monthly, yearly }) => ({
    family: 'recovery-services' as const,
    schedule,
    rules: [
      ...(daily ? [{ name: 'daily', picks: [{}], ...daily }] : []),
      ...(weekly ? [{ name: 'weekly', picks: [{ weekdays: weekly[0] }], ...weekly[1] }] : []),
      ...(monthly ? [{ name: 'monthly', picks: [monthly[0]], ...monthly[1] }] : []),
      ...(yearly ? [{ name: 'yearly', picks: [{ ...yearly[0], months: yearly[1] }], ...yearly[2] }] : []),
    ],
  }))
  .filter(({ rules }) => rules.length > 0);

const criterion: fc.Arbitrary<Selector> = fc.oneof(
  fc.record({
    first: fc.constantFrom('AllBackup', 'FirstOfDay', 'FirstOfWeek', 'FirstOfMonth', 'FirstOfYear'),
  }),
  fc.record({ weekdays, weeks, dates, months }, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0),
);

const start = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const backup: fc.Arbitrary<TablePolicy> = fc
  .record({
    schedule: fc.record({ kind: fc.constant('days' as const), days: fc.constantFrom(1, 1, 7, 2, 10), start }),
    tagged: fc.array(fc.tuple(fc.array(criterion, { minLength: 1, maxLength: 2 }), length), { maxLength: 4 }),
    rest: length,
  })
  .map(({ schedule, tagged, rest }) => ({
    family: 'backup' as const,
    schedule,
    rules: [
      ...tagged.map(([picks, kept], index) => ({ name: `Rule${index}`, picks, ...kept })),
      { name: 'Default', picks: [], ...rest },
    ],
  }));

/** Any policy whose recovery points can be worked out. */
export const tablePolicy: fc.Arbitrary<TablePolicy> = fc.oneof(recoveryServices, backup);

/** Two policies of one family, of which the second one is often a small change of the first one. */
export const policyChange: fc.Arbitrary<readonly [TablePolicy, TablePolicy]> = fc.oneof(
  ...[recoveryServices, backup].flatMap((family) => [
    fc.tuple(family, family),
    fc.tuple(family, family).map(([base, other]): readonly [TablePolicy, TablePolicy] => {
      const [rule, ...rest] = base.rules;
      const [{ count, unit } = { count: 1, unit: 'Days' as const }] = other.rules;
      return [base, { ...base, rules: rule ? [{ ...rule, count, unit }, ...rest] : [] }];
    }),
    fc.tuple(family, family).map(([base, { schedule }]) => [base, { ...base, schedule }] as const),
    family.map((base) => [base, { ...base, rules: base.rules.slice(base.rules.length > 1 ? 1 : 0) }] as const),
  ]),
);

/** A policy as a resource of a template that is known to its last value. */
export function policyResource(policy: TablePolicy): Resource {
  const isBackup = policy.family === 'backup';
  const type = isBackup ? 'Microsoft.DataProtection/backupVaults' : 'Microsoft.RecoveryServices/vaults';
  return resourceOf(`${type}/backupPolicies`, isBackup ? backupProperties(policy) : recoveryProperties(policy));
}

/** A resource with these properties, as far as policies are judged. */
export function resourceOf(type: string, properties: Json): Resource {
  const body = readJson(JSON.stringify({ properties }));
  const text = readJson('"policy"');
  if (body.kind !== 'object') throw new Error('A body is an object.');
  const span = { file: { path: 'main.json', text: '' }, start: 0, end: 0 } as unknown as Resource['span'];
  return {
    type,
    name: text,
    id: text,
    scope: text,
    apiVersion: text,
    body,
    presence: 'always',
    condition: undefined,
    existing: false,
    extension: undefined,
    uncountedLoop: undefined,
    skipped: false,
    options: new Set(),
    symbol: undefined,
    route: [],
    span,
    nameSpan: span,
    typeSpan: span,
  };
}

const isNumberOfDays = ({ schedule }: TablePolicy): boolean => schedule.kind === 'days';

function recoveryProperties(policy: TablePolicy): JsonObject {
  const { schedule, rules } = policy;
  const rule = (name: string): JsonObject | null => {
    const found = rules.find((one) => one.name === name);
    if (!found) return null;
    const [selector = {}] = found.picks;
    return { ...selectorOf(name, selector), retentionDuration: { count: found.count, durationType: found.unit } };
  };
  return {
    backupManagementType: 'AzureIaasVM',
    schedulePolicy:
      schedule.kind === 'days'
        ? { scheduleRunFrequency: 'Daily', scheduleRunTimes: ['2026-01-04T02:00:00Z'] }
        : {
            scheduleRunFrequency: 'Weekly',
            scheduleRunDays: [...schedule.weekdays],
            scheduleWeeklyFrequency: schedule.everyWeeks,
          },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: isNumberOfDays(policy) || rules.some(({ name }) => name === 'daily') ? rule('daily') : null,
      weeklySchedule: rule('weekly'),
      monthlySchedule: rule('monthly'),
      yearlySchedule: rule('yearly'),
    },
  };
}

function selectorOf(name: string, selector: Selector): JsonObject {
  if (name === 'daily') return {};
  if (name === 'weekly') return { daysOfTheWeek: [...(selector.weekdays ?? [])] };
  return {
    ...(selector.dates
      ? {
          retentionScheduleFormatType: 'Daily',
          retentionScheduleDaily: { daysOfTheMonth: selector.dates.map((one) => ({ ...one })) },
        }
      : {
          retentionScheduleFormatType: 'Weekly',
          retentionScheduleWeekly: {
            daysOfTheWeek: [...(selector.weekdays ?? [])],
            weeksOfTheMonth: [...(selector.weeks ?? [])],
          },
        }),
    ...(selector.months && { monthsOfYear: [...selector.months] }),
  };
}

const isoUnits = { Days: 'D', Weeks: 'W', Months: 'M', Years: 'Y' } as const;

function backupProperties({ schedule, rules }: TablePolicy): JsonObject {
  const store = { objectType: 'DataStoreInfoBase', dataStoreType: 'VaultStore' };
  const [days, from] = schedule.kind === 'days' ? [schedule.days, schedule.start] : [7, '2026-01-04'];
  const makes: JsonObject = {
    name: 'Backup',
    objectType: 'AzureBackupRule',
    dataStore: store,
    trigger: {
      objectType: 'ScheduleBasedTriggerContext',
      schedule: { repeatingTimeIntervals: [`R/${from}T02:00:00+00:00/P${days}D`] },
      taggingCriteria: rules.map(({ name, picks }, index) => ({
        tagInfo: { tagName: name },
        taggingPriority: index + 1,
        isDefault: picks.length === 0,
        ...(picks.length > 0 && { criteria: picks.map(criterionOf) }),
      })),
    },
  };
  const keeps = rules.map(
    ({ name, picks, count, unit }): JsonObject => ({
      name,
      objectType: 'AzureRetentionRule',
      isDefault: picks.length === 0,
      lifecycles: [
        {
          sourceDataStore: store,
          deleteAfter: { objectType: 'AbsoluteDeleteOption', duration: `P${count}${isoUnits[unit]}` },
        },
      ],
    }),
  );
  return { objectType: 'BackupPolicy', policyRules: [makes, ...keeps] };
}

function criterionOf({ weekdays: days, weeks: inWeeks, dates: listed, months: inMonths, first }: Selector): JsonObject {
  return {
    objectType: 'ScheduleBasedBackupCriteria',
    ...(first && { absoluteCriteria: [first] }),
    ...(days && { daysOfTheWeek: [...days] }),
    ...(inWeeks && { weeksOfTheMonth: [...inWeeks] }),
    ...(listed && { daysOfMonth: listed.map((one) => ({ ...one })) }),
    ...(inMonths && { monthsOfYear: [...inMonths] }),
  };
}
