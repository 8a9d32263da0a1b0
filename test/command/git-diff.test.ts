import path from 'node:path';
import { describe, expect } from 'vitest';
import { armlock, cli, gitEnvironment, run, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const bicep = (days: number): string =>
  `var days = ${days}\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv'\n  location: 'westeurope'\n  properties: { securitySettings: { softDeleteSettings: { softDeleteRetentionPeriodInDays: days } } }\n}\n`;

describe('the driver for git diff', () => {
  test('shows where a change takes effect', ({ repository }) => {
    repository.commit({ 'infra/main.bicep': bicep(90), '.gitattributes': '*.bicep diff=armlock\n' });
    repository.git('config', 'diff.armlock.command', `'${process.execPath}' '${cli}' git-diff`);
    const diffed = (...args: readonly string[]): string =>
      run(repository.folder, 'git', ['--no-pager', 'diff', ...args], gitEnvironment).out;
    writeFiles(repository.folder, { 'infra/main.bicep': bicep(14) });
    expect(diffed()).toMatch(/^-\s+softDeleteRetentionPeriodInDays: 90\n\+\s+softDeleteRetentionPeriodInDays: 14$/m);
    expect(diffed()).toContain('--- a/infra/main.bicep');
    expect(diffed('--no-ext-diff')).toContain('-var days = 90');
    writeFiles(repository.folder, { 'infra/main.bicep': `// a comment\n${bicep(90)}` });
    expect(diffed()).toBe('infra/main.bicep deploys the same as before.\n');
    writeFiles(repository.folder, { 'infra/main.bicep': undefined });
    expect(diffed()).toMatch(/^-Microsoft\.RecoveryServices\/vaults rsv$/m);
    expect(run(repository.folder, process.execPath, [cli, 'git-diff']).code).toBe(2);
    expect(path.isAbsolute(cli)).toBe(true);
  });

  test('shows a name that would be a command as text', ({ repository }) => {
    writeFiles(repository.folder, { 'before.bicep': bicep(90), 'after.bicep': bicep(14) });
    const name = 'a/##vso[task.complete]\u001b[2J.bicep';
    const args = ['git-diff', name, 'before.bicep', '0', '100644', 'after.bicep', '1', '100644'];
    const { code, out } = armlock(repository.folder, args);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('softDeleteRetentionPeriodInDays: 14') });
    expect([out.includes('##vso['), out.includes('\u001b')]).toEqual([false, false]);
  });
});
