import { loopsIn } from '../../text/strongly-connected.ts';
import { lookup } from '../semantics/compilation-unit.ts';
import type { Model, TypeSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typePartsOf } from '../syntax/visit.ts';
import { type CheckEnv, refuse } from './findings.ts';

/** Reports declarations that depend on themselves. */
export function checkCycles(model: Model, env: CheckEnv): void {
  for (const { node, name, isDirect } of model.cyclicUses) {
    const message = isDirect
      ? `BCP079: This expression is referencing its own declaration "${name}", which is not allowed.`
      : `BCP080: The expression is involved in a cycle ("${name}").`;
    refuse(node, message, env, 'bicep-name');
  }
  checkTypes(model, env);
}

/** No value has a type that needs another value of the same type, and so on without end. */
function checkTypes({ symbols }: Model, env: CheckEnv): void {
  const types = [...symbols.values()].filter((symbol) => symbol.kind === 'type');
  const groups = loopsIn(types, ({ statement }) => neededBy(statement.value, env));
  for (const symbol of groups.keys()) {
    const { name, statement } = symbol;
    const isDirect = neededBy(statement.value, env).includes(symbol);
    reportError(
      isDirect
        ? 'BCP298: This type definition includes itself as required component, which creates a constraint that cannot be fulfilled.'
        : `BCP299: This type definition includes itself as a required component via a cycle ("${name}").`,
      statement.name.span,
      env,
      'bicep-name',
    );
  }
}

/** The types of the file of which a value has to have a part. */
function neededBy(node: TypeNode, env: CheckEnv): readonly TypeSymbol[] {
  switch (node.kind) {
    case 'type-name': {
      const symbol = lookup(node.name, env);
      return symbol?.kind === 'type' ? [symbol] : [];
    }
    case 'type-object':
      return node.members.flatMap((member) =>
        member.kind === 'type-property-member' ? neededByPart(member.value, env) : [],
      );
    case 'type-tuple':
      return node.items.flatMap((item) => (item.kind === 'error' ? [] : neededByPart(item.value, env)));
    case 'type-array':
      return neededByPart(node.item, env);
    default:
      return typePartsOf(node).flatMap((part) => neededBy(part, env));
  }
}

function neededByPart(node: TypeNode, env: CheckEnv): readonly TypeSymbol[] {
  return isNullable(node, env) ? [] : neededBy(node, env);
}

/** Aliases of aliases are followed this far. */
const maxDepth = 16;

function isNullable(node: TypeNode, env: CheckEnv, depth = 0): boolean {
  if (depth > maxDepth) return false;
  switch (node.kind) {
    case 'type-nullable':
      return true;
    case 'type-literal':
      return node.value === null;
    case 'type-parenthesized':
      return isNullable(node.inner, env, depth + 1);
    case 'type-union':
      return node.members.some((member) => isNullable(member, env, depth + 1));
    case 'type-name': {
      const symbol = lookup(node.name, env);
      return symbol?.kind === 'type' && isNullableAlias(symbol, env, depth + 1);
    }
    default:
      return false;
  }
}

/** Aliases may use each other many times. */
const known = new WeakMap<TypeNode, boolean>();

function isNullableAlias({ statement }: TypeSymbol, env: CheckEnv, depth: number): boolean {
  const found = known.get(statement.value) ?? isNullable(statement.value, env, depth);
  known.set(statement.value, found);
  return found;
}
