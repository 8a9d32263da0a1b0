/** Characters with a meaning in URIs, and those that are confusing when they are not escaped. */
const reservedOrUnsafe = ";/?:@&=+$,#[]!'()*%\\";

/**
 * Escapes what no URI can contain, and the characters of `forced` too. Escape sequences stay if `keepEscapes` says so;
 * any other `%` is escaped.
 */
export function escapeUri(text: string, keepEscapes: boolean, forced = ''): string {
  return text.replace(/%[0-9a-f]{2}|[^a-z0-9._~!$&'()*+,/:;=@[\]-]/giu, (found) => {
    if (found.length === 3 && found.startsWith('%')) return keepEscapes ? found : `%25${found.slice(1)}`;
    const mayStay = found === '?' || found === '#';
    return mayStay && !forced.includes(found) ? found : escapeUtf8(found);
  });
}

/** Every byte of the UTF-8 form as an escape sequence. */
function escapeUtf8(text: string): string {
  const hex = Buffer.from(text, 'utf8').toString('hex').toUpperCase();
  return hex.replace(/../g, '%$&');
}

/**
 * Whether `System.Uri` takes a URI for an internationalized one, of which it tidies escape sequences: if it has any
 * that are not needed, or none at all after a `%`.
 */
export function isInternational(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char > '\x7f') return true;
    if (char !== '%' || at + 2 >= text.length) continue;
    const byte = byteAt(text, at);
    if (byte === undefined || byte > 0x7f || /[a-z0-9._~-]/i.test(String.fromCharCode(byte))) return true;
    at += 2;
  }
  return false;
}

/**
 * Tidies a part of an internationalized URI: unescapes what need not be escaped, and escapes characters that such
 * URIs must not contain. A `%` that begins no escape sequence stays, and shields the two characters after it.
 */
export function tidyPart(text: string, isQuery: boolean): string {
  const pieces = /(?:%[89a-f][0-9a-f])+|%[\s\S]{2}|[\ud800-\udbff][\udc00-\udfff]|[^\0-\x7f]/gi;
  return text.replace(pieces, (found) => {
    if (!found.startsWith('%')) return isAllowed(codeOf(found), isQuery) ? found : escapeUtf8(found);
    const byte = byteAt(found, 0);
    if (byte === undefined) return found;
    return byte > 0x7f ? decodeSequences(found, isQuery) : decodeAscii(found, byte);
  });
}

/** Unescapes a well-formed part as far as its meaning stays the same; the characters of `kept` stay escaped. */
export function unescapeSafely(text: string, kept: string, isQuery: boolean): string {
  return text.replace(/(?:%[89a-f][0-9a-f])+|%[0-7][0-9a-f]/gi, (found) => {
    const byte = byteAt(found, 0) ?? 0;
    if (byte > 0x7f) return decodeSequences(found, isQuery);
    return kept.includes(String.fromCharCode(byte)) ? found : decodeAscii(found, byte);
  });
}

/** Unescapes only some characters of ASCII. A `%` that begins no escape sequence shields the two characters after it. */
export function unescapeOnly(text: string, chars: string): string {
  return text.replace(/%[\s\S]{2}/g, (found) => {
    const byte = byteAt(found, 0);
    const char = byte === undefined ? '%' : String.fromCharCode(byte);
    return chars.includes(char) ? char : found;
  });
}

function decodeAscii(sequence: string, byte: number): string {
  const char = String.fromCharCode(byte);
  return byte < 0x20 || byte === 0x7f || reservedOrUnsafe.includes(char) ? sequence : char;
}

/** Decodes a run of escaped bytes as UTF-8. What is invalid, or not allowed unescaped, stays as it is. */
function decodeSequences(run: string, isQuery: boolean): string {
  let decoded = '';
  for (let at = 0; at < run.length; ) {
    const length = sequenceLength(byteAt(run, at) ?? 0) * 3;
    const char = length > 0 ? decodeUtf8(run.slice(at, at + length)) : undefined;
    const kept = run.slice(at, at + (char === undefined ? 3 : length));
    decoded += char !== undefined && isAllowed(codeOf(char), isQuery) ? char : kept;
    at += kept.length;
  }
  return decoded;
}

/** Bytes in the UTF-8 form of a character that begins with this byte, 0 if none does. */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(escaped: string): string | undefined {
  try {
    return strictUtf8.decode(Buffer.from(escaped.replaceAll('%', ''), 'hex'));
  } catch {
    return undefined;
  }
}

/** The byte that is escaped at an index, if there is one. */
export function byteAt(text: string, at: number): number | undefined {
  const digits = text.slice(at + 1, at + 3);
  return text.charAt(at) === '%' && /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

/** Characters that RFC 3987 allows unescaped; those for private use only in queries. */
export function isAllowed(code: number, isQuery: boolean): boolean {
  if (code > 0xffff) {
    const isTag = code >= 0xe0000 && code <= 0xe0fff;
    return (code & 0xffff) < 0xfffe && !isTag && (isQuery || code < 0xf0000);
  }
  const isText = (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xf900 && code <= 0xfdcf);
  return isText || (code >= 0xfdf0 && code <= 0xffef) || (isQuery && code >= 0xe000 && code <= 0xf8ff);
}

const directionMarks = /[\u200e\u200f\u202a-\u202e]/g;

/** A host in composed form and without direction marks; undefined if it is no valid text. */
export function normalizeHost(text: string): string | undefined {
  return /\p{Surrogate}/u.test(text) ? undefined : text.replace(directionMarks, '').normalize('NFC');
}
