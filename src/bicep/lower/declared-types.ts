import type { TypeSchema } from '../../arm/template.ts';
import * as build from '../../expr/build.ts';
import type { Node } from '../../expr/node.ts';
import type { Span } from '../../text/source.ts';
import { decoratorArgs } from '../language/decorators.ts';
import { keyText } from '../semantics/bind.ts';
import { type Env, type ForeignSymbol, foreignKind, foreignSymbol } from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import { reportError } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { literalsOf, literalsOfSchema, literalsType } from './literal-types.ts';
import { lowerNode } from './node.ts';
import {
  anything,
  type Declaration,
  declarationOf,
  maxDepth,
  memberOf,
  resolved,
  simpleTypes,
  wildcardType,
} from './resolved-types.ts';

/** Lowers a type with the decorators of its declaration. */
export function lowerType(node: TypeNode, decorators: readonly syntax.Decorator[], env: Env, depth = 0): TypeSchema {
  const tag = decoratorArgs(decorators, 'discriminator')?.[0];
  const schema = tag?.kind === 'string' ? taggedUnion(node, tag, env, depth) : plainType(node, env, depth);
  return withDecorators(schema, decorators, env);
}

function plainType(node: TypeNode, env: Env, depth: number): TypeSchema {
  const { span } = node;
  if (depth > maxDepth) return anything(span);
  const into = (inner: TypeNode): TypeSchema => plainType(inner, env, depth + 1);
  switch (node.kind) {
    case 'type-name':
      return namedType(node.name, span, env);
    case 'type-literal':
    case 'type-negation':
    case 'type-union':
      return literalsType(node, env, depth);
    case 'type-object':
      return objectType(node, env, depth);
    case 'type-tuple': {
      const items = node.items.map((item) =>
        item.kind === 'error' ? anything(item.span) : lowerType(item.value, item.decorators, env, depth + 1),
      );
      return { type: 'array', prefixItems: items, items: false, span };
    }
    case 'type-array': {
      const item = itemType(node.item, env, depth + 1);
      const isLiteral = item.ref === undefined && item.allowedValues !== undefined && isWrittenLiteral(node.item);
      return isLiteral && item.allowedValues
        ? { type: 'array', allowedValues: withNull(item.allowedValues, item.nullable), span }
        : { type: 'array', items: item, span };
    }
    case 'type-nullable':
      return { ...into(node.base), nullable: true, span };
    case 'type-non-null':
      return { ...into(node.base), nullable: false, span };
    case 'type-parenthesized':
      return into(node.inner);
    case 'type-property':
    case 'type-additional-properties':
    case 'type-items':
    case 'type-index':
      return accessedType(node, env, depth);
    case 'type-resource':
      return { type: 'string', span };
    case 'type-instantiation':
    case 'error':
      return anything(span);
  }
}

/** Values that are allowed for items: null is one of them, if they may be null. */
function withNull(allowed: Node, nullable: boolean | undefined): Node {
  if (!nullable || allowed.kind !== 'array') return allowed;
  return { ...allowed, items: [...allowed.items, build.nullNode(allowed.span)] };
}

/** Only the items of arrays can be of several kinds. */
function itemType(node: TypeNode, env: Env, depth: number): TypeSchema {
  if (node.kind === 'type-parenthesized') return itemType(node.inner, env, depth);
  return node.kind === 'type-union' ? literalsType(node, env, depth, true) : plainType(node, env, depth);
}

/** Allowed items are listed only where the type of the items is no alias. */
function isWrittenLiteral(node: TypeNode): boolean {
  if (node.kind === 'type-parenthesized') return isWrittenLiteral(node.inner);
  return node.kind === 'type-literal' || node.kind === 'type-union' || node.kind === 'type-negation';
}

function namedType(name: string, span: Span, env: Env): TypeSchema {
  const symbol = env.unit.model.symbols.get(name);
  if (symbol?.kind === 'type') {
    return { type: undefined, ref: [env.unit.foreignName({ source: bicepSource(env), name })], span };
  }
  if (symbol?.kind === 'imported') {
    const foreign = foreignSymbol(symbol, env);
    return isUnavailable(foreign) ? anything(span) : foreignType(foreign, span, env);
  }
  if (symbol?.kind === 'broken' || symbol?.kind === 'extension') return anything(span);
  if (symbol) reportError(`BCP287: '${name}' refers to a value but is being used as a type here.`, span, env);
  if (!symbol && simpleTypes.has(name)) return { type: name, span };
  if (name !== 'any' && !symbol)
    reportError(`BCP302: The name "${name}" is not a valid type.`, span, env, 'bicep-name');
  return anything(span);
}

