import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeTargets } from '../../src/engine/judge.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import { guardedBy } from '../../src/library/guarded.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import type { FileTree } from '../../src/text/files.ts';
import { mayDeploy } from '../../src/workspace/load.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { type Files, loadFixtures } from '../support/cases.ts';
import { bicepTemplate, jsonTemplate } from '../support/estates.ts';
import { anyEstate } from '../support/generators.ts';
import { memoryTree } from '../support/memory-tree.ts';

const rules = await shippedRules();
const guarded = guardedBy(rules, 'diff');

// The contents of a what-if are always looked at.
const templates = loadFixtures().filter(({ owner }) => owner !== '_what-if');

function mayMatter(tree: FileTree): boolean {
  return discoverTargets(tree).some((target) => mayDeploy(target, guarded, {}));
}

/** What evaluating everything finds between two revisions in which nothing is said to be guarded. */
function missedIn(base: Files, head: Files): readonly string[] {
  const [before, after] = [memoryTree(base), memoryTree(head)];
  const left = pairTargets(discoverTargets(before), discoverTargets(after), after).filter((pair) =>
    [pair.base, pair.head].every((target) => !target || !mayDeploy(target, guarded, {})),
  );
  const targets = evaluateTargets(left, { context: {} });
  const result = judgeTargets('diff', targets, { rules, unknown: 'warning', mode: 'undeclared' });
  return [...result.findings.map(({ rule }) => rule.id), ...(result.complete ? [] : ['incomplete'])];
}

/** The same files about something that nothing guards. */
function disguised(files: Files): Files {
  const plain = (text: string): string =>
    text
      .replace(/Microsoft\.(?:RecoveryServices|DataProtection)/gi, 'Microsoft.Harmless')
      .replace(/\/locks/gi, '/lamps');
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, plain(text)]));
}

