import { withoutTrailing } from '../../text/trim.ts';
import { printable } from '../writing/sanitize.ts';

/** Characters that Markdown, HTML or a formula would act on. */
const markup = /[&<>`*_~[\]|\\$]/g;

/**
 * What hosts turn into something else after Markdown is done: mentions, references to issues and requests, and links
 * out of bare addresses.
 */
const references = /[@#!%~&$](?=[\w"<{])|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi;

/** A mark of no width, which takes a reference apart. */
const breaker = '\u200B';

/** Text of others in a sentence of Markdown: nothing in it is markup, a mention, a reference or a link. */
export function prose(text: string): string {
  return printable(text).replace(references, `$&${breaker}`).replace(markup, entity).replaceAll(breaker, '&#8203;');
}

function entity(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

/** Text of others as code. Hosts look for no mentions in it. */
export function code(text: string): string {
  const shown = printable(text);
  if (shown === '') return '';
  // Backticks would end it, pipes and backslashes mean something in tables, blanks at its ends are dropped.
  if (!/[`|\\]|^ | $/.test(shown)) return `\`${shown}\``;
  return `<code>${shown.replace(/[!-/:-@[-`{-~]/g, entity)}</code>`;
}

/** A link; its text is Markdown, its address must be known to be harmless. */
export function link(text: string, url: string): string {
  return `[${text}](${url.replace(/[()\\<>\s]/g, encodeURIComponent)})`;
}

/** A block of code that its text cannot end. */
export function fenced(language: string, text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, { length }) => Math.max(longest, length + 1), 3));
  return `${fence}${language}\n${withoutTrailing(text, '\n')}\n${fence}`;
}

/** A table; pipes in its cells are escaped. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}
