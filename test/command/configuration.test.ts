import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect } from 'vitest';
import { readConfiguration } from '../../src/config/read.ts';
import { sourceFile, whereIs } from '../../src/text/source.ts';
import {
  armlock,
  gitEnvironment,
  type Ran,
  root,
  type TestRepository,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { test } from '../support/folders.ts';

const strong = vaultTemplate('Unlocked');
const weak = vaultTemplate('Disabled');
const empty = strong.replace(/"resources": \[[\s\S]*\]/, '"resources": []');

interface Report {
  readonly findings: readonly {
    rule: string;
    severity: string;
    confidence: string;
    message: string;
    fingerprint: string;
    waiver: unknown;
  }[];
  readonly waived: readonly { rule: string; waiver: { kind: string } }[];
  readonly notices: readonly {
    code: string;
    message: string;
    severity: string;
    at: { file: string; line: number; column: number } | null;
  }[];
  readonly complete: boolean;
}

function reportOf({ out }: Ran): Report {
  return JSON.parse(out) as Report;
}

function problems(text: string): readonly string[] {
  const { errors, warnings } = readConfiguration(sourceFile('armlock.yaml', text));
  return [...errors, ...warnings].map(({ span, message }) => `${whereIs(span)}: ${message}`);
}

describe('what a configuration may say', () => {
  test('everything in the schema, and an empty file', () => {
    const schema = JSON.parse(readFileSync(path.join(root, 'docs/armlock.schema.json'), 'utf8')) as object;
    expect(new Ajv({ allErrors: true, keywords: ['patternErrorMessage'] }).validateSchema(schema)).toBe(true);
    expect(problems('')).toEqual([]);
    expect(problems('# nothing\n')).toEqual([]);
  });

  test.each([
    ['mode: sideways\n', `armlock.yaml:1:7: 'mode' must be one of incremental, complete, stack-delete, stack-detach.`],
    ['unknown: warning\nfial: x\n', `armlock.yaml:2:1: The document has no property 'fial'.`],
    ['targets:\n  - parameters: [a.json]\n', `armlock.yaml:2:5: 'targets.0' needs 'template'.`],
    ['rules: ["../x\\\\y"]\n', `armlock.yaml:1:9: 'rules.0' is not as it should be. Write a path`],
    ['mode: [\n', 'armlock.yaml:2:1: '],
    ['- a\n', 'armlock.yaml:1:1: The document must be a mapping of keys to values.'],
    ['a: &a [*a, *a]\n', 'armlock.yaml:1:'],
    ['rulePages: https://a.example/rules\n', `armlock.yaml:1:12: 'rulePages' is not as it should be. Write an address`],
    ['rulePages: "javascript:{rule}"\n', `armlock.yaml:1:12: 'rulePages' is not as it should be. Write an address`],
    ['rulePages: https://a.example/{rule}](y)\n', `armlock.yaml:1:12: 'rulePages' is not as it should be.`],
    ['waivers: 1\n', `armlock.yaml:1:10: 'waivers' must be a list.`],
  ])('%j is reported with its place', (text, expected) => {
    expect(problems(text)[0]).toContain(expected);
  });

  test('a waiver that is wrong leaves the others as they are', () => {
    const waiver = (expires: string): string =>
      `  - {rule: vault-removed, resource: a, reason: b, owner: c, expires: ${expires}}\n`;
    const text = `waivers:\n${waiver('2027-01-31')}${waiver('2027-02-31')}${waiver('soon')}  - {rule: vault-removed}\n`;
    const { configuration, errors } = readConfiguration(sourceFile('armlock.yaml', text));
    expect([errors, configuration.waivers.length]).toEqual([[], 1]);
    expect(problems(text).slice(0, 2)).toEqual([
      expect.stringContaining(`armlock.yaml:3:70: '2027-02-31' is not a date`),
      expect.stringContaining('armlock.yaml:4:70: '),
    ]);
  });
});

describe('what a configuration does', () => {
  test('severities, also off; a rule that does not exist is a mistake', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'severities:\n  vault-immutability-weakened: warning\n' });
    writeFiles(repository.folder, { 'main.json': weak });
    const found = repository.armlock('diff', '--report', 'json');
    expect([found.code, reportOf(found).findings.map(({ severity }) => severity)]).toEqual([0, ['warning']]);
    expect(repository.armlock('diff', '--fail-on', 'warning').code).toBe(1);
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'severities:\n  vault-immutability-weakened: off\n' });
    writeFiles(repository.folder, { 'main.json': weak });
    expect(reportOf(repository.armlock('diff', '--report', 'json')).findings).toEqual([]);
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'severities:\n  no-such-rule: off\n' });
    const wrong = repository.armlock('diff');
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining(`armlock.yaml:2:3: There is no rule 'no-such-rule'`),
    ]);
  });

  test('the mode of all targets and of one, which an option outdoes', ({ repository }) => {
    const targets = 'mode: incremental\ntargets:\n  - template: b/main.json\n    mode: complete\n';
    repository.commit({
      'a/main.json': strong,
      'b/main.json': vaultTemplate('Unlocked', 'b'),
      'armlock.yaml': targets,
    });
    writeFiles(repository.folder, { 'a/main.json': empty, 'b/main.json': empty });
    const found = (...args: readonly string[]): readonly (readonly [string, string])[] =>
      reportOf(repository.armlock('diff', '--report', 'json', ...args)).findings.map(
        ({ rule, confidence, message }) => [message.includes(' b ') ? 'b' : 'a', `${rule} ${confidence}`],
      );
    expect(found()).toEqual([
      ['a', 'vault-left-unmanaged certain'],
      ['b', 'vault-removed certain'],
    ]);
    expect(found('--mode', 'incremental').filter(([, rule]) => rule.startsWith('vault-removed'))).toEqual([]);
  });

  test('targets with parameter files of other names, their context, and files that are not there', ({ repository }) => {
    const parameters = (value: string): string =>
      `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {"state": {"value": "${value}"}}}`;
    const template = vaultTemplate(`[parameters('state')]`, `[resourceGroup().name]`).replace(
      '"resources"',
      '"parameters": { "state": { "type": "string" } }, "resources"',
    );
    const configuration =
      'targets:\n  - template: ./templates/vault.json\n    parameters: [settings/production.json]\n    scope: /subscriptions/1/resourceGroups/rg-prod\n';
    repository.commit({
      'templates/vault.json': template,
      'settings/production.json': parameters('Unlocked'),
      'armlock.yaml': configuration,
    });
    writeFiles(repository.folder, { 'settings/production.json': parameters('Disabled') });
    const report = reportOf(repository.armlock('diff', '--report', 'json'));
    expect(report.findings.map(({ message }) => message)).toEqual([expect.stringContaining('rg-prod')]);
    repository.commit({ 'templates/vault.json': undefined, 'settings/production.json': parameters('x') });
    repository.commit({ 'other.json': strong });
    const missing = repository.armlock('diff', '--base', 'HEAD~1', '--report', 'json');
    expect([missing.code, reportOf(missing).notices.map(({ message, at }) => [message, at?.line])]).toEqual([
      3,
      [[`There is no file 'templates/vault.json', which a declared target uses.`, 2]],
    ]);
  });

  test('paths to ignore', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'samples/main.json': strong, 'armlock.yaml': 'ignore: [samples]\n' });
    writeFiles(repository.folder, { 'samples/main.json': weak });
    expect(repository.armlock('diff').code).toBe(0);
    expect(repository.armlock('check').out).toContain('in 1 target.');
  });

  test('what is known of a vault', ({ repository }) => {
    const policy = (days: number): string =>
      strong.replace(
        /"resources": \[[\s\S]*\]/,
        `"resources": [{ "type": "Microsoft.RecoveryServices/vaults/backupPolicies", "apiVersion": "2024-04-01", "name": "rsv/daily",
        "properties": { "backupManagementType": "AzureIaasVM", "retentionPolicy": { "retentionPolicyType": "LongTermRetentionPolicy",
        "dailySchedule": { "retentionTimes": ["2024-01-01T01:00:00Z"], "retentionDuration": { "count": ${days}, "durationType": "Days" } } },
        "schedulePolicy": { "schedulePolicyType": "SimpleSchedulePolicy", "scheduleRunFrequency": "Daily", "scheduleRunTimes": ["2024-01-01T01:00:00Z"] } } }]`,
      );
    const outcomes = (): readonly unknown[] =>
      (
        JSON.parse(repository.armlock('diff', '--report', 'json').out) as { findings: readonly { outcome: string }[] }
      ).findings.map(({ outcome }) => outcome);
    repository.commit({ 'main.json': policy(30) });
    writeFiles(repository.folder, { 'main.json': policy(10) });
    expect(outcomes()).toEqual(['depends']);
    repository.commit({
      'main.json': policy(30),
      'armlock.yaml': 'vaults:\n  - name: rsv\n    immutability: Locked\n',
    });
    writeFiles(repository.folder, { 'main.json': policy(10) });
    expect(outcomes()).toEqual(['refused']);
  });

  test('rules of the repository', ({ repository }) => {
    const rule = readFileSync(path.join(root, 'rules/vault-immutability-disabled.yaml'), 'utf8')
      .replace('id: vault-immutability-disabled', 'id: ours')
      .replace(/^severity: .*$/m, 'severity: error');
    writeFiles(repository.folder, {
      'main.json': weak,
      'policies/ours.yaml': rule,
      'armlock.yaml': 'rules: [policies]\n',
    });
    const found = reportOf(repository.armlock('check', '--report', 'json'));
    expect(found.findings.map((one) => one.rule)).toContain('ours');
    writeFiles(repository.folder, { 'armlock.yaml': 'rules: [nowhere]\n' });
    const wrong = repository.armlock('check');
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining(`armlock.yaml:1:9: There is no folder of rules 'nowhere'.`),
    ]);
  });

  test('rules of the repository that name what Azure does not have', ({ repository }) => {
    const rule = readFileSync(path.join(root, 'rules/vault-immutability-disabled.yaml'), 'utf8')
      .replace('id: vault-immutability-disabled', 'id: ours')
      .replace('Microsoft.RecoveryServices/vaults:', 'Microsoft.RecoveryService/vaults:');
    writeFiles(repository.folder, {
      'main.json': weak,
      'policies/ours.yaml': rule,
      'armlock.yaml': 'rules: [policies]\n',
    });
    const message = `No resource type 'Microsoft.RecoveryService/vaults' is published. Did you mean 'Microsoft.RecoveryServices/vaults'?`;
    const found = reportOf(repository.armlock('check', '--report', 'json'));
    expect(found.notices).toContainEqual(expect.objectContaining({ code: 'rule-type', message }));
    const listed = repository.armlock('rules', '--rules', path.join(repository.folder, 'policies'));
    expect([listed.code, listed.out]).toEqual([0, expect.stringMatching(/^ours +warning/m)]);
    expect(listed.err).toMatch(new RegExp(`ours\\.yaml:13:5: warning: ${message.replaceAll(/[?.]/g, '\\$&')}`));
    writeFiles(repository.folder, { 'policies/ours.yaml': rule.replace('mode: state', 'mode: diff') });
    const wrong = repository.armlock('check');
    const place = path.join('policies', 'ours.yaml:7:7').replaceAll('\\', '/');
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining(`${place}: 'level-below-minimum' cannot judge mode 'diff'; use state.`),
    ]);
  });

  test('check finds it in a folder above, and one that is named', ({ home, repository }) => {
    writeFiles(repository.folder, {
      'a/main.json': weak,
      'armlock.yaml': 'severities: {vault-immutability-disabled: off, vault-soft-delete-disabled: off}\n',
    });
    const rules = (...args: readonly string[]): readonly string[] =>
      reportOf(armlock(path.join(repository.folder, 'a'), ['check', '--report', 'json', ...args])).findings.map(
        ({ rule }) => rule,
      );
    expect(rules()).not.toContain('vault-immutability-disabled');
    writeFiles(home, { 'other.yaml': 'unknown: ignore\n' });
    expect(rules('--config', path.join(home, 'other.yaml'))).toContain('vault-immutability-disabled');
    expect(armlock(repository.folder, ['check', '--config', 'none.yaml']).code).toBe(2);
  });
});

