import { hashOf } from '../text/hash.ts';
import { memo, once } from '../text/memo.ts';
import { membersOf, mergeOrigins } from './make-value.ts';
import { printExpr, printValue } from './print.ts';
import { childrenOf } from './tree.ts';
import type { Expr, Origin, Value } from './value.ts';

/** What a value that is not known is made of, and where that is written. */
export interface Ingredients {
  /** Equal for the same ingredients. A hash, because secrets may be among them. Made when it is first asked for. */
  readonly basis: () => string;
  readonly origins: readonly Origin[];
}

/** What some values are, each with what it is made of itself. */
export function ingredientsOf(values: readonly Value[], texts: readonly string[] = []): Ingredients {
  return { basis: once(() => hashOf([...texts, ...values.map(canonicalValue)])), origins: mergeOrigins(values) };
}

/** The expression of a value that is made of more than the expression says. */
export function withBasis<E extends Expr>(expr: E, basis: () => string): E {
  return { ...expr, basis };
}

/** An expression as a text that is equal only for the same unknown: with what its parts are made of. */
export function canonicalExpr(expr: Expr): string {
  return withBases(printExpr(expr), basesOf(expr));
}

/** The same of a value. */
export function canonicalValue(value: Value): string {
  return withBases(printValue(value), basesIn(value));
}

function withBases(text: string, bases: readonly string[]): string {
  return bases.length === 0 ? text : `${text} of ${bases.join()}`;
}

/** What the parts of an expression are made of beyond its text, each once. */
function basesOf(expr: Expr): readonly string[] {
  // Most expressions are literals or values in which nothing is open: to remember them costs more than to look.
  if (expr.basis !== undefined) return basesOfParts(expr);
  if (expr.kind === 'literal') return none;
  return expr.kind === 'value' ? basesIn(expr.value) : basesOfParts(expr);
}

const basesOfParts: (expr: Expr) => readonly string[] = memo((expr) => {
  const inner = expr.kind === 'value' ? [basesIn(expr.value)] : childrenOf(expr).map(basesOf);
  return distinct([...(expr.basis === undefined ? [] : [expr.basis()]), ...inner.flat()]);
});

function basesIn(value: Value): readonly string[] {
  if (value.residual !== undefined) return basesOf(value.residual);
  return (value.kind === 'array' || value.kind === 'object') && value.symbolic ? basesOfMembers(value) : none;
}

const none: readonly string[] = [];

const basesOfMembers = memo((value: Extract<Value, { kind: 'array' | 'object' }>): readonly string[] => {
  if (value.kind === 'array') return distinct(value.items.flatMap(basesIn));
  return distinct(
    membersOf(value).flatMap(({ key, value: member }) => [
      ...(typeof key === 'string' ? none : basesIn(key)),
      ...basesIn(member),
    ]),
  );
});

function distinct(bases: readonly string[]): readonly string[] {
  return bases.length < 2 ? bases : [...new Set(bases)];
}
