import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { memberValue } from './bind.ts';
import { copyIndexOf, type IndexAt, inLoop } from './bindings.ts';
import { type Env, fileEnv, lookup, type Unit, withLocals } from './compilation-unit.ts';
import type { ModuleSymbol, ResourceSymbol } from './model.ts';
import { refused } from './problems.ts';

/** A resource or module that an expression stands for. */
export type Denoted = DenotedResource | DenotedModule;

export interface DenotedResource extends Occurrence {
  readonly kind: 'resource';
  readonly symbol: ResourceSymbol;
}

export interface DenotedModule extends Occurrence {
  readonly kind: 'module';
  readonly symbol: ModuleSymbol;
}

interface Occurrence {
  /** Which one of its loop. */
  readonly index: Expr | undefined;
  /** All of its loop are meant. */
  readonly isCollection: boolean;
  /** In which its declaration is lowered, with the loop variables of that iteration. */
  readonly env: Env;
}

/** The resource or module that an expression stands for, or undefined if it stands for a value. */
export function denote(node: syntax.Expression, env: Env): Denoted | undefined {
  const inner = bare(node);
  switch (inner.kind) {
    case 'name': {
      const symbol = lookup(inner.name, env);
      const isDeployable = symbol?.kind === 'resource' || symbol?.kind === 'module';
      return isDeployable && !isCyclic(symbol, env) ? occurrence(symbol, undefined, env.unit) : undefined;
    }
    case 'index': {
      if (inner.safe || inner.fromEnd) return undefined;
      const all = denote(inner.target, env);
      return all?.isCollection ? occurrence(all.symbol, env.unit.lower.expr(inner.index, env), env.unit) : undefined;
    }
    case 'nested-resource': {
      const outer = denote(inner.target, env);
      const nested = outer?.kind === 'resource' ? outer.symbol.nested.get(inner.name.name) : undefined;
      return nested && !isCyclic(nested, env) ? occurrence(nested, outer?.index, env.unit) : undefined;
    }
    case 'call':
      return inner.name.name === 'any' && !lookup('any', env) ? denoteHidden(inner.args, env) : undefined;
    case 'method-call': {
      const isAny = inner.name.name === 'any' && inner.target.kind === 'name' && inner.target.name === 'sys';
      return isAny ? denoteHidden(inner.args, env) : undefined;
    }
    default:
      return undefined;
  }
}

/** What stands in any(), of which the compiler forgets only the type. */
function denoteHidden([only]: readonly syntax.Expression[], env: Env): Denoted | undefined {
  const hidden = only && denote(only, env);
  return hidden?.isCollection ? undefined : hidden;
}

/** What depends on itself cannot be followed. */
function isCyclic(symbol: ResourceSymbol | ModuleSymbol, { unit }: Env): boolean {
  return unit.model.cyclic.has(symbol);
}

/**
 * A declaration as what an expression stands for.
 *
 * @param index the iteration of its loop; without one, all of a loop is meant
 */
export function occurrence(symbol: ResourceSymbol, index: Expr | undefined, unit: Unit): DenotedResource;
export function occurrence(symbol: ModuleSymbol, index: Expr | undefined, unit: Unit): DenotedModule;
export function occurrence(symbol: ResourceSymbol | ModuleSymbol, index: Expr | undefined, unit: Unit): Denoted;
export function occurrence(symbol: ResourceSymbol | ModuleSymbol, index: Expr | undefined, unit: Unit): Denoted {
  const at = { index, isCollection: symbol.loop !== undefined && index === undefined };
  const env = declarationEnv(symbol, index, unit);
  return symbol.kind === 'resource' ? { kind: 'resource', symbol, ...at, env } : { kind: 'module', symbol, ...at, env };
}

/**
 * The environment in which the parts of a declaration are lowered, from wherever it is referred to.
 *
 * @param index the iteration of its loop; within the loop itself there is none
 */
export function declarationEnv(symbol: ResourceSymbol | ModuleSymbol, index: Expr | undefined, unit: Unit): Env {
  const indexAt: IndexAt = index ? () => index : copyIndexOf(undefined);
  let env = symbol.kind === 'resource' && symbol.enclosing ? nestedEnv(symbol.enclosing, indexAt, unit) : fileEnv(unit);
  if (symbol.loop) env = inLoop(symbol.loop, env, indexAt);
  return symbol.kind === 'resource' ? withLocals(env, symbol.nested) : env;
}

