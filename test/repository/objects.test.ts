import { describe, expect } from 'vitest';
import { GitError } from '../../src/git/failure.ts';
import { ignoredIn } from '../../src/git/ignored.ts';
import { changesBetween, listIndex, listingBefore, listTree, listUntracked } from '../../src/git/listing.ts';
import { ObjectReader } from '../../src/git/objects.ts';
import { openRepository } from '../../src/git/repository.ts';
import { commitOf, headCommit, mergeBaseOf } from '../../src/git/resolve-revision.ts';
import { writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

describe('the reader of objects', () => {
  test('gives contents of any bytes, whatever order they are asked in', async ({ repository }) => {
    const texts = ['', '\n', 'a', 'a blob 3\nb\n', '\0\0', 'é'.repeat(100_000)];
    const files = texts.map((text, index) => [`f${index}`, text] as const);
    const commit = repository.commit(Object.fromEntries(files));
    const reader = new ObjectReader(openRepository(repository.folder), 1_000_000);
    const names = files.map(([file]) => `${commit}:${file}`);
    await Promise.all([reader.load(names.slice(0, 3)), reader.load([...names].reverse()), reader.load([])]);
    const read = names.map((name) => reader.read(name));
    expect(read).toEqual(texts.map((text) => ({ kind: 'content', bytes: Buffer.from(text) })));
    reader.close();
  });

  test('says what is missing and what is too large, loaded or not', async ({ repository }) => {
    const commit = repository.commit({ 'small.txt': '1234', 'large.txt': '12345' });
    const reader = new ObjectReader(openRepository(repository.folder), 4);
    await reader.load([`${commit}:small.txt`, `${commit}:none.txt`, 'a name\nwith two lines']);
    expect(['small.txt', 'large.txt', 'none.txt'].map((file) => reader.read(`${commit}:${file}`).kind)).toEqual([
      'content',
      'large',
      'missing',
    ]);
    expect(['a name\nwith two lines', '--help', ''].map((name) => reader.read(name).kind)).toEqual([
      'missing',
      'missing',
      'missing',
    ]);
    reader.close();
  });
});

describe('listings', () => {
  test('the state before is the state after with the changes undone', ({ repository }) => {
    const before = repository.commit({ 'kept.txt': '1', 'changed.txt': '1', 'gone.txt': '1' });
    const after = repository.commit({ 'changed.txt': '2', 'gone.txt': undefined, 'new/ä "b".txt': '3' });
    const opened = openRepository(repository.folder);
    const changes = changesBetween(opened, before, after);
    expect(changes.map(({ file }) => file).sort()).toEqual(['changed.txt', 'gone.txt', 'new/ä "b".txt']);
    const undone = listingBefore(listTree(opened, after), changes);
    expect(new Map([...undone].sort())).toEqual(new Map([...listTree(opened, before)].sort()));
  });

  test('the index, what is not tracked, and what is ignored', ({ repository }) => {
    repository.commit({ 'a.txt': '1', '.gitignore': 'build/\n*.log\n', 'kept.log': 'tracked later' });
    repository.git('add', '-f', 'kept.log');
    writeFiles(repository.folder, { 'b.txt': '2', 'build/c.txt': '3', 'sub/d.log': '4', 'sub/e.txt': '5' });
    const opened = openRepository(repository.folder);
    expect([...listIndex(opened).keys()].sort()).toEqual(['.gitignore', 'a.txt', 'kept.log']);
    expect([...listUntracked(opened)].sort()).toEqual(['b.txt', 'sub/e.txt']);
    expect([...ignoredIn(repository.folder)].sort()).toEqual(['build/', 'sub/d.log']);
    expect([...ignoredIn(`${repository.folder}/sub`)]).toEqual(['d.log']);
    expect([...ignoredIn(`${repository.folder}/build`)]).toEqual([]);
  });

  test('a folder that is in no repository ignores nothing', ({ home }) => {
    writeFiles(home, { '.gitignore': '*\n', 'a.json': '{}' });
    expect([...ignoredIn(home)]).toEqual([]);
  });
});

describe('names of revisions', () => {
  test('branches, tags and ids lead to commits; what leads nowhere is an error with advice', ({ repository }) => {
    const first = repository.commit({ a: '1' });
    repository.git('tag', '-a', 'v1', '-m', 'one');
    repository.git('checkout', '-q', '-b', 'feature');
    const second = repository.commit({ a: '2' });
    repository.git('checkout', '-q', 'main');
    const third = repository.commit({ b: '1' });
    const opened = openRepository(repository.folder);
    expect(['v1', 'feature', 'HEAD', second.slice(0, 12)].map((name) => commitOf(opened, name))).toEqual([
      first,
      second,
      third,
      second,
    ]);
    expect([headCommit(opened), mergeBaseOf(opened, third, second)]).toEqual([third, first]);
    for (const name of ['nowhere', 'v1:a', '--all', '']) expect(() => commitOf(opened, name)).toThrow(GitError);
    repository.git('checkout', '-q', '--orphan', 'alone');
    const alone = repository.commit({ c: '1' });
    expect(() => mergeBaseOf(opened, third, alone)).toThrow(/no common history.*--exact-base/);
  });

  test('without any commit, the empty tree is the head', ({ repository }) => {
    const opened = openRepository(repository.folder);
    expect([opened.head, listTree(opened, headCommit(opened)).size]).toEqual([undefined, 0]);
  });
});
