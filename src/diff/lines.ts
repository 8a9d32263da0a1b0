import { type ChangeObject, diffArrays } from 'diff';
import { lineStarts, lineText, type SourceFile } from '../text/source.ts';

/** How the lines of a file in head relate to those of the same file in base. Lines count from 1. */
export interface LineMap {
  /** Whether a line of head is new or changed. */
  readonly isChanged: (headLine: number) => boolean;
  /** Whether a line of base is gone or changed. */
  readonly isGone: (baseLine: number) => boolean;
  /** The line of head that stands where a line of base is, or was. */
  readonly headLineAt: (baseLine: number) => number;
}

/** Where files differ in more lines than this, lines that are in both but once show what belongs together. */
const maxEdits = 400;

/** Compares two texts by lines; without a base, every line is new. Line breaks of any kind are the same. */
export function mapLines(base: SourceFile | undefined, head: SourceFile): LineMap {
  if (!base) return { isChanged: () => true, isGone: () => true, headLineAt: () => 1 };
  const numbers = new Map<string, number>();
  const [before, after] = [linesOf(base, numbers), linesOf(head, numbers)];
  const parts = partsOf(before, after);
  // A file may have millions of lines; with index 0 left out.
  const changed = new Uint8Array(after.length + 1);
  const gone = new Uint8Array(before.length + 1);
  const places = new Uint32Array(before.length + 1);
  let [baseLine, headLine] = [1, 1];
  for (const { added, removed, count } of parts) {
    for (let index = 0; index < count; index += 1) {
      if (added) changed[headLine++] = 1;
      else {
        if (removed) gone[baseLine] = 1;
        places[baseLine++] = removed ? headLine : headLine++;
      }
    }
  }
  // What follows the last line break is not a visible line.
  const last = lineText(head, after.length) === '' ? Math.max(1, after.length - 1) : after.length;
  return {
    isChanged: (line) => changed[line] === 1,
    isGone: (line) => gone[line] === 1,
    headLineAt: (line) => Math.min(places[line] || last, last),
  };
}

/** Lines in a row of which the same became. */
type Part = Pick<ChangeObject<number[]>, 'added' | 'removed' | 'count'>;

/** Lines from which on a search through what both files end with takes too long. */
const longFile = 20_000;

/** What both files begin with is the same without a search. */
function partsOf(before: number[], after: number[]): readonly Part[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  // Where closing brackets repeat, this moves the place of a removal up to an earlier one: only a long file is worth it.
  while (most > longFile && end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const same = (count: number): readonly Part[] => (count === 0 ? [] : [{ added: false, removed: false, count }]);
  return [...same(start), ...(closeParts(gone, come) ?? farParts(gone, come)), ...same(end)];
}

function closeParts(before: number[], after: number[]): readonly Part[] | undefined {
  if (leastEdits(before, after) > maxEdits) return undefined;
  return diffArrays(before, after, { maxEditLength: maxEdits });
}

/** How many lines come and go at least: those that the other file does not have as often. */
function leastEdits(before: readonly number[], after: readonly number[]): number {
  const surplus = new Map<number, number>();
  for (const line of before) surplus.set(line, (surplus.get(line) ?? 0) + 1);
  for (const line of after) surplus.set(line, (surplus.get(line) ?? 0) - 1);
  let sum = 0;
  for (const count of surplus.values()) sum += Math.abs(count);
  return sum;
}

/** Compares what lies between lines that are alike; what differs too much even there counts as written anew. */
function farParts(before: number[], after: number[]): readonly Part[] {
  const ends = [...commonLines(before, after), { base: before.length, head: after.length }];
  let [base, head] = [0, 0];
  return ends.flatMap((end) => {
    const [gone, come] = [before.slice(base, end.base), after.slice(head, end.head)];
    [base, head] = [end.base, end.head];
    return (
      closeParts(gone, come) ?? [
        { added: false, removed: true, count: gone.length },
        { added: true, removed: false, count: come.length },
      ]
    );
  });
}

/** A line by its index in both files. */
interface Common {
  readonly base: number;
  readonly head: number;
}

/** The lines that each file has once, as many as are in the same order in both. */
function commonLines(before: readonly number[], after: readonly number[]): readonly Common[] {
  const [inBase, inHead] = [onlyOnes(before), onlyOnes(after)];
  const common = [...inBase].flatMap(([line, base]): readonly Common[] => {
    const head = inHead.get(line);
    return head === undefined ? [] : [{ base, head }];
  });
  return longestRising(common);
}

/** Where each line is that is there once. */
function onlyOnes(lines: readonly number[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const several = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (places.has(line)) several.add(line);
    else places.set(line, index);
  }
  for (const line of several) places.delete(line);
  return places;
}

interface Link {
  readonly one: Common;
  readonly before: Link | undefined;
}

/** The longest part of a list, in which the lines of head rise, too. */
function longestRising(common: readonly Common[]): readonly Common[] {
  // The last link of the best list of each length.
  const best: Link[] = [];
  for (const one of common) {
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((best[middle]?.one.head ?? 0) < one.head) low = middle + 1;
      else high = middle;
    }
    best[low] = { one, before: best[low - 1] };
  }
  const found: Common[] = [];
  for (let link = best.at(-1); link; link = link.before) found.push(link.one);
  return found.reverse();
}

/** The lines of a file as numbers, because they are compared very often: equal lines have the same. */
function linesOf(file: SourceFile, numbers: Map<string, number>): number[] {
  return lineStarts(file).map((_, index) => {
    const text = lineText(file, index + 1);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}
