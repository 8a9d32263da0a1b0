import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import {
  armlock,
  cli,
  gitEnvironment,
  type Ran,
  repositoryIn,
  run,
  type TestRepository,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { test } from '../support/folders.ts';

const strong = vaultTemplate('Unlocked');
const weak = vaultTemplate('Disabled');
const linker = (target: string): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "vault",
      "properties": { "mode": "Incremental", "templateLink": { "relativePath": "${target}" } }
    }
  ]
}
`;

/** Where findings are. */
function places({ out }: Ran): readonly string[] {
  return [...out.matchAll(/^ *--> (\S.*)$/gm)].map(([, place = '']) => place);
}

/** Text without the line breaks that fit it to a terminal. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** How many targets were compared, as the last lines say. */
function targetsIn({ out }: Ran): string {
  if (out.includes('Nothing that changed reaches a template')) return '0 targets';
  return out.match(/in (\d+ targets?.*)\.$/m)?.[1] ?? '';
}

describe('which revisions are compared', () => {
  test('the working tree with HEAD, files that git does not know yet included', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    expect(repository.armlock('diff').code).toBe(0);
    writeFiles(repository.folder, { 'main.json': weak });
    const found = repository.armlock('diff');
    expect([found.code, places(found)]).toEqual([1, ['main.json:13:46']]);
    writeFiles(repository.folder, { 'main.json': undefined, 'moved/main.json': weak });
    expect(places(repository.armlock('diff'))).toEqual(['moved/main.json:13:46']);
  });

  test('what is staged, not what lies beside it', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    writeFiles(repository.folder, { 'main.json': weak });
    expect(repository.armlock('diff', '--staged').code).toBe(0);
    repository.git('add', '-A');
    writeFiles(repository.folder, { 'main.json': strong });
    expect(places(repository.armlock('diff', '--staged'))).toEqual(['main.json:13:46']);
    expect(repository.armlock('diff').code).toBe(0);
  });

  test('the first commit is compared with nothing', ({ repository }) => {
    writeFiles(repository.folder, { 'main.json': weak });
    repository.git('add', '-A');
    expect(repository.armlock('diff', '--staged').code).toBe(0);
  });

  test('a branch with where it left the other one, unless the other one itself is wanted', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    repository.git('checkout', '-qb', 'feature');
    repository.commit({ 'other.json': vaultTemplate('Unlocked', 'other') });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    repository.git('checkout', '-q', 'feature');
    expect(repository.armlock('diff', '--base', 'main').code).toBe(0);
    const exact = repository.armlock('diff', '--base', 'main', '--exact-base');
    expect([exact.code, places(exact)]).toEqual([1, ['main.json:13:46']]);
  });

  test('two commits, whatever is checked out', ({ repository }) => {
    const first = repository.commit({ 'main.json': strong });
    const second = repository.commit({ 'main.json': weak });
    repository.commit({ 'main.json': strong });
    expect(repository.armlock('diff', '--base', first, '--head', second).code).toBe(1);
    expect(repository.armlock('diff', '--base', 'HEAD~2').code).toBe(0);
  });

  test('from a folder within, paths are shown from the root of the repository', ({ repository }) => {
    repository.commit({ 'infra/main.json': strong });
    writeFiles(repository.folder, { 'infra/main.json': weak });
    const folder = path.join(repository.folder, 'infra');
    expect(places(armlock(folder, ['diff'], gitEnvironment))).toEqual(['infra/main.json:13:46']);
    expect(places(armlock(folder, ['diff', 'main.json'], gitEnvironment))).toEqual(['infra/main.json:13:46']);
  });
});

describe('what is left out', () => {
  test('targets that no given path is a part of', ({ repository }) => {
    repository.commit({ 'a/main.json': strong, 'b/main.json': vaultTemplate('Unlocked', 'b') });
    repository.commit({ 'a/main.json': weak, 'b/main.json': vaultTemplate('Disabled', 'b') });
    expect(places(repository.armlock('diff', '--base', 'HEAD~1'))).toHaveLength(2);
    expect(places(repository.armlock('diff', '--base', 'HEAD~1', 'a'))).toEqual(['a/main.json:13:46']);
    expect(places(repository.armlock('diff', '--base', 'HEAD~1', 'b/main.json'))).toEqual(['b/main.json:13:46']);
    const none = repository.armlock('diff', '--base', 'HEAD~1', 'c');
    expect([none.code, none.err]).toEqual([3, expect.stringContaining(`'c' is neither in base nor in head`)]);
    expect(repository.armlock('diff', '--base', 'HEAD~1', '../x').code).toBe(2);
  });

  test('targets that the change does not reach; one that it reaches through a link is judged', ({ repository }) => {
    repository.commit({
      'a/main.json': linker('../shared/vault.json'),
      'b/main.json': linker('../shared/vault.json'),
      'c/main.json': vaultTemplate('Unlocked', 'c'),
      'shared/vault.json': strong,
    });
    repository.commit({ 'shared/vault.json': weak });
    const found = repository.armlock('diff', '--base', 'HEAD~1');
    expect(places(found)).toEqual(['shared/vault.json:13:46']);
    expect(found.out).toContain('a/main.json, b/main.json');
    expect(targetsIn(found)).toBe('2 targets');
  });

  test('a parameter file reaches the template of its name', ({ repository }) => {
    const parameters = (value: string): string =>
      `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {"state": {"value": "${value}"}}}`;
    const template = vaultTemplate(`[parameters('state')]`).replace(
      '"resources"',
      '"parameters": { "state": { "type": "string" } }, "resources"',
    );
    const files = { 'main.json': template, 'params/main.test.json': parameters('Disabled') };
    repository.commit({ ...files, 'params/main.prod.json': parameters('Unlocked') });
    repository.commit({ 'params/main.prod.json': parameters('Disabled') });
    const found = repository.armlock('diff', '--base', 'HEAD~1');
    expect([found.code, places(found)]).toEqual([1, [expect.stringMatching(/^params\/main\.prod\.json:1:/)]]);
    expect(targetsIn(found)).toBe('1 target, 1 more unchanged');
  });

  test('everything, if no template is concerned', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    repository.commit({ 'README.md': 'hello' });
    const found = repository.armlock('diff', '--base', 'HEAD~1', '--head', 'HEAD');
    expect([found.code, targetsIn(found)]).toEqual([0, '0 targets']);
  });
});

describe('what a change reaches in Bicep', () => {
  const files = {
    // One target that is put together of everything that Bicep can put together, and one that has nothing to do with it.
    'infra/main.bicep': `import { soft } from 'shared/types.bicep'
