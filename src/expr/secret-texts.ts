/** Shorter texts are in sentences by themselves. */
const minLength = 4;

/** The texts of secure values that can be looked for in a sentence: each once, the longest first. */
export function searchable(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)]
    .filter(({ length }) => length >= minLength)
    .sort((left, right) => right.length - left.length);
}
