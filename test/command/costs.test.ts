import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cli,
  gitEnvironment,
  repositoryIn,
  root,
  run,
  type TestRepository,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';

// What a run costs in figures that are the same on every machine in every mood. A change that raises one of them has to
// raise a limit here, and to say why it pays.

/** What one run took. */
interface Costs {
  readonly code: number | null;
  readonly out: string;
  /** Parts of Node.js that were not loaded before. */
  readonly parts: readonly string[];
  /** What was called that loads the data of languages, which takes as long as comparing two templates. */
  readonly languages: readonly string[];
  /** Files of armlock that were read, beside the one that starts it. */
  readonly read: readonly string[];
  /** What git was started for. */
  readonly git: readonly string[];
}

const home = temporaryFolder();
const cache = path.join(home.path, 'cache');
let log = '';
let bin = '';

/** A git that writes down what it is asked. */
beforeAll(() => {
  bin = path.join(home.path, 'bin');
  log = path.join(home.path, 'git.log');
  const real = run(home.path, 'sh', ['-c', 'command -v git']).out.trim();
  const script = `#!/bin/sh
for word; do case "$word" in rev-parse|diff-index|diff-tree|ls-files|ls-tree|cat-file|merge-base) echo "$word" >> '${log}'; break;; esac; done
exec '${real}' "$@"
`;
  writeFiles(bin, { git: script });
  chmodSync(path.join(bin, 'git'), 0o755);
});
afterAll(() => home.remove());

