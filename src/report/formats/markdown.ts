import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { OutcomeKind } from '../../protection/outcome/outcome.ts';
import { count } from '../resolve/resolve-text.ts';
import { dateOf } from '../writing/dates.ts';
import { excerptsOf } from '../writing/excerpt.ts';
import { clipped, hasPartsBelow, significantNotices, worstFirst } from '../writing/order.ts';
import { accountText, comparedText, foundText, lookText } from '../writing/result-text.ts';
import type { Links } from '../writing/urls.ts';
import { groupKey } from '../writing/vault-groups.ts';
import { detailBlock } from './markdown-details.ts';
import { type Group, groupsOf, partName } from './markdown-groups.ts';
import { permissionSections } from './markdown-permissions.ts';
import { code, prose, table } from './markdown-text.ts';
import { recoveryPointBands, timelineList } from './markdown-timeline.ts';
import { verdictLines } from './markdown-verdict.ts';
import { certaintyOf, changeText, maxCell, placeText, type Writer, whereText, writerOf } from './markdown-writer.ts';

/**
 * The most bytes of a summary. A comment on GitHub takes 65,536 characters, which is the least of all hosts; a job
 * summary takes 1 MiB.
 */
const maxSize = 64_000;

/** Of these bytes, tables get so much before anything is left out of them. */
const maxTableSize = 36_000;

