import { memoRecursive } from '../../text/memo.ts';
import { memberValue, namespaces } from '../semantics/bind.ts';
import { fileEnv, type Scope, symbolAt, type Unit } from '../semantics/compilation-unit.ts';
import { writtenTexts } from '../semantics/constant-values.ts';
import { asksService } from '../semantics/inlined-variables.ts';
import type { ResourceSymbol, VariableSymbol } from '../semantics/model.ts';
import { declarationEnv, possibleResources, type Reference, valuesWithin } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { bare, walk } from '../syntax/visit.ts';

/** What is not known when a deployment starts, as a part of a sentence, and the variable that brings it along. */
export interface OpenValue {
  readonly part: string;
  readonly variable?: string;
}

export type Tell = (node: syntax.Expression, what: OpenValue) => void;

/** What is known of a file's values when a deployment starts. */
export interface StartKnowledge {
  /**
   * Finds what is not known in a value.
   *
   * @param place whether the value says where something is, so that it may be a resource as a whole
   */
  readonly find: (value: syntax.Expression, scope: Scope, place: boolean, tell: Tell) => void;
  /** Which members that identify an existing resource are not known. */
  readonly openIdentifiers: (symbol: ResourceSymbol) => ReadonlySet<Identifier>;
}

type Identifier = 'name' | 'parent' | 'scope';

const noNames: ReadonlySet<string> = new Set();
const noIdentifiers: ReadonlySet<Identifier> = new Set();

/** Properties of a resource that are known because they are written in the file. */
export const writtenProperties: ReadonlySet<string> = new Set(['id', 'name', 'type', 'apiVersion']);

/** What is known when the deployment of a file starts; worked out as it is asked for. */
export function startKnowledge(unit: Unit): StartKnowledge {
  const context: Context = {
    openIdentifiers: memoRecursive((symbol) => openIdentifiersOf(symbol, context, unit), noIdentifiers),
    openPart: memoRecursive((variable) => openPartOf(variable, context, unit), undefined),
  };
  return {
    find: (value, scope, place, tell) => findIn(value, scope, { place, tell, context }),
    openIdentifiers: context.openIdentifiers,
  };
}

function openPartOf({ statement }: VariableSymbol, context: Context, unit: Unit): string | undefined {
  const parts: string[] = [];
  const tell: Tell = (_, { part }) => parts.push(part);
  findIn(statement.value, { env: fileEnv(unit), bound: noNames }, { place: false, tell, context });
  return parts[0];
}

function openIdentifiersOf(symbol: ResourceSymbol, context: Context, unit: Unit): ReadonlySet<Identifier> {
  if (!symbol.statement.existing || symbol.extension !== undefined) return noIdentifiers;
  const open = new Set<Identifier>();
  const scope: Scope = { env: declarationEnv(symbol, undefined, unit), bound: noNames };
  for (const name of ['name', 'parent', 'scope'] as const) {
    const value = memberValue(symbol.body, name);
    if (value) findIn(value, scope, { place: name !== 'name', tell: () => open.add(name), context });
  }
  return open;
}

interface Context extends Pick<StartKnowledge, 'openIdentifiers'> {
  /** The part of a variable that is not known, if there is one. */
  readonly openPart: (variable: VariableSymbol) => string | undefined;
}

interface Search {
  readonly place: boolean;
  readonly tell: Tell;
  readonly context: Context;
}

function findIn(value: syntax.Expression, { env, bound: around }: Scope, search: Search): void {
  walk(value, (node, bound) => findAt(node, { env, bound }, search), around);
}

/** Whether there may be more in the node. */
function findAt(node: syntax.Expression, scope: Scope, search: Search): boolean {
  switch (node.kind) {
    case 'call':
    case 'method-call':
      if (node.name.name === 'nameof') return false;
      if (!asks(node, scope)) return true;
      search.tell(node, { part: `'${node.name.name}()'` });
      return false;
    case 'property':
      return findInAccess(node, [node.name.name], scope, search);
    case 'index':
      return possibleResources(node, scope).length > 0
        ? findWhole(node, scope, search)
        : findInAccess(node, writtenTexts(node.index, scope), scope, search);
    case 'nested-resource':
      return findWhole(node, scope, search);
    case 'name': {
      const symbol = symbolAt(node.name, scope);
      const part = symbol?.kind === 'variable' ? search.context.openPart(symbol) : undefined;
      if (part !== undefined) search.tell(node, { part, variable: node.name });
      return findWhole(node, scope, search);
    }
    default:
      return true;
  }
}

/** Whether a call asks the service about something that is deployed. */
export function asks(node: syntax.CallNode | syntax.MethodCallNode, scope: Scope): boolean {
  if (!asksService(node.name.name)) return false;
  if (node.kind === 'call') return symbolAt(node.name.name, scope) === undefined;
  const target = bare(node.target);
  if (possibleResources(target, scope).length > 0) return true;
  return target.kind === 'name' && namespaces.has(target.name) && symbolAt(target.name, scope) === undefined;
}

/** @param names the properties that are asked for, as far as they are literal */
function findInAccess(
  node: syntax.PropertyAccess | syntax.IndexAccess,
  names: readonly string[] | undefined,
  scope: Scope,
  search: Search,
): boolean {
  const owners = possibleResources(node.target, scope).filter(({ isCollection }) => !isCollection);
  if (owners.length === 0) return true;
  for (const { symbol } of owners) {
    const open = names ? names.find((name) => !isWritten(symbol, name, search.context)) : '…';
    if (open === undefined) continue;
    search.tell(node, { part: `'${symbol.name}.${open}'` });
    return false;
  }
  const values = [...valuesWithin(node.target), ...(node.kind === 'index' ? [node.index] : [])];
  for (const value of values) findIn(value, scope, search);
  return false;
}

function isWritten(symbol: Reference['symbol'], name: string, { openIdentifiers }: Context): boolean {
  if (symbol.kind === 'module') return name === 'name';
  if (!writtenProperties.has(name)) return false;
  const open = openIdentifiers(symbol);
  return !(open.has('name') && (name === 'name' || name === 'id')) && !(open.has('parent') && name === 'id');
}

/** A resource as a whole is what the service answers about it. */
function findWhole(node: syntax.Expression, scope: Scope, search: Search): boolean {
  const single = possibleResources(node, scope).filter(({ isCollection }) => !isCollection);
  const open = single.find(({ symbol }) => !search.place || isOpenPlace(symbol, search.context));
  if (open) search.tell(node, { part: `'${open.symbol.name}'` });
  else for (const value of valuesWithin(node)) findIn(value, scope, search);
  return false;
}

function isOpenPlace(symbol: Reference['symbol'], { openIdentifiers }: Context): boolean {
  return symbol.kind === 'resource' && openIdentifiers(symbol).size > 0;
}