describe('who may change what is judged by', () => {
  test('reports link to the pages of rules where base says that they are', ({ repository }) => {
    const page = (host: string): string => `https://${host}.example/armlock/vault-immutability-weakened.html`;
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'rulePages: https://docs.example/armlock/{rule}.html\n' });
    const evil = 'rulePages: https://evil.example/armlock/{rule}.html\n';
    writeFiles(repository.folder, { 'main.json': weak, 'armlock.yaml': evil });
    for (const format of ['markdown', 'html', 'sarif']) {
      const { out } = repository.armlock('diff', '--report', format);
      expect(out, format).toContain(page('docs'));
      expect(out, format).not.toContain(page('evil'));
    }
  });

  const off = 'severities:\n  vault-immutability-weakened: off\n';

  test('a change is judged by the configuration of base, and says that it edits it', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    repository.git('checkout', '-qb', 'feature');
    repository.commit({ 'main.json': weak, 'armlock.yaml': off });
    for (const head of [[], ['--head', 'HEAD']]) {
      const found = repository.armlock('diff', '--base', 'main', ...head, '--report', 'json');
      expect(found.code).toBe(1);
      expect(reportOf(found).notices).toEqual([
        expect.objectContaining({
          code: 'configuration-changed',
          severity: 'warning',
          at: expect.objectContaining({ line: 1 }),
        }),
      ]);
    }
    for (const head of [[], ['--staged'], ['--head', 'HEAD']]) {
      const named = repository.armlock('diff', '--base', 'main', ...head, '--config', 'armlock.yaml');
      expect(named.code).toBe(1);
    }
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', 'feature');
    repository.commit({ 'main.json': strong });
    repository.commit({ 'main.json': weak });
    expect(repository.armlock('diff', '--base', 'HEAD~1').code).toBe(0);
  });

  test('a change of the mode of deployment is reported, with what happens to what templates drop', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'mode: incremental\n' });
    const targets = 'targets:\n  - template: main.json\n    mode: stack-delete\n';
    repository.commit({ 'main.json': weak, 'armlock.yaml': `mode: complete\n${targets}` });
    const [notice] = reportOf(repository.armlock('diff', '--base', 'HEAD~1', '--report', 'json')).notices;
    expect(notice?.message).toBe(
      'The configuration armlock.yaml changes. ' +
        'The mode of all other targets goes from incremental to complete: what its template no longer declares is deleted. ' +
        'The mode of main.json goes from incremental to stack-delete: what its template no longer declares is deleted.',
    );
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'mode: complete\n' });
    const [other] = reportOf(repository.armlock('diff', '--base', 'HEAD~1', '--report', 'json')).notices;
    expect(other?.message).toContain('The mode of main.json goes from stack-delete to complete');
  });

  test('what is staged is judged by the configuration of the last commit', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    writeFiles(repository.folder, { 'main.json': weak, 'armlock.yaml': off });
    repository.git('add', '-A');
    const found = repository.armlock('diff', '--staged');
    expect([found.code, found.out]).toEqual([1, expect.stringContaining('configuration-changed')]);
  });

  test('rules that base has are those of base, however they are named', ({ repository }) => {
    const text = readFileSync(path.join(root, 'rules/vault-immutability-weakened.yaml'), 'utf8');
    const rule = text
      .replace('id: vault-immutability-weakened', 'id: ours')
      .replace(/^supersededBy:.*(\n {2}.*)*/m, '');
    const severities = 'severities:\n  vault-immutability-weakened: off\n';
    repository.commit({
      'main.json': strong,
      'policies/ours.yaml': rule,
      'armlock.yaml': `rules: [policies]\n${severities}`,
    });
    repository.commit({ 'main.json': weak, 'policies/ours.yaml': rule.replace('severity: error', 'severity: note') });
    for (const args of [[], ['--rules', 'policies']]) {
      const found = repository.armlock('diff', '--base', 'HEAD~1', '--report', 'json', ...args);
      const { findings, notices } = reportOf(found);
      expect(findings.map((one) => [one.rule, one.severity])).toEqual([['ours', 'error']]);
      expect(notices.map(({ message }) => message)).toEqual(['The rules in policies/ours.yaml change.']);
    }
  });

  test('a change that breaks the configuration is incomplete', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'unknown: warning\n' });
    repository.commit({ 'armlock.yaml': 'unknown: perhaps\n' });
    const found = repository.armlock('diff', '--base', 'HEAD~1', '--head', 'HEAD');
    expect([found.code, found.out]).toEqual([3, expect.stringContaining('armlock.yaml:1:10')]);
  });

  test('a change that corrects the configuration is judged as if there were none', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': 'unknown: perhaps\n' });
    repository.commit({ 'README.md': 'x' });
    expect(repository.armlock('diff', '--base', 'HEAD~1').code).toBe(2);
    repository.commit({ 'armlock.yaml': 'unknown: warning\n' });
    const found = repository.armlock('diff', '--base', 'HEAD~1');
    expect([found.code, found.out]).toEqual([0, expect.stringContaining('configuration-changed')]);
    writeFiles(repository.folder, { 'main.json': weak });
    expect(repository.armlock('diff', '--base', 'HEAD~1').code).toBe(1);
  });
});

