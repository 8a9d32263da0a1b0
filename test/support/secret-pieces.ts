/** Pieces shorter than this occur by chance. */
const length = 6;

/**
 * The pieces in lower case by which a secret is recognised: of the text itself, backwards, and in base64 wherever it
 * begins. Those that a hash could have are left out.
 */
export function piecesOf(secret: string): readonly string[] {
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from(`${'\0'.repeat(shift)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : shift + 1, -1),
  );
  const texts = [secret, [...secret].reverse().join(''), ...encoded].map((text) => text.toLowerCase());
  const pieces = texts.flatMap((text) =>
    Array.from({ length: text.length - length + 1 }, (_, start) => text.slice(start, start + length)),
  );
  return [...new Set(pieces)].filter((piece) => !/^[0-9a-f]+$/.test(piece));
}
