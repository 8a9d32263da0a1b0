import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import type { DeploymentMode } from '../../src/model/mode.ts';
import { snapshotReport } from '../../src/report/resolve/snapshot.ts';
import { startOf, textOf } from '../../src/text/source.ts';
import { loadTarget, type Target } from '../../src/workspace/load.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { armlock, cli, root, temporaryFolder } from '../support/command.ts';
import { judgeState as judgeAlone, judgeChange } from '../support/judge-targets.ts';
import { memoryTree } from '../support/memory-tree.ts';

const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
const group = `${subscription}/resourceGroups/rg-backup`;

type Body = Readonly<Record<string, unknown>>;

/** A resource as Azure returns it. */
function live(type: string, name: string, properties: unknown, scope = group): Body & { readonly id: string } {
  const [namespace = '', ...types] = type.split('/');
  const path = name.split('/').map((segment, index) => `${types[index] ?? ''}/${segment}`);
  const id = `${scope}/providers/${namespace}/${path.join('/')}`;
  return { id, name: name.split('/').at(-1), type, location: 'westeurope', properties };
}

const vaultType = 'Microsoft.RecoveryServices/vaults';

function vault(state: string | undefined, name = 'rsv-prod'): Body & { readonly id: string } {
  const securitySettings = state === undefined ? {} : { immutabilitySettings: { state } };
  return live(vaultType, name, { securitySettings });
}

function policy(days: number): Body & { readonly id: string } {
  return live(`${vaultType}/backupPolicies`, 'rsv-prod/daily', {
    backupManagementType: 'AzureIaasVM',
    schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily' },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: { retentionDuration: { count: days, durationType: 'Days' } },
    },
    protectedItemsCount: 3,
  });
}

function change(changeType: string, before: Body | null, after: Body | null, more: Body = {}): Body {
  return { resourceId: (before ?? after)?.['id'], changeType, before, after, delta: null, ...more };
}

function run(pair: { base?: Target; head?: Target }, mode: DeploymentMode = 'undeclared', context = {}): RunResult {
  return judgeChange([{ base: pair.base, head: pair.head }], { context, mode });
}

/** Judges the text of a what-if. */
function judgeText(text: string): RunResult {
  const template = { tree: memoryTree({ 'what-if.json': text }), path: 'what-if.json' };
  const target = { template, parameters: undefined };
  return run({ base: { ...target, form: 'what-if-before' }, head: { ...target, form: 'what-if-after' } }, 'predicted');
}

function judgeWhatIf(document: unknown): RunResult {
  return judgeText(JSON.stringify(document, undefined, 2));
}

function judgeChanges(...changes: readonly Body[]): RunResult {
  return judgeWhatIf({ status: 'Succeeded', changes });
}

function found({ findings }: RunResult): readonly string[] {
  const texts = findings.map(({ rule, verdict, confidence }) =>
    verdict === 'unknown' ? `${rule.id} unknown` : `${rule.id} ${verdict} ${confidence}`,
  );
  return texts.sort();
}

const weaker = [vault('Locked'), vault('Unlocked')] as const;

