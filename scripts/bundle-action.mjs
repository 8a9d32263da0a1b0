// Puts the GitHub action into one file, because the runner installs nothing. A test writes it elsewhere to see whether
// the one in the repository is up to date.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const [file = `${cwd}action/bundle/armlock-action.mjs`] = process.argv.slice(2);
// Dependencies count as where they are asked for, so that the file is the same wherever they are kept.
const resolve = { symlinks: false };
const build = await rolldown({ cwd, input: `${cwd}dist/action/main.js`, platform: 'node', logLevel: 'warn', resolve });
await build.write({ file, format: 'esm', codeSplitting: false });
await build.close();
