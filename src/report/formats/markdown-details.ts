import type { Finding } from '../../engine/result.ts';
import type { Origin } from '../../expr/value.ts';
import type { Excerpt } from '../writing/excerpt.ts';
import { withheldLine } from '../writing/excerpt.ts';
import { clipped } from '../writing/order.ts';
import { listed, originText, stepsOf } from '../writing/result-text.ts';
import { printable } from '../writing/sanitize.ts';
import { code, fenced, link, prose } from './markdown-text.ts';
import { maxCell, placeText, type Writer } from './markdown-writer.ts';

const maxSnippet = 300;

/** What a detail says only once. */
export interface Once {
  /** Whether it is the first finding of its rule, which says why. */
  readonly isFirst: boolean;
  /** Whether no finding before it said the same about what to do. */
  readonly isNewAdvice: boolean;
  /** Whether the findings that it puts together follow, so that it need not list them. */
  readonly hasPartsBelow: boolean;
  /** Pictures of recovery points that no finding before it has. */
  readonly pictures: readonly string[];
}

/** Everything about a finding, folded. Says why once for each rule, and what to do once for each value. */
export function detailBlock(
  finding: Finding,
  { isFirst, isNewAdvice, hasPartsBelow, pictures }: Once,
  write: Writer,
  excerpt: Excerpt,
): string {
  const { rule, severity, message, outcome, anchor, base, before, chain, names, targets, parts, isPart, gone } =
    finding;
  // Its parts say below what happened.
  const summary = hasPartsBelow ? rule.title : message;
  const items = [
    ...(base && !hasPartsBelow ? [`**Base:** ${code(clipped(before, maxCell))} at ${placeText(base)}`] : []),
    ...chainItem(chain, write),
    ...(hasPartsBelow ? [] : parts).map(
      (part) => `**Part:** ${prose(clipped(part.message, 2 * maxCell))} (${write.place(part.span)})`,
    ),
    ...(outcome ? [`**Azure:** ${prose(outcome.text)} (${sourceText(outcome.confidence, outcome.source)})`] : []),
    ...(isFirst ? [`**Why:** ${prose(rule.why)}`] : []),
    ...(isNewAdvice ? [`**What to do:** ${prose(finding.advice)}`] : []),
    ...(names.length > 1 ? [`**Resources:** ${listed(names.map(code))}`] : []),
    ...(targets.length > 1 ? [`**Targets:** ${listed(targets.map(code))}`] : []),
  ];
  return [
    `<details><summary>${isPart ? 'part' : severity}: ${prose(clipped(summary, 2 * maxCell))}</summary>`,
    `${gone ? `${placeText(anchor)} (base; deleted)` : write.place(anchor)} [${code(rule.id)}]`,
    ...(hasPartsBelow ? [] : [snippet(finding, excerpt)]),
    ...pictures,
    items.map((item) => `- ${item}`).join('\n'),
    '</details>',
  ].join('\n\n');
}

/** The line of base and that of head as a change, if both are there and differ. */
function snippet({ anchor, base, gone }: Finding, excerpt: Excerpt): string {
  const [was, is] = [base, anchor].map((span) => span && shownLine(excerpt(span)));
  if (gone) return fenced('diff', `- ${is}`);
  if (was === undefined || was === is || was === '') return fenced('', is ?? '');
  return fenced('diff', `- ${was}\n+ ${is}`);
}

function shownLine(text: string = withheldLine): string {
  return printable(clipped(text.trim(), maxSnippet));
}

function sourceText(confidence: string, source: string): string {
  return /^https:\/\//.test(source) ? link(confidence, source) : `${confidence}: ${prose(source)}`;
}

/** The places through which a value comes, if it is not simply written where it is used. */
function chainItem(chain: readonly Origin[], write: Writer): readonly string[] {
  const steps = stepsOf(chain).map((origin) => `${prose(originText(origin))} at ${write.place(origin.span)}`);
  return steps.length === 0 ? [] : [`**From:** ${steps.join(', from ')}`];
}
