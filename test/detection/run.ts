import { writeFileSync } from 'node:fs';
import { detectionPage } from './page.ts';
import { resultsOf, type Trialled, trials } from './results.ts';

/** Tries everything, and writes what was found with the page about it. */
const begin = performance.now();
const said = new Map<string, Trialled>();
for (const { name, run } of trials) said.set(name, run());
const results = resultsOf(said);
writeFileSync('test/detection/results.json', `${JSON.stringify(results, undefined, 2)}\n`);
writeFileSync('docs/detection.md', detectionPage(results));
console.log(
  `${trials.length} trials in ${((performance.now() - begin) / 1000).toFixed(0)} s; docs/detection.md has the result.`,
);
