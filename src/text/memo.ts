/** Stands for a result that is undefined. */
const nothing = Symbol('nothing');

/** A function of objects that is computed once for each, and forgotten with the object. */
export function memo<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  // There are very many results: each is kept as it is, without an object around it.
  const known = new WeakMap<K, V | typeof nothing>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found === nothing ? (undefined as V) : (found as V);
    const value = compute(key);
    known.set(key, value === undefined ? nothing : value);
    return value;
  };
}

/** The same, which remembers what the last two objects gave: both sides of a comparison. It costs less than to remember all. */
export function memoOfSides<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  let [last, before]: readonly ({ readonly key: K; readonly value: V } | undefined)[] = [];
  return (key) => {
    if (last?.key === key) return last.value;
    const known = before?.key === key ? before : { key, value: compute(key) };
    [last, before] = [known, last];
    return known.value;
  };
}

/** What is computed when it is first asked for, and only then. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** Decisions that need each other are followed this far: it protects the stack. */
const maxDepth = 200;

/**
 * A function that needs its own results for other keys, each computed once. What is asked for while it is computed, or
 * too deep, is as given.
 */
export function memoRecursive<K, V>(compute: (key: K) => V, otherwise: V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  let depth = 0;
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    if (depth >= maxDepth) return otherwise;
    known.set(key, { value: otherwise });
    depth += 1;
    const value = compute(key);
    depth -= 1;
    known.set(key, { value });
    return value;
  };
}
