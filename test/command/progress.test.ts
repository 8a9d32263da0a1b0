import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { progressLine, withProgress } from '../../src/cli/progress.ts';
import { flagsFor, tunedToRuns } from '../../src/cli/v8-tuning.ts';

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

describe('how V8 works', () => {
  const { soonOver, asBefore, large } = flagsFor(process.versions.v8);
  const told: string[] = [];
  const v8 = process.getBuiltinModule('node:v8');
  const tuned = (): ReturnType<typeof tunedToRuns> => {
    told.length = 0;
    vi.spyOn(v8, 'setFlagsFromString').mockImplementation((flag) => told.push(flag));
    return tunedToRuns((undo) => {
      told.push('changed');
      takeBack = undo;
    });
  };
  let takeBack = (): boolean => false;

  test('is made for a short run before the first target, which is taken back for compiled code', () => {
    vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(100 * 1024 * 1024);
    const tune = tuned();
    tune();
    tune();
    expect(told).toEqual(['changed', ...soonOver]);
    expect(takeBack()).toBe(true);
    expect(told).toEqual(['changed', ...soonOver, ...asBefore]);
  });

  test('is made for a large run once a run is one, after which no compiled code is kept', () => {
    const memory = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(100 * 1024 * 1024);
    const tune = tuned();
    tune();
    memory.mockReturnValue(120 * 1024 * 1024);
    tune();
    tune();
    expect(told).toEqual(['changed', ...soonOver, ...large]);
    expect(takeBack()).toBe(false);
  });

  test('is not as before if V8 says that it is not', () => {
    const tag = vi.spyOn(v8, 'cachedDataVersionTag').mockReturnValue(1);
    const tune = tuned();
    tune();
    tag.mockReturnValue(2);
    expect(takeBack()).toBe(false);
  });

  test('is what it was after the flags of this version are set and taken back', () => {
    const script = `const v8 = require('node:v8');
      const set = (flags) => { for (const flag of flags) v8.setFlagsFromString(flag); return v8.cachedDataVersionTag(); };
      const before = v8.cachedDataVersionTag();
      console.log(set(${JSON.stringify(soonOver)}) === before, set(${JSON.stringify(asBefore)}) === before);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['false true\n', '']);
  });
});

test.each([
  ['10.2', [], []],
  ['11.3.244.8-node.35', ['--interrupt-budget=1000000', '--no-parallel-scavenge'], ['--parallel-scavenge']],
  ['12.4.254.21-node.57', ['--no-parallel-scavenge'], ['--parallel-scavenge']],
  [
    '14.6.202.34-node.40',
    ['--invocation-count-for-maglev=8000', '--invocation-count-for-maglev-osr=8000', '--no-parallel-scavenge'],
    ['--invocation-count-for-maglev=400', '--invocation-count-for-maglev-osr=100', '--parallel-scavenge'],
  ],
  ['15.0', [], []],
])('V8 %s is set nothing that it does not know', (version, soon, back) => {
  const growth = soon.length > 0 ? ['--heap-growing-percent=100'] : [];
  const { soonOver, large } = flagsFor(version);
  expect([soonOver, large]).toEqual([soon, [...back, ...growth]]);
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
