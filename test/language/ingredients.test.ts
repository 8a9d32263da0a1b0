import { expect, test } from 'vitest';
import { canonicalValue, ingredientsOf, withBasis } from '../../src/expr/basis.ts';
import { call, text } from '../../src/expr/build.ts';
import { equalValues } from '../../src/expr/equality.ts';
import { stringValue, unknownValue } from '../../src/expr/make-value.ts';
import { printValue } from '../../src/expr/print.ts';
import type { Value } from '../../src/expr/value.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';

const span = spanOf(sourceFile('main.json', ''), 0, 0);
const why = { code: 'secure-parameter' as const, text: 'it is secure' };

/** The unknown value of parameter 'state', made of a text that is not shown. */
function secret(value: string): Value {
  const place = call('parameters', [text('state', span)], span);
  return unknownValue(why, withBasis(place, ingredientsOf([stringValue(value)]).basis));
}

/** What a function makes of a value, which the service is left to evaluate. */
function madeOf(value: Value): Value {
  return unknownValue(why, call('toLower', [{ kind: 'value', value }], span));
}

test('an unknown value equals itself only if it is made of the same', () => {
  expect(equalValues(secret('Locked'), secret('Locked'))).toBe(true);
  expect(equalValues(secret('Locked'), secret('Disabled'))).toBeUndefined();
});

test('what is made of unknown values keeps what these are made of', () => {
  expect(equalValues(madeOf(secret('Locked')), madeOf(secret('Locked')))).toBe(true);
  expect(equalValues(madeOf(secret('Locked')), madeOf(secret('Disabled')))).toBeUndefined();
});

test('neither the printed nor the canonical text shows a secret', () => {
  const value = madeOf(secret('hunter2'));
  expect(printValue(value)).toBe("toLower(parameters('state'))");
  expect(canonicalValue(value)).not.toContain('hunter2');
});
