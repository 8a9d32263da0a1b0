import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { grouped } from '../../text/grouped.ts';
import { type SourceFile, type Span, spanOf } from '../../text/source.ts';
import { expectationText, expected } from './expected.ts';
import { maxErrors, maxTokens } from './limits.ts';
import { cutOff, StringScanner } from './strings.ts';
import type { Punctuation, Token, TokenKind } from './token.ts';

export interface Lexed {
  /** Ends with a token of kind `end`. */
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
  readonly comments: readonly Span[];
  readonly pragmas: readonly Span[];
  /** Whether a comment or a limit leaves out the end of the text. */
  readonly isCut: boolean;
}

/** Cuts a Bicep text into tokens. It never fails: characters that mean nothing become tokens of kind `unknown`. */
export function lex(file: SourceFile): Lexed {
  return new Lexer(file).lex();
}

const pragma = /#(disable-next-line|disable-diagnostics|restore-diagnostics)(?![\w-])((?:[ \t]+[\w-]+)*)/y;

/** By their first character, the longest first. */
const punctuation: Readonly<Record<string, readonly Punctuation[]>> = {
  '@': ['@'],
  '{': ['{'],
  '}': ['}'],
  '(': ['('],
  ')': [')'],
  '[': ['['],
  ']': [']'],
  ',': [','],
  '.': ['...', '.'],
  '?': ['??', '?'],
  ':': ['::', ':'],
  '=': ['==', '=~', '=>', '='],
  '!': ['!=', '!~', '!'],
  '<': ['<=', '<'],
  '>': ['>=', '>'],
  '+': ['+'],
  '-': ['-'],
  '*': ['*'],
  '/': ['/'],
  '%': ['%'],
  '&': ['&&'],
  '|': ['||', '|'],
  '^': ['^'],
};

/** What an opening brace must be closed for: an object inside of a hole, or the hole of a string. */
type OpenBrace = 'object' | HoleOf;

/** The string whose hole is open: the number of its dollars if it is a multi-line one, else undefined. */
interface HoleOf {
  readonly dollars: number | undefined;
}

