import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { Severity } from '../../rules/rule.ts';
import type { Span } from '../../text/source.ts';
import { clipped, significantNotices, worstFirst } from '../writing/order.ts';
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
export function annotationsOf({ findings, notices, complete }: RunResult): readonly Annotation[] {
  return [
    ...(complete ? [] : [incomplete]),
    ...worstFirst(findings).map(findingAnnotation),
    ...significantNotices(notices)
      .filter(({ revision }) => revision === 'head')
      .map(noticeAnnotation),
  ];
}

const incomplete: Annotation = {
  severity: 'error',
  code: 'incomplete',
  title: 'armlock could not check this change completely',
  paragraphs: ['A part of the input could not be read.'],
  span: undefined,
};

function findingAnnotation({ rule, severity, message, advice, outcome, anchor, targets }: Finding): Annotation {
  const paragraphs = [
    message,
    ...(outcome ? [outcome.text] : []),
    `What to do: ${advice}`,
    ...(targets.length > 1 ? [`Targets: ${targets.join(', ')}`] : []),
  ];
  return { severity, code: rule.id, title: printable(rule.title), paragraphs: paragraphs.map(plain), span: anchor };
}

function noticeAnnotation({ severity, code, message, effect, span }: Notice): Annotation {
  const paragraphs = [message, effect].filter((text) => text !== '').map(plain);
  return { severity, code, title: 'armlock cannot see everything', paragraphs, span };
}

function plain(text: string): string {
  return printable(clipped(text, maxParagraph));
}
