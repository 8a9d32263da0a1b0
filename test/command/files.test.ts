import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runAction } from '../../src/action/run.ts';
import { writeNew, writeWhole } from '../../src/text/write-whole.ts';
import {
  armlock,
  cli,
  gitEnvironment,
  repositoryIn,
  run,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';

import { testWith } from '../support/needs.ts';

let home: ReturnType<typeof temporaryFolder>;
let folder: string;

beforeEach(() => {
  home = temporaryFolder();
  folder = path.join(home.path, 'work');
  writeFiles(folder, { 'main.json': vaultTemplate('Disabled'), 'old.json': vaultTemplate('Locked') });
});

afterEach(() => home.remove());

const fullDevice = { missing: existsSync('/dev/full') ? undefined : 'there is no /dev/full' };
const hidden = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('.'));

describe('what is written', () => {
  test.each([
    ['a report', ['check', 'main.json', '--report', 'sarif=out.file']],
    ['a baseline', ['check', 'main.json', '--write-baseline', 'out.file']],
  ])('as %s takes the place of a link and leaves alone what it leads to', (_, args) => {
    const victim = path.join(home.path, 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, path.join(folder, 'out.file'));
    armlock(folder, args);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(lstatSync(path.join(folder, 'out.file')).isSymbolicLink()).toBe(false);
    expect(JSON.parse(readFileSync(path.join(folder, 'out.file'), 'utf8'))).toHaveProperty('version');
    expect(hidden()).toEqual([]);
  });

  test('goes through no link to a folder outside', () => {
    mkdirSync(path.join(home.path, 'elsewhere'));
    symlinkSync(path.join(home.path, 'elsewhere'), path.join(folder, 'reports'));
    const { code, err } = armlock(folder, ['check', 'main.json', '--report', 'sarif=reports/a.sarif']);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('it is a link to outside of the folder') });
    expect(readdirSync(path.join(home.path, 'elsewhere'))).toEqual([]);
  });

  test('by init never replaces anything, not even a link to nothing', () => {
    symlinkSync(path.join(home.path, 'none'), path.join(folder, 'armlock.yaml'));
    const { code, err } = armlock(folder, ['init']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('already') });
    expect(existsSync(path.join(home.path, 'none'))).toBe(false);
  });

  test('is there whole or not at all', () => {
    const file = path.join(folder, 'a.txt');
    writeWhole('a.txt', 'one', folder);
    writeWhole(file, 'two', folder);
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(writeNew('a.txt', 'three', folder)).toBe(false);
    expect(writeNew('b.txt', 'three', folder)).toBe(true);
    expect(() => writeWhole('none/a.txt', '', folder)).toThrow('its folder does not exist');
    expect(() => writeWhole('.', '', folder)).toThrow('it is a folder');
    expect(hidden()).toEqual([]);
  });

  test('to a disk that is full is a sentence and code 3, and leaves no part of a report', () => {
    const small = path.join(home.path, 'small');
    mkdirSync(small);
    const script = `ulimit -f 1; trap '' XFSZ; exec "${process.execPath}" "${cli}" check main.json --report sarif=a.sarif`;
    const { code, err } = run(folder, 'bash', ['-c', script]);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^armlock: The report 'a\.sarif' cannot be written: .*\.\n$/),
    });
    expect(existsSync(path.join(folder, 'a.sarif'))).toBe(false);
    expect(hidden()).toEqual([]);
  });

  testWith(fullDevice)('to a full standard output is a sentence and code 3, by whatever command', () => {
    writeFiles(folder, { 'what-if.json': '{"status": "Succeeded", "changes": []}' });
    const repository = repositoryIn(folder);
    repository.commit({});
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    for (const args of [
      'check main.json',
      'check --report html',
      'diff --base HEAD~1 --report sarif',
      'diff --fix --dry-run --base HEAD~1',
      'what-if what-if.json --report junit',
      'history --since HEAD~1',
      'history --since HEAD~1 --report html',
      'resolve main.json',
      'targets',
      'init --print',
      'rules --report json',
      'explain vault-removed',
      '--help',
      '--schema report',
    ]) {
      const { code, err } = run(folder, 'bash', ['-c', `"${process.execPath}" "${cli}" ${args} > /dev/full`]);
      const said = 'armlock: The output cannot be written (ENOSPC), so it is incomplete.\n';
      expect({ args, code, err }).toEqual({ args, code: 3, err: said });
    }
  });

  test('as fixes on a disk that is full leaves each file as it was', () => {
    const repository = repositoryIn(folder);
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    writeFiles(folder, { 'main.json': vaultTemplate('Disabled') });
    const script = `ulimit -f 0; trap '' XFSZ; exec "${process.execPath}" "${cli}" diff --fix`;
    const { code, err } = run(folder, 'bash', ['-c', script], gitEnvironment);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^armlock: 'main\.json' is not changed: .*\.\n$/),
    });
    expect(readFileSync(path.join(folder, 'main.json'), 'utf8')).toBe(vaultTemplate('Disabled'));
    expect(hidden()).toEqual(['.git']);
  });

  test('by init beside what cannot be written is named, and the rest is a sentence and code 3', () => {
    writeFiles(folder, { '.github': 'no folder' });
    const { code, err } = armlock(folder, ['init', '--github']);
    expect({ code, err }).toEqual({
      code: 3,
      err: `Wrote armlock.yaml.\narmlock: .github/workflows/armlock.yml cannot be written: what should be its folder is a file (ENOTDIR).\n`,
    });
  });

  test('to a reader that does not listen leaves the verdict as it is', () => {
    const command = `"${process.execPath}" "${cli}" check main.json --fail-on warning | true; exit $\{PIPESTATUS[0]}`;
    expect(run(folder, 'bash', ['-c', command])).toMatchObject({ err: '' });
    const { code } = armlock(folder, ['check', 'main.json', '--fail-on', 'warning']);
    expect(run(folder, 'bash', ['-c', command]).code).toBe(code);
  });
});

