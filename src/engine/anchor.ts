import type { Evidence, Observed } from '../checks/check.ts';
import type { LineMap } from '../diff/lines.ts';
import { flattenOrigins, type Origin } from '../expr/value.ts';
import { lineStarts, lineText, oneLine, type SourceFile, type Span, spanOf, startOf } from '../text/source.ts';

/** The files of both revisions, for finding places that changed. */
export interface Revisions {
  /** Of a file of head against the same file in base. */
  readonly lines: (head: SourceFile) => LineMap;
  /** The file of head that was a file of base, if there is one. */
  readonly headOf: (base: SourceFile) => SourceFile | undefined;
  /** The template of head, or of base if head has none. */
  readonly root: SourceFile;
}

/**
 * Where in head a finding is shown: what was changed, as near to the definition of the value as possible; else the
 * place where a line was taken away; else the key. The span stays within one line, because hosts show a finding on a
 * change only if all its lines are part of it.
 */
export function anchorOf({ base, head }: Pick<Observed, 'base' | 'head'>, revisions: Revisions): Span {
  const changed = head && placesOf(head).find((span) => isChanged(span, revisions));
  return oneLine(
    changed ??
      deletionOf(base, revisions) ??
      head?.near ??
      samePlaceOf(base, revisions) ??
      placeWithoutHead(base, revisions),
  );
}

/** Where base says it if head has no such file, else the start of the template. */
function placeWithoutHead(base: Evidence | undefined, { root }: Revisions): Span {
  return base?.near.file === root ? base.near : spanOf(root, 0, 0);
}

/** Definitions before uses, the value itself before what holds it. */
function placesOf({ own, around, near }: Evidence): readonly Span[] {
  return [...definitionsFirst(own), near, ...definitionsFirst(around)];
}

function definitionsFirst(origins: readonly Origin[]): readonly Span[] {
  return origins.flatMap((origin) => flattenOrigins([origin]).toReversed()).map(({ span }) => span);
}

function isChanged(span: Span, { lines }: Revisions): boolean {
  return lines(span.file).isChanged(startOf(span).line);
}

/** The line of head that stands where base said what head does not say any more. */
function deletionOf(base: Evidence | undefined, { lines, headOf }: Revisions): Span | undefined {
  if (!base) return undefined;
  for (const span of placesOf(base)) {
    const file = headOf(span.file);
    if (!file) continue;
    const map = lines(file);
    const { line } = startOf(span);
    if (map.isGone(line)) return wholeLine(file, map.headLineAt(line));
  }
  return undefined;
}

/** Where head says what base says, although it means nothing there any more. */
function samePlaceOf(base: Evidence | undefined, { headOf }: Revisions): Span | undefined {
  const file = base && headOf(base.near.file);
  return file?.text === base?.near.file.text && file && base ? { ...base.near, file } : undefined;
}

/** A line without the blanks around its text. */
function wholeLine(file: SourceFile, line: number): Span {
  const start = lineStarts(file)[line - 1] ?? 0;
  const text = lineText(file, line);
  const indent = text.length - text.trimStart().length;
  return spanOf(file, start + indent, start + Math.max(indent, text.trimEnd().length));
}

/** Where base says it: the definition of the value, or the key if there is none. */
export function basePlaceOf(base: Evidence | undefined): Span | undefined {
  if (!base) return undefined;
  const [first] = base.own;
  const definition = first && flattenOrigins([first]).at(-1)?.span;
  return oneLine(definition ?? base.near);
}
