import { templateOf } from '../lower/reference.ts';
import { memberValue } from '../semantics/bind.ts';
import type { Env } from '../semantics/compilation-unit.ts';
import { scopeOfModule, scopeOfResource, type TargetScope } from '../semantics/deployment-scope.ts';
import type { Model, ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { refused, refusedAt } from '../semantics/problems.ts';
import { ancestorsOf, type DenotedResource, occurrence } from '../semantics/resource-references.ts';

/** Reports what cannot be deployed where it is said to be: resources elsewhere than the file, modules at other scopes. */
export function checkPlaces(model: Model, resources: readonly ResourceSymbol[], env: Env): void {
  const deployed = resources.filter((symbol) => !model.cyclic.has(symbol));
  // Places are told by others, so that all are looked at before one is refused.
  const problems = deployed.flatMap((symbol) => {
    const message = problemOf(symbol, env);
    return message === undefined ? [] : [{ symbol, message }];
  });
  for (const { symbol, message } of problems) {
    const own = memberValue(symbol.body, 'scope');
    if (own) refusedAt(own, message, env);
    else refused(message, symbol.statement.name.span, env);
  }
  for (const symbol of model.modules) if (!model.cyclic.has(symbol)) checkModule(symbol, env);
}

function problemOf(symbol: ResourceSymbol, env: Env): string | undefined {
  const denoted = occurrence(symbol, undefined, env.unit);
  const oldest = ancestorsOf(denoted).at(-1) ?? denoted;
  const place = memberValue(oldest.symbol.body, 'scope');
  if (place && env.unit.program.refusals.has(place)) return undefined;
  const scope = scopeOfResource(denoted);
  const wanted = kinds.find(([type]) => type.test(symbol.type))?.[1];
  if (wanted !== undefined && scope.kind !== wanted && oldest === denoted) {
    return `Type '${symbol.type}' is deployed to ${words[wanted]}, not to ${words[scope.kind]}.`;
  }
  if (symbol.statement.existing || !isElsewhere(scope, env)) return undefined;
  return `Resource '${symbol.name}' is in another scope than the file: only a module can be there.`;
}

/** What extends what extends something else is followed this far. */
const maxDepth = 32;

/** The tenant can be reached from everywhere. What extends a resource is where that is. */
function isElsewhere(scope: TargetScope, env: Env, depth = 0): boolean {
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

function isOwnPlaceElsewhere(denoted: DenotedResource, env: Env, depth: number): boolean {
  if (memberValue(denoted.symbol.body, 'parent') || denoted.symbol.enclosing) return false;
  return isElsewhere(scopeOfResource(denoted), env, depth);
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

function checkModule(symbol: ModuleSymbol, env: Env): void {
  const { program, model } = env.unit;
  const place = memberValue(symbol.body, 'scope');
  if (place && program.refusals.has(place)) return;
  const denoted = occurrence(symbol, undefined, env.unit);
  const template = templateOf(denoted);
  if (!template) return;
  const { kind } = scopeOfModule(denoted);
  const isBeyond = kind === 'managementGroup' && /^(?:resourceGroup|subscription)$/.test(model.scopeKind);
  if (kind === template.scopeKind && !isBeyond) return;
  const message = isBeyond
    ? `A file for ${words[model.scopeKind]} cannot deploy to ${words[kind]}.`
    : `Module '${symbol.name}' is for ${words[template.scopeKind]}, not for ${words[kind]}.`;
  if (place) refusedAt(place, message, env);
  else refused(message, symbol.statement.name.span, env);
}
