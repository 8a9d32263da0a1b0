import { styleText } from 'node:util';
import { shortened } from '../../engine/message.ts';
import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { Severity } from '../../rules/rule.ts';
import { endOf, type Span, startOf, whereIs } from '../../text/source.ts';
import { count } from '../resolve/resolve-text.ts';
import { type Excerpt, excerptsOf, withheldLine } from '../writing/excerpt.ts';
import {
  acceptedTexts,
  accountText,
  comparedText,
  foundText,
  listed,
  originText,
  silenceText,
  stepsOf,
  waivedText,
} from '../writing/result-text.ts';
import { printable, withoutCommands } from '../writing/sanitize.ts';
import { timelineText } from '../writing/timeline-text.ts';
import { defaultWidth, wrapped } from '../writing/wrap.ts';

/** How a piece of text looks on a terminal. */
type Paint = (style: Style, text: string) => string;
type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'blue';

const plain: Paint = (_, text) => text;
const colourful: Paint = (style, text) => styleText(style, text, { validateStream: false });

export interface TextOptions {
  readonly colour: boolean;
  /** Characters in a line; by default as in documents. */
  readonly width?: number;
  /** Whether there is one line for each finding, and nothing else. */
  readonly quiet?: boolean;
  /** Whether a run that fails ends with how to accept a finding. */
  readonly advises?: boolean;
}

/** Notices beyond these are counted: findings must not drown in them. */
const maxNotices = 10;

/** Notices that a text report leaves out. */
interface Hidden {
  /** Without effect on this change. */
  readonly quiet: number;
  /** Beyond the number that is shown. */
  readonly more: number;
  /** Those that are shown, and those beyond. */
  readonly telling: number;
}

