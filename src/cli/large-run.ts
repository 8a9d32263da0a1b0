/** Bytes of memory from which on a run is a large one. A pair of templates takes 80 MB with Node.js. */
const large = 110 * 1024 * 1024;

/**
 * How V8 works in a large run. V8 complains on the terminal of a flag that it does not know, so that each has the last
 * version (the major one) that is known to take it.
 *
 * - Between two collections of garbage, the heap grows by this percentage of what is in use; by default up to 300.
 *   Nearly all that a target takes is free again once it is judged.
 * - A function is optimised after it did this much, in bytes of its code that ran; by default 66 or 132 KiB. armlock is
 *   made of very many small functions, and optimising each as early as that took a third of a run over thousands of
 *   resources. Later versions count calls instead.
 */
const flags = [
  { flag: '--heap-growing-percent=100', lastVersion: 14 },
  { flag: '--interrupt-budget=1000000', lastVersion: 11 },
];

/** The flags that a version of V8 takes, as in `process.versions.v8`. */
export function flagsFor(version: string): readonly string[] {
  const major = Number.parseInt(version, 10);
  return flags.flatMap(({ flag, lastVersion }) => (major <= lastVersion ? [flag] : []));
}

/**
 * Makes V8 work for a large run once a run is one. Not before: parts of Node.js that are loaded afterwards are compiled
 * anew, which would take longer than all the rest of a short run.
 *
 * @param whenChanged is called before V8 works differently: what it has compiled is of use only under the same flags
 */
export function tunedWhenLarge(whenChanged: () => void): () => void {
  let isTuned = false;
  return () => {
    if (isTuned || process.memoryUsage.rss() < large) return;
    isTuned = true;
    whenChanged();
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    for (const flag of flagsFor(process.versions.v8)) setFlagsFromString(flag);
  };
}
