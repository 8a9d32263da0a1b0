import type { ModelSymbol, ModuleSymbol, ResourceSymbol } from './model.ts';
import { walk } from './walk.ts';

type Deployable = ResourceSymbol | ModuleSymbol;
type Linked = Deployable | Extract<ModelSymbol, { kind: 'variable' }>;

/** Finds the resources and modules that depend on themselves, directly or through others. */
export function cyclicDeclarations(
  declared: readonly Deployable[],
  symbols: ReadonlyMap<string, ModelSymbol>,
): ReadonlySet<Deployable> {
  const edges = new Map<Linked, readonly Linked[]>();
  const linksOf = (symbol: Linked): readonly Linked[] => {
    const known = edges.get(symbol) ?? mentioned(symbol, symbols);
    edges.set(symbol, known);
    return known;
  };
  return new Set(declared.filter((symbol) => reaches(symbol, linksOf)));
}

function reaches(start: Linked, linksOf: (symbol: Linked) => readonly Linked[]): boolean {
  const seen = new Set<Linked>();
  const queue = [...linksOf(start)];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...linksOf(next));
  }
  return false;
}

/** What a declaration refers to, and what it is nested in. */
function mentioned(symbol: Linked, symbols: ReadonlyMap<string, ModelSymbol>): readonly Linked[] {
  const found: Linked[] = [];
  const parts =
    symbol.kind === 'variable' ? [symbol.statement.value] : [symbol.condition, symbol.loop?.source, symbol.body];
  const locals =
    symbol.kind === 'variable' || !symbol.loop ? [] : [symbol.loop.item.name, symbol.loop.index?.name ?? ''];
  for (const part of parts) {
    if (!part) continue;
    walk(part, (node, bound) => {
      if (node.kind !== 'name' || bound.has(node.name) || locals.includes(node.name)) return true;
      const other = nestedNamed(node.name, symbol) ?? symbols.get(node.name);
      if (other?.kind === 'variable' || other?.kind === 'resource' || other?.kind === 'module') found.push(other);
      return true;
    });
  }
  if (symbol.kind === 'resource' && symbol.enclosing) found.push(symbol.enclosing);
  return found;
}

/** A resource that is nested in one around the place, which hides others of its name. */
function nestedNamed(name: string, symbol: Linked): ResourceSymbol | undefined {
  for (let at = symbol.kind === 'resource' ? symbol : undefined; at; at = at.enclosing) {
    const nested = at.nested.get(name);
    if (nested) return nested;
  }
  return undefined;
}
