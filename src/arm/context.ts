import { structural } from '../expr/apply.ts';
import { call, property } from '../expr/build.ts';
import type { TemplateFunction } from '../expr/evaluate.ts';
import { mergeOrigins, objectValue, recordValue, stringValue, textFrom, unknownValue } from '../expr/make-value.ts';
import type { Expr, ObjectValue, UnknownReason, Value } from '../expr/value.ts';
import { once } from '../text/memo.ts';
import type { Span } from '../text/source.ts';
import type { ScopeKind } from './template.ts';

/** What a user can say about the place of a deployment; each part is optional. */
export interface ContextOptions {
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly location?: string;
  readonly deploymentName?: string;
  readonly managementGroup?: string;
}

/** Where a template is deployed to. Parts that are not given are unknown, and equal to themselves. */
export interface DeploymentContext {
  readonly kind: ScopeKind;
  readonly tenantId: Value;
  readonly subscriptionId: Value;
  readonly resourceGroup: Value;
  readonly managementGroup: Value;
  /** Of the resource group, or of the deployment at the other scopes. */
  readonly location: Value;
  readonly deploymentName: Value;
  readonly contentVersion: string | undefined;
  /** Whether the resource group is the one to which the root template is deployed. */
  readonly span: Span;
}

/** The context of a root template. */
export function rootContext(
  kind: ScopeKind,
  options: ContextOptions,
  contentVersion: string | undefined,
  span: Span,
): DeploymentContext {
  const told = (value: string | undefined, residual: Expr): Value =>
    value === undefined ? unknownContext(residual) : stringValue(value);
  return {
    kind,
    tenantId: told(options.tenantId, contextExpr('tenant', 'tenantId', span)),
    subscriptionId: told(options.subscriptionId, contextExpr('subscription', 'subscriptionId', span)),
    resourceGroup: told(options.resourceGroup, contextExpr('resourceGroup', 'name', span)),
    managementGroup: told(options.managementGroup, contextExpr('managementGroup', 'name', span)),
    location: told(
      options.location,
      contextExpr(kind === 'resourceGroup' ? 'resourceGroup' : 'deployment', 'location', span),
    ),
    deploymentName: told(options.deploymentName, contextExpr('deployment', 'name', span)),
    contentVersion,
    span,
  };
}

/** `name().property` as an expression. */
export function contextExpr(name: string, member: string, span: Span): Expr {
  return property(call(name, [], span), member, span);
}

/** A part of the context that is not given. */
export function unknownContext(residual: Expr): Value {
  const name = residual.kind === 'property' && residual.target.kind === 'call' ? residual.target.name : '';
  const property = residual.kind === 'property' ? residual.name : '';
  return unknownValue({ code: 'context', text: `${name}().${property} is not given` }, residual);
}

/** The functions that describe the deployment itself. */
export function contextFunctions(context: DeploymentContext): readonly TemplateFunction[] {
  const tenant = once(() => tenantOf(context));
  const deployment = once(() => deploymentOf(context));
  return [
    structural('tenant', 0, 0, tenant),
    structural('deployment', 0, 0, deployment),
    opaque('environment', context.span),
    opaque('deployer', context.span),
  ];
}

/** A function without arguments of which only the service knows the result. */
function opaque(name: string, span: Span): TemplateFunction {
  const residual = call(name, [], span);
  const why: UnknownReason = { code: 'runtime', text: `${name}() is known only to the service` };
  return structural(name, 0, 0, (_, asked) =>
    unknownValue(why, { ...residual, span: asked.span, nameSpan: asked.span }),
  );
}

export const resourceGroupType = 'Microsoft.Resources/resourceGroups';
export const managementGroupType = 'Microsoft.Management/managementGroups';

/** `resourceGroup()` in a deployment to one. */
export function resourceGroupOf(context: DeploymentContext): ObjectValue {
  const later = (property: string): Value => lateProperty('resourceGroup', property, context.span);
  return recordValue({
    id: resourceGroupId(context),
    name: context.resourceGroup,
    type: stringValue(resourceGroupType),
    location: context.location,
    tags: later('tags'),
    managedBy: later('managedBy'),
    properties: later('properties'),
  });
}