class Lexer {
  readonly file: SourceFile;
  readonly text: string;
  readonly tokens: Token[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly comments: Span[] = [];
  readonly pragmas: Span[] = [];
  readonly strings: StringScanner;
  /** Empty outside of strings. */
  readonly braces: OpenBrace[] = [];
  offset = 0;
  isCut = false;

  constructor(file: SourceFile) {
    this.file = file;
    this.text = file.text;
    this.strings = new StringScanner(file.text, (message, start, end) => this.fail(message, start, end));
  }

  lex(): Lexed {
    for (;;) {
      this.skipBlanks();
      if (this.offset >= this.text.length) break;
      if (this.tokens.length + this.comments.length >= maxTokens) {
        this.giveUp();
        break;
      }
      this.token();
    }
    if (this.braces.length > 0) this.fail(expectationText(expected.endOfHole, ''), this.offset, this.offset);
    this.push('end', this.offset, this.offset);
    const { tokens, diagnostics, comments, pragmas, isCut } = this;
    return { tokens, diagnostics, comments, pragmas, isCut };
  }

  /** Leaves out the rest of the file, the last statement included, which may go on there. */
  giveUp(): void {
    const most = grouped(maxTokens);
    this.fail(`The file has more than ${most} tokens; the rest is not read.`, this.offset, this.offset + 1);
    this.offset = this.text.length;
    this.braces.length = 0;
    this.isCut = true;
  }

  token(): void {
    const code = this.text.charCodeAt(this.offset);
    if (isLetter(code)) this.identifier();
    else if (isLineBreak(code)) this.newLine();
    else if (code === 39 || code === 36) this.string(code);
    else if (isDigit(code)) this.integer();
    else if (code === 123) this.openBrace();
    else if (code === 125) this.closeBrace();
    else this.punctuation();
  }

  identifier(): void {
    const start = this.offset;
    const name = this.take(isWord);
    const kind = name === 'true' || name === 'false' || name === 'null' ? name : 'identifier';
    this.push(kind, start, this.offset, name);
  }

  integer(): void {
    const start = this.offset;
    const text = this.take(isDigit);
    this.push('integer', start, this.offset, text);
  }

  /** Line breaks that follow each other directly are one token. */
  newLine(): void {
    const start = this.offset;
    if (this.braces.length > 0) {
      this.fail(cutOff, start, start);
      this.braces.length = 0;
      this.push('string-end', start, start, '', true);
      return;
    }
    this.offset = this.endOf(isLineBreak);
    this.push('new-line', start, this.offset);
  }

  string(code: number): void {
    const start = this.offset;
    const quotes = code === 36 ? this.endOf(isDollar) : start;
    if (this.text.startsWith("'''", quotes)) {
      this.stringPiece(start, quotes + 3, { dollars: quotes - start }, true);
    } else if (code === 39) {
      this.stringPiece(start, start + 1, { dollars: undefined }, true);
    } else this.unknown();
  }

  /** Reads up to the end of the string or to its next hole. */
  stringPiece(start: number, from: number, hole: HoleOf, first: boolean): void {
    const piece =
      hole.dollars === undefined
        ? this.strings.singleLine(from, start)
        : this.strings.multiLine(from, hole.dollars, first, start);
    this.offset = piece.end;
    if (piece.ends) {
      if (!first) this.braces.pop();
      this.push(first ? 'string' : 'string-end', start, piece.end, piece.value, piece.broken);
      return;
    }
    if (first) this.braces.push(hole);
    this.push(first ? 'string-start' : 'string-middle', start, piece.end, piece.value, piece.broken);
  }

  openBrace(): void {
    if (this.braces.length > 0) this.braces.push('object');
    this.push('{', this.offset, this.offset + 1);
    this.offset += 1;
  }

  closeBrace(): void {
    const open = this.braces.at(-1);
    if (open !== undefined && open !== 'object') {
      this.stringPiece(this.offset, this.offset + 1, open, false);
      return;
    }
    this.braces.pop();
    this.push('}', this.offset, this.offset + 1);
    this.offset += 1;
  }

  punctuation(): void {
    const start = this.offset;
    const candidates = punctuation[this.text[start] ?? ''];
    const found = candidates?.find((one) => one.length === 1 || this.text.startsWith(one, start));
    if (!found) {
      this.unknown();
      return;
    }
    this.offset = start + found.length;
    this.push(found, start, this.offset);
  }

  unknown(): void {
    const start = this.offset;
    // A run of dollars is one token, so that none of them looks for quotes behind the run again.
    const dollars = this.endOf(isDollar);
    const char = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
    this.offset = Math.max(dollars, start + char.length);
    const quoted = char === '"';
    const [code, hint] = quoted ? ['BCP103', ' Strings are defined using single quotes in bicep.'] : ['BCP001', ''];
    this.fail(`${code}: The following token is not recognized: ${JSON.stringify(char)}.${hint}`, start, this.offset);
    this.push('unknown', start, this.offset);
  }

  skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.offset);
      if (code === 32 || code === 9) this.offset += 1;
      else if (code === 47) {
        if (this.comments.length >= maxTokens || !this.skipComment()) return;
      } else if (code !== 35 || !this.skipPragma()) return;
    }
  }

  skipComment(): boolean {
    const start = this.offset;
    const opener = this.text.charCodeAt(start + 1);
    if (opener === 47) this.offset = this.lineEnd(start);
    else if (opener === 42) {
      const close = this.text.indexOf('*/', start + 2);
      if (close < 0) this.failComment(start);
      this.offset = close < 0 ? this.text.length : close + 2;
    } else return false;
    this.comments.push(spanOf(this.file, start, this.offset));
    return true;
  }

  failComment(start: number): void {
    this.isCut = true;
    const message =
      'BCP002: The multi-line comment at this location is not terminated. Terminate it with the */ character sequence.';
    this.fail(message, start, start + 2);
  }

  lineEnd(from: number): number {
    for (let at = from; at < this.text.length; at += 1) {
      if (isLineBreak(this.text.charCodeAt(at))) return at;
    }
    return this.text.length;
  }

  /** A pragma has its line to itself, apart from comments behind it. */
  skipPragma(): boolean {
    const start = this.offset;
    pragma.lastIndex = start;
    const found = pragma.exec(this.text);
    if (!found || !this.isFirstOfLine(start)) return false;
    this.offset = pragma.lastIndex;
    const span = spanOf(this.file, start, this.offset);
    this.pragmas.push(span);
    if (found[2] === '') {
      const format = `Valid format is "#${found[1]} diagnosticCode1 diagnosticCode2 ..."`;
      this.fail(`BCP226: Expected at least one diagnostic code at this location. ${format}.`, start, this.offset);
    }
    return true;
  }

  isFirstOfLine(offset: number): boolean {
    for (let at = offset - 1; at >= 0; at -= 1) {
      const code = this.text.charCodeAt(at);
      if (isLineBreak(code)) return true;
      if (code !== 32 && code !== 9) return false;
    }
    return true;
  }

  /** The characters from here on that belong together, which are behind it then. */
  take(belongs: (code: number) => boolean): string {
    const start = this.offset;
    this.offset = this.endOf(belongs);
    return this.text.slice(start, this.offset);
  }

  /** Where the characters end that belong together. Character by character: a match of a pattern is an object. */
  endOf(belongs: (code: number) => boolean): number {
    let at = this.offset;
    while (at < this.text.length && belongs(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  push(kind: TokenKind, start: number, end: number, text = '', broken = false): void {
    this.tokens.push({ kind, start, end, text, broken });
  }

  fail(message: string, start: number, end: number): void {
    if (this.diagnostics.length >= maxErrors) return;
    const span = spanOf(this.file, start, Math.min(end, this.text.length));
    this.diagnostics.push({ ...bicepError(message, span, 'bicep-syntax'), lossy: true });
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isWord(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function isDollar(code: number): boolean {
  return code === 36;
}
