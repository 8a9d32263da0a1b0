import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { diff } from '../../src/library/diff.ts';
import { exitCode } from '../../src/library/exit-code.ts';
import { type HistoryOptions, history } from '../../src/library/history.ts';
import { historyHtml } from '../../src/report/history/history-html.ts';
import { historyJson } from '../../src/report/history/history-json.ts';
import { historyText } from '../../src/report/history/history-text.ts';
import { writeHistory } from '../bench/history.mjs';
import { gitEnvironment, repositoryIn, root, run, type TestRepository, vaultTemplate } from '../support/command.ts';
import { test } from '../support/folders.ts';

// What a step is was written by hand for each commit; the laws below hold for whatever a history is.

interface StepJson {
  readonly kind: string;
  readonly rule: string | null;
  readonly resource: { readonly name: string } | null;
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly message: string;
  readonly at: { readonly file: string; readonly line: number; readonly revision: string } | null;
  readonly accepted: { readonly owner: string } | null;
}

interface HistoryJson {
  readonly first: string;
  readonly last: string;
  readonly complete: boolean;
  readonly counts: { readonly commits: number; readonly judged: number };
  readonly commits: readonly {
    readonly id: string;
    readonly author: string;
    readonly subject: string;
    readonly steps: readonly StepJson[];
  }[];
  readonly sum: readonly StepJson[];
}

const schema: object = JSON.parse(readFileSync(path.join(root, 'docs/history.schema.json'), 'utf8'));
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

interface Found {
  readonly code: number;
  readonly found: HistoryJson;
  readonly text: string;
  readonly page: string;
}

/** The history in each form; the JSON must be as its schema says. */
async function historyOf(
  { folder: cwd }: TestRepository,
  since: string,
  more: Partial<HistoryOptions> = {},
): Promise<Found> {
  const all = await history({ cwd, since, ...more });
  const found: HistoryJson = JSON.parse(historyJson(all));
  validate(found);
  expect(validate.errors ?? []).toEqual([]);
  return { code: exitCode(all), found, text: historyText(all), page: historyHtml(all) };
}

/** `subject: + name rule file:line`, one for each step. */
function linesOf({ commits }: HistoryJson): readonly string[] {
  return commits.flatMap(({ subject, steps }) => steps.map((step) => `${subject}: ${lineOf(step)}`));
}

function lineOf({ kind, rule, resource, at }: StepJson): string {
  const place = at ? `${at.file}:${at.line}${at.revision === 'parent' ? ' (parent)' : ''}` : '';
  return [kind, resource?.name, rule, place].filter(Boolean).join(' ');
}

function policy(days: number): string {
  return vaultTemplate('Locked').replace(
    /\n {2}\]\n\}\n$/,
    `,
    {
      "type": "Microsoft.RecoveryServices/vaults/backupPolicies",
      "apiVersion": "2024-04-01",
      "name": "rsv-prod/vm-gold",
      "properties": {
        "backupManagementType": "AzureIaasVM",
        "schedulePolicy": { "schedulePolicyType": "SimpleSchedulePolicy", "scheduleRunFrequency": "Daily", "scheduleRunTimes": ["2024-01-01T01:00:00Z"] },
        "retentionPolicy": {
          "retentionPolicyType": "LongTermRetentionPolicy",
          "dailySchedule": { "retentionTimes": ["2024-01-01T01:00:00Z"], "retentionDuration": { "count": ${days}, "durationType": "Days" } }
        }
      }
    }
  ]
}
`,
  );
}

/** A history with each kind of step, as people have it. */
function walkThrough(repository: TestRepository): void {
  repository.commit({ 'README.md': 'a' }, 'start');
  repository.commit({ 'infra/main.json': vaultTemplate('Unlocked') }, 'add');
  repository.commit({ 'README.md': 'b', 'app/package.json': '{}' }, 'application');
  repository.commit({ 'infra/main.json': vaultTemplate('Locked') }, 'lock');
  repository.commit({ 'infra/main.json': `${vaultTemplate('Locked')}\n` }, 'layout');
  repository.commit({ 'infra/main.json': policy(30) }, 'policy');
  repository.commit({ 'infra/main.json': policy(7) }, 'costs');
  repository.git('mv', 'infra', 'deploy');
  repository.commit({}, 'move');
  repository.commit({ 'deploy/main.json': policy(7).replace('"Locked"', `"[parameters('state')]"`) }, 'parameter');
  repository.commit({ 'deploy/main.json': policy(60).replace('Locked', 'Unlocked') }, 'both');
  repository.commit({ 'deploy/main.json': undefined }, 'remove');
}

