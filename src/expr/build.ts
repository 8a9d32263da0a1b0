import { type Span, textOf } from '../text/source.ts';
import { boolValue, intValue, nullValue, stringValue, unknownValue } from './make-value.ts';
import type { ConstantNode, ExpressionNode, Node } from './node.ts';
import type { CallExpr, Expr, LiteralExpr, Origin, UnknownReason, Value } from './value.ts';

export function text(value: string, span: Span): LiteralExpr {
  return { kind: 'literal', value, span };
}

/** Integers of more than 32 bits have to be written as text, which is how the service reprints them. */
export function integer(value: bigint, span: Span): Expr {
  if (value <= 2147483647n && value >= -2147483648n) return { kind: 'literal', value, span };
  return call('json', [text(value.toString(), span)], span);
}

export function call(name: string, args: readonly Expr[], span: Span, nameSpan = span): CallExpr {
  return { kind: 'call', name, args, span, nameSpan };
}

/** `target.name` */
export function property(target: Expr, name: string, span: Span, nameSpan = span): Expr {
  return { kind: 'property', target, name, span, nameSpan };
}

/** `target[index]`; a literal name is a property. */
export function item(target: Expr, index: Expr, span: Span): Expr {
  if (index.kind === 'literal' && typeof index.value === 'string')
    return property(target, index.value, span, index.span);
  return { kind: 'index', target, index, span };
}

/** Something of which no more is known than why. */
export function unknown(why: UnknownReason, span: Span): Expr {
  const value = unknownValue(why, call('unknown', [], span), [{ span, role: 'written' }]);
  return { kind: 'value', value, span };
}

export function constant(value: Value, span: Span): ConstantNode {
  return { kind: 'constant', value, span };
}

function written(span: Span): readonly Origin[] {
  return [{ span, role: 'written' }];
}

export function textNode(value: string, span: Span): ConstantNode {
  return constant(stringValue(value, written(span)), span);
}

export function integerNode(value: bigint, span: Span): ConstantNode {
  return constant(intValue(value, written(span)), span);
}

export function boolNode(value: boolean, span: Span): ConstantNode {
  return constant(boolValue(value, written(span)), span);
}

export function nullNode(span: Span): ConstantNode {
  return constant(nullValue(written(span)), span);
}

/** An expression as a part of a template; one that is a literal or evaluated already is a constant. */
export function nodeOf(expr: Expr, span: Span): ConstantNode | ExpressionNode {
  if (expr.kind === 'value') return constant(expr.value, span);
  if (expr.kind === 'literal') {
    return typeof expr.value === 'string' ? textNode(expr.value, span) : integerNode(expr.value, span);
  }
  return {
    kind: 'expression',
    expr,
    get text() {
      return textOf(span);
    },
    span,
  };
}

/** The object with these members, as a part of a template. */
export function objectNode(members: readonly (readonly [string, Node])[], span: Span): Node {
  return {
    kind: 'object',
    members: members.map(([name, value]) => ({ key: textNode(name, span), name, value })),
    loops: [],
    span,
  };
}
