import type { Progress } from '../library/options.ts';

/** Runs over fewer targets end before the heap has grown. */
const manyTargets = 100;

/**
 * How much the heap may grow between two collections, in percent of what is in use. V8 lets a large one grow fourfold,
 * and nearly all that a target takes is free again once it is judged.
 */
const growth = 100;

/** What keeps the memory of a run small. */
export interface HeapLimit {
  readonly onProgress: (progress: Progress) => void;
  /** Takes the setting back: compiled code is kept for one set of flags. */
  readonly end: () => void;
}

/** Lets the heap grow less once a run turns out to have many targets. */
export function heapLimit(): HeapLimit {
  let isSet = false;
  return {
    onProgress: ({ targets }) => {
      if (isSet || targets < manyTargets) return;
      isSet = true;
      setGrowth(growth);
    },
    end: () => {
      if (isSet) setGrowth(0);
    },
  };
}

/** Loads the module only now: it takes a start longer than the rest of it. */
function setGrowth(percent: number): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(`--heap-growing-percent=${percent}`);
}