describe('what is not evaluated has nothing to say', () => {
  test.each(templates.map((fixture) => [fixture.name, fixture] as const))('%s', (_, { base = {}, head, file }) => {
    expect(missedIn(base, head)).toEqual([]);
    expect(missedIn(disguised(base), disguised(head))).toEqual([]);
    if (file.expect.length > 0) expect([base, head].some((files) => mayMatter(memoryTree(files)))).toBe(true);
  });

  test('in generated estates', () => {
    fc.assert(
      fc.property(anyEstate, anyEstate, (one, other) => {
        expect(missedIn({ 'main.json': jsonTemplate(one) }, { 'main.json': jsonTemplate(other) })).toEqual([]);
        const bicep = [one, other].map((estate) => ({ 'main.bicep': bicepTemplate(estate) }));
        expect(missedIn(bicep[0] ?? {}, bicep[1] ?? {})).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

function json(parts: string): Files {
  return { 'main.json': `{"$schema":"${schema}","contentVersion":"1.0.0.0",${parts}}` };
}

function resources(...all: readonly string[]): Files {
  return json(`"resources":[${all.join(',')}]`);
}

const storage = `"apiVersion":"2023-01-01","name":"x"`;

/** A deployment whose template is evaluated by the one around it. */
function outer(template: unknown): string {
  return `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":${JSON.stringify(template)}}}`;
}

const hiding: Readonly<Record<string, Files>> = {
  'a vault': resources(`{"type":"Microsoft.RecoveryServices/vaults",${storage}}`),
  'a type in another case': resources(`{"type":"MICROSOFT.recoveryservices/VAULTS",${storage}}`),
  'a key in another case': resources(`{"TYPE":"Microsoft.RecoveryServices/vaults",${storage}}`),
  'an escaped type': resources(`{"type":"Microsoft.\\u0052ecoveryServices/vaults",${storage}}`),
  'an escaped key': resources(`{"\\u0074ype":"Microsoft.RecoveryServices/vaults",${storage}}`),
  'a computed type': resources(`{"type":"[concat('Microsoft.Recovery', 'Services/vaults')]",${storage}}`),
  'a key that is written twice': json(
    `"resources":{"a":{"type":"Microsoft.RecoveryServices/vaults",${storage}},"a":{"type":"Microsoft.Storage/x",${storage}}}`,
  ),
  'sections that differ in case': json(
    `"resources":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}],"Resources":[]`,
  ),
  'a child of a vault': resources(
    `{"type":"Microsoft.Storage/x",${storage},"resources":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}`,
  ),
  'a nested template': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":{"resources":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}}}`,
  ),
  'a nested template that is computed': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":"[variables('inner')]"}}`,
  ),
  'a template in a variable': json(
    `"variables":{"inner":{"resources":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}},"resources":[${outer("[variables('inner')]")}]`,
  ),
  'a template in a variable that a loop makes': json(
    `"variables":{"inner":{"copy":[{"name":"resources","count":1,"input":{"type":"Microsoft.RecoveryServices/vaults",${storage}}}]}},"resources":[${outer("[variables('inner')]")}]`,
  ),
  'a template in a variable with a computed type': json(
    `"variables":{"inner":{"resources":[{"type":"[concat('Microsoft.Recovery', 'Services/vaults')]",${storage}}]}},"resources":[${outer("[variables('inner')]")}]`,
  ),
  'a template in a variable of an inner template': json(
    `"variables":{"inner":{"resources":[]}},"resources":[{"type":"Microsoft.Resources/deployments",${storage},"properties":{"expressionEvaluationOptions":{"scope":"inner"},"template":{"variables":{"inner":{"resources":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}},"resources":[${outer("[variables('inner')]")}]}}}]`,
  ),
  'a template in a variable around an outer template': json(
    `"variables":{"inner":{"resources":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}},"resources":[${outer({ variables: { inner: { resources: [] } }, resources: [JSON.parse(outer("[variables('inner')]"))] })}]`,
  ),
  'resources under a computed key': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":{"[concat('reso', 'urces')]":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}}}`,
  ),
  'children under a computed key': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":{"resources":[{"type":"Microsoft.Storage/x",${storage},"[concat('reso', 'urces')]":[{"type":"Microsoft.RecoveryServices/vaults",${storage}}]}]}}}`,
  ),
  'a resource that is computed': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":{"resources":["[variables('one')]"]}}}`,
  ),
  'resources that a loop makes': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"template":{"copy":[{"name":"resources","count":2,"input":{}}]}}}`,
  ),
  'a linked template': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"templateLink":{"uri":"https://example.com/a.json"}}}`,
  ),
  'a template that is not there': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"templateLink":{"relativePath":"gone.json"}}}`,
  ),
  'a policy definition': resources(`{"type":"Microsoft.Authorization/policyDefinitions",${storage}}`),
  'a deployment stack': resources(`{"type":"Microsoft.Resources/deploymentStacks",${storage}}`),
  'a lock on all that is around': resources(`{"type":"Microsoft.Authorization/locks",${storage}}`),
  'a lock on a vault': resources(
    `{"type":"Microsoft.Authorization/locks",${storage},"scope":"[format('Microsoft.RecoveryServices/vaults/{0}', 'v')]"}`,
  ),
  'a role on a guard': resources(
    `{"type":"Microsoft.Authorization/roleAssignments",${storage},"scope":"[resourceId('Microsoft.DataProtection/resourceGuards', 'g')]"}`,
  ),
  'a role at a scope that is computed': resources(
    `{"type":"Microsoft.Authorization/roleAssignments",${storage},"scope":"[variables('id')]"}`,
  ),
  'a role of Bicep on a guard that exists': {
    'main.bicep': `resource g 'Microsoft.DataProtection/resourceGuards@2024-04-01' existing = { name: 'g' }\nresource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for i in range(0, 2): {\n  name: 'r'\n  'scope': g\n}]\n`,
  },
  'a role of Bicep at a scope that a loop gives': {
    'main.bicep': `resource s 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 's' }\nresource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for s in range(0, 2): {\n  name: 'r'\n  scope: s\n}]\n`,
  },
  'a resource without a type': resources(`{${storage}}`),
  'a broken expression': resources(`{"type":"Microsoft.Storage/x",${storage},"location":"[oops(]"}`),
  'a broken file': { 'main.json': `{"$schema":"${schema}","resources":[{"type":"Microsoft.Storage/x"` },
  'a function without output': json(`"functions":[{"namespace":"n","members":{"f":{}}}],"resources":[]`),
  'a variable that exists twice': json(`"variables":{"a":1,"copy":[{"name":"a","count":1,"input":1}]},"resources":[]`),
  'a module of a registry': { 'main.bicep': `module m 'br/public:avm/res/x:1.0.0' = { name: 'm' }\n` },
  'a module of a registry that lends its types, too': {
    'main.bicep': `import { t } from 'br/public:avm/ptn/x/y:1.0.0'\nmodule m 'br/public:avm/ptn/x/y:1.0.0' = { name: 'm' }\n`,
  },
  'a verified module of what Azure Backup protects': {
    'main.bicep': `module m 'br/public:avm/res/compute/virtual-machine:0.1.0' = { name: 'm' }\n`,
  },
  'a verified pattern': { 'main.bicep': `module m 'br/public:avm/ptn/network/hub:0.1.0' = { name: 'm' }\n` },
  'a module that is called like a verified one': {
    'main.bicep': `module m 'br:example.com/bicep/avm/res/network/virtual-network:0.1.0' = { name: 'm' }\n`,
  },
  'a digest that is called like a verified module': {
    'main.bicep': `module m 'br/public:avm/res/network/virtual-network@sha256:${'0'.repeat(64)}' = { name: 'm' }\n`,
  },
  'an alias that leads elsewhere': {
    'bicepconfig.json': '{"moduleAliases":{"br":{"public":{"registry":"example.com","modulePath":"bicep"}}}}',
    'main.bicep': `module m 'br/public:avm/res/network/virtual-network:0.1.0' = { name: 'm' }\n`,
  },
  'a module that is not there': { 'main.bicep': `module m 'gone.bicep' = { name: 'm' }\n` },
  'a module with a vault': {
    'main.bicep': `module m 'm.bicep' = { name: 'm' }\n`,
    'm.bicep': `resource v 'microsoft.recoveryservices/VAULTS@2024-04-01' = { name: 'v' }\n`,
  },
  'an escaped type of Bicep': {
    'main.bicep': `resource v 'Microsoft.\\u{52}ecoveryServices/vaults@2024-04-01' = { name: 'v' }\n`,
  },
  'a deployment in Bicep': {
    'main.bicep': `param t object\nresource d 'Microsoft.Resources/deployments@2022-09-01' = {\n  name: 'd'\n  properties: { mode: 'Incremental', template: t }\n}\n`,
  },
  'a broken Bicep file': { 'main.bicep': `resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: \n` },
  'a lock of Bicep': { 'main.bicep': `resource l 'Microsoft.Authorization/locks@2020-05-01' = { name: 'l' }\n` },
  'broken settings of the compiler': {
    'bicepconfig.json': '{',
    'main.bicep': `module m 'm.bicep' = { name: 'm' }\n`,
    'm.bicep': 'param x string\n',
  },
  'broken parameters': {
    ...resources(`{"type":"Microsoft.Storage/x",${storage}}`),
    'main.parameters.json': `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","parameters":{"a":1}}`,
  },
};

test.each(Object.entries(hiding))('%s may matter', (_, files) => {
  expect(mayMatter(memoryTree(files))).toBe(true);
});

const plain: Readonly<Record<string, Files>> = {
  'a storage account': resources(
    `{"type":"Microsoft.Storage/storageAccounts",${storage},"location":"[resourceGroup().location]"}`,
  ),
  'a nested template that is written as it is': resources(
    `{"type":"Microsoft.Resources/deployments",${storage},"properties":{"mode":"Incremental","template":{"resources":[{"type":"Microsoft.Storage/x",${storage}}]}}}`,
  ),
  'a template in a variable': json(
    `"variables":{"inner":{"resources":[{"type":"Microsoft.Storage/x",${storage}}]}},"resources":[${outer("[variables('INNER')]")},${outer("[variables('inner')]")}]`,
  ),
  'a lock on a storage account': resources(
    `{"type":"Microsoft.Authorization/locks",${storage},"scope":"[format('Microsoft.Storage/storageAccounts/{0}', 'x')]"}`,
  ),
  'a role on a storage account': resources(
    `{"type":"Microsoft.Authorization/roleAssignments",${storage},"scope":"[format('Microsoft.Storage/storageAccounts/{0}', 'x')]"}`,
  ),
  'a role on a resource group': resources(`{"type":"Microsoft.Authorization/roleAssignments",${storage}}`),
  'a role of Bicep on a subscription': {
    'main.bicep': `targetScope = 'subscription'\nresource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: 'r'\n  scope: subscription()\n}\n`,
  },
  'a script': resources(`{"type":"Microsoft.Resources/deploymentScripts",${storage}}`),
  'a module, and types of a registry': {
    'main.bicep': `import { t } from 'br/public:avm/utl/types:1.0.0'\nmodule m 'm.bicep' = { name: 'm' }\n`,
    'm.bicep': `resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 's' }\nresource l 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: 'l'\n  scope: s\n}\n`,
  },
  'an empty deployment in Bicep': {
    'main.bicep': `resource d 'Microsoft.Resources/deployments@2022-09-01' = {\n  name: 'd'\n  properties: {\n    mode: 'Incremental'\n    template: { resources: [] }\n  }\n}\n`,
  },
  'a verified module of a network': {
    'main.bicep': `module m 'br/public:avm/res/network/virtual-network:0.1.0' = { name: 'm' }\n`,
  },
  'a vault that only exists': {
    'main.bicep': `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = { name: 'v' }\n`,
  },
};

test.each(Object.entries(plain))('%s matters not', (_, files) => {
  expect(mayMatter(memoryTree(files))).toBe(false);
  expect(missedIn(files, files)).toEqual([]);
});

test.each(['a storage account', 'a verified module of a network'])('a rule of one’s own guards %s', (name) => {
  const rule = rules.find(({ check }) => check.kind === 'resource-removed');
  if (!rule) throw new Error('there is no rule about removals');
  const resources = ['Microsoft.Storage/storageAccounts', 'Microsoft.Network/virtualNetworks'];
  const own = { ...rule, check: { ...rule.check, resources } };
  const tree = memoryTree(plain[name] ?? {});
  const guards = (all: typeof rules): boolean =>
    discoverTargets(tree).some((target) => mayDeploy(target, guardedBy(all, 'diff'), {}));
  expect([guards(rules), guards([...rules, own])]).toEqual([false, true]);
});
