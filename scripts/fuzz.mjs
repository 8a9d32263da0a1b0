// Tries inputs that no author would write: npm run fuzz -- --minutes 60 [--kind bicep] [--seed 7].
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const fuzzer = path.join(root, 'dist/tools/fuzz.js');
const build = await rolldown({
  cwd: root,
  input: 'test/fuzz/run.ts',
  platform: 'node',
  logLevel: 'warn',
  external: /^(yaml|ajv|diff|glob|minimatch)\b/,
});
await build.write({ file: fuzzer, format: 'esm', codeSplitting: false });
await build.close();
await import(pathToFileURL(fuzzer).href);
