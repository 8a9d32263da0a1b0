/**
 * Text that cannot do anything to a terminal or a log: control characters, escape sequences, marks that change the
 * direction of writing and the beginnings of commands to a build host are shown as escapes.
 */
export function printable(text: string): string {
  return text.replace(unsafe, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const short = shortEscapes[char];
    return short ?? `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Controls of both sets, line and paragraph separators, marks and overrides of direction, lone surrogates, and the
 * first sign of `##vso[` and `##[`, which Azure Pipelines and GitHub obey anywhere in a line.
 */
export const unsafe =
  /#(?=#(?:vso)?\[)|[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/giu;

/** The same for a text of several lines: line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** The same for a document of which no line may be a command: GitHub obeys `::name::` at the start of a line. */
export function withoutCommands(document: string): string {
  return document.replace(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, '$1\\u003a');
}
