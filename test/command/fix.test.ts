import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { armlock, gitEnvironment, vaultTemplate } from '../support/command.ts';
import { test } from '../support/folders.ts';

const strong = vaultTemplate('Locked');
const weak = vaultTemplate('Disabled');

describe('diff --fix', () => {
  test('puts values of base back, prints the patch, and reports what is left', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    writeFileSync(path.join(repository.folder, 'main.json'), weak);
    const dry = repository.armlock('diff', '--fix', '--dry-run');
    expect([dry.code, readFileSync(path.join(repository.folder, 'main.json'), 'utf8')]).toEqual([1, weak]);
    expect(dry.out).toContain('--- a/main.json\n+++ b/main.json\n@@');
    expect(dry.out).toContain('[vault-immutability-weakened]');
    const done = repository.armlock('diff', '--fix');
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toContain('These values of base fix 1 finding.\n');
    expect(done.out).not.toContain('[vault-immutability-weakened]');
    expect(readFileSync(path.join(repository.folder, 'main.json'), 'utf8')).toBe(strong);
  });

  test('from a folder within, with a byte order mark and line breaks of Windows', ({ repository }) => {
    const marked = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    repository.commit({ 'infra/main.json': marked(strong) });
    const file = path.join(repository.folder, 'infra/main.json');
    writeFileSync(file, marked(weak));
    const { code } = armlock(path.dirname(file), ['diff', '--fix'], gitEnvironment);
    expect([code, readFileSync(file, 'utf8')]).toEqual([0, marked(strong)]);
  });

  test('keeps the report on standard output whole', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    writeFileSync(path.join(repository.folder, 'main.json'), weak);
    const { out, err } = repository.armlock('diff', '--fix', '--dry-run', '--report', 'json');
    expect(JSON.parse(out)).toHaveProperty('findings');
    expect(err).toContain('+++ b/main.json');
  });

  test('says that there is nothing to restore where nothing is found', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'README.md': 'a' });
    writeFileSync(path.join(repository.folder, 'README.md'), 'b');
    const { code, out } = repository.armlock('diff', '--fix');
    expect([code, out]).toEqual([0, expect.stringMatching(/^There is nothing to restore\.\nNo protection is lost\./)]);
    expect(out).not.toContain('by itself');
  });

  test('says what it leaves to people', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    writeFileSync(path.join(repository.folder, 'main.json'), strong.replace(/"resources": \[.*\]/s, '"resources": []'));
    const { code, out } = repository.armlock('diff', '--fix');
    expect([code, out]).toEqual([1, expect.stringContaining('armlock cannot restore any value of base by itself.\n')]);
  });

  test('writes through no link', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'other/linked.json': weak });
    const file = path.join(repository.folder, 'main.json');
    rmSync(file);
    symlinkSync('other/linked.json', file);
    const { code, out, err } = repository.armlock('diff', '--fix');
    expect(err).toBe("armlock: 'main.json' is not changed: a link leads to it.\n");
    expect([code, out]).toEqual([3, expect.stringContaining('[vault-immutability-weakened]')]);
    expect(readFileSync(path.join(repository.folder, 'other/linked.json'), 'utf8')).toBe(weak);
  });

  test.for([
    [['--staged'], /--fix changes the working tree/],
    [['main..HEAD'], /--fix changes the working tree/],
    [['one.json', 'two.json'], /--fix changes the working tree/],
  ] as const)('takes no other head: %s', ([args, message], { repository }) => {
    repository.commit({ 'one.json': strong, 'two.json': weak });
    const { code, err } = repository.armlock('diff', '--fix', ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  test('--dry-run needs --fix', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    const { code, err } = repository.armlock('diff', '--dry-run');
    expect([code, err]).toEqual([2, expect.stringContaining('--dry-run goes with --fix')]);
  });

  test('shows no line around a fix, and touches no line with a secret', ({ repository }) => {
    const bicep = (state: string): string => `module m 'm.bicep' = {
  name: 'm'
  params: { password: 'hunter2hunter2', state: '${state}' }
}
`;
    const module = `@secure()
param password string
param state string
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'v'
  location: 'westeurope'
  tags: { length: string(length(password)) }
  properties: { securitySettings: { immutabilitySettings: { state: state } } }
}
`;
    repository.commit({ 'main.bicep': bicep('Locked'), 'm.bicep': module });
    const file = path.join(repository.folder, 'main.bicep');
    writeFileSync(file, bicep('Disabled'));
    const { out, err } = repository.armlock('diff', '--fix');
    expect(`${out}${err}`).not.toContain('hunter2');
    expect(out).toContain('armlock cannot restore any value of base by itself.');
    expect(readFileSync(file, 'utf8')).toBe(bicep('Disabled'));
  });
});