function bicepSource({ unit }: Env): ForeignSymbol['source'] {
  return { kind: 'bicep', model: unit.model };
}

function foreignType(foreign: ForeignSymbol, span: Span, env: Env): TypeSchema {
  if (foreignKind(foreign) === 'type') return { type: undefined, ref: [env.unit.foreignName(foreign)], span };
  reportError(
    `BCP360: The '${foreign.name}' symbol was not found in (or was not exported by) the imported template.`,
    span,
    env,
    'bicep-name',
  );
  return anything(span);
}

function objectType(node: Extract<TypeNode, { kind: 'type-object' }>, env: Env, depth: number): TypeSchema {
  const properties = new Map<string, TypeSchema>();
  let further: TypeSchema | undefined;
  for (const member of node.members) {
    if (member.kind === 'error') continue;
    const schema = lowerType(member.value, member.decorators, env, depth + 1);
    if (member.kind === 'type-additional-properties-member') further = schema;
    else {
      const name = keyText(member.key);
      if (name !== undefined) properties.set(name, schema);
    }
  }
  return { type: 'object', properties, ...(further && { additionalProperties: further }), span: node.span };
}

/** `sys.string`, a type of a wildcard import, or a part of another type. */
function accessedType(node: TypeNode, env: Env, depth: number): TypeSchema {
  const { span } = node;
  if (node.kind === 'type-property' && node.target.kind === 'type-name') {
    const { name } = node.target;
    if (name === 'sys' && !env.unit.model.symbols.has(name) && simpleTypes.has(node.name.name)) {
      return { type: node.name.name, span };
    }
    const wildcard = wildcardType(node, env);
    if (wildcard) return foreignType(wildcard, span, env);
  }
  const found = declarationOf(node, env, depth);
  if (!found && lacksPart(node, env, depth))
    reportError('BCP053: The type does not contain this part.', span, env, 'bicep-name');
  if (found?.kind === 'schema') return { ...found.schema, span };
  if (found && node.kind === 'type-items') return { ...itemType(found.node, found.env, depth + 1), span };
  return found ? { ...lowerType(found.node, found.decorators, found.env, depth + 1), span } : anything(span);
}

/** Whether a part is asked of a literal type that lacks it. */
function lacksPart(node: TypeNode, env: Env, depth: number): boolean {
  const target = 'target' in node ? resolved(node.target, env, depth + 1) : undefined;
  return target?.kind === 'syntax' && !isOpen(target.node) && target.node.kind !== 'error';
}

/** A union of objects with a discriminator. */
function taggedUnion(node: TypeNode, tag: syntax.StringNode, env: Env, depth: number): TypeSchema {
  const property = tag.value;
  const union: TaggedUnion = { property, mapping: new Map(), members: new Map() };
  const base = node.kind === 'type-nullable' ? node.base : node;
  const found = resolved(base, env, depth);
  const isUnion = found?.kind === 'syntax' ? found.node.kind === 'type-union' : !isNoObject(base, found, env);
  if (!isUnion) {
    reportError(
      'BCP363: The "discriminator" decorator can only be applied to object-only union types with unique member types.',
      tag.span,
      env,
    );
    return plainType(node, env, depth);
  }
  addMembers(base, union, env, depth);
  const nullable = node.kind === 'type-nullable' ? { nullable: true } : {};
  return { type: 'object', discriminator: { property, mapping: union.mapping }, ...nullable, span: node.span };
}

interface TaggedUnion {
  readonly property: string;
  readonly mapping: Map<string, TypeSchema>;
  /** What is declared, by its tag in lower case. */
  readonly members: Map<string, Declaration>;
}