param settings object
var levels = loadJsonContent('levels.json')
module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: { state: levels.immutability, days: settings.days, soft: soft }
}
`,
    'infra/modules/vault.bicep': `param state string
param days int
param soft string
var redundancy = loadYamlContent('redundancy.yaml').level
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv-prod'
  location: 'westeurope'
  properties: {
    redundancySettings: { standardTierStorageRedundancy: redundancy }
    securitySettings: {
      immutabilitySettings: { state: state }
      softDeleteSettings: { softDeleteState: soft, softDeleteRetentionPeriodInDays: days }
    }
  }
}
`,
    'infra/modules/redundancy.yaml': 'level: GeoRedundant\n',
    'infra/shared/types.bicep': `@export()\nvar soft = 'AlwaysON'\n`,
    'infra/levels.json': '{ "immutability": "Unlocked" }\n',
    'infra/params/base.bicepparam': `using none\n\nparam settings = { days: 90 }\n`,
    'infra/params/prod.bicepparam': `using '../main.bicep'\nextends 'base.bicepparam'\n`,
    'other/main.bicep': `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv-other'\n  location: 'westeurope'\n}\n`,
  };

  test.for([
    ['a module', 'infra/modules/vault.bicep', 'state: state', `state: 'Disabled'`, 'vault-immutability-weakened'],
    [
      'a file whose variables are imported',
      'infra/shared/types.bicep',
      'AlwaysON',
      'Enabled',
      'vault-soft-delete-weakened',
    ],
    ['JSON that is loaded', 'infra/levels.json', 'Unlocked', 'Disabled', 'vault-immutability-weakened'],
    ['YAML that a module loads', 'infra/modules/redundancy.yaml', 'Geo', 'Locally', 'vault-redundancy-weakened'],
    ['parameters that are extended', 'infra/params/base.bicepparam', '90', '14', 'vault-soft-delete-period-shortened'],
    [
      'a parameter file',
      'infra/params/prod.bicepparam',
      '\n$',
      '\nparam settings = { days: 14 }\n',
      'vault-soft-delete-period-shortened',
    ],
  ] as const)('through %s', ([, file, from, to, rule], { repository }) => {
    repository.commit(files);
    repository.commit({ [file]: files[file].replace(new RegExp(from), to) });
    for (const head of [[], ['--head', 'HEAD']]) {
      const found = repository.armlock('diff', '--base', 'HEAD~1', ...head);
      expect([found.err, found.out]).toEqual(['', expect.stringContaining(`[${rule}]`)]);
      expect(targetsIn(found)).toBe('1 target');
    }
  });

  // Nothing in such a change can be a template, so that its names are all that is looked for in the texts of the others.
  test.for([
    ['as it is', 'redundancy.yaml'],
    ['with another folder', '../modules/./redundancy.yaml'],
    ['with letters that are escaped', 'redund\\u{61}ncy.yaml'],
    ['by way of a link', 'level.yaml'],
  ] as const)('through the name of a text, %s', ([, written], { repository }) => {
    const module = files['infra/modules/vault.bicep'].replace('redundancy.yaml', written);
    repository.commit({ ...files, 'infra/modules/vault.bicep': module });
    if (written === 'level.yaml')
      symlinkSync('redundancy.yaml', path.join(repository.folder, 'infra/modules/level.yaml'));
    repository.commit({ 'README.md': 'Of nothing.' });
    repository.commit({ 'infra/modules/redundancy.yaml': 'level: LocallyRedundant\n' });
    const found = repository.armlock('diff', '--base', 'HEAD~1', '--head', 'HEAD');
    expect([found.err, found.out]).toEqual(['', expect.stringContaining('[vault-redundancy-weakened]')]);
  });

  test('and nothing, if no file names what changed', ({ repository }) => {
    repository.commit(files);
    repository.commit({ 'README.md': 'Of nothing.' });
    expect(targetsIn(repository.armlock('diff', '--base', 'HEAD~1', '--head', 'HEAD'))).toBe('0 targets');
  });

  test('and what one change makes of ten parameter files is one finding that lists them', ({ repository }) => {
    const names = Array.from({ length: 10 }, (_, index) => `infra/params/env${index}.bicepparam`);
    const own = names.map((name) => [name, files['infra/params/prod.bicepparam']] as const);
    repository.commit({ ...files, ...Object.fromEntries(own) });
    repository.commit({ 'infra/levels.json': '{ "immutability": "Disabled" }\n' });
    const found = repository.armlock('diff', '--base', 'HEAD~1', '--report', 'json');
    const { findings } = JSON.parse(found.out) as { findings: readonly { rule: string; targets: readonly string[] }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(['vault-immutability-weakened']);
    expect(findings[0]?.targets).toEqual(
      [...names, 'infra/params/prod.bicepparam'].map((name) => `infra/main.bicep with ${name}`),
    );
  });
});

