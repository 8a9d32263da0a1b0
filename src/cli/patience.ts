/**
 * How much a function does before V8 optimises it, in bytes of its code that ran; by default 66 or 132 KiB. armlock is made
 * of very many small functions, and optimising each as early as that took a third of a run over thousands of resources.
 */
const budget = 1_000_000;

/** Bytes of memory from which on a run is a large one. A pair of templates takes 80 MB with Node.js. */
const large = 110 * 1024 * 1024;

/**
 * Makes V8 optimise later once a run is a large one. Not before: parts of Node.js that are loaded afterwards are compiled
 * anew, which would take longer than all the rest of a short run.
 *
 * @param whenChanged is called before V8 works differently
 */
export function patientWhenLarge(whenChanged: () => void): () => void {
  let isPatient = false;
  return () => {
    if (isPatient || process.memoryUsage.rss() < large) return;
    isPatient = true;
    whenChanged();
    process.getBuiltinModule('node:v8').setFlagsFromString(`--interrupt-budget=${budget}`);
  };
}