/** @param at where a wrong member is reported */
function addMembers(node: TypeNode, union: TaggedUnion, env: Env, depth: number, at = node): void {
  const found = depth > maxDepth ? undefined : resolved(node, env, depth);
  if (found?.kind === 'syntax' && found.node.kind === 'type-union') {
    // The union that is declared reports its members itself; of another one, the file of its place is not this one.
    const isHere = found.env.unit.model === env.unit.model && node.kind === 'type-union';
    for (const member of found.node.members) addMembers(member, union, found.env, depth + 1, isHere ? member : at);
    return;
  }
  if (found?.kind === 'schema' && found.schema.discriminator) {
    for (const [tag, schema] of found.schema.discriminator.mapping) union.mapping.set(tag, schema);
    return;
  }
  addMember(node, found, union, env, depth, at);
}

function addMember(
  node: TypeNode,
  found: Declaration | undefined,
  union: TaggedUnion,
  env: Env,
  depth: number,
  at: TypeNode,
): void {
  const { property, mapping, members } = union;
  if (isNoObject(node, found, env)) {
    reportError(
      `BCP286: This union member is invalid because it cannot be assigned to the 'object' type.`,
      at.span,
      env,
    );
    return;
  }
  const tag = memberOf(found, property);
  const literals = tag?.kind === 'schema' ? literalsOfSchema(tag.schema) : tag && literalsOf(tag.node, tag.env, depth);
  const [value, more] = literals ?? [];
  const isTold = typeof value === 'string' && more === undefined;
  if (!isTold && found?.kind === 'syntax') {
    reportError(
      `BCP364: The property "${property}" must be a required string literal on all union member types.`,
      at.span,
      env,
    );
  }
  if (typeof value !== 'string') return;
  const other = members.get(value.toLowerCase());
  if (other?.kind === 'syntax' && found?.kind === 'syntax' && other.node !== found.node) {
    reportError(
      `BCP365: The value "'${value}'" for discriminator property "${property}" is duplicated across multiple union member types. The value must be unique across all union member types.`,
      at.span,
      env,
    );
  } else if (found) members.set(value.toLowerCase(), found);
  mapping.set(value, plainType(node, env, depth + 1));
}

/** Whether a type is certainly none of objects. */
function isNoObject(node: TypeNode, found: Declaration | undefined, env: Env): boolean {
  if (node.kind === 'type-nullable') return true;
  if (node.kind === 'type-parenthesized') return isNoObject(node.inner, found, env);
  if (found?.kind === 'syntax')
    return found.node.kind !== 'type-object' && found.node.kind !== 'error' && !isOpen(found.node);
  return node.kind === 'type-name' && !env.unit.model.symbols.has(node.name) && simpleTypes.has(node.name);
}

/** What only Azure knows. */
function isOpen({ kind }: TypeNode): boolean {
  return kind === 'type-instantiation' || kind === 'type-resource';
}

function withDecorators(schema: TypeSchema, decorators: readonly syntax.Decorator[], env: Env): TypeSchema {
  const integer = (name: string): bigint | undefined => {
    const value = decoratorArgs(decorators, name)?.[0];
    const node = value && lowerNode(value, env);
    return node?.kind === 'constant' && node.value.kind === 'int' ? node.value.value : undefined;
  };
  const allowed = decoratorArgs(decorators, 'allowed')?.[0];
  const bounds = {
    minValue: integer('minValue'),
    maxValue: integer('maxValue'),
    minLength: integer('minLength'),
    maxLength: integer('maxLength'),
  };
  const own = Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined));
  // What Azure declares is a text or an object, but it does not matter which.
  const kind = schema.type === 'string' || schema.type === 'object' ? schema.type : '';
  const isSecure = decoratorArgs(decorators, 'secure') !== undefined && (kind !== '' || schema.type === undefined);
  return {
    ...schema,
    ...own,
    ...(allowed && { allowedValues: lowerNode(allowed, env) }),
    ...(isSecure && { type: `secure${kind}` }),
    ...(isMeantSecure(decorators) && { meantSecure: true as const }),
    ...(decoratorArgs(decorators, 'sealed') && { additionalProperties: false as const }),
  };
}

/** A decorator without its brackets, in another case or on a wrong type is refused, but shows what is a secret. */
function isMeantSecure(decorators: readonly syntax.Decorator[]): boolean {
  return decorators.some(({ span }) =>
    /^@\s*(?:sys\s*\.\s*)?secure\b/i.test(span.file.text.slice(span.start, span.start + 60)),
  );
}
