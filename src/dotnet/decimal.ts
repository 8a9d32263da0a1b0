/** The decimal digits of a number: `0.d1d2d3... * 10^scale`. The first digit is not 0, and zero has no digits. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly scale: number;
  /** Of a double, which keeps its sign when it rounds to zero. */
  readonly float: boolean;
}

export function decimalOfInteger(value: bigint): Decimal {
  const digits = value === 0n ? '' : (value < 0n ? -value : value).toString();
  return { negative: value < 0n, digits, scale: digits.length, float: false };
}

/** The fewest digits that read back as the same double. */
export function shortestDecimal(value: number): Decimal {
  const negative = isNegative(value);
  if (value === 0) return { negative, digits: '', scale: 0, float: true };
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  return { negative, digits: mantissa.replace('.', ''), scale: Number(exponent) + 1, float: true };
}

/** All digits of a finite double: it is a binary fraction, so it has an exact decimal form. */
export function exactDecimal(value: number): Decimal {
  const negative = isNegative(value);
  const { mantissa, exponent } = binaryParts(value);
  if (mantissa === 0n) return { negative, digits: '', scale: 0, float: true };
  // m * 2^-e = m * 5^e / 10^e
  const scaled = exponent < 0 ? mantissa * 5n ** BigInt(-exponent) : mantissa << BigInt(exponent);
  const digits = scaled.toString();
  return { negative, digits: trimZeros(digits), scale: digits.length + Math.min(exponent, 0), float: true };
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** The integers of `|value| = mantissa * 2^exponent`. */
function binaryParts(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const fraction = bits & (2n ** 52n - 1n);
  const biased = Number((bits >> 52n) & 0x7ffn);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (2n ** 52n), exponent: biased - 1075 };
}

/** Which way a number goes that lies exactly between two neighbours. */
export type Ties = 'even' | 'away';

/** Keeps that many leading digits. Trailing zeros go; a number that rounds to zero has scale 0. */
export function roundDigits(number: Decimal, count: number, ties: Ties): Decimal {
  if (!roundsUp(number.digits, count, ties)) return withDigits(number, number.digits.slice(0, Math.max(count, 0)));
  let last = count - 1;
  while (number.digits[last] === '9') last -= 1;
  if (last < 0) return { ...number, digits: '1', scale: number.scale + 1 };
  return withDigits(number, number.digits.slice(0, last) + (Number(number.digits[last]) + 1));
}

function roundsUp(digits: string, count: number, ties: Ties): boolean {
  if (count < 0 || count >= digits.length) return false;
  const next = Number(digits[count]);
  if (next !== 5 || ties === 'away') return next >= 5;
  const exactlyHalf = trimZeros(digits.slice(count + 1)) === '';
  const odd = count > 0 && Number(digits[count - 1]) % 2 === 1;
  return !exactlyHalf || odd;
}

function withDigits(number: Decimal, untrimmed: string): Decimal {
  const digits = trimZeros(untrimmed);
  if (digits !== '') return { ...number, digits };
  return { ...number, digits, scale: 0, negative: number.negative && number.float };
}

/** Without trailing zeros. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
