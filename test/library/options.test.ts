import { type CheckOptions, check, type DiffOptions, diff, InputError, UsageError, whatIf } from 'armlock';
import { describe, expect } from 'vitest';
import { root, vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const strong = vaultTemplate('Unlocked');
const weak = vaultTemplate('Disabled');
const weakened = 'vault-immutability-weakened';

/** What a program in JavaScript may hand over, whatever the types say. */
const anyDiff = (options: object): Promise<unknown> => diff(options as DiffOptions);

describe('options of diff', () => {
  test.for<readonly [string, object, typeof UsageError | typeof InputError]>([
    ['a head and what is staged', { head: 'HEAD', staged: true }, UsageError],
    ['a configuration that is nowhere', { config: 'none.yaml' }, UsageError],
    ['a folder of rules that is nowhere', { rules: ['none'] }, UsageError],
    ['a path that neither revision has', { paths: ['none'] }, InputError],
    ['a path outside of the repository', { paths: ['../x'] }, UsageError],
    ['a pattern that fits nothing', { paths: ['*.none'] }, InputError],
    ['a template and a folder', { files: { base: 'main.json', head: '.' } }, UsageError],
    ['files that are not there', { files: { base: 'none.json', head: 'main.json' } }, InputError],
    ['parameters of a folder', { files: { base: '.', head: '.', parameters: ['main.json'] } }, UsageError],
    [
      'fewer parameters of base than of head',
      { files: { base: 'main.json', head: 'main.json', parameters: ['main.json'], baseParameters: [] } },
      UsageError,
    ],
    ['a module cache that is nowhere', { moduleCache: 'none' }, InputError],
  ])('%s', async ([, options, error], { repository }) => {
    repository.commit({ 'main.json': strong });
    await expect(anyDiff({ cwd: repository.folder, ...options })).rejects.toThrow(error);
  });

  test('each has its effect', async ({ repository }) => {
    const cwd = repository.folder;
    const first = repository.commit({ 'main.json': strong });
    const second = repository.commit({ 'main.json': weak });
    const rulesOf = async (options: DiffOptions): Promise<readonly string[]> =>
      (await diff({ cwd, ...options })).findings.map(({ rule, severity }) => `${rule.id} ${severity}`);
    expect(await rulesOf({})).toEqual([]);
    expect(await rulesOf({ base: first })).toEqual([`${weakened} error`]);
    expect(await rulesOf({ base: second, head: first })).toEqual([]);
    expect(await rulesOf({ base: second, head: first, exactBase: true })).toEqual([]);
    expect(await rulesOf({ base: first, paths: ['*.json'] })).toEqual([`${weakened} error`]);
    expect(await rulesOf({ base: first, paths: ['!main.json'] })).toEqual([]);
    expect((await diff({ cwd, base: first, failOn: 'warning' })).failOn).toBe('warning');
    writeFiles(cwd, { 'main.json': strong });
    expect(await rulesOf({ base: first, staged: true })).toEqual([`${weakened} error`]);
    expect(await rulesOf({ base: first })).toEqual([]);
  });
});

describe('options of check and what-if', () => {
  test.for<readonly [string, CheckOptions, typeof UsageError | typeof InputError]>([
    ['a folder without templates', { paths: ['empty'] }, InputError],
    ['a file that is not there', { paths: ['none.json'] }, InputError],
    ['a pattern that fits nothing', { paths: ['*.none'] }, InputError],
    ['parameters of a folder', { paths: ['.'], parameters: ['main.json'] }, UsageError],
    ['a baseline that is not there', { baseline: 'none.json' }, InputError],
    ['a baseline that is none', { baseline: 'main.json' }, UsageError],
  ])('%s', async ([, options, error], { home }) => {
    writeFiles(home, { 'main.json': weak, 'empty/readme.txt': '' });
    await expect(check({ cwd: home, ...options })).rejects.toThrow(error);
  });

  test('a what-if that is not there, or is given as a text', async ({ home }) => {
    await expect(whatIf({ cwd: home, file: 'none.json' })).rejects.toThrow(InputError);
    const { complete, findings } = await whatIf({ cwd: root, file: 'a name', text: '{"changes": []}' });
    expect([complete, findings]).toEqual([true, []]);
    expect((await whatIf({ cwd: root, file: 'a name', text: '{' })).complete).toBe(false);
  });
});
