import { type Span, textOf } from '../../text/source.ts';
import { maxChain } from './limits.ts';
import type { Token } from './token.ts';
import { TokenReader } from './token-reader.ts';

/** Reads what lists of all kinds have in common: their separators, and where they end if they are not closed. */
export abstract class ListParser extends TokenReader {
  /** True if the token that many ahead is a keyword that begins a statement. */
  abstract isDeclaration(ahead: number): boolean;

  /** True where the text, a bracket around this place, or the statement ends. */
  abstract isUnclosed(): boolean;

  /**
   * What stands between parentheses: parted by commas; a line may end behind each of them and beside the ends. Lists
   * that declare something are laxer: a line may end before a comma, and a comma may stand at the end.
   */
  list<T>(open: '(' | '<', close: ')' | '>', what: string, read: () => T, isDeclared: boolean): readonly T[] {
    const opener = this.expect(open);
    const items: T[] = [];
    if (this.take(close)) return items;
    this.skipNewLines();
    while (!this.is(close)) {
      if (this.isUnclosed()) this.failUnclosed(what, opener, close);
      items.push(read());
      const newLines = this.pastNewLines();
      const { kind } = this.peek(newLines);
      if (kind === close || (isDeclared && kind === ',')) this.at += newLines;
      if (this.is(close)) continue;
      if (!this.take(',')) this.failHere(`',' or '${close}'`);
      this.skipNewLines();
      if (!isDeclared && this.is(close)) this.failHere('another argument');
    }
    this.at += 1;
    return items;
  }

  /** What stands between braces or brackets: parted by line breaks or by commas, not by both at once. */
  elements<T>(opener: Token, close: '}' | ']', what: string, read: () => T): readonly T[] {
    const elements: T[] = [];
    this.skipNewLines();
    while (!this.take(close)) {
      if (this.isUnclosed()) this.failUnclosed(what, opener, close);
      elements.push(read());
      const separator = this.peek();
      if (this.take(',')) {
        if (this.is('new-line')) this.report("Expected no ',' at the end of the line.", separator.start, separator.end);
      } else if (!this.is('new-line') && !this.is(close) && !this.isUnclosed()) {
        this.reportHere("',' or a new line");
      }
      this.skipNewLines();
    }
    return elements;
  }

  /** True for an error node that covers more than a line. */
  spansLines(node: { readonly kind: string; readonly span: Span }): boolean {
    return node.kind === 'error' && /[\r\n]/.test(textOf(node.span));
  }

  limitChain(links: number, token: Token): void {
    if (links >= maxChain) this.fail(`More than ${maxChain} operations in a row are not read.`, token);
  }
}
