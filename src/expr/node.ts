import type { Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import type { ArrayValue, Expr, ObjectValue, OriginRole, Value } from './value.ts';

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
  readonly constant?: ConstantPart;
  /** Set where the file has a syntax error, so what else is here is not known. */
  readonly malformed?: true;
  readonly span: Span;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly members: readonly NodeMember[];
  /** Property loops: each makes one member that holds an array. */
  readonly loops: readonly LoopNode[];
  readonly constant?: ConstantPart;
  readonly malformed?: true;
  readonly span: Span;
}

/**
 * Set for what may have nothing in it to evaluate, at any depth. What it comes to is kept here from the second time on:
 * what is used a thousand times is made twice, and what is used once takes no memory.
 */
export interface ConstantPart {
  /** The items or members that may be constant: a copy of the node with others does not have this value. */
  readonly of: ArrayNode['items'] | ObjectNode['members'];
  /** Known from the first evaluation on: to find out, all of it has to be read. */
  isConstant?: boolean;
  isUsed?: true;
  role?: OriginRole;
  value?: ObjectValue | ArrayValue;
}

/** Marks an array that is constant if all of its items are. */
export function constantItems(items: readonly Node[]): { readonly constant: ConstantPart } {
  return { constant: { of: items } };
}

/** Marks an object without loops that is constant if all of its members are. */
export function constantMembers(members: readonly NodeMember[]): { readonly constant: ConstantPart } {
  return { constant: { of: members } };
}

function isConstant(node: Node): boolean {
  return node.kind === 'constant' || constantOf(node) !== undefined;
}

/** What is known of a node that has nothing in it to evaluate. */
export function constantOf(node: Node): ConstantPart | undefined {
  if (node.kind !== 'array' && node.kind !== 'object') return undefined;
  const { constant } = node;
  if (constant?.of !== (node.kind === 'array' ? node.items : node.members)) return undefined;
  constant.isConstant ??=
    node.kind === 'array'
      ? node.items.every(isConstant)
      : node.members.every(({ key, value }) => isConstant(key) && isConstant(value));
  return constant.isConstant ? constant : undefined;
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
    const own = member.name;
    if (own.length === name.length && (own === name || own.toLowerCase() === wanted)) found = member;
  }
  return found;
}

/** The text of a string, an expression as written included. A secret is no text that decides what something is. */
export function nodeText(node: Node | undefined): string | undefined {
  if (node?.kind === 'expression' || node?.kind === 'broken') return node.text;
  const isTold = node?.kind === 'constant' && node.value.kind === 'string' && node.value.secure !== true;
  return isTold && node.value.kind === 'string' ? node.value.value : undefined;
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
