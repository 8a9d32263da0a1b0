import { describe, expect, test } from 'vitest';
import { evaluateExpression } from '../support/evaluate-expression.ts';

/** Something that only the service knows. */
const late = 'resourceGroup().tags.x';

test.each([
  ['float(-9223372036854775808)', '-9223372036854776000.0'],
  ['float(9223372036854775807)', '9223372036854775000.0'],
  ['float(123456789012345678)', '123456789012345660.0'],
  ['float(9007199254740993)', '9007199254740992.0'],
  ['float(0)', '0.0'],
])('%s cuts off the digits that a float cannot hold', (expression, expected) => {
  expect(evaluateExpression(expression)).toBe(expected);
});

describe('an array holds an item', () => {
  test.each([
    [`contains(createArray(), createObject('a', ${late}))`, 'false'],
    [`contains(createArray(1, 'b'), createObject('a', ${late}))`, 'false'],
    [`contains(createArray(createObject('b', 1)), createObject('a', ${late}))`, 'false'],
    [`contains(createArray('b', ${late}), 'b')`, 'true'],
  ])('%s is decided although a part is not known', (expression, expected) => {
    expect(evaluateExpression(expression)).toBe(expected);
  });

  test('and an item with a part that may be equal is not decided', () => {
    const expression = `contains(createArray(createObject('a', 'x')), createObject('a', ${late}))`;
    expect(evaluateExpression(expression)).toBe(`[${expression}]`);
  });
});

test('what is left of reduce has its initial value evaluated, but not its lambda', () => {
  expect(evaluateExpression(`reduce(${late}, add(1, 2), lambda('s', 'x', add(lambdaVariables('s'), 1)))`)).toBe(
    `[reduce(${late}, 3, lambda('s', 'x', add(lambdaVariables('s'), 1)))]`,
  );
});

test.each([`contains('1', 1)`, `contains(createObject('1', 1), 1)`, `contains('a', null())`])(
  '%s is refused',
  (expression) => {
    expect(evaluateExpression(expression)).toMatch(/^refused: /);
  },
);
