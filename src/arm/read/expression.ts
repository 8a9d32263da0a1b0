import { fitsInt64 } from '../../dotnet/numbers.ts';
import type { Expr } from '../../expr/value.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { grouped } from '../../text/grouped.ts';
import { type SourceFile, type Span, spanOf } from '../../text/source.ts';

/** Nesting beyond this is refused: it protects the stack. */
export const maxExpressionDepth = 256;

/** Characters of an expression. The service takes 24,576. */
export const maxExpressionLength = 131_072;

/** A string of a template: a literal text, or an expression, or an expression that cannot be read. */
export type TemplateText =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'expression'; readonly expr: Expr }
  | { readonly kind: 'broken'; readonly diagnostic: Diagnostic };

/** Where the characters of a string are written: index into the text to offset in the file. */
export interface TextPlace {
  readonly file: SourceFile;
  readonly offsetAt: (index: number) => number;
}

/** Whether a string of a template means an expression: in brackets, and not escaped by a second opening one. */
export function isExpressionText(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/**
 * Reads a string as the template language does. `[…]` is an expression, `[[…]` stands for the text `[…]`, and every
 * other string is a literal, blanks before the bracket included.
 */
export function readTemplateText(text: string, place: TextPlace): TemplateText {
  return isExpressionText(text) ? parseExpression(text, place) : { kind: 'literal', value: literalText(text) };
}

/** What a string says that is no expression. */
export function literalText(text: string): string {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

function parseExpression(text: string, place: TextPlace): TemplateText {
  try {
    return { kind: 'expression', expr: new ExpressionParser(text, place).parse() };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const { message, span } = error;
    return { kind: 'broken', diagnostic: { severity: 'error', code: 'expression-syntax', lossy: true, message, span } };
  }
}

class ExpressionSyntaxError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

const blank = /\s*/y;
const identifier = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const number = /[+-]?\d+/y;

/** Whether a character of ASCII may stand in a name: a letter, `_` or `$`, and a digit after the first one. */
function isPlain(code: number, isLater: boolean): boolean {
  if (code >= 0x61) return code <= 0x7a;
  if (code >= 0x41) return code <= 0x5a || code === 0x5f;
  return code === 0x24 || (isLater && code >= 0x30 && code <= 0x39);
}

/** A recursive-descent parser over the text between the brackets. */
class ExpressionParser {
  readonly text: string;
  readonly place: TextPlace;
  readonly end: number;
  at = 1;
  depth = 0;

  constructor(text: string, place: TextPlace) {
    this.text = text;
    this.place = place;
    this.end = text.length - 1;
  }

  parse(): Expr {
    if (this.text.length > maxExpressionLength) {
      const most = grouped(maxExpressionLength);
      this.failAt(`The expression has more than ${most} characters.`, 0, 1);
    }
    const expr = this.parseOperand();
    if (this.at < this.end) this.fail(`Expected the end of the expression, but found ${this.found()}.`);
    return expr;
  }

  parseOperand(): Expr {
    this.depth += 1;
    if (this.depth > maxExpressionDepth) this.fail(`The expression is nested more than ${maxExpressionDepth} deep.`);
    this.skipBlanks();
    const char = this.text[this.at] ?? '';
    const expr = char === "'" ? this.parseString() : /[+\-\d]/.test(char) ? this.parseNumber() : this.parseChain();
    this.skipBlanks();
    this.depth -= 1;
    return expr;
  }

  parseString(): Expr {
    const start = this.at;
    let value = '';
    for (let from = start + 1; from < this.end; from = this.at + 1) {
      const close = this.text.indexOf("'", from);
      if (close < 0 || close >= this.end) break;
      value += this.text.slice(from, close);
      this.at = close + 1;
      if (this.text[this.at] !== "'" || this.at >= this.end) {
        return { kind: 'literal', value, span: this.span(start, this.at) };
      }
      value += "'";
    }
    return this.failAt('The string is not closed.', start, this.end);
  }

  parseNumber(): Expr {
    const start = this.at;
    const text = this.take(number);
    if (text === undefined) return this.fail(`Expected a number, but found ${this.found()}.`);
    if (/[.eE\p{L}_$]/u.test(this.text[this.at] ?? '')) {
      return this.fail(`Expected an integer: other numbers do not exist in expressions.`);
    }
    const value = BigInt(text.replace('+', ''));
    if (!fitsInt64(value)) return this.failAt(`${text} does not fit 64 bits.`, start, this.at);
    return { kind: 'literal', value, span: this.span(start, this.at) };
  }

  /** A call and what is read from its result: `a('x').b['c'][0]`. */
  parseChain(): Expr {
    const start = this.at;
    let expr = this.parseCall();
    for (;;) {
      this.skipBlanks();
      const char = this.at < this.end ? this.text[this.at] : undefined;
      if (char === '.') expr = this.parseProperty(expr, start);
      else if (char === '[') expr = this.parseIndex(expr, start);
      else return expr;
    }
  }

  parseCall(): Expr {
    const start = this.at;
    const names = [this.parseName('a function name')];
    while (this.skipTo('.')) names.push(this.parseName('a function name'));
    const nameSpan = this.span(start, this.at);
    if (!this.skipTo('(')) return this.fail(`Expected '(' after the function name, but found ${this.found()}.`);
    const args = this.parseArguments();
    const name = names.pop() ?? '';
    const span = this.span(start, this.at);
    return { kind: 'call', name, args, span, nameSpan, ...(names.length > 0 && { namespace: names.join('.') }) };
  }

  parseArguments(): readonly Expr[] {
    const args: Expr[] = [];
    if (this.skipTo(')')) return args;
    do args.push(this.parseOperand());
    while (this.skipTo(','));
    if (!this.skipTo(')')) this.fail(`Expected ',' or ')', but found ${this.found()}.`);
    return args;
  }

  parseProperty(target: Expr, start: number): Expr {
    this.at += 1;
    this.skipBlanks();
    const nameStart = this.at;
    const name = this.parseName('a property name');
    const nameSpan = this.span(nameStart, this.at);
    return { kind: 'property', target, name, nameSpan, span: this.span(start, this.at) };
  }

  parseIndex(target: Expr, start: number): Expr {
    this.at += 1;
    const index = this.parseOperand();
    if (!this.skipTo(']')) this.fail(`Expected ']', but found ${this.found()}.`);
    const span = this.span(start, this.at);
    if (index.kind === 'literal' && typeof index.value === 'string') {
      return { kind: 'property', target, name: index.value, nameSpan: index.span, span };
    }
    return { kind: 'index', target, index, span };
  }

  parseName(what: string): string {
    this.skipBlanks();
    return this.takeName() ?? this.fail(`Expected ${what}, but found ${this.found()}.`);
  }

  /** Nearly all names are plain, and read without the pattern, which makes an object for each. */
  takeName(): string | undefined {
    let end = this.at;
    while (isPlain(this.text.charCodeAt(end), end > this.at)) end += 1;
    if (end === this.at || end > this.end || this.text.charCodeAt(end) >= 0x80) return this.take(identifier);
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  /** Consumes the character if it comes next, blanks before it included. */
  skipTo(char: string): boolean {
    this.skipBlanks();
    if (this.at >= this.end || this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  skipBlanks(): void {
    while (this.at < this.end && this.text.charCodeAt(this.at) === 0x20) this.at += 1;
    const code = this.text.charCodeAt(this.at);
    // Most characters of an expression are no blanks, and are seen to be none at once.
    if (code > 0x20 && code < 0x80) return;
    this.take(blank);
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.text)?.[0];
    if (text === undefined || this.at + text.length > this.end) return undefined;
    this.at += text.length;
    return text;
  }

  found(): string {
    return this.at >= this.end ? 'the end of the expression' : `'${this.text[this.at]}'`;
  }

  span(start: number, end: number): Span {
    const { file, offsetAt } = this.place;
    return spanOf(file, offsetAt(start), offsetAt(end));
  }

  fail(message: string): never {
    return this.failAt(message, this.at, Math.min(this.at + 1, this.text.length));
  }

  failAt(message: string, start: number, end: number): never {
    throw new ExpressionSyntaxError(message, this.span(start, end));
  }
}
