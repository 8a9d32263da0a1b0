// Puts the command line into few files beside the compiled modules: loading each module by itself takes longer than
// judging a change does.
import { copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = new URL('../dist/', import.meta.url);
rmSync(new URL('bundle/', dist), { recursive: true, force: true });
const build = await rolldown({ input: fileURLToPath(new URL('cli/bin.js', dist)), platform: 'node', logLevel: 'warn' });
await build.write({ dir: fileURLToPath(new URL('bundle/', dist)), format: 'esm', entryFileNames: 'armlock.js' });
await build.close();
copyFileSync(new URL('rules/shipped.json', dist), new URL('bundle/shipped.json', dist));
