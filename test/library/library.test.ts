import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { check, diff, GitError, InputError, render, reportFormats, startOf, UsageError, whatIf } from 'armlock';
import { describe, expect } from 'vitest';
import {
  gitEnvironment,
  type Ran,
  repositoryIn,
  root,
  run,
  type TestRepository,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { test as inFolders } from '../support/folders.ts';

const strong = vaultTemplate('Unlocked');
const weak = vaultTemplate('Disabled');

/** A test in a repository whose vault the working tree weakens. */
const test = inFolders.extend<{ readonly repository: TestRepository; readonly cwd: string }>({
  repository: async ({ repository }, use) => {
    repository.commit({ 'main.json': strong });
    writeFiles(repository.folder, { 'main.json': weak });
    await use(repository);
  },
  cwd: async ({ repository }, use) => use(repository.folder),
});

describe('what the library gives', () => {
  test('the findings of a diff, with their places', async ({ cwd }) => {
    const { findings, complete, summary } = await diff({ cwd, base: 'HEAD' });
    expect(findings.map(({ rule, anchor }) => [rule.id, anchor.file.path, startOf(anchor)])).toEqual([
      ['vault-immutability-weakened', 'main.json', { line: 13, column: 46 }],
    ]);
    expect([complete, summary.errors]).toEqual([true, 1]);
  });

  test('the same reports as the command', async ({ repository, cwd }) => {
    const result = await diff({ cwd });
    const commands = reportFormats.map((format) => repository.armlock('diff', '--report', format).out);
    expect(reportFormats.map((format) => render(result, format))).toEqual(commands);
  });

  test('the state of templates, and the contents of a what-if', async ({ cwd }) => {
    expect((await check({ cwd, failOn: 'warning' })).findings.map(({ rule }) => rule.id)).toContain(
      'vault-immutability-disabled',
    );
    const told = await whatIf({ cwd: root, file: 'examples/what-if/what-if.json' });
    expect(told.findings.map(({ rule }) => rule.id)).toEqual(['vault-immutability-weakened']);
  });

  test('several runs at a time do not get into each other', async ({ home, cwd }) => {
    const other = repositoryIn(path.join(home, 'other'));
    other.commit({ 'main.json': weak });
    writeFiles(other.folder, { 'main.json': strong });
    const folders = [cwd, other.folder, cwd, other.folder];
    const results = await Promise.all(folders.map((one) => diff({ cwd: one })));
    expect(results.map(({ findings }) => findings.length)).toEqual([1, 0, 1, 0]);
  });
});

describe('what the library does not do', () => {
  test('importing it and running it print nothing, write nothing and leave nothing that keeps a program alive', ({
    cwd,
  }) => {
    const program = `
      import { check, diff, render } from ${JSON.stringify(path.join(root, 'dist/bundle/index.mjs'))};
      const before = JSON.stringify([process.cwd(), process.env, process.exitCode, process.listenerCount('exit')]);
      await diff(); await check(); render(await diff(), 'sarif');
      if (before !== JSON.stringify([process.cwd(), process.env, process.exitCode, process.listenerCount('exit')])) process.exit(9);
    `;
    const files = (): readonly string[] => readdirSync(cwd, { recursive: true, encoding: 'utf8' }).sort();
    const before = files();
    const ran = run(cwd, process.execPath, ['--input-type=module', '-e', program], gitEnvironment);
    expect(ran).toEqual({ code: 0, out: '', err: '' });
    expect(files()).toEqual(before);
  });

  test('it goes on once it is cancelled', async ({ cwd }) => {
    const reason = new Error('enough');
    const stopped = AbortSignal.abort(reason);
    await expect(diff({ cwd, signal: stopped })).rejects.toBe(reason);
    await expect(check({ cwd, signal: stopped })).rejects.toBe(reason);
    await expect(whatIf({ cwd: root, file: 'examples/what-if/what-if.json', signal: stopped })).rejects.toBe(reason);
    for (let index = 0; index < 30; index += 1)
      writeFiles(cwd, { [`t${index}/main.json`]: vaultTemplate('Locked', `v${index}`) });
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 5);
    await expect(diff({ cwd, signal: controller.signal })).rejects.toBe(reason);
  });

  test('what it cannot do is an error of a kind', async ({ cwd }) => {
    await expect(diff({ cwd, head: 'HEAD', staged: true })).rejects.toThrow(UsageError);
    await expect(diff({ cwd, config: 'none.yaml', files: { base: 'main.json', head: 'main.json' } })).rejects.toThrow(
      UsageError,
    );
    await expect(diff({ cwd, base: 'nowhere' })).rejects.toThrow(GitError);
    await expect(check({ cwd, paths: ['nowhere'] })).rejects.toThrow(InputError);
  });
});

describe('a program that uses the library', () => {
  const page = readFileSync(path.join(root, 'docs/library.md'), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const options = {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      target: 'es2022',
      module: 'nodenext',
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules/@types')],
    },
  };

  /** A folder in which armlock is installed. */
  function consumer(home: string, text: string): string {
    const folder = path.join(home, 'consumer');
    mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
    symlinkSync(root, path.join(folder, 'node_modules/armlock'));
    writeFiles(folder, {
      'package.json': '{"type":"module"}',
      'main.ts': text,
      'tsconfig.json': JSON.stringify(options),
    });
    return folder;
  }

  function compile(folder: string): Ran {
    return run(folder, process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  }

  test('compiles as the page about it shows, and does what it says', ({ home, repository, cwd }) => {
    const folder = consumer(home, example);
    expect(compile(folder)).toEqual({ code: 0, out: '', err: '' });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const ran = run(cwd, process.execPath, [path.join(folder, 'main.js')], gitEnvironment);
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out).toContain('main.json:13');
    expect(ran.out).toContain('### armlock: This change gives up protection of 1 vault');
  });

  test('gets errors from its types', ({ home }) => {
    const folder = consumer(
      home,
      `
      import { check, diff, render } from 'armlock';
      await diff({ base: 1 });
      await diff({ mode: 'sometimes' });
      await check({ failOn: 'fatal' });
      render(await diff(), 'pdf');
    `,
    );
    const { code, out } = compile(folder);
    expect(code).not.toBe(0);
    expect([...out.matchAll(/main\.ts[(:](\d+)/g)].map(([, line]) => line)).toEqual(['3', '4', '5', '6']);
  });
});
