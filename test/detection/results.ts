import { type Harmless, harmless } from './harmless.ts';
import { alarmsIn, type Case, casesOf, degrees, type Outcome, strengthened, weakened } from './measure.ts';
import type { Operator } from './operator.ts';
import { operators } from './operators.ts';
import { type Language, places } from './places.ts';

/**
 * What a run of the benchmark found. Each operator has a letter for every place, in their order, by language: how it was
 * found, or `-` where its value cannot stand. What is not as it should be is listed by the name of its case.
 */
export interface Results {
  readonly found: Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>>;
  readonly wrongLines: readonly string[];
  readonly wrongOutcomes: readonly string[];
  /** Rules that say something that is not so, by case. */
  readonly alarms: Readonly<Record<string, readonly string[]>>;
  /** How many harmless changes of each kind there are. */
  readonly harmless: Readonly<Record<string, number>>;
}

/** Something that the benchmark judges, by its name. */
export interface Trial {
  readonly name: string;
  readonly run: () => Trialled;
}

/** What a trial says; a harmless change has alarms only. */
export type Trialled = Partial<Outcome> & { readonly alarms: readonly string[] };

const languages: readonly Language[] = ['JSON', 'Bicep'];
const letters = { certain: 'C', possible: 'P', 'cannot be determined': 'U', missed: 'M' } as const;
const kindOfWayBack = 'a weakening that is taken back';

export const cases: readonly Case[] = casesOf(operators, places);

export function nameOf({ operator, place, language }: Case): string {
  return `${operator.name} | ${place.name} | ${language}`;
}

function nameOfHarmless({ kind, name }: Harmless): string {
  return `${kind} | ${name}`;
}

const ways = cases.filter(({ operator, place }) => !operator.bothWays && place.knows === 'all');

/** Everything that is tried. */
export const trials: readonly Trial[] = [
  ...cases.map((one) => ({ name: nameOf(one), run: () => weakened(one) })),
  ...ways.map((one) => ({ name: `${kindOfWayBack} | ${nameOf(one)}`, run: () => ({ alarms: strengthened(one) }) })),
  ...harmless.map((one) => ({ name: nameOfHarmless(one), run: () => ({ alarms: alarmsIn(one) }) })),
];

/** Puts together what trials said. */
export function resultsOf(said: ReadonlyMap<string, Trialled>): Results {
  const wrong = (key: 'rightLine' | 'rightOutcome'): readonly string[] =>
    [...said].flatMap(([name, one]) => (one[key] === false ? [name] : []));
  const counts = new Map<string, number>([[kindOfWayBack, ways.length]]);
  for (const { kind } of harmless) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    found: Object.fromEntries(operators.map((operator) => [operator.name, lettersOf(operator, said)])),
    wrongLines: wrong('rightLine'),
    wrongOutcomes: wrong('rightOutcome'),
    alarms: Object.fromEntries([...said].flatMap(([name, { alarms }]) => (alarms.length > 0 ? [[name, alarms]] : []))),
    harmless: Object.fromEntries(counts),
  };
}

function lettersOf(operator: Operator, said: ReadonlyMap<string, Trialled>): Partial<Record<Language, string>> {
  const letter =
    (language: Language) =>
    (place: (typeof places)[number]): string => {
      const found = said.get(`${operator.name} | ${place.name} | ${language}`)?.found;
      return found === undefined ? '-' : letters[found];
    };
  return Object.fromEntries(languages.map((language) => [language, places.map(letter(language)).join('')]));
}

/** What results say of one trial. */
export function expectedOf(results: Results, one: Case): Trialled {
  const name = nameOf(one);
  const index = places.indexOf(one.place);
  const letter = results.found[one.operator.name]?.[one.language]?.[index];
  const found = ([...degrees, 'missed'] as const).find((degree) => letters[degree] === letter);
  return { ...(found && { found }), alarms: results.alarms[name] ?? [] };
}
