/** How a target is deployed, which decides about what it does not declare any more. */
export type DeploymentMode = 'incremental' | 'complete' | 'stack-delete' | 'stack-detach' | 'undeclared';

export const deploymentModes = [
  'incremental',
  'complete',
  'stack-delete',
  'stack-detach',
] as const satisfies readonly DeploymentMode[];
