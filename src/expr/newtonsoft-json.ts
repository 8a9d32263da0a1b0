import { dateText } from '../dotnet/date-constructor.ts';
import { fitsInt64 } from '../dotnet/numbers.ts';
import { isWhiteSpace } from '../dotnet/white-space.ts';
import { refuse } from './failure.ts';
import { arrayValue, boolValue, floatValue, intValue, nullValue, objectValue, stringValue } from './make-value.ts';
import type { Entry, Value } from './value.ts';

/**
 * Reads JSON as leniently as `json()` of the service does, which uses Newtonsoft.Json: unquoted keys, single quotes,
 * comments, trailing and repeated commas, octal and hexadecimal integers, `undefined`, `NaN`, `new Date(0)`. Closing
 * brackets may be missing at the end, and what follows the first value is not looked at. Of equal keys the last one
 * counts, also for the order.
 *
 * Refuses what Newtonsoft.Json refuses, in linear time.
 */
export function readJson(text: string): Value {
  return new LenientReader(text).readDocument();
}

/** The service refuses JSON that is nested more deeply, and longer integers. */
const maxDepth = 512;
const maxIntegerLength = 380;

const numberChars = new Set('-+.0123456789abcdefABCDEFxX');

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '/': '/',
  '"': '"',
  "'": "'",
};

class LenientReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** Set when the text ended where missing brackets are forgiven: all open brackets then count as closed. */
  #ended = false;
  /** Whether the last token was a closing bracket. */
  #lastCloses = false;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): Value {
    this.#skipBlanksAndComments();
    return this.#readValue();
  }

  #readValue(): Value {
    this.#lastCloses = false;
    const next = this.#text.charAt(this.#at + 1);
    switch (this.#peek()) {
      case '"':
      case "'":
        return stringValue(this.#readString());
      case '{':
        return this.#readObject();
      case '[':
        return this.#readArray();
      case ',':
        // A value that is left out. The comma is read after it.
        return nullValue();
      case 't':
        return this.#readWord('true', boolValue(true));
      case 'f':
        return this.#readWord('false', boolValue(false));
      case 'n':
        return next === 'e' ? this.#readDate() : this.#readWord('null', nullValue());
      case 'u':
        return this.#readWord('undefined', nullValue());
      case 'N':
        return this.#readWord('NaN', floatValue(Number.NaN));
      case 'I':
        return this.#readWord('Infinity', floatValue(Number.POSITIVE_INFINITY));
      case '-':
        if (next === 'I') return this.#readWord('-Infinity', floatValue(Number.NEGATIVE_INFINITY));
        return this.#readNumber();
      default:
        return this.#readNumber();
    }
  }

  #readArray(): Value {
    const items: Value[] = [];
    this.#enter();
    do {
      if (this.#closesBefore(']')) break;
      items.push(this.#readValue());
    } while (!this.#closesAfter(']'));
    this.#depth -= 1;
    return arrayValue(items);
  }

  #readObject(): Value {
    const entries = new Map<string, Entry>();
    this.#enter();
    do {
      if (this.#closesBefore('}')) break;
      const entry = this.#readMember();
      // The earlier one goes altogether.
      entries.delete(entry.key);
      entries.set(entry.key, entry);
    } while (!this.#closesAfter('}'));
    this.#depth -= 1;
    return objectValue(entries.values());
  }

  #readMember(): Entry {
    this.#lastCloses = false;
    const quoted = this.#peek() === '"' || this.#peek() === "'";
    const key = quoted ? this.#readString() : this.#readIdentifier();
    this.#skipBlanks();
    if (this.#take() !== ':') this.#refuse();
    this.#skipBlanksAndComments();
    return { key, value: this.#readValue() };
  }

  /** A key without quotes. */
  #readIdentifier(): string {
    const start = this.#at;
    while (/^[\p{L}\p{Nd}_$]$/u.test(this.#peek())) this.#at += 1;
    return this.#at === start ? this.#refuse() : this.#text.slice(start, this.#at);
  }

  /** Reads an opening bracket. */
  #enter(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > maxDepth) refuse(`the JSON text is nested more than ${maxDepth} levels deep`);
  }

  /** Whether an array or object ends before a further member; reads the bracket. */
  #closesBefore(bracket: string): boolean {
    this.#skipBlanksAndComments();
    if (this.#at === this.#text.length) {
      // Newtonsoft.Json misses that the outermost value is incomplete if an inner one was closed just before.
      if (this.#depth > 1 || !this.#lastCloses) this.#refuse();
      this.#ended = true;
      return true;
    }
    return this.#readBracket(bracket);
  }

  /** Whether an array or object ends after a member; reads the bracket or the comma. */
  #closesAfter(bracket: string): boolean {
    if (this.#ended) return true;
    this.#skipBlanksAndComments();
    this.#ended = this.#at === this.#text.length;
    if (this.#ended || this.#readBracket(bracket)) return true;
    return this.#take() === ',' ? false : this.#refuse();
  }

  #readBracket(bracket: string): boolean {
    if (this.#peek() !== bracket) return false;
    this.#at += 1;
    this.#lastCloses = true;
    return true;
  }

  /** A word that ends here; anything else that begins like it is an error. */
  #readWord(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) this.#refuse();
    this.#at += word.length;
    const char = this.#peek();
    const comment = this.#text.startsWith('//', this.#at) || this.#text.startsWith('/*', this.#at);
    if (char !== '' && !',]}'.includes(char) && !isBlank(char) && !comment) this.#refuse();
    return value;
  }

  #readNumber(): Value {
    if (!/^[-.0-9]$/.test(this.#peek())) this.#refuse();
    const start = this.#at;
    while (numberChars.has(this.#peek())) this.#at += 1;
    const end = this.#peek();
    if (end !== '' && !',]})/'.includes(end) && !isBlank(end)) this.#refuse();
    return numberOf(this.#text.slice(start, this.#at)) ?? this.#refuse();
  }

  /** `new Date(...)` becomes a text. The reader knows other constructors, but their values cannot be used. */
  #readDate(): Value {
    this.#readWord('new', nullValue());
    this.#skipBlanks();
    if (this.#readIdentifier() !== 'Date') this.#refuse();
    this.#skipBlanks();
    if (this.#peek() !== '(') this.#refuse();
    this.#enter();
    const args: bigint[] = [];
    for (this.#skipBlanks(); this.#peek() !== ')'; this.#skipBlanks()) {
      args.push(this.#readInt64());
      this.#skipBlanks();
      if (this.#peek() === ',') this.#at += 1;
      else if (this.#peek() !== ')') this.#refuse();
    }
    this.#readBracket(')');
    this.#depth -= 1;
    return stringValue(dateText(args));
  }

  #readInt64(): bigint {
    const number = this.#readNumber();
    return number.kind === 'int' && fitsInt64(number.value) ? number.value : this.#refuse();
  }

  #readString(): string {
    const quote = this.#take();
    let text = '';
    let start = this.#at;
    for (let char = this.#peek(); char !== quote; char = this.#peek()) {
      if (char === '') this.#refuse();
      if (char === '\\') {
        text += this.#text.slice(start, this.#at) + this.#readEscape();
        start = this.#at;
      } else {
        this.#at += 1;
      }
    }
    text += this.#text.slice(start, this.#at);
    this.#at += 1;
    return text.replace(/\p{Surrogate}/gu, '\ufffd');
  }

  #readEscape(): string {
    this.#at += 1;
    const char = this.#take();
    const simple = escapes[char];
    if (simple !== undefined) return simple;
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (char !== 'u' || !/^[0-9A-Fa-f]{4}$/.test(digits)) this.#refuse();
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #skipBlanks(): void {
    while (isBlank(this.#peek())) this.#at += 1;
  }

  #skipBlanksAndComments(): void {
    for (this.#skipBlanks(); this.#peek() === '/'; this.#skipBlanks()) this.#skipComment();
  }

  #skipComment(): void {
    this.#lastCloses = false;
    const kind = this.#text.charAt(this.#at + 1);
    this.#at += 2;
    if (kind === '*') {
      const end = this.#text.indexOf('*/', this.#at);
      if (end < 0) this.#refuse();
      this.#at = end + 2;
    } else if (kind === '/') {
      while (!['\r', '\n', ''].includes(this.#peek())) this.#at += 1;
    } else {
      this.#refuse();
    }
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(): string {
    const char = this.#peek();
    this.#at += 1;
    return char;
  }

  #refuse(): never {
    refuse(`the text is not valid JSON at offset ${Math.min(this.#at, this.#text.length)}`);
  }
}

/** The reader passes over NUL as well. */
function isBlank(char: string): boolean {
  return char === '\0' || isWhiteSpace(char);
}

/** The value of a number in its text, or undefined if it has none. */
function numberOf(text: string): Value | undefined {
  // A zero in front makes it octal or hexadecimal unless it is the whole of the integer part.
  if (/^0[^.eE]/.test(text)) return radixNumberOf(text);
  if (/^-?[0-9]+$/.test(text)) return text.length > maxIntegerLength ? undefined : intValue(BigInt(text));
  if (/^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(text)) return floatValue(Number(text));
  return undefined;
}

/** `0x10` or `010`: any 64 bits, of which the first is the sign. */
function radixNumberOf(text: string): Value | undefined {
  if (!/^0(?:x[0-9a-f]+|[0-7]+)$/i.test(text)) return undefined;
  const bits = BigInt(/^0x/i.test(text) ? text : `0o${text}`);
  return bits < 2n ** 64n ? intValue(BigInt.asIntN(64, bits)) : undefined;
}
