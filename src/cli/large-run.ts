/** Bytes of memory from which on a run is a large one. A pair of templates takes 80 MB with Node.js. */
const large = 110 * 1024 * 1024;

/**
 * How V8 works in a large run:
 *
 * - A function is optimised after it did this much, in bytes of its code that ran; by default 66 or 132 KiB. armlock is
 *   made of very many small functions, and optimising each as early as that took a third of a run over thousands of
 *   resources.
 * - Between two collections of garbage, the heap grows by this percentage of what is in use; by default up to 300.
 *   Nearly all that a target takes is free again once it is judged.
 */
const flags = ['--interrupt-budget=1000000', '--heap-growing-percent=100'];

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
    for (const flag of flags) setFlagsFromString(flag);
  };
}