function lateProperty(name: string, property: string, span: Span): Value {
  const why: UnknownReason = { code: 'runtime', text: `${name}().${property} is known only to the service` };
  return unknownValue(why, contextExpr(name, property, span));
}

/** The id of the resource group to which a template is deployed. */
export function resourceGroupId(context: DeploymentContext): Value {
  const { subscriptionId, resourceGroup, span } = context;
  if (isText(subscriptionId) && isText(resourceGroup)) {
    const origins = mergeOrigins([subscriptionId, resourceGroup]);
    const path = `/subscriptions/${subscriptionId.value}/resourceGroups/${resourceGroup.value}`;
    return textFrom([subscriptionId, resourceGroup], path, origins);
  }
  const type = stringValue(resourceGroupType);
  return contextCall('subscriptionResourceId', [subscriptionId, type, resourceGroup], span);
}

/** The id of what a context deploys to. */
export function scopeIdOf(context: DeploymentContext): Value {
  switch (context.kind) {
    case 'resourceGroup':
      return resourceGroupId(context);
    case 'subscription':
      return subscriptionPath(context);
    case 'managementGroup':
      return managementGroupPath(context.managementGroup, context.span);
    case 'tenant':
      return stringValue('/');
  }
}

function isText(value: Value): value is Extract<Value, { kind: 'string' }> {
  return value.kind === 'string' && value.residual === undefined;
}

/** A call that stays unknown because the context it is given is. */
export function contextCall(name: string, args: readonly Value[], span: Span): Value {
  const given = args.map((value): Expr => ({ kind: 'value', value }));
  const residual = call(name, given, span);
  const unknown = args.find((arg) => arg.kind === 'unknown');
  const why: UnknownReason =
    unknown?.kind === 'unknown' ? unknown.why : { code: 'context', text: 'the context is not given' };
  return unknownValue(why, residual);
}

/** `subscription()` in a deployment to one, or to something in it. */
export function subscriptionOf(context: DeploymentContext): ObjectValue {
  return recordValue({
    id: subscriptionPath(context),
    subscriptionId: context.subscriptionId,
    tenantId: context.tenantId,
    displayName: lateProperty('subscription', 'displayName', context.span),
  });
}

function subscriptionPath({ subscriptionId, span }: DeploymentContext): Value {
  if (isText(subscriptionId)) return textFrom([subscriptionId], `/subscriptions/${subscriptionId.value}`);
  return contextCall('concat', [stringValue('/subscriptions/'), subscriptionId], span);
}

function tenantOf({ tenantId, span }: DeploymentContext): ObjectValue {
  return recordValue({
    countryCode: lateProperty('tenant', 'countryCode', span),
    displayName: lateProperty('tenant', 'displayName', span),
    id: isText(tenantId)
      ? stringValue(`/tenants/${tenantId.value}`)
      : contextCall('concat', [stringValue('/tenants/'), tenantId], span),
    tenantId,
  });
}

function managementGroupPath(name: Value, span: Span): Value {
  if (isText(name)) return textFrom([name], `/providers/${managementGroupType}/${name.value}`);
  return contextCall('tenantResourceId', [stringValue(managementGroupType), name], span);
}

/** `managementGroup()` in a deployment to one. The service words its type differently where its name is not given. */
export function managementGroupOf({ managementGroup: name, span }: DeploymentContext): ObjectValue {
  const id = managementGroupPath(name, span);
  const properties = lateProperty('managementGroup', 'properties', span);
  return isText(name)
    ? recordValue({ id, name, type: stringValue(managementGroupType), properties })
    : recordValue({ id, name, properties, type: stringValue(`/providers/${managementGroupType}`) });
}

function deploymentOf(context: DeploymentContext): ObjectValue {
  const { contentVersion } = context;
  const template =
    contentVersion === undefined ? objectValue([]) : recordValue({ contentVersion: stringValue(contentVersion) });
  return recordValue({
    name: context.deploymentName,
    ...(context.kind !== 'resourceGroup' && { location: context.location }),
    properties: recordValue({ template }),
  });
}
