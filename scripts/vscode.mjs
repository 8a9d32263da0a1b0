// Makes the extension for VS Code, with the built server in it, as `dist/vscode/armlock-<version>.vsix`, and lists what is
// in it. What that takes is installed into a folder of its own when it is first needed: it is larger than everything else
// that the project depends on.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = path.join(root, 'editors/vscode');
const work = path.join(root, 'dist/vscode');
const extension = path.join(work, 'extension');

/**
 * Runs a program, and ends if it fails.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(program, args, cwd) {
  const { status } = spawnSync(program, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

mkdirSync(work, { recursive: true });
const lock = path.join(work, 'package-lock.json');
const wanted = readFileSync(path.join(source, 'package-lock.json'), 'utf8');
if (!existsSync(path.join(work, 'node_modules/@vscode/vsce')) || readFileSync(lock, 'utf8') !== wanted) {
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(source, file), path.join(work, file));
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], work);
}

// Beside the packages, where the compiler and the bundler find them.
for (const file of ['tsconfig.json', 'src'])
  cpSync(path.join(source, file), path.join(work, file), { recursive: true });
run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], work);
rmSync(extension, { recursive: true, force: true });
const build = await rolldown({
  cwd: work,
  input: 'src/extension.ts',
  platform: 'node',
  logLevel: 'warn',
  external: ['vscode'],
});
const { output } = await build.write({
  file: path.join(extension, 'dist/extension.js'),
  format: 'cjs',
  codeSplitting: false,
});
await build.close();

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const {
  devDependencies: _,
  private: __,
  ...manifest
} = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
writeFileSync(path.join(extension, 'package.json'), JSON.stringify({ ...manifest, version }, undefined, 2));
writeFileSync(path.join(extension, 'dist/licences.txt'), licencesOf(output));
copyFileSync(path.join(source, 'README.md'), path.join(extension, 'README.md'));
for (const file of ['LICENSE', 'CHANGELOG.md']) copyFileSync(path.join(root, file), path.join(extension, file));
// The server reads its version and its rules from beside its own file.
for (const file of ['package.json', 'LICENSE', 'dist/bundle']) {
  cpSync(path.join(root, file), path.join(extension, 'server', file), { recursive: true });
}

const file = path.join(work, `armlock-${version}.vsix`);
const vsce = path.join(work, 'node_modules/@vscode/vsce/vsce');
run(process.execPath, [vsce, 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', file], extension);
run(process.execPath, [vsce, 'ls', '--no-dependencies'], extension);
console.log(
  `Made ${path.relative(root, file)}. Install it with: code --install-extension ${path.relative(root, file)}`,
);
