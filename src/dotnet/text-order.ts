/** Cased, accented and punctuation-aware order, as the service compares strings with `less` and its relatives. */
let collator: Intl.Collator | undefined;

const plain = /^[a-z0-9]*$/;

/** Negative, zero or positive, in the linguistic order of the invariant culture. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  // Digits before lower-case letters is the order of both ways, and the collator costs a hundred times as much.
  if (plain.test(left) && plain.test(right)) return left < right ? -1 : 1;
  // Made when it is needed: that takes as long as reading a template.
  collator ??= new Intl.Collator('und', { sensitivity: 'variant', ignorePunctuation: false });
  return collator.compare(left, right);
}

/**
 * Upper case by simple mapping, one character for one, as .NET compares without case: `ß` and `ŉ` stay, and no
 * other letter becomes an ASCII one.
 */
export function upperOrdinal(text: string): string {
  if (isAscii(text)) return text.toUpperCase();
  return mapCharacters(text, (char) => {
    const upper = char.toUpperCase();
    return upper.length === char.length && !(isAscii(upper) && !isAscii(char)) ? upper : char;
  });
}

/** Its simple mapping is the ASCII letter I, which only Turkish takes for its upper case: the invariant culture does not. */
const dotlessI = 'ı';

/** `toUpper`: simple mapping, one character for one. */
export function upperInvariant(text: string): string {
  if (isAscii(text)) return text.toUpperCase();
  return mapCharacters(text, (char) => {
    const upper = char.toUpperCase();
    return upper.length === char.length && char !== dotlessI ? upper : char;
  });
}

/** `toLower`: simple mapping, one character for one, so that a final sigma is not special. */
export function lowerInvariant(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return mapCharacters(text, (char) => {
    const lower = char.toLowerCase();
    return lower.length === char.length ? lower : char;
  });
}

/** The order of keys in `items()` and `objectKeys()`: by code units after simple upper-casing. */
export function compareIgnoreCase(left: string, right: string): number {
  const a = upperOrdinal(left);
  const b = upperOrdinal(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function mapCharacters(text: string, map: (char: string) => string): string {
  let mapped = '';
  for (const char of text) mapped += map(char);
  return mapped;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
