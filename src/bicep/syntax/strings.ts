/** A stretch of a string: up to its end, or up to and including the `${` of its next hole. */
export interface StringPiece {
  /** The offset behind it, with the closing quotes or the `${`. */
  readonly end: number;
  /** The string ends here; else a hole follows. */
  readonly ends: boolean;
  /** Escapes resolved. */
  readonly value: string;
  readonly broken: boolean;
}

type Fail = (message: string, start: number, end: number) => void;

const open = 'The string at this location is not terminated';
const endless = `BCP003: ${open}. Terminate the string with a single quote character.`;
/** What is said of a string, or of an expression in one, that a line break cuts off. */
export const cutOff = `BCP004: ${open} due to an unexpected new line character.`;
const badEscape =
  'BCP006: The specified escape sequence is not recognized. Only the following escape sequences are allowed: "\\$", "\\\'", "\\\\", "\\n", "\\r", "\\t", "\\u{...}".';
const badCodePoint =
  'BCP133: The unicode escape sequence is not valid. Valid unicode escape sequences range from \\u{0} to \\u{10FFFF}.';
const endlessMultiLine = "BCP140: The multi-line string at this location is not terminated. Terminate it with \"'''\".";

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", $: '$' };
const codePoint = /u\{([0-9a-fA-F]+)\}/y;
const highestCodePoint = 0x10ffff;

/** Reads the inside of strings, on one line or on several. */
export class StringScanner {
  readonly text: string;
  readonly fail: Fail;

  constructor(text: string, fail: Fail) {
    this.text = text;
    this.fail = fail;
  }

  /** A string in single quotes, or what follows a hole of it. `start` is where its token begins. */
  singleLine(from: number, start: number): StringPiece {
    let value = '';
    let broken = false;
    let plainFrom = from;
    for (let at = from; ; at += 1) {
      const code = this.text.charCodeAt(at);
      // Past the end of the text the code is NaN.
      if (code === 10 || code === 13 || Number.isNaN(code)) {
        this.fail(Number.isNaN(code) ? endless : cutOff, start, at);
        return { end: at, ends: true, value: value + this.text.slice(plainFrom, at), broken: true };
      }
      if (code === 39) return { end: at + 1, ends: true, value: value + this.text.slice(plainFrom, at), broken };
      if (code === 36 && this.text.charCodeAt(at + 1) === 123) {
        return { end: at + 2, ends: false, value: value + this.text.slice(plainFrom, at), broken };
      }
      if (code === 92) {
        const found = this.escapeAt(at);
        value += this.text.slice(plainFrom, at) + (found?.value ?? '');
        broken ||= found === undefined;
        at += found?.length ?? 1;
        plainFrom = at;
        at -= 1;
      }
    }
  }

  /** The escape whose backslash is at that offset; undefined for one that does not exist. */
  escapeAt(at: number): { readonly value: string; readonly length: number } | undefined {
    const letter = this.text[at + 1] ?? '';
    const simple = simpleEscapes[letter];
    if (simple !== undefined) return { value: simple, length: 2 };
    codePoint.lastIndex = at + 1;
    const digits = codePoint.exec(this.text)?.[1];
    const code = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
    if (code <= highestCodePoint) return { value: String.fromCodePoint(code), length: codePoint.lastIndex - at };
    this.fail(letter === 'u' ? badCodePoint : badEscape, at, at + 2);
    return undefined;
  }

  /**
   * A string in three single quotes. Its first line break does not count, it has no escapes, and of a longer run of
   * quotes the last three close it. With dollars before it, as many of them and a brace open a hole.
   */
  multiLine(from: number, dollars: number, first: boolean, start: number): StringPiece {
    const contentFrom = first ? this.pastLineBreak(from) : from;
    const hole = `${'$'.repeat(dollars)}{`;
    const close = this.text.indexOf("'''", from);
    const open = dollars === 0 ? -1 : this.text.indexOf(hole, from);
    if (open >= 0 && (close < 0 || open < close)) {
      const value = this.text.slice(contentFrom, open);
      return { end: open + hole.length, ends: false, value, broken: false };
    }
    if (close < 0) {
      this.fail(endlessMultiLine, start, start + 3 + dollars);
      return { end: this.text.length, ends: true, value: this.text.slice(contentFrom), broken: true };
    }
    let end = close + 3;
    while (this.text.charCodeAt(end) === 39) end += 1;
    return { end, ends: true, value: this.text.slice(contentFrom, end - 3), broken: false };
  }

  pastLineBreak(from: number): number {
    const next = this.text[from] === '\r' ? from + 1 : from;
    return this.text[next] === '\n' ? next + 1 : next;
  }
}
