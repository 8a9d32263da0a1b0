import { describe, expect } from 'vitest';
import { type Ran, type TestRepository, vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const strong = vaultTemplate('Unlocked');
const weak = vaultTemplate('Disabled');

interface Report {
  readonly findings: readonly { readonly anchor: { readonly file: string } }[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

const reportOf = ({ out, err }: Ran): Report => {
  expect(err).toBe('');
  return JSON.parse(out) as Report;
};

/** The files with findings of a run. */
function filesFound(repository: TestRepository, ...args: readonly string[]): readonly string[] {
  const { findings } = reportOf(repository.armlock(...args, '--report', 'json'));
  return [...new Set(findings.map(({ anchor }) => anchor.file))].sort();
}

const noticesOf = (ran: Ran): readonly string[] =>
  reportOf(ran).notices.map(({ code, message }) => `${code}: ${message}`);

const teams = ['teams/a/main.json', 'teams/b/main.json', 'teams/b/spare.json', 'other/main.json'];
const all = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(teams.map((file, index) => [file, text.replaceAll('rsv-prod', `rsv-${index}`)]));

describe('paths on the command line', () => {
  test('a pattern selects targets of check, and ! takes some out', ({ repository }) => {
    writeFiles(repository.folder, all(weak));
    expect(filesFound(repository, 'check', 'teams/*/main.json')).toEqual(['teams/a/main.json', 'teams/b/main.json']);
    expect(filesFound(repository, 'check', 'teams', '!**/spare.*')).toEqual(['teams/a/main.json', 'teams/b/main.json']);
    expect(filesFound(repository, 'check', '!teams/[b-z]')).toEqual(['other/main.json', 'teams/a/main.json']);
    expect(filesFound(repository, 'check', 'teams/{a,b}/*', 'teams/a')).toEqual(teams.slice(0, 3));
    const none = repository.armlock('check', 'teams/*.bicep', 'other');
    expect([none.code, none.err]).toEqual([3, expect.stringContaining("'teams/*.bicep'")]);
  });

  test('the same for the targets of two revisions', ({ repository }) => {
    repository.commit(all(strong));
    writeFiles(repository.folder, all(weak));
    const found = (...paths: readonly string[]): readonly string[] =>
      filesFound(repository, 'diff', '--base', 'HEAD', ...paths);
    expect(found()).toEqual([...teams].sort());
    expect(found('teams/*/main.json')).toEqual(['teams/a/main.json', 'teams/b/main.json']);
    expect(found('teams', '!teams/b/spare.json')).toEqual(['teams/a/main.json', 'teams/b/main.json']);
    expect(found('!teams')).toEqual(['other/main.json']);
    const none = repository.armlock('diff', '--base', 'HEAD', 'teams/*.bicep');
    expect([none.code, none.err]).toEqual([
      3,
      expect.stringContaining("'teams/*.bicep' is neither in base nor in head"),
    ]);
  });
});

describe('patterns in the configuration', () => {
  test('ignore takes back with !, and says what has no effect', ({ repository }) => {
    const configuration = 'ignore:\n  - teams\n  - "!teams/b/m*"\n  - gone/**\n';
    writeFiles(repository.folder, { ...all(weak), 'armlock.yaml': configuration });
    expect(filesFound(repository, 'check')).toEqual(['other/main.json', 'teams/b/main.json']);
    const unused = "ignore-unused: 'gone/**' in ignore matches no file.";
    expect(noticesOf(repository.armlock('check', '--report', 'json'))).toContain(unused);
    repository.commit(all(strong));
    writeFiles(repository.folder, all(weak));
    expect(filesFound(repository, 'diff')).toEqual(['other/main.json', 'teams/b/main.json']);
    expect(noticesOf(repository.armlock('diff', '--report', 'json'))).toContain(unused);
  });

  test('a target that is a pattern gives its mode to what is found and fits', ({ repository }) => {
    const configuration = 'targets:\n  - template: teams/*/main.json\n    mode: complete\n  - template: none/*.bicep\n';
    const empty = strong.replace(/"resources": \[[\s\S]*\]/, '"resources": []');
    repository.commit({ ...all(strong), 'armlock.yaml': configuration });
    writeFiles(repository.folder, all(empty));
    const ran = repository.armlock('diff', '--report', 'json');
    const rules = (
      JSON.parse(ran.out) as { findings: readonly { rule: string; confidence: string; message: string }[] }
    ).findings;
    const removed = rules
      .filter(({ rule, confidence }) => rule === 'vault-removed' && confidence === 'certain')
      .map(({ message }) => /rsv-\d/.exec(message)?.[0]);
    expect(removed.sort()).toEqual(['rsv-0', 'rsv-1']);
    expect(noticesOf(ran)).toContainEqual(expect.stringContaining("target-missing: There is no file 'none/*.bicep'"));
  });

  test('parameter files that are patterns belong to a template in either revision', ({ repository }) => {
    const template = strong
      .replace('"Unlocked"', '"[parameters(\'state\')]"')
      .replace('"resources"', '"parameters": { "state": { "type": "string" } }, "resources"');
    const values = (state: string): string =>
      JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
        contentVersion: '1.0.0.0',
        parameters: { state: { value: state } },
      });
    const configuration =
      'targets:\n  - template: infra/main.json\n    parameters: ["sets/*.json", "!sets/dev.json"]\n';
    const sets = { 'sets/prod.json': values('Unlocked'), 'sets/dev.json': values('Unlocked') };
    repository.commit({ 'infra/main.json': template, ...sets, 'armlock.yaml': configuration });
    writeFiles(repository.folder, { 'sets/prod.json': values('Disabled'), 'sets/dev.json': values('Disabled') });
    const { findings } = reportOf(repository.armlock('diff', '--report', 'json'));
    expect(findings.length).toBe(1);
    expect(noticesOf(repository.armlock('check', '--report', 'json')).filter((one) => /missing/.test(one))).toEqual([]);
  });
});

describe('what git ignores', () => {
  test('is not searched for targets, unless it is named or tracked', ({ repository }) => {
    repository.commit({ 'teams/b/spare.json': weak });
    writeFiles(repository.folder, { ...all(weak), '.gitignore': 'other/\nspare.json\n/teams/a/*.json\n' });
    expect(filesFound(repository, 'check')).toEqual(['teams/b/main.json', 'teams/b/spare.json']);
    expect(filesFound(repository, 'check', 'teams')).toEqual(['teams/b/main.json', 'teams/b/spare.json']);
    expect(filesFound(repository, 'check', 'other')).toEqual(['other/main.json']);
    expect(filesFound(repository, 'check', 'teams/a/main.json')).toEqual(['teams/a/main.json']);
  });

  test('is looked at where no repository says so', ({ repository }) => {
    writeFiles(repository.folder, { 'main.json': weak, '.gitignore': '*.json\n' });
    expect(repository.armlock('check').code).toBe(3);
    repository.git('config', '--local', 'core.excludesFile', '/dev/null');
    writeFiles(repository.folder, { '.gitignore': undefined });
    expect(filesFound(repository, 'check')).toEqual(['main.json']);
  });
});
