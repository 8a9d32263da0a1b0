import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = fileURLToPath(new URL('usage.cjs', import.meta.url));
export const cli = fileURLToPath(new URL('../../dist/bundle/armlock.js', import.meta.url));

/**
 * The Nodes that are there: the one that runs this, and those that ARMLOCK_NODES names, separated as paths are.
 *
 * @returns {readonly { readonly version: string, readonly command: string }[]}
 */
export function nodes() {
  const others = (process.env['ARMLOCK_NODES'] ?? '').split(path.delimiter).filter(Boolean);
  return [process.execPath, ...others].map((command) => ({
    command,
    version: String(spawnSync(command, ['--version']).stdout).trim(),
  }));
}

/** The executable that ARMLOCK_EXECUTABLE names, or that `npm run executable` made; undefined if there is none. */
export function executable() {
  const made = fileURLToPath(new URL('../../dist/executable/armlock', import.meta.url));
  return [process.env['ARMLOCK_EXECUTABLE'], made].find((file) => file !== undefined && existsSync(file));
}

/**
 * Runs a program once in a folder: milliseconds from start to end.
 *
 * @param {string} folder
 * @param {readonly string[]} command a program and its arguments
 * @param {readonly number[]} codes the exit codes that it may end with
 */
export function wallOf(folder, [program = '', ...args], codes = [0, 1]) {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  });
  const wall = performance.now() - start;
  if (status === null || !codes.includes(status)) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return wall;
}

/**
 * Runs Node once in a folder: milliseconds of processor time, KiB of memory at most, and how it ended. Ending with 3 is
 * ending without having judged everything, which is another piece of work; only who says so may end like that.
 *
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {readonly number[]} codes the exit codes that it may end with
 * @returns {{ readonly cpu: number, readonly kib: number, readonly code: number }}
 */
export function measured(folder, args, codes = [0, 1]) {
  const { output, status } = spawnSync(process.execPath, ['--require', usage, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  });
  if (status === null || !codes.includes(status))
    throw new Error(`${args.join(' ')} ended with ${status}: ${output[2]}`);
  return { ...JSON.parse(String(output[3])), code: status };
}

/** @param {readonly number[]} numbers at least one */
export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs two things in turn, so that both meet the same machine. Gives the median of what the first one took, and of how
 * many times as much that was as the second one.
 *
 * @param {() => number} one
 * @param {() => number} other
 * @param {number} rounds
 */
export function inTurn(one, other, rounds) {
  const runs = Array.from({ length: rounds + 2 }, () => ({ own: one(), other: other() })).slice(2);
  return { value: median(runs.map(({ own }) => own)), ratio: median(runs.map((run) => run.own / run.other)) };
}
