// Puts the command line and the library into few files beside the compiled modules: loading each module by itself takes
// longer than judging a change does. What they need of other packages goes in with it, so that installing armlock
// installs nothing else.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const bundle = path.join(dist, 'bundle');
rmSync(bundle, { recursive: true, force: true });
const input = { armlock: path.join(dist, 'cli/bin.js'), index: path.join(dist, 'library/index.js') };
const build = await rolldown({ input, platform: 'node', logLevel: 'warn' });
const { output } = await build.write({ dir: bundle, format: 'esm', entryFileNames: '[name].js' });
await build.close();
copyFileSync(path.join(dist, 'rules/shipped.json'), path.join(bundle, 'shipped.json'));
writeFileSync(path.join(bundle, 'licences.txt'), licencesOf(output));
copyTypes('library/index.d.ts', path.join(dist, 'types'));

/**
 * Copies the declarations that a file leads to, and no others.
 *
 * @param {string} start path from `dist`
 * @param {string} to folder that is made anew
 */
function copyTypes(start, to) {
  rmSync(to, { recursive: true, force: true });
  const queue = [start];
  for (const file of queue) {
    const text = readFileSync(path.join(dist, file), 'utf8');
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    const imports = /(from |import\()'(\.[^']*)\.ts'/g;
    writeFileSync(target, text.replace(imports, `$1'$2.js'`));
    for (const [, , found] of text.matchAll(imports)) {
      const next = path.join(path.dirname(file), `${found}.d.ts`);
      if (!queue.includes(next)) queue.push(next);
    }
  }
}
