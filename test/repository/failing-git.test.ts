import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ObjectReader } from '../../src/git/objects.ts';
import { openRepository } from '../../src/git/repository.ts';
import {
  armlock,
  gitEnvironment,
  type Ran,
  repositoryIn,
  run,
  type TestRepository,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';

let home: ReturnType<typeof temporaryFolder>;
let repository: TestRepository;

beforeEach(() => {
  home = temporaryFolder();
  repository = repositoryIn(path.join(home.path, 'repo'));
  repository.commit({ 'main.json': vaultTemplate('Locked') });
  writeFiles(repository.folder, { 'main.json': vaultTemplate('Disabled') });
});

afterEach(() => home.remove());

/** What `diff` says with a program in the place of git. */
function diffWith(script: string): Ran {
  const git = run(home.path, 'sh', ['-c', 'command -v git']).out.trim();
  const bin = path.join(home.path, 'bin');
  writeFiles(bin, { git: `#!/bin/sh\nreal=${git}\n${script}\n` });
  chmodSync(path.join(bin, 'git'), 0o755);
  const env = { ...gitEnvironment, PATH: `${bin}:${process.env['PATH']}`, ARMLOCK_GIT_SECONDS: '2' };
  return armlock(repository.folder, ['diff'], env);
}

test.each([
  ['that never answers', 'exec sleep 600', 'git rev-parse did not answer within 2 seconds'],
  [
    'whose objects never come',
    'case "$*" in *cat-file*) sleep 600;; *) exec $real "$@";; esac',
    'git cat-file did not answer within 2 seconds',
  ],
  ['that is ended', 'kill -9 $$', 'git rev-parse was ended by the signal SIGKILL'],
  ['that ends without a word', 'exit 1', 'git ended without an answer'],
  [
    'whose objects never end',
    `case "$*" in *cat-file*) echo "${'0'.repeat(40)} blob 99999999999"; exec yes;; *) exec $real "$@";; esac`,
    'git cat-file did not answer within 2 seconds',
  ],
  [
    'whose objects are none',
    'case "$*" in *cat-file*) exec yes garbage;; *) exec $real "$@";; esac',
    'armlock does not understand what git cat-file answers',
  ],
  [
    'that lists what is none',
    'case "$*" in *ls-files*) printf "garbage\\0";; *) exec $real "$@";; esac',
    'armlock does not understand what git ls-files answers',
  ],
  [
    'whose list is cut off',
    'case "$*" in *ls-files*) printf "H 100644 0123 0\\tmain.j";; *) exec $real "$@";; esac',
    'armlock does not understand what git ls-files answers',
  ],
  ['that says anything', 'echo yes', 'armlock does not understand what git rev-parse answers'],
])('a git %s is no verdict', (_, script, message) => {
  const { code, out, err } = diffWith(script);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toContain(message);
});

test.each([
  ['is garbage', 'damaged'],
  ['is empty', ''],
])('an object that %s is named, and no fetch is proposed', (_, bytes) => {
  const id = repository.git('rev-parse', 'HEAD:main.json');
  const file = path.join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
  rmSync(file);
  writeFileSync(file, bytes);
  const { code, err } = repository.armlock('diff');
  expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining(`${id}, which is damaged; run: git fsck`) });
  expect(err).not.toContain('fetch');
});

test('an object that is too large is not held, and those around it are read', async () => {
  const large = 'x'.repeat(300_000);
  repository.commit({ 'a.txt': 'a', 'large.txt': large, 'exact.txt': 'y'.repeat(1000), 'z.txt': 'z' });
  const objects = new ObjectReader(openRepository(repository.folder), 1000);
  await objects.load(['HEAD:a.txt', 'HEAD:large.txt', 'HEAD:exact.txt', 'HEAD:none.txt', 'HEAD:z.txt']);
  const kinds = ['a', 'large', 'exact', 'none', 'z'].map((name) => objects.read(`HEAD:${name}.txt`).kind);
  objects.close();
  expect(kinds).toEqual(['content', 'large', 'content', 'missing', 'content']);
});