describe('waivers', () => {
  const waiver = (more = '', expires = '2999-12-31', rule = 'vault-immutability-weakened'): string =>
    `waivers:\n  - rule: ${rule}\n    resource: rsv-*\n    reason: agreed\n    owner: team@example.com\n    expires: ${expires}\n${more}`;

  test('take a finding out of what counts until their day, and say who answers for it', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': waiver() });
    writeFiles(repository.folder, { 'main.json': weak });
    const found = repository.armlock('diff', '--report', 'json');
    expect([found.code, reportOf(found).findings]).toEqual([0, []]);
    expect(reportOf(found).waived).toEqual([
      expect.objectContaining({
        rule: 'vault-immutability-weakened',
        waiver: {
          kind: 'waived',
          reason: 'agreed',
          owner: 'team@example.com',
          expires: '2999-12-31',
          at: { file: 'armlock.yaml', line: 2, column: 11 },
        },
      }),
    ]);
    expect(repository.armlock('diff').out).toContain('Accepted by waiver (1):');
  });

  test('are left out of SARIF unless they are asked for as suppressions', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': waiver() });
    writeFiles(repository.folder, { 'main.json': weak });
    const results = (...args: readonly string[]): readonly { suppressions?: unknown }[] =>
      (JSON.parse(repository.armlock('diff', '--report', 'sarif', ...args).out) as { runs: { results: [] }[] }).runs[0]
        ?.results ?? [];
    expect(results()).toEqual([]);
    expect(results('--waived').map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'external', status: 'accepted', justification: 'agreed (team@example.com, until 2999-12-31)' }],
    ]);
  });

  test('that expired cover nothing, and say so', ({ repository }) => {
    repository.commit({ 'main.json': strong, 'armlock.yaml': waiver('', '2020-01-01') });
    writeFiles(repository.folder, { 'main.json': weak });
    const found = repository.armlock('diff');
    expect([found.code, found.out]).toEqual([1, expect.stringContaining('expired on 2020-01-01')]);
  });

  test('cover a finding with their fingerprint only, if they have one', ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked') });
    writeFiles(repository.folder, { 'main.json': strong });
    const [finding] = reportOf(repository.armlock('diff', '--report', 'json')).findings;
    repository.commit({
      'armlock.yaml': waiver(`    fingerprint: ${finding?.fingerprint}\n`),
      'main.json': vaultTemplate('Locked'),
    });
    writeFiles(repository.folder, { 'main.json': strong });
    expect(repository.armlock('diff').code).toBe(0);
    writeFiles(repository.folder, { 'main.json': weak });
    expect(repository.armlock('diff').code).toBe(1);
  });

  test('that are wrong or for no rule are reported, and the rest goes on', ({ repository }) => {
    repository.commit({
      'main.json': strong,
      'armlock.yaml': `${waiver('', '2999-12-31', 'no-such-rule')}  - rule: vault-removed\n`,
    });
    writeFiles(repository.folder, { 'main.json': weak });
    const found = reportOf(repository.armlock('diff', '--report', 'json'));
    const malformed = found.notices.filter(({ code }) => code === 'waiver-malformed').map(({ at }) => at?.line);
    expect([...new Set(malformed)].sort()).toEqual([2, 7]);
    expect(found.findings).toHaveLength(1);
  });

  test('that check no longer needs are reported', ({ repository }) => {
    writeFiles(repository.folder, {
      'main.json': strong,
      'armlock.yaml': waiver('', '2999-12-31', 'vault-immutability-disabled'),
    });
    expect(repository.armlock('check').out).toContain('[waiver-unused]');
    writeFiles(repository.folder, { 'main.json': weak });
    expect(repository.armlock('check').out).not.toContain('[waiver-unused]');
  });

  test('in the same change are only a request', ({ repository }) => {
    repository.commit({ 'main.json': strong });
    repository.commit({ 'main.json': weak, 'armlock.yaml': waiver() });
    const found = repository.armlock('diff', '--base', 'HEAD~1');
    expect(found.code).toBe(1);
    expect(found.out.replace(/\s+/g, ' ')).toContain(
      'A waiver is requested at armlock.yaml:2: agreed (team@example.com)',
    );
    expect(found.out.replace(/\s+/g, ' ')).toContain(
      'It requests waivers: vault-immutability-weakened on rsv-* (team@example.com, until 2999-12-31)',
    );
  });

  test.for([
    ['on the line', (line: string) => `${line} // armlock-allow vault-immutability-weakened: moved to another vault`],
    ['above it', (line: string) => `// armlock-allow vault-immutability-weakened: moved to another vault\n${line}`],
    [
      'in a block above it',
      (line: string) => `/* armlock-allow vault-immutability-weakened: moved to another vault */\n${line}`,
    ],
  ] as const)('in a comment %s are only a request', ([, comment], { repository }) => {
    repository.commit({ 'main.json': strong });
    writeFiles(repository.folder, { 'main.json': weak.replace(/^.*immutabilitySettings.*$/m, comment) });
    const found = repository.armlock('diff', '--report', 'json');
    expect([found.code, reportOf(found).findings.map(({ message, waiver: one }) => [message, one])]).toEqual([
      1,
      [
        [
          expect.stringMatching(/A waiver is requested at main\.json:\d+: moved to another vault$/),
          expect.objectContaining({ kind: 'requested' }),
        ],
      ],
    ]);
    writeFiles(repository.folder, {
      'main.json': weak.replace(/^.*immutabilitySettings.*$/m, (line) => comment(line).replace('-weakened', '-other')),
    });
    expect(reportOf(repository.armlock('diff', '--report', 'json')).findings[0]?.waiver).toBe(null);
  });
});

