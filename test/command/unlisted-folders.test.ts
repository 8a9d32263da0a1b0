import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { vaultTemplate, writeFiles } from '../support/command.ts';
import { test as plain } from '../support/folders.ts';

const deep = (around: string): string => path.join(around, ...Array<string>(11).fill('0'.repeat(200)));

/** Holds a folder that cannot be listed, not even by root, because its path is longer than the system takes. */
interface Closed {
  readonly close: (around: string) => void;
  readonly open: (around: string) => void;
}

const test = plain.extend<Closed>({
  close: async ({ home }, use) => {
    await use((around) => {
      const lower = path.join(home, 'lower');
      for (const folder of [lower, around]) mkdirSync(deep(folder), { recursive: true });
      renameSync(lower, path.join(deep(around), 'lower'));
    });
  },
  open: async ({ home }, use) => {
    await use((around) => {
      renameSync(path.join(deep(around), 'lower'), path.join(home, 'lower'));
      for (const folder of [path.join(home, 'lower'), around]) rmSync(folder, { recursive: true });
    });
  },
});

interface Report {
  readonly complete: boolean;
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

describe('a folder that cannot be listed', () => {
  test('is said by check, and the result is incomplete', ({ repository, close, open }) => {
    writeFiles(repository.folder, { 'main.json': vaultTemplate('Locked') });
    expect(repository.armlock('check').code).toBe(0);
    close(path.join(repository.folder, 'hidden-from-us'));
    const { code, out } = repository.armlock('check', '--report', 'json');
    const { complete, notices } = JSON.parse(out) as Report;
    expect([code, complete]).toEqual([3, false]);
    const told = notices.filter((one) => one.code === 'folder-unlisted');
    expect(told.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^armlock cannot look into the folder 'hidden-from-us\/0+.*': it cannot be listed \(ENAMETOOLONG\)/,
      ),
    ]);
    open(path.join(repository.folder, 'hidden-from-us'));
  });

  test('does not matter where the user looks elsewhere, or ignores it', ({ repository, close, open }) => {
    writeFiles(repository.folder, { 'infra/main.json': vaultTemplate('Locked') });
    close(path.join(repository.folder, 'other'));
    expect(repository.armlock('check').code).toBe(3);
    expect(repository.armlock('check', 'infra').code).toBe(0);
    expect(repository.armlock('check', 'infra/main.json').code).toBe(0);
    expect(repository.armlock('check', 'other')).toMatchObject({ code: 3, err: expect.stringContaining('listed') });
    writeFiles(repository.folder, { 'armlock.yaml': 'ignore: [other/]\n' });
    expect(repository.armlock('check').code).toBe(0);
    open(path.join(repository.folder, 'other'));
  });

  test('is said where two folders are compared, on either side', ({ home, repository, close, open }) => {
    for (const side of ['base', 'head']) writeFiles(path.join(home, side), { 'main.json': vaultTemplate('Locked') });
    const compared = (): number | null => repository.armlock('diff', '../base', '../head').code;
    expect(compared()).toBe(0);
    close(path.join(home, 'head', 'deep'));
    expect(compared()).toBe(3);
    open(path.join(home, 'head', 'deep'));
    close(path.join(home, 'base', 'deep'));
    expect(compared()).toBe(3);
    open(path.join(home, 'base', 'deep'));
  });

  test('is listed among what is left out', ({ repository, close, open }) => {
    writeFiles(repository.folder, { 'main.json': vaultTemplate('Locked') });
    close(path.join(repository.folder, 'deep'));
    expect(repository.armlock('targets').out).toMatch(/deep\/0+.*: it cannot be listed/);
    open(path.join(repository.folder, 'deep'));
  });

  test('with rules is a mistake of the user', ({ repository, close, open }) => {
    writeFiles(repository.folder, { 'main.json': vaultTemplate('Locked') });
    close(path.join(repository.folder, 'rules'));
    expect(repository.armlock('check', '--rules', 'rules')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be listed'),
    });
    open(path.join(repository.folder, 'rules'));
  });
});
