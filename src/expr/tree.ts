import type { Span } from '../text/source.ts';
import type { CallExpr, Expr } from './value.ts';

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