describe('comments that ask for waivers', () => {
  const bicep = (line: string): string => `resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'rsv'
  location: 'westeurope'
  properties: {
    securitySettings: {
${line}
    }
  }
}
`;
  const setting = (state: string): string => `      immutabilitySettings: { state: '${state}' }`;
  const notices = (
    repository: TestRepository,
    ...args: readonly string[]
  ): readonly (readonly [string, string, number | undefined])[] =>
    reportOf(repository.armlock(...args, '--report', 'json')).notices.map(({ code, message, at }) => [
      code,
      message,
      at?.line,
    ]);

  test.for([
    `${setting('Disabled')} // armlock-allow vault-immutability-weakened: agreed`,
    `      // armlock-allow vault-immutability-weakened: agreed\n${setting('Disabled')}`,
    `      // Another thing.\n      /* armlock-allow vault-immutability-weakened agreed */\n${setting('Disabled')}`,
    `      /*\n       * armlock-allow vault-immutability-weakened: agreed\n       */\n${setting('Disabled')}`,
  ])('work in Bicep as well: %j', (text, { repository }) => {
    repository.commit({ 'main.bicep': bicep(setting('Unlocked')) });
    writeFiles(repository.folder, { 'main.bicep': bicep(text) });
    const { code, out } = repository.armlock('diff');
    expect([code, out.replace(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringMatching(/A waiver is requested at main\.bicep:\d: agreed/),
    ]);
    expect(notices(repository, 'diff')).toEqual([]);
  });

  test('that are for nothing, or for no rule, are reported where they are new', ({ repository }) => {
    const comments = ['vault-immutability-weakened: why', 'vault-imutability-weakened', ''];
    const lines = comments.map((text) => `      // armlock-allow ${text}`).join('\n');
    repository.commit({ 'main.bicep': bicep(setting('Unlocked')) });
    repository.commit({ 'main.bicep': bicep(`${lines}\n${setting('Locked')}`) });
    expect(notices(repository, 'diff', '--base', 'HEAD~1')).toEqual([
      ['waiver-unused', 'There is no finding of vault-immutability-weakened next to this comment.', 6],
      ['waiver-malformed', `There is no rule 'vault-imutability-weakened'; 'armlock rules' lists them.`, 7],
      ['waiver-malformed', `'armlock-allow' needs the id of a rule.`, 8],
    ]);
    writeFiles(repository.folder, { 'main.bicep': bicep(`${lines}\n\n${setting('Locked')}`) });
    expect(notices(repository, 'diff')).toEqual([]);
    // A rule that judges changes has nothing to say about one revision.
    expect(notices(repository, 'check').map(([code]) => code)).toEqual(['waiver-malformed', 'waiver-malformed']);
  });
});

describe('a baseline', () => {
  test('knows what was found before, and nothing else', ({ repository }) => {
    writeFiles(repository.folder, { 'main.json': weak });
    const first = repository.armlock('check', '--fail-on', 'warning');
    expect(first.code).toBe(1);
    expect(repository.armlock('check', '--write-baseline', 'known.json').code).toBe(0);
    const known = repository.armlock('check', '--fail-on', 'warning', '--baseline', 'known.json');
    expect([known.code, known.out]).toEqual([0, expect.stringMatching(/\d findings? in the baseline/)]);
    writeFiles(repository.folder, {
      'armlock.yaml': 'baseline: known.json\n',
      'other.json': vaultTemplate('Disabled', 'other'),
    });
    const more = repository.armlock('check', '--fail-on', 'warning', '--report', 'json');
    expect([more.code, [...new Set(reportOf(more).findings.map(({ message }) => message.includes('other')))]]).toEqual([
      1,
      [true],
    ]);
    writeFiles(repository.folder, { 'other.json': undefined, 'main.json': strong });
    expect(reportOf(repository.armlock('check', '--report', 'json')).notices.map(({ code }) => code)).toContain(
      'baseline-outdated',
    );
  });

  test('that is none is a mistake', ({ repository }) => {
    writeFiles(repository.folder, { 'main.json': weak, 'known.json': '{"findings": 1}', 'broken.json': '{' });
    expect(repository.armlock('check', '--baseline', 'known.json').code).toBe(2);
    expect(repository.armlock('check', '--baseline', 'broken.json').code).toBe(2);
    expect(repository.armlock('check', '--baseline', 'none.json').code).toBe(3);
  });
});

describe('armlock init', () => {
  test('writes a configuration that fits, is valid as it is and with all that it shows', ({ repository }) => {
    writeFiles(repository.folder, { 'infra/main.json': strong, 'infra/samples/x y.json': strong });
    const first = repository.armlock('init');
    expect([first.code, first.err]).toEqual([0, expect.stringContaining('Wrote armlock.yaml.')]);
    const text = readFileSync(path.join(repository.folder, 'armlock.yaml'), 'utf8');
    expect(problems(text)).toEqual([]);
    const shown = text.replace(/^#: /gm, '');
    expect(problems(shown)).toEqual([]);
    const { configuration } = readConfiguration(sourceFile('armlock.yaml', shown));
    expect([configuration.ignore.map(({ pattern }) => pattern), configuration.targets[0]?.template]).toEqual([
      ['infra/samples'],
      'infra/main.json',
    ]);
    expect(Object.values(configuration).filter((one) => one === undefined)).toEqual([]);
    const again = repository.armlock('init');
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('already')]);
    expect(repository.armlock('init', '--print').out).toBe(text);
    expect(repository.armlock('check').code).toBe(0);
  });
});

