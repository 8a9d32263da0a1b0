/**
 * How a target is deployed, which decides about what it no longer declares. `predicted` is not for people to
 * say: Azure itself says in a what-if what it deletes.
 */
export type DeploymentMode = 'incremental' | 'complete' | 'stack-delete' | 'stack-detach' | 'predicted' | 'undeclared';

export const deploymentModes = [
  'incremental',
  'complete',
  'stack-delete',
  'stack-detach',
] as const satisfies readonly DeploymentMode[];
