// Puts the command line and the library into few files beside the compiled modules: loading each module by itself takes
// longer than judging a change does. What they need of other packages goes in with it, so that installing armlock
// installs nothing else.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleAsCommonJs } from './commonjs.mjs';
import { licencesOf } from './licences.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const bundle = path.join(dist, 'bundle');
rmSync(bundle, { recursive: true, force: true });
mkdirSync(bundle);
// Everything is in one program, of which the modules run when they are first asked for; a small file starts it.
const outputs = [
  await bundleAsCommonJs(path.join(dist, 'cli/bin.js'), path.join(bundle, 'armlock.js')),
  await bundleAsCommonJs(
    `exports.start = (...args) => require(${JSON.stringify(path.join(dist, 'cli/program.js'))}).start(...args);
exports.library = () => require(${JSON.stringify(path.join(dist, 'library/index.js'))});`,
    path.join(bundle, 'program.js'),
    [apart('lsp/serve.js', 'serve', './lsp.js')],
  ),
  // What speaks with editors is of no use to other commands, and as large as a fifth of them.
  await bundleAsCommonJs(path.join(dist, 'lsp/serve.js'), path.join(bundle, 'lsp.js')),
];
writeFileSync(path.join(bundle, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(path.join(bundle, 'index.mjs'), await libraryModule());
writeFileSync(path.join(bundle, 'licences.txt'), licencesOf(outputs.flat()));
copyTypes('library/index.d.ts', path.join(dist, 'types'));

/**
 * Leaves a module to a file of its own, which is loaded when one of its functions is called.
 *
 * @param {string} name from `dist`
 * @param {string} called the function
 * @param {string} file from the bundle
 * @returns {import('rolldown').Plugin}
 */
function apart(name, called, file) {
  return {
    name: 'apart',
    resolveId: (id) => (id === file ? { id, external: true } : undefined),
    load: (id) =>
      id === path.join(dist, name)
        ? `export const ${called} = (...args) => require(${JSON.stringify(file)}).${called}(...args);`
        : undefined,
  };
}

/** The library as a module, which gives the exports of the program. */
async function libraryModule() {
  const names = Object.keys(await import(pathToFileURL(path.join(dist, 'library/index.js')).href));
  const list = `{\n${names.map((name) => `  ${name},\n`).join('')}}`;
  return `import program from './program.js';\n\nconst ${list} = program.library();\n\nexport ${list};\n`;
}

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
