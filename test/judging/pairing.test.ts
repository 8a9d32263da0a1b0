import { expect, test } from 'vitest';
import { type Pair, pairDeployments } from '../../src/diff/pair.ts';
import type { Resource } from '../../src/model/deployment.ts';
import { nameText } from '../../src/model/identity.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { memoryTree } from '../support/memory-tree.ts';

const policies = 'Microsoft.RecoveryServices/vaults/backupPolicies';
const parameters = { vault: { type: 'string' }, suffix: { type: 'string' }, name: { type: 'string' } };

/** Pairs two revisions that deploy policies with these names. */
function pairsOf(base: readonly string[], head: readonly string[]): readonly Pair[] {
  const [before, after] = [base, head].map((names) => {
    const resources = names.map((name) => ({ type: policies, apiVersion: '2024-04-01', name, properties: {} }));
    const text = JSON.stringify({ parameters, variables: { v: "[parameters('vault')]" }, resources });
    return loadTarget(
      { template: { tree: memoryTree({ 'main.json': text }), path: 'main.json' }, parameters: undefined },
      { context: {} },
    );
  });
  if (!before || !after) throw new Error('There are two revisions.');
  return pairDeployments(before.deployment, after.deployment);
}

function textOf(resource: Resource | undefined): string | undefined {
  return resource && nameText(resource.name);
}

test.each([
  ["[concat(parameters('vault'), '/gold')]", "[format('{0}/gold', parameters('vault'))]"],
  ["[concat(parameters('vault'), '/', 'gold')]", "[concat(concat(variables('v'), '/'), 'gold')]"],
  ["[format('{0}-{1}/gold', 'rsv', parameters('suffix'))]", "[concat('rsv-', parameters('suffix'), '/gold')]"],
])('one name written in two ways is one resource: %s and %s', (base, head) => {
  const others = ["[concat(parameters('vault'), '/other')]"];
  const pairs = pairsOf([base, ...others], [...others, head]);
  expect(pairs).toHaveLength(2);
  for (const pair of pairs) {
    expect(textOf(pair.base)).toBe(textOf(pair.head));
    expect(pair.guessed).toBe(false);
  }
});

test('names with the same unknown part and other texts around it are two resources', () => {
  const [removed, added] = pairsOf(
    ["[concat(parameters('vault'), '/gold')]"],
    ["[concat(parameters('vault'), '/iron')]"],
  );
  expect(textOf(removed?.base)).toBe("[parameters('vault')]/gold");
  expect(removed?.head).toBeUndefined();
  expect(removed?.possibleMatch).toBeUndefined();
  expect(textOf(added?.head)).toBe("[parameters('vault')]/iron");
});

test('a name that depends on something else may be the missing one, so that nothing is removed for sure', () => {
  const pairs = pairsOf(['rsv/gold', 'rsv/iron'], ["[parameters('name')]", "[concat(parameters('name'), '2')]"]);
  const removed = pairs.filter(({ base, head }) => base && !head);
  expect(removed.map(({ base }) => textOf(base))).toEqual(['rsv/gold', 'rsv/iron']);
  expect(removed.map(({ possibleMatch }) => textOf(possibleMatch))).toEqual([
    "[parameters('name')]",
    "[parameters('name')]",
  ]);
});

test('long expressions in names are cut for people', () => {
  const long = `[concat('a', uniqueString(${"parameters('vault'), ".repeat(9)}'x'), '/gold')]`;
  expect(textOf(pairsOf([long], [])[0]?.base)).toMatch(/^a\[uniqueString\(.{40,60}…\]\/gold$/);
});
