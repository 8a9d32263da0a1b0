import type * as syntax from './tree.ts';
import type { TypeNode } from './types.ts';

/** Sees a node with the local names around it; returns false if what is in the node does not matter. */
export type Visit = (node: syntax.Expression, bound: ReadonlySet<string>) => boolean;

const nothing: ReadonlySet<string> = new Set();

/** Visits an expression and what is in it, from the outside in. */
export function walk(node: syntax.Expression | syntax.IfNode, visit: Visit, bound = nothing): void {
  if (node.kind === 'if') {
    walk(node.condition, visit, bound);
    walk(node.body, visit, bound);
    return;
  }
  if (!visit(node, bound)) return;
  switch (node.kind) {
    case 'interpolation':
      for (const part of node.parts) walk(part, visit, bound);
      return;
    case 'object':
      for (const member of node.members) walkMember(member, visit, bound);
      return;
    case 'array':
      for (const item of node.items) walk(item.kind === 'spread' ? item.value : item, visit, bound);
      return;
    case 'for': {
      walk(node.source, visit, bound);
      const locals = [node.item.name, ...(node.index ? [node.index.name] : [])];
      walk(node.body, visit, new Set([...bound, ...locals]));
      return;
    }
    case 'lambda':
      walk(node.body, visit, new Set([...bound, ...node.parameters.map(({ name }) => name)]));
      return;
    default:
      for (const child of operandsOf(node)) walk(child, visit, bound);
  }
}

function walkMember(member: syntax.ObjectMember, visit: Visit, bound: ReadonlySet<string>): void {
  if (member.kind === 'spread') walk(member.value, visit, bound);
  if (member.kind !== 'member') return;
  if (member.key.kind === 'interpolation') walk(member.key, visit, bound);
  walk(member.value, visit, bound);
}

function operandsOf(node: syntax.Expression): readonly syntax.Expression[] {
  switch (node.kind) {
    case 'call':
      return node.args;
    case 'method-call':
      return [node.target, ...node.args];
    case 'property':
    case 'nested-resource':
    case 'non-null':
      return [node.target];
    case 'index':
      return [node.target, node.index];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'parenthesized':
      return [node.inner];
    default:
      return none;
  }
}

/** Most of what is visited is a name or a literal. */
const none: readonly syntax.Expression[] = [];

/** The parentheses and assertions around an expression say nothing about what it denotes. */
export function bare(node: syntax.Expression): syntax.Expression {
  let inner = node;
  while (inner.kind === 'parenthesized' || inner.kind === 'non-null') {
    inner = inner.kind === 'parenthesized' ? inner.inner : inner.target;
  }
  return inner;
}

/** A name that a type mentions: of a type, or of one in a wildcard import. */
export interface TypeMention {
  readonly name: string;
  /** The type in it, if the name is a wildcard import's. */
  readonly member: string | undefined;
}

/** Every name in a type, whatever it is used for. */
export function typeMentions(node: TypeNode): readonly TypeMention[] {
  switch (node.kind) {
    case 'type-name':
      return [{ name: node.name, member: undefined }];
    case 'type-property':
      return node.target.kind === 'type-name'
        ? [
            { name: node.target.name, member: node.name.name },
            { name: node.target.name, member: undefined },
          ]
        : typeMentions(node.target);
    default:
      return typePartsOf(node).flatMap(typeMentions);
  }
}

/** The types directly within a type. */
export function typePartsOf(node: TypeNode): readonly TypeNode[] {
  switch (node.kind) {
    case 'type-negation':
      return [node.operand];
    case 'type-object':
      return node.members.flatMap((member) => (member.kind === 'error' ? [] : [member.value]));
    case 'type-tuple':
      return node.items.flatMap((item) => (item.kind === 'error' ? [] : [item.value]));
    case 'type-array':
      return [node.item];
    case 'type-nullable':
    case 'type-non-null':
      return [node.base];
    case 'type-union':
      return node.members;
    case 'type-parenthesized':
      return [node.inner];
    case 'type-property':
    case 'type-additional-properties':
    case 'type-items':
    case 'type-index':
      return [node.target];
    case 'type-instantiation':
      return node.args;
    default:
      return [];
  }
}
