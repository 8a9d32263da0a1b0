import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type SourceFile, type Span, spanOf, startOf } from '../../text/source.ts';
import { character, type Expectation, expectationText, keyword } from './expected.ts';
import { maxDepth, maxErrors } from './limits.ts';
import type { Token, TokenKind } from './token.ts';
import type { ErrorNode, Identifier } from './tree.ts';

/** Thrown to the nearest place where reading can go on; its diagnostic is reported already. */
const unreadable = Symbol('unreadable');

const openers: ReadonlySet<TokenKind> = new Set(['{', '[', '(']);
const closers: ReadonlySet<TokenKind> = new Set(['}', ']', ')']);

/** Walks over tokens, says what was expected, and finds the place where reading goes on after an error. */
export class TokenReader {
  readonly file: SourceFile;
  readonly all: readonly Token[];
  /** The words that begin a statement. */
  readonly keywords: ReadonlySet<string>;
  /** Statements begin in the first column only: a line that does so closes every bracket that is still open. */
  readonly anchored: boolean;
  readonly diagnostics: Diagnostic[] = [];
  at = 0;
  depth = 0;

  constructor(file: SourceFile, all: readonly Token[], keywords: ReadonlySet<string>, anchored: boolean) {
    this.file = file;
    this.all = all;
    this.keywords = keywords;
    this.anchored = anchored;
  }

  /** True if the token that many ahead is a keyword that begins a statement. */
  isDeclaration(ahead: number): boolean {
    const token = this.peek(ahead);
    return token.kind === 'identifier' && this.keywords.has(token.text);
  }

  /** True where the text, a bracket around this place, or the statement ends. */
  isUnclosed(): boolean {
    const { kind } = this.peek();
    return kind === 'end' || kind === '}' || kind === ']' || kind === ')' || this.isNextStatement();
  }

  /** True if a statement begins here for certain, whatever is still open. */
  isNextStatement(): boolean {
    if (!this.anchored) return false;
    const { kind, start, text } = this.peek();
    const before = this.file.text[start - 1];
    if (before !== '\n' && before !== '\r') return false;
    if (kind === '@') return true;
    if (!this.isDeclaration(0)) return false;
    return text === 'targetScope' ? this.peek(1).kind === '=' : this.peek(1).kind === 'identifier';
  }

  /** The token `ahead` of the next one; the last token stands for all behind it. */
  peek(ahead = 0): Token {
    const token = this.all[Math.min(this.at + ahead, this.all.length - 1)];
    if (!token) throw new Error('A text has at least the token of its end.');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.at += 1;
    return token;
  }

  is(kind: TokenKind): boolean {
    return this.peek().kind === kind;
  }

  isKeyword(keyword: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'identifier' && token.text === keyword;
  }

  /** Consumes the next token if it is of that kind. */
  take(kind: TokenKind): boolean {
    if (!this.is(kind)) return false;
    this.at += 1;
    return true;
  }

  takeKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.at += 1;
    return true;
  }

  expect(kind: TokenKind): Token {
    if (!this.is(kind)) this.failHere(character(kind));
    return this.next();
  }

  expectKeyword(word: string): void {
    if (!this.takeKeyword(word)) this.failHere(keyword(word));
  }

  expectName(what: Expectation): Identifier {
    if (!this.is('identifier')) this.failHere(what);
    return this.identifier();
  }

  identifier(): Identifier {
    const identifier = this.identifierAhead();
    this.at += 1;
    return identifier;
  }

  identifierAhead(): Identifier {
    const token = this.peek();
    return { kind: 'identifier', name: token.text, span: spanOf(this.file, token.start, token.end) };
  }

  skipNewLines(): void {
    while (this.is('new-line')) this.at += 1;
  }

  /** How many tokens ahead the next one is that is no line break. */
  pastNewLines(): number {
    let ahead = 0;
    while (this.peek(ahead).kind === 'new-line') ahead += 1;
    return ahead;
  }

  /** The end of the last token consumed. */
  endBehind(): number {
    return this.all[this.at - 1]?.end ?? 0;
  }

  /** From that offset to the last token consumed. */
  spanFrom(start: number): Span {
    return spanOf(this.file, start, Math.max(start, this.endBehind()));
  }

  /** From that token to the last one consumed; where nothing was consumed, the empty place before it. */
  error(first: Token): ErrorNode {
    return { kind: 'error', span: this.spanFrom(first.start) };
  }

  /** Guards the stack around something that may nest. */
  nested<T>(read: () => T): T {
    if (this.depth >= maxDepth) {
      this.fail(`This is nested more than ${maxDepth} levels deep and is not read.`, this.peek());
    }
    this.depth += 1;
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }

  /**
   * Reads something; if it cannot be read, skips to the next token of one of these kinds that stands outside of
   * brackets opened meanwhile, and gives what was skipped to `otherwise`.
   */
  recover<T, E>(read: () => T, otherwise: (skipped: ErrorNode) => E, stops: ReadonlySet<TokenKind>): T | E {
    const first = this.peek();
    const { depth } = this;
    try {
      return read();
    } catch (thrown) {
      if (thrown !== unreadable) throw thrown;
      this.depth = depth;
      this.skipTo(stops);
      return otherwise(this.error(first));
    }
  }

  skipTo(stops: ReadonlySet<TokenKind>): void {
    let open = 0;
    for (;;) {
      const { kind } = this.peek();
      if (kind === 'end' || (open === 0 && stops.has(kind)) || this.isNextStatement()) return;
      if (openers.has(kind)) open += 1;
      else if (closers.has(kind) && open > 0) open -= 1;
      this.at += 1;
    }
  }

  failHere(wanted: Expectation): never {
    const token = this.peek();
    // The lexer has said more about such a token already.
    if (token.kind === 'unknown' || token.broken) throw unreadable;
    return this.fail(expectationText(wanted, describe(token)), token);
  }

  /** Says what was expected and goes on. */
  reportHere(wanted: Expectation): void {
    const token = this.peek();
    if (token.kind === 'unknown' || token.broken) return;
    this.report(expectationText(wanted, describe(token)), token.start, token.end);
  }

  failUnclosed(what: string, opener: Token, closer: string): never {
    const { line, column } = startOf(spanOf(this.file, opener.start, opener.end));
    const place = `to close the ${what} of line ${line}, column ${column}`;
    return this.fail(`BCP018: Expected the "${closer}" character at this location ${place}.`, this.peek());
  }

  /** Goes back to where reading can go on; something has said why. */
  giveUp(): never {
    throw unreadable;
  }

  fail(message: string, token: Token): never {
    this.report(message, token.start, token.kind === 'new-line' ? token.start : token.end);
    throw unreadable;
  }

  /** Says what is wrong and goes on. */
  report(message: string, start: number, end: number): void {
    // Where several brackets are left open, the first complaint says enough.
    if (this.diagnostics.length >= maxErrors || this.diagnostics.at(-1)?.span.start === start) return;
    const span = spanOf(this.file, start, end);
    this.diagnostics.push({ ...bicepError(message, span, 'bicep-syntax'), lossy: true });
  }
}

/** The words of the language that are reported as they are. */
const words: ReadonlySet<string> = new Set([
  'as',
  'assert',
  'existing',
  'extends',
  'extension',
  'false',
  'for',
  'func',
  'if',
  'import',
  'in',
  'metadata',
  'module',
  'null',
  'output',
  'param',
  'resource',
  'targetScope',
  'true',
  'type',
  'using',
  'var',
  'with',
]);

function describe({ kind, text }: Token): string {
  switch (kind) {
    case 'identifier':
      // Any other word may be a secret that lost its quotes.
      return words.has(text) ? `'${text}'` : 'a name';
    case 'integer':
      return 'a number';
    case 'string':
    case 'string-start':
      return 'a string';
    case 'string-middle':
    case 'string-end':
      return "'}'";
    case 'new-line':
      return 'the end of the line';
    case 'end':
      return 'the end of the file';
    default:
      return `'${kind}'`;
  }
}