describe('a what-if', () => {
  const modify = change('Modify', ...weaker);
  const stackChange = {
    id: weaker[0].id,
    type: vaultType,
    changeType: 'modify',
    changeCertainty: 'definite',
    resourceConfigurationChanges: { before: weaker[0], after: weaker[1], delta: [] },
  };

  test.each([
    ['of the command line', { status: 'Succeeded', error: null, potentialChanges: null, changes: [modify] }],
    ['of the REST interface', { status: 'Succeeded', properties: { correlationId: 'x', changes: [modify] } }],
    [
      'of a deployment stack',
      {
        type: 'Microsoft.Resources/deploymentStacksWhatIfResults',
        properties: { provisioningState: 'succeeded', changes: { resourceChanges: [stackChange] } },
      },
    ],
    ['of a deployment stack, flattened', { changes: { resourceChanges: [stackChange] } }],
  ])('%s is read', (_, document) => {
    const result = judgeWhatIf(document);
    expect(found(result)).toEqual(['vault-immutability-weakened weakened certain']);
    expect(result.complete).toBe(true);
    expect(result.findings[0]).toMatchObject({ outcome: { kind: 'refused' }, resource: { name: 'rsv-prod' } });
  });

  test('points to before and after in the file', () => {
    const text = JSON.stringify({ changes: [modify] }, undefined, 2);
    const [finding] = judgeText(text).findings;
    const lines = text.split('\n');
    const lineOf = (word: string): number => lines.findIndex((line) => line.includes(`"${word}"`)) + 1;
    expect(finding && startOf(finding.anchor).line).toBe(lineOf('Unlocked'));
    expect(finding?.base && textOf(finding.base)).toBe('"Locked"');
    expect(finding?.fix).toBeUndefined();
  });

  test('finds shorter retention', () => {
    const result = judgeChanges(
      change('NoChange', vault('Unlocked'), vault('Unlocked')),
      change('Modify', policy(30), policy(7)),
    );
    expect(found(result)).toEqual(['policy-retention-reduced weakened certain']);
    expect(result.findings[0]?.outcome?.kind).toBe('refused');
    expect(result.findings[0]).toMatchObject({ before: '30 days', after: '7 days' });
  });

  test('what the template leaves out may stay as it is', () => {
    const [finding, ...others] = judgeChanges(change('Modify', vault('Unlocked'), vault(undefined))).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ verdict: 'unknown', confidence: 'possible' });
    expect(finding?.message).toContain('the template does not declare it');
  });

  test('read-only values and defaults of the service are no findings', () => {
    const { protectedItemsCount: _, ...declared } = policy(30)['properties'] as Record<string, unknown>;
    expect(found(judgeChanges(change('Modify', policy(30), { ...policy(30), properties: declared })))).toEqual([]);
    expect(found(judgeChanges(change('Modify', vault('Disabled'), vault(undefined))))).toEqual([]);
  });

  test('a deletion is certain, because Azure itself says it', () => {
    const result = judgeChanges(change('Delete', vault('Unlocked'), null));
    expect(found(result)).toEqual(['vault-removed weakened certain']);
    expect(result.findings[0]?.anchor.start).toBeGreaterThan(0);
  });

  test('a policy that is deleted is found, too', () => {
    expect(found(judgeChanges(change('Delete', policy(30), null)))).toEqual(['policy-removed weakened certain']);
  });

  test.each(['Ignore', 'NoChange', 'detach'])('%s is no finding', (changeType) => {
    const result = judgeChanges(change(changeType, vault('Locked'), null));
    expect(found(result)).toEqual([]);
    expect(result.summary.compared.vaults).toBe(1);
  });

  test('a new vault is no loss', () => {
    expect(found(judgeChanges(change('Create', null, vault('Disabled'))))).toEqual([]);
  });

  test('a potential change is possible only', () => {
    const document = {
      changes: [],
      potentialChanges: [change('Modify', ...weaker), change('Delete', policy(30), null)],
    };
    const result = judgeWhatIf(document);
    expect(found(result)).toEqual(['policy-removed unknown', 'vault-immutability-weakened unknown']);
    expect(result.findings.map(({ message }) => message).join()).toContain('the what-if does not show');
  });

  test('an expression that is left to the deployment is not known', () => {
    const after = vault("[reference('other').state]");
    expect(found(judgeChanges(change('Modify', vault('Locked'), after)))).toContain(
      'vault-immutability-weakened unknown',
    );
  });

  test('a masked value is not known', () => {
    expect(found(judgeChanges(change('Modify', vault('Locked'), vault('*******'))))).toContain(
      'vault-immutability-weakened unknown',
    );
  });

  test('the short form is incomplete, and it says how to get the long one', () => {
    const result = judgeChanges(change('Deploy', null, null, { resourceId: vault('Locked').id }));
    expect(result.complete).toBe(false);
    expect(result.notices.map(({ message }) => message).join('\n')).toContain('--result-format FullResourcePayloads');
  });

  test.each([
    ['its content', null, null],
    ['what was', null, vault('Locked')],
    ['what will be', vault('Locked'), null],
    ['the properties that were', { id: vault('Locked').id, location: 'westeurope' }, vault('Disabled')],
  ] as const)('a change without %s is not taken for none', (_, before, after) => {
    const result = judgeChanges(change('Modify', before, after, { resourceId: vault('Locked').id }));
    expect(result.complete).toBe(false);
    expect(result.notices[0]?.message).toContain('does not show what changes in');
  });

  test('a vault that is only mentioned decides nothing about outcomes', () => {
    const ignored = change('Ignore', { id: vault('Locked').id, location: 'westeurope' }, null);
    const result = judgeChanges(ignored, change('Modify', policy(30), policy(7)));
    expect(result.findings[0]?.outcome?.kind).toBe('depends');
  });

  test('what cannot be evaluated is a gap with its reason', () => {
    const unsupported = change('Unsupported', null, null, {
      resourceId: `[resourceId('${vaultType}', variables('x'))]`,
      unsupportedReason: 'The resource id cannot be calculated.',
    });
    const result = judgeChanges(unsupported, change('Delete', vault('Unlocked'), null));
    expect(result.notices).toMatchObject([{ code: 'gap', unchanged: false, revision: 'head' }]);
    expect(result.notices[0]?.message).toContain('The resource id cannot be calculated');
    // Azure names what it deletes, whatever else it cannot evaluate.
    expect(found(result)).toEqual(['vault-removed weakened certain']);
  });

  test('a nested deployment that was not looked into is a gap', () => {
    const diagnostics = [
      { level: 'Warning', code: 'NestedDeploymentShortCircuited', message: 'Not expanded.', target: `${group}/x` },
      { level: 'Warning', code: 'Other', message: 'Something else.' },
    ];
    const { notices } = judgeWhatIf({ status: 'Succeeded', changes: [], diagnostics });
    expect(notices.map(({ code }) => code)).toEqual(['gap', 'what-if']);
  });

  test.each([
    ['one that failed', { status: 'Failed', error: { code: 'InvalidTemplate', message: 'No.' }, changes: null }],
    ['one that failed halfway', { status: 'Failed', changes: [modify] }],
    ['an error alone', { error: { code: 'AuthorizationFailed', message: 'No.' } }],
    ['something else', { hello: 'world' }],
    ['a list', []],
    ['text', 'x'],
    ['an unknown change type', { changes: [change('Explode', ...weaker)] }],
    ['a change without an id', { changes: [{ changeType: 'Modify' }] }],
    ['changes that are none', { changes: [1, null, 'x'] }],
  ])('%s is incomplete', (_, document) => {
    const result = judgeWhatIf(document);
    expect(result.complete).toBe(false);
    expect(result.notices.length).toBeGreaterThan(0);
  });

  test('cut at any place, it ends and is incomplete', () => {
    const text = JSON.stringify({ status: 'Succeeded', changes: [change('Modify', ...weaker), modify] });
    for (let end = 0; end < text.length; end += 7) expect(judgeText(text.slice(0, end)).complete).toBe(false);
  });
});