describe('what repositories hold', () => {
  test('names with blanks, quotes and letters of any language', ({ repository }) => {
    const name = `Übung 1/été "x" 'y'/main wörk.json`;
    repository.commit({ [name]: strong });
    repository.commit({ [name]: weak });
    expect(places(repository.armlock('diff', '--base', 'HEAD~1', '--head', 'HEAD'))).toEqual([`${name}:13:46`]);
  });

  test('a file that moved is compared with where it was', ({ repository }) => {
    repository.commit({ 'old/main.json': strong });
    repository.commit({ 'old/main.json': undefined, 'new/main.json': weak });
    expect(places(repository.armlock('diff', '--base', 'HEAD~1'))).toEqual(['new/main.json:13:46']);
  });

  test('links to files and folders are followed within the repository, and not out of it', ({ home, repository }) => {
    writeFiles(home, { 'outside.json': weak });
    repository.commit({ 'real/vault.json': strong, 'main.json': linker('link/alias.json') });
    symlinkSync('real', path.join(repository.folder, 'link'));
    symlinkSync('vault.json', path.join(repository.folder, 'real/alias.json'));
    repository.commit({});
    repository.commit({ 'real/vault.json': weak });
    for (const head of [[], ['--head', 'HEAD'], ['--staged']]) {
      const found = repository.armlock('diff', '--base', 'HEAD~1', ...head);
      expect([found.code, found.out]).toEqual([1, expect.stringContaining('vault-immutability-weakened')]);
    }
    repository.git('rm', '-q', 'link');
    symlinkSync('../outside.json', path.join(repository.folder, 'out.json'));
    repository.commit({ 'main.json': linker('out.json') });
    for (const head of [[], ['--head', 'HEAD']]) {
      const { out } = repository.armlock('diff', '--base', 'HEAD~2', ...head);
      expect(oneLine(out)).toMatch(/cannot be read: it (lies|is a (broken )?link)/);
    }
  });

  test('submodules are read at the commit that the revision names', ({ home, repository }) => {
    const library = repositoryIn(path.join(home, 'library'));
    library.commit({ 'vault.json': strong });
    repository.git('submodule', 'add', '-q', library.folder, 'modules');
    repository.commit({ 'main.json': linker('modules/vault.json') });
    library.commit({ 'vault.json': weak });
    repository.git('submodule', 'update', '-q', '--remote');
    repository.commit({});
    for (const head of [[], ['--head', 'HEAD']]) {
      const found = repository.armlock('diff', '--base', 'HEAD~1', ...head);
      expect([found.code, places(found)]).toEqual([1, ['modules/vault.json:13:46']]);
    }
    repository.git('submodule', 'deinit', '-q', '-f', 'modules');
    const without = repository.armlock('diff', '--base', 'HEAD~1', '--head', 'HEAD');
    expect(without.code).toBe(3);
    expect(oneLine(without.out)).toContain('git submodule update --init');
  });

  test('a hook of git in a second working tree reads its submodules', ({ home, repository }) => {
    const library = repositoryIn(path.join(home, 'library'));
    library.commit({ 'vault.json': strong });
    repository.git('submodule', 'add', '-q', library.folder, 'modules');
    repository.commit({ 'main.json': linker('modules/vault.json') });
    library.commit({ 'vault.json': weak });
    repository.git('worktree', 'add', '-q', '-b', 'side', path.join(home, 'side'));
    const side = repositoryIn(path.join(home, 'side'));
    side.git('submodule', 'update', '-q', '--init', '--remote');
    const hook = `#!/bin/sh\nexec '${process.execPath}' '${cli}' diff --staged\n`;
    writeFileSync(path.join(repository.folder, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
    const { code, out, err } = run(side.folder, 'git', ['commit', '-a', '-m', 'x'], gitEnvironment);
    expect([code, out + err]).toEqual([1, expect.stringContaining('--> modules/vault.json:13:46')]);
  });

  test('line breaks of Windows in the working tree are no change', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'other.json': weak });
    writeFiles(repository.folder, { 'main.json': strong.replaceAll('\n', '\r\n') });
    const found = repository.armlock('diff');
    expect([found.code, targetsIn(found)]).toEqual([0, '0 targets']);
  });

  test('files that a sparse checkout left out are not gone', ({ repository }) => {
    repository.commit({ 'a/main.json': strong, 'b/main.json': vaultTemplate('Unlocked', 'b') });
    repository.git('sparse-checkout', 'set', 'b');
    expect(existsSync(path.join(repository.folder, 'a'))).toBe(false);
    expect(targetsIn(repository.armlock('diff'))).toBe('0 targets');
  });

  test('conflicts that are not resolved are incomplete', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    repository.git('checkout', '-qb', 'other');
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'main.json': weak });
    expect(() => repository.git('merge', 'other')).toThrow();
    const found = repository.armlock('diff', '--staged');
    expect(found.err).toContain(`the merge conflict in 'main.json' is not resolved`);
    expect(found.code).toBe(3);
    // In the working tree, the marks of git say so; a text with both sides is never deployed.
    const both = repository.armlock('diff', '--report', 'json');
    const { findings, notices } = JSON.parse(both.out) as {
      findings: { verdict: string }[];
      notices: { message: string }[];
    };
    expect([both.code, findings.map(({ verdict }) => verdict)]).toEqual([3, ['unknown']]);
    expect(notices.map(({ message }) => message)).toContain(
      'The file cannot be read: its merge conflict is not resolved.',
    );
    // Once the marks are gone, git need not know that it is resolved.
    writeFiles(repository.folder, { 'main.json': weak });
    expect(repository.armlock('diff').code).toBe(0);
  });
});

