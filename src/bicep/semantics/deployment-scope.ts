import * as build from '../../expr/build.ts';
import type { Node } from '../../expr/node.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { memberValue } from './bind.ts';
import type { Env, Unit } from './compilation-unit.ts';
import { written } from './constant-values.ts';
import { refused } from './problems.ts';
import {
  ancestorsOf,
  type Denoted,
  type DenotedModule,
  type DenotedResource,
  denote,
  nameSegments,
  occurrence,
  ownName,
} from './resource-references.ts';

/** What something is deployed to, as far as it is said; parts that are not are those of the deployment itself. */
export type TargetScope =
  | { readonly kind: 'tenant' }
  | { readonly kind: 'managementGroup'; readonly name: Expr | undefined }
  | { readonly kind: 'subscription'; readonly subscription: Expr | undefined }
  | { readonly kind: 'resourceGroup'; readonly subscription: Expr | undefined; readonly group: Expr | undefined }
  | { readonly kind: 'resource'; readonly resource: DenotedResource };

/** A descendant is where its oldest ancestor is. What an extension handles may have a property of that name, too. */
export function scopeOfResource(denoted: DenotedResource): TargetScope {
  const oldest = ancestorsOf(denoted).at(-1) ?? denoted;
  if (oldest.symbol.extension !== undefined) return scopeHere(oldest.env.unit);
  return scopeOfValue(memberValue(oldest.symbol.body, 'scope'), oldest.env);
}

/** What a module is deployed to: what its body says, or the scope of its file. */
export function scopeOfModule({ symbol, env }: DenotedModule): TargetScope {
  return scopeOfValue(memberValue(symbol.body, 'scope'), env);
}

/** @param at where it is told that this is no scope */
function scopeOfValue(value: syntax.Expression | undefined, env: Env, at = value): TargetScope {
  if (!value) return scopeHere(env.unit);
  if (env.unit.program.refusals.has(value)) return scopeHere(env.unit);
  const { node, scope } = written(value, { env, bound: new Set() });
  if (scope.env !== env) return scopeOfValue(node, scope.env, at);
  if (node.kind === 'call' || node.kind === 'method-call') return scopeOfCall(node, env);
  const resource = denote(node, env);
  if (resource?.kind === 'resource') return scopeOfSymbol(resource, value.span);
  if (!env.unit.program.refusals.has(node)) refused('This is no scope that is known here.', (at ?? value).span, env);
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
  const [first, second] = args.map((arg) => env.unit.lower.expr(arg, env));
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
      refused(`'${name.name}' does not give a scope.`, span, env);
      return scopeHere(env.unit);
  }
}

/** A group is what its resources are deployed to; any other resource is extended by them. */
function scopeOfSymbol(resource: DenotedResource, span: Span): TargetScope {
  const type = resource.symbol.type.toLowerCase();
  if (type === managementGroupType.toLowerCase()) return { kind: 'managementGroup', name: ownName(resource, span) };
  if (type !== 'microsoft.resources/resourcegroups') return { kind: 'resource', resource };
  const around = scopeOfValue(memberValue(resource.symbol.body, 'scope'), resource.env);
  const subscription = around.kind === 'subscription' ? around.subscription : undefined;
  return { kind: 'resourceGroup', subscription, group: ownName(resource, span) };
}

function subscriptionId(span: Span): Expr {
  return build.property(build.call('subscription', [], span), 'subscriptionId', span);
}

const managementGroupType = 'Microsoft.Management/managementGroups';

function managementGroupId(name: Expr | undefined, span: Span): Expr {
  if (name) return build.call('tenantResourceId', [build.text(managementGroupType, span), name], span);
  return build.property(build.call('managementGroup', [], span), 'id', span);
}

/** Type and api-version of the deployments that modules become. */
export const deploymentType = 'Microsoft.Resources/deployments';
export const deploymentVersion = '2025-04-01';

/** The id, as an expression that does not ask the service. */
export function idOf(denoted: Denoted, span: Span): Expr {
  if (denoted.kind === 'module') {
    return idAt(scopeOfModule(denoted), deploymentType, [ownName(denoted, span)], span);
  }
  const { symbol } = denoted;
  return idAt(scopeOfResource(denoted), symbol.type, nameSegments(denoted, span), span);
}

/** The id of a resource at a scope. */
function idAt(scope: TargetScope, type: string, names: readonly Expr[], span: Span): Expr {
  const rest = [build.text(type, span), ...names];
  const within = (around: Expr): Expr => build.call('extensionResourceId', [around, ...rest], span);
  switch (scope.kind) {
    case 'tenant':
      return build.call('tenantResourceId', rest, span);
    case 'managementGroup':
      return within(managementGroupId(scope.name, span));
    case 'subscription':
      return build.call('subscriptionResourceId', scope.subscription ? [scope.subscription, ...rest] : rest, span);
    case 'resourceGroup': {
      if (!scope.group) return build.call('resourceId', rest, span);
      const format = build.text('/subscriptions/{0}/resourceGroups/{1}', span);
      return within(build.call('format', [format, scope.subscription ?? subscriptionId(span), scope.group], span));
    }
    case 'resource': {
      // The compiler forgets which one of a loop is extended: it takes that of the loop around the place of the id.
      const { symbol, env } = scope.resource;
      return within(idOf(occurrence(symbol, undefined, env.unit), span));
    }
  }
}

/** The members of a declaration that say where it goes. */
export interface ScopeNodes {
  readonly scope: Node | undefined;
  readonly subscriptionId: Node | undefined;
  readonly resourceGroup: Node | undefined;
}

const noNodes: ScopeNodes = { scope: undefined, subscriptionId: undefined, resourceGroup: undefined };

/** The members of a declaration that stand for a scope in a template. */
export function scopeNodes(scope: TargetScope, unit: Unit, span: Span, isModule: boolean): ScopeNodes {
  const node = (expr: Expr | undefined): Node | undefined => expr && build.nodeOf(expr, spanOfExpr(expr, span));
  const here = unit.model.scopeKind;
  switch (scope.kind) {
    case 'tenant':
      return here === 'tenant' && !isModule ? noNodes : { ...noNodes, scope: build.textNode('/', span) };
    case 'managementGroup':
      return { ...noNodes, scope: node(scope.name && managementGroupScope(scope.name, unit, span, isModule)) };
    case 'subscription':
      return {
        ...noNodes,
        subscriptionId: node(scope.subscription ?? (here === 'resourceGroup' ? subscriptionId(span) : undefined)),
      };
    case 'resourceGroup':
      return { ...noNodes, subscriptionId: node(scope.subscription), resourceGroup: node(scope.group) };
    case 'resource':
      return { ...noNodes, scope: node(idOf(scope.resource, span)) };
  }
}

/** At the scopes above subscriptions, the service expects a path without the leading provider. */
function managementGroupScope(name: Expr, { model }: Unit, span: Span, isModule: boolean): Expr {
  const isAbove = model.scopeKind === 'tenant' || model.scopeKind === 'managementGroup';
  if (!isModule || !isAbove) return managementGroupId(name, span);
  return build.call('format', [build.text(`${managementGroupType}/{0}`, span), name], span);
}

function spanOfExpr(expr: Expr, otherwise: Span): Span {
  return expr.span ?? otherwise;
}
