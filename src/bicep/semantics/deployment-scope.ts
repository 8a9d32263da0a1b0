import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { memberValue } from './bind.ts';
import type { Env, Place, Unit } from './compilation-unit.ts';
import { written } from './constant-values.ts';
import { reportError } from './problems.ts';
import { ancestorsOf, type ResolvedModule, type ResolvedResource, resolveResource } from './resource-references.ts';

/** What something is deployed to, as far as it is said; parts that are not are those of the deployment itself. */
export type TargetScope =
  | { readonly kind: 'tenant' }
  | { readonly kind: 'managementGroup'; readonly name: ScopeName | undefined }
  | { readonly kind: 'subscription'; readonly subscription: ScopeName | undefined }
  | {
      readonly kind: 'resourceGroup';
      readonly subscription: ScopeName | undefined;
      readonly group: ScopeName | undefined;
    }
  | { readonly kind: 'resource'; readonly resource: ResolvedResource };

/** What names a scope: an argument of a function, or the name of a resource that is referred to at a place. */
export type ScopeName =
  | { readonly kind: 'argument'; readonly place: Place }
  | { readonly kind: 'name-of'; readonly resource: ResolvedResource; readonly span: Span };

/** A descendant is where its oldest ancestor is. What an extension handles may have a property of that name, too. */
export function scopeOfResource(resource: ResolvedResource): TargetScope {
  const oldest = ancestorsOf(resource).at(-1) ?? resource;
  if (oldest.symbol.extension !== undefined) return scopeHere(oldest.env.unit);
  return scopeOfValue(memberValue(oldest.symbol.body, 'scope'), oldest.env);
}

/** What a module is deployed to: what its body says, or the scope of its file. */
export function scopeOfModule({ symbol, env }: ResolvedModule): TargetScope {
  return scopeOfValue(memberValue(symbol.body, 'scope'), env);
}

/** @param at where a wrong scope is reported */
function scopeOfValue(value: syntax.Expression | undefined, env: Env, at = value): TargetScope {
  if (!value) return scopeHere(env.unit);
  if (env.unit.replaced.has(value)) return scopeHere(env.unit);
  const { node, scope } = written(value, { env, bound: new Set() });
  if (scope.env !== env) return scopeOfValue(node, scope.env, at);
  if (node.kind === 'call' || node.kind === 'method-call') return scopeOfCall(node, env);
  const resource = resolveResource(node, env);
  if (resource?.kind === 'resource') return scopeOfSymbol(resource, value.span);
  if (!env.unit.replaced.has(node)) reportError('This is no scope that is known here.', (at ?? value).span, env);
  return scopeHere(env.unit);
}

function scopeHere({ model: { scopeKind } }: Unit): TargetScope {
  switch (scopeKind) {
    case 'tenant':
      return { kind: 'tenant' };
    case 'managementGroup':
      return { kind: 'managementGroup', name: undefined };
    case 'subscription':
      return { kind: 'subscription', subscription: undefined };
    case 'resourceGroup':
      return { kind: 'resourceGroup', subscription: undefined, group: undefined };
  }
}

function scopeOfCall({ name, args, span }: syntax.CallNode | syntax.MethodCallNode, env: Env): TargetScope {
  const [first, second] = args.map((node): ScopeName => ({ kind: 'argument', place: { node, env } }));
  switch (name.name) {
    case 'tenant':
      return { kind: 'tenant' };
    case 'managementGroup':
      return { kind: 'managementGroup', name: first };
    case 'subscription':
      return { kind: 'subscription', subscription: first };
    case 'resourceGroup':
      return second
        ? { kind: 'resourceGroup', subscription: first, group: second }
        : { kind: 'resourceGroup', subscription: undefined, group: first };
    default:
      reportError(`'${name.name}' does not give a scope.`, span, env);
      return scopeHere(env.unit);
  }
}

/** Resources of this type are scopes themselves. */
export const managementGroupType = 'Microsoft.Management/managementGroups';

/** A group is what its resources are deployed to; any other resource is extended by them. */
function scopeOfSymbol(resource: ResolvedResource, span: Span): TargetScope {
  const type = resource.symbol.type.toLowerCase();
  const name: ScopeName = { kind: 'name-of', resource, span };
  if (type === managementGroupType.toLowerCase()) return { kind: 'managementGroup', name };
  if (type !== 'microsoft.resources/resourcegroups') return { kind: 'resource', resource };
  const around = scopeOfValue(memberValue(resource.symbol.body, 'scope'), resource.env);
  const subscription = around.kind === 'subscription' ? around.subscription : undefined;
  return { kind: 'resourceGroup', subscription, group: name };
}
