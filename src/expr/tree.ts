import type { Span } from '../text/source.ts';
import type { Value } from './value.ts';

/**
 * The one expression tree, in the terms of ARM template expressions. Bicep is lowered to it, so names of functions
 * are ARM's. Every node knows the characters that a person wrote for it.
 */
export type Expr = LiteralExpr | CallExpr | PropertyExpr | IndexExpr | ValueExpr;

/** A string or an integer; `true()`, `false()` and `null()` are calls in this language. */
export interface LiteralExpr {
  readonly kind: 'literal';
  readonly value: string | bigint;
  readonly span: Span;
}

export interface CallExpr {
  readonly kind: 'call';
  /** As written; functions compare without case. */
  readonly name: string;
  /** Of a user-defined function: `contoso` in `contoso.nameOf(...)`. */
  readonly namespace?: string;
  readonly args: readonly Expr[];
  readonly span: Span;
  readonly nameSpan: Span;
}

/** `target.name` or `target['name']`. */
export interface PropertyExpr {
  readonly kind: 'property';
  readonly target: Expr;
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** `target[index]` with an index that is computed or a number. */
export interface IndexExpr {
  readonly kind: 'index';
  readonly target: Expr;
  readonly index: Expr;
  readonly span: Span;
}

/** A part that is evaluated already; residual expressions are made of these and of what could not be evaluated. */
export interface ValueExpr {
  readonly kind: 'value';
  readonly value: Value;
  readonly span?: Span;
}

/** The expressions directly within an expression. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
      return expr.args;
    case 'property':
      return [expr.target];
    case 'index':
      return [expr.target, expr.index];
    default:
      return [];
  }
}

/** Stands for what has no expression, or one that is too large to keep. */
export function opaqueExpr(span: Span): CallExpr {
  return { kind: 'call', name: 'unknown', args: [], span, nameSpan: span };
}
