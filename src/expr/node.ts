import type { Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import type { Expr, Value } from './value.ts';

/**
 * Data with expressions in it: what a front end makes of the body of a resource, a variable, a default or an output.
 * Both languages lower to it.
 */
export type Node = ConstantNode | ExpressionNode | BrokenNode | ArrayNode | ObjectNode;

/** A literal, with its escapes resolved. */
export interface ConstantNode {
  readonly kind: 'constant';
  readonly value: Value;
  readonly span: Span;
}

export interface ExpressionNode {
  readonly kind: 'expression';
  readonly expr: Expr;
  /** As written, brackets included. */
  readonly text: string;
  readonly span: Span;
}

/** Text that should be an expression and cannot be read; it counts as unknown. */
export interface BrokenNode {
  readonly kind: 'broken';
  readonly text: string;
  readonly diagnostic: Diagnostic;
  readonly span: Span;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: readonly Node[];
  /** Set where the file has a syntax error, so what else is here is not known. */
  readonly malformed?: true;
  readonly span: Span;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly members: readonly NodeMember[];
  /** Property loops: each makes one member that holds an array. */
  readonly loops: readonly LoopNode[];
  readonly malformed?: true;
  readonly span: Span;
}

export interface NodeMember {
  /** The key as a constant or an expression; `name` is what it says, if that is known. */
  readonly key: ConstantNode | ExpressionNode | BrokenNode;
  readonly name: string;
  readonly value: Node;
}

export interface LoopNode {
  readonly name: string;
  readonly nameSpan: Span;
  readonly count: Node;
  readonly input: Node;
}

/** The member of that name; of duplicates the last one counts. Names compare without case. */
export function nodeMember(node: Node | undefined, name: string): NodeMember | undefined {
  if (node?.kind !== 'object') return undefined;
  const wanted = name.toLowerCase();
  let found: NodeMember | undefined;
  for (const member of node.members) {
    if (member.name === name || member.name.toLowerCase() === wanted) found = member;
  }
  return found;
}

/** The text of a string, an expression as written included. */
export function nodeText(node: Node | undefined): string | undefined {
  if (node?.kind === 'expression' || node?.kind === 'broken') return node.text;
  return node?.kind === 'constant' && node.value.kind === 'string' ? node.value.value : undefined;
}

/** Visits the expressions of a part, those of keys and loops, too. */
export function visitExpressions(node: Node, visit: (expr: Expr) => void): void {
  if (node.kind === 'expression') visit(node.expr);
  if (node.kind === 'array') for (const item of node.items) visitExpressions(item, visit);
  if (node.kind !== 'object') return;
  for (const member of node.members) {
    visitExpressions(member.key, visit);
    visitExpressions(member.value, visit);
  }
  for (const loop of node.loops) {
    visitExpressions(loop.count, visit);
    visitExpressions(loop.input, visit);
  }
}