describe('what is read', () => {
  const devices: readonly (readonly [string, readonly string[]])[] = [
    ['baseline', ['check', 'main.json', '--baseline']],
    ['context', ['check', 'main.json', '--context']],
  ];

  test.each(devices)('as a %s is no device', (_, args) => {
    const { code, err } = armlock(folder, [...args, '/dev/zero']);
    expect(code).toBeGreaterThan(1);
    expect(err).toContain('it is not a file');
  });

  test.each(devices)('as a %s is no pipe', (_, args) => {
    run(folder, 'mkfifo', ['pipe']);
    const { code, err } = armlock(folder, [...args, 'pipe']);
    expect(code).toBeGreaterThan(1);
    expect(err).toContain('it is not a file');
  });

  test.each(devices)('as a %s is not too large', (_, args) => {
    writeFiles(folder, { 'large.json': ' '.repeat(5 * 1024 * 1024) });
    const { code, err } = armlock(folder, [...args, 'large.json']);
    expect(code).toBeGreaterThan(1);
    expect(err).toContain('larger than 4 MiB');
  });

  test.each([
    ['a baseline outside', 'baseline: ../outside.json', {}],
    ['rules outside', 'rules: [../rules]', {}],
    ['a rule that is a link', 'rules: [own]', { 'own/x-y.yaml': '../../rules/x-y.yaml' }],
    ['a folder of rules that is a link', 'rules: [own]', { own: '../rules' }],
    ['a baseline that is a link', 'baseline: b.json', { 'b.json': '../outside.json' }],
  ])('from a configuration is not %s', (_, text, links) => {
    writeFiles(home.path, { 'outside.json': '{"version":1,"findings":[]}', 'rules/x-y.yaml': 'id: x-y\n' });
    writeFiles(folder, { 'armlock.yaml': `${text}\n` });
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      symlinkSync(target, path.join(folder, name));
    }
    const { code, err } = armlock(folder, ['check']);
    expect(code).toBeGreaterThan(1);
    expect(err).toMatch(/outside/);
  });
});

describe('a machine that refuses', () => {
  test('the current folder is a sentence', () => {
    const script = `mkdir gone && cd gone && rmdir ../gone && exec "${process.execPath}" "${cli}" check`;
    const { code, err } = run(folder, 'bash', ['-c', script]);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('The current folder was deleted.') });
  });

  test('what the action writes is a sentence and code 3', async () => {
    const repository = repositoryIn(path.join(home.path, 'repo'));
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    const bad = path.join(home.path, 'none', 'file');
    for (const name of ['RUNNER_TEMP', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
      const said: string[] = [];
      const env = { ...gitEnvironment, RUNNER_TEMP: home.path, INPUT_BASE: 'HEAD', INPUT_HEAD: 'HEAD', [name]: bad };
      const code = await runAction({ out: (text) => void said.push(text), env }, repository.folder);
      expect({ name, code, said: said.join('') }).toEqual({
        name,
        code: 3,
        said: expect.stringContaining('of the runner cannot be written (ENOENT)'),
      });
    }
  });
});

describe('what authors choose does nothing to a terminal or a log', () => {
  const nasty = '\\u001b[31m\\u009b2J\\u202e##vso[task.complete]x\\n::error::y';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  const raw = /[\u001b\u009b\u202e\u200b]|##vso\[|^\s*::/m;

  test('in the prose of rules of their own', () => {
    const rule = `id: x-y\ntitle: "${nasty}"\nstatus: preview\nsince: 0.1.0\nseverity: error\nmode: diff\ncheck:\n  kind: vault-replaced\nmessages:\n  weakened: "${nasty}"\nwhy: "${nasty}"\nfix: "${nasty}"\nreferences: ['https://example.com/']\n`;
    writeFiles(folder, { 'own/x-y.yaml': rule });
    for (const args of [
      ['rules', '--rules', 'own'],
      ['explain', 'x-y', '--rules', 'own'],
    ]) {
      const { out, err } = armlock(folder, args);
      expect({ args, out, err }).toEqual({
        args,
        out: expect.not.stringMatching(raw),
        err: expect.not.stringMatching(raw),
      });
    }
  });

  test.each(['[a, "##vso[task.complete]"]: 1', '? {a: "##vso[task.complete]"}\n: 1', '1: x', 'mode: {? [a] : 1}'])(
    'in a key that is no text: %s',
    (text) => {
      writeFiles(folder, { 'armlock.yaml': text, 'own/x-y.yaml': text });
      for (const args of [['check'], ['rules', '--rules', 'own']]) {
        const { code, err } = armlock(folder, args);
        expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^armlock: .*A key must be a text\.\n$/) });
      }
    },
  );

  test('in the name of a file that init prints', () => {
    writeFiles(folder, { 'a\u009b\u202e\u200b.json': vaultTemplate('Locked') });
    expect(armlock(folder, ['init', '--print']).out).not.toMatch(raw);
  });
});
