/** Values that are made when they are first asked for, and kept while there is room. */
export interface BoundedCache<K, V> {
  readonly get: (key: K, weight: number, make: () => V) => V;
}

/** @param limit the weight of all that is kept; the value that was asked for last always is */
export function boundedCache<K, V>(limit: number): BoundedCache<K, V> {
  const kept = new Map<K, { readonly value: V; readonly weight: number }>();
  let total = 0;
  return {
    get: (key, weight, make) => {
      const found = kept.get(key);
      const entry = found ?? { value: make(), weight };
      // A map keeps the order in which keys are set, so that the first is the one that nothing asked for the longest.
      kept.delete(key);
      kept.set(key, entry);
      if (!found) total += weight;
      for (const [oldest, { weight: freed }] of kept) {
        if (total <= limit || oldest === key) break;
        kept.delete(oldest);
        total -= freed;
      }
      return entry.value;
    },
  };
}
