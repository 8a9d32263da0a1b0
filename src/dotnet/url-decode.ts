const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes a form value as .NET's `HttpUtility.UrlDecode`: `+` is a space, `%41` a byte of UTF-8 and `%u0041` a UTF-16
 * unit. What is none of these stays as it is, and what is no valid text becomes U+FFFD.
 */
export function urlDecode(text: string): string {
  const decoded = text.replace(/\+|%u([0-9a-f]{4})|(?:%[0-9a-f]{2})+/gi, (matched, unit: string | undefined) => {
    if (matched === '+') return ' ';
    if (unit === undefined) return utf8.decode(Buffer.from(matched.replaceAll('%', ''), 'hex'));
    return matched.startsWith('%u') ? String.fromCharCode(Number.parseInt(unit, 16)) : matched;
  });
  return toWellFormed(decoded);
}

/** Replaces lone surrogates, as .NET does when it encodes text. */
export function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