const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template of these resources. */
function template(...resources: readonly Body[]): string {
  const written = resources.map(({ id: _, ...resource }) => ({ apiVersion: '2024-04-01', ...resource }));
  return JSON.stringify({ $schema, contentVersion: '1.0.0.0', resources: written }, undefined, 2);
}

/** Compares live state with a template. */
function judgeState(state: unknown, text: string, mode: DeploymentMode = 'undeclared', context = {}): RunResult {
  const tree = memoryTree({
    'state.json': typeof state === 'string' ? state : JSON.stringify(state),
    'main.json': text,
  });
  const base: Target = { template: { tree, path: 'state.json' }, parameters: undefined, form: 'live-state' };
  return run({ base, head: { template: { tree, path: 'main.json' }, parameters: undefined } }, mode, context);
}

describe('live state', () => {
  const vaults = template(vault('Disabled'));
  const { id, name, type, location, properties } = vault('Unlocked');

  test.each([
    ['az resource show', { id, name, type, location, properties, apiVersion: null, sku: { name: 'RS0' } }],
    ['az resource list', [{ id, name, type, location, properties }]],
    ['a page of the REST interface', { value: [{ id, name, type, location, properties }] }],
    ['Resource Graph', { count: 1, data: [{ id, name, type, resourceGroup: 'rg', properties }], total_records: 1 }],
    [
      'Resource Graph as a table',
      { data: { columns: [{ name: 'id' }, { name: 'properties' }], rows: [[id, properties]] } },
    ],
    ['an exported template', template(vault('Unlocked'))],
  ])('of %s is compared with a template', (_, state) => {
    const result = judgeState(state, vaults);
    expect(found(result)).toEqual(['vault-immutability-weakened weakened certain']);
    expect(result.findings[0]?.anchor.file.path).toBe('main.json');
    expect(result.findings[0] && textOf(result.findings[0].anchor)).toBe('"Disabled"');
    expect(result.findings[0]?.base?.file.path).toBe('state.json');
  });

  test('without properties is incomplete, and it says how to get them', () => {
    const result = judgeState([{ id, name, type, location, properties: null }], vaults);
    expect(result.complete).toBe(false);
    expect(result.notices.map(({ message }) => message).join('\n')).toContain('az resource show --ids');
  });

  test('of which the properties are missing here and there has a gap there', () => {
    const state = [vault('Unlocked'), { ...vault('Locked', 'rsv-other'), properties: null }];
    const result = judgeState(state, vaults);
    expect(found(result)).toEqual(['vault-immutability-weakened weakened certain']);
    expect(result.notices.map(({ message }) => message).join('\n')).toContain('rsv-other');
  });

  test('that the template leaves out may stay', () => {
    const result = judgeState([vault('Unlocked')], template(vault(undefined)));
    expect(found(result)).toEqual(['vault-immutability-undeclared unknown']);
    expect(result.findings[0]?.anchor.file.path).toBe('main.json');
  });

  test('that agrees with the template is silent', () => {
    expect(
      found(
        judgeState([vault('Locked'), policy(30)], template(vault('Locked'), { ...policy(30), name: 'rsv-prod/daily' })),
      ),
    ).toEqual([]);
  });

  test('that the template does not declare is deleted or not depending on the mode', () => {
    const state = [vault('Unlocked'), vault('Unlocked', 'rsv-other')];
    expect(found(judgeState(state, template(vault('Unlocked'))))).toEqual(['vault-removed weakened possible']);
    expect(found(judgeState(state, template(vault('Unlocked')), 'incremental'))).toEqual([]);
    expect(found(judgeState(state, template(vault('Unlocked')), 'complete'))).toEqual([
      'vault-removed weakened certain',
    ]);
  });

  test('of several resource groups needs the one to which the template goes', () => {
    const elsewhere = live(vaultType, 'rsv-prod', { securitySettings: {} }, `${subscription}/resourceGroups/rg-other`);
    const context = { resourceGroup: 'rg-backup' };
    expect(found(judgeState([vault('Unlocked'), elsewhere], vaults, 'incremental', context))).toEqual([
      'vault-immutability-weakened weakened certain',
    ]);
  });

  test('of which there are further pages is not all', () => {
    const state = { value: [vault('Disabled')], nextLink: 'https://management.azure.com/next' };
    expect(judgeState(state, vaults).notices.map(({ code }) => code)).toContain('gap');
  });

  test.each([
    ['text', 'hello'],
    ['no resource', {}],
    ['rows without ids', { data: [{ name: 'rsv-prod', properties: {} }] }],
    ['ids that are none', [{ id: 'rsv-prod' }]],
  ])('%s is incomplete', (_, state) => {
    expect(judgeState(JSON.stringify(state), vaults).complete).toBe(false);
  });
});

