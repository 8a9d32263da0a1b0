// Makes a release of this clone: checks, versions, changelog, tag and package. Nothing is pushed.
// Usage: npm run release -- <version>, or with --check <tag> whether a tag is that of what is here.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.env['ARMLOCK_RELEASE_FOLDER'] ?? fileURLToPath(new URL('..', import.meta.url));
const [first = '', second = ''] = process.argv.slice(2);

if (first === '--check') check(second);
else release(first);

/** @param {string} version */
function release(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) fail('Usage: npm run release -- <version>, such as 0.2.0');
  if (run('git', ['status', '--porcelain', '--', '.', ':!action/bundle']).trim() !== '')
    fail('There are changes that are not committed.');
  if (run('git', ['tag', '--list', `v${version}`]).trim() !== '') fail(`There is a tag v${version} already.`);
  const before = /** @type {{ version: string }} */ (JSON.parse(read('package.json'))).version;
  if (!isLater(version, before) && !(version === before && !hasEntry(version))) {
    fail(`${version} is not later than ${before}.`);
  }
  const changelog = withVersion(read('CHANGELOG.md'), version);
  const skipped = process.env['ARMLOCK_RELEASE_UNTESTED'] === '1';
  if (!skipped)
    for (const args of [['ci'], ['run', 'build'], ['run', 'typecheck'], ['run', 'lint'], ['test']]) show('npm', args);
  write('CHANGELOG.md', changelog);
  write('package.json', withText(read('package.json'), version));
  write('package-lock.json', withLock(read('package-lock.json'), version));
  if (!skipped) show('npm', ['run', 'build']);
  run('git', ['add', '-A']);
  run('git', ['commit', '-q', '-m', `Release ${version}`]);
  run('git', ['tag', '-a', `v${version}`, '-m', `armlock ${version}`]);
  if (!skipped) show('npm', ['pack']);
  console.log(`v${version} is tagged. Next: git push --follow-tags; the release workflow publishes it.`);
}

/** @param {string} tag */
function check(tag) {
  const { version } = /** @type {{ version: string }} */ (JSON.parse(read('package.json')));
  if (tag !== `v${version}`) fail(`The tag ${tag} is not that of version ${version}.`);
  if (!hasEntry(version)) fail(`CHANGELOG.md has no entry for ${version}.`);
}

/** @param {string} version */
function hasEntry(version) {
  return read('CHANGELOG.md').includes(`\n## ${version} - `);
}

/** What is unreleased becomes the entry of the version. @param {string} text @param {string} version */
function withVersion(text, version) {
  const [, entries = ''] = /\n## Unreleased\n([\s\S]*?)(?=\n## |$)/.exec(text) ?? [];
  if (entries.trim() === '') fail('CHANGELOG.md says nothing under Unreleased.');
  const day = new Date().toISOString().slice(0, 10);
  return text.replace('\n## Unreleased\n', () => `\n## Unreleased\n\n## ${version} - ${day}\n`);
}

/** @param {string} text @param {string} version */
function withText(text, version) {
  return text.replace(/^ {2}"version": "[^"]*"/m, `  "version": "${version}"`);
}

/** @param {string} text @param {string} version */
function withLock(text, version) {
  const lock = JSON.parse(text);
  lock.version = version;
  lock.packages[''].version = version;
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

/** @param {string} version @param {string} other */
function isLater(version, other) {
  const [left, right] = [version, other].map((text) => text.split('.').map(Number));
  for (const [index, number] of (left ?? []).entries()) {
    if (number !== right?.[index]) return number > (right?.[index] ?? 0);
  }
  return false;
}

/** @param {string} file */
function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

/** @param {string} file @param {string} text */
function write(file, text) {
  writeFileSync(path.join(root, file), text);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) fail(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** @param {string} command @param {string[]} args */
function show(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail(`${command} ${args.join(' ')} fails; nothing was changed.`);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(2);
}
