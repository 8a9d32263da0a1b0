// Puts the GitHub action into one file, because the runner installs nothing. A test writes it elsewhere to see whether
// the one in the repository is up to date.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.mjs';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const [file = `${cwd}action/bundle/armlock-action.mjs`] = process.argv.slice(2);
// Dependencies count as where they are asked for, so that the file is the same wherever they are kept.
const resolve = { symlinks: false };
/** No editor speaks with the action. @type {import('rolldown').Plugin} */
const withoutEditors = {
  name: 'without-editors',
  load: (id) => (id === path.join(cwd, 'dist/lsp/serve.js') ? 'export const serve = () => {};' : undefined),
};
const build = await rolldown({
  cwd,
  input: `${cwd}dist/action/main.js`,
  platform: 'node',
  logLevel: 'warn',
  resolve,
  plugins: [withoutEditors],
});
const { output } = await build.write({ file, format: 'esm', codeSplitting: false });
await build.close();
writeFileSync(path.join(path.dirname(file), 'licences.txt'), licencesOf(output));