describe('a snapshot of the official compiler', () => {
  const expression =
    "resourceId('00000000-0000-0000-0000-000000000001', 'rg-backup', 'Microsoft.RecoveryServices/vaults', uniqueString(utcNow()))";
  const snapshot = (...resources: readonly Body[]): string =>
    JSON.stringify({ predictedResources: resources, outputs: {}, diagnostics: [] }, undefined, 2);
  const targets = (files: Record<string, string>): readonly Target[] => discoverTargets(memoryTree(files));
  const compared = (base: Record<string, string>, head: Record<string, string>): RunResult =>
    judgeChange(pairTargets(targets(base), targets(head), memoryTree(head)));

  test('is found in a folder and compared', () => {
    const result = compared(
      { 'main.snapshot.json': snapshot(vault('Locked'), policy(30)) },
      { 'main.snapshot.json': snapshot(vault('Unlocked'), policy(7)) },
    );
    expect(found(result)).toEqual([
      'policy-retention-reduced weakened certain',
      'safeguard-removed-with-loss weakened certain',
      'vault-immutability-weakened weakened certain',
    ]);
    expect(result.findings.map(({ anchor }) => textOf(anchor)).sort()).toEqual(['"Unlocked"', '"Unlocked"', '7']);
  });

  test('is left out where what it was made of is there', () => {
    const files = {
      'main.bicep': '',
      'main.bicepparam': "using 'main.bicep'",
      'main.snapshot.json': snapshot(vault('Locked')),
    };
    expect(targets(files).map(({ template }) => template.path)).toEqual(['main.bicep']);
  });

  test('is judged alone', () => {
    const result = judgeAlone(targets({ 'main.snapshot.json': snapshot(vault('Disabled')) }));
    expect(result.findings.map(({ rule }) => rule.id)).toContain('vault-immutability-disabled');
  });

  test('compares names and values that are left to the service by their expressions', () => {
    const unnamed = (state: string): Body => ({
      ...vault(state),
      id: `[${expression}]`,
      name: '[uniqueString(utcNow())]',
    });
    const diff = (from: string, to: string): readonly string[] =>
      found(compared({ 'a.snapshot.json': snapshot(unnamed(from)) }, { 'a.snapshot.json': snapshot(unnamed(to)) }));
    expect(diff('Locked', 'Locked')).toEqual([]);
    expect(diff('[reference(1)]', '[reference(1)]')).toEqual([]);
    expect(diff('Locked', '[reference(1)]')).toContain('vault-immutability-weakened unknown');
  });

  test('agrees with the template of which it is one', () => {
    const tree = memoryTree({ 'main.json': template(vault('Locked'), { ...policy(30), name: 'rsv-prod/daily' }) });
    const context = { subscriptionId: '00000000-0000-0000-0000-000000000001', resourceGroup: 'rg-backup' };
    const target = { template: { tree, path: 'main.json' }, parameters: undefined };
    const { deployment } = loadTarget(target, { context });
    const own = memoryTree({ 'main.snapshot.json': snapshotReport(deployment) });
    const base = { template: { tree: own, path: 'main.snapshot.json' }, parameters: undefined };
    const result = run({ base, head: target }, 'complete', context);
    expect(found(result)).toEqual([]);
    expect(result.summary.compared).toMatchObject({ vaults: 1, policies: 1 });
  });

  test('that is broken is incomplete', () => {
    expect(judgeAlone(targets({ 'a.snapshot.json': '{"predictedResources": [{"id": 1}]}' })).complete).toBe(false);
  });
});

