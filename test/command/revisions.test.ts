import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryIn, type TestRepository, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';

let home: ReturnType<typeof temporaryFolder>;
let repository: TestRepository;

/**
 * `main` went on from Locked to Disabled after `topic` had left it, which says Unlocked; the working tree of topic has
 * changed the other vault, too.
 */
beforeAll(() => {
  home = temporaryFolder();
  repository = repositoryIn(path.join(home.path, 'repo'));
  const states = (state: string, other = 'Locked'): Readonly<Record<string, string>> => ({
    'infra/main.json': vaultTemplate(state),
    'other/main.json': vaultTemplate(other, 'rsv-other'),
  });
  repository.commit(states('Locked'));
  repository.git('branch', 'topic');
  repository.commit(states('Disabled'));
  repository.git('switch', '-q', 'topic');
  repository.commit(states('Unlocked'));
  repository.git('branch', 'infra');
  repository.git('update-ref', 'refs/remotes/origin/release', 'HEAD~1');
  writeFiles(repository.folder, states('Unlocked', 'Disabled'));
});

afterAll(() => home.remove());

function changes(...args: readonly string[]): readonly string[] {
  const { out, err } = repository.armlock('diff', ...args);
  expect(err).toBe('');
  return [...out.matchAll(/vault (\S+) goes\s+from\s+(\w+)\s+to\s+(\w+)\./g)].map(
    ([, name, before, after]) => `${name}: ${before} -> ${after}`,
  );
}

const [prod, other] = ['rsv-prod: Locked -> Unlocked', 'rsv-other: Locked -> Disabled'];

describe('revisions in the place of paths', () => {
  test.each([
    [['main'], [prod, other]],
    [['HEAD~1'], [prod, other]],
    [['HEAD'], [other]],
    [['main...HEAD'], [prod]],
    [['main...'], [prod]],
    [['HEAD~1..HEAD'], [prod]],
    [['HEAD~1', 'HEAD'], [prod]],
    [['HEAD~1', 'HEAD', 'other'], []],
    [['main', 'other'], [other]],
    [['main', '--', 'infra'], [prod]],
    [['--', 'infra'], []],
    [['--head', 'HEAD', 'main'], [prod]],
    // The tips themselves: topic is stronger than main.
    [['main..topic'], []],
    [['topic..main'], ['rsv-prod: Unlocked -> Disabled']],
    [['topic', 'main'], ['rsv-prod: Unlocked -> Disabled']],
    [['infra/main.json', 'infra/main.json'], []],
  ])('armlock diff %j', (args, expected) => {
    expect(changes(...args)).toEqual(expected);
  });

  test.each([
    ['infra', `'infra' is a revision and a path; write --base infra or -- infra`],
    ['release', `'release' is neither a path nor a revision of this clone, but origin/release is one; use that`],
    ['main...HEAD --head topic', 'Two revisions are named already; leave --head out'],
    ['main..HEAD --staged', 'Two revisions are named already; leave --staged out'],
  ])('armlock diff %s is refused', (command, message) => {
    expect(repository.armlock('diff', ...command.split(' '))).toEqual({
      code: 2,
      out: '',
      err: `armlock: ${message}.\n`,
    });
  });

  test('a name that is nothing is no silence', () => {
    const { code, err } = repository.armlock('diff', 'no-such-thing');
    expect([code, err]).toEqual([3, expect.stringContaining(`'no-such-thing'`)]);
  });
});
