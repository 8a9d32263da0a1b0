import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cli,
  gitEnvironment,
  type Ran,
  repositoryIn,
  root,
  run,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { describeWith, program } from '../support/needs.ts';

const executable = program('ARMLOCK_EXECUTABLE');

// The file that `npm run executable` makes, where nothing is installed but git.
describeWith(executable)('the executable', () => {
  const home = temporaryFolder();
  const bin = path.join(home.path, 'bin');
  const empty = path.join(home.path, 'empty');
  const repository = path.join(home.path, 'repository');
  const bare = { PATH: bin, HOME: empty, ...gitEnvironment };
  const bicep = (state: string): string =>
    `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv-bicep'\n  location: 'westeurope'\n  properties: { securitySettings: { immutabilitySettings: { state: '${state}' } } }\n}\n`;

  beforeAll(() => {
    for (const folder of [bin, empty]) mkdirSync(folder);
    symlinkSync(run(home.path, 'sh', ['-c', 'command -v git']).out.trim(), path.join(bin, 'git'));
    const { commit, git } = repositoryIn(repository);
    commit({
      'main.json': vaultTemplate('Unlocked'),
      'main.bicep': bicep('Unlocked'),
      'armlock.yaml': 'unknown: warning\n',
      'README.md': 'a',
    });
    writeFiles(repository, { 'main.json': vaultTemplate('Disabled'), 'main.bicep': bicep('Disabled') });
    git('add', '-A');
    writeFiles(home.path, { 'base.json': vaultTemplate('Unlocked'), 'head.json': vaultTemplate('Disabled') });
  });
  afterAll(() => home.remove());

  /** Runs a program with an environment that has nothing but what is given. */
  function alone(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Ran {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  }

  const whatIf = path.join(root, 'examples/what-if');

  test.each<readonly [readonly string[], number, string]>([
    [['--version'], 0, ''],
    [['--help'], 0, 'armlock <command>'],
    [['help', 'diff'], 0, '--staged'],
    [['diff', '--staged'], 1, 'rsv-bicep goes from Unlocked to Disabled'],
    [['diff', '--base', 'HEAD', '--report', 'sarif'], 1, '"ruleId": "vault-immutability-weakened"'],
    [['diff', '--base', 'HEAD', '--report', 'markdown'], 1, 'Unlocked'],
    [['diff', '../base.json', '../head.json'], 1, 'rsv-prod'],
    [['diff', '--base-state', `${whatIf}/live.json`, `${whatIf}/main.json`], 1, 'rsv-prod'],
    [['check', '--report', 'json'], 0, '"protections"'],
    [['what-if', `${whatIf}/what-if.json`], 1, 'rsv-prod'],
    [['init', '--print'], 0, 'main.bicep'],
    [['resolve', 'main.bicep'], 0, 'rsv-bicep'],
    [['rules'], 0, 'vault-removed'],
    [['explain', 'vault-removed'], 0, 'A vault is removed\n==='],
    [['explain', 'immutability-levels'], 0, 'immutability'],
    [['--schema', 'configuration'], 0, 'json-schema.org'],
    [['--schema', 'rule'], 0, 'json-schema.org'],
    [['--schema', 'report'], 0, 'json-schema.org'],
    [['--schema', 'other'], 2, ''],
    [['explain', 'nothing-of-the-kind'], 2, ''],
    [['diff', '--base', 'nowhere'], 3, ''],
  ])('%j does what the package does', (args, code, text) => {
    const own = alone(executable.command, args, repository, bare);
    expect([own.code, own.out]).toEqual([code, expect.stringContaining(text)]);
    expect(own).toEqual(
      alone(process.execPath, [cli, ...args], repository, { ...bare, NODE_DISABLE_COMPILE_CACHE: '1' }),
    );
  });

  test('compares files without git, and says that revisions take it', () => {
    const none = { PATH: empty, HOME: empty };
    expect(alone(executable.command, ['diff', 'base.json', 'head.json'], home.path, none).code).toBe(1);
    const asked = alone(executable.command, ['diff', '--staged'], repository, none);
    expect([asked.code, asked.err]).toEqual([3, expect.stringContaining('git is needed')]);
  });

  test('writes nothing', () => {
    expect(readdirSync(empty)).toEqual([]);
  });

  test('has the licences of armlock, of what is bundled, and of Node.js', () => {
    const { out } = alone(executable.command, ['--licences'], empty, bare);
    expect(out).toContain(readFileSync(path.join(root, 'LICENSE'), 'utf8').trim());
    for (const name of ['ajv', 'diff', 'yaml']) expect(out).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(out).toContain('Node.js is licensed for use as follows');
  });

  test('knows nothing of the machine that made it', () => {
    const { out } = alone(executable.command, ['resolve', 'main.bicep', '--report', 'json'], repository, bare);
    expect(out).not.toContain(root);
    const refused = alone(executable.command, ['diff', '--staged'], empty, { ...bare, ARMLOCK_DEBUG: '1' });
    expect([refused.code, refused.out + refused.err]).toEqual([3, expect.not.stringContaining(root)]);
  });
});