/** Writes a run for people. */
export function textReport(result: RunResult, options: TextOptions): string {
  const { colour, width = defaultWidth, quiet = false, advises = false } = options;
  const paint = colour ? colourful : plain;
  if (quiet)
    return withoutCommands(
      quietLines(result, paint)
        .map((line) => `${line}\n`)
        .join(''),
    );
  const excerpt = excerptsOf(result);
  const telling = tellingNotices(result);
  const shown = telling.slice(0, maxNotices);
  const blocks = [
    ...saidOnce(result.findings).map(([finding, once]) => findingLines(finding, once, { paint, excerpt, width })),
    ...shown.map((notice) => noticeLines(notice, { paint, width })),
    ...acceptedBlock(result, { paint, width }),
    summaryLines(result, {
      quiet: result.notices.filter((notice) => notice.severity !== 'note' && !telling.includes(notice)).length,
      more: telling.length - shown.length,
      telling: telling.length,
    }).flatMap((line) => (options.width === undefined ? [line] : wrapped(line, '', width))),
    ...(advises ? adviceBlock(result, width) : []),
  ];
  return withoutCommands(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

/** Notices of what changed; what did not, only where nothing else says why the result is incomplete. */
function tellingNotices({ notices, complete }: RunResult): readonly Notice[] {
  const telling = notices.filter(({ severity }) => severity !== 'note');
  const changed = telling.filter(({ unchanged }) => !unchanged);
  return complete || changed.length > 0 ? changed : telling;
}

const severityStyles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', note: 'cyan' };

function headline(severity: Severity, text: string, id: string, paint: Paint): string {
  return `${paint('bold', paint(severityStyles[severity], severity))}: ${paint('bold', printable(text))} ${paint('dim', `[${id}]`)}`;
}

/** What a report says with the first finding that it belongs to. */
interface Once {
  /** Whether this is the first finding of its rule, which says why. */
  readonly isFirst: boolean;
  /** Whether no finding of its rule before this one said the same about what to do. */
  readonly isNewAdvice: boolean;
  /** What becomes of the recovery points of the policy, unless a finding before this one said it. */
  readonly timeline: readonly string[];
}

function saidOnce(findings: readonly Finding[]): readonly (readonly [Finding, Once])[] {
  const [rules, advised, points] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return findings.map((finding) => {
    const { rule, advice } = finding;
    const isFirst = !rules.has(rule.id);
    const isNewAdvice = !advised.has(`${rule.id} ${advice}`);
    rules.add(rule.id);
    advised.add(`${rule.id} ${advice}`);
    const texts = finding.timeline.map(timelineText);
    const timeline = texts.filter((text) => !points.has(`${finding.resource.name} ${text}`));
    for (const text of texts) points.add(`${finding.resource.name} ${text}`);
    return [finding, { isFirst, isNewAdvice, timeline }];
  });
}

/** How text is laid out. */
interface Layout {
  readonly paint: Paint;
  readonly width: number;
}

/** How findings are shown. */
interface Look extends Layout {
  readonly excerpt: Excerpt;
}

/** One line for each finding, as compilers and linters have it; what could not be read is no silence. */
function quietLines({ findings, complete }: RunResult, paint: Paint): readonly string[] {
  const lines = findings.map((finding) => {
    const { severity, message, anchor } = finding;
    const id = paint('dim', `[${tagsOf(finding)}]`);
    const place = `${whereIs(anchor)}${finding.gone ? ' (base)' : ''}`;
    return `${printable(place)}: ${paint(severityStyles[severity], severity)}: ${printable(message)} ${id}`;
  });
  return complete ? lines : [...lines, incompleteText];
}

/** The rule, how certain the finding is, and whether the one above it puts it together with others. */
function tagsOf(finding: Finding): string {
  return [finding.rule.id, ...certaintyOf(finding), ...(finding.isPart ? ['part of the above'] : [])].join(', ');
}

function certaintyOf({ verdict, confidence }: Finding): readonly string[] {
  if (verdict === 'unknown') return ['cannot be determined'];
  return confidence === 'possible' ? ['possible'] : [];
}

/** Says why once for each rule, and what to do once for each value. */
function findingLines(
  finding: Finding,
  { isFirst, isNewAdvice, timeline }: Once,
  { paint, excerpt, width }: Look,
): readonly string[] {
  const { rule, severity, message, outcome, anchor, targets } = finding;
  const label = (name: string, text: string): readonly string[] => labelled(name, text, { paint, width });
  const place = `${whereIs(anchor)}${finding.gone ? ' (base; deleted)' : ''}`;
  return [
    headline(severity, rule.title, tagsOf(finding), paint),
    ...wrapped(printable(message), '  ', width),
    '',
    ...codeFrame(anchor, place, excerpt(anchor), { paint, width }),
    '',
    ...baseLines(finding, label),
    ...chainLines(finding, label),
    ...timeline.flatMap((text) => label('points', text)),
    ...(outcome ? label('azure', `${outcome.text} (${outcome.confidence}: ${outcome.source})`) : []),
    ...(isFirst ? label('why', rule.why) : []),
    ...(isNewAdvice ? label('fix', finding.advice) : []),
    ...(targets.length > 1 ? label('targets', listed(targets)) : []),
  ];
}

const labelWidth = 9;

function labelled(name: string, text: string, { paint, width }: Layout): readonly string[] {
  const indent = ' '.repeat(labelWidth + 2);
  const [first = '', ...rest] = wrapped(printable(text), indent, width);
  return [`  ${paint('cyan', `${name}:`.padEnd(labelWidth))}${first.trimStart()}`, ...rest];
}

type Label = (name: string, text: string) => readonly string[];

function baseLines({ base, before }: Finding, label: Label): readonly string[] {
  return base ? label('base', `${shortened(before)} at ${whereIs(base)}`) : [];
}

/** The places through which a value comes, if it is not simply written where it is used. */
function chainLines({ chain }: Finding, label: Label): readonly string[] {
  const steps = stepsOf(chain);
  return steps.length === 0
    ? []
    : label('from', steps.map((step) => `${originText(step)} at ${whereIs(step.span)}`).join(' <- '));
}

/** The most of a line that is shown where nothing says how wide a terminal is. */
const maxFrameWidth = 120;

function codeFrame(anchor: Span, where: string, text: string | undefined, { paint, width }: Layout): readonly string[] {
  const { line, column } = startOf(anchor);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const place = `${gutter}${paint('blue', '-->')} ${printable(where)}`;
  if (text === undefined) return [place, `${paint('blue', `${number} |`)} ${withheldLine}`];
  const room = width === defaultWidth ? maxFrameWidth : width - number.length - 3;
  const [before, marked, after] = around(text, column - 1, endOf(anchor).column - 1, room).map(printable);
  return [
    place,
    `${paint('blue', `${number} |`)} ${before ?? ''}${marked ?? ''}${after ?? ''}`.trimEnd(),
    `${paint('blue', `${gutter} |`)} ${' '.repeat(before?.length ?? 0)}${paint('red', '^'.repeat(marked?.length || 1))}`,
  ];
}

/** A line before, in and after a place. One that is too long is cut around it, with a mark where something is missing. */
function around(text: string, start: number, end: number, room: number): readonly [string, string, string] {
  if (text.length <= room) return [text.slice(0, start), text.slice(start, end), text.slice(end)];
  const half = Math.floor(room / 2);
  const from = start > half ? Math.max(0, Math.min(start - half, text.length - room)) : 0;
  const to = Math.min(from + room, text.length);
  const [left, right] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const last = Math.min(end, to - right.length);
  return [
    left + text.slice(from + left.length, start),
    text.slice(start, last),
    text.slice(last, to - right.length) + right,
  ];
}

function noticeLines({ code, message, effect, span, revision }: Notice, { paint, width }: Layout): readonly string[] {
  // The compiler's own errors begin with their number.
  const named = message.startsWith(`${code}: `) ? message : `${message} [${code}]`;
  const [first = '', ...rest] = wrapped(`notice: ${printable(named)}`, '  ', width);
  return [
    first.trimStart().replace(/^notice/, () => paint('bold', paint('blue', 'notice'))),
    ...rest,
    ...(span ? [`  at ${printable(`${whereIs(span)} (${revision})`)}`] : []),
    ...(effect === '' ? [] : wrapped(printable(effect), '  ', width)),
  ];
}

/** The last lines of the report alone. */
export function summaryText(result: RunResult): string {
  const lines = summaryLines(result, { quiet: 0, more: 0, telling: tellingNotices(result).length });
  return `${lines.join('\n')}\n`;
}

const incompleteText = 'Incomplete: a part of the input could not be read, so armlock did not check it.';

function summaryLines(result: RunResult, { quiet, more, telling }: Hidden): readonly string[] {
  const { findings, complete } = result;
  const isGood = findings.length === 0 && complete && telling === 0;
  const lines = [isGood ? silenceText(result) : `${foundText(result.summary)}; ${comparedText(result)}`];
  const account = accountText(result);
  if (account !== '') lines.push(account);
  if (telling > 0) lines.push(`${count(telling, 'notice')} about what limits this result.`);
  const baseline = waivedText({ ...result, waived: result.waived.filter(({ waiver }) => waiver?.kind === 'baseline') });
  if (baseline !== '') lines.push(`${baseline}; use --report json to list them.`);
  if (more > 0) lines.push(`${count(more, 'more notice')} omitted; use --report json to list them.`);
  if (quiet > 0)
    lines.push(`${count(quiet, 'notice')} without effect on this change omitted; use --report json to list them.`);
  if (!complete) lines.push(incompleteText);
  return lines;
}

/** Findings that a waiver accepts: reviewers must see what it gives up with permission. */
function acceptedBlock(result: RunResult, { paint, width }: Layout): readonly (readonly string[])[] {
  const accepted = acceptedTexts(result);
  if (accepted.length === 0) return [];
  const shown = accepted.slice(0, maxAccepted).flatMap((text) => {
    const [first = '', ...rest] = wrapped(printable(text), '    ', width);
    return [`  ${first.trimStart()}`, ...rest];
  });
  const more = accepted.length - maxAccepted;
  return [
    [
      paint('bold', `Accepted by waiver (${accepted.length}):`),
      ...shown,
      ...(more > 0 ? [`  and ${more} more; --report json has them.`] : []),
    ],
  ];
}

/** Findings accepted by waivers that are shown. */
const maxAccepted = 20;

/** How to go on if what a run fails for is meant. */
function adviceBlock({ findings, mode }: RunResult, width: number): readonly (readonly string[])[] {
  const failing = findings.find(({ fails }) => fails);
  if (!failing) return [];
  const baseline = mode === 'check' ? ' For all that exist already: armlock check --write-baseline <file>.' : '';
  const text = `Is it meant? 'armlock explain ${failing.rule.id}' shows the waiver that accepts it.${baseline}`;
  return [wrapped(text, '', width)];
}
