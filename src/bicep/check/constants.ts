import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';

/** The part of a value that is not literal, if there is one; what could not be read counts as literal. */
export function constantProblem(node: syntax.Expression): Span | undefined {
  switch (node.kind) {
    case 'string':
    case 'integer':
    case 'boolean':
    case 'null':
    case 'error':
      return undefined;
    case 'unary':
      return node.operator === '-' && node.operand.kind === 'integer' ? undefined : node.span;
    case 'array':
      return first(node.items.map((item) => constantProblem(item.kind === 'spread' ? item.value : item)));
    case 'object':
      return first(node.members.map(problemOfMember));
    default:
      return node.span;
  }
}

function problemOfMember(member: syntax.ObjectMember): Span | undefined {
  if (member.kind === 'spread') return constantProblem(member.value);
  if (member.kind !== 'member') return undefined;
  return member.key.kind === 'interpolation' ? member.key.span : constantProblem(member.value);
}

function first(spans: readonly (Span | undefined)[]): Span | undefined {
  return spans.find((span) => span !== undefined);
}
