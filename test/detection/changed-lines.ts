import type { Files } from './places.ts';

/** Says of a line of head whether it is the one that a person would look at. */
type IsChanged = (file: string, line: number) => boolean;

/**
 * The lines that a change touches: those that head has newly. Where something is only removed, those beside it, and
 * the one where the block begins that held it.
 */
export function changedLines(base: Files, head: Files): IsChanged {
  const changes = Object.entries(head).flatMap(([file, text]) => {
    const before = base[file];
    return before === undefined || before === text ? [] : [[file, linesOf(before, text)] as const];
  });
  const byFile = new Map(changes);
  return (file, line) => byFile.get(file)?.has(line) === true;
}

function linesOf(before: string, after: string): ReadonlySet<number> {
  const [from, to] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start += 1;
  let [endFrom, endTo] = [from.length, to.length];
  while (endFrom > start && endTo > start && from[endFrom - 1] === to[endTo - 1]) {
    endFrom -= 1;
    endTo -= 1;
  }
  const own = Array.from({ length: endTo - start }, (_, index) => start + 1 + index);
  return new Set([...own, ...(own.length === 0 ? around(to, start) : []), ...holders(to, start, own.length)]);
}

/** The lines with text on both sides of a gap, and the line that begins the block around it. */
function around(lines: readonly string[], at: number): readonly number[] {
  const above = lines.slice(0, at).findLastIndex((line) => line.trim() !== '');
  const below = lines.findIndex((line, index) => index >= at && line.trim() !== '');
  const indent = indentOf(lines[below] ?? '');
  const opener = lines.slice(0, at).findLastIndex((line) => line.trim() !== '' && indentOf(line) < Math.max(1, indent));
  return [above, below, opener].filter((index) => index >= 0).map((index) => index + 1);
}

/** A comma that a language wants belongs to the line before it; the change is then what follows. */
function holders(lines: readonly string[], start: number, count: number): readonly number[] {
  const isComma = count === 1 && /^[\s\]}]*,?$/.test(lines[start] ?? '');
  return isComma ? around(lines, start) : [];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