describe('the commands', () => {
  const folder = path.join(root, 'examples/what-if');
  const whatIf = readFileSync(path.join(folder, 'what-if.json'), 'utf8');

  test('what-if reads standard input', () => {
    const { status, stdout } = spawnSync(process.execPath, [cli, 'what-if', '-'], { encoding: 'utf8', input: whatIf });
    expect(stdout).toContain('standard-input.json:');
    expect(status).toBe(1);
  });

  test.each([
    ['utf16le', '\uFEFF'],
    ['utf8', '\uFEFF'],
  ] as const)('what-if reads what shells of Windows write: %s', (encoding, mark) => {
    const input = Buffer.from(mark + whatIf, encoding);
    const home = temporaryFolder();
    const file = path.join(home.path, 'what-if.json');
    writeFileSync(file, input);
    for (const name of ['-', file]) {
      const { status, stdout } = spawnSync(process.execPath, [cli, 'what-if', name], { encoding: 'utf8', input });
      expect(stdout).toContain('goes from Locked to Unlocked');
      expect(status).toBe(1);
    }
    home.remove();
  });

  test.each([
    ['what-if', [], 2],
    ['what-if', ['a.json', 'b.json'], 2],
    ['what-if', ['what-if.json', '--mode', 'complete'], 2],
    ['what-if', ['missing.json'], 3],
    ['what-if', ['live.json'], 3],
    ['what-if', ['main.json'], 3],
    ['diff', ['--base-state', 'live.json'], 2],
    ['diff', ['--base-state', 'live.json', '.'], 2],
    ['diff', ['--base-state', 'live.json', 'main.json', '--base', 'HEAD'], 2],
    ['diff', ['--base-state', 'missing.json', 'main.json'], 3],
    ['diff', ['--base-state', 'what-if.json', 'main.json'], 3],
  ] as const)('%s %j ends with code %i and says why', (command, args, expected) => {
    const { code, out, err } = armlock(folder, [command, ...args]);
    expect(code).toBe(expected);
    expect(out + err).toMatch(/\S/);
    expect(err).not.toContain('internal error');
  });
});
