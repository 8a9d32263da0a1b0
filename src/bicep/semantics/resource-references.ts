import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { memberValue } from './bind.ts';
import { inLoop, runningIndex } from './bindings.ts';
import {
  type Env,
  fileEnv,
  type LoopIndex,
  lookup,
  type Place,
  type Scope,
  symbolAt,
  type Unit,
  withLocals,
} from './compilation-unit.ts';
import type { ModuleSymbol, ResourceSymbol } from './model.ts';

type Deployable = ResourceSymbol | ModuleSymbol;

/** A resource or module that an expression may stand for. */
export interface Reference {
  readonly symbol: Deployable;
  /** Which one of its loop, as it is written. */
  readonly index: Place | undefined;
  /** All of its loop are meant. */
  readonly isCollection: boolean;
  /** Nothing but this one can be meant: no condition chooses it, no safe access may miss it, and it can be followed. */
  readonly isCertain: boolean;
  /** It stands in any(), where the compiler forgets the type of what it is. */
  readonly isHidden: boolean;
}

/**
 * The resources and modules that an expression may stand for: several if a condition chooses, none if it is a value.
 * This is the only place that says which resource an expression means.
 */
function referencesOf(node: syntax.Expression, scope: Scope): readonly Reference[] {
  const inner = bare(node);
  switch (inner.kind) {
    case 'name': {
      const symbol = symbolAt(inner.name, scope);
      return symbol?.kind === 'resource' || symbol?.kind === 'module' ? [referenceTo(symbol, scope)] : [];
    }
    case 'nested-resource':
      return referencesOf(inner.target, scope).flatMap((outer) => {
        const nested = outer.symbol.kind === 'resource' ? outer.symbol.nested.get(inner.name.name) : undefined;
        return nested ? [nestedReference(outer, nested, scope)] : [];
      });
    case 'index':
      return referencesOf(inner.target, scope).flatMap((all) => (all.isCollection ? [itemOf(all, inner, scope)] : []));
    case 'conditional':
      return [inner.whenTrue, inner.whenFalse].flatMap((branch) =>
        referencesOf(branch, scope).map((reference) => ({ ...reference, isCertain: false })),
      );
    case 'call':
      return inner.name.name === 'any' && !lookup('any', scope.env) ? hiddenReferences(inner.args, scope) : [];
    case 'method-call': {
      const isAny = inner.name.name === 'any' && inner.target.kind === 'name' && inner.target.name === 'sys';
      return isAny ? hiddenReferences(inner.args, scope) : [];
    }
    default:
      return [];
  }
}

/** What depends on itself cannot be followed. */
function canFollow(symbol: Deployable, { env }: Scope): boolean {
  return !env.unit.model.cyclic.has(symbol);
}

function referenceTo(symbol: Deployable, scope: Scope): Reference {
  const isCollection = symbol.loop !== undefined;
  return { symbol, index: undefined, isCollection, isCertain: canFollow(symbol, scope), isHidden: false };
}

/** A resource that is nested in one of a loop has the index of that. */
function nestedReference(outer: Reference, symbol: ResourceSymbol, scope: Scope): Reference {
  const isCertain = outer.isCertain && canFollow(symbol, scope);
  return { ...outer, symbol, isCollection: symbol.loop !== undefined && !outer.index, isCertain };
}

/** The compiler counts from the start even if the index says from the end. */
function itemOf(all: Reference, { index, safe }: syntax.IndexAccess, { env }: Scope): Reference {
  return { ...all, index: { node: index, env }, isCollection: false, isCertain: all.isCertain && !safe };
}

function hiddenReferences([only]: readonly syntax.Expression[], scope: Scope): readonly Reference[] {
  const hidden = only ? referencesOf(only, scope) : [];
  return hidden.filter(({ isCollection }) => !isCollection).map((reference) => ({ ...reference, isHidden: true }));
}

/** The resources and modules that an expression may stand for as the compiler sees it, which does not look into any(). */
export function possibleResources(node: syntax.Expression, scope: Scope): readonly Reference[] {
  return referencesOf(node, scope).filter(({ isHidden }) => !isHidden);
}

/** The values within an expression that stands for resources: indexes, and conditions that choose. */
export function valuesWithin(node: syntax.Expression): readonly syntax.Expression[] {
  const inner = bare(node);
  switch (inner.kind) {
    case 'nested-resource':
      return valuesWithin(inner.target);
    case 'index':
      return [...valuesWithin(inner.target), inner.index];
    case 'conditional':
      return [inner.condition, ...valuesWithin(inner.whenTrue), ...valuesWithin(inner.whenFalse)];
    default:
      return [];
  }
}

/** A resource or module that an expression certainly stands for. */
export type Resolved = ResolvedResource | ResolvedModule;

export interface ResolvedResource extends Occurrence {
  readonly kind: 'resource';
  readonly symbol: ResourceSymbol;
}

