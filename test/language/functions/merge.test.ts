import { expect, test } from 'vitest';
import { evaluateExpression } from '../../support/evaluate-expression.ts';

const twoCases = `json('{"a":1,"A":2}')`;

test.each([
  [`union(createObject(), ${twoCases})`, '{"A":2}'],
  [`union(${twoCases}, createObject())`, '{"A":2,"a":1}'],
  [`union(${twoCases}, createObject('a', 5))`, '{"a":5}'],
  [`union(${twoCases}, createObject('A', 5))`, '{"A":5}'],
  [`union(createObject('A', 5), ${twoCases})`, '{"A":2}'],
  [`union(createObject(), createObject('b', ${twoCases}))`, '{"b":{"A":2,"a":1}}'],
  [`shallowMerge(createArray(createObject(), ${twoCases}))`, '{"a":2}'],
])('of keys that differ only in case, %s makes one', (expression, expected) => {
  expect(evaluateExpression(expression)).toBe(expected);
});

test('such keys of one object must be of one kind to be merged', () => {
  expect(evaluateExpression(`union(createObject(), json('{"a":{"b":1},"A":2}'))`)).toMatch(/^refused: /);
});
