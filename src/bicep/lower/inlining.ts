import { type Env, fileEnv, type Unit } from '../semantics/compilation-unit.ts';
import type * as syntax from '../syntax/tree.ts';

/**
 * Lowers the value of a variable that stands wherever the variable is used: once, because such variables may use each
 * other many times.
 */
export function inlining<T>(
  lower: (value: syntax.Expression, env: Env) => T,
): (value: syntax.Expression, env: Env) => T {
  const known = new WeakMap<Unit, Map<syntax.Expression, T>>();
  return (value, env) => {
    const ofUnit = known.get(env.unit) ?? new Map<syntax.Expression, T>();
    known.set(env.unit, ofUnit);
    const found = ofUnit.get(value) ?? lower(value, fileEnv(env.unit));
    ofUnit.set(value, found);
    return found;
  };
}
