// Whole processes, each beside a Node of the same version that does nothing.
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, executable, inTurn, nodes, wallOf } from './processes.mjs';
import { inRepository, stagedRepository } from './repository.mjs';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const rounds = Number(process.env['ARMLOCK_ROUNDS'] ?? 25);

/** @typedef {{ readonly name: string, readonly folder: string, readonly args: readonly string[] }} Case */

/**
 * @param {import('./run.mjs').Add} add
 */
export function startRows(add) {
  inRepository((pair, commit) => {
    cpSync(path.join(fixtures, 'demo/base'), pair, { recursive: true });
    commit();
    cpSync(path.join(fixtures, 'demo/head'), pair, { recursive: true });
    commit.stage();
    inRepository((none, commitNone) => {
      cpSync(path.join(fixtures, 'demo/base'), none, { recursive: true });
      writeFileSync(path.join(none, 'README.md'), 'before\n');
      commitNone();
      writeFileSync(path.join(none, 'README.md'), 'after\n');
      commitNone.stage();
      const registry = path.join(fixtures, 'unseen-module-changed/registry-argument');
      rowsOf(add, [
        { name: 'a staged pair of templates, with findings', folder: pair, args: ['diff', '--staged'] },
        { name: 'nothing relevant staged', folder: none, args: ['diff', '--staged'] },
        { name: 'a caller of a registry module', folder: registry, args: ['diff', 'base', 'head'] },
        { name: '--version', folder: pair, args: ['--version'] },
        { name: '--help', folder: pair, args: ['--help'] },
      ]);
    });
  });
  for (const [services, isChanged] of /** @type {const} */ ([
    [500, true],
    [500, false],
  ])) {
    const staged = stagedRepository(services, isChanged);
    const name = `--staged in ${services * 4} templates, ${isChanged ? 'one changed' : 'none changed'}`;
    row(add, { name, folder: staged.folder, args: ['diff', '--staged'] }, 9);
    staged.remove();
  }
}

/**
 * @param {import('./run.mjs').Add} add
 * @param {readonly Case[]} cases
 */
function rowsOf(add, cases) {
  for (const { command, version } of nodes())
    for (const one of cases) row(add, one, rounds, command, `Node.js ${version}`);
  const made = executable();
  if (made === undefined) return add.missing('the executable', 'npm run executable makes it');
  for (const { name, folder, args } of cases) {
    const bare = () => wallOf(folder, [process.execPath, '-e', '0']);
    const { value, ratio } = inTurn(() => wallOf(folder, [made, ...args], [0, 1, 3]), bare, rounds);
    add({ group: 'Start: executable', name, value, unit: 'ms', ratio, to: `a bare Node.js ${process.version}` });
  }
}

/**
 * @param {import('./run.mjs').Add} add
 * @param {Case} one
 * @param {number} times
 */
function row(add, { name, folder, args }, times, command = process.execPath, node = `Node.js ${process.version}`) {
  const bare = () => wallOf(folder, [command, '-e', '0']);
  // A module of a registry that is not restored leaves the result incomplete, which is what users without it meet.
  const codes = name.includes('registry') ? [0, 1, 3] : [0, 1];
  const { value, ratio } = inTurn(() => wallOf(folder, [command, cli, ...args], codes), bare, times);
  add({ group: `Start: ${node}`, name, value, unit: 'ms', ratio, to: 'a bare start' });
}
