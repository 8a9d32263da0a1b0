import type { Frame } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import { textFrom } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { DeploymentContext } from '../context.ts';
import type { ResourceDeclaration } from '../template.ts';

/** Where a deployment goes or an existing resource is, as far as its declaration says. */
export interface Placement {
  readonly subscriptionId: Value | undefined;
  readonly resourceGroup: Value | undefined;
  readonly scope: Value | undefined;
}

export function placementOf(declaration: ResourceDeclaration, frame: Frame): Placement {
  const part = (node: ResourceDeclaration['scope']): Value | undefined => {
    const value = node && evaluateNode(node, frame);
    return value?.kind === 'null' || (value?.kind === 'string' && value.value === '') ? undefined : value;
  };
  return {
    subscriptionId: part(declaration.subscriptionId),
    resourceGroup: part(declaration.resourceGroup),
    scope: part(declaration.scope),
  };
}

const managementGroups = /^\/?(?:providers\/)?Microsoft\.Management\/managementGroups\/+([^/]+)/i;
const subscriptions = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i;

/** The context at a place; the one around it if the declaration does not leave that. */
export function contextAt(around: DeploymentContext, placement: Placement): DeploymentContext {
  const { subscriptionId = around.subscriptionId, resourceGroup, scope } = placement;
  if (resourceGroup) return { ...around, kind: 'resourceGroup', subscriptionId, resourceGroup };
  if (placement.subscriptionId) return { ...around, kind: 'subscription', subscriptionId };
  if (scope?.kind !== 'string') return around;
  const text = (value: string): Value => textFrom([scope], value, scope.origins);
  const management = managementGroups.exec(scope.value)?.[1];
  if (management !== undefined) return { ...around, kind: 'managementGroup', managementGroup: text(management) };
  if (scope.value === '/') return { ...around, kind: 'tenant' };
  const [, subscription, group] = subscriptions.exec(scope.value) ?? [];
  if (subscription === undefined) return around;
  const within: DeploymentContext = { ...around, kind: 'subscription', subscriptionId: text(subscription) };
  return group === undefined ? within : { ...within, kind: 'resourceGroup', resourceGroup: text(group) };
}
