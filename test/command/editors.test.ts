import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settingsFrom } from '../../src/lsp/settings.ts';
import {
  cli,
  gitEnvironment,
  repositoryIn,
  root,
  run,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { testWith } from '../support/needs.ts';

const home = temporaryFolder();
afterAll(() => home.remove());

const page = readFileSync(path.join(root, 'docs/editors.md'), 'utf8');

/** The blocks of code of a language on the page. */
function blocks(language: string): readonly string[] {
  return [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, text = '']) =>
    name === language ? text : [],
  );
}

const neovim = {
  missing: run(home.path, 'nvim', ['--version']).code === 0 ? undefined : 'nvim is not on the path',
};

testWith(neovim)('Neovim shows what is typed, the value under the cursor, and restores the value of base', () => {
  const { folder, commit } = repositoryIn(path.join(home.path, 'neovim'));
  commit({ 'main.json': vaultTemplate('Locked') });
  writeFiles(home.path, { 'typed.json': vaultTemplate('Disabled') });
  const out = path.join(home.path, 'shown.json');
  const script = path.join(root, 'test/support/neovim.lua');
  const { err } = run(
    folder,
    'nvim',
    ['--headless', '-u', 'NONE', '-i', 'NONE', 'main.json', '-c', `luafile ${script}`],
    {
      ...gitEnvironment,
      ARMLOCK_CLI: cli,
      ARMLOCK_NODE: process.execPath,
      ARMLOCK_TEXT: path.join(home.path, 'typed.json'),
      ARMLOCK_AT: '"Disabled"',
      ARMLOCK_OUT: out,
      XDG_STATE_HOME: home.path,
    },
  );
  expect(err).not.toMatch(/Error|stack traceback/);
  const shown = JSON.parse(readFileSync(out, 'utf8')) as {
    readonly typed: readonly { readonly code: string }[];
    readonly restored: readonly { readonly code: string }[];
    readonly [name: string]: unknown;
  };
  expect(shown.typed).toContainEqual({ code: 'vault-immutability-weakened', source: 'armlock', line: 13, severity: 1 });
  expect(JSON.stringify(shown['hover'])).toMatch(/`Disabled`.*In base: `Locked`/);
  expect(shown['action']).toBe('Restore "Locked" of base');
  expect(shown['text']).toBe(vaultTemplate('Locked'));
  expect(shown.restored.map(({ code }) => code)).not.toContain('vault-immutability-weakened');
});

describe('the page about editors', () => {
  test('starts the command that there is', () => {
    const commands = [
      ...blocks('lua').map((text) => /cmd = \{ '(\w+)', '(\w+)' \}/.exec(text)?.slice(1)),
      ...blocks('toml')
        .filter((text) => text.includes('command'))
        .map((text) => /command = "(\w+)"\nargs = \["(\w+)"\]/.exec(text)?.slice(1)),
      ...blocks('json').map((text) => {
        const { lsp } = JSON.parse(text) as { lsp: { armlock: { binary: { path: string; arguments: string[] } } } };
        return [lsp.armlock.binary.path, ...lsp.armlock.binary.arguments];
      }),
    ];
    expect(commands).toHaveLength(4);
    for (const one of commands) expect(one).toEqual(['armlock', 'lsp']);
  });

  test('names the settings that the server reads, and so does the extension for VS Code', () => {
    const named = [...(page.split('## Settings')[1] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const manifest = JSON.parse(readFileSync(path.join(root, 'editors/vscode/package.json'), 'utf8')) as {
      readonly contributes: { readonly configuration: { readonly properties: object } };
      readonly activationEvents: readonly string[];
      readonly main: string;
    };
    const contributed = Object.keys(manifest.contributes.configuration.properties);
    expect([...named].sort()).toEqual(contributed.map((name) => name.replace(/^armlock\./, '')).sort());
    const samples: Readonly<Record<string, unknown>> = {
      ...{ base: 'main', exactBase: true, config: 'a.yaml', rules: ['rules'], moduleCache: 'm' },
      ...{ debounce: 7, checkedElsewhere: ['bicep'], codeLens: false },
    };
    expect(settingsFrom(samples)).toEqual(samples);
    expect(Object.keys(samples).sort()).toEqual([...named].sort());
    const languages = ['bicep', 'bicep-params', 'json', 'jsonc'];
    expect(manifest.activationEvents).toEqual(languages.map((one) => `onLanguage:${one}`));
    const extension = readFileSync(path.join(root, 'editors/vscode/src/extension.ts'), 'utf8');
    expect(languages.every((one) => extension.includes(`'${one}'`))).toBe(true);
  });

  test('settings of the wrong type count as not set', () => {
    const before = settingsFrom(undefined);
    for (const given of [
      null,
      3,
      'x',
      [],
      { base: 3, rules: [1], debounce: -1, codeLens: 'no' },
      { debounce: Number.NaN },
    ]) {
      expect(settingsFrom(given)).toEqual(before);
    }
    expect(settingsFrom({ debounce: 1e9 }).debounce).toBe(10_000);
  });

  testWith(neovim)('has Lua that Neovim can read', () => {
    for (const [index, text] of blocks('lua').entries()) {
      const name = `block${index}.lua`;
      writeFiles(home.path, { [name]: text });
      const check = `lua print(select(2, loadfile('${name}')) or 'whole')`;
      const { err, out } = run(home.path, 'nvim', [
        '--headless',
        '-u',
        'NONE',
        '-i',
        'NONE',
        '-c',
        check,
        '-c',
        'qall!',
      ]);
      expect(`${out}${err}`.trim()).toBe('whole');
    }
  });
});
