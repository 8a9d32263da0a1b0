import { type Decimal, roundDigits } from './decimal.ts';

/** A part of a custom numeric format such as `#,##0.00 "GB"`. */
type Token =
  /** `0` or `#`: the place of a digit. */
  | { readonly kind: 'digit'; readonly zero: boolean }
  | { readonly kind: 'point' }
  | { readonly kind: 'comma' }
  /** `%` or `‰`: written as is, and multiplies by a power of ten. */
  | { readonly kind: 'scale'; readonly power: number; readonly text: string }
  /** `E0`, `E+00`, `e-0`: the place of an exponent. */
  | { readonly kind: 'exponent'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

/** What the digit places of a section say. Places are counted from the left. */
interface Layout {
  readonly digitCount: number;
  /** How many digit places precede the point. */
  readonly pointAt: number;
  /** How many digits are written before the point at least, and after it. */
  readonly minWhole: number;
  readonly minFraction: number;
  readonly scientific: boolean;
  readonly grouped: boolean;
  /** The power of ten by which the number is multiplied. */
  readonly shift: number;
}

/**
 * A number in a custom numeric format of .NET, with the invariant culture. Every text is a custom format. A format has
 * up to three sections: for positive numbers, for negative ones, and for zero or what rounds to it.
 */
export function formatCustom(number: Decimal, format: string): string {
  const sections = readSections(format);
  const wanted = number.digits === '' ? 2 : number.negative ? 1 : 0;
  const index = sectionFor(sections, wanted);
  const section = sections[index] ?? [];
  const layout = measure(section);
  const rounded = scaleAndRound(number, layout);
  if (rounded.digits === '' && number.digits !== '') {
    const zeroIndex = sectionFor(sections, 2);
    const zeroSection = sections[zeroIndex] ?? [];
    if (zeroIndex !== index) return write(rounded, zeroSection, measure(zeroSection), zeroIndex === 0);
  }
  return write(rounded, section, layout, index === 0);
}

/** The section for negative numbers (1) or zeros (2) if there is one that is not empty, else the first. */
function sectionFor(sections: readonly (readonly Token[])[], wanted: number): number {
  return sections[wanted]?.length ? wanted : 0;
}

/** The tokens of each section; a NUL ends the format. */
function readSections(format: string): readonly (readonly Token[])[] {
  const sections: Token[][] = [[]];
  let at = 0;
  while (at < format.length && format[at] !== '\0') {
    if (format[at] === ';') {
      sections.push([]);
      at += 1;
      continue;
    }
    const { token, length } = readToken(format, at);
    sections.at(-1)?.push(token);
    at += length;
  }
  return sections;
}

function readToken(format: string, at: number): { readonly token: Token; readonly length: number } {
  const char = format.charAt(at);
  switch (char) {
    case '#':
    case '0':
      return { token: { kind: 'digit', zero: char === '0' }, length: 1 };
    case '.':
      return { token: { kind: 'point' }, length: 1 };
    case ',':
      return { token: { kind: 'comma' }, length: 1 };
    case '%':
      return { token: { kind: 'scale', power: 2, text: char }, length: 1 };
    case '‰':
      return { token: { kind: 'scale', power: 3, text: char }, length: 1 };
    case "'":
    case '"': {
      const text = until(format, at + 1, char);
      const closed = format[at + 1 + text.length] === char;
      return { token: { kind: 'text', text }, length: text.length + (closed ? 2 : 1) };
    }
    case '\\': {
      const next = format[at + 1] ?? '\0';
      return next === '\0'
        ? { token: { kind: 'text', text: '' }, length: 1 }
        : { token: { kind: 'text', text: next }, length: 2 };
    }
    case 'E':
    case 'e':
      return readExponent(format, at);
    default:
      return { token: { kind: 'text', text: char }, length: 1 };
  }
}

/** The text up to a closing quote, a NUL or the end. */
function until(format: string, start: number, quote: string): string {
  let end = start;
  while (end < format.length && format[end] !== quote && format[end] !== '\0') end += 1;
  return format.slice(start, end);
}

/** A letter is the place of an exponent only if zeros follow it, perhaps after a sign. */
function readExponent(format: string, at: number): { readonly token: Token; readonly length: number } {
  const signed = format[at + 1] === '+' || format[at + 1] === '-';
  let end = at + (signed ? 2 : 1);
  if (format[end] !== '0') return { token: { kind: 'text', text: format.charAt(at) }, length: 1 };
  while (format[end] === '0') end += 1;
  return { token: { kind: 'exponent', text: format.slice(at, end) }, length: end - at };
}

function measure(section: readonly Token[]): Layout {
  let digitCount = 0;
  let pointAt: number | undefined;
  let firstZero = Number.POSITIVE_INFINITY;
  let afterLastZero = 0;
  let commaAt: number | undefined;
  let commaCount = 0;
  let grouped = false;
  let shift = 0;
  for (const token of section) {
    if (token.kind === 'digit') {
      if (token.zero) firstZero = Math.min(firstZero, digitCount);
      digitCount += 1;
      if (token.zero) afterLastZero = digitCount;
    } else if (token.kind === 'point') {
      pointAt ??= digitCount;
    } else if (token.kind === 'comma' && digitCount > 0 && pointAt === undefined) {
      // Commas between digits group them; commas before the point each divide by a thousand.
      if (commaAt !== undefined && commaAt !== digitCount) grouped = true;
      commaCount = commaAt === digitCount ? commaCount + 1 : 1;
      commaAt = digitCount;
    } else if (token.kind === 'scale') {
      shift += token.power;
    }
  }
  pointAt ??= digitCount;
  return {
    digitCount,
    pointAt,
    minWhole: Math.max(pointAt - firstZero, 0),
    minFraction: Math.max(afterLastZero - pointAt, 0),
    scientific: section.some((token) => token.kind === 'exponent'),
    grouped: grouped || (commaAt !== undefined && commaAt !== pointAt),
    shift: commaAt === pointAt ? shift - 3 * commaCount : shift,
  };
}

/** The number scaled and rounded to the digit places that there are. */
function scaleAndRound(number: Decimal, layout: Layout): Decimal {
  // Rounding gives zeros the form they must have: integers that are zero have no sign.
  if (number.digits === '') return roundDigits(number, 0, 'away');
  const scale = number.scale + layout.shift;
  const count = layout.scientific ? layout.digitCount : scale + layout.digitCount - layout.pointAt;
  return roundDigits({ ...number, scale }, count, 'away');
}

function write(number: Decimal, section: readonly Token[], layout: Layout, mayNeedSign: boolean): string {
  const places = new DigitPlaces(number, layout);
  let text = '';
  let exponentWritten = false;
  for (const token of section) {
    switch (token.kind) {
      case 'digit':
        text += places.surplus() + places.next();
        break;
      case 'point':
        text += places.surplus() + places.point();
        break;
      case 'exponent':
        text += exponentWritten ? token.text : exponent(number, layout, token.text);
        exponentWritten = true;
        break;
      case 'comma':
        break;
      default:
        text += token.text;
    }
  }
  const needsSign = mayNeedSign && number.negative && (number.scale !== 0 || text !== '');
  return needsSign ? `-${text}` : text;
}

/** An exponent as the place for it wants it: `E+00` shows every sign, `E00` only a minus. */
function exponent(number: Decimal, layout: Layout, place: string): string {
  const value = number.digits === '' ? 0 : number.scale - layout.pointAt;
  const zeros = place.length - (place[1] === '0' ? 1 : 2);
  const sign = value < 0 ? '-' : place[1] === '+' ? '+' : '';
  return place.charAt(0) + sign + Math.abs(value).toString().padStart(Math.min(zeros, 10), '0');
}

/** Deals the digits of a number to the digit places of a section, from left to right. */
class DigitPlaces {
  readonly #digits: string;
  readonly #layout: Layout;
  #used = 0;
  /** The power of ten of the next digit, plus one: 0 is right after the point. */
  #position: number;
  /** How many more digits the number has before the point than there are places; negative if it has fewer. */
  #excess: number;
  #pointWritten = false;

  constructor(number: Decimal, layout: Layout) {
    this.#digits = number.digits;
    this.#layout = layout;
    this.#position = layout.scientific ? layout.pointAt : Math.max(number.scale, layout.pointAt);
    this.#excess = layout.scientific ? 0 : number.scale - layout.pointAt;
  }

  /** The digits for which there is no place; they go before the first one. */
  surplus(): string {
    let text = '';
    while (this.#excess > 0) {
      text += this.#place(this.#digits[this.#used] ?? '0');
      this.#used += 1;
      this.#excess -= 1;
    }
    return text;
  }

  /** What stands in the next digit place, which may be nothing. */
  next(): string {
    if (this.#excess < 0) {
      this.#excess += 1;
      return this.#place(this.#position <= this.#layout.minWhole ? '0' : '');
    }
    const digit = this.#digits[this.#used];
    this.#used += 1;
    return this.#place(digit ?? (this.#position > -this.#layout.minFraction ? '0' : ''));
  }

  /** The point, if something follows it. */
  point(): string {
    if (this.#position !== 0 || this.#pointWritten) return '';
    const { minFraction, pointAt, digitCount } = this.#layout;
    const digitsFollow = pointAt < digitCount && this.#used < this.#digits.length;
    if (minFraction === 0 && !digitsFollow) return '';
    this.#pointWritten = true;
    return '.';
  }

  #place(digit: string): string {
    const position = this.#position;
    this.#position -= 1;
    const separated = digit !== '' && this.#layout.grouped && position > 1 && position % 3 === 1;
    return separated ? `${digit},` : digit;
  }
}
