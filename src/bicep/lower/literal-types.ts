import type { TypeSchema } from '../../arm/template.ts';
import * as build from '../../expr/build.ts';
import { arrayValue, boolValue, intValue, nullValue, objectValue, stringValue } from '../../expr/make-value.ts';
import type { ArrayValue, Entry, ObjectValue, Value } from '../../expr/value.ts';
import { keyText } from '../semantics/bind.ts';
import type { Env } from '../semantics/compilation-unit.ts';
import { reportError } from '../semantics/problems.ts';
import type { TypeNode } from '../syntax/types.ts';
import { anything, declarationOf, maxDepth, simpleTypes } from './resolved-types.ts';

/** Objects and tuples of literals are literals, too. */
type Literal = string | bigint | boolean | null | ArrayValue | ObjectValue;

/** A literal, or a union of them. */
export function literalsType(node: TypeNode, env: Env, depth: number, canMix = false): TypeSchema {
  const { span } = node;
  const literals = literalsOf(node, env, depth);
  if (!literals) {
    if (node.kind === 'type-union' && node.members.some((member) => isNoLiteral(member, env))) {
      reportError('BCP293: All members of a union type declaration must be literal values.', span, env);
    }
    if (node.kind === 'type-negation' && isNoLiteral(node.operand, env)) {
      reportError('BCP285: The type expression could not be reduced to a literal value.', span, env);
    }
    return anything(span);
  }
  const values = [...new Set(literals)].filter((value) => value !== null).sort(byText);
  const [first] = values;
  const nullable = literals.includes(null) ? { nullable: true } : {};
  if (first === undefined && node.kind === 'type-union')
    reportError(
      `BCP294: Type unions must be reducible to a single ARM type (such as 'string', 'int', or 'bool').`,
      span,
      env,
    );
  if (first === undefined) return { ...anything(span), ...nullable };
  const items = values.map((value) => build.constant(literalValue(value), span));
  const type = typeOfLiteral(first);
  const isMixed = values.some((value) => typeOfLiteral(value) !== type);
  if (isMixed && !canMix)
    reportError(
      `BCP294: Type unions must be reducible to a single ARM type (such as 'string', 'int', or 'bool').`,
      span,
      env,
    );
  return { type: isMixed ? undefined : type, allowedValues: { kind: 'array', items, span }, ...nullable, span };
}

/** Whether a type is certainly none of literals, rather than one that could not be read. */
function isNoLiteral(node: TypeNode, env: Env, depth = 0): boolean {
  if (depth > maxDepth) return false;
  const isManyOrNone = (part: TypeNode): boolean => part.kind === 'type-union' || isNoLiteral(part, env, depth + 1);
  switch (node.kind) {
    case 'type-parenthesized':
      return isNoLiteral(node.inner, env, depth + 1);
    case 'type-name': {
      const symbol = env.unit.model.symbols.get(node.name);
      if (symbol?.kind === 'type') return isNoLiteral(symbol.statement.value, env, depth + 1);
      return !symbol && simpleTypes.has(node.name);
    }
    case 'type-object':
      return node.members.some((member) => member.kind !== 'error' && isManyOrNone(member.value));
    case 'type-tuple':
      return node.items.some((item) => item.kind !== 'error' && isManyOrNone(item.value));
    default:
      return node.kind === 'type-array';
  }
}

function byText(left: Literal, right: Literal): number {
  const [a, b] = [String(left), String(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function typeOfLiteral(literal: Literal): string {
  return literalValue(literal).kind;
}

function literalValue(literal: Literal): Value {
  switch (typeof literal) {
    case 'string':
      return stringValue(literal);
    case 'bigint':
      return intValue(literal);
    case 'boolean':
      return boolValue(literal);
    default:
      return literal ?? nullValue();
  }
}

/** Unions of unions name the same ones over and over, so that each is looked at once. */
const unions = new WeakMap<TypeNode, { readonly literals: readonly Literal[] | undefined }>();

/** The literals of which a type is made, through aliases; undefined if it is made of anything else. */
export function literalsOf(node: TypeNode, env: Env, depth: number): readonly Literal[] | undefined {
  if (depth > maxDepth) return undefined;
  switch (node.kind) {
    case 'type-literal':
      return [node.value];
    case 'type-negation': {
      const inner = literalsOf(node.operand, env, depth + 1)?.[0];
      if (typeof inner === 'bigint') return [node.operator === '-' ? -inner : inner];
      return typeof inner === 'boolean' ? [node.operator === '!' ? !inner : inner] : undefined;
    }
    case 'type-union': {
      const known = unions.get(node);
      if (known) return known.literals;
      const members = node.members.map((member) => literalsOf(member, env, depth + 1));
      const literals = members.every((member) => member !== undefined) ? [...new Set(members.flat())] : undefined;
      unions.set(node, { literals });
      return literals;
    }
    case 'type-object':
      return literalObject(node, env, depth + 1);
    case 'type-tuple':
      return literalTuple(node, env, depth + 1);
    case 'type-parenthesized':
      return literalsOf(node.inner, env, depth + 1);
    case 'type-nullable': {
      const inner = literalsOf(node.base, env, depth + 1);
      return inner && [...inner, null];
    }
    case 'type-non-null':
      return literalsOf(node.base, env, depth + 1)?.filter((value) => value !== null);
    default: {
      const found = declarationOf(node, env, depth);
      if (found?.kind === 'schema') return literalsOfSchema(found.schema);
      return found && found.node !== node ? literalsOf(found.node, found.env, depth + 1) : undefined;
    }
  }
}

/** An object of which each member has only one value. */
function literalObject(
  node: Extract<TypeNode, { kind: 'type-object' }>,
  env: Env,
  depth: number,
): readonly Literal[] | undefined {
  const entries: Entry[] = [];
  for (const member of node.members) {
    const key = member.kind === 'type-property-member' ? keyText(member.key) : undefined;
    const value = member.kind === 'type-property-member' ? onlyLiteral(member.value, env, depth) : undefined;
    if (key === undefined || value === undefined) return undefined;
    entries.push({ key, value: literalValue(value) });
  }
  return [objectValue(entries)];
}

function literalTuple(
  node: Extract<TypeNode, { kind: 'type-tuple' }>,
  env: Env,
  depth: number,
): readonly Literal[] | undefined {
  const items = node.items.map((item) => (item.kind === 'error' ? undefined : onlyLiteral(item.value, env, depth)));
  if (!items.every((item) => item !== undefined)) return undefined;
  return [arrayValue(items.map(literalValue))];
}

function onlyLiteral(node: TypeNode, env: Env, depth: number): Literal | undefined {
  const literals = literalsOf(node, env, depth);
  return literals?.length === 1 ? literals[0] : undefined;
}

/** The literals that a schema of a compiled file allows; undefined if it allows others, too. */
export function literalsOfSchema({ allowedValues, nullable }: TypeSchema): readonly Literal[] | undefined {
  if (allowedValues?.kind !== 'array') return undefined;
  const values = allowedValues.items.flatMap((item): Literal[] => {
    const value = item.kind === 'constant' ? item.value : undefined;
    if (value?.kind === 'object' || value?.kind === 'array') return [value];
    return value?.kind === 'string' || value?.kind === 'int' || value?.kind === 'bool' ? [value.value] : [];
  });
  return nullable ? [...values, null] : values;
}
