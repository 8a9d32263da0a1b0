import { entryOf } from '../expr/make-value.ts';
import type { ObjectValue } from '../expr/value.ts';

/**
 * Resource providers as the paths of Azure Verified Modules write them. A resource module deploys resources of one
 * provider, and on them locks, role assignments, diagnostic settings and private endpoints. Left out is every provider
 * whose resources Azure Backup protects, because a module can do that with the resource, those that run what their
 * users write, and resource groups, whose locks guard what is in them.
 *
 * @see https://azure.github.io/Azure-Verified-Modules/indexes/bicep/bicep-resource-modules/
 * @see https://azure.github.io/Azure-Verified-Modules/specs/shared/
 */
const unrelatedProviders: ReadonlySet<string> = new Set([
  'api-management',
  'app',
  'app-configuration',
  'cache',
  'cdn',
  'cognitive-services',
  'communication',
  'container-registry',
  'data-factory',
  'databricks',
  'desktop-virtualization',
  'dev-center',
  'digital-twins',
  'event-grid',
  'event-hub',
  'healthcare-apis',
  'insights',
  'key-vault',
  'machine-learning-services',
  'managed-identity',
  'network',
  'operational-insights',
  'portal',
  'purview',
  'relay',
  'search',
  'service-bus',
  'service-networking',
  'signal-r-service',
  'web',
]);

/** The public registry: by its alias, which a bicepconfig.json may give to another one, and by its address. */
const verifiedModule =
  /^br(?:\/public:|:mcr\.microsoft\.com\/bicep\/)avm\/res\/([a-z0-9-]+)\/[a-z0-9/-]+:(?!.*sha256)/i;

/**
 * Whether a module that cannot be seen certainly deploys nothing that has to do with backups: a public one, by its path.
 * Whether a digest is of that module, its name does not say.
 *
 * @param reference as a template writes it, or in full
 */
export function isUnrelatedModule(reference: string): boolean {
  const [, provider = ''] = verifiedModule.exec(reference) ?? [];
  return unrelatedProviders.has(provider.toLowerCase());
}

/**
 * Whether a deployment that cannot be seen has certainly nothing to do with backups.
 *
 * @param passed what is passed to it, with the reference to its template
 */
export function isUnrelatedDeployment(passed: ObjectValue): boolean {
  // What an alias stands for counts: a repository can give the name of the public registry to another one.
  const [resolved, module] = ['resolved', 'module'].map((name) => entryOf(passed, name)?.value);
  const reference = resolved?.kind === 'string' ? resolved : module;
  return reference?.kind === 'string' && isUnrelatedModule(reference.value);
}
