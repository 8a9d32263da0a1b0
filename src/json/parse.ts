import type { Diagnostic } from '../text/diagnostic.ts';
import { grouped } from '../text/grouped.ts';
import { type SourceFile, type Span, spanOf, startOf } from '../text/source.ts';
import type { JsonMember, JsonNode, JsonNumber, JsonObject, JsonString } from './tree.ts';

/** Nesting beyond this is refused: no template needs it, and it protects the stack. */
export const maxJsonDepth = 512;

/** Three times as many as the largest of 4,000 public templates has. Each value takes some hundred bytes of memory. */
export const maxJsonValues = 150_000;

/** After this many syntax errors, or names that are written twice, the rest of a file says nothing new. */
const maxErrors = 20;

export interface JsonDocument {
  /** Undefined if the file holds no value at all. */
  readonly root: JsonNode | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether parts of it may be missing, or be elsewhere than it seems. */
  readonly isTorn: boolean;
}

/**
 * Reads JSON as deployment templates write it: with comments, trailing commas and raw line breaks in strings.
 * It never throws; what it cannot read becomes a diagnostic, and reading goes on at the next member or item. Where that
 * leaves doubt about what belongs to what, everything in the file is torn.
 */
export function parseJson(file: SourceFile): JsonDocument {
  return new JsonParser(file).parse();
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const bareWord = /[^\s,:{}[\]"]+/y;

class JsonParser {
  readonly file: SourceFile;
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  offset = 0;
  depth = 0;
  values = 0;
  errors = 0;
  duplicates = 0;
  isTorn = false;

  constructor(file: SourceFile) {
    this.file = file;
    this.text = file.text;
  }

  parse(): JsonDocument {
    this.skipBlanks();
    if (this.atEnd()) {
      this.fail('The file is empty: a JSON value was expected.', 0, 0);
      return { root: undefined, diagnostics: this.diagnostics, isTorn: true };
    }
    const root = this.parseValue();
    this.skipBlanks();
    if (root && !this.atEnd()) {
      this.fail('There is text after the end of the JSON value.', this.offset, this.offset + 1);
    }
    const { diagnostics, isTorn } = this;
    return { root: isTorn && root ? tornNode(root) : root, diagnostics, isTorn };
  }

  parseValue(): JsonNode | undefined {
    const start = this.offset;
    this.values += 1;
    if (this.values > maxJsonValues) {
      this.giveUp(`The JSON has more than ${grouped(maxJsonValues)} values`);
      return undefined;
    }
    switch (this.text[start]) {
      case '{':
        return this.parseNested(start, true);
      case '[':
        return this.parseNested(start, false);
      case '"':
        return this.parseString();
      default:
        return this.parseScalar(start);
    }
  }

  parseNested(start: number, isObject: boolean): JsonNode | undefined {
    if (this.depth >= maxJsonDepth) {
      this.giveUp(`The JSON is nested more than ${maxJsonDepth} levels deep`);
      return undefined;
    }
    this.depth += 1;
    const node = isObject ? this.parseObject(start) : this.parseArray(start);
    this.depth -= 1;
    return node;
  }

  parseObject(start: number): JsonObject {
    const members: JsonMember[] = [];
    this.offset += 1;
    while (this.hasNext('}', 'object', start)) {
      const member = this.parseMember();
      if (!member) this.skipToSeparator();
      // What follows without a comma may be the rest of the value.
      if (this.expectSeparator('}') && member) members.push(member);
    }
    this.reportDuplicates(members);
    return { kind: 'object', members, span: spanOf(this.file, start, this.offset) };
  }

  parseMember(): JsonMember | undefined {
    if (this.text[this.offset] !== '"') {
      this.failHere('a property name in double quotes');
      return undefined;
    }
    const key = this.parseString();
    this.skipBlanks();
    if (this.text[this.offset] !== ':') {
      this.failHere(`':' after the property name`);
      return undefined;
    }
    this.offset += 1;
    this.skipBlanks();
    const value = this.parseValue();
    return value && { key, value };
  }

  parseArray(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.offset += 1;
    while (this.hasNext(']', 'array', start)) {
      const item = this.parseValue();
      if (!item) this.skipToSeparator();
      if (this.expectSeparator(']') && item) items.push(item);
    }
    return { kind: 'array', items, span: spanOf(this.file, start, this.offset) };
  }

  /** Moves to the next member or item; false once the closing bracket is consumed or the text ends. */
  hasNext(close: string, what: string, start: number): boolean {
    this.skipBlanks();
    if (this.atEnd()) {
      const { line, column } = startOf(spanOf(this.file, start, start));
      this.fail(`The ${what} that begins at line ${line}, column ${column} is not closed.`, this.offset, this.offset);
      return false;
    }
    if (this.text[this.offset] !== close) return true;
    this.offset += 1;
    return false;
  }

  /** Whether the value before ends here; a bracket of the other kind ends it, too. */
  expectSeparator(close: string): boolean {
    this.skipBlanks();
    const next = this.text[this.offset];
    if (next === ',') this.offset += 1;
    if (next === ',' || next === close || this.atEnd()) return true;
    this.failHere(`',' or '${close}'`);
    // A stray bracket of the other kind would be met again forever.
    if (next === '}' || next === ']' || next === ':') this.offset += 1;
    return next === '}' || next === ']';
  }

  skipToSeparator(): void {
    while (!this.atEnd() && !',}]'.includes(this.text[this.offset] ?? '')) {
      if (this.text[this.offset] === '"') this.parseString();
      else this.offset += 1;
      this.skipBlanks();
    }
  }

  parseString(): JsonString {
    const start = this.offset;
    let value = '';
    let from = start + 1;
    for (let at = from; ; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 34) {
        this.offset = at + 1;
        return { kind: 'string', value: value + this.text.slice(from, at), span: spanOf(this.file, start, at + 1) };
      }
      // Past the end of the text the code is NaN.
      if (Number.isNaN(code)) {
        this.fail('The string is not closed.', start, at);
        this.offset = at;
        return { kind: 'string', value: value + this.text.slice(from, at), span: spanOf(this.file, start, at) };
      }
      if (code === 92) {
        value += this.text.slice(from, at) + this.escapedAt(at);
        at += this.text[at + 1] === 'u' ? 5 : 1;
        from = at + 1;
      }
    }
  }

  escapedAt(at: number): string {
    const letter = this.text[at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.text.slice(at + 2, at + 6);
      if (/^[0-9a-fA-F]{4}$/.test(digits)) return String.fromCharCode(Number.parseInt(digits, 16));
      this.report('The escape \\u needs four hexadecimal digits.', at, at + 2);
      return '\uFFFD';
    }
    const char = simpleEscapes[letter];
    if (char !== undefined) return char;
    this.report(`The escape \\${letter} does not exist in JSON.`, at, at + 2);
    return letter;
  }

  parseScalar(start: number): JsonNode | undefined {
    bareWord.lastIndex = start;
    const word = bareWord.exec(this.text)?.[0].replace(/\/[/*].*$/s, '') ?? '';
    if (word === '') {
      this.failHere('a JSON value');
      return undefined;
    }
    this.offset = start + word.length;
    const span = spanOf(this.file, start, this.offset);
    if (word === 'true' || word === 'false') return { kind: 'word', value: word === 'true', span };
    if (word === 'null') return { kind: 'word', value: null, span };
    return this.numberFrom(word, span);
  }

  numberFrom(word: string, span: Span): JsonNumber | undefined {
    numberForm.lastIndex = 0;
    if (numberForm.exec(word)?.[0].length === word.length) return { kind: 'number', text: word, span };
    // Any other word may be a secret that lost its quotes.
    const isTelling = /^(?:true|false|null|none|nan|undefined|[-+]?infinity)$/i.test(word);
    this.fail(`${isTelling ? `'${word}'` : 'This'} is not a JSON value.`, span.start, span.end);
    return undefined;
  }

  reportDuplicates(members: readonly JsonMember[]): void {
    if (!mayRepeat(members)) return;
    const seen = new Map<string, JsonMember>();
    for (const member of members) {
      const name = member.key.value.toLowerCase();
      const earlier = seen.get(name);
      if (earlier) this.reportDuplicate(earlier, member);
      seen.set(name, member);
    }
  }

  reportDuplicate(earlier: JsonMember, later: JsonMember): void {
    this.duplicates += 1;
    if (this.duplicates > maxErrors) return;
    const { line } = startOf(earlier.key.span);
    const message =
      earlier.key.value === later.key.value
        ? `The property '${later.key.value}' is written twice, first in line ${line}; this one counts.`
        : `The properties '${earlier.key.value}' (line ${line}) and '${later.key.value}' differ only in case.`;
    this.diagnostics.push({ severity: 'warning', code: 'json-duplicate-key', message, span: later.key.span });
  }

  skipBlanks(): void {
    for (;;) {
      const char = this.text.charCodeAt(this.offset);
      if (char === 32 || char === 10 || char === 13 || char === 9 || char === 0xfeff || char === 0xa0) this.offset += 1;
      else if (char === 47 && !this.skipComment()) return;
      else if (char !== 47) return;
    }
  }

  skipComment(): boolean {
    const opener = this.text[this.offset + 1];
    if (opener === '/') {
      const rest = /[\r\n]/g;
      rest.lastIndex = this.offset;
      this.offset = rest.exec(this.text)?.index ?? this.text.length;
      return true;
    }
    if (opener !== '*') return false;
    const end = this.text.indexOf('*/', this.offset + 2);
    if (end < 0) this.fail('The comment is not closed.', this.offset, this.offset + 2);
    this.offset = end < 0 ? this.text.length : end + 2;
    return true;
  }

  atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** Leaves out the rest of the file. What is not closed because of that says nothing new. */
  giveUp(why: string): void {
    this.fail(`${why}; the rest is not read.`, this.offset, this.offset + 1);
    this.errors = maxErrors;
    this.offset = this.text.length;
  }

  failHere(expected: string): void {
    const found = this.atEnd() ? 'the end of the file' : `'${this.text[this.offset]}'`;
    this.fail(`Expected ${expected}, but found ${found}.`, this.offset, this.offset + 1);
  }

  /** Brackets, names or values are not where they belong. */
  fail(message: string, start: number, end: number): void {
    this.isTorn = true;
    this.report(message, start, end);
  }

  report(message: string, start: number, end: number): void {
    this.errors += 1;
    if (this.errors > maxErrors) return;
    const span = spanOf(this.file, start, Math.min(end, this.text.length));
    this.diagnostics.push({ severity: 'error', code: 'json-syntax', lossy: true, message, span });
  }
}

/** So many keys can be compared each with each. */
const fewMembers = 8;

/** Whether keys may differ only in case. Every object is looked at, and next to none has such keys. */
function mayRepeat(members: readonly JsonMember[]): boolean {
  if (members.length > fewMembers) return true;
  for (let later = 1; later < members.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      if (mayBeSame(members[earlier]?.key.value ?? '', members[later]?.key.value ?? '')) return true;
    }
  }
  return false;
}

/** False for nearly all keys by their first character, which is in ASCII. */
function mayBeSame(one: string, other: string): boolean {
  const [first, second] = [one.charCodeAt(0), other.charCodeAt(0)];
  if (first < 128 && second < 128 && (first | 32) !== (second | 32)) return false;
  return one.toLowerCase() === other.toLowerCase();
}

/** A tree of which parts may be missing. What ends with the text may be cut off, and is left out. */
function tornNode(node: JsonNode): JsonNode {
  switch (node.kind) {
    case 'object': {
      const members = node.members.filter(({ value }) => !isCutOff(value));
      return { ...node, members: members.map(({ key, value }) => ({ key, value: tornNode(value) })), malformed: true };
    }
    case 'array':
      return { ...node, items: node.items.filter((item) => !isCutOff(item)).map(tornNode), malformed: true };
    default:
      return node;
  }
}

/** Containers are torn in any case; what they hold may be whole. */
function isCutOff({ kind, span }: JsonNode): boolean {
  return kind !== 'object' && kind !== 'array' && span.end === span.file.text.length;
}
