import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { Severity } from '../../rules/rule.ts';
import { type Span, whereIs } from '../../text/source.ts';
import { blocksOf, clipped, significantNotices, worstFirst } from '../writing/order.ts';
import { listed } from '../writing/result-text.ts';
import { printable } from '../writing/sanitize.ts';

/** What a build host shows beside a line of a file. */
export interface Annotation {
  readonly severity: Severity;
  /** Rule or code of the notice. */
  readonly code: string;
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly paragraphs: readonly string[];
  readonly span: Span | undefined;
}

/** Hosts take more, people do not. */
const maxParagraph = 1000;

/** All that a run has to say, the worst first. */
export function annotationsOf({ findings, waived, notices, complete }: RunResult): readonly Annotation[] {
  return [
    ...(complete ? [] : [incomplete]),
    ...blocksOf(worstFirst(findings)).flatMap(withoutRepeated).map(findingAnnotation),
    ...worstFirst(waived).flatMap(acceptedAnnotation),
    ...significantNotices(notices)
      .filter(({ revision }) => revision === 'head')
      .map(noticeAnnotation),
  ];
}

/** Hosts show annotations at their lines, where what puts several losses together names those of that line already. */
function withoutRepeated([whole, ...parts]: readonly [Finding, ...Finding[]]): readonly Finding[] {
  const isElsewhere = ({ anchor }: Finding): boolean => whereIs(anchor) !== whereIs(whole.anchor);
  return [whole, ...parts.filter(isElsewhere)];
}

const incomplete: Annotation = {
  severity: 'error',
  code: 'incomplete',
  title: 'armlock could not check this change completely',
  paragraphs: ['A part of the input could not be read.'],
  span: undefined,
};

/** A waiver hides no loss from those who review a change. */
function acceptedAnnotation(finding: Finding): readonly Annotation[] {
  const { waiver, message } = finding;
  if (waiver?.kind !== 'waived') return [];
  const { owner, expires, reason } = waiver.waiver;
  const paragraphs = [message, `${owner} accepts it until ${expires}: ${reason}`].map(plain);
  return [{ severity: 'note', code: 'waived', title: 'Accepted by waiver', paragraphs, span: placeIn(finding) }];
}

/** Hosts show nothing at a file that head does not have. */
function placeIn({ anchor, gone }: Finding): Span | undefined {
  return gone ? undefined : anchor;
}

function findingAnnotation(finding: Finding): Annotation {
  const { rule, severity, message, advice, outcome, anchor, targets, gone } = finding;
  const paragraphs = [
    message,
    ...(gone ? [`In base, at ${whereIs(anchor)}; head has no such file.`] : []),
    ...(outcome ? [outcome.text] : []),
    `What to do: ${advice}`,
    ...(targets.length > 1 ? [`Targets: ${listed(targets)}`] : []),
  ];
  return {
    severity,
    code: rule.id,
    title: printable(rule.title),
    paragraphs: paragraphs.map(plain),
    span: placeIn(finding),
  };
}

function noticeAnnotation({ severity, code, message, effect, span }: Notice): Annotation {
  const paragraphs = [message, effect].filter((text) => text !== '').map(plain);
  return { severity, code, title: 'armlock cannot see everything', paragraphs, span };
}

function plain(text: string): string {
  return printable(clipped(text, maxParagraph));
}
