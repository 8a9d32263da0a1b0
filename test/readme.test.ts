import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  armlock,
  cli,
  gitEnvironment,
  repositoryIn,
  root,
  run,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from './support/command.ts';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** The commands of armlock in a section, as its code blocks have them. */
function commandsOf(heading: string): readonly (readonly string[])[] {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  return blocks
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('armlock '))
    .map((line) => line.split(' ').slice(1));
}

describe('the section about what-if and live state', () => {
  const commands = commandsOf('What-if and live state');

  test('has commands', () => {
    expect(commands).toHaveLength(2);
  });

  test.each(commands.map((command) => [command.join(' '), command] as const))(
    'armlock %s does what it says',
    (_, args) => {
      const { code, out, err } = armlock(path.join(root, 'examples/what-if'), args);
      expect(err).toBe('');
      expect(out).toContain('Immutability of Recovery Services vault rsv-prod goes from Locked to Unlocked.');
      expect(code).toBe(1);
    },
  );
});

describe('the section about git', () => {
  const home = temporaryFolder();
  const repository = repositoryIn(path.join(home.path, 'repo'));
  const weaken = (state: string): string =>
    repository.commit({
      'infra/main.json': vaultTemplate(state),
      'other/main.json': vaultTemplate(state, 'rsv-other'),
    });
  beforeAll(() => {
    weaken('Locked');
    repository.git('tag', 'v1.2.0');
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    weaken('Unlocked');
    repository.git('tag', 'v1.3.0');
    writeFiles(repository.folder, { 'infra/main.json': vaultTemplate('Disabled') });
    repository.git('add', '-A');
    writeFiles(repository.folder, { 'other/main.json': vaultTemplate('Disabled', 'rsv-other') });
  });
  afterAll(() => home.remove());

  test.each([
    ['diff', ['rsv-prod: Unlocked -> Disabled', 'rsv-other: Unlocked -> Disabled']],
    ['diff --staged', ['rsv-prod: Unlocked -> Disabled']],
    ['diff --base origin/main', ['rsv-prod: Locked -> Disabled', 'rsv-other: Locked -> Disabled']],
    ['diff --base v1.2.0 --exact-base --head v1.3.0 infra/', ['rsv-prod: Locked -> Unlocked']],
  ])('armlock %s judges what it says', (command, expected) => {
    expect(commandsOf('Git').map((args) => args.join(' '))).toContain(command);
    const { code, out } = repository.armlock(...command.split(' '));
    const found = [...out.matchAll(/vault (\S+) goes\s+from\s+(\w+)\s+to\s+(\w+)\./g)];
    expect(found.map(([, name, before, after]) => `${name}: ${before} -> ${after}`)).toEqual(expected);
    expect(code).toBe(1);
  });

  test('has no other commands', () => {
    expect(commandsOf('Git')).toHaveLength(4);
  });
});

test('what the README tells GitLab to run writes a code-quality report', () => {
  const [, line = ''] = /`(armlock diff [^`]*gitlab[^`]*)`/.exec(readme.replaceAll('\n', ' ')) ?? [];
  const home = temporaryFolder();
  const repository = repositoryIn(home.path);
  repository.commit({ 'main.json': vaultTemplate('Unlocked') });
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  repository.commit({ 'main.json': vaultTemplate('Disabled') });
  const command = `armlock() { "${process.execPath}" "${cli}" "$@"; }; ${line}`;
  const { code } = run(home.path, 'bash', ['-c', command], {
    ...gitEnvironment,
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  });
  const report = readFileSync(path.join(home.path, 'quality.json'), 'utf8');
  home.remove();
  expect(JSON.parse(report)).toMatchObject([{ check_name: 'vault-immutability-weakened' }]);
  expect(code).toBe(1);
});
