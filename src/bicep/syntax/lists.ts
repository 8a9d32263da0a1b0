import { type Span, textOf } from '../../text/source.ts';
import { character, type Expectation, expectationText, expected } from './expected.ts';
import { maxChain } from './limits.ts';
import type { Token } from './token.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads what lists of all kinds have in common: their separators, and where they end if they are not closed. */
/**
 * What stands between parentheses: parted by commas; a line may end behind each of them and beside the ends. Lists
 * that declare something are laxer: a line may end before a comma, and a comma may stand at the end.
 */
export function readList<T>(
  tokens: TokenReader,
  open: '(' | '<',
  close: ')' | '>',
  what: string,
  read: () => T,
  isDeclared: boolean,
): readonly T[] {
  const opener = tokens.expect(open);
  const items: T[] = [];
  if (tokens.take(close)) return items;
  tokens.skipNewLines();
  while (!tokens.is(close)) {
    if (tokens.isUnclosed()) tokens.failUnclosed(what, opener, close);
    items.push(read());
    const newLines = tokens.pastNewLines();
    const { kind } = tokens.peek(newLines);
    if (kind === close || (isDeclared && kind === ',')) tokens.at += newLines;
    if (tokens.is(close)) continue;
    if (!tokens.take(',')) tokens.failHere(separatorOf(tokens, close, isDeclared));
    tokens.skipNewLines();
    if (!isDeclared && tokens.is(close)) tokens.failHere(expected.value);
  }
  tokens.at += 1;
  return items;
}

/** What the compiler asks for between two parts of a list. */
function separatorOf(tokens: TokenReader, close: ')' | '>', isDeclared: boolean): Expectation {
  if (isDeclared || tokens.is('end')) return character(close);
  return tokens.is('new-line') ? expected.comma : expected.newLineOrComma;
}

/** What stands between braces or brackets: parted by line breaks or by commas, not by both at once. */
export function readElements<T>(
  tokens: TokenReader,
  opener: Token,
  close: '}' | ']',
  what: string,
  read: () => T,
): readonly T[] {
  const elements: T[] = [];
  tokens.skipNewLines();
  while (!tokens.take(close)) {
    if (tokens.isUnclosed()) tokens.failUnclosed(what, opener, close);
    elements.push(read());
    const separator = tokens.peek();
    if (tokens.take(',')) {
      if (tokens.is('new-line'))
        tokens.report(expectationText(expected.lineAfterComma, ''), separator.start, separator.end);
    } else if (!tokens.is('new-line') && !tokens.is(close) && !tokens.isUnclosed()) {
      tokens.reportHere(expected.newLineOrComma);
    }
    tokens.skipNewLines();
  }
  return elements;
}

/** True for an error node that covers more than a line. */
export function spansLines(node: { readonly kind: string; readonly span: Span }): boolean {
  return node.kind === 'error' && /[\r\n]/.test(textOf(node.span));
}

export function limitChain(tokens: TokenReader, links: number, token: Token): void {
  if (links >= maxChain) tokens.fail(`More than ${maxChain} operations in a row are not read.`, token);
}
