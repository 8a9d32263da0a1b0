import type { RunResult } from '../../engine/result.ts';
import { secretLines } from '../../engine/secret-lines.ts';
import { lineStarts, lineText, positionAt, type Span, spanOf, startOf } from '../../text/source.ts';

/** The text of the line on which a span starts, or undefined if it may not be shown. */
export type Excerpt = (span: Span) => string | undefined;

/** What stands in place of a line that may not be shown. */
export const withheldLine = '(line not shown: it may hold a secure value)';

/** Gives the lines of a run that reports quote. All of them come from here, so that no report shows a secret. */
export function excerptsOf({ secretSpans, secretTexts }: Pick<RunResult, 'secretSpans' | 'secretTexts'>): Excerpt {
  const holdsSecret = secretLines(secretSpans);
  return (span) => {
    const line = holdsSecret(span) ? undefined : lineText(span.file, startOf(span).line);
    return line === undefined || secretTexts.some((text) => line.includes(text)) ? undefined : line;
  };
}

/** A line of a file as reports quote it. */
export interface QuotedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether it is the line that is meant, not one beside it. */
  readonly isMeant: boolean;
}

/** The line on which a span starts, with as many before and after it. Lines with a secret are not shown. */
export type Quotation = (span: Span, around: number) => readonly QuotedLine[];

/** Quotes lines of a run with those beside them, under the same law as {@link excerptsOf}. */
export function quotationsOf(run: Pick<RunResult, 'secretSpans' | 'secretTexts'>): Quotation {
  const excerpt = excerptsOf(run);
  return ({ file, start }, around) => {
    const starts = lineStarts(file);
    const { line } = positionAt(file, start);
    const first = Math.max(1, line - around);
    const last = Math.min(starts.length, line + around);
    return Array.from({ length: last - first + 1 }, (_, index): QuotedLine => {
      const number = first + index;
      const place = spanOf(file, starts[number - 1] ?? 0, starts[number - 1] ?? 0);
      return { number, text: excerpt(place) ?? withheldLine, isMeant: number === line };
    });
  };
}
