import type * as syntax from '../syntax/tree.ts';
import { bare, walk } from '../syntax/visit.ts';
import type { Model } from './model.ts';

/** Properties of a resource that are known without asking the service. */
const known: ReadonlySet<string> = new Set(['id', 'name', 'type', 'apiVersion']);

/** Functions that ask the service and that variables of a template cannot call. */
const asking = /^(?:reference|references|list.*|toLogicalZones?|toPhysicalZones?)$/;

/** Whether a function of the language, or a method of a resource, asks the service. */
export function asksService(name: string): boolean {
  return asking.test(name);
}

/**
 * Finds the variables whose values take their place wherever they are used: those that, directly or through others,
 * ask the service about a resource or a module.
 */
export function inlinedVariables(model: Model): (name: string) => boolean {
  const decisions = new Map<string, boolean>();
  const decide = (name: string): boolean => {
    const decided = decisions.get(name);
    if (decided !== undefined) return decided;
    decisions.set(name, false);
    const symbol = model.symbols.get(name);
    const result = symbol?.kind === 'variable' && asks(symbol.statement.value, model, decide);
    decisions.set(name, result);
    return result;
  };
  return decide;
}

function asks(value: syntax.Expression, model: Model, isInlined: (name: string) => boolean): boolean {
  let found = false;
  walk(value, (node, bound) => {
    if (found) return false;
    switch (node.kind) {
      case 'property':
        return !isKnownProperty(node, model);
      case 'call':
        found = asksService(node.name.name) && model.symbols.get(node.name.name)?.kind !== 'function';
        return !found;
      case 'method-call':
        found = asksByMethod(node, model);
        return !found;
      case 'name': {
        const kind = bound.has(node.name) ? undefined : model.symbols.get(node.name)?.kind;
        found = kind === 'resource' || kind === 'module' || (kind === 'variable' && isInlined(node.name));
        return false;
      }
      default:
        return true;
    }
  });
  return found;
}

function asksByMethod({ target, name }: syntax.MethodCallNode, model: Model): boolean {
  const inner = bare(target);
  const symbol = inner.kind === 'name' ? model.symbols.get(inner.name) : undefined;
  return symbol?.kind === 'wildcard' ? false : asksService(name.name);
}

function isKnownProperty({ target, name }: syntax.PropertyAccess, model: Model): boolean {
  if (!known.has(name.name)) return false;
  const inner = bare(target);
  const base = inner.kind === 'index' ? bare(inner.target) : inner;
  if (base.kind === 'nested-resource') return true;
  const kind = base.kind === 'name' ? model.symbols.get(base.name)?.kind : undefined;
  return kind === 'resource' || (kind === 'module' && name.name === 'name');
}
