import type { TypeSchema } from '../../arm/template.ts';
import type { Span } from '../../text/source.ts';
import { keyText } from '../semantics/bind.ts';
import {
  type Env,
  type ForeignSymbol,
  fileEnv,
  foreignSymbol,
  importSource,
  unitOfOther,
} from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';

/** What the language itself declares. */
export const simpleTypes: ReadonlySet<string> = new Set(['string', 'int', 'bool', 'object', 'array']);

/** Types within types, and aliases of aliases, are followed this far. */
export const maxDepth = 64;

/** A type of which nothing is known. */
export function anything(span: Span): TypeSchema {
  return { type: undefined, span };
}

/** What a type is declared to be: its syntax in its file, or the schema of a compiled file. */
export type Declaration =
  | {
      readonly kind: 'syntax';
      readonly node: TypeNode;
      readonly decorators: readonly syntax.Decorator[];
      readonly env: Env;
    }
  | { readonly kind: 'schema'; readonly schema: TypeSchema };

/** Follows names and accesses to the declaration of a type; undefined for what Azure or the language declares. */
export function declarationOf(node: TypeNode, env: Env, depth: number): Declaration | undefined {
  if (depth > maxDepth) return undefined;
  const into = (target: TypeNode): Declaration | undefined => resolved(target, env, depth + 1);
  switch (node.kind) {
    case 'type-name': {
      const symbol = env.unit.model.symbols.get(node.name);
      if (symbol?.kind === 'type') return statementOf(symbol.statement, env);
      if (symbol?.kind !== 'imported') return undefined;
      const foreign = foreignSymbol(symbol, env);
      return isUnavailable(foreign) ? undefined : foreignDeclaration(foreign, env);
    }
    case 'type-property': {
      const wildcard = wildcardType(node, env);
      return wildcard ? foreignDeclaration(wildcard, env) : memberOf(into(node.target), node.name.name);
    }
    case 'type-additional-properties':
      return partOf(into(node.target), (object) => object.kind === 'type-object' && furtherOf(object));
    case 'type-items':
      return partOf(into(node.target), (array) => array.kind === 'type-array' && plainPart(array.item));
    case 'type-index':
      return partOf(into(node.target), (tuple) => {
        const item = tuple.kind === 'type-tuple' ? tuple.items[Number(node.index)] : undefined;
        return item?.kind === 'type-tuple-item' && { node: item.value, decorators: item.decorators };
      });
    default:
      return { kind: 'syntax', node, decorators: [], env };
  }
}

/** Follows aliases until something is literal. */
export function resolved(node: TypeNode, env: Env, depth: number): Declaration | undefined {
  const found = declarationOf(node, env, depth);
  if (found?.kind !== 'syntax') return found;
  switch (found.node.kind) {
    case 'type-parenthesized':
      return resolved(found.node.inner, found.env, depth + 1);
    case 'type-nullable':
    case 'type-non-null':
      return resolved(found.node.base, found.env, depth + 1);
    case 'type-name':
    case 'type-property':
    case 'type-additional-properties':
    case 'type-items':
    case 'type-index':
      return depth > maxDepth ? undefined : resolved(found.node, found.env, depth + 1);
    default:
      return found;
  }
}

interface Part {
  readonly node: TypeNode;
  readonly decorators: readonly syntax.Decorator[];
}

function plainPart(node: TypeNode): Part {
  return { node, decorators: [] };
}

function partOf(found: Declaration | undefined, select: (node: TypeNode) => Part | false): Declaration | undefined {
  const part = found?.kind === 'syntax' && select(found.node);
  return part ? { kind: 'syntax', ...part, env: found.env } : undefined;
}

/** The declaration of a property of a declared type; undefined if that is no object, or has none of that name. */
export function memberOf(found: Declaration | undefined, name: string): Declaration | undefined {
  if (found?.kind === 'schema') {
    const schema = found.schema.properties?.get(name);
    return schema && { kind: 'schema', schema };
  }
  return partOf(found, (object) => {
    if (object.kind !== 'type-object') return false;
    for (const member of object.members) {
      if (member.kind === 'type-property-member' && keyText(member.key) === name) {
        return { node: member.value, decorators: member.decorators };
      }
    }
    return false;
  });
}

function furtherOf(object: Extract<TypeNode, { kind: 'type-object' }>): Part | false {
  for (const member of object.members) {
    if (member.kind === 'type-additional-properties-member')
      return { node: member.value, decorators: member.decorators };
  }
  return false;
}

function statementOf({ value, decorators }: syntax.TypeStatement, env: Env): Declaration {
  return { kind: 'syntax', node: value, decorators, env };
}

function foreignDeclaration({ source, name }: ForeignSymbol, { unit }: Env): Declaration | undefined {
  if (source.kind === 'json') {
    const schema = source.template.definitions.get(name.toLowerCase());
    return schema && { kind: 'schema', schema };
  }
  const symbol = source.model.symbols.get(name);
  const env = fileEnv(unitOfOther(unit, source.model));
  return symbol?.kind === 'type' ? statementOf(symbol.statement, env) : undefined;
}

/** The type of another file that `name.type` means, if the name is that of a wildcard import. */
export function wildcardType(
  node: Extract<TypeNode, { kind: 'type-property' }>,
  { unit }: Env,
): ForeignSymbol | undefined {
  const symbol = node.target.kind === 'type-name' ? unit.model.symbols.get(node.target.name) : undefined;
  if (symbol?.kind !== 'wildcard') return undefined;
  const source = importSource(symbol, unit.model, unit.program);
  return isUnavailable(source) ? undefined : { source, name: node.name.name };
}
