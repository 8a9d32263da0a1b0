import { describe, expect } from 'vitest';
import { check, whatIf } from '../../src/library/index.ts';
import { vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const vaultType = 'Microsoft.RecoveryServices/vaults';

/** As many resources of a type as a parameter says that has no value. */
function loopOf(type: string, more: object = {}): string {
  const copy = { name: 'all', count: "[parameters('count')]" };
  const looped = { type, apiVersion: '2024-04-01', name: "[format('x{0}', copyIndex())]", copy, ...more };
  const template = JSON.parse(vaultTemplate('Locked'));
  return JSON.stringify({
    ...template,
    parameters: { count: { type: 'int' } },
    resources: [...template.resources, looped],
  });
}

const nested = { properties: { mode: 'Incremental', template: JSON.parse(vaultTemplate('Locked')) } };

describe('a loop of unknown length', () => {
  test.for([
    ['what no rule looks at', loopOf('Microsoft.Storage/storageAccounts'), true],
    ['what no rule looks at, in another case', loopOf('MICROSOFT.storage/STORAGEACCOUNTS'), true],
    ['vaults', loopOf(vaultType), false],
    ['policies', loopOf(`${vaultType}/backupPolicies`), false],
    ['links to a guard', loopOf(`${vaultType}/backupResourceGuardProxies`), false],
    ['deployments', loopOf('Microsoft.Resources/deployments', nested), false],
  ] as const)('of %s', async ([, text, isComplete], { home }) => {
    writeFiles(home, { 'main.json': text });
    const { complete, notices } = await check({ cwd: home });
    expect(complete).toBe(isComplete);
    expect(notices.filter(({ code }) => code === 'gap')).toHaveLength(isComplete ? 0 : 1);
  });

  test('of what a rule of one’s own looks at', async ({ home }) => {
    const rule = `id: kv-purge-protection
title: A key vault can be purged
status: preview
since: 0.1.0
severity: error
mode: state
check:
  kind: level-below-minimum
  levels: [false, true]
  minimum: true
  properties:
    Microsoft.KeyVault/vaults: properties.enablePurgeProtection
messages:
  weakened: 'Purge protection of {name} is {after}.'
  unknown: 'Purge protection of {name} cannot be determined: {unknown}.'
why: Without it, a deleted vault can be purged at once.
fix: Keep purge protection on.
`;
    writeFiles(home, { 'main.json': loopOf('Microsoft.KeyVault/vaults'), 'own/kv-purge-protection.yaml': rule });
    await expect(check({ cwd: home })).resolves.toMatchObject({ complete: true });
    await expect(check({ cwd: home, rules: ['own'] })).resolves.toMatchObject({ complete: false });
  });
});

describe('a what-if that does not show', () => {
  const unsupported = (type: string): object => ({
    resourceId: `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/${type}/x`,
    changeType: 'Unsupported',
    unsupportedReason: 'The name cannot be calculated.',
  });
  const shortened = {
    code: 'NestedDeploymentShortCircuited',
    level: 'Warning',
    message: 'Not expanded.',
    target: 'nested',
  };

  test.for([
    ['a vault', { changes: [unsupported(vaultType)] }, false],
    ['a resource without a known id', { changes: [{ ...unsupported(vaultType), resourceId: '[x]' }] }, false],
    ['what a nested deployment does', { changes: [], diagnostics: [shortened] }, false],
    ['a storage account', { changes: [unsupported('Microsoft.Storage/storageAccounts')] }, true],
  ] as const)('%s', async ([, document, isComplete], { home }) => {
    writeFiles(home, { 'what-if.json': JSON.stringify({ status: 'Succeeded', ...document }) });
    await expect(whatIf({ cwd: home, file: 'what-if.json' })).resolves.toMatchObject({ complete: isComplete });
  });
});
