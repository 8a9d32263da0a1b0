import { expect, test, vi } from 'vitest';
import { flagsFor, tunedWhenLarge } from '../../src/cli/large-run.ts';
import { progressLine, withProgress } from '../../src/cli/progress.ts';

/** What is written while time goes on by some milliseconds for each target. */
function shown(step: number, targets: number): readonly string[] {
  const written: string[] = [];
  let time = 0;
  const line = progressLine(
    (text) => written.push(text),
    () => time,
  );
  for (let done = 0; done < targets; done += 1) {
    line.onProgress({ done, targets });
    time += step;
  }
  line.end();
  return written;
}

test('nothing is shown of a run that ends within two seconds', () => {
  expect(shown(10, 100)).toEqual([]);
});

test('a long run shows how far it is, ten times a second, and takes the line away', () => {
  const written = shown(50, 100);
  expect(written[0]).toBe('\r\u001b[2K40 of 100 targets');
  expect(written).toHaveLength(31);
  expect(written.at(-1)).toBe('\r\u001b[2K');
});

test('nothing is shown where there is no terminal, and the line goes where a run fails', async () => {
  const written: string[] = [];
  const asked = { done: 0, targets: 3 };
  await withProgress(undefined, async ({ onProgress }) => onProgress(asked));
  await expect(
    withProgress(
      (text) => written.push(text),
      async () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no');
  expect(written).toEqual([]);
});

test('V8 works for a large run once a run is one, after that is known to what keeps compiled code', () => {
  const told: string[] = [];
  const memory = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(100 * 1024 * 1024);
  vi.spyOn(process.getBuiltinModule('node:v8'), 'setFlagsFromString').mockImplementation((flag) => told.push(flag));
  const tune = tunedWhenLarge(() => told.push('changed'));
  tune();
  expect(told).toEqual([]);
  memory.mockReturnValue(120 * 1024 * 1024);
  tune();
  tune();
  expect(told).toEqual(['changed', ...flagsFor(process.versions.v8)]);
});

test.each([
  ['11.3.244.8-node.35', ['--heap-growing-percent=100', '--interrupt-budget=1000000']],
  ['12.4.254.21-node.57', ['--heap-growing-percent=100']],
  ['14.6.202.34-node.40', ['--heap-growing-percent=100']],
  ['15.0', []],
])('V8 %s is set nothing that it does not know', (version, flags) => {
  expect(flagsFor(version)).toEqual(flags);
});

test('what is to be done beside targets is done without a terminal, too', async () => {
  let calls = 0;
  const run = async ({ onProgress }: { onProgress?: (progress: { done: number; targets: number }) => void }) => {
    for (const done of [0, 1, 2]) onProgress?.({ done, targets: 2 });
    return 'done';
  };
  expect(await withProgress(undefined, run, () => (calls += 1))).toBe('done');
  expect(calls).toBe(3);
});
