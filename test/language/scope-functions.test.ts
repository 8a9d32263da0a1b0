import { expect, test } from 'vitest';
import { evaluateExpression } from '../support/evaluate-expression.ts';
import { contextAt } from '../support/json-templates.ts';

const here = '00000000-0000-0000-0000-000000000001';
const there = '00000000-0000-0000-0000-000000000002';
const group = (subscription: string): string =>
  `{"id":"/subscriptions/${subscription}/resourceGroups/x","name":"x","type":"Microsoft.Resources/resourceGroups"}`;

test.each([
  ['resourceGroup', `resourceGroup('x')`, group(here)],
  ['resourceGroup', `resourceGroup('${there}', 'x')`, group(there)],
  ['tenant', `resourceGroup('${there}', 'x')`, group(there)],
  ['subscription', `resourceGroup('x')`, group(here)],
  [
    'resourceGroup',
    `resourceGroup('')`,
    `{"id":"/subscriptions/${here}/resourceGroups/","name":"","type":"Microsoft.Resources/resourceGroups"}`,
  ],
  ['subscription', `subscription('${there}')`, `{"id":"/subscriptions/${there}","subscriptionId":"${there}"}`],
  [
    'resourceGroup',
    `managementGroup('x')`,
    '{"id":"/providers/Microsoft.Management/managementGroups/x","name":"x","type":"/providers/Microsoft.Management/managementGroups"}',
  ],
])('at the scope %s, %s names a scope', (scope, expression, expected) => {
  expect(evaluateExpression(expression, { scope, context: contextAt(scope) })).toBe(expected);
});

test.each([
  ['managementGroup', `resourceGroup('x')`],
  ['resourceGroup', `resourceGroup('x', 'y')`],
  ['resourceGroup', `resourceGroup('a/b')`],
  ['resourceGroup', `resourceGroup(1)`],
  ['resourceGroup', `resourceGroup('x').location`],
  ['resourceGroup', `subscription('x')`],
  ['resourceGroup', `subscription(null())`],
  ['resourceGroup', `managementGroup(1)`],
  ['resourceGroup', `managementGroup()`],
  ['managementGroup', `subscription()`],
])('at the scope %s, %s is refused', (scope, expression) => {
  expect(evaluateExpression(expression, { scope, context: contextAt(scope) })).toMatch(/^refused: /);
});

test('names that are not given stay calls', () => {
  expect(evaluateExpression(`resourceGroup(deployment().name).id`)).toBe(
    `[subscriptionResourceId(subscription().subscriptionId, 'Microsoft.Resources/resourceGroups', deployment().name)]`,
  );
  expect(evaluateExpression(`resourceGroup(deployment().name).name`)).toBe('[deployment().name]');
  expect(evaluateExpression(`subscription(deployment().name).id`)).toBe(
    `[concat('/subscriptions/', deployment().name)]`,
  );
  expect(evaluateExpression(`managementGroup(deployment().name).id`)).toBe(
    `[tenantResourceId('Microsoft.Management/managementGroups', deployment().name)]`,
  );
});

test('a management group that is given is known', () => {
  const context = { ...contextAt('managementGroup'), managementGroup: 'mg-one' };
  const ask = (expression: string): string => evaluateExpression(expression, { scope: 'managementGroup', context });
  expect(ask('managementGroup().id')).toBe('"/providers/Microsoft.Management/managementGroups/mg-one"');
  expect(ask(`managementGroupResourceId('a/b', 'c')`)).toBe(
    '"/providers/Microsoft.Management/managementGroups/mg-one/providers/a/b/c"',
  );
});

test('a parameter or variable whose name only the service knows is not known', () => {
  const template = { variables: { a: 1 } };
  expect(evaluateExpression('variables(resourceGroup().tags.x)', { template })).toBe(
    '[variables(resourceGroup().tags.x)]',
  );
  expect(evaluateExpression('parameters(resourceGroup().tags.x)')).toBe('[parameters(resourceGroup().tags.x)]');
  expect(evaluateExpression('variables(1)', { template })).toMatch(/^refused: .*argument 1 must be a string/);
});
