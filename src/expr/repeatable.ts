import { memo } from '../text/memo.ts';
import { membersOf } from './make-value.ts';
import type { Expr, Value } from './value.ts';

/** Each call of them is another value; `unknown` stands for values that have no expression. */
const volatileFunctions: ReadonlySet<string> = new Set(['newguid', 'unknown']);

/** Whether two occurrences of an expression mean the same value. Each `newGuid()` is another one. */
export function isRepeatable(expr: Expr): boolean {
  if (expr.kind === 'literal') return true;
  return expr.kind === 'value' ? isRepeatableValue(expr.value) : isRepeatableAccess(expr);
}

/** Parts can be in many wholes, so that what they are is remembered. */
const isRepeatableAccess = memo((expr: Exclude<Expr, { kind: 'literal' | 'value' }>): boolean => {
  switch (expr.kind) {
    case 'property':
      return isRepeatable(expr.target);
    case 'index':
      return isRepeatable(expr.target) && isRepeatable(expr.index);
    case 'call':
      if (expr.namespace === undefined && volatileFunctions.has(expr.name.toLowerCase())) return false;
      return expr.args.every(isRepeatable);
  }
});

/** Whether two values with the same expression are the same. */
export function isRepeatableValue(value: Value): boolean {
  if (value.residual !== undefined) return isRepeatable(value.residual);
  switch (value.kind) {
    case 'array':
      return value.items.every(isRepeatableValue);
    case 'object':
      return membersOf(value).every(
        ({ key, value: member }) => (typeof key === 'string' || isRepeatableValue(key)) && isRepeatableValue(member),
      );
    default:
      return true;
  }
}
