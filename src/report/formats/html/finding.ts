import type { Finding } from '../../../engine/result.ts';
import type { TimelineChange } from '../../../protection/policy/timeline.ts';
import { type Span, startOf } from '../../../text/source.ts';
import type { Quotation, QuotedLine } from '../../writing/excerpt.ts';
import { clipped } from '../../writing/order.ts';
import { originText, stepsOf } from '../../writing/result-text.ts';
import { helpPage, type Links } from '../../writing/urls.ts';
import { recoveryPointFigure } from './bands.ts';
import { ladderSteps } from './ladder.ts';
import { anchorTo, html, type Markup } from './markup.ts';

/** What the page around a finding gives it. */
export interface Surroundings {
  readonly links: Links;
  readonly quote: Quotation;
  /** The day of the run, at midnight UTC; without it, nothing is drawn. */
  readonly today: Date | undefined;
}

/** Lines before and after the one that is meant. */
const around = 2;

const maxLine = 300;

/** The most names of resources, and of targets, that a finding lists. */
const maxNames = 50;

/** How one finding stands among the others. */
export interface Shown {
  readonly id: string;
  /** What is drawn with it: what an earlier finding of the same policy has drawn is left out. */
  readonly timeline: readonly TimelineChange[];
  /** Whether the findings that it puts together follow, so that it need not repeat them. */
  readonly hasPartsBelow: boolean;
}

/** One finding with all that helps to judge it. */
export function findingArticle(
  finding: Finding,
  { id, timeline, hasPartsBelow }: Shown,
  surroundings: Surroundings,
): Markup {
  const { severity, message, rule, isPart } = finding;
  const { today } = surroundings;
  const figures = today
    ? timeline.map((change, index) => recoveryPointFigure(change, today, `${id}-points-${index + 1}`))
    : [];
  return html`<article class="finding ${severity}${isPart ? ' part' : ''}" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><span class="severity">${isPart ? 'part' : severity}</span> ${hasPartsBelow ? rule.title : message}</h3>
<p class="quiet">${anchorTo(helpPage(rule, surroundings.links), rule.title)} [${rule.id}]${certaintyOf(finding)}</p>
${
  hasPartsBelow
    ? undefined
    : html`${ladderSteps(finding)}
${codeOf(finding, surroundings)}`
}
${figures}
<dl>${hasPartsBelow ? undefined : changeRows(finding)}${rowsOf(finding, surroundings)}</dl>
</article>
`;
}

function certaintyOf({ verdict, confidence }: Finding): string {
  if (verdict === 'unknown') return ', cannot be determined';
  return confidence === 'possible' ? ', possible' : '';
}

/** The lines of both revisions. If head has no such file, the place is in base, and only that is shown. */
function codeOf({ base, anchor, gone }: Finding, { quote, links }: Surroundings): Markup {
  const blocks = gone
    ? [codeBlock('base; deleted', anchor, quote(anchor, around), undefined)]
    : [
        ...(base ? [codeBlock('base', base, quote(base, around), undefined)] : []),
        codeBlock('head', anchor, quote(anchor, around), links.addressOf?.(anchor)),
      ];
  return html`<div class="code" tabindex="0" role="group" aria-label="Lines of the templates">${blocks}</div>`;
}

type Side = 'base' | 'base; deleted' | 'head';

function codeBlock(side: Side, span: Span, lines: readonly QuotedLine[], url: string | undefined): Markup {
  const [sign, style] = side === 'head' ? ['+', 'plus'] : ['-', 'minus'];
  const rows = lines.map(
    ({ number, text, isMeant }) =>
      html`<tr${isMeant ? html` class="${style}"` : undefined}><td class="number">${number}</td><td>${isMeant ? sign : ' '} ${clipped(text, maxLine)}</td></tr>`,
  );
  const place = `${span.file.path}:${startOf(span).line}`;
  return html`<table><caption>${side}: ${anchorTo(url, place)}</caption><tbody>${rows}</tbody></table>`;
}

/** What was and what is; of several losses, each of them. */
function changeRows({ before, after, chain, parts }: Finding): readonly Markup[] {
  const steps = stepsOf(chain).map((origin) => `${originText(origin)} at ${placeOf(origin.span)}`);
  return [
    row('Change', html`<code>${clipped(before, maxLine)}</code> → <code>${clipped(after, maxLine)}</code>`),
    ...(steps.length === 0 ? [] : [row('Comes from', html`${steps.join(' ← ')}`)]),
    ...parts.map(({ message, span }) => row('Part', html`${message} <code>${placeOf(span)}</code>`)),
  ];
}

function rowsOf(finding: Finding, { links }: Surroundings): readonly Markup[] {
  const { outcome, names, targets, rule, advice, waiver } = finding;
  return [
    ...(outcome
      ? [row('What Azure does', html`${outcome.text} (${anchorTo(outcome.source, outcome.confidence)})`)]
      : []),
    row('Why', html`${rule.why}`),
    row('What to do', html`${advice}`),
    ...(names.length > 1 ? [row('Resources', listed(names))] : []),
    ...(targets.length > 0 ? [row(targets.length === 1 ? 'Target' : 'Targets', listed(targets))] : []),
    ...(waiver?.kind === 'requested' ? [row('Asked to accept', html`${waiver.reason} (${placeOf(waiver.span)})`)] : []),
    ...moreLinks(finding, links),
  ];
}

/** The pages of Microsoft that a rule names, but for the one that its title links to. */
function moreLinks({ rule }: Finding, links: Links): readonly Markup[] {
  const others = rule.references.filter((url) => url !== helpPage(rule, links));
  const items = others.map((url, index) => html`${index === 0 ? '' : ', '}${anchorTo(url, url)}`);
  return items.length === 0 ? [] : [row('Read more', html`${items}`)];
}

function row(name: string, content: Markup): Markup {
  return html`<dt>${name}</dt><dd>${content}</dd>`;
}

function listed(names: readonly string[]): Markup {
  const shown = names.slice(0, maxNames).map((name, index) => html`${index === 0 ? '' : ', '}<code>${name}</code>`);
  return html`${shown}${names.length > maxNames ? ` and ${names.length - maxNames} more` : ''}`;
}

function placeOf(span: Span): string {
  return `${span.file.path}:${startOf(span).line}`;
}
