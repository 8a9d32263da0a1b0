import { canonicalExpr } from './basis.ts';
import { outcomesOf } from './choice.ts';
import { mergeOrigins } from './make-value.ts';
import { isRepeatable } from './repeatable.ts';
import type { ObjectValue, Value } from './value.ts';

/**
 * Whether two values are equal as `equals()` sees it: strings and keys by case, objects in any order, an integer
 * never equal to a decimal number. Undefined if an unknown part decides.
 */
export function equalValues(left: Value, right: Value): boolean | undefined {
  if (left === right) return true;
  if (isUndecided(left) || isUndecided(right)) return sameResidual(left, right) ? true : undefined;
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case 'string':
    case 'int':
    case 'float':
    case 'bool':
      return left.value === (right as typeof left).value;
    case 'null':
      return true;
    case 'array':
      return right.kind === 'array' ? equalItems(left.items, right.items, left.open ?? right.open) : false;
    case 'object':
      return right.kind === 'object' ? equalEntries(left, right) : false;
    default:
      return undefined;
  }
}

function isUndecided(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'choice' || value.kind === 'failed' || value.kind === 'absent';
}

/** An unknown is equal to itself if it is made of the same, unless every evaluation makes a new one. */
function sameResidual(left: Value, right: Value): boolean {
  if (left.residual === undefined || right.residual === undefined) return false;
  return isRepeatable(left.residual) && canonicalExpr(left.residual) === canonicalExpr(right.residual);
}

function equalItems(left: readonly Value[], right: readonly Value[], open: unknown): boolean | undefined {
  if (open !== undefined) return undefined;
  if (left.length !== right.length) return false;
  return allOf(left.map((item, index) => equalValues(item, right[index] ?? item)));
}

function equalEntries(left: ObjectValue, right: ObjectValue): boolean | undefined {
  if (left.open !== undefined || right.open !== undefined) return undefined;
  if (left.entries.size !== right.entries.size) return false;
  const results: (boolean | undefined)[] = [];
  for (const [key, entry] of left.entries) {
    const other = right.entries.get(key);
    if (!other) return false;
    results.push(equalValues(entry.value, other.value));
  }
  return allOf(results);
}

/** Three-valued conjunction. */
function allOf(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

/** A choice between equal values is no choice: the value, with where its cases come from. */
export function withoutEqualCases(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const cases = outcomesOf(value);
  const [first] = cases;
  // The only value that a parameter accepts is one of a domain, which may grow.
  return first && cases.length > 1 && cases.every((other) => isEqualCase(first, other))
    ? { ...first, origins: mergeOrigins(cases) }
    : value;
}

function isEqualCase(one: Value, other: Value): boolean {
  if (one.kind === 'absent') return other.kind === 'absent';
  return equalValues(one, other) === true;
}

/** Whether an array certainly holds a value, certainly does not, or may. */
export function holdsItem(items: readonly Value[], wanted: Value): boolean | undefined {
  let undecided = false;
  for (const item of items) {
    const equal = equalValues(item, wanted);
    if (equal) return true;
    undecided ||= equal === undefined;
  }
  return undecided ? undefined : false;
}
