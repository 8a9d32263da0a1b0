import { diffArrays } from 'diff';
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

/** Files that differ in more lines than this count as rewritten. */
const maxEdits = 4000;

/** Compares two texts by lines; without a base, every line is new. Line breaks of any kind are the same. */
export function mapLines(base: SourceFile | undefined, head: SourceFile): LineMap {
  const after = linesOf(head);
  const parts = base && diffArrays(linesOf(base), after, { maxEditLength: maxEdits });
  if (!parts) return { isChanged: () => true, isGone: () => true, headLineAt: () => 1 };
  const changed = new Set<number>();
  const places = new Map<number, number>();
  const gone = new Set<number>();
  let [baseLine, headLine] = [1, 1];
  for (const { added, removed, count } of parts) {
    for (let index = 0; index < count; index += 1) {
      if (added) changed.add(headLine++);
      else {
        if (removed) gone.add(baseLine);
        places.set(baseLine++, removed ? headLine : headLine++);
      }
    }
  }
  // What follows the last line break is no line that anybody sees.
  const last = after.at(-1) === '' ? Math.max(1, after.length - 1) : after.length;
  return {
    isChanged: (line) => changed.has(line),
    isGone: (line) => gone.has(line),
    headLineAt: (line) => Math.min(places.get(line) ?? last, last),
  };
}

function linesOf(file: SourceFile): string[] {
  return lineStarts(file).map((_, index) => lineText(file, index + 1));
}