describe('overrides', () => {
  const vaults = {
    'infra/prod.json': vaultTemplate('Unlocked', 'rsv-prod'),
    'infra/dev.json': vaultTemplate('Unlocked', 'rsv-dev'),
  };
  const weakened = {
    'infra/prod.json': vaultTemplate('Disabled', 'rsv-prod'),
    'infra/dev.json': vaultTemplate('Disabled', 'rsv-dev'),
  };
  const judged = (repository: TestRepository, overrides: string, ...args: readonly string[]) => {
    repository.commit({ ...vaults, 'armlock.yaml': `overrides:\n${overrides}` });
    writeFiles(repository.folder, weakened);
    const { code, out } = repository.armlock('diff', '--report', 'json', ...args);
    const { findings } = JSON.parse(out) as {
      findings: readonly { severity: string; resource: { name: string } }[];
    };
    return { code, found: findings.map(({ severity, resource }) => `${resource.name} ${severity}`).sort() };
  };

  test.for<readonly [string, string, readonly string[], number]>([
    [
      'by vault',
      '  - vaults: [rsv-dev*]\n    severities: {vault-immutability-weakened: note}\n',
      ['rsv-dev note', 'rsv-prod error'],
      1,
    ],
    [
      'by target',
      '  - targets: [infra/dev.json]\n    severities: {vault-immutability-weakened: off}\n',
      ['rsv-prod error'],
      1,
    ],
    [
      'the last one that holds counts',
      '  - severities: {vault-immutability-weakened: warning}\n  - vaults: [rsv-dev]\n    severities: {vault-immutability-weakened: note}\n',
      ['rsv-dev note', 'rsv-prod warning'],
      0,
    ],
    [
      'of both, both must hold',
      '  - vaults: [rsv-dev]\n    targets: [infra/prod.json]\n    severities: {vault-immutability-weakened: off}\n',
      ['rsv-dev error', 'rsv-prod error'],
      1,
    ],
    [
      'what fails is another thing for each',
      '  - severities: {vault-immutability-weakened: warning}\n  - vaults: [rsv-prod]\n    failOn: warning\n',
      ['rsv-dev warning', 'rsv-prod warning'],
      1,
    ],
  ])('%s', ([, overrides, found, code], { repository }) => {
    expect(judged(repository, overrides)).toEqual({ code, found });
  });

  test('the command line counts more', ({ repository }) => {
    const overrides =
      '  - severities: {vault-immutability-weakened: warning}\n  - vaults: [rsv-prod]\n    failOn: warning\n';
    expect(judged(repository, overrides, '--fail-on', 'error').code).toBe(0);
  });

  test('floors are those of the vault', ({ repository }) => {
    const policy = (vault: string): string =>
      `resource p 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {\n  name: '${vault}/daily'\n  properties: {\n    backupManagementType: 'AzureIaasVM'\n    schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily', scheduleRunTimes: ['2024-01-01T01:00:00Z'] }\n    retentionPolicy: { retentionPolicyType: 'LongTermRetentionPolicy', dailySchedule: { retentionTimes: ['2024-01-01T01:00:00Z'], retentionDuration: { count: 10, durationType: 'Days' } } }\n  }\n}\n`;
    repository.commit({
      'prod.bicep': policy('rsv-prod'),
      'dev.bicep': policy('rsv-dev'),
      'armlock.yaml':
        'retentionFloors: {daily: 30 days}\noverrides:\n  - vaults: [rsv-dev]\n    retentionFloors: {daily: 7 days}\n',
    });
    const { out } = repository.armlock('check');
    expect(out).toContain('policy rsv-prod/daily');
    expect(out).not.toContain('rsv-dev/daily');
  });
});

