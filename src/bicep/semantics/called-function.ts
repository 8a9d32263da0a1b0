import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { namespaces } from './bind.ts';
import { type Env, type ForeignSymbol, foreignKind, foreignSymbol, importSource, lookup } from './compilation-unit.ts';
import { isUnavailable } from './host.ts';

/** What a call calls. */
export type Called =
  | { readonly kind: 'user'; readonly function: ForeignSymbol }
  | { readonly kind: 'built-in' }
  /** A function of a file that is not available. */
  | { readonly kind: 'unavailable'; readonly name: string; readonly reason: string }
  /** A function that a file does not have. */
  | { readonly kind: 'missing' }
  /** A name whose declaration cannot be read. */
  | { readonly kind: 'unread' }
  /** A name that stands for something else than a function. */
  | { readonly kind: 'no-function' }
  /** A function of a resource, or of something that has none. */
  | { readonly kind: 'method' };

/** Finds the function that a call means. */
export function calledFunction(node: syntax.CallNode | syntax.MethodCallNode, env: Env): Called {
  return node.kind === 'call' ? calledByName(node.name.name, env) : calledOn(node, env);
}

function calledByName(name: string, env: Env): Called {
  const symbol = lookup(name, env);
  switch (symbol?.kind) {
    case 'function':
      return { kind: 'user', function: { source: { kind: 'bicep', model: env.unit.model }, name } };
    case 'imported': {
      const foreign = foreignSymbol(symbol, env);
      if (isUnavailable(foreign)) return { kind: 'unavailable', name, reason: foreign.reason };
      return foreignKind(foreign) === 'function' ? { kind: 'user', function: foreign } : { kind: 'no-function' };
    }
    case 'broken':
      return { kind: 'unread' };
    default:
      return { kind: symbol ? 'no-function' : 'built-in' };
  }
}

function calledOn({ target, name }: syntax.MethodCallNode, env: Env): Called {
  const inner = bare(target);
  const symbol = inner.kind === 'name' ? lookup(inner.name, env) : undefined;
  if (inner.kind === 'name' && !symbol && namespaces.has(inner.name)) return { kind: 'built-in' };
  if (symbol?.kind !== 'wildcard') return { kind: 'method' };
  const source = importSource(symbol, env.unit.model, env.unit.program);
  if (isUnavailable(source)) return { kind: 'unavailable', name: symbol.name, reason: source.reason };
  const foreign = { source, name: name.name };
  return foreignKind(foreign) === 'function' ? { kind: 'user', function: foreign } : { kind: 'missing' };
}
