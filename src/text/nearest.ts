/** The name that is most like another one, however they are capitalised; undefined if none is close. */
export function nearestName(names: Iterable<string>, written: string): string | undefined {
  const limit = Math.min(3, Math.floor(written.length / 3));
  const wanted = written.toLowerCase();
  let best: { readonly name: string; readonly typos: number } | undefined;
  for (const name of names) {
    const typos = editDistance(name.toLowerCase(), wanted, best ? best.typos - 1 : limit);
    if (typos <= (best ? best.typos - 1 : limit)) best = { name, typos };
  }
  return best?.name;
}

/** The number of letters to add, remove or replace; anything above the limit counts as the limit and one. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    let diagonal = index;
    const next = [index + 1];
    for (const [at, other] of [...right].entries()) {
      const above = row[at + 1] ?? 0;
      next.push(Math.min(above + 1, (next[at] ?? 0) + 1, diagonal + (letter === other ? 0 : 1)));
      diagonal = above;
    }
    row = next;
  }
  return Math.min(row.at(-1) ?? 0, limit + 1);
}

/** `Did you mean 'x'?` as the end of a message, with the blank before it; empty for none. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
}