const stepsByHand = [
  'add: stronger rsv-prod target-removed infra/main.json:8',
  'lock: stronger rsv-prod vault-immutability-weakened infra/main.json:13',
  'policy: stronger rsv-prod/vm-gold policy-removed infra/main.json:20',
  'costs: weaker rsv-prod/vm-gold policy-retention-reduced infra/main.json:26',
  'parameter: unknown rsv-prod vault-immutability-weakened deploy/main.json:13',
  'both: unknown rsv-prod vault-immutability-weakened deploy/main.json:13',
  'both: stronger rsv-prod/vm-gold policy-retention-reduced deploy/main.json:26',
  'remove: weaker rsv-prod vault-removed deploy/main.json:8 (parent)',
  'remove: weaker rsv-prod target-removed deploy/main.json:8 (parent)',
];

describe('history', () => {
  test('has the steps of each commit, and the sum', async ({ repository }) => {
    walkThrough(repository);
    const { code, found, text } = await historyOf(repository, 'HEAD~10');
    expect(linesOf(found)).toEqual(stepsByHand);
    expect(found.sum).toEqual([]);
    expect([code, found.complete, found.counts]).toEqual([3, false, { commits: 10, judged: 8 }]);
    expect(text).toContain('  - The daily retention of policy rsv-prod/vm-gold goes from 30 days to 7 days.\n');
    expect(text).toContain('properties.securitySettings.immutabilitySettings.state goes from Unlocked to Locked.\n');
    expect(text).toMatch(/^\d{4}-\d\d-\d\d {2}[0-9a-f]{10} {2}Test {2}lock$/m);
  });

  test('fails by the sum: what is restored since is shown and does not fail', async ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    repository.commit({ 'main.json': vaultTemplate('Disabled') }, 'lose');
    const lost = await historyOf(repository, 'HEAD~1');
    expect([lost.code, lost.found.sum.map(lineOf)]).toEqual([
      1,
      ['weaker rsv-prod vault-immutability-weakened main.json:13'],
    ]);
    expect((await historyOf(repository, 'HEAD~1', { failOn: 'error' })).code).toBe(1);
    repository.commit({ 'main.json': vaultTemplate('Locked') }, 'restore');
    const restored = await historyOf(repository, 'HEAD~2');
    expect([restored.code, linesOf(restored.found), restored.found.sum]).toEqual([
      0,
      [
        'lose: weaker rsv-prod vault-immutability-weakened main.json:13',
        'restore: stronger rsv-prod vault-immutability-weakened main.json:13',
      ],
      [],
    ]);
    expect((await historyOf(repository, 'HEAD~2', { head: 'HEAD~1' })).code).toBe(1);
  });

  test('follows the first parents: a merge is one step', async ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Unlocked') }, 'start');
    repository.git('checkout', '-qb', 'topic');
    repository.commit({ 'main.json': vaultTemplate('Disabled') }, 'on the branch');
    repository.commit({ 'main.json': vaultTemplate('Locked') }, 'on the branch, too');
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'README.md': 'a' }, 'beside it');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'topic');
    const { found } = await historyOf(repository, 'HEAD~2');
    expect(linesOf(found)).toEqual(['merge: stronger rsv-prod vault-immutability-weakened main.json:13']);
    expect(found.counts).toEqual({ commits: 2, judged: 1 });
  });

  test('takes paths under whatever name a commit has them', async ({ repository }) => {
    const files = { 'a/one.json': vaultTemplate('Unlocked', 'one'), 'b/two.json': vaultTemplate('Unlocked', 'two') };
    repository.commit(files, 'start');
    repository.commit({ 'a/one.json': vaultTemplate('Locked', 'one') }, 'lock one');
    repository.commit({ 'b/two.json': vaultTemplate('Locked', 'two') }, 'lock two');
    repository.git('mv', 'a', 'c');
    repository.commit({}, 'move');
    repository.commit({ 'c/one.json': vaultTemplate('Unlocked', 'one') }, 'unlock one');
    const { found } = await historyOf(repository, 'HEAD~4', { paths: ['c'] });
    expect(linesOf(found)).toEqual([
      'lock one: stronger one vault-immutability-weakened a/one.json:13',
      'unlock one: weaker one vault-immutability-weakened c/one.json:13',
    ]);
    expect(linesOf((await historyOf(repository, 'HEAD~4', { paths: ['b/two.json'] })).found)).toEqual([
      'lock two: stronger two vault-immutability-weakened b/two.json:13',
    ]);
  });

  test('judges what modules, parameter files and loaded texts change', async ({ repository }) => {
    const main = `param days int
module vault 'modules/vault.bicep' = { name: 'vault', params: { days: days } }
`;
    const module = `param days int
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: loadTextContent('name.txt')
  location: 'westeurope'
  sku: { name: 'RS0', tier: 'Standard' }
  properties: {
    securitySettings: {
      softDeleteSettings: { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: days }
    }
  }
}
`;
    const parameters = (days: number): string => `using 'main.bicep'\nparam days = ${days}\n`;
    const files = { 'main.bicep': main, 'modules/vault.bicep': module, 'modules/name.txt': 'rsv', 'note.txt': 'a' };
    repository.commit({ ...files, 'main.bicepparam': parameters(30) }, 'start');
    repository.commit({ 'note.txt': 'b' }, 'note');
    repository.commit({ 'main.bicepparam': parameters(60) }, 'longer');
    repository.commit({ 'modules/name.txt': 'rsv-2' }, 'rename');
    repository.commit({ 'modules/vault.bicep': module.replace('AlwaysON', 'Disabled') }, 'off');
    const { found } = await historyOf(repository, 'HEAD~4');
    expect(linesOf(found).map((line) => line.replace(/ \S+$/, ''))).toEqual([
      'longer: stronger rsv vault-soft-delete-period-shortened',
      'rename: weaker rsv vault-replaced',
      'off: weaker rsv-2 vault-soft-delete-weakened',
    ]);
    expect(found.counts).toEqual({ commits: 4, judged: 3 });
  });

  test('says what cannot be determined, with its reason', async ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') }, 'start');
    repository.commit({ 'main.json': vaultTemplate('Locked').slice(0, 300) }, 'tear');
    repository.commit({ 'main.json': vaultTemplate('Locked') }, 'mend');
    repository.commit({ 'armlock.yaml': 'unknown: [' }, 'break the configuration');
    repository.commit({ 'main.json': vaultTemplate('Disabled') }, 'in the dark');
    const { code, found } = await historyOf(repository, 'HEAD~4');
    expect([code, found.complete]).toEqual([1, false]);
    const dark = found.commits.find(({ subject }) => subject === 'in the dark');
    expect(dark?.steps.map(({ kind, rule }) => [kind, rule])).toEqual([['unknown', null]]);
    expect(dark?.steps[0]?.message).toMatch(/^Cannot determine what became of protection: armlock\.yaml:1:/);
    for (const subject of ['tear', 'mend']) {
      const steps = found.commits.find((commit) => commit.subject === subject)?.steps ?? [];
      expect(
        steps.map(({ kind }) => kind),
        subject,
      ).toContain('unknown');
    }
  });

  test('judges each commit with the configuration and the waivers of its parent', async ({ repository }) => {
    const waiver = `waivers:
  - rule: vault-immutability-weakened
    resource: rsv-prod
    reason: agreed
    owner: ada
    expires: 2999-01-01
`;
    repository.commit(
      { 'main.json': vaultTemplate('Locked'), 'other.json': vaultTemplate('Locked', 'other') },
      'start',
    );
    repository.commit({ 'other.json': vaultTemplate('Unlocked', 'other') }, 'before');
    repository.commit({ 'armlock.yaml': `ignore: [other.json]\n${waiver}` }, 'configure');
    repository.commit({ 'other.json': vaultTemplate('Disabled', 'other') }, 'ignored');
    repository.commit({ 'main.json': vaultTemplate('Unlocked') }, 'accepted');
    const { found, text } = await historyOf(repository, 'HEAD~4');
    const accepted = found.commits.flatMap(({ subject, steps }) =>
      steps.map(({ kind, accepted: by }) => [subject, kind, by?.owner]),
    );
    expect(accepted).toEqual([
      ['before', 'weaker', undefined],
      ['accepted', 'weaker', 'ada'],
    ]);
    expect(text).toContain('accepted by ada until 2999-01-01: agreed');
  });
});

