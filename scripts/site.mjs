// Makes a static site of all documents in `dist/site`. The generator is installed into a folder of its own when it is
// first needed: it is larger than everything else that the project depends on.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { base: { type: 'string', default: '/' } } });
const { base } = values;
if (!/^\/(?:[\w.~-]+\/)*$/.test(base)) {
  console.error(`--base is the folder of the site at its server, such as /armlock/, not '${base}'.`);
  process.exit(2);
}

// Beside what else is built, where nothing looks for sources.
const tool = path.join(root, 'dist/site-generator');
const generator = path.join(tool, 'node_modules/vitepress/bin/vitepress.js');
const wanted = readFileSync(path.join(root, 'tools/site/package-lock.json'), 'utf8');
const lock = path.join(tool, 'package-lock.json');
if (!existsSync(generator) || readFileSync(lock, 'utf8') !== wanted) {
  mkdirSync(tool, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(path.join(root, 'tools/site', file), path.join(tool, file));
  }
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', install, { cwd: tool, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const module = path.join(root, 'dist/tools/site.js');
const build = await rolldown({ cwd: root, input: 'tools/site/pages.ts', platform: 'node', logLevel: 'warn' });
await build.write({ file: module, format: 'esm', codeSplitting: false });
await build.close();
const { barOf, fileTarget, sidebarOf, siteOf } = await import(pathToFileURL(module).href);

const site = siteOf(root);
const { broken, files, pages } = site;
if (broken.length > 0) {
  console.error(`Links that lead nowhere:\n${broken.join('\n')}`);
  process.exit(1);
}

// Within the generator, so that it finds what it brings along.
const source = path.join(tool, 'source');
rmSync(source, { recursive: true, force: true });
write(
  '.vitepress/config.mjs',
  `import { withAnchors } from ${JSON.stringify(pathToFileURL(path.join(root, 'tools/site/config.mjs')).href)};
export default withAnchors(${JSON.stringify(config(), undefined, 2)});
`,
);
for (const { target, text } of pages) write(target, text);
for (const file of files) {
  const copy = path.join(source, 'public', fileTarget(file));
  mkdirSync(path.dirname(copy), { recursive: true });
  copyFileSync(path.join(root, file), copy);
}
const { status } = spawnSync(process.execPath, [generator, 'build', source], { stdio: 'inherit' });
process.exitCode = status ?? 1;

function config() {
  return {
    title: 'armlock',
    description: 'Finds changes to Azure templates that unlock a backup vault, shorten retention or delete backups.',
    lang: 'en',
    base,
    // Browsers ask for an icon otherwise.
    head: [['link', { rel: 'icon', href: 'data:,' }]],
    outDir: path.join(root, 'dist/site'),
    cacheDir: path.join(source, 'cache'),
    ignoreDeadLinks: false,
    lastUpdated: false,
    themeConfig: { search: { provider: 'local' }, sidebar: sidebarOf(site), nav: barOf(site), outline: [2, 3] },
  };
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  const full = path.join(source, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}
