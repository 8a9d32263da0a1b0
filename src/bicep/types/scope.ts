import type { Template } from '../../arm/template.ts';
import type { Span } from '../../text/source.ts';
import { type Env, lookup } from '../semantics/compilation-unit.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import type { Assigning } from './assign.ts';
import type { Type } from './type.ts';

/** What the types of a file are worked out with. */
export interface FileTypes {
  /** What its declarations, and those that it imports, are lowered to. */
  readonly schemas: Pick<Template, 'parameters' | 'functions' | 'definitions' | 'outputs'>;
  /** Each expression stands at one place, so that it has one type. */
  readonly known: Map<syntax.Expression, Type>;
  readonly declared: Map<TypeNode, Type>;
  readonly complain: (message: string, span: Span) => void;
  /** Parts of the language refer to each other without end; this is where they meet. */
  readonly infer: (node: syntax.Expression, scope: TypeScope) => Type;
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

/** Beyond this, nothing is known: it protects the stack. */
const maxDepth = 400;

/** The type of an expression. What is wrong in it is told once. */
export function typeOf(node: syntax.Expression, scope: TypeScope): Type {
  const { file } = scope;
  if (isLiteral(node)) return file.infer(node, scope);
  const found = file.known.get(node);
  if (found) return found;
  if (file.depth >= maxDepth) return { kind: 'any' };
  // Of what depends on itself, nothing is known.
  file.known.set(node, { kind: 'any' });
  file.depth += 1;
  const type = file.infer(node, scope);
  file.depth -= 1;
  file.known.set(node, type);
  return type;
}

/** Whether an expression is one value that is written out: its type is made faster than it is looked up. */
export function isLiteral({ kind }: syntax.Expression): boolean {
  return kind === 'string' || kind === 'integer' || kind === 'boolean' || kind === 'null';
}

/** The scope within something that has local names of these types. */
export function withTypes(scope: TypeScope, locals: Iterable<readonly [string, Type]>): TypeScope {
  return { ...scope, locals: new Map([...scope.locals, ...locals]) };
}

/** What a name means at a place, unless it is one of the local names. */
export function symbolOf(name: string, { env, locals }: TypeScope): ReturnType<typeof lookup> {
  return locals.has(name) ? undefined : lookup(name, env);
}

/** What a comparison of a value with a type needs of the place where it stands. */
export function assigning(scope: TypeScope): Assigning {
  return { typeOf: (node) => typeOf(node, scope), complain: scope.file.complain };
}
