import path from 'node:path';
import { diff } from 'armlock';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { check } from '../../src/library/check.ts';
import { openSession } from '../../src/library/session.ts';
import { startOf } from '../../src/text/source.ts';
import { writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const vault = (state: string, days: number): string => `param name string
param days int = ${days}
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: name
  location: 'westeurope'
  properties: {
    securitySettings: {
      immutabilitySettings: { state: '${state}' }
      softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: days }
    }
  }
}
`;
const caller = (name: string, more = ''): string => `param stage string = 'dev'
module inner 'modules/vault.bicep' = {
  name: 'inner'
  params: { name: '${name}-\${stage}'${more} }
}
`;
const parameters = (stage: string): string => `using '../main.bicep'\nparam stage = '${stage}'\n`;

const files = {
  'main.bicep': caller('rsv'),
  'other.bicep': caller('other'),
  'modules/vault.bicep': vault('Unlocked', 30),
  'params/main.prod.bicepparam': parameters('prod'),
  'lone.json': '{ "a": 1 }',
};

/** Texts that people may come by while they type. */
const texts: Readonly<Record<string, readonly string[]>> = {
  'main.bicep': [
    files['main.bicep'],
    caller('rsv', ', days: 14'),
    caller('renamed'),
    caller('rsv').replace('module', 'modul'),
    caller('rsv').replace('modules/vault', 'modules/missing'),
    '',
  ],
  'modules/vault.bicep': [
    files['modules/vault.bicep'],
    vault('Disabled', 30),
    vault('Unlocked', 14),
    vault('Locked', 60),
    vault('Unlocked', 30).slice(0, 200),
    `// a comment\n${vault('Unlocked', 30)}`,
  ],
  'params/main.prod.bicepparam': [
    parameters('prod'),
    parameters('test'),
    `using none\nparam stage = 'prod'\n`,
    'using',
  ],
  'fresh.bicep': [vault('Disabled', 14).replace('param name string', `param name string = 'fresh'`), ''],
};

const edits = Object.entries(texts).flatMap(([file, all]) => all.map((text) => ({ file, text })));
const sequences = fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 6 });

/** What a run says, without what it knows of files. */
function saidBy({ findings, notices, complete, account, summary }: RunResult): unknown {
  return {
    findings: findings.map(({ rule, message, anchor, outcome, verdict, targets }) => {
      return [rule.id, message, anchor.file.path, startOf(anchor), outcome?.kind, verdict, targets];
    }),
    notices: notices.map(({ code, message, span, unchanged }) => [code, message, span && startOf(span), unchanged]),
    complete,
    counts: account?.counts,
    summary,
  };
}

describe('a session', () => {
  test('says after each edit what a run says that knows nothing of those before', async ({ repository }) => {
    repository.commit(files);
    const cwd = repository.folder;
    const session = openSession({ cwd, moduleCache: cwd });
    const property = fc.asyncProperty(sequences, async (sequence) => {
      const open = new Map<string, string>();
      for (const { file, text } of sequence) {
        open.set(file, text);
        const { change } = await session.run(open);
        const fresh = await diff({ cwd, moduleCache: cwd, texts: Object.fromEntries(open) });
        expect(change && saidBy(change)).toEqual(saidBy(fresh));
      }
    });
    await fc.assert(property, { numRuns: 5 });
    session.close();
  });

  test('says of its open files what a check of the written files says', async ({ repository }) => {
    repository.commit(files);
    const cwd = repository.folder;
    const session = openSession({ cwd, moduleCache: cwd });
    for (const { file, text } of edits.filter(({ text: one }) => one !== '')) {
      const { state } = await session.run(new Map([[file, text]]));
      writeFiles(cwd, { [file]: text });
      const whole = await check({ cwd, moduleCache: cwd, failOn: 'note' });
      const said = state.findings.map(({ rule, message }) => [rule.id, message]);
      // The check names what other targets have alike, too.
      const isKnown = ([id, message = '']: readonly string[]): boolean =>
        whole.findings.some((one) => one.rule.id === id && one.message.startsWith(message));
      expect(said.filter((one) => !isKnown(one))).toEqual([]);
      repository.git('checkout', '-q', '.');
      repository.git('clean', '-qfd');
      session.refresh();
    }
    session.close();
  });

  test('sees what a commit, a file on the disk and a new module make of base and of the rest', async ({
    repository,
  }) => {
    repository.commit(files);
    const cwd = repository.folder;
    const session = openSession({ cwd, moduleCache: cwd });
    const rules = async (open: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      ((await session.run(new Map(Object.entries(open)))).change?.findings ?? []).map(({ rule }) => rule.id);
    const weak = { 'modules/vault.bicep': vault('Disabled', 30) };
    expect(new Set(await rules(weak))).toEqual(new Set(['vault-immutability-weakened']));
    repository.commit(weak);
    expect(await rules(weak)).toEqual([]);
    writeFiles(cwd, { 'main.bicep': caller('rsv', ', days: 7') });
    session.refresh();
    expect(await rules(weak)).toContain('vault-soft-delete-period-shortened');
    expect(await rules({ ...weak, 'main.bicep': files['main.bicep'] })).toEqual([]);
    session.close();
  });

  test('names the targets that an open file is a part of, and what base had in their place', async ({ repository }) => {
    repository.commit(files);
    const session = openSession({ cwd: path.join(repository.folder, 'modules'), moduleCache: repository.folder });
    const { targets } = await session.run(new Map([['modules/vault.bicep', vault('Disabled', 30)]]));
    expect(targets.map(({ name }) => name).sort()).toEqual([
      'main.bicep with params/main.prod.bicepparam',
      'other.bicep',
    ]);
    expect(targets.every(({ base, head }) => base && base !== head)).toBe(true);
    const { targets: unchanged } = await session.run(new Map([['main.bicep', files['main.bicep']]]));
    expect(unchanged.map(({ base, head }) => base === head)).toEqual([true]);
    session.close();
  });

  test('ends a run for a newer text', async ({ repository }) => {
    repository.commit(files);
    const session = openSession({ cwd: repository.folder, moduleCache: repository.folder });
    const reason = new Error('a newer text came');
    await expect(session.run(new Map(), AbortSignal.abort(reason))).rejects.toBe(reason);
    expect((await session.run(new Map())).change?.findings).toEqual([]);
    session.close();
  });
});
