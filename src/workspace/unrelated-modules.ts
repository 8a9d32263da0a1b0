import type { RegistryReference } from '../bicep/modules/reference.ts';

/** The resource modules of Azure Verified Modules, by the name of a resource provider. */
const verifiedModule = /^bicep\/avm\/res\/([a-z-]+)\/[a-z-]+(?:\/[a-z-]+)*$/;

/**
 * Resource providers as the paths of these modules write them. A resource module deploys resources of one provider, and
 * on them locks, role assignments, diagnostic settings and private endpoints
 * (https://azure.github.io/Azure-Verified-Modules/specs/shared/). Left out is every provider whose resources Azure
 * Backup protects, because a module can do that with the resource, and resource groups, whose locks guard what is in
 * them.
 */
const unrelatedProviders: ReadonlySet<string> = new Set([
  'app',
  'app-configuration',
  'cache',
  'cdn',
  'cognitive-services',
  'container-registry',
  'event-grid',
  'event-hub',
  'insights',
  'key-vault',
  'managed-identity',
  'network',
  'operational-insights',
  'search',
  'service-bus',
  'web',
]);

/** Whether a module certainly deploys nothing that has to do with backups, although it cannot be seen. */
export function isUnrelatedModule({ registry, repository, version }: RegistryReference): boolean {
  // Whether a digest is of that module, its name does not say.
  if (registry.toLowerCase() !== 'mcr.microsoft.com' || version.startsWith('sha256:')) return false;
  const [, provider = ''] = verifiedModule.exec(repository) ?? [];
  return unrelatedProviders.has(provider);
}
