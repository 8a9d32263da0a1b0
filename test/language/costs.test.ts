import { expect, test } from 'vitest';
import { maxSteps, newBudget } from '../../src/expr/evaluate.ts';
import { printValue } from '../../src/expr/print.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { targetsOfTemplate } from '../../src/workspace/targets.ts';
import type { Files } from '../support/cases.ts';
import { memoryTree } from '../support/memory-tree.ts';

/** What a template costs, and what of it is not known. */
interface Cost {
  readonly steps: number;
  readonly resources: number;
  readonly unknown: readonly string[];
}

function costOf(files: Files): Cost {
  const path = 'main.json' in files ? 'main.json' : 'main.bicep';
  const [target] = targetsOfTemplate({ tree: memoryTree(files), path });
  if (!target) throw new Error('there is no target');
  const budget = newBudget();
  const { deployment } = loadTarget(target, { context: {}, budget });
  const texts = deployment.resources.map(({ name, body }) => `${printValue(name)} ${printValue(body)}`);
  return {
    steps: maxSteps - budget.steps,
    resources: deployment.resources.length,
    unknown: texts.filter((text) => text.includes('unknown(')),
  };
}

const counted = Array.from({ length: 20 }, (_, index) => index);

/** A policy definition as landing zones have them, of some thousand characters. */
function definition(index: number): string {
  const properties = {
    mode: 'All',
    displayName: `Deny ${index}`,
    description: 'What this policy is good for. '.repeat(10),
    parameters: Object.fromEntries(counted.map((at) => [`p${at}`, { type: 'String', defaultValue: 'Audit' }])),
    policyRule: { if: { allOf: counted.map((at) => ({ field: `f${at}`, equals: at })) }, effect: 'deny' },
  };
  return JSON.stringify({ name: `Deny-${index}`, properties });
}

function definitions(count: number): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`lib/${index}.json`, definition(index)]));
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

const type = 'Microsoft.Authorization/policyDefinitions@2023-04-01';

function policies(source: string): string {
  return `resource policies '${type}' = [for policy in ${source}: {
  name: policy.name
  properties: {
    mode: policy.properties.mode
    displayName: policy.properties.displayName
    parameters: policy.properties.parameters
    policyRule: policy.properties.policyRule
    description: contains(policy.properties, 'description') ? policy.properties.description : ''
  }
}]
`;
}

/** Templates with so many items, as large repositories have them. */
const templates: Readonly<Record<string, (count: number) => Files>> = {
  'definitions that are loaded into one array': (count) => ({
    ...definitions(count),
    'main.bicep': `targetScope = 'managementGroup'
var all = [
${lines(count, (index) => `  loadJsonContent('lib/${index}.json')`)}
]
${policies('all')}output names array = [for (one, i) in all: all[i].name]
`,
  }),
  'definitions that are loaded as text': (count) => ({
    ...definitions(count),
    'main.bicep': `targetScope = 'managementGroup'
param target string = 'alz'
var texts = [
${lines(count, (index) => `  loadTextContent('lib/${index}.json')`)}
]
${policies("map(range(0, length(texts)), i => json(replace(texts[i], 'TARGET', target)))")}`,
  }),
  'an array in the loop that runs over it': (count) => ({
    'main.bicep': `targetScope = 'managementGroup'
${policies(`[
${lines(count, (index) => `  { name: 'p${index}', properties: { mode: 'All', displayName: 'p', parameters: {}, policyRule: {} } }`)}
]`)}`,
  }),
  'functions of the template': (count) => ({
    ...definitions(count),
    'main.bicep': `targetScope = 'managementGroup'
func named(definition object) object => union(definition, { name: 'my-\${definition.name}' })
var all = [
${lines(count, (index) => `  loadJsonContent('lib/${index}.json')`)}
]
resource policies '${type}' = [for policy in all: {
  name: named(policy).name
  properties: named(policy).properties
}]
`,
  }),
  'resources in a loop over a range that is written': (count) => ({
    'main.bicep': `resource vaults 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for i in range(0, ${count}): {
  name: 'v-\${i}'
  location: 'westeurope'
  tags: { index: '\${i}', next: '\${i + 1}' }
}]
`,
  }),
  'searches of a solution': (count) => ({
    'main.json': JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      variables: {
        searches: Array.from({ length: count }, (_, index) => ({
          name: `s${index}`,
          query: `[concat('${'T | where x == 1 | '.repeat(30)}', resourceGroup().name)]`,
          tags: [{ name: 'a', value: 'b' }],
        })),
      },
      resources: [
        {
          type: 'Microsoft.OperationalInsights/workspaces/savedSearches',
          apiVersion: '2020-08-01',
          name: "[concat('w/', variables('searches')[copyIndex()].name)]",
          copy: { name: 'searches', count: "[length(variables('searches'))]" },
          properties: {
            query: "[variables('searches')[copyIndex()].query]",
            tags: "[if(contains(variables('searches')[copyIndex()], 'tags'), variables('searches')[copyIndex()].tags, json('null'))]",
          },
        },
      ],
    }),
  }),
};

test.each(Object.entries(templates))(
  '%s cost a tenth of the budget at most, and each as much as another',
  (_, made) => {
    const [few, many] = [costOf(made(50)), costOf(made(200))];
    expect([few.resources, many.resources]).toEqual([50, 200]);
    expect([...few.unknown, ...many.unknown]).toEqual([]);
    expect(many.steps).toBeLessThan(maxSteps / 10);
    expect(many.steps / few.steps).toBeLessThan(4.2);
  },
);
