import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { type Env, lookup } from './compilation-unit.ts';
import type { ModuleSymbol, ResourceSymbol } from './model.ts';

/** A place in an expression: the names around its file or declaration, and the local ones within the expression. */
export interface Scope {
  readonly env: Env;
  readonly bound: ReadonlySet<string>;
}

/** What a name means at a place, if it is no local one. */
export function symbolAt(name: string, { env, bound }: Scope): ReturnType<typeof lookup> {
  return bound.has(name) ? undefined : lookup(name, env);
}

/** A resource or module that an expression may stand for, or all of its loop. */
export interface Deployed {
  readonly symbol: ResourceSymbol | ModuleSymbol;
  readonly isCollection: boolean;
}

/** The resources and modules that an expression stands for: several if a condition chooses, none if it is a value. */
export function deployedBy(node: syntax.Expression, scope: Scope): readonly Deployed[] {
  const inner = bare(node);
  switch (inner.kind) {
    case 'name': {
      const symbol = symbolAt(inner.name, scope);
      const isDeployed = symbol?.kind === 'resource' || symbol?.kind === 'module';
      return isDeployed ? [{ symbol, isCollection: symbol.loop !== undefined }] : [];
    }
    case 'nested-resource':
      return deployedBy(inner.target, scope).flatMap(({ symbol }) => {
        const nested = symbol.kind === 'resource' ? symbol.nested.get(inner.name.name) : undefined;
        return nested ? [{ symbol: nested, isCollection: nested.loop !== undefined }] : [];
      });
    case 'index':
      return deployedBy(inner.target, scope).flatMap(({ symbol, isCollection }) =>
        isCollection ? [{ symbol, isCollection: false }] : [],
      );
    case 'conditional':
      return [...deployedBy(inner.whenTrue, scope), ...deployedBy(inner.whenFalse, scope)];
    default:
      return [];
  }
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
