import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeTargets } from '../../src/engine/judge.ts';
import { newBudget } from '../../src/expr/evaluate.ts';
import { printValue } from '../../src/expr/print.ts';
import { evaluateInTurns, evaluateTargets } from '../../src/library/evaluate.ts';
import { guardedBy } from '../../src/library/guarded.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { observe, stepsOf } from '../../src/model/observe.ts';
import type { EvaluatedTarget } from '../../src/model/target.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { type Files, loadFixtures } from '../support/cases.ts';
import { bicepTemplate, jsonTemplate } from '../support/estates.ts';
import { anyEstate } from '../support/generators.ts';
import { memoryTree } from '../support/memory-tree.ts';

const rules = await shippedRules();
const guarded = guardedBy(rules, 'diff');

const templates = loadFixtures().filter(({ owner }) => owner !== '_what-if');

/** What is found between two revisions if all is evaluated, and if only what is asked for is. */
async function foundIn(base: Files, head: Files): Promise<readonly [unknown, unknown]> {
  const [before, after] = [memoryTree(base, 'base/'), memoryTree(head, 'head/')];
  const pairs = pairTargets(discoverTargets(before), discoverTargets(after), after);
  const asked: EvaluatedTarget[] = [];
  await evaluateInTurns(pairs, { context: {} }, guarded, (target) => asked.push(target));
  return [told(evaluateTargets(pairs, { context: {} })), told(asked)];
}

function told(targets: readonly EvaluatedTarget[]): unknown {
  const { findings, complete, account } = judgeTargets('diff', targets, {
    rules,
    unknown: 'warning',
    mode: 'undeclared',
  });
  const found = findings.map(({ rule, verdict, message, anchor }) => [
    rule.id,
    verdict,
    message,
    `${anchor.file.path}:${anchor.start}`,
  ]);
  return { found, complete, account };
}

describe('what is not asked for changes nothing that is found', () => {
  test.each(templates.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, { base = {}, head }) => {
    const [all, asked] = await foundIn(base, head);
    expect(asked).toEqual(all);
  });

  test('in generated estates', async () => {
    await fc.assert(
      fc.asyncProperty(anyEstate, anyEstate, async (one, other) => {
        const [all, asked] = await foundIn({ 'main.json': jsonTemplate(one) }, { 'main.json': jsonTemplate(other) });
        expect(asked).toEqual(all);
        const [before, after] = [one, other].map((estate): Files => ({ 'main.bicep': bicepTemplate(estate) }));
        const inBicep = await foundIn(before ?? {}, after ?? {});
        expect(inBicep[1]).toEqual(inBicep[0]);
      }),
      { numRuns: 20 },
    );
  });
});

/** What a Bicep program deploys, evaluated for vaults. */
function askedIn(files: Files): Deployment {
  const tree = memoryTree(files);
  const target = { template: { tree, path: 'main.bicep' }, parameters: undefined };
  return loadTarget(target, { context: {}, asked: guarded.asks }).deployment;
}

const storageModule = `
  param name string
  resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
    name: name
    location: 'westeurope'
    sku: { name: 'Standard_ZRS' }
    kind: 'StorageV2'
    properties: { accessTier: 'Cool' }
  }
  output state string = account.properties.accessTier == 'Cool' ? 'Locked' : 'Unlocked'
`;

function vaultWith(state: string, before = ''): string {
  return `${before}
  resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
    name: 'vault'
    location: 'westeurope'
    sku: { name: 'Standard' }
    properties: { securitySettings: { immutabilitySettings: { state: ${state} } } }
  }
`;
}

/** The state of the vault that a module decides, as it is printed. */
function stateOf({ resources }: Deployment): string | undefined {
  const vault = resources.find(({ type }) => type === 'Microsoft.RecoveryServices/vaults');
  const state = vault && observe(vault, stepsOf('properties.securitySettings.immutabilitySettings.state')).value;
  return state && printValue(state);
}