describe('mistakes in the configuration are reported in sentences', () => {
  test.for<readonly [string, string]>([
    ['retentionFloors: {daily: 30}', `'retentionFloors.daily' must be a text.`],
    [
      'retentionFloors: {daily: a month}',
      `'retentionFloors.daily' is not as it should be. Write a length as '30 days' or 'P30D'.`,
    ],
    ['ignore: samples', `'ignore' must be a list.`],
    ['failon: error', `The document has no property 'failon'. Did you mean 'failOn'?`],
    ['fail-on: error', `Did you mean 'failOn'?`],
    [
      'severities: {vault-redundancy-locl: note}',
      `There is no rule 'vault-redundancy-locl'. Did you mean 'vault-redundancy-local'?`,
    ],
    ['mode: Incremental', `Did you mean 'incremental'?`],
    ['vaults: [{kind: backup}]', `'vaults.0' needs 'name'.`],
    ['overrides: [{vault: x}]', `Did you mean 'vaults'?`],
    ['overrides: [{severities: {nothing-such: note}}]', `There is no rule 'nothing-such'`],
  ])('%s', ([text, message], { repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Locked'), 'armlock.yaml': `${text}\n` });
    const { code, err } = repository.armlock('check');
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('a waiver has one notice for each mistake', ({ repository }) => {
    repository.commit({
      'main.json': vaultTemplate('Locked'),
      'armlock.yaml':
        'waivers:\n  - rule: vault-removed\n  - {rule: vault-removed, resource: x, reason: r, owner: o, expires: never}\n',
    });
    const { out } = repository.armlock('check');
    expect(out).toContain(`The waiver needs 'resource', 'reason', 'owner' and 'expires'.`);
    expect(out).toContain(`Write a day as '2027-03-31'.`);
    expect(out.match(/\[waiver-malformed\]/g)).toHaveLength(2);
  });
});

describe('every command takes the same configuration', () => {
  test('from any folder, and says which one it does not read', ({ repository }) => {
    repository.commit({
      'infra/platform/main.json': vaultTemplate('Disabled'),
      'armlock.yaml': 'severities: {vault-immutability-disabled: off}\n',
      'infra/armlock.yaml': 'severities: {vault-immutability-disabled: error}\n',
    });
    const folder = path.join(repository.folder, 'infra/platform');
    const { out } = armlock(folder, ['check'], gitEnvironment);
    expect(out).not.toContain('[vault-immutability-disabled]');
    expect(out).toContain('infra/armlock.yaml is not read. [configuration-unread]');
    expect(out).toMatch(/--> main\.json:/);
    const listed = armlock(folder, ['targets'], gitEnvironment).out;
    expect(listed).toMatch(/^main\.json /m);
  });

  test('init writes it where they look, with what runs armlock, and leaves what is there', ({ repository }) => {
    repository.commit({
      'infra/main.json': vaultTemplate('Locked'),
      'a/main.json':
        '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0","resources":[]}',
    });
    const folder = path.join(repository.folder, 'infra');
    const all = ['--github', '--azure-pipelines', '--gitlab', '--pre-commit', '--schema'];
    const first = armlock(folder, ['init', ...all], gitEnvironment);
    expect(first).toMatchObject({ code: 0, out: '' });
    const files = [
      'armlock.yaml',
      '.github/workflows/armlock.yml',
      'azure-pipelines-armlock.yml',
      '.gitlab-ci.armlock.yml',
      '.pre-commit-config.yaml',
      '.armlock.schema.json',
    ];
    for (const file of files) expect(existsSync(path.join(repository.folder, file))).toBe(true);
    const written = readFileSync(path.join(repository.folder, 'armlock.yaml'), 'utf8');
    expect(written).toMatch(/^# yaml-language-server: \$schema=\.\/\.armlock\.schema\.json$/m);
    expect(written).toContain('#:   - template: infra/main.json');
    const again = armlock(folder, ['init', '--github'], gitEnvironment);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('exist already') });
    expect(repository.armlock('check', '--fail-on', 'error').code).toBe(0);
  });

  test('a baseline that the configuration names can be written', ({ repository }) => {
    repository.commit({ 'main.json': vaultTemplate('Disabled'), 'armlock.yaml': 'baseline: known.json\n' });
    expect(repository.armlock('check').code).toBe(3);
    expect(repository.armlock('check', '--write-baseline', 'known.json').code).toBe(0);
    expect(repository.armlock('check', '--fail-on', 'note')).toMatchObject({ code: 0 });
  });
});
