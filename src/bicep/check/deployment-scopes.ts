import { memberValue } from '../semantics/bind.ts';
import { templateOfModule } from '../semantics/compilation-unit.ts';
import { scopeOfModule, scopeOfResource, type TargetScope } from '../semantics/deployment-scope.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { Model, ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import { ancestorsOf, occurrence, type ResolvedResource } from '../semantics/resource-references.ts';
import { type CheckEnv, refuse } from './findings.ts';

/** Reports what cannot be deployed where it is said to be: resources elsewhere than the file, modules at other scopes. */
export function checkPlaces(model: Model, resources: readonly ResourceSymbol[], env: CheckEnv): void {
  const deployed = resources.filter((symbol) => !model.cyclic.has(symbol));
  // Other checks report places, so all are looked at before one is refused.
  const problems = deployed.flatMap((symbol) => {
    const message = problemOf(symbol, env);
    return message === undefined ? [] : [{ symbol, message }];
  });
  for (const { symbol, message } of problems) {
    const own = memberValue(symbol.body, 'scope');
    if (own) refuse(own, message, env);
    else reportError(message, symbol.statement.name.span, env);
  }
  for (const symbol of model.modules) if (!model.cyclic.has(symbol)) checkModule(symbol, env);
}

function problemOf(symbol: ResourceSymbol, env: CheckEnv): string | undefined {
  const resolved = occurrence(symbol, undefined, env.unit);
  const oldest = ancestorsOf(resolved).at(-1) ?? resolved;
  const place = memberValue(oldest.symbol.body, 'scope');
  if (place && env.unit.replaced.has(place)) return undefined;
  const scope = scopeOfResource(resolved);
  const wanted = kinds.find(([type]) => type.test(symbol.type))?.[1];
  if (wanted !== undefined && scope.kind !== wanted && oldest === resolved) {
    return `BCP135: Scope "${scope.kind}" is not valid for resource type '${symbol.type}'. Permitted scopes: "${wanted}".`;
  }
  if (symbol.statement.existing || !isElsewhere(scope, env)) return undefined;
  return `BCP139: A resource's scope must match the scope of the Bicep file for it to be deployable: '${symbol.name}'. You must use modules to deploy resources to a different scope.`;
}

/** What extends what extends something else is followed this far. */
const maxDepth = 32;

/** The tenant can be reached from everywhere. What extends a resource is where that is. */
function isElsewhere(scope: TargetScope, env: CheckEnv, depth = 0): boolean {
  const { scopeKind } = env.unit.model;
  switch (scope.kind) {
    case 'tenant':
      return false;
    case 'managementGroup':
      return scopeKind !== 'managementGroup' || scope.name !== undefined;
    case 'subscription':
      return scopeKind !== 'subscription' || scope.subscription !== undefined;
    case 'resourceGroup':
      return scopeKind !== 'resourceGroup' || scope.subscription !== undefined || scope.group !== undefined;
    case 'resource':
      return depth < maxDepth && isOwnPlaceElsewhere(scope.resource, env, depth + 1);
  }
}

function isOwnPlaceElsewhere(resolved: ResolvedResource, env: CheckEnv, depth: number): boolean {
  if (memberValue(resolved.symbol.body, 'parent') || resolved.symbol.enclosing) return false;
  return isElsewhere(scopeOfResource(resolved), env, depth);
}

/** Types of which it is certain what they are deployed to. */
const kinds: readonly (readonly [type: RegExp, kind: TargetScope['kind']])[] = [
  [/^microsoft\.resources\/resourcegroups$/i, 'subscription'],
  [/^microsoft\.management\/managementgroups$/i, 'tenant'],
  [/^microsoft\.recoveryservices\/vaults(?:\/|$)/i, 'resourceGroup'],
  [/^microsoft\.dataprotection\/backupvaults(?:\/|$)/i, 'resourceGroup'],
];

const words: Readonly<Record<TargetScope['kind'], string>> = {
  tenant: 'a tenant',
  managementGroup: 'a management group',
  subscription: 'a subscription',
  resourceGroup: 'a resource group',
  resource: 'another resource',
};

function checkModule(symbol: ModuleSymbol, env: CheckEnv): void {
  const { model } = env.unit;
  const place = memberValue(symbol.body, 'scope');
  if (place && env.unit.replaced.has(place)) return;
  const resolved = occurrence(symbol, undefined, env.unit);
  const template = templateOfModule(symbol, env.unit);
  if (isUnavailable(template)) return;
  const { kind } = scopeOfModule(resolved);
  const isBeyond = kind === 'managementGroup' && /^(?:resourceGroup|subscription)$/.test(model.scopeKind);
  if (kind === template.scopeKind && !isBeyond) return;
  const message = isBeyond
    ? `A file for ${words[model.scopeKind]} cannot deploy to ${words[kind]}.`
    : `BCP134: Scope "${kind}" is not valid for module '${symbol.name}'. Permitted scopes: "${template.scopeKind}".`;
  if (place) refuse(place, message, env);
  else reportError(message, symbol.statement.name.span, env);
}
