import { type Evidence, evidenceOfResource, type Reported } from '../checks/check.ts';
import type { LineMaps } from '../diff/line-maps.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import type { Origin } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { endOf, lineStarts, lineText, oneLine, type SourceFile, type Span, spanOf, startOf } from '../text/source.ts';

/**
 * Where in head a finding is shown: what was changed, as near to the definition of the value as possible; else the
 * place where a line was removed; else what holds the value, and the key if nothing of it changed. The span stays
 * within one line, because hosts show a finding on a change only if all its lines are part of it.
 */
export function anchorOf({ base, head, pair }: Pick<Reported, 'base' | 'head' | 'pair'>, lineMaps: LineMaps): Span {
  const resource = pair.head && evidenceOfResource(pair.head);
  return oneLine(
    changeOf(head && startsOf(head), lineMaps) ??
      deletionOf(base && startsOf(base), lineMaps) ??
      changeOf(head && insidesOf(head), lineMaps) ??
      deletionOf(base && insidesOf(base), lineMaps) ??
      changeOf(head && holdersOf(head), lineMaps) ??
      changeOf(pair.head && conditionOf(pair.head), lineMaps) ??
      deletionOf(base && holdersOf(base), lineMaps) ??
      // A resource that is another one says what it always said.
      changeOf(resource && startsOf(resource), lineMaps) ??
      changeOf(resource && holdersOf(resource), lineMaps) ??
      (head && placeIn(head, resource, lineMaps)) ??
      samePlaceOf(base, lineMaps) ??
      deletionOf(base && insidesOfHolders(base), lineMaps) ??
      placeWithoutHead(base, lineMaps),
  );
}

/** Where base says it if head has no such file, else the line of head that stands there; the start if none does. */
function placeWithoutHead(base: Evidence | undefined, { root, lines, headOf }: LineMaps): Span {
  if (base?.near.file === root) return base.near;
  const file = base && headOf(base.near.file);
  if (!file) return spanOf(root, 0, 0);
  return wholeLine(file, lines(file).headLineAt(startOf(base.near).line));
}

/** A place that may have changed, with the lines on which it counts. */
interface Place {
  readonly span: Span;
  readonly lines: 'first' | 'all';
}

/** Where a value is defined, where it is used, and its key. */
function startsOf({ own, near }: Evidence): readonly Place[] {
  return [...definitionsFirst(own), near].map((span): Place => ({ span, lines: 'first' }));
}

/** What is within a value, such as an item of a list. */
function insidesOf({ own }: Evidence): readonly Place[] {
  return definitionsFirst(own).map((span): Place => ({ span, lines: 'all' }));
}

/** What decides whether a resource is deployed. */
function conditionOf({ condition }: Resource): readonly Place[] {
  return definitionsFirst(condition?.origins ?? []).map((span): Place => ({ span, lines: 'first' }));
}

/** The key of what head says, or where head calls the module of a registry that says it. */
function placeIn({ near, around }: Evidence, resource: Evidence | undefined, { isCompared }: LineMaps): Span {
  const holders = [...around, ...(resource?.around ?? [])].map(({ span }) => span);
  return [near, ...holders].find(({ file }) => isCompared(file)) ?? near;
}

function holdersOf({ around }: Evidence): readonly Place[] {
  return definitionsFirst(around).map((span): Place => ({ span, lines: 'first' }));
}

/** What is within the declaration of a resource, and of the deployments that lead to it. */
function insidesOfHolders({ around }: Evidence): readonly Place[] {
  return definitionsFirst(around).map((span): Place => ({ span, lines: 'all' }));
}

/** Definitions before uses. */
function definitionsFirst(origins: readonly Origin[]): readonly Span[] {
  return origins.flatMap((origin) => flattenOrigins([origin]).toReversed()).map(({ span }) => span);
}

/** The lines of a place on which it counts. */
function linesOf({ span, lines }: Place): readonly number[] {
  const first = startOf(span).line;
  const last = lines === 'first' ? first : endOf(span).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The first place that head changed: where it begins, or the line in it that is another one. */
function changeOf(places: readonly Place[] = [], { lines, isCompared }: LineMaps): Span | undefined {
  for (const place of places.filter(({ span }) => isCompared(span.file))) {
    const { span } = place;
    const map = lines(span.file);
    const [first] = linesOf(place);
    const line = linesOf(place).find((one) => map.isChanged(one));
    if (line !== undefined) return line === first ? span : wholeLine(span.file, line);
  }
  return undefined;
}

/** The line of head that stands where base said what head no longer says. */
function deletionOf(places: readonly Place[] = [], { lines, headOf }: LineMaps): Span | undefined {
  for (const place of places) {
    const file = headOf(place.span.file);
    if (!file) continue;
    const map = lines(file);
    const line = linesOf(place).find((one) => map.isGone(one));
    if (line !== undefined) return wholeLine(file, map.headLineAt(line));
  }
  return undefined;
}

/** Where head says what base says, although it no longer means anything there. */
function samePlaceOf(base: Evidence | undefined, { headOf }: LineMaps): Span | undefined {
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

/**
 * Where base says it: the definition of the value, or the key if there is none. A resource is where it is declared, and
 * not where its name comes from.
 */
export function basePlaceOf({ base, property }: Pick<Reported, 'base' | 'property'>): Span | undefined {
  if (!base) return undefined;
  const [first] = property === '' ? [] : base.own;
  const definition = first && flattenOrigins([first]).at(-1)?.span;
  return oneLine(definition ?? base.near);
}
