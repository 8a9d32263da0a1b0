import { describe, expect } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { diff } from '../../src/library/diff.ts';
import { startOf } from '../../src/text/source.ts';
import { vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const template = vaultTemplate('Locked');

function codesOf({ notices }: RunResult): readonly string[] {
  return notices.filter(({ severity }) => severity !== 'note').map(({ code }) => code);
}

function rulesOf({ findings }: RunResult): readonly string[] {
  return findings.map(({ rule }) => rule.id);
}

describe('a live state', () => {
  const group = '/subscriptions/s1/resourceGroups/rg/providers';
  const resource = (type: string, name: string): object => ({
    id: `${group}/${type}/${name}`,
    type,
    name,
    location: 'westeurope',
    properties: {},
  });
  const vaults = 'Microsoft.RecoveryServices/vaults';

  test.for<readonly [string, readonly object[]]>([
    ['of nothing', []],
    ['of something else', [resource('Microsoft.Storage/storageAccounts', 'st')]],
    ['of another vault', [resource(vaults, 'rsv-test')]],
  ])('%s is no comparison', async ([, state], { repository: { folder: cwd } }) => {
    writeFiles(cwd, { 'live.json': JSON.stringify(state), 'main.json': template });
    const result = await diff({ cwd, files: { base: 'live.json', head: 'main.json', isBaseLive: true } });
    expect(result.complete).toBe(false);
    expect(codesOf(result)).toContain('base-state');
  });

  test('of the vault is one, whatever else there is', async ({ repository: { folder: cwd } }) => {
    const state = [resource('Microsoft.Storage/storageAccounts', 'st'), resource(vaults, 'rsv-prod')];
    writeFiles(cwd, { 'live.json': JSON.stringify(state), 'main.json': template });
    const result = await diff({ cwd, files: { base: 'live.json', head: 'main.json', isBaseLive: true } });
    expect(result.complete).toBe(true);
    expect(codesOf(result)).not.toContain('base-state');
  });
});

test('the parameter files of both sides are named if they are different ones', async ({ repository }) => {
  const { folder: cwd } = repository;
  const given = JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: {},
  });
  writeFiles(cwd, {
    'a/main.json': template,
    'a/main.dev.parameters.json': given,
    'b/main.json': template,
    'b/main.prod.parameters.json': given,
    'c/main.json': template,
    'c/main.dev.parameters.json': given,
  });
  const compared = (head: string): Promise<RunResult> => diff({ cwd, files: { base: 'a/main.json', head } });
  const [other, same] = [await compared('b/main.json'), await compared('c/main.json')];
  expect(other.notices.find(({ code }) => code === 'parameter-files')?.message).toBe(
    "Base is judged with 'a/main.dev.parameters.json', head with 'b/main.prod.parameters.json'.",
  );
  expect(codesOf(same)).toEqual([]);
});

test('another mode of a parameter file gives a notice', async ({ repository: { folder: cwd, commit } }) => {
  const bicep = `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv-prod'
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: {}
}
`;
  const using = (mode: string): string => `using 'main.bicep' with {\n  mode: '${mode}'\n}\n`;
  const base = commit({ 'main.bicep': bicep, 'main.bicepparam': using('stack') });
  commit({ 'main.bicepparam': using('deployment') });
  expect(codesOf(await diff({ cwd, base, head: 'HEAD' }))).toEqual(['mode-changed']);
});

test('a parameter file that names no template in head gives a notice', async ({
  repository: { folder: cwd, commit },
}) => {
  const bicep = `param name string = 'rsv-test'
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: name
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: {}
}
`;
  const using = (what: string): string => `using ${what}\nparam name = 'rsv-prod'\n`;
  const base = commit({ 'main.bicep': bicep, 'prod.bicepparam': using("'main.bicep'") });
  commit({ 'prod.bicepparam': using('none') });
  expect(codesOf(await diff({ cwd, base, head: 'HEAD' }))).toEqual(['using-none']);
});

test('what another version of a restored module loses stands at its reference', async ({ repository }) => {
  const { folder: cwd, commit } = repository;
  const module = (version: string): string => `module vault 'br:example.azurecr.io/vault:${version}' = {
  name: 'vault'
}
`;
  const place = (version: string): string => `cache/br/example.azurecr.io/vault/${version}$/main.json`;
  const cache = { [place('v1')]: vaultTemplate('Locked'), [place('v2')]: vaultTemplate('Disabled') };
  const base = commit({ 'main.bicep': module('v1'), '.gitignore': 'cache\n' });
  commit({ 'main.bicep': module('v2') });
  writeFiles(cwd, cache);
  const result = await diff({ cwd, base, head: 'HEAD', moduleCache: `${cwd}/cache` });
  expect(rulesOf(result)).toEqual(['vault-immutability-weakened']);
  const [finding] = result.findings;
  expect(finding && [finding.anchor.file.path, startOf(finding.anchor).line]).toEqual(['main.bicep', 1]);
});
