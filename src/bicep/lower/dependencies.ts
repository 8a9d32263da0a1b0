import * as build from '../../expr/build.ts';
import type { Node } from '../../expr/node.ts';
import { type Env, lookup, type Place, type Unit } from '../semantics/compilation-unit.ts';
import type { ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { declarationEnv, occurrence, parentOf } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';
import { finish } from './expression.ts';
import { idOf } from './ids.ts';
import { symbolicName } from './reference.ts';

type Deployable = ResourceSymbol | ModuleSymbol;

/** Takes a dependency; without an index, all of a loop is meant. */
type Add = (other: Deployable, index?: Place) => void;

/** What a resource or module depends on: everything to which its declaration refers, through variables as well. */
export function dependenciesOf(symbol: Deployable, unit: Unit): readonly Node[] {
  const { span } = symbol.statement.name;
  return [...directDependencies(symbol, unit)].flatMap(([other, indexes]) => {
    // A template with classic names knows a loop by its name, and anything else by its id.
    if (indexes.length === 0) {
      if (unit.symbolic || other.loop) return [build.textNode(other.symbol, span)];
      return [build.nodeOf(finish(idOf(occurrence(other, undefined, unit), span)), span)];
    }
    return indexes.map((index) => {
      const item = occurrence(other, index, unit);
      return build.nodeOf(finish(unit.symbolic ? symbolicName(item, span) : idOf(item, span)), span);
    });
  });
}

/** The items of loops on which a resource depends; none means the loop as a whole, or what has no loop. */
function directDependencies(symbol: Deployable, unit: Unit): ReadonlyMap<Deployable, readonly Place[]> {
  const found = new Map<Deployable, Place[]>();
  const whole = new Set<Deployable>([symbol]);
  const add: Add = (other, index) => {
    if (whole.has(other)) return;
    // Classic templates do not hold existing resources; what those need comes in their place.
    if (!unit.symbolic && other.kind === 'resource' && other.statement.existing) {
      whole.add(other);
      collect(other, unit, add);
    } else if (index) found.set(other, [...(found.get(other) ?? []), index]);
    else {
      whole.add(other);
      found.set(other, []);
    }
  };
  collect(symbol, unit, add);
  return found;
}

function collect(symbol: Deployable, unit: Unit, add: Add): void {
  const env = declarationEnv(symbol, undefined, unit);
  if (symbol.kind === 'resource') {
    if (symbol.enclosing) add(symbol.enclosing);
    const parent = parentOf(occurrence(symbol, undefined, unit));
    if (parent) add(parent.symbol);
  }
  const parts: (syntax.Expression | undefined)[] = [symbol.condition, symbol.loop?.source, symbol.body];
  for (const part of parts) if (part) collectFrom(part, env, new Set(), add);
}

function collectFrom(value: syntax.Expression, env: Env, variables: Set<string>, add: Add): void {
  walk(value, (node, bound) => {
    switch (node.kind) {
      case 'index': {
        const other = deployableNamed(node.target, env, bound);
        if (!other?.loop) return true;
        // Local names in the index mean nothing outside of their expression.
        const isMovable = !mentionsAny(node.index, bound);
        add(other, isMovable ? { node: node.index, env } : undefined);
        collectFrom(node.index, env, variables, add);
        return false;
      }
      case 'nested-resource': {
        const nested = deployableNamed(node, env, bound);
        if (nested) add(nested);
        return !nested;
      }
      case 'name': {
        const symbol = bound.has(node.name) ? undefined : lookup(node.name, env);
        if (symbol?.kind === 'resource' || symbol?.kind === 'module') add(symbol);
        if (symbol?.kind === 'variable' && !variables.has(symbol.name)) {
          variables.add(symbol.name);
          collectFrom(symbol.statement.value, { ...env, locals: new Map() }, variables, add);
        }
        return true;
      }
      default:
        return true;
    }
  });
}

/** Whether an expression refers to one of the names. */
function mentionsAny(value: syntax.Expression, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(value, (node, bound) => {
    found ||= node.kind === 'name' && names.has(node.name) && !bound.has(node.name);
    return !found;
  });
  return found;
}

function deployableNamed(node: syntax.Expression, env: Env, bound: ReadonlySet<string>): Deployable | undefined {
  if (node.kind === 'name') {
    const symbol = bound.has(node.name) ? undefined : lookup(node.name, env);
    return symbol?.kind === 'resource' || symbol?.kind === 'module' ? symbol : undefined;
  }
  if (node.kind !== 'nested-resource') return undefined;
  const base = deployableNamed(node.target, env, bound);
  return base?.kind === 'resource' ? base.nested.get(node.name.name) : undefined;
}
