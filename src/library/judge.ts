import { type LoadedPair, loadPair } from '../engine/compare.ts';
import type { RunOptions } from '../engine/run.ts';
import type { TargetPair } from '../project/targets.ts';

/** Loads targets one after the other. Between two of them, others have their turn, and a signal can end it. */
export async function loadPairs(
  pairs: readonly TargetPair[],
  options: RunOptions,
  signal: AbortSignal | undefined,
): Promise<readonly LoadedPair[]> {
  const loaded: LoadedPair[] = [];
  for (const pair of pairs) {
    signal?.throwIfAborted();
    loaded.push(loadPair(pair, options));
    if (signal) await new Promise((resolve) => setImmediate(resolve));
  }
  signal?.throwIfAborted();
  return loaded;
}
