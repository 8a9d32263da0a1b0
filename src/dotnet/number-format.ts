import { formatCustom } from './custom-format.ts';
import { type Decimal, decimalOfInteger, exactDecimal, roundDigits, shortestDecimal } from './decimal.ts';
import { fitsInt64, formatDouble } from './numbers.ts';
import { refuse } from './refusal.ts';

/** A standard format: `N2` is the letter N with precision 2. */
interface StandardFormat {
  /** In upper case. */
  readonly letter: string;
  readonly lowerCase: boolean;
  readonly precision?: number;
}

/** A number with more digits than this is too long for any text that the service allows. */
const maxPrecision = 200_000;

/** The digits that a double has at most in its shortest form; larger numbers need an exponent. */
const maxShortestDigits = 17;

/** Custom formats see this many digits of a double. */
const customDigits = 15;

/**
 * A number in a standard or custom numeric format of .NET, with the invariant culture. Integers of 64 bits and larger
 * ones differ in some formats, as `Int64` and `BigInteger` do. Refuses formats that are not fit for the kind of number.
 */
export function formatNumber(value: bigint | number, format: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return formatDouble(value);
  const standard = readStandardFormat(format);
  if (!standard) return formatCustom(customDecimal(value), format);
  if ((standard.precision ?? 0) > maxPrecision && pads(value, standard.letter)) refuse('the text is too long');
  return typeof value === 'bigint' ? formatInteger(value, standard) : formatFloating(value, standard);
}

/** A letter and a number of up to nine digits, not counting leading zeros; anything else is a custom format. */
function readStandardFormat(format: string): StandardFormat | undefined {
  if (format === '' || format.startsWith('\0')) return { letter: 'G', lowerCase: false };
  if (/^[A-Za-z]0*[1-9][0-9]{9}/.test(format)) refuseFormat(format);
  const [, letter, digits] = /^([A-Za-z])([0-9]*)(?:$|\0)/.exec(format) ?? [];
  if (letter === undefined || digits === undefined) return undefined;
  return {
    letter: letter.toUpperCase(),
    lowerCase: letter >= 'a',
    ...(digits !== '' && { precision: Number(digits) }),
  };
}

/** Whether a large precision makes a long text: the general formats pad only integers of more than 64 bits. */
function pads(value: bigint | number, letter: string): boolean {
  return !'GR'.includes(letter) || (typeof value === 'bigint' && !fitsInt64(value));
}

function customDecimal(value: bigint | number): Decimal {
  return typeof value === 'bigint' ? decimalOfInteger(value) : roundDigits(exactDecimal(value), customDigits, 'even');
}

function formatInteger(value: bigint, format: StandardFormat): string {
  const { letter, lowerCase, precision = 0 } = format;
  switch (letter) {
    case 'D':
      return plainInteger(value, precision);
    case 'X': {
      const digits = fitsInt64(value) ? wordDigits(value, 16, precision) : widenedDigits(value, 16, precision);
      return lowerCase ? digits : digits.toUpperCase();
    }
    case 'B':
      return fitsInt64(value) ? wordDigits(value, 2, precision) : widenedDigits(value, 2, precision);
    case 'G':
    case 'R':
      // A precision rounds 64-bit integers; larger ones it only pads.
      if (precision === 0 || !fitsInt64(value)) return plainInteger(value, precision);
      return general(roundDigits(decimalOfInteger(value), precision, 'away'), precision, lowerCase);
    default:
      return formatDigits(decimalOfInteger(value), format);
  }
}

function plainInteger(value: bigint, minDigits: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(minDigits, '0');
  return value < 0n ? `-${digits}` : digits;
}

/** The two's complement in 64 bits, padded with zeros whatever the sign. */
function wordDigits(value: bigint, radix: 2 | 16, minDigits: number): string {
  return BigInt.asUintN(64, value).toString(radix).padStart(minDigits, '0');
}

/** The two's complement in as few digits as still show the sign, padded with the sign. */
function widenedDigits(value: bigint, radix: 2 | 16, minDigits: number): string {
  const bitsPerDigit = radix === 16 ? 4 : 1;
  const magnitudeBits = (value < 0n ? ~value : value).toString(2).length;
  const digitCount = Math.floor(magnitudeBits / bitsPerDigit) + 1;
  const digits = BigInt.asUintN(digitCount * bitsPerDigit, value)
    .toString(radix)
    .padStart(digitCount, '0');
  const highest = radix === 16 ? 'f' : '1';
  return digits.padStart(minDigits, value < 0n ? highest : '0');
}

