import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { Origin } from '../../expr/value.ts';
import type { OutcomeKind } from '../../protection/outcome/outcome.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Span, startOf } from '../../text/source.ts';
import { type Excerpt, excerptsOf, withheldLine } from '../writing/excerpt.ts';
import { clipped, significantNotices, worstFirst } from '../writing/order.ts';
import { accountText, comparedText, foundText, originText, stepsOf } from '../writing/result-text.ts';
import { printable } from '../writing/sanitize.ts';
import { timelineText } from '../writing/timeline-text.ts';
import { helpPage, type Links } from '../writing/urls.ts';
import { type Group, groupKey, groupsOf, partName } from './markdown-groups.ts';
import { code, fenced, link, prose, table } from './markdown-text.ts';
import { timelineTable } from './markdown-timeline.ts';

/**
 * The most bytes of a summary. A comment on GitHub takes 65,536 characters, which is the least of all hosts; a job
 * summary takes 1 MiB.
 */
const maxSize = 64_000;

/** Of these bytes, tables get so much before anything is left out of them. */
const maxTableSize = 40_000;

const maxCell = 200;
const maxSnippet = 300;

/** Writes a run as a summary for pull requests and build pages: the same run gives the same bytes. */
export function markdownReport(result: RunResult, links: Links = {}): string {
  const write = writerOf(links);
  const excerpt = excerptsOf(result);
  const shown = fitting(worstFirst(result.findings), maxTableSize, tableTexts(write));
  const head = [
    `### armlock: ${foundText(result.summary)}`,
    [comparedText(result), accountText(result)].join(' ').trim(),
    ...(result.complete ? [] : ['**Incomplete.** A part of the input could not be read, so armlock did not check it.']),
    ...groupsOf(result.findings.filter((finding) => shown.includes(finding))).map((group) => groupTable(group, write)),
    ...leftOut(result.findings.length - shown.length, 'finding', 'tables'),
  ];
  const notices = noticeBlock(significantNotices(result.notices), write);
  const details = shown.map((finding, index) => {
    const before = shown.slice(0, index).filter(({ rule }) => rule.id === finding.rule.id);
    const isNewAdvice = before.every(({ advice }) => advice !== finding.advice);
    return detailBlock(finding, { isFirst: before.length === 0, isNewAdvice }, write, excerpt);
  });
  const used = sizeOf([...head, ...notices].join('\n\n'));
  const told = fitting(details, maxSize - used - 200, (text) => text);
  const blocks = [...head, ...told, ...leftOut(details.length - told.length, 'finding', 'details'), ...notices];
  return `${blocks.join('\n\n')}\n`;
}

/** What a finding adds to the tables: its row, and the head of a table if it is the first of its vault. */
function tableTexts(write: Writer): (finding: Finding) => string {
  const known = new Set<string>();
  return (finding) => {
    const key = groupKey(finding.resource);
    const head = known.has(key) ? '' : key + columns.join(' --- ');
    known.add(key);
    return [head, ...row(finding, write), ...timelineTable([finding])].join(' | ');
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

/** Writes what the host may have a page for. */
interface Writer {
  /** A place in head, as a link if the host shows it. */
  readonly place: (span: Span) => string;
  readonly rule: (rule: Rule) => string;
}

function writerOf(links: Links): Writer {
  return {
    place: (span) => {
      const address = links.addressOf?.(span);
      return address === undefined ? placeText(span) : link(placeText(span), address);
    },
    rule: (rule) => {
      const page = helpPage(rule, links);
      return /^https:\/\//.test(page) ? link(prose(rule.title), page) : prose(rule.title);
    },
  };
}

function placeText(span: Span): string {
  return code(clipped(`${span.file.path}:${startOf(span).line}`, maxCell));
}

const outcomeTexts: Readonly<Record<OutcomeKind, string>> = {
  refused: 'refuses it',
  applied: 'applies it',
  irreversible: 'applies it permanently',
  undocumented: 'not documented',
  depends: 'depends',
};

const columns = ['', 'Resource', 'Finding', 'Before', 'After', 'Azure', 'Where'];

function groupTable({ title, findings }: Group, write: Writer): string {
  const rows = findings.map((finding) => row(finding, write));
  return [`#### ${title}`, table(columns, rows), ...timelineTable(findings)].join('\n\n');
}

function row(finding: Finding, write: Writer): readonly string[] {
  const { rule, severity, before, after, outcome, anchor } = finding;
  const certainty = certaintyOf(finding);
  return [
    severity === 'error' ? '**error**' : severity,
    `${partName(finding.resource)}${othersText(finding)}`,
    `${write.rule(rule)}${certainty === undefined ? '' : ` (${certainty})`}`,
    code(clipped(before, maxCell)),
    code(clipped(after, maxCell)),
    outcome ? outcomeTexts[outcome.kind] : '',
    write.place(anchor),
  ];
}

function certaintyOf({ verdict, confidence }: Finding): string | undefined {
  if (verdict === 'unknown') return 'cannot be determined';
  return confidence === 'possible' ? 'possible' : undefined;
}

/** One place can make several resources, which its details list. */
function othersText({ names }: Finding): string {
  return names.length === 1 ? '' : ` and ${names.length - 1} more`;
}

/** Says why once for each rule, and what to do once for each value. */
function detailBlock(
  finding: Finding,
  { isFirst, isNewAdvice }: { readonly isFirst: boolean; readonly isNewAdvice: boolean },
  write: Writer,
  excerpt: Excerpt,
): string {
  const { rule, severity, message, outcome, anchor, base, before, chain, names, targets, timeline } = finding;
  const items = [
    ...(base ? [`**Base:** ${code(clipped(before, maxCell))} at ${placeText(base)}`] : []),
    ...chainItem(chain, write),
    ...timeline.map((change) => `**Recovery points:** ${prose(timelineText(change))}`),
    ...(outcome ? [`**Azure:** ${prose(outcome.text)} (${sourceText(outcome.confidence, outcome.source)})`] : []),
    ...(isFirst ? [`**Why:** ${prose(rule.why)}`] : []),
    ...(isNewAdvice ? [`**What to do:** ${prose(finding.advice)}`] : []),
    ...(names.length > 1 ? [`**Resources:** ${names.map(code).join(', ')}`] : []),
    ...(targets.length > 1 ? [`**Targets:** ${targets.map(code).join(', ')}`] : []),
  ];
  return [
    `<details><summary>${severity}: ${prose(clipped(message, 2 * maxCell))}</summary>`,
    `${write.place(anchor)} [${code(rule.id)}]`,
    fenced('', printable(clipped((excerpt(anchor) ?? withheldLine).trim(), maxSnippet))),
    items.map((item) => `- ${item}`).join('\n'),
    '</details>',
  ].join('\n\n');
}

function sourceText(confidence: string, source: string): string {
  return /^https:\/\//.test(source) ? link(confidence, source) : `${confidence}: ${prose(source)}`;
}

/** The places through which a value comes, if it is not simply written where it is used. */
function chainItem(chain: readonly Origin[], write: Writer): readonly string[] {
  const steps = stepsOf(chain).map((origin) => `${prose(originText(origin))} at ${write.place(origin.span)}`);
  return steps.length === 0 ? [] : [`**From:** ${steps.join(', from ')}`];
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
