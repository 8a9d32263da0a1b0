import { describe, expect, test } from 'vitest';
import { readRules } from '../../src/rules/load.ts';
import { sourceFile, whereIs } from '../../src/text/source.ts';

const head = `id: ours
title: Purge protection is off
status: preview
since: 0.1.0
severity: error
`;

const rule = (check: string, mode = 'diff', message = '{name} goes from {before} to {after}.'): string =>
  `${head}mode: ${mode}
check:
${check}messages:
  weakened: '${message}'
why: It matters to everybody.
fix: Switch it on again.
references: [https://learn.microsoft.com/azure/key-vault/]
`;

const level = (type: string, path: string): string =>
  `  kind: level-lowered\n  levels: [false, true]\n  properties:\n    ${type}: ${path}\n`;

/** Warnings and errors of a rule, each with its place. */
function problemsOf(text: string): readonly string[] {
  const { diagnostics, warnings } = readRules([sourceFile('rules/ours.yaml', text)]);
  return [...diagnostics, ...warnings].map(
    ({ severity, span, message }) => `${whereIs(span).replace('rules/ours.yaml:', '')} ${severity}: ${message}`,
  );
}

describe('types and paths', () => {
  test.each([
    ['Microsoft.KeyVault/vaults', 'properties.enablePurgeProtection'],
    ['microsoft.recoveryservices/VAULTS', 'Properties.publicNetworkAccess'],
    ['Microsoft.RecoveryServices/vaults/providers/locks', 'properties.level'],
    ['Microsoft.DataProtection/backupVaults', 'properties.storageSettings[datastoreType=VaultStore].type'],
    ['Microsoft.RecoveryServices/vaults', 'tags.owner'],
    ['Microsoft.RecoveryServices/vaults', 'location'],
  ])('%s with %s is published', (type, path) => {
    expect(problemsOf(rule(level(type, path)))).toEqual([]);
  });

  test.each([
    [
      'a type that is not published',
      level('Microsoft.KeyVaults/vaults', 'properties.enablePurgeProtection'),
      `11:5 warning: No resource type 'Microsoft.KeyVaults/vaults' is published. Did you mean 'Microsoft.KeyVault/vaults'?`,
    ],
    [
      'a path that leaves out properties',
      level('Microsoft.KeyVault/vaults', 'enablePurgeProtection'),
      `11:32 warning: 'Microsoft.KeyVault/vaults' has no property 'enablePurgeProtection'. Did you mean 'properties.enablePurgeProtection'?`,
    ],
    [
      'a path with a typo',
      level('Microsoft.RecoveryServices/vaults', 'properties.publicNetwrokAccess'),
      `11:40 warning: 'Microsoft.RecoveryServices/vaults' has no property 'properties.publicNetwrokAccess'. Did you mean 'properties.publicNetworkAccess'?`,
    ],
    [
      'the second of several paths',
      level('Microsoft.RecoveryServices/vaults', '[properties.publicNetworkAccess, publicNetworkAccess]'),
      `11:73 warning: 'Microsoft.RecoveryServices/vaults' has no property 'publicNetworkAccess'. Did you mean 'properties.publicNetworkAccess'?`,
    ],
    [
      'a type that is not published, with several paths',
      level('Microsoft.RecoveryServices/vault', '[properties.a, properties.b]'),
      `11:5 warning: No resource type 'Microsoft.RecoveryServices/vault' is published. Did you mean 'Microsoft.RecoveryServices/vaults'?`,
    ],
    [
      'a child',
      '  kind: child-missing\n  children:\n    Microsoft.RecoveryServices/vaults: Microsoft.RecoveryServices/vaults/backupconfigs\n',
      `10:40 warning: No resource type 'Microsoft.RecoveryServices/vaults/backupconfigs' is published. Did you mean 'Microsoft.RecoveryServices/vaults/backupconfig'?`,
    ],
    [
      'a resource',
      '  kind: resource-removed\n  resources:\n    - Microsoft.RecoveryServices/vault\n',
      `10:7 warning: No resource type 'Microsoft.RecoveryServices/vault' is published. Did you mean 'Microsoft.RecoveryServices/vaults'?`,
    ],
  ])('%s is a warning with the nearest name', (_, check, expected) => {
    const mode = check.includes('child-missing') ? 'state' : 'diff';
    expect(problemsOf(rule(check, mode))).toEqual([expected]);
  });
});

describe('mistakes', () => {
  test.each([
    [
      'a change in one revision',
      rule(level('Microsoft.KeyVault/vaults', 'properties.a'), 'state'),
      `6:7 error: 'level-lowered' cannot judge mode 'state'; use diff.`,
    ],
    [
      'both, where only a change can be judged',
      rule('  kind: retention-shortened\n', 'both'),
      `6:7 error: 'retention-shortened' cannot judge mode 'both'; use diff.`,
    ],
    [
      'one revision in a change',
      rule('  kind: retention-below-floor\n'),
      `6:7 error: 'retention-below-floor' cannot judge mode 'diff'; use state.`,
    ],
    [
      'a placeholder of another behaviour',
      rule('  kind: vault-tier-removed\n', 'diff', '{name} loses {tier}. {doubt}'),
      `10:13 error: There is no placeholder {doubt} here; use {name}, {type}, {vault}, {Vault}, {vaultName}, {property}, {before}, {after}, {unknown}, {claims}, {tier}.`,
    ],
    [
      'a parameter of another behaviour',
      rule('  kind: vault-tier-removed\n  store: vault\n'),
      `9:3 error: 'check' has no property 'store'. It can have kind.`,
    ],
    ['no kind', rule('  store: vault\n'), `8:3 error: 'check' needs 'kind'.`],
  ])('%s is an error', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('a kind that does not exist is an error that lists the kinds and the nearest', () => {
    const [problem, ...more] = problemsOf(rule('  kind: retention-shortend\n'));
    expect(more).toEqual([]);
    expect(problem).toMatch(/^8:9 error: 'check\.kind' must be one of level-below-minimum, .*, vault-tier-removed, /);
    expect(problem).toMatch(/ Did you mean 'retention-shortened'\?$/);
  });
});
