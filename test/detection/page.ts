import { table } from '../../tools/docs/markdown.ts';
import { operators } from './operators.ts';
import { type Language, places } from './places.ts';
import type { Results } from './results.ts';
import { unseen } from './unseen.ts';

const languages: readonly Language[] = ['JSON', 'Bicep'];

interface Count {
  readonly tried: number;
  readonly certain: number;
  readonly possible: number;
  readonly undetermined: number;
  readonly missed: number;
}

/** The page that says what armlock finds, and what it does not. */
export function detectionPage(results: Results): string {
  const all = countOf(lettersOf(results));
  const found = all.tried - all.missed;
  const harmless = Object.values(results.harmless).reduce((sum, one) => sum + one, 0);
  const alarms = Object.keys(results.alarms).filter((name) => kindIn(results, name) !== undefined).length;
  const besides = Object.keys(results.alarms).length - alarms;
  return `${[
    '<!-- Generated from test/detection by `npm run bench:detect`. -->',
    '# What armlock finds',
    introduction,
    '## In short',
    table(
      ['Measure', 'Result'],
      [
        ['Weakenings that are reported', share(found, all.tried)],
        ['of these, as certain', String(all.certain)],
        ['of these, as possible in some deployments', String(all.possible)],
        ['of these, as impossible to determine', String(all.undetermined)],
        ['Reported at the line of the change', share(found - results.wrongLines.length, found)],
        ['With the right statement about Azure', `all but ${results.wrongOutcomes.length}`],
        ['Further warnings beside a weakening that do not follow from it', String(besides)],
        ['Harmless edits without a warning', share(harmless - alarms, harmless)],
      ],
    ),
    '## By kind of weakening',
    countTable(
      'Kind',
      groups().map((group) => [group, lettersIn(results, (one) => one.group === group)]),
    ),
    '## By place',
    placesText,
    countTable(
      'Place',
      places.map(({ name }, index) => [name, lettersAt(results, index)]),
    ),
    '## By language',
    countTable(
      'Language',
      languages.map((language) => [language, languageLetters(results, language)]),
    ),
    '## Harmless edits',
    table(
      ['Edit', 'Tried', 'With a warning'],
      Object.entries(results.harmless).map(([kind, tried]) => [kind, String(tried), String(alarmsOf(results, kind))]),
    ),
    '## By operator',
    operatorsText,
    table(
      ['Weakening', ...languages],
      operators.map(({ group, name }) => [
        `${group}: ${name}`,
        ...languages.map((one) => `\`${results.found[name]?.[one] ?? ''}\``),
      ]),
    ),
    ...exceptions(results),
    '## What armlock does not see',
    unseenText,
    unseen.map((one) => `- ${one}`).join('\n'),
  ].join('\n\n')}\n`;
}

const introduction = [
  'A benchmark weakens protection in every way that rules know, in every place where a template can write a value, in',
  'both languages, and edits templates in ways that harm nothing. The author of each operator says by hand which rule',
  'must report it and what Azure does; `test/detection` has them. `npm run bench:detect` measures all and writes this',
  'page; a part of it is tried with every run of the tests, which fail where the page is not what armlock does.',
].join('\n');

const placesText = [
  'Where a value stands in both revisions. Of a secure value and of a module that is not restored nothing is known; the',
  'right answer there is that the loss cannot be determined.',
].join('\n');

const operatorsText = [
  'A letter for each place, in the order of the table above: `C` reported as certain, `P` as possible, `U` as impossible',
  'to determine, `M` missed, `-` where such a value cannot stand in that place.',
].join('\n');

const unseenText = 'What is known to pass in silence, or with less than a warning.';

function groups(): readonly string[] {
  return [...new Set(operators.map(({ group }) => group))];
}

function lettersIn(results: Results, isWanted: (operator: (typeof operators)[number]) => boolean): string {
  return operators
    .filter(isWanted)
    .flatMap(({ name }) => languages.map((language) => results.found[name]?.[language] ?? ''))
    .join('');
}

function lettersOf(results: Results): string {
  return lettersIn(results, () => true);
}

function lettersAt(results: Results, index: number): string {
  return operators
    .flatMap(({ name }) => languages.map((language) => results.found[name]?.[language]?.[index] ?? ''))
    .join('');
}

function languageLetters(results: Results, language: Language): string {
  return operators.map(({ name }) => results.found[name]?.[language] ?? '').join('');
}

function countOf(text: string): Count {
  const count = (letter: string): number => text.split(letter).length - 1;
  const [certain, possible, undetermined, missed] = ['C', 'P', 'U', 'M'].map(count) as [number, number, number, number];
  return { tried: certain + possible + undetermined + missed, certain, possible, undetermined, missed };
}

function countTable(title: string, rows: readonly (readonly [string, string])[]): string {
  return table(
    [title, 'Tried', 'Certain', 'Possible', 'Undetermined', 'Missed', 'Recall'],
    rows.map(([name, text]) => {
      const { tried, certain, possible, undetermined, missed } = countOf(text);
      return [name, ...[tried, certain, possible, undetermined, missed].map(String), share(tried - missed, tried)];
    }),
  );
}

/** `99.5 % (199 of 200)`. */
function share(part: number, whole: number): string {
  const percent = whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
  return `${percent} % (${part} of ${whole})`;
}

function kindIn(results: Results, name: string): string | undefined {
  return Object.keys(results.harmless).find((kind) => name.startsWith(`${kind} | `));
}

function alarmsOf(results: Results, kind: string): number {
  return Object.keys(results.alarms).filter((name) => kindIn(results, name) === kind).length;
}

function exceptions({ wrongLines, wrongOutcomes, alarms }: Results): readonly string[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Reported at another line', wrongLines],
    ['With another statement about Azure than the author of the operator expects', wrongOutcomes],
    ['With a warning that is none', Object.entries(alarms).map(([name, told]) => `${name}: ${told.join(', ')}`)],
  ];
  const shown = lists.filter(([, names]) => names.length > 0);
  if (shown.length === 0) return [];
  return [
    '## What is not as it should be',
    ...shown.map(([title, names]) => `${title}:\n\n${names.map((one) => `- ${one}`).join('\n')}`),
  ];
}