/** Writes a run as a summary for pull requests and build pages: the same run gives the same bytes. */
export function markdownReport(result: RunResult, links: Links = {}): string {
  const write = writerOf(links);
  const shown = fitting(worstFirst(result.findings), maxTableSize, tableTexts(write));
  const isShown = new Set(shown);
  const groups = groupsOf(result.findings.filter((finding) => isShown.has(finding)));
  const notices = noticeBlock(significantNotices(result.notices), write);
  const around = permissionSections(result, write);
  const head = [...headBlocks(result), ...leftOut(result.findings.length - shown.length, 'finding', 'tables')];
  const tables = groups.map((group) => groupTable(group, write));
  const used = sizeOf([...head, ...tables, ...around, ...notices].join('\n\n'));
  const details = detailsOf(groups, result, write);
  const told = new Set(fitting(details, maxSize - used - 200, ({ text }) => text));
  const missing = details.length - told.size;
  const blocks = [
    ...head,
    ...leftOut(missing, 'finding', 'details'),
    ...groups.flatMap((group, index) => [
      tables[index] ?? '',
      ...details.filter((one) => one.group === group && told.has(one)).map(({ text }) => text),
    ]),
    ...around,
    ...notices,
    ...explainHint(result, links),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Where titles lead to pages about Azure: the command has the page of the rule. */
function explainHint({ findings }: RunResult, { pageOf }: Links): readonly string[] {
  const [first] = worstFirst(findings);
  if (!first || pageOf) return [];
  return [`More about a rule and how to accept a finding: ${code(`armlock explain ${first.rule.id}`)}`];
}

function headBlocks(result: RunResult): readonly string[] {
  const isGood = result.findings.length === 0 && result.complete;
  return [
    ...verdictLines(result),
    isGood ? lookText(result) : `${foundText(result.summary)}. ${comparedText(result)}`,
    ...(accountText(result) === '' ? [] : [accountText(result)]),
    ...(result.complete ? [] : ['**Incomplete.** A part of the input could not be read, so armlock did not check it.']),
  ];
}

interface Detail {
  readonly group: Group;
  readonly text: string;
}

/** One for each row; what is said once for a rule comes with its worst finding. */
function detailsOf(groups: readonly Group[], result: RunResult, write: Writer): readonly Detail[] {
  const excerpt = excerptsOf(result);
  const explained = new Set<string>();
  const today = dateOf(result.today ?? '');
  return groups.flatMap((group) =>
    group.findings.map((finding, index) => {
      const isFirst = !explained.has(finding.rule.id);
      const advised = `${finding.rule.id} ${finding.advice}`;
      const isNewAdvice = !explained.has(advised);
      const drawn = today ? finding.timeline.map((change) => recoveryPointBands(change, today)) : [];
      const pictures = drawn.filter((picture) => !explained.has(picture));
      for (const one of [finding.rule.id, advised, ...pictures]) explained.add(one);
      const once = { isFirst, isNewAdvice, hasPartsBelow: hasPartsBelow(group.findings, index), pictures };
      return { group, text: detailBlock(finding, once, write, excerpt) };
    }),
  );
}

/** What a finding adds to the tables: its row, and the head of a table if it is the first of its vault. */
function tableTexts(write: Writer): (finding: Finding) => string {
  const known = new Set<string>();
  return (finding) => {
    const key = groupKey(finding.resource);
    const head = known.has(key) ? '' : key + columns.join(' --- ');
    known.add(key);
    return [head, ...row(finding, write), ...timelineList([finding])].join(' | ');
  };
}

/** The first items whose texts fit into so many bytes. */
function fitting<T>(items: readonly T[], size: number, textOf: (item: T) => string): readonly T[] {
  let used = 0;
  const end = items.findIndex((item) => {
    used += sizeOf(textOf(item)) + 2;
    return used > size;
  });
  return end < 0 ? items : items.slice(0, end);
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

function leftOut(number: number, noun: string, where: string): readonly string[] {
  if (number === 0) return [];
  return [`${number} more ${noun}${number === 1 ? '' : 's'} omitted from the ${where} to keep it short.`];
}

const outcomeTexts: Readonly<Record<OutcomeKind, string>> = {
  refused: 'refuses it',
  applied: 'applies it',
  irreversible: 'applies it permanently',
  undocumented: 'not documented',
  depends: 'depends',
};

const columns = ['', 'Resource', 'Finding', 'Change', 'Azure', 'Where'];

function groupTable(group: Group, write: Writer): string {
  const { title, findings } = group;
  const rows = findings.map((finding) => row(finding, write));
  return [`#### ${title}`, table(columns, rows), ...placesOfAlike(group, write), ...timelineList(findings)].join(
    '\n\n',
  );
}

/** Where each of several vaults that lose the same loses it; the table has the places of the first one. */
function placesOfAlike({ alike }: Group, write: Writer): readonly string[] {
  if (alike.length === 0) return [];
  const lines = alike.map(({ title, findings }) => {
    const places = [...new Set(findings.map((finding) => whereText(finding, write)))];
    return `- ${title}: ${places.slice(0, maxPlaces).join(', ')}${places.length > maxPlaces ? ` and ${places.length - maxPlaces} more` : ''}`;
  });
  return [`<details><summary>Where each of the ${alike.length} loses it</summary>`, lines.join('\n'), '</details>'];
}

/** Places of one vault in the list of several; more are counted. */
const maxPlaces = 5;

function row(finding: Finding, write: Writer): readonly string[] {
  const { rule, severity, outcome, parts, isPart } = finding;
  const certainty = certaintyOf(finding);
  return [
    isPart ? '↳ part' : severity === 'error' ? '**error**' : severity,
    `${partName(finding.resource)}${othersText(finding)}`,
    `${write.rule(rule)}${certainty === undefined ? '' : ` (${certainty})`} ${code(rule.id)}`,
    parts.length > 0 ? count(parts.length, 'part') : changeText(finding),
    outcome ? outcomeTexts[outcome.kind] : '',
    whereText(finding, write),
  ];
}

/** One place can make several resources, which its details list. */
function othersText({ names }: Finding): string {
  return names.length === 1 ? '' : ` and ${names.length - 1} more`;
}

/** The most notices that a summary shows. */
const maxNotices = 30;

function noticeBlock(notices: readonly Notice[], write: Writer): readonly string[] {
  if (notices.length === 0) return [];
  const items = notices.slice(0, maxNotices).map(({ message, effect, span, revision }) => {
    const where = span ? ` (${revision === 'head' ? write.place(span) : placeText(span)})` : '';
    return `- **${message === '' ? 'Notice' : prose(clipped(message, 2 * maxCell))}**${where} ${prose(effect)}`.trimEnd();
  });
  const more = notices.length > maxNotices ? [`- and ${notices.length - maxNotices} more`] : [];
  const summary = notices.length === 1 ? '1 notice' : `${notices.length} notices`;
  return [
    `<details><summary>${summary} about what armlock could not see</summary>`,
    [...items, ...more].join('\n'),
    '</details>',
  ];
}