type Told<T> = Pick<StepJson, 'before' | 'after' | 'message'> & { readonly rule: T };

function pick<T>({ rule, before, after, message }: Told<T>): Told<T> {
  return { rule, before, after, message };
}

describe('laws', () => {
  test('each step is what diff finds between the commit and its parent, and the sum what it finds from first to last', async ({
    repository,
  }) => {
    walkThrough(repository);
    const { found } = await historyOf(repository, 'HEAD~10', { head: 'HEAD~1' });
    const lost = (steps: readonly StepJson[]): readonly unknown[] =>
      steps.filter(({ kind, message }) => kind === 'weaker' || /^Immutability/.test(message)).map(pick);
    const diffOf = async (base: string, head: string): Promise<readonly unknown[]> => {
      const { findings } = await diff({ cwd: repository.folder, base, head, exactBase: true });
      return findings.map((one) => pick({ ...one, rule: one.rule.id })).filter(({ rule }) => !notLost.has(rule));
    };
    for (const { id, steps } of found.commits) expect(lost(steps), id).toEqual(await diffOf(`${id}^`, id));
    expect(found.commits.length).toBeGreaterThan(4);
    expect(lost(found.sum)).toEqual(await diffOf(found.first, found.last));
  });

  test('a commit that is left out has nothing, whatever leads from its files to templates', async ({ repository }) => {
    const { folder, git } = repository;
    const bicep = (days: number): string => `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: loadTextContent('../texts/name.txt')
  location: 'westeurope'
  properties: { securitySettings: { softDeleteSettings: { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: ${days} } } }
}
`;
    const nested = (file: string): string =>
      vaultTemplate('Locked', 'unused').replace(
        /"resources": \[[\s\S]*\]/,
        `"resources": [{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "n", "properties": { "mode": "Incremental", "templateLink": { "relativePath": "${file}" } } }]`,
      );
    repository.commit({ 'a/main.bicep': bicep(30), 'texts/name.txt': 'rsv', 'x.txt': 'x' }, 'start');
    const changes: Readonly<Record<string, string>>[] = [
      { 'texts/name.txt': 'rsv-2' },
      { 'texts/other.txt': 'x' },
      { 'b/linked.tpl': vaultTemplate('Locked', 'linked') },
      { 'b/main.json': nested('linked.tpl') },
      { 'b/linked.tpl': vaultTemplate('Disabled', 'linked') },
      { 'c/entry.bicep': `module m '../a/main.bicep' = { name: 'm' }\n` },
      { 'a/main.bicep': bicep(20) },
      { 'bicepconfig.json': '{}' },
      { 'app/package.json': '{}', 'app/main.ts': 'x' },
      { 'armlock.yaml': 'targets:\n  - template: d/odd.deploy\n' },
      { 'd/odd.deploy': vaultTemplate('Locked', 'odd') },
      { 'd/odd.deploy': vaultTemplate('Unlocked', 'odd') },
      { 'armlock.yaml': 'ignore: [d]\n' },
    ];
    for (const [index, files] of changes.entries()) repository.commit(files, `${index}`);
    symlinkSync('../texts', path.join(folder, 'a/link'));
    repository.commit({ 'a/main.bicep': bicep(20).replace('../texts', 'link') }, 'link');
    repository.commit({ 'texts/name.txt': 'rsv-3' }, 'behind the link');
    const count = changes.length + 2;
    const { found } = await historyOf(repository, `HEAD~${count}`);
    const steps = new Map(found.commits.map(({ id, steps: own }) => [id, own]));
    const ids = git('rev-list', '--reverse', `HEAD~${count}..HEAD`).split('\n');
    for (const id of ids) {
      const own = (steps.get(id) ?? []).filter(({ kind }) => kind === 'weaker').map(pick);
      const { findings } = await diff({ cwd: folder, base: `${id}^`, head: id, exactBase: true });
      const lost = findings.filter(({ rule, verdict }) => verdict === 'weakened' && !notLost.has(rule.id));
      expect(own, git('log', '-1', '--format=%s', id)).toEqual(lost.map((one) => pick({ ...one, rule: one.rule.id })));
    }
    expect(linesOf(found).filter((line) => line.includes('weaker')).length).toBeGreaterThan(4);
  });

  /** Findings about what gets stronger in a way that has its own dangers. */
  const notLost: ReadonlySet<string> = new Set([
    'vault-immutability-locked',
    'vault-soft-delete-locked',
    'policy-updated-in-place',
    'safeguard-removed-with-loss',
  ]);

  test('a commit and its reversal have the same steps with signs exchanged', async ({ repository }) => {
    const states = [policy(30), vaultTemplate('Locked'), policy(7), vaultTemplate('Disabled')];
    repository.commit({ 'main.json': vaultTemplate('Unlocked') }, 'start');
    for (const [index, state] of states.entries()) {
      repository.commit({ 'main.json': state }, `${index}`);
      repository.git('revert', '--no-edit', 'HEAD');
    }
    const { code, found } = await historyOf(repository, `HEAD~${2 * states.length}`);
    const turned: Readonly<Record<string, string>> = { weaker: 'stronger', stronger: 'weaker' };
    const sideOf = ({ kind, rule, resource, property, before, after }: StepJson, isTurned: boolean): string =>
      isTurned
        ? [turned[kind], rule, resource?.name, property, after, before].join('|')
        : [kind, rule, resource?.name, property, before, after].join('|');
    expect(found.commits).toHaveLength(2 * states.length);
    for (const [index, { steps }] of found.commits.entries()) {
      const next = index % 2 === 0 ? found.commits[index + 1] : undefined;
      if (next)
        expect(next.steps.map((step) => sideOf(step, true)).sort()).toEqual(
          steps.map((step) => sideOf(step, false)).sort(),
        );
    }
    expect([code, found.sum]).toEqual([0, []]);
  });

  test('a history without harm has no step', async ({ repository }) => {
    repository.commit({ 'main.json': policy(30), 'app.ts': '1' }, 'start');
    repository.commit({ 'main.json': policy(30).replaceAll('  ', '    ') }, 'indent');
    repository.commit(
      { 'main.json': policy(30).replace('"westeurope"', `"[concat('west', 'europe')]"`) },
      'expression',
    );
    repository.commit({ 'main.json': policy(30), 'app.ts': '2' }, 'back');
    repository.git('mv', 'main.json', 'vault.json');
    repository.commit({}, 'rename');
    const { code, found } = await historyOf(repository, 'HEAD~4');
    expect(linesOf(found)).toEqual([]);
    expect([code, found.sum]).toEqual([0, []]);
  });

  test('of 2,000 commits, only those that change a template are judged', { timeout: 120_000 }, async ({
    repository,
  }) => {
    writeHistory(repository.folder, { commits: 2000, services: 7, touching: 50 });
    const { code, found } = await historyOf(repository, 'main~2000', { head: 'main' });
    expect(found.counts).toEqual({ commits: 2000, judged: 40 });
    expect(found.commits).toHaveLength(40);
    // How long what is deleted is kept is worth a warning.
    expect([code, found.complete, found.sum.length]).toEqual([0, true, 7]);
  });
});

