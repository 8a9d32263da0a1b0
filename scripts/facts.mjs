// Writes src/protection/azure/facts.data.ts and fact-ids.ts from facts/. With --older-than it also lists the facts that were checked
// more than that many days ago.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const reader = path.join(root, 'dist/tools/facts.js');
const build = await rolldown({
  cwd: root,
  input: 'tools/facts/main.ts',
  platform: 'node',
  logLevel: 'warn',
  external: /^(yaml|ajv)\b/,
});
await build.write({ file: reader, format: 'esm', codeSplitting: false });
await build.close();
const { factModules, readFacts, staleList } = await import(pathToFileURL(reader).href);
const sheet = readFacts(root);
for (const [file, text] of factModules(sheet)) writeFileSync(path.join(root, file), text);
const [option, days] = process.argv.slice(2);
if (option === '--older-than') process.stdout.write(staleList(sheet, Number(days), new Date()));
