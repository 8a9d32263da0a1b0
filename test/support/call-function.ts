import { type Environment, evaluate, frameOf, newBudget, type TemplateFunction } from '../../src/expr/evaluate.ts';
import { boolValue, intValue, nullValue, stringValue } from '../../src/expr/make-value.ts';
import type { CallExpr, Value } from '../../src/expr/value.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';

/** An argument as a test writes it; decimal numbers and other values are given as they are. */
export type Argument = string | number | bigint | boolean | null | Value;

const somewhere = spanOf(sourceFile('test.json', ''), 0, 0);

/** What a call to one of some functions evaluates to, its arity being checked too. */
export function callFunction(
  functions: readonly TemplateFunction[],
  name: string,
  ...args: readonly Argument[]
): Value {
  const definition = functions.find((one) => one.name === name);
  const env: Environment = { lookup: () => definition, loops: [], budget: newBudget(), report: () => undefined };
  const call: CallExpr = {
    kind: 'call',
    name,
    args: args.map((arg) => ({ kind: 'value', value: toValue(arg) })),
    span: somewhere,
    nameSpan: somewhere,
  };
  return evaluate(call, frameOf(env));
}

/** A known value in the terms of JavaScript, integers as numbers. Of one that failed or is not known, its kind. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'string':
    case 'bool':
    case 'float':
      return value.value;
    case 'int':
      return Number(value.value);
    case 'null':
      return null;
    case 'array':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries([...value.entries.values()].map((entry) => [entry.key, plain(entry.value)]));
    default:
      return { kind: value.kind };
  }
}

/** What `plain` makes of a refused call. */
export const refused = { kind: 'failed' };

function toValue(arg: Argument): Value {
  if (typeof arg === 'string') return stringValue(arg);
  if (typeof arg === 'boolean') return boolValue(arg);
  if (typeof arg === 'number' || typeof arg === 'bigint') return intValue(arg);
  return arg ?? nullValue();
}
