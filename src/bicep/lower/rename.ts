import type { TypeSchema } from '../../arm/template.ts';
import type { Node, NodeMember } from '../../expr/node.ts';
import type { Expr } from '../../expr/value.ts';
import { functionName } from '../semantics/compilation-unit.ts';

/** Gives a name of a compiled file the name that it has in the template which imports it. */
export type Rename = (name: string) => string;

/** A part of a compiled file with its variables and functions renamed. */
export function renamedNode<N extends Node>(node: N, rename: Rename): N;
export function renamedNode(node: Node, rename: Rename): Node {
  switch (node.kind) {
    case 'expression':
      return { ...node, expr: renamedExpr(node.expr, rename) };
    case 'array':
      return { ...node, items: node.items.map((item) => renamedNode(item, rename)) };
    case 'object': {
      const members = node.members.map(
        (member): NodeMember => ({
          ...member,
          key: renamedNode(member.key, rename),
          value: renamedNode(member.value, rename),
        }),
      );
      const loops = node.loops.map((loop) => ({
        ...loop,
        count: renamedNode(loop.count, rename),
        input: renamedNode(loop.input, rename),
      }));
      return { ...node, members, loops };
    }
    default:
      return node;
  }
}

function renamedExpr(expr: Expr, rename: Rename): Expr {
  switch (expr.kind) {
    case 'call': {
      const args = expr.args.map((arg) => renamedExpr(arg, rename));
      if (expr.namespace !== undefined) return { ...expr, ...functionName(rename(expr.name)), args };
      const [first] = args;
      if (expr.name.toLowerCase() !== 'variables' || first?.kind !== 'literal') return { ...expr, args };
      return { ...expr, args: [{ ...first, value: rename(String(first.value)) }] };
    }
    case 'property':
      return { ...expr, target: renamedExpr(expr.target, rename) };
    case 'index':
      return { ...expr, target: renamedExpr(expr.target, rename), index: renamedExpr(expr.index, rename) };
    default:
      return expr;
  }
}

/** A type of a compiled file with the definitions to which it refers renamed. */
export function renamedSchema(schema: TypeSchema, rename: Rename): TypeSchema {
  const into = (part: TypeSchema): TypeSchema => renamedSchema(part, rename);
  const all = (parts: ReadonlyMap<string, TypeSchema>): ReadonlyMap<string, TypeSchema> =>
    new Map([...parts].map(([name, part]) => [name, into(part)]));
  const { ref, properties, additionalProperties, items, prefixItems, discriminator } = schema;
  return {
    ...schema,
    ...(ref && { ref: [rename(ref[0] ?? ''), ...ref.slice(1)] }),
    ...(properties && { properties: all(properties) }),
    ...(additionalProperties && { additionalProperties: into(additionalProperties) }),
    ...(items && { items: into(items) }),
    ...(prefixItems && { prefixItems: prefixItems.map(into) }),
    ...(discriminator && { discriminator: { ...discriminator, mapping: all(discriminator.mapping) } }),
  };
}
