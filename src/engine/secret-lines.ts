import { once } from '../text/memo.ts';
import { endOf, type SourceFile, type Span, startOf } from '../text/source.ts';

/** Whether any line of a span holds a secret. */
export type HoldsSecret = (span: Span) => boolean;

interface SecretLines {
  readonly file: SourceFile;
  readonly lines: Set<number>;
}

/**
 * Finds the lines on which secrets are written. A file that was read several times is the same file: what one target
 * says about it holds for all. The files are looked at when it is first asked for, which many runs never do.
 */
export function secretLines(secrets: readonly Span[]): HoldsSecret {
  const found = once(() => linesWith(secrets));
  return (span) => found()(span);
}

function linesWith(secrets: readonly Span[]): HoldsSecret {
  const byPath = new Map<string, SecretLines[]>();
  const known = new Map<SourceFile, Set<number>>();
  const linesOf = (file: SourceFile): Set<number> => {
    const same = known.get(file) ?? byPath.get(file.path)?.find((one) => one.file.text === file.text)?.lines;
    const lines = same ?? new Set<number>();
    if (!same) byPath.set(file.path, [...(byPath.get(file.path) ?? []), { file, lines }]);
    known.set(file, lines);
    return lines;
  };
  for (const span of secrets) {
    const lines = linesOf(span.file);
    for (const line of lineNumbers(span)) lines.add(line);
  }
  return (span) => {
    const lines = linesOf(span.file);
    return lines.size > 0 && lineNumbers(span).some((line) => lines.has(line));
  };
}

function lineNumbers(span: Span): readonly number[] {
  const [first, last] = [startOf(span).line, endOf(span).line];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
