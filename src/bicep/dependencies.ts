import type { Node } from '../expr/node.ts';
import * as build from './build.ts';
import { type Env, lookup, type Unit } from './environment.ts';
import { idOf } from './lower-scope.ts';
import type { ModuleSymbol, ResourceSymbol } from './model.ts';
import { declarationEnv, occurrence, parentOf } from './occurrences.ts';
import type * as syntax from './syntax/tree.ts';
import { walk } from './walk.ts';

type Deployable = ResourceSymbol | ModuleSymbol;

/** What a resource or module depends on: everything to which its declaration refers, through variables as well. */
export function dependenciesOf(symbol: Deployable, unit: Unit): readonly Node[] {
  const found = directDependencies(symbol, unit);
  const { span } = symbol.statement.name;
  return [...found].map((other) => {
    // A template with classic names knows a loop by its name, and anything else by its id.
    if (unit.symbolic || other.loop) return build.textNode(other.symbol, span);
    return build.nodeOf(idOf(occurrence(other, undefined, unit), span), span);
  });
}

function directDependencies(symbol: Deployable, unit: Unit): ReadonlySet<Deployable> {
  const found = new Set<Deployable>();
  const seen = new Set<Deployable>([symbol]);
  const add = (other: Deployable): void => {
    if (seen.has(other)) return;
    seen.add(other);
    // Classic templates do not hold existing resources; what those need comes in their place.
    if (!unit.symbolic && other.kind === 'resource' && other.statement.existing) collect(other, unit, add);
    else found.add(other);
  };
  collect(symbol, unit, add);
  return found;
}

function collect(symbol: Deployable, unit: Unit, add: (other: Deployable) => void): void {
  const env = declarationEnv(symbol, undefined, unit);
  if (symbol.kind === 'resource') {
    if (symbol.enclosing) add(symbol.enclosing);
    const parent = parentOf(occurrence(symbol, undefined, unit));
    if (parent) add(parent.symbol);
  }
  const parts: (syntax.Expression | undefined)[] = [symbol.condition, symbol.loop?.source, symbol.body];
  for (const part of parts) if (part) collectFrom(part, env, new Set(), add);
}

function collectFrom(
  value: syntax.Expression,
  env: Env,
  variables: Set<string>,
  add: (other: Deployable) => void,
): void {
  walk(value, (node, bound) => {
    if (node.kind === 'nested-resource') {
      const nested = nestedSymbol(node, env);
      if (nested) add(nested);
      return !nested;
    }
    if (node.kind !== 'name' || bound.has(node.name)) return true;
    const symbol = lookup(node.name, env);
    if (symbol?.kind === 'resource' || symbol?.kind === 'module') add(symbol);
    if (symbol?.kind === 'variable' && !variables.has(symbol.name)) {
      variables.add(symbol.name);
      collectFrom(symbol.statement.value, { ...env, locals: new Map() }, variables, add);
    }
    return true;
  });
}

function nestedSymbol({ target, name }: syntax.NestedResourceAccess, env: Env): ResourceSymbol | undefined {
  const base =
    target.kind === 'nested-resource'
      ? nestedSymbol(target, env)
      : target.kind === 'name'
        ? lookup(target.name, env)
        : undefined;
  return base?.kind === 'resource' ? base.nested.get(name.name) : undefined;
}
