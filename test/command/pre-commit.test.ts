import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  cli,
  gitEnvironment,
  outerEnvironment,
  type Ran,
  repositoryIn,
  root,
  run,
  type TestRepository,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { describeWith, type Need } from '../support/needs.ts';

const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
  readonly id: string;
  readonly files?: string;
  readonly pass_filenames: boolean;
  readonly name?: string;
  readonly description?: string;
  readonly language?: string;
}[];

describe('the hooks', () => {
  test('run once for a commit', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['armlock-diff', 'armlock-check', 'armlock-system']);
    expect(hooks.filter(({ pass_filenames }) => pass_filenames)).toEqual([]);
  });

  test('ask the installed armlock the same as the one that is installed by npm', () => {
    const [diff, , system] = hooks;
    expect(system).toMatchObject({ language: 'system' });
    const { id, name, description, language, ...rest } = system ?? {};
    expect(diff).toMatchObject(rest);
  });

  test('judge every change, and the state where a file that templates are made of is there', () => {
    const [diff, check] = hooks;
    // Names are matched after deleted files are left out, so that no pattern may decide.
    expect(diff).toMatchObject({ always_run: true });
    expect(diff).not.toHaveProperty('files');
    const isConcerned = (file: string): boolean => new RegExp(check?.files ?? '').test(file);
    const concerned = ['a/main.bicep', 'main.prod.bicepparam', 'x.json', 'x.jsonc', 'shared.yaml', 'armlock.yml'];
    expect(concerned.filter((file) => !isConcerned(file))).toEqual([]);
    expect(['README.md', 'main.bicep.md', 'json', 'x.jsonl'].filter(isConcerned)).toEqual([]);
  });
});

const page = readFileSync(path.join(root, 'docs/git.md'), 'utf8');
const preCommitProgram: Need = {
  missing: run(root, 'pre-commit', ['--version']).code === 0 ? undefined : 'pre-commit is not installed',
};
const strong = vaultTemplate('Unlocked');
const weak = vaultTemplate('Disabled');

