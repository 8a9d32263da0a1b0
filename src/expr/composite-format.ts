import { formatNumber } from '../dotnet/number-format.ts';
import { describe } from './access.ts';
import { refuse } from './failure.ts';
import { writeJson } from './json-text.ts';
import type { Value } from './value.ts';

/** A format item: `{0,-5:D3}`. */
interface Hole {
  readonly index: number;
  /** The minimal width; negative if the text goes to the left of it. */
  readonly width: number;
  readonly format: string;
  readonly end: number;
}

/** The longest text that a function of the service may give. */
const maxLength = 131_072;

/**
 * Puts arguments into a composite format of .NET, with the invariant culture: `{0,5:D3}` is the first argument in the
 * format `D3`, in a field of at least five characters. Formats matter only to numbers; arrays and objects are JSON
 * with single quotes. All arguments must be known.
 *
 * Refuses patterns that .NET calls incorrect, indexes without an argument, formats that do not suit a number, and
 * texts that are too long for the service.
 */
export function formatComposite(pattern: string, args: readonly Value[]): string {
  let text = '';
  let at = 0;
  while (at < pattern.length) {
    const brace = nextBrace(pattern, at);
    text += pattern.slice(at, brace);
    if (brace === pattern.length) break;
    if (pattern[brace + 1] === pattern[brace]) {
      text += pattern.charAt(brace);
      at = brace + 2;
      continue;
    }
    if (pattern[brace] === '}') refuse(`the pattern has a '}' at offset ${brace} that closes nothing`);
    const hole = new HoleReader(pattern, brace + 1).read();
    text += fill(hole, args);
    if (text.length > maxLength) refuseLength();
    at = hole.end;
  }
  return text.length > maxLength ? refuseLength() : text;
}

function nextBrace(pattern: string, start: number): number {
  let at = start;
  while (at < pattern.length && pattern[at] !== '{' && pattern[at] !== '}') at += 1;
  return at;
}

function fill(hole: Hole, args: readonly Value[]): string {
  const arg = args[hole.index];
  if (!arg) refuse(`the pattern refers to argument {${hole.index}}, but there are ${args.length}`);
  const text = formatValue(arg, hole.format);
  if (Math.abs(hole.width) > maxLength) refuseLength();
  return hole.width < 0 ? text.padEnd(-hole.width) : text.padStart(hole.width);
}

function formatValue(value: Value, format: string): string {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'int':
    case 'float':
      return formatNumber(value.value, format);
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'null':
      return '';
    case 'array':
    case 'object':
      return writeJson(value).replaceAll('"', "'");
    default:
      throw new RangeError(`Cannot format ${describe(value)}`);
  }
}

function refuseLength(): never {
  refuse(`the text is longer than ${maxLength} characters`);
}

/** Indexes and widths are read up to this number; a further digit is not valid. */
const numberLimit = 1_000_000;

/** Reads the inside of a format item and its closing brace. */
class HoleReader {
  readonly #pattern: string;
  #at: number;

  constructor(pattern: string, start: number) {
    this.#pattern = pattern;
    this.#at = start;
  }

  read(): Hole {
    const index = this.#readNumber();
    this.#skipSpaces();
    const width = this.#readWidth();
    const format = this.#readFormat();
    if (this.#take() !== '}') this.#refuse();
    return { index, width, format, end: this.#at };
  }

  #readWidth(): number {
    if (this.#peek() !== ',') return 0;
    this.#take();
    this.#skipSpaces();
    const left = this.#peek() === '-';
    if (left) this.#take();
    const width = this.#readNumber();
    this.#skipSpaces();
    return left ? -width : width;
  }

  /** Everything up to the closing brace; a brace cannot be escaped in it. */
  #readFormat(): string {
    if (this.#peek() !== ':') return '';
    const start = this.#at + 1;
    this.#at = nextBrace(this.#pattern, start);
    return this.#pattern.slice(start, this.#at);
  }

  #readNumber(): number {
    const start = this.#at;
    let value = 0;
    while (value < numberLimit && /^[0-9]$/.test(this.#peek())) value = value * 10 + Number(this.#take());
    return this.#at === start ? this.#refuse() : value;
  }

  #skipSpaces(): void {
    while (this.#peek() === ' ') this.#at += 1;
  }

  #peek(): string {
    return this.#pattern.charAt(this.#at);
  }

  #take(): string {
    const char = this.#peek();
    this.#at += 1;
    return char;
  }

  #refuse(): never {
    refuse(`the pattern has an item that is not valid at offset ${this.#at}`);
  }
}
