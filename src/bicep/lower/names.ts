import * as build from '../../expr/build.ts';
import type { Span } from '../../text/source.ts';
import { memberValue } from '../semantics/bind.ts';
import type { ModuleSymbol } from '../semantics/model.ts';
import {
  ancestorsOf,
  maxAncestors,
  parentOf,
  type Resolved,
  type ResolvedResource,
} from '../semantics/resource-references.ts';
import * as draft from './draft.ts';
import { runningIndexExpr } from './locals.ts';
import { refused } from './problems.ts';

/** Which one of its loop is meant; it may be wrong although the name does not depend on it. */
export function indexOf({ index }: Resolved): draft.Draft | undefined {
  return index && draft.pendingAt(index);
}

/** The name as it is written in the declaration, without those of ancestors. */
export function ownName(resolved: Resolved, span: Span): draft.Draft {
  return draft.beside(indexOf(resolved), declaredName(resolved, span));
}

function declaredName(resolved: Resolved, span: Span): draft.Draft {
  const { symbol, env } = resolved;
  const name = memberValue(symbol.body, 'name');
  if (name) return draft.pending(name, env);
  if (symbol.kind === 'module') return generatedName(symbol, indexOf(resolved), span);
  if (!symbol.body || symbol.extension !== undefined)
    return build.unknown({ code: 'failed', text: 'it has no name' }, span);
  return refused(`Resource '${symbol.name}' has no name.`, symbol.statement.name.span, env);
}

/** A module without a name is called after its symbol, cut so that the name stays within 64 characters. */
function generatedName({ symbol, loop }: ModuleSymbol, index: draft.Draft | undefined, span: Span): draft.Draft {
  const deployment = build.property(build.call('deployment', [], span), 'name', span);
  const unique = build.call('uniqueString', [build.text(symbol, span), deployment], span);
  if (!loop) return build.call('format', [build.text(`${symbol.slice(0, 50)}-{0}`, span), unique], span);
  const format = build.text(`${symbol.slice(0, 46)}-{0}-{1}`, span);
  return draft.call('format', [format, index ?? runningIndexExpr(undefined, span), unique], span);
}

/** What stands for the names of a parent that is refused. */
function refusedParent({ symbol, env }: ResolvedResource): draft.Draft | undefined {
  const named = memberValue(symbol.body, 'parent');
  return named && env.unit.replaced.has(named) ? draft.pending(named, env) : undefined;
}

/** One name for each type segment: a name with slashes is split by the service. */
export function nameSegments(resource: ResolvedResource, span: Span): readonly draft.Draft[] {
  const parent = ancestorsOf(resource).length < maxAncestors ? parentOf(resource) : undefined;
  const own = ownName(resource, span);
  if (parent) return [...nameSegments(parent, span), own];
  const count = resource.symbol.type.split('/').length - 1;
  const refusal = refusedParent(resource);
  if (refusal) return [...Array.from({ length: count - 1 }, () => refusal), own];
  if (count <= 1) return [own];
  const parts = draft.call('split', [own, build.text('/', span)], span);
  return Array.from({ length: count }, (_, at) => draft.item(parts, build.integer(BigInt(at), span), span));
}

/** The name with those of its ancestors. */
export function fullName(resource: ResolvedResource, span: Span): draft.Draft {
  if (!parentOf(resource)) return refusedParent(resource) ?? ownName(resource, span);
  const segments = nameSegments(resource, span);
  const format = segments.map((_, at) => `{${at}}`).join('/');
  return draft.call('format', [build.text(format, span), ...segments], span);
}
