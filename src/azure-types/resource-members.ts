import { membersOfTypes } from './resource-members.data.ts';

/** What a resource that is only referred to says about itself. */
const ofExisting: ReadonlySet<string> = new Set(['name', 'parent', 'scope', 'dependsOn']);

/** What any resource can have, whatever Azure's type of it is, and what nearly all types have. */
const ofAll: ReadonlySet<string> = new Set([
  ...['asserts', 'eTag', 'etag', 'extendedLocation', 'identity', 'kind', 'location', 'managedBy', 'managedByExtended'],
  ...['name', 'placement', 'plan', 'properties', 'scale', 'sku', 'tags', 'zones'],
]);

/** What the declaration of a resource says already. */
const readOnly: ReadonlySet<string> = new Set(['id', 'type', 'apiVersion']);

const inModules: ReadonlySet<string> = new Set([
  'name',
  'params',
  'scope',
  'dependsOn',
  'identity',
  'extensionConfigs',
]);

/** What the compiler adds to the type of deployments. */
const ofDeployments: ReadonlySet<string> = new Set(['resourceGroup', 'subscriptionId']);

/** What the body of a resource cannot have, as a sentence; undefined for a property that it can have. */
export function problemInResource(name: string, type: string, isExisting: boolean): string | undefined {
  if (readOnly.has(name)) return `Property '${name}' of a resource is read-only.`;
  if (ofExisting.has(name)) return undefined;
  if (isExisting) return `Property '${name}' cannot be set: the resource is declared as existing.`;
  return ofAll.has(name) || isOfType(name, type) ? undefined : `'${type}' has no property '${name}'.`;
}

/** What the body of a module cannot have, as a sentence; undefined for a property that it can have. */
export function problemInModule(name: string): string | undefined {
  return inModules.has(name) ? undefined : `A module has no property '${name}'.`;
}

/** Whether one can ask a resource for a property. */
export function isReadable(name: string, type: string): boolean {
  return ofAll.has(name) || readOnly.has(name) || name === 'systemData' || isOfType(name, type);
}

/** Whether a member is one that only some types have, of which this is one. */
function isOfType(member: string, type: string): boolean {
  if (type.toLowerCase() === 'microsoft.resources/deployments' && ofDeployments.has(member)) return true;
  const start = membersOfTypes.indexOf(`\n${member} `);
  const line = start < 0 ? '' : membersOfTypes.slice(start + 1, membersOfTypes.indexOf('\n', start + 1));
  return line.split(' ').slice(1).includes(type.toLowerCase());
}
