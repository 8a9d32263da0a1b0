/**
 * Whether a text as a whole fits a pattern in which `*` stands for anything and `?` for one character; case does not
 * matter. It goes back to the last `*` only, so that no pattern takes more steps than both lengths multiplied.
 */
export function fitsWildcards(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), text.toLowerCase()];
  let [at, from, star, retry] = [0, 0, -1, 0];
  while (from < given.length) {
    if (wanted[at] === '*') {
      [star, retry] = [at, from];
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[from])) {
      at += 1;
      from += 1;
    } else if (star < 0) return false;
    else {
      retry += 1;
      [at, from] = [star + 1, retry];
    }
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
