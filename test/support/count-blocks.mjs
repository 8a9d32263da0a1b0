// Prints, as a JSON array, how many blocks of armlock's own code run while each pair of templates is compared. V8 counts
// them for reports on test coverage: unlike a time, the count does not depend on the machine or on what else it does.
// Counting starts before armlock is loaded, because V8 counts the loops only of functions that it compiles afterwards.
//
// Usage: node count-blocks.mjs BASE HEAD [BASE HEAD …]
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const bundle = new URL('../../dist/bundle/', import.meta.url).href;
const { diff } = await import(`${bundle}index.mjs`);

// The first pair warms what is loaded and made once.
const files = process.argv.slice(2);
const counts = [];
for (const index of [0, ...files.keys()]) {
  if (index % 2 !== 0) continue;
  takeBlocks();
  await diff({ files: { base: files[index] ?? '', head: files[index + 1] ?? '' }, today: '2026-01-01' });
  counts.push(takeBlocks());
}
process.stdout.write(JSON.stringify(counts.slice(1)));

/** The count since the last call; the answers of a session in the same thread are there when `post` returns. */
function takeBlocks() {
  let blocks = 0;
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    if (error !== null) throw error;
    for (const { url, functions } of coverage.result)
      if (url.startsWith(bundle)) for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
  });
  return blocks;
}
