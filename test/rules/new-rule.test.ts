import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadRules } from '../../src/rules/load.ts';
import { judge, readFixture } from '../support/cases.ts';

const script = fileURLToPath(new URL('../../scripts/new-rule.mjs', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'armlock-rule-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a new rule loads, and its fixtures hold as they are', () => {
  const { status } = spawnSync(process.execPath, [script, 'key-vault-purge-allowed', folder]);
  expect(status).toBe(0);
  const { rules, diagnostics } = loadRules(path.join(folder, 'rules'), 'rules');
  expect(diagnostics).toEqual([]);
  const names = ['weakened', 'near-miss', 'unknown'].flatMap((name) => [name, `bicep-${name}`]);
  for (const name of names) {
    const { base, head, file } = readFixture(path.join(folder, 'fixtures/key-vault-purge-allowed', name), name);
    const verdicts = judge(base, head, file, rules).findings.map(({ rule, verdict }) => `${rule.id} ${verdict}`);
    expect(verdicts).toEqual(file.expect.map(({ rule, verdict }) => `${rule} ${verdict}`));
  }
});

test('an id that names nothing is refused', () => {
  const { status, stderr } = spawnSync(process.execPath, [script, 'KV001', folder], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('npm run new-rule <id>');
});