describe('where repositories are', () => {
  test('a second working tree', ({ home, repository }) => {
    repository.commit({ 'main.json': strong });
    repository.git('worktree', 'add', '-q', '-b', 'side', path.join(home, 'side'));
    const side = repositoryIn(path.join(home, 'side'));
    side.commit({ 'main.json': weak });
    expect(side.armlock('diff', '--base', 'main').code).toBe(1);
  });

  test('a bare repository, where a head must be named', ({ home, repository }) => {
    repository.commit({ 'main.json': strong });
    repository.commit({ 'main.json': weak });
    const bare = path.join(home, 'bare.git');
    repository.git('clone', '-q', '--bare', '.', bare);
    expect(armlock(bare, ['diff', '--base', 'main~1', '--head', 'main'], gitEnvironment).code).toBe(1);
    const without = armlock(bare, ['diff', '--base', 'main~1'], gitEnvironment);
    expect([without.code, without.err]).toEqual([3, expect.stringContaining('--head <revision>')]);
  });

  test('no repository at all', ({ home }) => {
    const found = armlock(home, ['diff', '--staged'], gitEnvironment);
    expect([found.code, found.err]).toEqual([3, expect.stringContaining('is in no git repository')]);
  });

  test('a repository of another user is not trusted, and the message says how to', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    const found = armlock(repository.folder, ['diff'], { ...gitEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' });
    expect([found.code, found.err]).toEqual([3, expect.stringContaining('git config --global --add safe.directory')]);
  });

  test('no git at all', ({ home }) => {
    const found = armlock(home, ['diff', '--staged'], { PATH: home });
    expect([found.code, found.err]).toEqual([3, expect.stringContaining('git is needed')]);
  });
});

/** With a branch on which a template changed, and another commit before that. */
const branched = test.extend<{ readonly repository: TestRepository }>({
  repository: async ({ repository }, use) => {
    repository.commit({ 'main.json': strong });
    repository.git('checkout', '-qb', 'feature');
    repository.commit({ 'x.txt': '1' });
    repository.commit({ 'main.json': weak });
    await use(repository);
  },
});

describe('what is not in this clone', () => {
  /** The command in a message. */
  function commandIn({ err }: Ran): readonly string[] {
    const [, command = ''] = err.match(/run: git (.*?)(?: \(|$)/m) ?? [];
    return command.split(' ');
  }

  function shallowClone(home: string, repository: TestRepository): TestRepository {
    const folder = path.join(home, 'clone');
    repository.git('clone', '-q', '--depth', '1', '-b', 'feature', `file://${repository.folder}`, folder);
    return repositoryIn(folder);
  }

  branched('the command in the message brings a missing branch', ({ home, repository }) => {
    const clone = shallowClone(home, repository);
    const before = clone.armlock('diff', '--base', 'origin/main');
    expect(before.code).toBe(3);
    expect(before.err).toContain(`the revision 'origin/main' is not in this clone`);
    clone.git(...commandIn(before));
    expect(clone.armlock('diff', '--base', 'origin/main').code).toBe(1);
  });

  branched('the command in the message brings the history that is missing', ({ home, repository }) => {
    const clone = shallowClone(home, repository);
    clone.git('fetch', '-q', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    const before = clone.armlock('diff', '--base', 'origin/main');
    expect([before.code, before.err]).toEqual([3, expect.stringContaining('this clone is shallow')]);
    clone.git(...commandIn(before));
    expect(clone.armlock('diff', '--base', 'origin/main').code).toBe(1);
  });

  branched('a branch that only the remote has is named', ({ home, repository }) => {
    const folder = path.join(home, 'clone');
    repository.git('clone', '-q', '-b', 'feature', `file://${repository.folder}`, folder);
    const found = repositoryIn(folder).armlock('diff', '--base', 'main');
    expect([found.code, found.err]).toEqual([3, expect.stringContaining('origin/main is; use that')]);
  });

  branched(
    'contents that a partial clone lacks are not fetched, and the command in the message brings them',
    ({ home, repository }) => {
      repository.git('config', 'uploadpack.allowFilter', 'true');
      const folder = path.join(home, 'clone');
      repository.git('clone', '-q', '--filter=blob:none', '-b', 'feature', `file://${repository.folder}`, folder);
      const clone = repositoryIn(folder);
      const before = clone.armlock('diff', '--base', 'origin/main');
      expect(before.code).toBe(3);
      expect(before.err).toContain('lacks the contents of some files');
      clone.git(...commandIn(before));
      expect(clone.armlock('diff', '--base', 'origin/main').code).toBe(1);
    },
  );

  branched('names that look like options or that do not exist', ({ repository }) => {
    for (const name of ['--output=x', '-x', 'HEAD~100', 'a b', '$(touch x)', '']) {
      const found = repository.armlock('diff', `--base=${name}`);
      expect([name, found.code]).toEqual([name, 3]);
    }
    expect(existsSync(path.join(repository.folder, 'x'))).toBe(false);
  });
});

test('nothing that the repository configures is run', ({ home, repository }) => {
  repository.commit({ 'main.json': strong, '.gitattributes': '* filter=evil diff=evil\n' });
  const mark = path.join(home, 'ran');
  const program = path.join(home, 'evil.sh');
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\ncat\n`, { mode: 0o755 });
  const hooks = path.join(repository.folder, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman']) {
    cpSync(program, path.join(hooks, hook));
  }
  writeFiles(repository.folder, { 'main.json': weak });
  for (const [key, value] of [
    ['filter.evil.clean', program],
    ['filter.evil.smudge', program],
    ['filter.evil.process', program],
    ['diff.evil.textconv', program],
    ['diff.evil.command', program],
    ['diff.external', program],
    ['core.fsmonitor', program],
    ['core.pager', program],
    ['core.sshCommand', program],
    ['core.editor', program],
    ['credential.helper', program],
    ['alias.rev-parse', `!${program}`],
    ['alias.cat-file', `!${program}`],
    ['alias.ls-files', `!${program}`],
  ] as const) {
    repository.git('config', key, value);
  }
  for (const args of [['--staged'], ['--base', 'HEAD'], ['--base', 'HEAD', '--head', 'HEAD'], []]) {
    repository.armlock('diff', ...args);
  }
  expect(repository.armlock('diff').code).toBe(1);
  expect(existsSync(mark)).toBe(false);
  // The trap works: git itself falls into it.
  run(repository.folder, 'git', ['status'], gitEnvironment);
  expect(existsSync(mark)).toBe(true);
});

test('nothing is fetched, whatever the repository says about where its objects are', ({ home, repository }) => {
  const base = repository.commit({ 'main.json': strong });
  repository.commit({ 'main.json': weak });
  const mark = path.join(home, 'ran');
  for (const [key, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'evil'],
    ['remote.evil.promisor', 'true'],
    ['remote.evil.url', `ext::sh -c touch% ${mark}`],
    ['protocol.allow', 'always'],
    ['protocol.ext.allow', 'always'],
  ] as const) {
    repository.git('config', key, value);
  }
  const blob = repository.git('rev-parse', `${base}:main.json`);
  rmSync(path.join(repository.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  for (const head of [[], ['--head', 'HEAD'], ['--staged']]) {
    const { code, err } = repository.armlock('diff', '--base', base, ...head);
    expect([code, err]).toEqual([3, expect.stringContaining('lacks the contents of some files')]);
  }
  expect(existsSync(mark)).toBe(false);
  // The trap works: git itself falls into it.
  run(repository.folder, 'git', ['cat-file', '-p', blob], gitEnvironment);
  expect(existsSync(mark)).toBe(true);
});

test('a working tree that the configuration puts elsewhere is refused', ({ home, repository }) => {
  repository.commit({ 'main.json': strong });
  repository.git('config', 'core.worktree', home);
  const found = repository.armlock('diff', '--staged');
  expect([found.code, found.err]).toEqual([3, expect.stringContaining('sets its working tree to')]);
});

test('nothing in the repository is written', ({ repository }) => {
  repository.commit({ 'main.json': strong });
  writeFiles(repository.folder, { 'main.json': weak });
  renameSync(path.join(repository.folder, '.git/index'), path.join(repository.folder, '.git/index.old'));
  cpSync(path.join(repository.folder, '.git/index.old'), path.join(repository.folder, '.git/index'));
  const before = run(repository.folder, 'find', ['.', '-newer', '.git/index', '-type', 'f']).out;
  repository.armlock('diff');
  repository.armlock('diff', '--staged');
  expect(run(repository.folder, 'find', ['.', '-newer', '.git/index', '-type', 'f']).out).toBe(before);
});