function nestedEnv(symbol: ResourceSymbol, indexAt: IndexAt, unit: Unit): Env {
  const around = symbol.enclosing ? nestedEnv(symbol.enclosing, indexAt, unit) : fileEnv(unit);
  const env = symbol.loop ? inLoop(symbol.loop, around, indexAt) : around;
  return withLocals(env, symbol.nested);
}

/** The parent of a resource: the one around it, or the one that it names. */
export function parentOf({ symbol, env, index }: DenotedResource): DenotedResource | undefined {
  if (symbol.enclosing) return occurrence(symbol.enclosing, index, env.unit);
  const named = memberValue(symbol.body, 'parent');
  const denoted = named && !env.unit.program.refusals.has(named) ? denote(named, env) : undefined;
  return denoted?.kind === 'resource' && denoted.symbol !== symbol ? denoted : undefined;
}

/** More ancestors than this come only from declarations that are each other's parents. */
const maxAncestors = 32;

/** From the nearest to the oldest. */
export function ancestorsOf(denoted: DenotedResource): readonly DenotedResource[] {
  const ancestors: DenotedResource[] = [];
  let next = parentOf(denoted);
  while (next && ancestors.length < maxAncestors) {
    ancestors.push(next);
    next = parentOf(next);
  }
  return ancestors;
}

/** The name as it is written in the declaration, without those of ancestors. */
export function ownName(denoted: Denoted, span: Span): Expr {
  const { symbol, env } = denoted;
  const name = memberValue(symbol.body, 'name');
  if (name) return env.unit.lower.expr(name, env);
  if (symbol.kind === 'module') return generatedName(symbol, denoted.index, span);
  if (!symbol.body || symbol.extension !== undefined)
    return build.unknown({ code: 'failed', text: 'it has no name' }, span);
  return refused(`Resource '${symbol.name}' has no name.`, symbol.statement.name.span, env);
}

/** A module without a name is called after its symbol, cut so that the name stays within 64 characters. */
function generatedName({ symbol, loop }: ModuleSymbol, index: Expr | undefined, span: Span): Expr {
  const deployment = build.property(build.call('deployment', [], span), 'name', span);
  const unique = build.call('uniqueString', [build.text(symbol, span), deployment], span);
  if (!loop) return build.call('format', [build.text(`${symbol.slice(0, 50)}-{0}`, span), unique], span);
  const format = build.text(`${symbol.slice(0, 46)}-{0}-{1}`, span);
  return build.call('format', [format, index ?? copyIndexOf(undefined)(span), unique], span);
}

/** What stands for the names of a parent that is refused. */
function refusedParent({ symbol, env }: DenotedResource): Expr | undefined {
  const named = memberValue(symbol.body, 'parent');
  return named && env.unit.program.refusals.get(named);
}

/** One name for each type segment: a name with slashes is split by the service. */
export function nameSegments(denoted: DenotedResource, span: Span): readonly Expr[] {
  const parent = ancestorsOf(denoted).length < maxAncestors ? parentOf(denoted) : undefined;
  const own = ownName(denoted, span);
  if (parent) return [...nameSegments(parent, span), own];
  const count = denoted.symbol.type.split('/').length - 1;
  const refusal = refusedParent(denoted);
  if (refusal) return [...Array.from({ length: count - 1 }, () => refusal), own];
  if (count <= 1) return [own];
  const parts = build.call('split', [own, build.text('/', span)], span);
  return Array.from({ length: count }, (_, at) => build.item(parts, build.integer(BigInt(at), span), span));
}

/** The name with those of its ancestors. */
export function fullName(denoted: DenotedResource, span: Span): Expr {
  if (!parentOf(denoted)) return refusedParent(denoted) ?? ownName(denoted, span);
  const segments = nameSegments(denoted, span);
  const format = segments.map((_, at) => `{${at}}`).join('/');
  return build.call('format', [build.text(format, span), ...segments], span);
}
