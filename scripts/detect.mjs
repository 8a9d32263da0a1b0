// Weakens protection in every way and place and writes what is found to docs/detection.md: npm run bench:detect.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const benchmark = path.join(root, 'dist/tools/detect.js');
const build = await rolldown({
  cwd: root,
  input: 'test/detection/run.ts',
  platform: 'node',
  logLevel: 'warn',
  external: /^(yaml|ajv|diff|glob|minimatch)\b/,
});
await build.write({ file: benchmark, format: 'esm', codeSplitting: false });
await build.close();
process.chdir(root);
await import(pathToFileURL(benchmark).href);
