import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pathFrom } from '../../src/text/files.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Disk, folderTree } from '../../src/workspace/tree.ts';
import { windowsRefusal } from '../../src/workspace/windows-paths.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'armlock-windows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A disk that finds a file under whatever case, and knows how it is spelled. */
const insensitive = (platform: NodeJS.Platform, spellings: readonly string[]): Disk => ({
  platform,
  spelled: (file) => {
    const found = spellings.find((one) => path.join(folder, one).toLowerCase() === file.toLowerCase());
    if (file === folder) return folder;
    if (found === undefined) throw new Error('ENOENT');
    return path.join(folder, found);
  },
});

test.each([
  'con',
  'CON.bicep',
  'modules/nul.json',
  'aux .bicep',
  'a/Com1/b.bicep',
  'lpt¹.json',
  'main.bicep.',
  'main.bicep ',
  'modules./a.bicep',
  'main.bicep:stream',
  'main.bicep::$DATA',
  'c:main.bicep',
  'C:/Windows/win.ini',
  'modules\\a.bicep',
  '//server/share/a.bicep',
  '\\\\?\\C:\\a.bicep',
])('Windows would read something else under %j', (file) => {
  expect(windowsRefusal(file)).toBeDefined();
});

test.each([
  'main.bicep',
  'console.bicep',
  'com10.json',
  './a/../b.json',
  'null/aux1.json',
  '.hidden/a.b.c',
  'a b/c.json',
])('and the file itself under %j', (file) => {
  expect(windowsRefusal(file)).toBeUndefined();
});

test.each(['C:x.bicep', 'c:/x.bicep', '\\\\server\\x.bicep', '..\\x.bicep', '/x.bicep', '../../x.bicep'])(
  'a reference to %j leaves the folder and is followed nowhere',
  (reference) => {
    expect(pathFrom('modules/main.bicep', reference)).toBeUndefined();
  },
);

test('a module that is a device, or is spelled otherwise, is reported and not read', () => {
  mkdirSync(path.join(folder, 'parts'), { recursive: true });
  writeFileSync(
    path.join(folder, 'main.bicep'),
    "module a 'aux.bicep' = { name: 'a' }\nmodule b 'Parts/Vault.bicep' = { name: 'b' }\nmodule c 'parts/vault.bicep' = { name: 'c' }\n",
  );
  for (const name of ['aux.bicep', 'parts/vault.bicep']) writeFileSync(path.join(folder, name), '');
  const files = ['main.bicep', 'aux.bicep', 'parts/vault.bicep'];
  const tree = folderTree(folder, folder, insensitive('win32', files));
  const target = discoverTargets(tree).find(({ template }) => template.path === 'main.bicep');
  if (!target) throw new Error('main.bicep is a target');
  const { deployment } = loadTarget(target, { context: {} });
  const said = deployment.diagnostics.map(({ message }) => message).join('\n');
  expect(said).toContain('Windows has a device of that name');
  expect(said).toContain("its name is 'parts/vault.bicep', which differs in case");
  expect(deployment.gaps).toHaveLength(2);
});

test('a disk of macOS minds the case, too, and no name of Windows', () => {
  writeFileSync(path.join(folder, 'nul.json'), '{}');
  const tree = folderTree(folder, folder, insensitive('darwin', ['nul.json']));
  expect(tree.read('nul.json').kind).toBe('text');
  expect(tree.read('NUL.json')).toEqual({ kind: 'refused', reason: "its name is 'nul.json', which differs in case" });
});