export interface ResolvedModule extends Occurrence {
  readonly kind: 'module';
  readonly symbol: ModuleSymbol;
}

interface Occurrence extends Pick<Reference, 'index' | 'isCollection'> {
  /** That of its declaration, with the loop variables of that iteration. */
  readonly env: Env;
}

const noNames: ReadonlySet<string> = new Set();

/** The resource or module that an expression stands for, or undefined if it stands for a value. */
export function resolveResource(node: syntax.Expression, env: Env): Resolved | undefined {
  const [only, ...more] = referencesOf(node, { env, bound: noNames });
  return only?.isCertain && more.length === 0 ? occurrence(only.symbol, only.index, env.unit) : undefined;
}

/**
 * The resource or module whose properties and functions an access asks for. Other than where a resource as a whole is
 * meant, the compiler sees it through variables that the resource takes the place of.
 */
export function resolveOwner(node: syntax.Expression, env: Env): Resolved | undefined {
  const { node: inner, env: around, isSeen } = throughVariables(node, env);
  const found = resolveResource(inner, around);
  if (found || inner.kind !== 'index') return found;
  const all = isSeen ? undefined : throughVariables(inner.target, around);
  const collection = all?.isSeen ? resolveResource(all.node, all.env) : undefined;
  // Of modules, the compiler sees no loop through a variable.
  if (collection?.kind !== 'resource' || !collection.isCollection) return undefined;
  return occurrence(collection.symbol, { node: inner.index, env: around }, env.unit);
}

/** Variables of variables are followed this far; those that need themselves have no end. */
const maxVariables = 64;

function throughVariables(node: syntax.Expression, env: Env): Place & { readonly isSeen: boolean } {
  let place = { node: bare(node), env, isSeen: false };
  for (let count = 0; count < maxVariables && place.node.kind === 'name'; count += 1) {
    const { name } = place.node;
    const symbol = lookup(name, place.env);
    if (symbol?.kind !== 'variable' || !env.unit.isInlined(name)) break;
    place = { node: bare(symbol.statement.value), env: fileEnv(env.unit), isSeen: true };
  }
  return place;
}

/**
 * A declaration as what an expression stands for.
 *
 * @param index the iteration of its loop; without one, all of a loop is meant
 */
export function occurrence(symbol: ResourceSymbol, index: Place | undefined, unit: Unit): ResolvedResource;
export function occurrence(symbol: ModuleSymbol, index: Place | undefined, unit: Unit): ResolvedModule;
export function occurrence(symbol: Deployable, index: Place | undefined, unit: Unit): Resolved;
export function occurrence(symbol: Deployable, index: Place | undefined, unit: Unit): Resolved {
  const at = { index, isCollection: symbol.loop !== undefined && index === undefined };
  const env = declarationEnv(symbol, index, unit);
  return symbol.kind === 'resource' ? { kind: 'resource', symbol, ...at, env } : { kind: 'module', symbol, ...at, env };
}

/**
 * The environment of the parts of a declaration, from wherever it is referred to.
 *
 * @param index the iteration of its loop; within the loop itself there is none
 */
export function declarationEnv<U extends Unit>(symbol: Deployable, index: Place | undefined, unit: U): Env<U> {
  const loopIndex: LoopIndex = index ? { kind: 'told', place: index } : runningIndex;
  const enclosing = symbol.kind === 'resource' ? symbol.enclosing : undefined;
  let env = enclosing ? nestedEnv(enclosing, loopIndex, unit) : fileEnv(unit);
  if (symbol.loop) env = inLoop(symbol.loop, env, loopIndex);
  return symbol.kind === 'resource' ? withLocals(env, symbol.nested) : env;
}

function nestedEnv<U extends Unit>(symbol: ResourceSymbol, index: LoopIndex, unit: U): Env<U> {
  const around = symbol.enclosing ? nestedEnv(symbol.enclosing, index, unit) : fileEnv(unit);
  const env = symbol.loop ? inLoop(symbol.loop, around, index) : around;
  return withLocals(env, symbol.nested);
}

/** The parent of a resource: the one around it, or the one that it names. */
export function parentOf({ symbol, env, index }: ResolvedResource): ResolvedResource | undefined {
  if (symbol.enclosing) return occurrence(symbol.enclosing, index, env.unit);
  const named = memberValue(symbol.body, 'parent');
  const parent = named && !env.unit.replaced.has(named) ? resolveResource(named, env) : undefined;
  return parent?.kind === 'resource' && parent.symbol !== symbol ? parent : undefined;
}

/** More ancestors than this come only from declarations that are each other's parents. */
export const maxAncestors = 32;

/** From the nearest to the oldest. */
export function ancestorsOf(resource: ResolvedResource): readonly ResolvedResource[] {
  const ancestors: ResolvedResource[] = [];
  let next = parentOf(resource);
  while (next && ancestors.length < maxAncestors) {
    ancestors.push(next);
    next = parentOf(next);
  }
  return ancestors;
}
