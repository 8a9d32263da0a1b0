import { expect, test, vi } from 'vitest';
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

test('the heap grows less in a run over many targets, and as before afterwards', async () => {
  const set = vi.spyOn(process.getBuiltinModule('node:v8'), 'setFlagsFromString');
  await withProgress(undefined, async ({ onProgress }) => onProgress({ done: 0, targets: 99 }));
  expect(set.mock.calls).toEqual([]);
  await withProgress(undefined, async ({ onProgress }) => {
    for (const done of [0, 1]) onProgress({ done, targets: 100 });
  });
  expect(set.mock.calls).toEqual([['--heap-growing-percent=100'], ['--heap-growing-percent=0']]);
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
