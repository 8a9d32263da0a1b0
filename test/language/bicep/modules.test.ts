import { describe, expect, it } from 'vitest';
import { configLookup } from '../../../src/bicep/modules/config.ts';
import { type FoundModule, moduleLookup } from '../../../src/bicep/modules/find-module.ts';
import { readModuleReference } from '../../../src/bicep/modules/reference.ts';
import type { FileRef } from '../../../src/text/files.ts';
import { memoryTree } from '../../support/memory-tree.ts';

const config = `{
  // aliases
  "moduleAliases": {
    "br": { "own": { "registry": "own.azurecr.io", "modulePath": "bicep/modules" }, "bare": { "registry": "b.io" } },
    "ts": { "specs": { "subscription": "00000000-0000-0000-0000-000000000001", "resourceGroup": "rg-specs" } },
  },
  "extensions": { "graph": "br:mcr.microsoft.com/bicep/extensions/graph:1.0.0" }
}`;

const tree = memoryTree({
  'bicepconfig.json': config,
  'deep/er/main.bicep': '',
  'other/bicepconfig.json': '{}',
  'away/bicepconfig.json': '{ "cacheRootDirectory": "/etc" }',
  'broken/bicepconfig.json': '{ "moduleAliases": ',
});

const at = (path: string): FileRef => ({ tree, path });
const digest = `sha256:${'0'.repeat(64)}`;

const cache = memoryTree({
  'br/mcr.microsoft.com/bicep$avm$res$a/0.1.0$/main.json': '{}',
  'br/own.azurecr.io/bicep$modules$b/vNext$2/main.json': '{}',
  'br/host$5000/c/x$/main.json': '{}',
  [`br/own.azurecr.io/d/${digest.replace(':', '#')}/main.json`]: '{}',
  'ts/00000000-0000-0000-0000-000000000001/rg-specs/spec/v1/main.json': '{}',
});

function find(text: string, from = 'deep/er/main.bicep', withCache = true): FoundModule {
  const found = moduleLookup(configLookup(), withCache ? cache : undefined);
  return found(text, at(from));
}

function reasonOf(text: string, from?: string): string {
  const found = find(text, from);
  return found.kind === 'unseen' ? found.reason : `found ${found.file.path}`;
}

describe('references to files', () => {
  it.each([
    ['./m.bicep', 'deep/er/m.bicep'],
    ['m.json', 'deep/er/m.json'],
    ['../m.bicep', 'deep/m.bicep'],
    ['../../modules/m.bicep', 'modules/m.bicep'],
  ])('%s', (text, path) => {
    expect(find(text)).toMatchObject({ kind: 'file', file: { tree, path } });
  });

  it.each(['../../../m.bicep', '/etc/passwd', 'C:/m.bicep', '..\\m.bicep'])('%s stays outside', (text) => {
    expect(reasonOf(text)).toBe('it lies outside of the folder that is judged');
  });
});

describe('references to what is in the cache', () => {
  it.each([
    ['br/public:avm/res/a:0.1.0', 'br/mcr.microsoft.com/bicep$avm$res$a/0.1.0$/main.json'],
    ['br:mcr.microsoft.com/bicep/avm/res/a:0.1.0', 'br/mcr.microsoft.com/bicep$avm$res$a/0.1.0$/main.json'],
    ['br/own:b:vNext', 'br/own.azurecr.io/bicep$modules$b/vNext$2/main.json'],
    ['br:host:5000/c:x', 'br/host$5000/c/x$/main.json'],
    [`br:own.azurecr.io/d@${digest}`, `br/own.azurecr.io/d/${digest.replace(':', '#')}/main.json`],
    ['ts/specs:Spec:V1', 'ts/00000000-0000-0000-0000-000000000001/rg-specs/spec/v1/main.json'],
    [
      'ts:00000000-0000-0000-0000-000000000001/RG-specs/spec:v1',
      'ts/00000000-0000-0000-0000-000000000001/rg-specs/spec/v1/main.json',
    ],
  ])('%s', (text, path) => {
    expect(find(text)).toMatchObject({ kind: 'file', file: { tree: cache, path } });
  });

  it('a repository does not say where the cache is, but users see what it says', () => {
    expect(reasonOf('br:own.azurecr.io/a:1', 'away/main.bicep')).toBe(
      "br:own.azurecr.io/a:1 is not in the Bicep module cache; 'bicep restore away/main.bicep' puts it there, " +
        "in '/etc' says away/bicepconfig.json",
    );
  });

  it('without a cache nothing is found', () => {
    expect(find('br/public:avm/res/a:0.1.0', 'deep/er/main.bicep', false).kind).toBe('unseen');
  });
});

describe('references that lead nowhere say why', () => {
  it.each([
    [
      'br/public:avm/res/a:9.9.9',
      'br:mcr.microsoft.com/bicep/avm/res/a:9.9.9 is not in the Bicep module cache; ' +
        "'bicep restore deep/er/main.bicep' puts it there",
    ],
    [
      'ts:sub/rg/spec:v2',
      "ts:sub/rg/spec:v2 is not in the Bicep module cache; 'bicep restore deep/er/main.bicep' puts it there",
    ],
    ['br/nope:a:1', "its reference is not valid: bicepconfig.json does not define the alias 'br/nope'"],
    ['br/own:a', 'its reference is not valid: it has no version'],
    ['br:own.azurecr.io/A:1', 'its reference is not valid: its path in the registry is not valid'],
    ['br:../../etc/x:1', 'its reference is not valid: the name of its registry is not valid'],
    ['br:a.io/x:../../y', 'its reference is not valid: its version is not valid'],
    ['ts:../../x:1', 'its reference is not valid: it needs a subscription, a resource group, a name and a version'],
    ['ts:a/b/c/d:1', 'its reference is not valid: it has too many parts'],
    ['git:x', "its reference is not valid: 'git:' is no kind of module reference"],
    ['', 'its reference is not valid: it is empty'],
  ])('%s', (text, why) => {
    expect(reasonOf(text)).toBe(why);
  });
});

describe('bicepconfig.json', () => {
  it('counts where it is nearest', () => {
    const configOf = configLookup();
    expect(configOf(at('deep/er/main.bicep'))).toMatchObject({
      file: { path: 'bicepconfig.json' },
      extensions: new Map([['graph', 'br:mcr.microsoft.com/bicep/extensions/graph:1.0.0']]),
    });
    expect(configOf(at('main.bicep')).file?.path).toBe('bicepconfig.json');
    expect(readModuleReference('br/own:b:1', configOf(at('other/main.bicep')))).toMatchObject({ kind: 'invalid' });
    expect(readModuleReference('br/public:b:1', configOf(at('other/main.bicep')))).toMatchObject({ kind: 'registry' });
    expect(readModuleReference('br/bare:b:1', configOf(at('main.bicep')))).toMatchObject({ repository: 'b' });
  });

  it('is read once, and what is wrong with it comes with every file that it decides', () => {
    const configOf = configLookup();
    const { diagnostics } = configOf(at('broken/a.bicep'));
    expect(new Set(diagnostics.map(({ span }) => span.file.path))).toEqual(new Set(['broken/bicepconfig.json']));
    expect(configOf(at('broken/c/d.bicep')).diagnostics).toBe(diagnostics);
    expect(moduleLookup(configOf, cache)('./m.bicep', at('broken/b.bicep')).diagnostics).toBe(diagnostics);
  });
});
