// Writes the generated documents: rule pages, their index, the schema of rules with the page of
// what they can check, and the blocks of the README.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
// The generator is no part of the product, so the build leaves it alone; it is compiled when it is needed.
const generator = path.join(root, 'dist/tools/docs.js');
const build = await rolldown({
  cwd: root,
  input: 'tools/docs/generate.ts',
  platform: 'node',
  logLevel: 'warn',
  external: /^(yaml|ajv|diff|glob)\b/,
});
await build.write({ file: generator, format: 'esm', codeSplitting: false });
await build.close();
const { generateDocs } = await import(pathToFileURL(generator).href);
for (const [file, text] of await generateDocs(root)) writeFileSync(path.join(root, file), text);
