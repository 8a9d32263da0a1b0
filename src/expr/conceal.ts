import { membersOf, stringValue } from './make-value.ts';
import { isShown, secureText } from './print.ts';
import { childrenOf } from './tree.ts';
import type { Expr, ObjectValue, Value } from './value.ts';

/** A value as people may see it: the same if nothing in it is secure. The parts between slashes stay as many. */
export function concealed(value: Value): Value {
  if (value.kind === 'string' && !isShown(value)) return stringValue(hidden(value.value), value.origins);
  if (!isShown(value)) return stringValue(secureText, value.origins);
  const { residual } = value;
  if (residual) return holdsSecure(residual) ? { ...value, residual: concealedExpr(residual) } : value;
  if (value.kind === 'array') return { ...value, items: value.items.map(concealed) };
  return value.kind === 'object' ? concealedMembers(value) : value;
}

function concealedMembers(object: ObjectValue): ObjectValue {
  const entries = [...object.entries].map(([key, entry]) => {
    const shown = entry.secureKey ? secureText : entry.key;
    return [key, { ...entry, key: shown, value: concealed(entry.value) }] as const;
  });
  const unkeyed = object.unkeyed?.map((one) => ({ ...one, key: concealed(one.key), value: concealed(one.value) }));
  return { ...object, entries: new Map(entries), ...(unkeyed && { unkeyed }) };
}

function hidden(text: string): string {
  return text
    .split('/')
    .map((part) => (part === '' ? '' : secureText))
    .join('/');
}

function holdsSecure(expr: Expr): boolean {
  if (expr.kind !== 'value') return childrenOf(expr).some(holdsSecure);
  return valueHoldsSecure(expr.value);
}

function valueHoldsSecure(value: Value): boolean {
  if (value.secure) return true;
  if (value.residual) return holdsSecure(value.residual);
  if (value.kind === 'array') return value.symbolic && value.items.some(valueHoldsSecure);
  if (value.kind !== 'object' || !value.symbolic) return false;
  return membersOf(value).some(
    ({ key, value: member }) => valueHoldsSecure(member) || (typeof key !== 'string' && valueHoldsSecure(key)),
  );
}

function concealedExpr(expr: Expr): Expr {
  switch (expr.kind) {
    case 'literal':
      return expr;
    case 'value':
      return { ...expr, value: concealed(expr.value) };
    case 'call':
      return { ...expr, args: expr.args.map(concealedExpr) };
    case 'property':
      return { ...expr, target: concealedExpr(expr.target) };
    case 'index':
      return { ...expr, target: concealedExpr(expr.target), index: concealedExpr(expr.index) };
  }
}