function formatFloating(value: number, format: StandardFormat): string {
  const { letter, lowerCase, precision = 0 } = format;
  switch (letter) {
    case 'D':
    case 'X':
    case 'B':
      return refuseFormat(letter);
    case 'R':
      return general(shortestDecimal(value), maxShortestDigits, lowerCase);
    case 'G':
      if (precision === 0) return general(shortestDecimal(value), maxShortestDigits, lowerCase);
      return general(roundDigits(exactDecimal(value), precision, 'even'), precision, lowerCase);
    default:
      return formatDigits(exactDecimal(value), format);
  }
}

/** The formats that are the same for all kinds of numbers, once their digits are known. */
function formatDigits(number: Decimal, format: StandardFormat): string {
  const { letter, lowerCase, precision } = format;
  switch (letter) {
    case 'C':
      return currency(number, precision ?? 2);
    case 'E':
      return scientific(number, precision ?? 6, lowerCase);
    case 'F':
      return signed(number, precision ?? 2, (rounded, decimals) => fixedPoint(rounded, decimals, ''));
    case 'N':
      return signed(number, precision ?? 2, grouped);
    case 'P':
      return `${signed({ ...number, scale: number.scale + 2 }, precision ?? 2, grouped)} %`;
    default:
      return refuseFormat(letter);
  }
}

/** Doubles are rounded from their exact value as IEEE 754 wants it, integers as at school. */
function round(number: Decimal, count: number): Decimal {
  return roundDigits(number, count, number.float ? 'even' : 'away');
}

function signed(number: Decimal, decimals: number, write: (rounded: Decimal, decimals: number) => string): string {
  const rounded = round(number, number.scale + decimals);
  return (rounded.negative ? '-' : '') + write(rounded, decimals);
}

/** The invariant culture has a currency sign that stands for none, and puts debts in parentheses. */
function currency(number: Decimal, decimals: number): string {
  const rounded = round(number, number.scale + decimals);
  const amount = `¤${grouped(rounded, decimals)}`;
  return rounded.negative ? `(${amount})` : amount;
}

function grouped(number: Decimal, decimals: number): string {
  return fixedPoint(number, decimals, ',');
}

function fixedPoint(number: Decimal, decimals: number, separator: string): string {
  const { digits, scale } = number;
  const whole = scale > 0 ? digits.slice(0, scale).padEnd(scale, '0') : '0';
  const integer = separator === '' ? whole : groupThousands(whole, separator);
  if (decimals === 0) return integer;
  const fraction = '0'.repeat(Math.max(-scale, 0)) + digits.slice(Math.max(scale, 0));
  return `${integer}.${fraction.slice(0, decimals).padEnd(decimals, '0')}`;
}

function groupThousands(digits: string, separator: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.push(digits.slice(Math.max(end - 3, 0), end));
  return groups.reverse().join(separator);
}

/** One digit, the decimals, and an exponent of at least three digits. */
function scientific(number: Decimal, decimals: number, lowerCase: boolean): string {
  const rounded = round(number, decimals + 1);
  const digits = rounded.digits.padEnd(decimals + 1, '0');
  const fraction = decimals === 0 ? '' : `.${digits.slice(1)}`;
  const exponent = rounded.digits === '' ? 0 : rounded.scale - 1;
  const sign = rounded.negative ? '-' : '';
  return sign + digits.slice(0, 1) + fraction + exponentPart(exponent, 3, lowerCase);
}

/** As a plain number if it has no more than that many digits and begins soon after the point, else scientific. */
function general(number: Decimal, maxDigits: number, lowerCase: boolean): string {
  const { digits, scale } = number;
  const sign = number.negative ? '-' : '';
  if (scale > maxDigits || scale < -3) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return sign + digits.slice(0, 1) + fraction + exponentPart(scale - 1, 2, lowerCase);
  }
  return sign + fixedPoint(number, Math.max(digits.length - scale, 0), '');
}

function exponentPart(exponent: number, minDigits: number, lowerCase: boolean): string {
  const digits = Math.abs(exponent).toString().padStart(minDigits, '0');
  return (lowerCase ? 'e' : 'E') + (exponent < 0 ? '-' : '+') + digits;
}

function refuseFormat(format: string): never {
  refuse(`'${format}' is no format for this number`);
}
