/**
 * Folders of public Azure Verified Modules whose resource providers deploy nothing that backups depend on: no vault, no
 * policy, no item, no resource guard, no key of a vault and no stack. Modules of compute, storage, databases and keys
 * are left out on purpose, because some of them take the name of a policy or hold what a vault needs.
 *
 * @see https://azure.github.io/Azure-Verified-Modules/indexes/bicep/bicep-resource-modules/
 */
const unrelatedProviders: ReadonlySet<string> = new Set([
  'app',
  'app-configuration',
  'cache',
  'cdn',
  'container-registry',
  'event-grid',
  'event-hub',
  'network',
  'operational-insights',
  'portal',
  'search',
  'service-bus',
  'signal-r-service',
  'web',
]);

/** Whether a module that cannot be seen certainly deploys nothing that backups depend on: a public one, by its path. */
export function isUnrelatedModule(reference: string): boolean {
  const provider = /^br\/public:avm\/res\/([a-z0-9-]+)\/[^:]+:/.exec(reference)?.[1];
  return provider !== undefined && unrelatedProviders.has(provider);
}
