/** Bytes of memory from which on a run is a large one. A pair of templates takes 80 MB with Node.js. */
const large = 110 * 1024 * 1024;

/** A flag of V8. It complains on the terminal of one that it does not know, so that each has the (major) versions that do. */
interface Flag {
  readonly on: string;
  /** What sets it as it was. */
  readonly off: string;
  readonly versions: readonly [first: number, last: number];
  /** Whether it stays on when a run turns out to be a large one. */
  readonly staysOn?: true;
}

/**
 * How V8 works in a run that is likely to be over soon. What it optimises would pay later, and the threads that do it,
 * and that help to collect a megabyte of garbage, take as much of the processor as a fifth of such a run.
 *
 * - A function is optimised after it did this much, in bytes of its code that ran; by default 66 or 132 KiB. Later
 *   versions count calls instead. armlock is made of very many small functions.
 * - Garbage of young objects is collected without other threads.
 */
const soonOver: readonly Flag[] = [
  { on: '--interrupt-budget=1000000', off: '--interrupt-budget=67584', versions: [11, 11], staysOn: true },
  { on: '--invocation-count-for-maglev=8000', off: '--invocation-count-for-maglev=400', versions: [13, 14] },
  { on: '--invocation-count-for-maglev-osr=8000', off: '--invocation-count-for-maglev-osr=100', versions: [13, 14] },
  { on: '--no-parallel-scavenge', off: '--parallel-scavenge', versions: [11, 14] },
];

/**
 * What a large run has beside that: between two collections of garbage, the heap grows by this percentage of what is in
 * use; by default up to 300. Nearly all that a target takes is free again once it is judged.
 */
const growth: Flag = { on: '--heap-growing-percent=100', off: '--heap-growing-percent=0', versions: [11, 14] };

/** The flags that a version of V8 takes, as in `process.versions.v8`: for a start, to take that back, and for large runs. */
export function flagsFor(version: string): Readonly<Record<'soonOver' | 'asBefore' | 'large', readonly string[]>> {
  const major = Number.parseInt(version, 10);
  const isKnown = ({ versions: [first, last] }: Flag): boolean => first <= major && major <= last;
  const known = soonOver.filter(isKnown);
  return {
    soonOver: known.map(({ on }) => on),
    asBefore: known.map(({ off }) => off),
    large: [...known.filter(({ staysOn }) => !staysOn).map(({ off }) => off), ...(isKnown(growth) ? [growth.on] : [])],
  };
}

/**
 * Makes V8 work for a short run before the first target, and for a large one once a run is one. Not before: parts of
 * Node.js that are loaded afterwards are compiled anew, which would take longer than all the rest of a short run.
 *
 * @param whenChanged is called once, before V8 works differently: what it has compiled is of use only under the same
 *   flags. It is given what makes V8 work as before, and says whether it does.
 */
export function tunedToRuns(whenChanged: (undo: () => boolean) => void): () => void {
  const v8 = (): typeof import('node:v8') => process.getBuiltinModule('node:v8');
  const flags = flagsFor(process.versions.v8);
  const set = (some: readonly string[]): void => {
    for (const flag of some) v8().setFlagsFromString(flag);
  };
  let size: 'unknown' | 'short' | 'large' = 'unknown';
  return () => {
    if (size === 'unknown') {
      size = 'short';
      const before = v8().cachedDataVersionTag();
      whenChanged(() => {
        if (size !== 'short') return false;
        set(flags.asBefore);
        return v8().cachedDataVersionTag() === before;
      });
      set(flags.soonOver);
    } else if (size === 'short' && process.memoryUsage.rss() >= large) {
      size = 'large';
      set(flags.large);
    }
  };
}
