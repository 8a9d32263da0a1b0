import { styleText } from 'node:util';
import { shortened } from '../../engine/message.ts';
import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { Severity } from '../../rules/rule.ts';
import { endOf, type Span, startOf, whereIs } from '../../text/source.ts';
import { count } from '../resolve/resolve-text.ts';
import { type Excerpt, excerptsOf, withheldLine } from '../writing/excerpt.ts';
import { accountText, comparedText, foundText, originText, stepsOf, waivedText } from '../writing/result-text.ts';
import { printable, withoutCommands } from '../writing/sanitize.ts';
import { timelineText } from '../writing/timeline-text.ts';
import { wrapped } from '../writing/wrap.ts';

/** How a piece of text looks on a terminal. */
type Paint = (style: Style, text: string) => string;
type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'blue';

const plain: Paint = (_, text) => text;
const colourful: Paint = (style, text) => styleText(style, text, { validateStream: false });

export interface TextOptions {
  readonly colour: boolean;
}

/** Notices beyond these are counted: findings must not drown in them. */
const maxNotices = 10;

/** Notices that a text report leaves out. */
interface Hidden {
  /** Without effect on this change. */
  readonly quiet: number;
  /** Beyond the number that is shown. */
  readonly more: number;
}

/** Writes a run for people. */
export function textReport(result: RunResult, { colour }: TextOptions): string {
  const paint = colour ? colourful : plain;
  const excerpt = excerptsOf(result);
  const telling = tellingNotices(result);
  const shown = telling.slice(0, maxNotices);
  const blocks = [
    ...saidOnce(result.findings).map(([finding, once]) => findingLines(finding, once, { paint, excerpt })),
    ...shown.map((notice) => noticeLines(notice, paint)),
    summaryLines(result, { quiet: result.notices.length - telling.length, more: telling.length - shown.length }),
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

/** How findings are shown. */
interface Look {
  readonly paint: Paint;
  readonly excerpt: Excerpt;
}

/** Says why once for each rule, and what to do once for each value. */
function findingLines(
  finding: Finding,
  { isFirst, isNewAdvice, timeline }: Once,
  { paint, excerpt }: Look,
): readonly string[] {
  const { rule, severity, message, outcome, anchor, targets, confidence, verdict } = finding;
  const certainty = verdict === 'unknown' ? 'cannot be determined' : confidence === 'possible' ? 'possible' : undefined;
  const label = (name: string, text: string): readonly string[] => labelled(name, text, paint);
  return [
    headline(severity, rule.title, certainty ? `${rule.id}, ${certainty}` : rule.id, paint),
    ...wrapped(printable(message), '  '),
    '',
    ...codeFrame(anchor, excerpt(anchor), paint),
    '',
    ...baseLines(finding, label),
    ...chainLines(finding, label),
    ...timeline.flatMap((text) => label('points', text)),
    ...(outcome ? label('azure', `${outcome.text} (${outcome.confidence}: ${outcome.source})`) : []),
    ...(isFirst ? label('why', rule.why) : []),
    ...(isNewAdvice ? label('fix', finding.advice) : []),
    ...(targets.length > 1 ? label('targets', targets.join(', ')) : []),
  ];
}

const labelWidth = 9;

function labelled(name: string, text: string, paint: Paint): readonly string[] {
  const indent = ' '.repeat(labelWidth + 2);
  const [first = '', ...rest] = wrapped(printable(text), indent);
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

/** Longer lines are cut around the place that matters. */
const maxFrameWidth = 120;

function codeFrame(anchor: Span, text: string | undefined, paint: Paint): readonly string[] {
  const { line, column } = startOf(anchor);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const place = `${gutter}${paint('blue', '-->')} ${printable(whereIs(anchor))}`;
  if (text === undefined) return [place, `${paint('blue', `${number} |`)} ${withheldLine}`];
  const start = column - 1;
  const from = start > maxFrameWidth ? start - maxFrameWidth / 2 : 0;
  const to = from + maxFrameWidth;
  const end = Math.min(endOf(anchor).column - 1, to);
  const [before, marked, after] = [text.slice(from, start), text.slice(start, end), text.slice(end, to)].map(printable);
  return [
    place,
    `${paint('blue', `${number} |`)} ${before ?? ''}${marked ?? ''}${after ?? ''}`.trimEnd(),
    `${paint('blue', `${gutter} |`)} ${' '.repeat(before?.length ?? 0)}${paint('red', '^'.repeat(marked?.length || 1))}`,
  ];
}

function noticeLines({ severity, code, message, effect, span, revision }: Notice, paint: Paint): readonly string[] {
  const place = span ? `${whereIs(span)} (${revision})` : revision;
  return [
    headline(severity, message, code, paint),
    `  at ${printable(place)}`,
    ...(effect === '' ? [] : wrapped(printable(effect), '  ')),
  ];
}

/** The last lines of the report alone. */
export function summaryText(result: RunResult): string {
  return `${summaryLines(result, { quiet: 0, more: 0 }).join('\n')}\n`;
}

function summaryLines(result: RunResult, { quiet, more }: Hidden): readonly string[] {
  const lines = [`${foundText(result.summary)}; ${comparedText(result)}`];
  const account = accountText(result);
  if (account !== '') lines.push(account);
  if (result.waived.length > 0) lines.push(`${waivedText(result)}; use --report json to list them.`);
  if (more > 0) lines.push(`${count(more, 'more notice')} omitted; use --report json to list them.`);
  if (quiet > 0)
    lines.push(`${count(quiet, 'notice')} without effect on this change omitted; use --report json to list them.`);
  if (!result.complete) lines.push('Incomplete: a part of the input could not be read, so armlock did not check it.');
  return lines;
}
