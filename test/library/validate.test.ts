import {
  type CheckOptions,
  check,
  type DiffOptions,
  diff,
  exitCode,
  GitError,
  InputError,
  type RenderOptions,
  type ReportFormat,
  type ResolveOptions,
  type RunResult,
  render,
  resolve,
  UsageError,
  type WhatIfOptions,
  whatIf,
} from 'armlock';
import { describe, expect } from 'vitest';
import { vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

/** What a program in JavaScript may hand over, whatever the types say. */
const anything = {
  diff: (options: unknown) => diff(options as DiffOptions),
  check: (options: unknown) => check(options as CheckOptions),
  whatIf: (options: unknown) => whatIf(options as WhatIfOptions),
  resolve: (options: unknown) => resolve(options as ResolveOptions),
} as const;

describe('options that mean nothing are refused', () => {
  test.for<readonly [keyof typeof anything, unknown, string]>([
    ['diff', { failOn: 'high' }, `The option 'failOn' of diff must be one of error, warning, note, not 'high'`],
    ['diff', { mode: 'Complete' }, `not 'Complete'. Did you mean 'complete'?`],
    ['diff', { unknown: 'x' }, 'must be one of error, warning, ignore'],
    ['diff', { today: 'x' }, `must be a day such as '2027-03-31', not 'x'`],
    ['diff', { today: '2027-02-31x' }, 'must be a day'],
    ['diff', { bas: 'x' }, `diff has no option 'bas'. Did you mean 'base'?`],
    ['diff', { zzzzzzz: 1 }, 'It takes cwd, config'],
    ['diff', { paths: 'a' }, 'must be a list of strings'],
    ['diff', null, 'diff takes an object of options, not null'],
    ['diff', 'main', `not 'main'`],
    ['diff', { files: { base: 'a', heed: 'b' } }, `diff.files has no option 'heed'. Did you mean 'head'?`],
    ['diff', { files: 'a' }, 'must be an object'],
    ['diff', { context: { resourcegroup: 'x' } }, `Did you mean 'resourceGroup'?`],
    ['diff', { environment: { A: 1 } }, 'must be an object of strings'],
    ['diff', { staged: 'yes' }, 'must be true or false'],
    ['diff', { signal: {} }, 'must be an AbortSignal'],
    ['check', { path: ['a'] }, `Did you mean 'paths'?`],
    ['whatIf', { file: 3 }, 'must be a string, not 3'],
    ['resolve', { tempalte: 'x' }, `Did you mean 'template'?`],
  ])('%s %j', async ([name, options, message]) => {
    const error: unknown = await anything[name](options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) });
  });

  test('formats and options of render are checked', async ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    const result = await diff({ cwd: repository.folder });
    expect(() => render(result, 'html5' as ReportFormat)).toThrow(UsageError);
    expect(() => render(result, 'jsn' as ReportFormat)).toThrow(`Did you mean 'json'?`);
    expect(() => render(result, 'text', { color: true } as unknown as RenderOptions)).toThrow(`Did you mean 'colour'?`);
  });

  test('what is undefined counts as left out', async ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    const options = { cwd: repository.folder, base: undefined, failOn: undefined } as unknown as DiffOptions;
    expect((await diff(options)).complete).toBe(true);
  });

  test('errors are known by their names', () => {
    expect([new UsageError('x').name, new InputError('x').name, new GitError('x').name]).toEqual([
      'UsageError',
      'InputError',
      'GitError',
    ]);
  });
});

describe('exitCode', () => {
  test('is what the command ends with', async ({ repository }) => {
    const cwd = repository.folder;
    repository.commit({ 'main.json': vaultTemplate('Unlocked') });
    expect(exitCode(await diff({ cwd }))).toBe(0);
    writeFiles(cwd, { 'main.json': vaultTemplate('Disabled') });
    expect(exitCode(await diff({ cwd }))).toBe(1);
    writeFiles(cwd, { 'main.json': '{' });
    const broken: RunResult = await diff({ cwd });
    expect(exitCode({ ...broken, findings: [] })).toBe(3);
  });
});

describe('resolve', () => {
  test('evaluates both languages, with parameters and a context, and says what it does not know', async ({
    repository,
  }) => {
    const cwd = repository.folder;
    writeFiles(cwd, {
      'main.bicep': `param state string\nparam extra string\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv-\${resourceGroup().name}'\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: state } } }\n  tags: { extra: extra }\n}\noutput id string = v.name\n`,
      'main.parameters.json': '{ "parameters": { "state": { "value": "Locked" } } }',
      'main.json': vaultTemplate('Locked'),
    });
    const found = await resolve({
      cwd,
      template: 'main.bicep',
      parameters: 'main.parameters.json',
      context: { resourceGroup: 'rg' },
    });
    expect(found.resources).toMatchObject([
      {
        type: 'Microsoft.RecoveryServices/vaults',
        name: 'rsv-rg',
        file: 'main.bicep',
        line: 4,
        existing: false,
        body: {
          properties: { securitySettings: { immutabilitySettings: { state: 'Locked' } } },
          tags: { extra: { $unknown: expect.objectContaining({ reason: expect.any(String) }) } },
        },
      },
    ]);
    expect(found.outputs).toEqual({ id: 'rsv-rg' });
    expect((await resolve({ cwd, template: 'main.json' })).resources).toMatchObject([{ name: 'rsv-prod' }]);
    await expect(resolve({ cwd, template: 'none.json' })).rejects.toThrow(InputError);
  });
});
