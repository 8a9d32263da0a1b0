import type { FileRef } from '../../text/files.ts';
import { keyOf } from './file-key.ts';

export interface OnceOptions<V> {
  readonly compute: (ref: FileRef) => V;
  /** What a file gets where it needs itself, directly or through others. */
  readonly circular: (ref: FileRef) => V;
  /** What a file gets that is reached only through more files than `maxDepth`. */
  readonly tooDeep?: (ref: FileRef) => V;
  readonly maxDepth?: number;
  /** Called after a file was computed and something within it was cut off. */
  readonly onCut?: () => void;
}

/**
 * A function of files that needs its own results for other files, each computed once. Where files need each other, what
 * one gets depends on where the chain began, so that results with a cut in them are kept only for the file that was
 * asked for: the answer for a file never depends on what was asked for before.
 */
export function oncePerFile<V>(options: OnceOptions<V>): (ref: FileRef) => V {
  const { compute, circular, tooDeep = circular, maxDepth = Number.POSITIVE_INFINITY, onCut } = options;
  const finished = new Map<string, V>();
  const roots = new Map<string, V>();
  const withCuts = new Map<string, V>();
  const active = new Set<string>();
  let isCut = false;
  const within = (ref: FileRef, key: string): V => {
    const before = isCut;
    isCut = false;
    active.add(key);
    try {
      const made = compute(ref);
      (isCut ? withCuts : finished).set(key, made);
      return made;
    } finally {
      active.delete(key);
      isCut ||= before;
    }
  };
  const root = (ref: FileRef, key: string): V => {
    const known = roots.get(key);
    if (known) return known;
    try {
      const made = within(ref, key);
      if (isCut) roots.set(key, made);
      return made;
    } finally {
      if (isCut) onCut?.();
      isCut = false;
      withCuts.clear();
    }
  };
  return (ref) => {
    const key = keyOf(ref);
    const known = finished.get(key);
    if (known) return known;
    if (active.size === 0) return root(ref, key);
    const provisional = withCuts.get(key);
    if (!provisional && !active.has(key) && active.size < maxDepth) return within(ref, key);
    isCut = true;
    return provisional ?? (active.has(key) ? circular : tooDeep)(ref);
  };
}
