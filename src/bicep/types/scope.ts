import type { Template, TypeSchema } from '../../arm/template.ts';
import type { Span } from '../../text/source.ts';
import { type Env, lookup } from '../semantics/compilation-unit.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typeOfSchema } from './schema.ts';
import { anyType, nullType, type Type } from './type.ts';

/** What a file is lowered to, as far as types depend on it. */
export interface FileSchemas extends Pick<Template, 'parameters' | 'functions' | 'definitions' | 'outputs'> {
  /** The types that variables and functions are declared with, also those of variables that are imported. */
  readonly declared: ReadonlyMap<TypeNode, TypeSchema>;
}

/** What the types of a file are worked out with. */
export interface FileTypes {
  readonly schemas: FileSchemas;
  /** Each expression stands at one place, so that it has one type. */
  readonly known: Map<syntax.Expression, Type>;
  readonly declared: Map<TypeNode, Type>;
  readonly complain: (message: string, span: Span) => void;
  /** How deep expressions, and variables that they use, are being followed. */
  depth: number;
}

/** A place in a file: which names have which types. */
export interface TypeScope {
  readonly file: FileTypes;
  readonly env: Env;
  /** Of loops, lambdas and functions around the place. */
  readonly locals: ReadonlyMap<string, Type>;
}

/** The type of one literal value: it is made faster than it is looked up. */
export function literalType(node: syntax.Expression): Type | undefined {
  switch (node.kind) {
    case 'string':
      return { kind: 'string', values: new Set([node.value]) };
    case 'integer':
      return { kind: 'int', values: new Set([node.value]) };
    case 'boolean':
      return { kind: 'bool', values: new Set([node.value]) };
    case 'null':
      return nullType;
    default:
      return undefined;
  }
}

/** The type of an expression that was worked out already. */
export function knownType(node: syntax.Expression, { known }: Pick<FileTypes, 'known'>): Type {
  return known.get(node) ?? literalType(node) ?? anyType;
}

/** The type that a declaration in a file gives to what it declares. */
export function declaredType(node: TypeNode, { schemas, declared }: FileTypes): Type {
  const found = declared.get(node);
  if (found) return found;
  const schema = schemas.declared.get(node);
  const made = schema ? typeOfSchema(schema, schemas.definitions) : anyType;
  declared.set(node, made);
  return made;
}

/** The scope within something that has local names of these types. */
export function withTypes(scope: TypeScope, locals: Iterable<readonly [string, Type]>): TypeScope {
  return { ...scope, locals: new Map([...scope.locals, ...locals]) };
}

/** What a name means at a place, unless it is one of the local names. */
export function symbolOf(name: string, { env, locals }: TypeScope): ReturnType<typeof lookup> {
  return locals.has(name) ? undefined : lookup(name, env);
}