describe('what strangers write', () => {
  const nasty = '<script>alert(1)</script> \u001b[31m\u202e ##vso[task.complete] ::error::x %0A {{7*7}}';

  test('does nothing in any report', async ({ repository, home }) => {
    const file = 'a <b>"&.json';
    repository.commit({ [file]: vaultTemplate('Locked', 'rsv<i>') }, 'start');
    const { code } = run(
      repository.folder,
      'git',
      ['-c', 'i18n.commitEncoding=UTF-8', 'commit', '-q', '--allow-empty', '-m', nasty],
      { ...gitEnvironment, GIT_AUTHOR_NAME: nasty },
    );
    expect(code).toBe(0);
    repository.commit({ [file]: vaultTemplate('Disabled', 'rsv<i>') }, 'x');
    repository.git('commit', '-q', '--amend', '--author', `${nasty.replace(/[<>]/g, '')} <a@b>`, '-m', nasty);
    const written = path.join(home, 'history.html');
    const args = ['history', '--since', 'HEAD~2', '--report', 'json', '--report', `html=${written}`];
    const { out: json } = repository.armlock(...args);
    const { text, page } = await historyOf(repository, 'HEAD~2');
    expect(readFileSync(written, 'utf8')).toBe(page);
    for (const report of [text, json, page]) {
      expect(report).toContain('vault-immutability-weakened');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(report).not.toMatch(/\u001b|\u202e|##vso\[|^\s*::/m);
    }
    expect(page).not.toMatch(/<script|<i>|<b>/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<svg class="history"');
  });

  test('shows no secret, neither in a template nor in a subject', async ({ repository }) => {
    const secret = 'hunter2-hunter2';
    const bicep = (state: string): string => `@secure()
param password string = '${secret}'
resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv'
  tags: { password: password }
  properties: { securitySettings: { immutabilitySettings: { state: '${state}' } } }
}
`;
    repository.commit({ 'main.bicep': bicep('Locked') }, 'start');
    repository.commit({ 'main.bicep': bicep('Disabled') }, `password is ${secret}`);
    const { text, page, found } = await historyOf(repository, 'HEAD~1');
    const all = text + page + JSON.stringify(found);
    expect(all).toContain('vault-immutability-weakened');
    expect(all).not.toContain(secret);
  });
});

describe('what cannot be asked', () => {
  test.for<readonly [string, readonly string[], RegExp]>([
    ['no revision', [], /history needs --since <revision>/],
    ['another format', ['--report', 'sarif'], /history has no report 'sarif'; use text, json, html/],
    ['a format misspelt', ['--report', 'jsn'], /Did you mean 'json'\?/],
    ['no file', ['--report', 'html='], /names no file/],
    ['two on one output', ['--report', 'text', '--report', 'json'], /Only one report/],
    ['one file twice', ['--report', 'json=a', '--report', 'html=./a'], /the same file 'a'/],
    ['an option misspelt', ['--sinse', 'HEAD'], /Did you mean '--since'\?/],
  ])('%s', async ([, args, message]) => {
    let [out, err] = ['', ''];
    const io = { out: (text: string) => (out += text), err: (text: string) => (err += text), env: {}, terminal: false };
    expect([await main(['history', ...args], io), out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test.for<readonly [string, Partial<HistoryOptions>, RegExp]>([
    ['a revision that does not exist', { since: 'nowhere' }, /the revision 'nowhere' is not in this clone/],
    ['an option in its place', { since: '--all' }, /the revision '--all' is not in this clone/],
    ['a date', { since: '2026-01-31' }, /is a date; .* git rev-list -1 --before='2026-01-31' HEAD/],
    ['a time of git', { since: '2 weeks ago' }, /is a date/],
    ['a path outside', { paths: ['../elsewhere'] }, /is outside of the repository/],
    ['a path that is not there', { paths: ['elsewhere'] }, /'elsewhere' is neither in base nor in head/],
  ])('%s', async ([, asked, message], { repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    await expect(history({ cwd: repository.folder, since: 'HEAD', ...asked })).rejects.toThrow(message);
  });

  test('a folder without a repository', async ({ home }) => {
    await expect(history({ cwd: home, since: 'HEAD' })).rejects.toThrow(/is in no git repository/);
  });

  test('a clone whose history is cut off, and revisions that have nothing in common', async ({ repository, home }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') }, 'one');
    repository.git('tag', 'old');
    for (const subject of ['two', 'three', 'four']) repository.commit({ 'README.md': subject }, subject);
    const clone = path.join(home, 'clone');
    repository.git('clone', '-q', '--depth', '2', `file://${repository.folder}`, clone);
    repositoryIn(clone).git('fetch', '-q', '--depth', '1', 'origin', 'tag', 'old');
    await expect(history({ cwd: clone, since: 'old' })).rejects.toThrow(
      /shallow and its history ends before .* git fetch --unshallow/,
    );
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.commit({ 'README.md': 'other' }, 'other');
    await expect(history({ cwd: repository.folder, since: 'old' })).rejects.toThrow(/is not in the history of/);
  });

  test('nothing since: there is no step', async ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    const { code, found } = await historyOf(repository, 'HEAD');
    expect([code, found.counts, found.commits, found.sum]).toEqual([0, { commits: 0, judged: 0 }, [], []]);
  });
});
