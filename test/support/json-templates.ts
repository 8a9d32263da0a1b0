import type { ContextOptions } from '../../src/arm/context.ts';

/** Where templates are deployed to, for the official evaluator. */
export const evaluationContext = {
  tenantId: '00000000-0000-0000-0000-00000000000a',
  subscriptionId: '00000000-0000-0000-0000-000000000001',
  resourceGroup: 'rg-one',
  location: 'westeurope',
  deploymentName: 'main',
} as const satisfies ContextOptions;

const schemas: Readonly<Record<string, string>> = {
  resourceGroup: '2019-04-01/deploymentTemplate.json#',
  subscription: '2018-05-01/subscriptionDeploymentTemplate.json#',
  managementGroup: '2019-08-01/managementGroupDeploymentTemplate.json#',
  tenant: '2019-08-01/tenantDeploymentTemplate.json#',
};

/** The schema of templates that are deployed to a scope. */
export function schemaOf(scope: string): string {
  return `https://schema.management.azure.com/schemas/${schemas[scope] ?? ''}`;
}

/** The scope to which templates of a schema are deployed. */
export function scopeOfSchema(schema: string): string {
  const names = Object.keys(schemas).filter((name) => name !== 'resourceGroup');
  return names.find((name) => schema.toLowerCase().includes(`/${name.toLowerCase()}deployment`)) ?? 'resourceGroup';
}

/** What can be given about a deployment to a scope: the wider ones have no resource group, or no subscription. */
export function contextAt(scope: string): ContextOptions {
  const { subscriptionId, resourceGroup, ...rest } = evaluationContext;
  if (scope === 'resourceGroup') return evaluationContext;
  return scope === 'subscription' ? { ...rest, subscriptionId } : rest;
}
