import type { RunResult } from '../../engine/result.ts';
import { secretLines } from '../../engine/secret-lines.ts';
import { lineText, type Span, startOf } from '../../text/source.ts';

/** The text of the line on which a span starts, or undefined if it may not be shown. */
export type Excerpt = (span: Span) => string | undefined;

/** What stands in place of a line that may not be shown. */
export const withheldLine = '(line not shown: it holds a secure value)';

/** Gives the lines of a run that reports quote. All of them come from here, so that no report shows a secret. */
export function excerptsOf({ secretSpans }: Pick<RunResult, 'secretSpans'>): Excerpt {
  const holdsSecret = secretLines(secretSpans);
  return (span) => (holdsSecret(span) ? undefined : lineText(span.file, startOf(span).line));
}
