import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { azureCommands, githubCommands } from '../support/build-commands.ts';
import { vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';
import { readXml } from '../support/read-xml.ts';

describe('a run that ends without a verdict', () => {
  test.for<readonly [string, readonly string[], number]>([
    ['a revision that is not there', ['diff', '--base', 'no-such'], 3],
    ['a configuration that is nowhere', ['diff', '--config', 'none.yaml'], 2],
    ['a path that is nowhere', ['check', 'none.json'], 3],
  ])('%s: still writes the reports that steps show', ([, args, code], { repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    const reports = [
      'markdown=a.md',
      'junit=a.xml',
      'sarif=a.sarif',
      'json=a.json',
      'text',
      'azure-pipelines',
      'github',
    ];
    const ran = repository.armlock(...args, ...reports.map((report) => `--report=${report}`));
    expect(ran.code).toBe(code);
    const file = (name: string): string => path.join(repository.folder, name);
    const message = ran.err.replace(/^armlock: /, '').split(/\.?\nNothing|\.\n|, so /)[0] ?? '';
    expect(message.length).toBeGreaterThan(10);
    expect(readFileSync(file('a.md'), 'utf8')).toContain(message);
    const suite = readXml(readFileSync(file('a.xml'), 'utf8')).children[0];
    expect(suite?.attributes).toMatchObject({ tests: '1', errors: '1' });
    expect(suite?.children[0]?.children[0]?.attributes['message']).toContain(message);
    // A verdict is what programs read; there is none.
    expect([existsSync(file('a.sarif')), existsSync(file('a.json'))]).toEqual([false, false]);
    expect(azureCommands(ran.out)[0]).toMatchObject({
      properties: { type: 'error' },
      data: expect.stringContaining(message),
    });
    expect(githubCommands(ran.out)[0]).toMatchObject({ name: 'error', data: expect.stringContaining(message) });
  });
});

describe('standard input', () => {
  test('check - judges a template in either language', ({ repository }) => {
    writeFiles(repository.folder, { 'weak.json': vaultTemplate('Disabled') });
    const bicep = `// a comment\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv'\n  location: 'westeurope'\n}\n`;
    for (const text of [vaultTemplate('Disabled'), bicep]) {
      const { code, out } = repository.armlockWith(text, 'check', '-', '--fail-on', 'warning');
      expect([code, out]).toEqual([1, expect.stringContaining('[vault-immutability-disabled')]);
    }
    expect(repository.armlock('check', '-', 'weak.json').code).toBe(2);
  });
});
