import type * as syntax from '../syntax/tree.ts';
import { conditionTypeOf, loopScope, typeOf } from './infer.ts';
import type { TypeScope } from './scope.ts';

/**
 * Looks for what is wrong within an expression whose own type does not matter. Bodies of resources are long, and most
 * of what is written there is plain.
 */
export function visit(node: syntax.Expression | syntax.IfNode, scope: TypeScope): void {
  switch (node.kind) {
    case 'if':
      conditionTypeOf(node.condition, scope);
      visit(node.body, scope);
      return;
    case 'for':
      visit(node.body, loopScope(node, scope));
      return;
    case 'parenthesized':
      visit(node.inner, scope);
      return;
    case 'object':
      if (node.members.some(({ kind }) => kind === 'spread')) typeOf(node, scope);
      else for (const member of node.members) visitMember(member, scope);
      return;
    case 'array':
      if (node.items.some(({ kind }) => kind === 'spread')) typeOf(node, scope);
      else for (const item of node.items) if (item.kind !== 'spread') visit(item, scope);
      return;
    default:
      typeOf(node, scope);
  }
}

function visitMember(member: syntax.ObjectMember, scope: TypeScope): void {
  if (member.kind !== 'member') return;
  if (member.key.kind === 'interpolation') typeOf(member.key, scope);
  visit(member.value, scope);
}
