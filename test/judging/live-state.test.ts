import { describe, expect, test } from 'vitest';
import { printValue } from '../../src/expr/print.ts';
import { parseJson } from '../../src/json/parse.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { sourceFile } from '../../src/text/source.ts';
import { homeOf, readLiveState } from '../../src/whatif/live-state.ts';
import { parseResourceId } from '../../src/whatif/resource-id.ts';
import { readWhatIf } from '../../src/whatif/what-if.ts';

const group = '/subscriptions/s1/resourceGroups/rg';
const vaultType = 'Microsoft.RecoveryServices/vaults';
const id = `${group}/providers/${vaultType}/rsv`;
const vault = { id, type: vaultType, name: 'rsv', location: 'westeurope', properties: { a: 1 } };

interface Reading {
  readonly diagnostics: Diagnostic[];
  readonly report: (diagnostic: Diagnostic) => void;
}

function reading(): Reading {
  const diagnostics: Diagnostic[] = [];
  return { diagnostics, report: (one) => void diagnostics.push(one) };
}

function rootOf(document: unknown): NonNullable<ReturnType<typeof parseJson>['root']> {
  const { root } = parseJson(sourceFile('state.json', JSON.stringify(document)));
  if (!root) throw new Error('The document is JSON.');
  return root;
}

const summaryOf = ({ resources, gaps }: Deployment, { diagnostics }: Reading): unknown => ({
  resources: resources.map(({ type, name, body }) => `${type} ${printValue(name)} ${printValue(body)}`),
  hidden: gaps.map(({ hides }) => hides),
  wrong: diagnostics.map(({ message }) =>
    message
      .split(/[ ,;:]/)
      .slice(0, 3)
      .join(' '),
  ),
});

describe('live state', () => {
  const live = (document: unknown): unknown => {
    const state = reading();
    return summaryOf(readLiveState(rootOf(document), state.report), state);
  };
  const whole = live(vault);

  test.each<readonly [string, unknown]>([
    ['a list', [vault]],
    ['a page of the REST interface', { value: [vault] }],
    ['rows of Resource Graph', { data: [vault], count: 1 }],
    [
      'a table of Resource Graph',
      { data: { columns: Object.keys(vault).map((name) => ({ name })), rows: [Object.values(vault)] } },
    ],
  ])('%s says the same as the resource alone', (_, document) => {
    expect(whole).toMatchObject({ resources: [expect.stringContaining(vaultType)], hidden: [], wrong: [] });
    expect(live(document)).toEqual(whole);
  });

  test('what is left out is a gap', () => {
    const { properties: _, ...short } = vault;
    const other = { ...short, id: `${id}2`, name: 'rsv2' };
    expect(live([vault, other])).toMatchObject({ hidden: [`the state of ${id}2 in Azure`], wrong: [] });
    expect(live([other])).toMatchObject({ resources: [], wrong: ['The live state'] });
    expect(live({ value: [vault], nextLink: 'https://more' })).toMatchObject({
      hidden: ['the resources of further pages'],
    });
    expect(live({ data: [vault], resultTruncated: 'true' })).toMatchObject({
      hidden: ['the resources of further pages'],
    });
  });

  test.each<readonly [string, unknown]>([
    ['a text', 'x'],
    ['an object without an id', { name: 'rsv' }],
    ['a row without an id', [{ name: 'rsv' }]],
    ['a row that is no object', [1]],
  ])('%s is reported', (_, document) => {
    expect(live(document)).toMatchObject({ resources: [], wrong: [expect.any(String)] });
  });

  test('what all resources have in common is where they are', () => {
    const state = (...ids: readonly string[]): Deployment =>
      readLiveState(rootOf(ids.map((one) => ({ ...vault, id: one }))), reading().report);
    expect(homeOf(state(id, `${id}2`))).toEqual({ subscriptionId: 's1', resourceGroup: 'rg' });
    expect(homeOf(state(id, id.replace('/rg/', '/other/')))).toEqual({ subscriptionId: 's1' });
    expect(homeOf(state(id, id.replace('/s1/', '/s2/')))).toEqual({ resourceGroup: 'rg' });
  });
});

describe('ids of resources', () => {
  test.each([
    [id, vaultType, 'rsv'],
    [`${id}/backupPolicies/p`, `${vaultType}/backupPolicies`, 'rsv/p'],
    [`${id}/providers/Microsoft.Authorization/locks/l`, 'Microsoft.Authorization/locks', 'l'],
    ['/subscriptions/s1', undefined, undefined],
    ['rsv', undefined, undefined],
    ['', undefined, undefined],
  ])('%s', (text, type, name) => {
    const parsed = parseResourceId(text);
    expect([parsed?.type, parsed?.name]).toEqual([type, name]);
  });
});

describe('what-if', () => {
  const change = (changeType: string, before: object | null, after: object | null): object => ({
    resourceId: id,
    changeType,
    before,
    after,
  });
  const predicted = (document: unknown): readonly [unknown, unknown, Reading] => {
    const state = reading();
    const { before, after } = readWhatIf(rootOf(document), state.report);
    return [summaryOf(before, state), summaryOf(after, state), state];
  };
  const there = { resources: [expect.stringContaining(vaultType)] };
  const gone = { resources: [] };

  test.each<readonly [string, object | null, object | null, object, object]>([
    ['Create', null, vault, gone, there],
    ['Delete', vault, null, there, gone],
    ['Modify', vault, vault, there, there],
    ['NoChange', vault, vault, there, there],
    ['Detach', vault, null, there, there],
  ])('%s', (type, before, after, was, is) => {
    const [base, head] = predicted({ status: 'Succeeded', changes: [change(type, before, after)] });
    expect([base, head]).toMatchObject([was, is]);
    const inProperties = predicted({ status: 'Succeeded', properties: { changes: [change(type, before, after)] } });
    expect(inProperties.slice(0, 2)).toEqual([base, head]);
  });

  test('what it does not contain is a gap, and what it does not say is reported', () => {
    const [, unsupported] = predicted({
      changes: [{ ...change('Unsupported', null, null), unsupportedReason: 'Why.' }],
    });
    expect(unsupported).toMatchObject({ hidden: [expect.stringContaining(id)] });
    for (const wrong of [change('Explode', null, null), { changeType: 'Create' }, 7]) {
      const [, , state] = predicted({ changes: [wrong] });
      expect(state.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    }
    expect(predicted({ nothing: true })[2].diagnostics.length).toBe(1);
  });
});
