import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  armlock,
  cli,
  gitEnvironment,
  type Ran,
  repositoryIn,
  root,
  run,
  type TestRepository,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';

/** The pages that users read, whose examples are run. */
const pages = ['README.md', ...['git', 'configuration', 'waivers', 'what-if', 'ci'].map((name) => `docs/${name}.md`)];
const readme = pages.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');

/** The commands of armlock in a section, as its code blocks have them. */
function commandsOf(heading: string): readonly (readonly string[])[] {
  const section = readme.split(/^#{1,2} /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  return blocks
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('armlock '))
    .map((line) => line.split(' ').slice(1));
}

describe('the section about what-if and live state', () => {
  const commands = commandsOf('What-if and live state');

  test('has commands', () => {
    expect(commands).toHaveLength(2);
  });

  test.each(commands.map((command) => [command.join(' '), command] as const))(
    'armlock %s does what it says',
    (_, args) => {
      const { code, out, err } = armlock(path.join(root, 'examples/what-if'), args);
      expect(err).toBe('');
      expect(out).toContain('Immutability of Recovery Services vault rsv-prod goes from Locked to Unlocked.');
      expect(code).toBe(1);
    },
  );
});

describe('the section about git', () => {
  const home = temporaryFolder();
  const repository = repositoryIn(path.join(home.path, 'repo'));
  const weaken = (state: string): string =>
    repository.commit({
      'infra/main.json': vaultTemplate(state),
      'other/main.json': vaultTemplate(state, 'rsv-other'),
    });
  beforeAll(() => {
    weaken('Locked');
    repository.git('tag', 'v1.2.0');
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    weaken('Unlocked');
    repository.git('tag', 'v1.3.0');
    writeFiles(repository.folder, { 'infra/main.json': vaultTemplate('Disabled') });
    repository.git('add', '-A');
    writeFiles(repository.folder, { 'other/main.json': vaultTemplate('Disabled', 'rsv-other') });
  });
  afterAll(() => home.remove());

  test.each([
    ['diff', ['rsv-prod: Unlocked -> Disabled', 'rsv-other: Unlocked -> Disabled']],
    ['diff --staged', ['rsv-prod: Unlocked -> Disabled']],
    ['diff --base origin/main', ['rsv-prod: Locked -> Disabled', 'rsv-other: Locked -> Disabled']],
    ['diff origin/main', ['rsv-prod: Locked -> Disabled', 'rsv-other: Locked -> Disabled']],
    ['diff v1.2.0..v1.3.0 -- infra/', ['rsv-prod: Locked -> Unlocked']],
    ['diff --base v1.2.0 --exact-base --head v1.3.0 infra/', ['rsv-prod: Locked -> Unlocked']],
  ])('armlock %s judges what it says', (command, expected) => {
    expect(commandsOf('Git').map((args) => args.join(' '))).toContain(command);
    const { code, out } = repository.armlock(...command.split(' '));
    const found = [...out.matchAll(/vault (\S+) goes\s+from\s+(\w+)\s+to\s+(\w+)\./g)];
    expect(found.map(([, name, before, after]) => `${name}: ${before} -> ${after}`)).toEqual(expected);
    expect(code).toBe(1);
  });

  test('has no other commands', () => {
    expect(commandsOf('Git')).toHaveLength(6);
  });
});

/** The first YAML after a heading. Comments in it begin as headings do. */
function yamlOf(heading: string): string {
  const [, after = ''] = readme.split(new RegExp(`^#{1,2} ${heading}$`, 'm'));
  return /```yaml\n([\s\S]*?)```/.exec(after)?.[1] ?? '';
}

describe('the sections about configuration and waivers', () => {
  let home: ReturnType<typeof temporaryFolder>;
  let repository: TestRepository;
  beforeEach(() => {
    home = temporaryFolder();
    repository = repositoryIn(home.path);
  });
  afterEach(() => home.remove());

  const policy = (years: number): string => `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {
  name: 'rsv-prod-weu'
}

resource policy 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {
  parent: vault
  name: 'vm-bronze'
  properties: {
    backupManagementType: 'AzureIaasVM'
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy'
      scheduleRunFrequency: 'Daily'
      scheduleRunTimes: ['2024-01-01T01:00:00Z']
    }
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy'
      dailySchedule: {
        retentionTimes: ['2024-01-01T01:00:00Z']
        retentionDuration: { count: ${years}, durationType: 'Years' }
      }
    }
  }
}
`;
  const rule = readFileSync(path.join(root, 'rules/vault-immutability-disabled.yaml'), 'utf8').replace(
    'id: vault-immutability-disabled',
    'id: ours',
  );
  const files = (years: number): Readonly<Record<string, string>> => ({
    'infra/main.bicep': policy(years),
    'samples/main.bicep': policy(years).replace('vm-bronze', 'vm-sample'),
    'settings/production.json':
      '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {}}',
    'policies/armlock/ours.yaml': rule,
  });
  const cut = (configuration: string): Ran => {
    repository.commit({ ...files(10), 'armlock.yaml': configuration });
    writeFiles(repository.folder, files(1));
    return repository.armlock('diff');
  };

  test('the configuration is taken as it is shown', () => {
    const { code, out, err } = cut(yamlOf('Configuration'));
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('vm-bronze goes from 10 years to 1 year');
    // The vault that is only referred to is known to be locked, and samples are left out.
    expect(out).toContain('The deployment fails: the vault is immutable');
    expect(out).not.toContain('vm-sample');
    expect(out).toMatch(/in 1 target\.$/m);
  });

  test('the waiver covers what it says until its day', () => {
    const waivers = yamlOf('Waivers and known findings');
    const [, year = ''] = /expires: (\d{4})/.exec(waivers) ?? [];
    const { code, out } = cut(`ignore: [samples]\n${waivers.replace(year, '2999')}`);
    expect([code, out]).toEqual([0, expect.stringContaining('Accepted by waiver (1):')]);
  });

  test('the baseline knows what was there', () => {
    writeFiles(repository.folder, { 'main.json': vaultTemplate('Disabled') });
    const [write = [], read = []] = commandsOf('Waivers and known findings');
    expect(repository.armlock(...write)).toMatchObject({ code: 0, out: '' });
    expect(repository.armlock(...read, '--fail-on', 'note')).toMatchObject({ code: 0 });
  });
});

test('the job of GitLab writes what its artifacts name', () => {
  const job = parse(readFileSync(path.join(root, 'examples/gitlab/.gitlab-ci.yml'), 'utf8')) as {
    readonly armlock: {
      readonly script: readonly string[];
      readonly artifacts: { readonly reports: Readonly<Record<string, string>> };
    };
  };
  const home = temporaryFolder();
  const repository = repositoryIn(home.path);
  const base = repository.commit({ 'main.json': vaultTemplate('Unlocked') });
  const head = repository.commit({ 'main.json': vaultTemplate('Disabled') });
  const { script, artifacts } = job.armlock;
  const command = `armlock() { "${process.execPath}" "${cli}" "$@"; }; ${script.join('\n')}`;
  const { code } = run(home.path, 'bash', ['-c', command], {
    ...gitEnvironment,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI_COMMIT_SHA: head,
  });
  const reports = Object.values(artifacts.reports).map((file) => readFileSync(path.join(home.path, file), 'utf8'));
  home.remove();
  expect(JSON.parse(reports[0] ?? '')).toMatchObject([{ check_name: 'vault-immutability-weakened' }]);
  expect(reports[1]).toContain('<failure');
  expect(code).toBe(1);
});
