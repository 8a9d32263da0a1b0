/** What .NET counts as white space: that of Unicode and the next-line control, but not the byte order mark. */
const whiteSpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether a UTF-16 unit is white space, as `char.IsWhiteSpace` has it. The empty string is none. */
export function isWhiteSpace(char: string): boolean {
  return whiteSpace.test(char);
}

/** Whether there is nothing but white space in a text, if anything. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isWhiteSpace(text.charAt(at))) return false;
  return true;
}