describeWith(preCommitProgram)('pre-commit itself', () => {
  let home: ReturnType<typeof temporaryFolder>;
  /** What a team would name in its configuration: this repository, with a tag. */
  let published: TestRepository;
  let environment: NodeJS.ProcessEnv;

  beforeAll(() => {
    home = temporaryFolder();
    const folder = path.join(home.path, 'armlock');
    const isSource = (file: string): boolean => !/[/\\](?:node_modules|dist|\.git)$/.test(file);
    cpSync(root, folder, { recursive: true, filter: isSource });
    published = repositoryIn(folder);
    published.commit({});
    published.git('tag', 'v0.1.0');
    environment = { ...outerEnvironment, ...gitEnvironment, PRE_COMMIT_HOME: path.join(home.path, 'store') };
  });

  // npm installs what the build needs, twice.
  const installTime = 300_000;
  afterAll(() => home.remove(), installTime);

  const preCommit = (folder: string, ...args: readonly string[]): Ran => run(folder, 'pre-commit', args, environment);

  /** A repository that uses the hooks of the tag. */
  function guarded(name: string, ids: readonly string[], args = ''): TestRepository {
    const repository = repositoryIn(path.join(home.path, name));
    const list = ids.map((id) => `      - id: ${id}\n${args}`).join('');
    const configuration = `repos:\n  - repo: file://${published.folder}\n    rev: v0.1.0\n    hooks:\n${list}`;
    repository.commit({ '.pre-commit-config.yaml': configuration, 'infra/main.json': strong });
    expect(preCommit(repository.folder, 'install', '--install-hooks')).toMatchObject({ code: 0 });
    return repository;
  }

  function commit({ folder }: TestRepository, ...args: readonly string[]): Ran {
    return run(folder, 'git', ['commit', '-m', 'change', ...args], environment);
  }

  test('tries the repository', () => {
    const repository = repositoryIn(path.join(home.path, 'tried'));
    repository.commit({ 'main.json': strong });
    writeFiles(repository.folder, { 'main.json': weak });
    repository.git('add', '-A');
    const { code, out } = preCommit(repository.folder, 'try-repo', published.folder, 'armlock-diff');
    expect(out).toContain('Immutability of Recovery Services vault rsv-prod goes from Unlocked to Disabled.');
    expect(code).toBe(1);
  });

  describe('from a tag', () => {
    let repository: TestRepository;
    beforeAll(() => {
      repository = guarded('ünder guard', ['armlock-diff']);
    }, installTime);

    test('stops a commit that weakens a vault', () => {
      writeFiles(repository.folder, { 'infra/main.json': weak });
      for (const args of [['-a'], ['infra/main.json']]) {
        const { code, out, err } = commit(repository, ...args);
        expect(out + err).toContain('vault-immutability-weakened');
        expect(code).toBe(1);
      }
      repository.git('checkout', '-q', '--', '.');
    });

    test('says nothing about a commit that has nothing to do with backups', () => {
      writeFiles(repository.folder, { 'settings.json': '{ "a": 1 }', 'infra/network.bicep': 'param vnet string\n' });
      repository.git('add', '-A');
      const { code, out, err } = commit(repository);
      expect((out + err).split('\n').filter((line) => /armlock|hook|:/i.test(line))).toEqual([
        expect.stringMatching(/^armlock \(what is staged\)\.+Passed$/),
      ]);
      expect(code).toBe(0);
      writeFiles(repository.folder, { 'README.md': 'Hello.\n' });
      repository.git('add', '-A');
      const other = commit(repository);
      expect(other.out + other.err).toMatch(/^armlock \(what is staged\)\.+Passed$/m);
    });

    test('stops a commit that only deletes', () => {
      repository.git('rm', '-q', 'infra/main.json');
      const { code, out, err } = commit(repository);
      expect([code, out + err]).toEqual([1, expect.stringContaining('vault-removed')]);
      repository.git('reset', '-q', '--hard');
    });

    test('judges what is staged, not what lies beside it', () => {
      writeFiles(repository.folder, {
        'infra/main.json': weak,
        'infra/other.json': vaultTemplate('Unlocked', 'other'),
      });
      repository.git('add', 'infra/other.json');
      expect(commit(repository).code).toBe(0);
      repository.git('checkout', '-q', '--', '.');
    });

    test('works in a second working tree', () => {
      const side = path.join(home.path, 'side');
      repository.git('worktree', 'add', '-q', '-b', 'side', side);
      const tree = repositoryIn(side);
      writeFiles(side, { 'infra/main.json': weak });
      const { code, out, err } = commit(tree, '-a');
      expect([code, out + err]).toEqual([1, expect.stringContaining('vault-immutability-weakened')]);
    });

    test('judges revisions where it is asked about them', () => {
      const before = repository.git('rev-parse', 'HEAD');
      repository.commit({ 'infra/main.json': weak });
      const asked = preCommit(repository.folder, 'run', '--from-ref', before, '--to-ref', 'HEAD');
      expect([asked.code, asked.out]).toEqual([1, expect.stringContaining('vault-immutability-weakened')]);
      expect(preCommit(repository.folder, 'run', '--from-ref', 'HEAD', '--to-ref', 'HEAD').code).toBe(0);
    });

    test('needs no network once it is installed', ({ skip }) => {
      const alone = ['-r', '-n', 'pre-commit', 'run', '--files', 'infra/main.json'];
      if (run(home.path, 'unshare', ['-r', '-n', 'true']).code !== 0) skip('nothing here can cut a program off');
      const { code, out } = run(repository.folder, 'unshare', alone, environment);
      expect([code, out]).toEqual([0, expect.stringContaining('Passed')]);
    });
  });

  test('checks all templates, whatever was changed', () => {
    const repository = guarded('checked', ['armlock-check'], '        args: [--fail-on, warning]\n');
    repository.commit({
      'infra/main.json': strong.replace(
        '"securitySettings": {',
        '"securitySettings": { "softDeleteSettings": { "softDeleteState": "Disabled" },',
      ),
    });
    const { code, out } = preCommit(repository.folder, 'run', '--all-files');
    expect([code, out]).toEqual([1, expect.stringContaining('vault-soft-delete-disabled')]);
  });

  test('runs an armlock that is installed already, and installs nothing', () => {
    const bin = path.join(home.path, 'bin');
    const repository = repositoryIn(path.join(home.path, 'system'));
    writeFiles(bin, { armlock: `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n` });
    chmodSync(path.join(bin, 'armlock'), 0o755);
    const configuration = `repos:\n  - repo: file://${published.folder}\n    rev: v0.1.0\n    hooks:\n      - id: armlock-system\n`;
    repository.commit({ '.pre-commit-config.yaml': configuration, 'infra/main.json': strong });
    writeFiles(repository.folder, { 'infra/main.json': weak });
    repository.git('add', '-A');
    const store = path.join(home.path, 'store of system');
    const PATH = `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`;
    const { code, out } = run(repository.folder, 'pre-commit', ['run'], {
      ...environment,
      PATH,
      PRE_COMMIT_HOME: store,
    });
    expect([code, out]).toEqual([1, expect.stringContaining('vault-immutability-weakened')]);
    expect(readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) => /node_env/.test(name))).toEqual(
      [],
    );
  });

  test('is in the page about git as it is', () => {
    const [, shown = ''] = /```yaml\n(repos:[\s\S]*?)```/.exec(page) ?? [];
    const repository = repositoryIn(path.join(home.path, 'as shown'));
    repository.commit({ '.pre-commit-config.yaml': shown.replace(/https:\S+/, `file://${published.folder}`) });
    expect(preCommit(repository.folder, 'run', '--all-files')).toMatchObject({ code: 0, err: '' });
    expect(existsSync(path.join(repository.folder, 'node_modules'))).toBe(false);
  });
});