function costsOf(folder: string, args: readonly string[]): Costs {
  writeFileSync(log, '');
  const probe = path.join(root, 'test/support/process-costs.cjs');
  const { status, output } = spawnSync(process.execPath, ['--require', probe, cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...gitEnvironment,
      XDG_CACHE_HOME: cache,
      PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const counted = JSON.parse(String(output[3])) as Pick<Costs, 'parts' | 'read' | 'languages'>;
  const git = readFileSync(log, 'utf8').split('\n').filter(Boolean).sort();
  return {
    code: status,
    out: String(output[1]),
    ...counted,
    read: counted.read.filter((file) => file !== 'dist/bundle/armlock.js'),
    git,
  };
}

function repository(
  name: string,
  files: Readonly<Record<string, string>>,
  staged: Readonly<Record<string, string>>,
): TestRepository {
  const made = repositoryIn(path.join(home.path, name));
  made.commit(files);
  writeFiles(made.folder, staged);
  made.git('add', '-A');
  return made;
}

const program = 'dist/bundle/program.js';

describe.each(['--version', '--help'])('%s', (option) => {
  test('loads the manifest and no program, no child process and no cryptography', () => {
    const { code, read, parts, git } = costsOf(home.path, [option]);
    expect([code, read, git]).toEqual([0, ['package.json'], []]);
    expect(parts.filter((one) => /crypto|child_process|zlib|readline|worker/.test(one))).toEqual([]);
  });
});

describe('a commit that has nothing to do with templates', () => {
  test('asks git three things, and loads no program', () => {
    const { folder } = repository(
      'none',
      { 'main.json': vaultTemplate('Locked'), 'README.md': 'a' },
      { 'README.md': 'b' },
    );
    const { code, out, read, parts, git } = costsOf(folder, ['diff', '--pre-commit']);
    expect([code, git]).toEqual([0, ['diff-index', 'ls-files', 'rev-parse']]);
    expect(read).not.toContain(program);
    expect(out).toMatch(/^No protection is lost\. Nothing that changed reaches a template\.\n$/);
    expect(parts.filter((one) => one.includes('crypto'))).toEqual([]);
  });

  test('is answered as the program does', () => {
    const { folder } = repository(
      'same',
      { 'main.json': vaultTemplate('Locked'), 'README.md': 'a' },
      { 'README.md': 'b' },
    );
    const soon = costsOf(folder, ['diff', '--staged']);
    // Any other option leaves the answer to the program.
    const program_ = costsOf(folder, ['diff', '--staged', '--fail-on', 'error']);
    expect(program_.read).toContain(program);
    expect([soon.code, soon.out]).toEqual([program_.code, program_.out]);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['a template', { 'README.md': 'a' }, { 'main.json': vaultTemplate('Locked') }],
    ['what a template may link to', { 'main.json': vaultTemplate('Locked'), 'vault.txt': 'a' }, { 'vault.txt': 'b' }],
    ['a configuration', { 'main.json': vaultTemplate('Locked') }, { 'armlock.yaml': 'unknown: error\n' }],
    [
      'a file that Bicep can load',
      { 'main.bicep': `var text = loadTextContent('note.txt')\n`, 'note.txt': 'a' },
      { 'note.txt': 'b' },
    ],
    [
      'a file that a configuration can declare',
      { 'armlock.yaml': 'targets: []\n', 'a.template': '{}' },
      { 'a.template': '{ }' },
    ],
  ])('is not one that changes %s', (name, files, staged) => {
    const { folder } = repository(`other ${name}`, files, staged);
    expect(costsOf(folder, ['diff', '--staged']).read).toContain(program);
  });

  test('is not one that asks for two things that exclude each other', () => {
    const { folder } = repository('both', { 'README.md': 'a' }, { 'README.md': 'b' });
    expect(costsOf(folder, ['diff', '--staged', '--pre-commit']).code).toBe(2);
  });

  test('is not one in a folder of the repository, of which git reports less', () => {
    const { folder } = repository('sub', { 'a/x.md': 'a', 'main.bicep': '' }, { 'a/x.md': 'b' });
    const { code, read } = costsOf(path.join(folder, 'a'), ['diff', '--staged']);
    expect([code, read]).toEqual([0, expect.arrayContaining([program])]);
  });
});

describe('a pair with findings', () => {
  test('takes four processes of git, three files, and a part of the code', () => {
    const { folder } = repository(
      'pair',
      { 'main.json': vaultTemplate('Unlocked') },
      { 'main.json': vaultTemplate('Disabled') },
    );
    const { code, out, read, git } = costsOf(folder, ['diff', '--staged']);
    expect([code, out]).toEqual([1, expect.stringContaining('vault-immutability-weakened')]);
    expect(git).toEqual(['cat-file', 'diff-index', 'ls-files', 'rev-parse']);
    expect([...read].sort()).toEqual([program, 'dist/bundle/shipped.json', 'package.json']);
  });

  test.each([
    ['in JSON', 'demo'],
    ['in Bicep', 'vault-immutability-weakened/bicep-module-argument'],
    ['that calls a module of a registry', 'unseen-module-changed/registry-argument'],
  ])('loads neither languages nor cryptography %s', (_, name) => {
    const folder = path.join(root, 'fixtures', name);
    const { code, languages, parts } = costsOf(folder, ['diff', 'base', 'head']);
    expect(code).not.toBe(2);
    expect(languages).toEqual([]);
    expect(parts.filter((one) => /crypto|inspector|worker/.test(one))).toEqual([]);
  });

  test('compiles less than 2 MB of code, of a program of less than 2.8 MB in ASCII', () => {
    const { folder } = repository(
      'code',
      { 'main.json': vaultTemplate('Unlocked') },
      { 'main.json': vaultTemplate('Disabled') },
    );
    const own = path.join(home.path, 'code cache');
    const env = { ...gitEnvironment, XDG_CACHE_HOME: own };
    expect(run(folder, process.execPath, [cli, 'diff', '--staged'], env).code).toBe(1);
    const [file = '', ...more] = readdirSync(path.join(own, 'armlock'));
    expect(more).toEqual([]);
    expect(statSync(path.join(own, 'armlock', file)).size).toBeLessThan(2_000_000);
    // The next run takes it, though V8 worked differently for a while: only then is a run counted.
    expect(run(folder, process.execPath, [cli, 'diff', '--staged'], env).code).toBe(1);
    expect(readFileSync(path.join(own, 'armlock', file)).readUInt32LE(12)).toBe(2);
    const text = readFileSync(path.join(root, program), 'latin1');
    expect(text.length).toBeLessThan(2_800_000);
    expect([...text].every((char) => char < '\x80')).toBe(true);
  });
});

/** How often functions of armlock are called in a run, by their names. */
function callsIn(
  folder: string,
  args: readonly string[],
): readonly { readonly name: string; readonly calls: number }[] {
  const probe = path.join(root, 'test/support/call-counts.cjs');
  const { output } = spawnSync(process.execPath, ['--require', probe, cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...gitEnvironment, NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return JSON.parse(String(output[3])) as ReturnType<typeof callsIn>;
}

/** In code that runs for the first time, a call takes ten times as long as later. */
test('a pair of small templates takes few calls of few functions', () => {
  const calls = callsIn(path.join(root, 'fixtures/demo'), ['diff', 'base', 'head']);
  const total = calls.reduce((sum, one) => sum + one.calls, 0);
  expect([total < 80_000, calls.length < 2800], `${total} calls of ${calls.length} functions`).toEqual([true, true]);
  // Loops over days and bits belong into one function.
  expect(calls.filter((one) => one.name !== '' && one.calls > 3000)).toEqual([]);
});

test('what starts every run is small', () => {
  expect(statSync(cli).size).toBeLessThan(32_000);
});
