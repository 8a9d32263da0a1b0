import { lineStarts, type SourceFile } from '../../src/text/source.ts';

const tokenLine = /^\/\/@\[(\d+):(\d+)\) (\w+)/;

/**
 * Reads a token listing of the official compiler: behind each line of the source follow its tokens with their columns
 * in that line. Returns `Kind start-end` with offsets in the whole file.
 */
export function officialTokens(file: SourceFile, listing: string): readonly string[] {
  const starts = lineStarts(file);
  const tokens: string[] = [];
  let line = -1;
  for (const text of listing.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const [, from, to, kind] = tokenLine.exec(text) ?? [];
    const start = starts[line] ?? 0;
    if (kind === undefined) line += 1;
    else tokens.push(`${kind} ${start + Number(from)}-${start + Number(to)}`);
  }
  return tokens;
}