describe('a template that another one evaluates', () => {
  const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  const vault = (state: string): object => ({
    type: 'Microsoft.RecoveryServices/vaults',
    apiVersion: '2024-04-01',
    name: 'vault',
    location: 'westeurope',
    properties: { securitySettings: { immutabilitySettings: { state } } },
  });
  const nested = (name: string, template: unknown, scope = 'outer'): object => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name,
    properties: { mode: 'Incremental', expressionEvaluationOptions: { scope }, template },
  });
  const file = (variables: object, ...resources: readonly object[]): Files => ({
    'main.json': JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', variables, resources }),
  });
  const inner = (...resources: readonly object[]): object => ({
    $schema: schema,
    contentVersion: '1.0.0.0',
    resources,
  });
  const other = { type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-05-01', name: 'a', location: 'x' };
  const named = "[variables('inner')]";

  const weakened: Readonly<Record<string, (state: string) => Files>> = {
    'in a variable': (state) => file({ inner: inner(vault(state)) }, nested('n', named)),
    'in a variable in another case, twice': (state) =>
      file({ INNER: inner(vault(state)) }, nested('n', named), nested('m', named)),
    'in a variable of an inner template': (state) => {
      const own = { ...inner(nested('m', named)), variables: { inner: inner(vault(state)) } };
      return file({ inner: inner(other) }, nested('n', own, 'inner'));
    },
    'in a variable around an outer template': (state) => {
      const own = { ...inner(nested('m', named)), variables: { inner: inner(other) } };
      return file({ inner: inner(vault(state)) }, vaultless, nested('n', own));
    },
    'under a computed key': (state) =>
      file({}, nested('n', { ...inner(), resources: undefined, "[concat('reso', 'urces')]": [vault(state)] })),
  };
  const vaultless = nested('v', inner(other));

  test.each(Object.entries(weakened))('%s', async (_, made) => {
    const [all, asked] = await foundIn(made('Locked'), made('Disabled'));
    expect(asked).toEqual(all);
    expect(JSON.stringify(asked)).toContain('vault-immutability-weakened');
  });
});

describe('what is asked for gets what it needs', () => {
  const call = "module store 'storage.bicep' = {\n  name: 'store'\n  params: { name: 'account1' }\n}\n";

  test('an output of a module that deploys nothing guarded', () => {
    const files = { 'main.bicep': vaultWith('store.outputs.state', call), 'storage.bicep': storageModule };
    expect(stateOf(askedIn(files))).toBe("'Locked'");
  });

  test('a resource that such a module deploys', () => {
    const existing =
      "resource known 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: 'account1'\n}\n";
    const state = "known.properties.accessTier == 'Cool' ? 'Locked' : 'Unlocked'";
    const depends = vaultWith(state, call + existing).replace("name: 'vault'", "name: 'vault'\n    dependsOn: [store]");
    const files = { 'main.bicep': depends, 'storage.bicep': storageModule };
    expect(stateOf(askedIn(files))).toBe("'Locked'");
  });

  test('a secret that is passed to a parameter that the module lacks', () => {
    const given = call.replace("name: 'account1'", "name: 'account1'\n    password: 'hunter2-hunter2'");
    const { secretSpans = [] } = askedIn({
      'main.bicep': vaultWith("'Locked'", given),
      'storage.bicep': storageModule,
    });
    const texts = secretSpans.map(({ file, start, end }) => file.text.slice(start, end));
    expect(texts.some((text) => text.includes('hunter2-hunter2'))).toBe(true);
  });

  test('a secret that such a module takes', () => {
    const secure = storageModule.replace('param name string', '@secure()\n  param name string');
    const { secretTexts = [] } = askedIn({ 'main.bicep': vaultWith("'Locked'", call), 'storage.bicep': secure });
    expect(secretTexts).toContain('account1');
  });
});

test('what is not asked for is not in the result, and costs little', () => {
  const many = Array.from(
    { length: 50 },
    (_, index) =>
      `module m${index} 'storage.bicep' = {\n  name: 'm${index}'\n  params: { name: 'account${index}' }\n}\n`,
  );
  const tree = memoryTree({ 'main.bicep': vaultWith("'Locked'", many.join('')), 'storage.bicep': storageModule });
  const target = { template: { tree, path: 'main.bicep' }, parameters: undefined };
  const [all, asked] = [{}, { asked: guarded.asks }].map((options) => {
    const budget = newBudget();
    const before = budget.steps;
    const { deployment } = loadTarget(target, { context: {}, budget, ...options });
    return { resources: deployment.resources, steps: before - budget.steps };
  });
  expect(all?.resources).toHaveLength(51);
  expect(asked?.resources.map(({ type }) => type)).toEqual(['Microsoft.RecoveryServices/vaults']);
  expect(asked?.steps).toBeLessThan((all?.steps ?? 0) / 50);
});
