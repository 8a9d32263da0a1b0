import { lookup } from '../semantics/compilation-unit.ts';
import { reportError } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeInstantiation, TypeNode } from '../syntax/types.ts';
import { typePartsOf } from '../syntax/visit.ts';
import type { CheckEnv } from './findings.ts';
import { typesOf } from './parts.ts';
import { writtenTypeProblem } from './resource-types.ts';

/** Reports what cannot stand where types are written. */
export function checkTypeDeclarations(tree: syntax.BicepFile, env: CheckEnv): void {
  for (const statement of tree.statements) {
    for (const [index, type] of typesOf(statement).entries()) {
      // The compiler lets a function have a parameter that is nothing.
      const isOfFunction = statement.kind === 'function' && index < statement.parameters.length;
      if (!isOfFunction || type.kind !== 'type-literal') checkType(type, false, env);
    }
  }
}

/** @param isPart whether a part of the type is asked for */
function checkType(type: TypeNode, isPart: boolean, env: CheckEnv): void {
  if (type.kind === 'type-literal' && type.value === null)
    reportError('BCP289: The type definition is not valid.', type.span, env);
  if (type.kind === 'type-instantiation') checkInstantiation(type, isPart, env);
  for (const part of typePartsOf(type)) {
    const isUnion = type.kind === 'type-union' && part.kind === 'type-literal';
    if (!isUnion && type.kind !== 'type-instantiation')
      checkType(part, asksForPart(type) || (isPart && isAround(type)), env);
  }
}

function asksForPart({ kind }: TypeNode): boolean {
  return (
    kind === 'type-property' || kind === 'type-items' || kind === 'type-additional-properties' || kind === 'type-index'
  );
}

function isAround({ kind }: TypeNode): boolean {
  return kind === 'type-parenthesized' || kind === 'type-nullable' || kind === 'type-non-null';
}

/** Types with arguments are those of a resource, of which only parts can be used. */
function checkInstantiation(type: TypeInstantiation, isPart: boolean, env: CheckEnv): void {
  const { name, namespace, args, span } = type;
  const isKnown = /^resource(?:In|Out)put$/.test(name.name) && (namespace === undefined || namespace.name === 'sys');
  if (!isKnown) {
    if (lookup(name.name, env)?.kind !== 'broken')
      reportError(`'${name.name}' is no type with arguments.`, span, env, 'bicep-name');
    return;
  }
  const [argument, more] = args;
  if (!argument || more) {
    reportError(`BCP071: Expected 1 argument: '${name.name}'.`, span, env);
    return;
  }
  if (argument.kind === 'error') return;
  const text = argument.kind === 'type-literal' ? argument.value : undefined;
  const problem =
    typeof text === 'string'
      ? writtenTypeProblem(text)
      : 'BCP047: String interpolation is unsupported for specifying the resource type.';
  if (problem !== undefined) reportError(problem, argument.span, env, 'bicep-reference');
  else if (!isPart)
    reportError(
      'BCP394: Resource-derived type expressions must dereference a property within the resource body. Using the entire resource body type is not permitted.',
      span,
      env,
    );
}
