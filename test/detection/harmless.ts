import { variantsOf } from '../support/variants.ts';
import { type Declared, home, type Members, type Value, valueAt } from './estate.ts';
import { but } from './operator.ts';
import { operators } from './operators.ts';
import { type Files, type Language, type Place, places, type Subject, unrolled, written } from './places.ts';
import * as estate from './resources.ts';
import { bicepOf } from './write-bicep.ts';
import { jsonOf } from './write-json.ts';

/** A change that takes no protection away. */
export interface Harmless {
  /** What is done: one row of the table. */
  readonly kind: string;
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  readonly context: object;
}

const languages: readonly Language[] = ['JSON', 'Bicep'];

/** Operators whose values stand for all: a word, numbers, an object, a list, a resource. */
const samples = [
  'Locked to Disabled',
  '180 to 30 days',
  'a fixed period to that of the policy',
  'Backup vault: 180 to 30 days',
  'fewer days of the week',
  'an item goes',
];

interface Written {
  readonly place: string;
  readonly language: Language;
  readonly files: Files;
}

/** All ways to write a value that say the same of it. */
function formsOf(subject: Subject): readonly Written[] {
  const known = places.filter(({ knows }) => knows === 'all');
  return languages.flatMap((language) =>
    known.flatMap((place: Place) => {
      const files = written(place, subject, language);
      // A loop makes a second resource, too.
      return files && place.name !== 'loop' ? [{ place: place.name, language, files }] : [];
    }),
  );
}

function refactorings(): readonly Harmless[] {
  return operators
    .filter(({ name }) => samples.includes(name))
    .flatMap((operator) => {
      const subject = {
        resources: operator.resources,
        slot: operator.slot,
        value: operator.from,
        strong: operator.from,
        weak: operator.to,
      };
      const context = operator.group === 'items' ? home : {};
      const forms = formsOf(subject);
      const literals = forms.filter(({ place }) => place === 'literal');
      const pairs = [
        ...literals.flatMap((literal) => forms.flatMap((form) => [[literal, form] as const, [form, literal] as const])),
        ...forms.map((form, index) => [form, forms[(index + 1) % forms.length] ?? form] as const),
      ].filter(([from, to]) => from !== to);
      return pairs.map(([from, to]) => ({
        kind: from.language === to.language ? `moved: ${kindOf(from, to)}` : 'rewritten in the other language',
        name: `${operator.name}: ${from.place} (${from.language}) -> ${to.place} (${to.language})`,
        base: from.files,
        head: to.files,
        context,
      }));
    });
}

function kindOf(from: Written, to: Written): string {
  if (from.place === 'literal') return `extracted from where it is used`;
  return to.place === 'literal' ? 'inlined' : 'from one place to another';
}

/** Loops that are replaced with literal resources, and resources that are put into a loop. */
function loops(): readonly Harmless[] {
  const place = places.find(({ name }) => name === 'loop');
  return operators.flatMap((operator) =>
    languages.flatMap((language) => {
      const subject = {
        resources: operator.resources,
        slot: operator.slot,
        value: operator.from,
        strong: operator.from,
        weak: operator.to,
      };
      const [loop, plain] = [place && written(place, subject, language), unrolled(subject, language)];
      const context = operator.group === 'items' ? home : {};
      if (!loop || !plain) return [];
      const name = `${operator.name} (${language})`;
      return [
        { kind: 'a loop that becomes literal resources', name, base: loop, head: plain, context },
        { kind: 'resources put into a loop', name, base: plain, head: loop, context },
      ];
    }),
  );
}

const whole: Readonly<Record<string, readonly Declared[]>> = {
  'a Recovery Services vault': [
    estate.vault,
    estate.vmPolicy,
    estate.sqlPolicy,
    estate.sharePolicy,
    estate.hourlyPolicy,
    estate.item,
    estate.guardLink,
    estate.lock,
  ],
  'a Backup vault': [
    estate.backupVault,
    estate.databasePolicy,
    estate.diskPolicy,
    estate.instance,
    estate.backupGuardLink,
  ],
  'settings beside a vault': [estate.plainVault, estate.vaultConfig, estate.storageConfig, estate.encryptionConfig],
  'a guard and a stack': [estate.guard, estate.stack],
};

const schedule = 'properties.schedulePolicy.scheduleRunTimes';
const other = '2026-01-04T23:30:00Z';

