import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cli, type Ran, root, run, temporaryFolder } from '../support/command.ts';

let home: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  home = temporaryFolder();
});
afterEach(() => home.remove());

const folder = (): string => path.join(home.path, 'armlock');

/** Runs a command that needs the program, with a cache folder of its own. */
function rules(env: NodeJS.ProcessEnv = {}): Ran {
  return run(root, process.execPath, [cli, 'rules'], {
    XDG_CACHE_HOME: home.path,
    NODE_DISABLE_COMPILE_CACHE: undefined,
    ...env,
  });
}

function keptFiles(): readonly string[] {
  return existsSync(folder()) ? readdirSync(folder()).map((name) => path.join(folder(), name)) : [];
}

function only(): string {
  const [file = '', ...more] = keptFiles();
  expect([path.basename(file), more]).toEqual([expect.stringMatching(/^program-[0-9a-f]+-v[\d.]+-\w+\.bin$/), []]);
  return file;
}

/** How many runs the file has counted. */
const runsOf = (file: string): number => readFileSync(file).readUInt32LE(12);

describe('compiled code', () => {
  test('is kept for the user alone, and used by the next run', () => {
    const first = rules();
    const file = only();
    expect([statSync(folder()).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(runsOf(file)).toBe(1);
    expect(rules()).toEqual(first);
    expect(rules()).toEqual(first);
    // Only a run that took the code counts itself.
    expect(runsOf(only())).toBe(3);
  });

  test('is written anew after one, two, four and eight runs, and only counted in between', () => {
    const inodes = Array.from({ length: 8 }, () => {
      rules();
      return statSync(only()).ino;
    });
    expect(runsOf(only())).toBe(8);
    expect([inodes[2], inodes[4], inodes[5], inodes[6]]).toEqual([inodes[1], inodes[3], inodes[3], inodes[3]]);
    expect(new Set(inodes).size).toBeGreaterThan(1);
  });

  test.each<readonly [string, (bytes: Buffer) => Buffer]>([
    ['bytes that changed', (bytes) => Buffer.from(bytes.map((byte, index) => (index > 100_000 ? byte ^ 0x5a : byte)))],
    ['an end that is lost', (bytes) => bytes.subarray(0, 100_000)],
    ['zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['nothing', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('#!/bin/sh\nexit 9\n')],
  ])('with %s is not used, and replaced', (_, spoil) => {
    const first = rules();
    const file = only();
    const whole = readFileSync(file);
    writeFileSync(file, spoil(whole));
    expect(rules()).toEqual(first);
    expect(runsOf(only())).toBe(1);
    expect(readFileSync(only()).length).toBeGreaterThan(100_000);
  });

  // V8 compares the length of a text with that of the code, and nothing else of it.
  test('of a program that is a newer file is not used', () => {
    const copy = path.join(home.path, 'package/dist/bundle');
    mkdirSync(copy, { recursive: true });
    for (const name of ['armlock.js', 'program.js', 'package.json', 'shipped.json']) {
      writeFileSync(path.join(copy, name), readFileSync(path.join(root, 'dist/bundle', name)));
    }
    writeFileSync(path.join(home.path, 'package/package.json'), readFileSync(path.join(root, 'package.json')));
    const help = (): Ran =>
      run(home.path, process.execPath, [path.join(copy, 'armlock.js'), 'help', 'rules'], { XDG_CACHE_HOME: home.path });
    const before = help();
    expect(before.out).toContain('Folder with your own rules.');
    const program = path.join(copy, 'program.js');
    writeFileSync(
      program,
      readFileSync(program, 'latin1').replaceAll('Folder with your own rules.', 'Folder with rules of your OWN.'),
    );
    const later = new Date(Date.now() + 60_000);
    utimesSync(program, later, later);
    expect(help().out).toContain('Folder with rules of your OWN.');
    expect(keptFiles().length).toBe(2);
  });

  test.skipIf(process.platform === 'win32')('is neither read nor written where others can write', () => {
    rules();
    const file = only();
    for (const [place, mode, back] of [
      [file, 0o620, 0o600],
      [file, 0o602, 0o600],
      [folder(), 0o770, 0o700],
      [folder(), 0o707, 0o700],
    ] as const) {
      chmodSync(place, mode);
      const runs = runsOf(file);
      expect(rules().code).toBe(0);
      // A file that others can write to is replaced by one of our own; a folder is left alone.
      if (place === file) expect([runsOf(file), statSync(file).mode & 0o777]).toEqual([1, 0o600]);
      else expect(runsOf(file)).toBe(runs);
      chmodSync(place, back);
    }
  });

  test.skipIf(process.platform === 'win32')('is neither read nor written where others can put another folder', () => {
    const around = path.join(home.path, 'open');
    mkdirSync(path.join(around, 'cache'), { recursive: true });
    const cache = path.join(around, 'cache/armlock');
    const kept = (): number => {
      rules({ XDG_CACHE_HOME: path.join(around, 'cache') });
      return readdirSync(cache).length;
    };
    chmodSync(around, 0o777);
    expect(kept()).toBe(0);
    // As `/tmp`: others may add something, and remove what is theirs.
    chmodSync(around, 0o1777);
    expect(kept()).toBe(1);
  });

  test.skipIf(process.platform === 'win32')('is not waited for where it is a pipe', () => {
    rules();
    const file = only();
    rmSync(file);
    run(home.path, 'mkfifo', [file]);
    expect(rules().code).toBe(0);
  });

  test.skipIf(process.platform === 'win32')('is not read through links', () => {
    const elsewhere = path.join(home.path, 'elsewhere');
    mkdirSync(elsewhere, { mode: 0o700 });
    symlinkSync(elsewhere, folder());
    expect(rules().code).toBe(0);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)('is not read from what belongs to another user', () => {
    rules();
    const file = only();
    run(home.path, 'chown', ['65534', file]);
    expect(rules().code).toBe(0);
    expect([runsOf(only()), statSync(only()).uid]).toEqual([1, 0]);
    run(home.path, 'chown', ['65534', folder()]);
    const runs = runsOf(only());
    expect(rules().code).toBe(0);
    expect(runsOf(only())).toBe(runs);
  });

  test('is not kept where the user wants none, or where there is no place', () => {
    expect(rules({ NODE_DISABLE_COMPILE_CACHE: '1' }).code).toBe(0);
    expect(keptFiles()).toEqual([]);
    expect(rules({ XDG_CACHE_HOME: '/proc/nowhere' })).toEqual({ ...rules(), err: '' });
    writeFileSync(path.join(home.path, 'file'), '');
    expect(rules({ XDG_CACHE_HOME: path.join(home.path, 'file') }).code).toBe(0);
  });

  test('of other versions does not pile up', () => {
    mkdirSync(folder(), { mode: 0o700 });
    for (let index = 0; index < 20; index += 1)
      writeFileSync(path.join(folder(), `program-${index}-v1.0.0-x64.bin`), '');
    writeFileSync(path.join(folder(), 'mine.txt'), '');
    rules();
    expect(keptFiles().filter((file) => file.endsWith('.bin')).length).toBe(9);
    expect(existsSync(path.join(folder(), 'mine.txt'))).toBe(true);
  });
});

test('a program that is not there ends with a sentence and no verdict', () => {
  const copy = path.join(home.path, 'torn/dist/bundle');
  mkdirSync(copy, { recursive: true });
  for (const name of ['armlock.js', 'package.json']) {
    writeFileSync(path.join(copy, name), readFileSync(path.join(root, 'dist/bundle', name)));
  }
  writeFileSync(path.join(home.path, 'torn/package.json'), readFileSync(path.join(root, 'package.json')));
  const ran = run(home.path, process.execPath, [path.join(copy, 'armlock.js'), 'rules'], { XDG_CACHE_HOME: home.path });
  expect([ran.code, ran.err]).toEqual([
    3,
    expect.stringMatching(/^armlock: It cannot be loaded, so there is no verdict: .*\n$/),
  ]);
});
