import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const usage = fileURLToPath(new URL('usage.cjs', import.meta.url));
export const cli = fileURLToPath(new URL('../../dist/bundle/armlock.js', import.meta.url));

/**
 * Runs Node once in a folder: milliseconds from start to end and of processor time, and KiB of memory at most.
 *
 * @param {string} folder
 * @param {readonly string[]} args
 * @returns {{ readonly wall: number, readonly cpu: number, readonly kib: number }}
 */
export function measured(folder, args) {
  const start = performance.now();
  const { output, status } = spawnSync(process.execPath, ['--require', usage, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1024 * 1024 * 1024,
  });
  const wall = performance.now() - start;
  // 0 and 1 are what a run that could judge everything ends with, 3 what one ends with that could not.
  if (status === null || ![0, 1, 3].includes(status))
    throw new Error(`${args.join(' ')} ended with ${status}: ${output[2]}`);
  return { wall, ...JSON.parse(String(output[3])) };
}

/** @param {readonly number[]} numbers at least one */
export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs armlock and a Node that does nothing in turn, so that both meet the same machine, and gives the medians of what
 * armlock took and of how many times as much that was.
 *
 * @param {string} folder
 * @param {readonly string[]} args
 */
export function against(folder, args, rounds = 15) {
  const runs = Array.from({ length: rounds + 1 }, () => ({
    own: measured(folder, [cli, ...args]),
    bare: measured(folder, ['-e', '0']),
  })).slice(1);
  /** @param {'wall' | 'cpu' | 'kib'} key */
  const of = (key) => ({
    value: median(runs.map(({ own }) => own[key])),
    ratio: median(runs.map(({ own, bare }) => own[key] / bare[key])),
  });
  return { wall: of('wall'), cpu: of('cpu'), memory: of('kib') };
}