/** Edits of resources that change nothing that protects, or protect better. */
const edits: readonly (readonly [string, string, Declared, Readonly<Record<string, Value | undefined>>])[] = [
  ['tags and descriptions', 'tags', estate.vault, { tags: { owner: 'backup', stage: 'prod' } }],
  ['tags and descriptions', 'tags of a Backup vault', estate.backupVault, { tags: { owner: 'backup' } }],
  ['tags and descriptions', 'notes of a lock', estate.lock, { 'properties.notes': 'ask the backup team' }],
  [
    'other schedules',
    'another time',
    estate.vmPolicy,
    { [schedule]: [other], 'properties.retentionPolicy': retimed(estate.vmPolicy) },
  ],
  ['other schedules', 'another time zone', estate.vmPolicy, { 'properties.timeZone': 'W. Europe Standard Time' }],
  [
    'other schedules',
    'a window that starts later',
    estate.hourlyPolicy,
    { 'properties.schedulePolicy.hourlySchedule.scheduleWindowStartTime': other },
  ],
  [
    'other schedules',
    'more often',
    estate.sqlPolicy,
    { 'properties.subProtectionPolicy.1.schedulePolicy.scheduleFrequencyInMins': 5 },
  ],
  ['other schedules', 'compression', estate.sqlPolicy, { 'properties.settings.isCompression': true }],
  [
    'other forms of the same',
    'days as weeks',
    estate.vmPolicy,
    { 'properties.retentionPolicy.weeklySchedule.retentionDuration': { count: 728, durationType: 'Days' } },
  ],
  [
    'other forms of the same',
    'years as months',
    estate.vmPolicy,
    { 'properties.retentionPolicy.yearlySchedule.retentionDuration': { count: 120, durationType: 'Months' } },
  ],
  [
    'other forms of the same',
    'another case of a level',
    estate.vault,
    { 'properties.securitySettings.immutabilitySettings.state': 'LOCKED' },
  ],
  ['other forms of the same', 'another spelling of the region', estate.vault, { location: 'West Europe' }],
  [
    'other forms of the same',
    'days in another order',
    estate.vmPolicy,
    { 'properties.retentionPolicy.weeklySchedule.daysOfTheWeek': ['Wednesday', 'Sunday'] },
  ],
  [
    'other forms of the same',
    'another version of the key',
    estate.vault,
    {
      'properties.encryption.keyVaultProperties.keyUri': 'https://kv-prod.vault.azure.net/keys/backup/0123456789abcdef',
    },
  ],
  [
    'other forms of the same',
    'rules in another order',
    estate.databasePolicy,
    { 'properties.policyRules': [...rulesOf(estate.databasePolicy)].reverse() },
  ],
  [
    'more protection',
    'a fixed period that is longer',
    estate.vault,
    { 'properties.securitySettings.immutabilitySettings.configuration.durationInDays': 1000 },
  ],
  [
    'more protection',
    'more days of the week',
    estate.vmPolicy,
    { 'properties.retentionPolicy.weeklySchedule.daysOfTheWeek': ['Sunday', 'Monday', 'Wednesday'] },
  ],
  [
    'more protection',
    'restores to other subscriptions end permanently',
    estate.vault,
    {
      'properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState':
        'PermanentlyDisabled',
    },
  ],
  ['more protection', 'all disks', estate.item, { 'properties.extendedProperties': undefined }],
  [
    'more protection',
    'a longer yearly retention',
    estate.vmPolicy,
    { 'properties.retentionPolicy.yearlySchedule.retentionDuration.count': 30 },
  ],
  [
    'cost and form',
    'archive',
    estate.vmPolicy,
    { 'properties.tieringPolicy': { ArchivedRP: { tieringMode: 'TierAfter', duration: 3, durationType: 'Months' } } },
  ],
  ['cost and form', 'a newer api-version', estate.vmPolicy, { apiVersion: '2026-05-01' }],
  [
    'cost and form',
    'another identity of the vault',
    estate.backupVault,
    { identity: { type: 'SystemAssigned,UserAssigned' } },
  ],
];

function rulesOf({ body }: Declared): readonly Value[] {
  return valueAt(body, ['properties', 'policyRules']) as readonly Value[];
}

/** Retention rules bear the times of the schedule. */
function retimed({ body }: Declared): Value {
  const text = JSON.stringify(valueAt(body, ['properties', 'retentionPolicy']));
  return JSON.parse(text.replaceAll('2026-01-04T02:00:00Z', other)) as Members;
}

const printed = (resources: readonly Declared[], language: Language): Files =>
  language === 'JSON' ? { 'main.json': jsonOf({ resources }) } : { 'main.bicep': bicepOf({ resources }) };

/** What a resource stands beside. */
function estateOf(resource: Declared): readonly Declared[] {
  return Object.values(whole).find((all) => all.includes(resource)) ?? [resource];
}

function edited(): readonly Harmless[] {
  return edits.flatMap(([kind, name, resource, values]) =>
    languages.map((language): Harmless => {
      const all = estateOf(resource);
      const after = all.map((one) => (one === resource ? but(one, values) : one));
      return {
        kind,
        name: `${name} (${language})`,
        base: printed(all, language),
        head: printed(after, language),
        context: home,
      };
    }),
  );
}

/** Something stands beside it newly. */
function additions(): readonly Harmless[] {
  const added = [estate.vmPolicy, estate.sqlPolicy, estate.lock, estate.guardLink, estate.item, estate.hourlyPolicy];
  return added.flatMap((resource) =>
    languages.map((language): Harmless => {
      const all = estateOf(resource);
      const before = all.filter((one) => one !== resource && !(resource === estate.vmPolicy && one === estate.item));
      return {
        kind: 'something more is deployed',
        name: `${resource.symbol} (${language})`,
        base: printed(before, language),
        head: printed([...before, resource], language),
        context: home,
      };
    }),
  );
}

/** The same text in other words. */
function rewritings(): readonly Harmless[] {
  return Object.entries(whole).flatMap(([name, resources]) =>
    languages.flatMap((language) => {
      const files = printed(resources, language);
      return variantsOf(files, files).map(([kind, base, head]): Harmless => {
        return { kind: `rewritten: ${kind}`, name: `${name} (${language})`, base, head, context: home };
      });
    }),
  );
}

/** Each once: a place is beside itself where there is only one way to write something. */
function distinct(all: readonly Harmless[]): readonly Harmless[] {
  return [...new Map(all.map((one) => [`${one.kind} | ${one.name}`, one])).values()];
}

export const harmless: readonly Harmless[] = distinct([
  ...rewritings(),
  ...refactorings(),
  ...loops(),
  ...edited(),
  ...additions(),
]);
