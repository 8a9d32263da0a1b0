import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import {
  managementGroupType,
  type ScopeName,
  scopeOfModule,
  scopeOfResource,
  type TargetScope,
} from '../semantics/deployment-scope.ts';
import { occurrence, type Resolved } from '../semantics/resource-references.ts';
import * as draft from './draft.ts';
import { indexOf, nameSegments, ownName } from './names.ts';

/** Type and api-version of the deployments that modules become. */
export const deploymentType = 'Microsoft.Resources/deployments';
export const deploymentVersion = '2025-04-01';

/** The id, as an expression that does not ask the service. */
export function idOf(resolved: Resolved, span: Span): draft.Draft {
  if (resolved.kind === 'module') {
    return idAt(scopeOfModule(resolved), deploymentType, [ownName(resolved, span)], span);
  }
  const { symbol } = resolved;
  return idAt(scopeOfResource(resolved), symbol.type, nameSegments(resolved, span), span);
}

/** The id of a resource at a scope. */
function idAt(scope: TargetScope, type: string, names: readonly draft.Draft[], span: Span): draft.Draft {
  const rest = [build.text(type, span), ...names];
  const within = (around: draft.Draft): draft.Draft => draft.call('extensionResourceId', [around, ...rest], span);
  switch (scope.kind) {
    case 'tenant':
      return draft.call('tenantResourceId', rest, span);
    case 'managementGroup':
      return within(managementGroupId(scope.name && scopeName(scope.name), span));
    case 'subscription': {
      const given = scope.subscription ? [scopeName(scope.subscription)] : [];
      return draft.call('subscriptionResourceId', [...given, ...rest], span);
    }
    case 'resourceGroup': {
      if (!scope.group) return draft.call('resourceId', rest, span);
      const format = build.text('/subscriptions/{0}/resourceGroups/{1}', span);
      const subscription = scope.subscription ? scopeName(scope.subscription) : subscriptionId(span);
      return within(draft.call('format', [format, subscription, scopeName(scope.group)], span));
    }
    case 'resource': {
      // The compiler forgets which one of a loop is extended: it takes that of the loop around the place of the id.
      const { symbol, env } = scope.resource;
      return within(draft.beside(indexOf(scope.resource), idOf(occurrence(symbol, undefined, env.unit), span)));
    }
  }
}

/** What names a scope, as an expression. */
export function scopeName(name: ScopeName): draft.Draft {
  return name.kind === 'argument' ? draft.pendingAt(name.place) : ownName(name.resource, name.span);
}

/** The id of the subscription that is deployed to. */
export function subscriptionId(span: Span): Expr {
  return build.property(build.call('subscription', [], span), 'subscriptionId', span);
}

/** @param name undefined for the group that is deployed to */
export function managementGroupId(name: draft.Draft | undefined, span: Span): draft.Draft {
  if (name) return draft.call('tenantResourceId', [build.text(managementGroupType, span), name], span);
  return build.property(build.call('managementGroup', [], span), 'id', span);
}
