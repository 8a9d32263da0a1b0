import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  armlock,
  cli,
  gitEnvironment,
  repositoryIn,
  root,
  run,
  temporaryFolder,
  vaultTemplate,
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
