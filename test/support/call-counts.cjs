// Loaded before armlock: counts the calls of its functions, and writes them to file descriptor 3 at the end.
const { writeSync } = require('node:fs');
const { Session } = require('node:inspector');

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
process.on('exit', () => {
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const own = result.filter(({ url }) => url.endsWith('/program.js'));
    const counts = own.flatMap(({ functions }) =>
      functions.map(({ functionName, ranges }) => ({ name: functionName, calls: ranges[0]?.count ?? 0 })),
    );
    writeSync(3, JSON.stringify(counts.filter(({ calls }) => calls > 0)));
  });
});
