/** A text, with the path under which people know it. */
export interface SourceFile {
  /** Forward-slashed path as shown to people: relative to the run's root where possible. */
  readonly path: string;
  /** The text without a byte order mark. */
  readonly text: string;
}

/** A stretch of one file: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: line and column from 1, column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Makes a source file, leaving a byte order mark out so that offsets and columns agree with editors. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}

export function spanOf(file: SourceFile, start: number, end: number): Span {
  return { file, start, end };
}

/** The smallest span that covers both; they must be of one file. */
export function cover(first: Span, last: Span): Span {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

export function textOf(span: Span): string {
  return span.file.text.slice(span.start, span.end);
}

const lineStartsByFile = new WeakMap<SourceFile, readonly number[]>();

/** Offsets at which lines begin. Lines end with LF, CRLF or CR. */
export function lineStarts(file: SourceFile): readonly number[] {
  const known = lineStartsByFile.get(file);
  if (known) return known;
  const { text } = file;
  const starts = [0];
  // Without a pattern, which would make an object for each line of each file.
  let [feed, carriage] = [text.indexOf('\n'), text.indexOf('\r')];
  while (feed >= 0 || carriage >= 0) {
    const isFeed = carriage < 0 || (feed >= 0 && feed <= carriage + 1);
    const at = isFeed ? feed : carriage;
    starts.push(at + 1);
    if (feed >= 0 && feed <= at) feed = text.indexOf('\n', at + 1);
    if (carriage >= 0 && carriage <= at) carriage = text.indexOf('\r', at + 1);
  }
  lineStartsByFile.set(file, starts);
  return starts;
}

/** Line and column of an offset, by binary search over the line starts. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

export function startOf(span: Span): Position {
  return positionAt(span.file, span.start);
}

export function endOf(span: Span): Position {
  return positionAt(span.file, span.end);
}

/** The text of a line (from 1), without its line break. */
export function lineText(file: SourceFile, line: number): string {
  const starts = lineStarts(file);
  const start = starts[line - 1];
  if (start === undefined) return '';
  // Without a pattern: a whole template may be one line.
  let end = starts[line] ?? file.text.length;
  while (end > start && isBreak(file.text.charCodeAt(end - 1))) end -= 1;
  return file.text.slice(start, end);
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** What of a span is on its first line; the rest of the line for an empty one. */
export function oneLine(span: Span): Span {
  const { line } = startOf(span);
  const start = lineStarts(span.file)[line - 1] ?? 0;
  const end = start + lineText(span.file, line).trimEnd().length;
  return spanOf(span.file, span.start, span.end === span.start ? end : Math.max(span.start, Math.min(span.end, end)));
}

/** `path:line:column`, the form that editors and terminals make clickable. */
export function whereIs(span: Span): string {
  const { line, column } = startOf(span);
  return `${span.file.path}:${line}:${column}`;
}
