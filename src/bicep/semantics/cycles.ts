import { loopsIn } from '../../text/strongly-connected.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';
import type {
  CyclicUse,
  FunctionSymbol,
  ModelSymbol,
  ModuleSymbol,
  ParameterSymbol,
  ResourceSymbol,
  VariableSymbol,
} from './model.ts';

type Deployable = ResourceSymbol | ModuleSymbol;
type Linked = Deployable | VariableSymbol | ParameterSymbol | FunctionSymbol;

export interface Cycles {
  /** The resources and modules that depend on themselves, directly or through others. */
  readonly deployables: ReadonlySet<Deployable>;
  readonly uses: readonly CyclicUse[];
}

/** Finds the declarations that depend on themselves. */
export function findCycles(deployables: readonly Deployable[], symbols: ReadonlyMap<string, ModelSymbol>): Cycles {
  const declared = [...deployables, ...symbols.values()].filter(isLinked);
  const uses = new Map(declared.map((symbol) => [symbol, usesOf(symbol, symbols)]));
  const groups = loopsIn(uses.keys(), (symbol) => [
    ...(uses.get(symbol) ?? []).map(({ other }) => other),
    ...(symbol.kind === 'resource' && symbol.enclosing ? [symbol.enclosing] : []),
  ]);
  return {
    deployables: new Set(deployables.filter((symbol) => groups.has(symbol))),
    uses: [...uses].flatMap(([symbol, found]) =>
      groups.has(symbol)
        ? found
            .filter(({ other }) => groups.get(other) === groups.get(symbol))
            .map((one) => ({ ...one, isDirect: one.other === symbol }))
        : [],
    ),
  };
}

function isLinked(symbol: ModelSymbol): symbol is Linked {
  return /^(?:resource|module|variable|parameter|function)$/.test(symbol.kind);
}

interface Use extends Omit<CyclicUse, 'isDirect'> {
  readonly other: Linked;
}

/** What a declaration refers to. */
function usesOf(symbol: Linked, symbols: ReadonlyMap<string, ModelSymbol>): readonly Use[] {
  const found: Use[] = [];
  const locals = localsOf(symbol);
  const use = (node: CyclicUse['node'], name: string, other: ModelSymbol | undefined): void => {
    if (other && isLinked(other)) found.push({ node, name, other });
  };
  for (const part of partsOf(symbol)) {
    walk(part, (node, bound) => {
      if (node.kind === 'call') {
        const called = symbols.get(node.name.name);
        if (called?.kind === 'function') use(node, called.name, called);
      }
      if (node.kind === 'name' && !bound.has(node.name) && !locals.includes(node.name)) {
        const other = nestedNamed(node.name, symbol) ?? symbols.get(node.name);
        if (other?.kind !== 'function') use(node, node.name, other);
      }
      return true;
    });
  }
  return found;
}

function partsOf(symbol: Linked): readonly syntax.Expression[] {
  switch (symbol.kind) {
    case 'variable':
      return [symbol.statement.value];
    case 'parameter':
      return symbol.statement.defaultValue ? [symbol.statement.defaultValue] : [];
    case 'function':
      return [symbol.statement.body];
    default:
      return [symbol.condition, symbol.loop?.source, symbol.body].filter((part) => part !== undefined);
  }
}

function localsOf(symbol: Linked): readonly string[] {
  if (symbol.kind === 'function') return symbol.statement.parameters.map(({ name }) => name.name);
  if (symbol.kind !== 'resource' && symbol.kind !== 'module') return [];
  return symbol.loop ? [symbol.loop.item.name, symbol.loop.index?.name ?? ''] : [];
}

/** A resource that is nested in one around the place, which hides others of its name. */
function nestedNamed(name: string, symbol: Linked): ResourceSymbol | undefined {
  for (let at = symbol.kind === 'resource' ? symbol : undefined; at; at = at.enclosing) {
    const nested = at.nested.get(name);
    if (nested) return nested;
  }
  return undefined;
}
