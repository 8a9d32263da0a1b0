import { lowerInvariant, upperInvariant, upperOrdinal } from '../../dotnet/text-order.ts';
import { describe } from '../access.ts';
import { comparing, known, structural } from '../apply.ts';
import { argAt, arrayAt, intAt, refuseKind, stringAt } from '../arguments.ts';
import { formatComposite } from '../composite-format.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { writeJson } from '../json-text.ts';
import { arrayValue, boolValue, intValue, isSymbolic, stringValue } from '../make-value.ts';
import { readJson } from '../newtonsoft-json.ts';
import type { Value } from '../value.ts';
import { boundedText, indexInArray, scalarText, wellFormed } from './collections.ts';

const any = Number.POSITIVE_INFINITY;

/** `string()`: scalars as text, arrays and objects as JSON. Decimal numbers and null are refused, as in the service. */
function toText(args: readonly Value[]): Value {
  const value = argAt(args, 0);
  if (value.kind === 'array' || value.kind === 'object') return stringValue(writeJson(value));
  return stringValue(
    scalarText(value) ?? refuseKind(args, 0, 'a string, an integer, a boolean, an array or an object'),
  );
}

function split(args: readonly Value[]): Value {
  const text = stringAt(args, 0);
  const separator = argAt(args, 1);
  const separators =
    separator.kind === 'array'
      ? separator.items.map((item) => (item.kind === 'string' ? item.value : refuse('all delimiters must be strings')))
      : [stringAt(args, 1)];
  return arrayValue(
    splitAtAny(
      text,
      separators.filter((one) => one !== ''),
    ).map((part) => stringValue(part)),
  );
}

/** Splits at whichever separator stands at a position, the first listed one if several do. */
function splitAtAny(text: string, separators: readonly string[]): readonly string[] {
  const [only, ...others] = separators;
  if (only === undefined) return [text];
  if (others.length === 0) return text.split(only);
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const found = separators.find((separator) => text.startsWith(separator, at));
    if (found === undefined) at += 1;
    else {
      parts.push(text.slice(start, at));
      at += found.length;
      start = at;
    }
  }
  return [...parts, text.slice(start)];
}

function join(args: readonly Value[]): Value {
  const { items } = arrayAt(args, 0);
  const delimiter = stringAt(args, 1);
  const texts = items.map((item) => scalarText(item) ?? refuse(`it cannot join ${describe(item)}`));
  return stringValue(boundedText(texts.join(delimiter)));
}

function replace(args: readonly Value[]): Value {
  const wanted = stringAt(args, 1);
  if (wanted === '') return refuse('argument 2 must not be empty');
  return stringValue(boundedText(stringAt(args, 0).split(wanted).join(stringAt(args, 2))));
}

function substring(args: readonly Value[]): Value {
  const text = stringAt(args, 0);
  const start = intAt(args, 1);
  if (start < 0n || start > BigInt(text.length)) return refuse(`index ${start} is outside of the string`);
  const length = args.length > 2 ? intAt(args, 2) : BigInt(text.length) - start;
  if (length < 0n || start + length > BigInt(text.length)) {
    return refuse(`index ${start} and length ${length} reach beyond the string of ${text.length} characters`);
  }
  const from = Number(start);
  return stringValue(wellFormed(text.slice(from, from + Number(length)), text));
}

function padLeft(args: readonly Value[]): Value {
  const value = argAt(args, 0);
  const text = value.kind === 'int' || value.kind === 'string' ? String(value.value) : undefined;
  if (text === undefined) return refuseKind(args, 0, 'a string or an integer');
  const width = intAt(args, 1);
  if (width < 1n || width > 16n) return refuse(`argument 2 must be from 1 to 16, not ${width}`);
  const filler = args.length > 2 ? stringAt(args, 2) : ' ';
  if (filler.length !== 1) return refuse('argument 3 must be one character');
  return stringValue(text.padStart(Number(width), filler));
}

/** What .NET counts as white space: Unicode's, and the next-line control, but not the byte order mark. */
const blank = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

function trim(args: readonly Value[]): Value {
  const text = stringAt(args, 0);
  let start = 0;
  let end = text.length;
  while (start < end && blank.test(text.charAt(start))) start += 1;
  while (end > start && blank.test(text.charAt(end - 1))) end -= 1;
  return stringValue(text.slice(start, end));
}

function indexOf(args: readonly Value[], last: boolean): Value | undefined {
  const whole = argAt(args, 0);
  if (whole.kind === 'array') return indexInArray(args, last);
  if (whole.kind !== 'string') return refuseKind(args, 0, 'a string or an array');
  if (isSymbolic(argAt(args, 1))) return undefined;
  const [text, wanted] = [upperOrdinal(whole.value), upperOrdinal(stringAt(args, 1))];
  if (!last) return intValue(text.indexOf(wanted));
  // The service begins its search at the last character, which matters only for an empty string.
  return intValue(text.lastIndexOf(wanted, Math.max(0, text.length - 1)));
}

/** `like`: `*` stands for any characters, and nothing else is special. Linear in the text for each `*`. */
function matchesPattern(text: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === head;
  const tail = rest.pop() ?? '';
  if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - tail.length;
}

function ignoringCase(name: string, holds: (text: string, part: string) => boolean): TemplateFunction {
  return known(name, 2, 2, (args) =>
    boolValue(holds(upperOrdinal(stringAt(args, 0)), upperOrdinal(stringAt(args, 1)))),
  );
}

export const stringFunctions: readonly TemplateFunction[] = [
  known('string', 1, 1, toText),
  known('json', 1, 1, (args) => readJson(stringAt(args, 0))),
  known('format', 1, any, (args) => stringValue(formatComposite(stringAt(args, 0), args.slice(1)))),
  known('split', 2, 2, split),
  known('join', 2, 2, join),
  known('replace', 3, 3, replace),
  known('substring', 2, 3, substring),
  known('padLeft', 2, 3, padLeft),
  known('trim', 1, 1, trim),
  known('toLower', 1, 1, (args) => stringValue(lowerInvariant(stringAt(args, 0)))),
  known('toUpper', 1, 1, (args) => stringValue(upperInvariant(stringAt(args, 0)))),
  ignoringCase('startsWith', (text, part) => text.startsWith(part)),
  ignoringCase('endsWith', (text, part) => text.endsWith(part)),
  ignoringCase('like', matchesPattern),
  structural('indexOf', 2, 2, (args) => indexOf(args, false), comparing),
  structural('lastIndexOf', 2, 2, (args) => indexOf(args, true), comparing),
];
