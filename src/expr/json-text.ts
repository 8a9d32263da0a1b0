import { formatFloat } from '../dotnet/numbers.ts';
import { describe } from './access.ts';
import { refuse } from './failure.ts';
import type { ArrayValue, ObjectValue, Value } from './value.ts';

/** Shared parts are written each time, so a small value can have an enormous text. */
const maxLength = 4_000_000;

/**
 * The compact JSON text of a known value, as `string()` of the service writes it: decimal numbers always with a point
 * or an exponent, the names of what is not a number in quotes. Keys keep their order.
 *
 * Refuses values whose text is too long. It must not be asked for values that are not known at every depth.
 */
export function writeJson(value: Value): string {
  const pieces: string[] = [];
  let length = 0;
  // What is still to be written, the next part last. No recursion: values may be nested deeply.
  const rest: (Value | string)[] = [value];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (typeof part === 'object' && (part.kind === 'array' || part.kind === 'object')) {
      for (const inner of partsOf(part).reverse()) rest.push(inner);
      continue;
    }
    const piece = typeof part === 'string' ? part : writeScalar(part);
    length += piece.length;
    if (length > maxLength) refuse(`the JSON text is longer than ${maxLength} characters`);
    pieces.push(piece);
  }
  return pieces.join('');
}

/** The brackets, keys and commas of an array or object, and its values between them. */
function partsOf(value: ArrayValue | ObjectValue): (Value | string)[] {
  const parts: (Value | string)[] = [];
  if (value.kind === 'array') {
    for (const item of value.items) parts.push(parts.length === 0 ? '[' : ',', item);
    return parts.length === 0 ? ['[]'] : [...parts, ']'];
  }
  for (const { key, value: member } of value.entries.values()) {
    parts.push(`${parts.length === 0 ? '{' : ','}${quoteJson(key)}:`, member);
  }
  return parts.length === 0 ? ['{}'] : [...parts, '}'];
}

function writeScalar(value: Value): string {
  switch (value.kind) {
    case 'string':
      return quoteJson(value.value);
    case 'int':
    case 'bool':
      return value.value.toString();
    case 'float':
      return Number.isFinite(value.value) ? formatFloat(value.value) : `"${formatFloat(value.value)}"`;
    case 'null':
      return 'null';
    default:
      throw new RangeError(`Cannot write ${describe(value)} as JSON`);
  }
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A JSON string that escapes only what it must, and the line separators of Unicode. */
export function quoteJson(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are escaped
  const escaped = text.replace(/["\\\u0000-\u001f\u0085\u2028\u2029]/g, (char) => {
    return shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
