import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typePartsOf } from '../syntax/visit.ts';

/** The expressions of a statement, also those in its decorators and in resources that are nested in it. */
export function expressionsOf(statement: syntax.Statement): readonly (syntax.Expression | syntax.IfNode)[] {
  return [...statement.decorators.flatMap(argumentsOf), ...decoratedTypes(statement), ...valuesOf(statement)];
}

function argumentsOf({ call }: syntax.Decorator): readonly syntax.Expression[] {
  return call.kind === 'error' ? [] : call.args;
}

function decoratedTypes(statement: syntax.Statement): readonly syntax.Expression[] {
  return typesOf(statement).flatMap((type) => decoratorsWithin(type).flatMap(argumentsOf));
}

/** The decorators of the members and items of a type, and of the types in those. */
export function decoratorsWithin(type: TypeNode): readonly syntax.Decorator[] {
  const members = type.kind === 'type-object' ? type.members : type.kind === 'type-tuple' ? type.items : [];
  const own = members.flatMap((member) => (member.kind === 'error' ? [] : member.decorators));
  return [...own, ...typePartsOf(type).flatMap(decoratorsWithin)];
}

function valuesOf(statement: syntax.Statement): readonly (syntax.Expression | syntax.IfNode)[] {
  switch (statement.kind) {
    case 'parameter':
      return statement.defaultValue ? [statement.defaultValue] : [];
    case 'function':
      return [statement.body];
    case 'resource':
      return [statement.value, ...nestedIn(statement).flatMap(expressionsOf)];
    case 'extension':
    case 'using':
    case 'extension-config':
      return statement.config ? [statement.config] : [];
    case 'target-scope':
    case 'metadata':
    case 'variable':
    case 'module':
    case 'output':
    case 'assert':
    case 'test':
    case 'parameter-assignment':
      return [statement.value];
    default:
      return [];
  }
}

/** The resources in the body of a resource. */
export function nestedIn({ value }: syntax.ResourceStatement): readonly syntax.ResourceStatement[] {
  const inLoop = value.kind === 'for' ? value.body : value;
  const inner = inLoop.kind === 'if' ? inLoop.body : inLoop;
  const body = inner.kind === 'parenthesized' ? inner.inner : inner;
  return body.kind === 'object' ? body.members.filter((member) => member.kind === 'resource') : [];
}

/** The types that a statement writes. */
export function typesOf(statement: syntax.Statement): readonly TypeNode[] {
  switch (statement.kind) {
    case 'parameter':
    case 'output':
      return [statement.type];
    case 'variable':
      return statement.type ? [statement.type] : [];
    case 'type':
      return [statement.value];
    case 'function':
      return [...statement.parameters.map(({ type }) => type), statement.returnType];
    default:
      return [];
  }
}
