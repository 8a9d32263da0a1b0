import { keyText } from '../bind.ts';
import type { Env } from '../environment.ts';
import type { Model, ModuleSymbol, ResourceSymbol } from '../model.ts';
import { refused } from '../problems.ts';
import { membersOfTypes } from '../resource-members.data.ts';
import type * as syntax from '../syntax/tree.ts';

/** What a resource that is only referred to says about itself. */
const ofExisting: ReadonlySet<string> = new Set(['name', 'parent', 'scope', 'dependsOn']);

/** What the body of any resource can have, whatever Azure's type of it is, and what nearly all types have. */
const ofResources: ReadonlySet<string> = new Set([
  ...ofExisting,
  ...['asserts', 'eTag', 'etag', 'extendedLocation', 'identity', 'kind', 'location', 'managedBy', 'managedByExtended'],
  ...['placement', 'plan', 'properties', 'scale', 'sku', 'tags', 'zones'],
]);

/** What the declaration of a resource says already. */
const readOnly: ReadonlySet<string> = new Set(['id', 'type', 'apiVersion']);

const ofModules: ReadonlySet<string> = new Set([
  'name',
  'params',
  'scope',
  'dependsOn',
  'identity',
  'extensionConfigs',
]);

/** The members of the bodies of resources and modules have to be written out, and to be such as they can have. */
export function checkBodies({ resources, modules }: Model, env: Env): void {
  for (const resource of resources) {
    if (resource.extension === undefined) checkBody(resource, (name) => problemInResource(name, resource), env);
  }
  for (const module of modules) {
    checkBody(module, (name) => (ofModules.has(name) ? undefined : `A module has no property '${name}'.`), env);
  }
}

type Problem = (name: string) => string | undefined;

function checkBody({ body }: ResourceSymbol | ModuleSymbol, problemOf: Problem, env: Env): void {
  for (const member of body?.members ?? []) {
    if (member.kind === 'spread') refused('The body of a resource or module cannot be spread.', member.span, env);
    if (member.kind !== 'member' || isBroken(member.key)) continue;
    const name = keyText(member.key);
    const problem = name === undefined ? 'A property of a resource or module has to be written out.' : problemOf(name);
    if (problem !== undefined) refused(problem, member.key.span, env);
  }
}

/** The parser told of it already. */
function isBroken(key: syntax.PropertyMember['key']): boolean {
  return (key.kind !== 'identifier' && key.kind !== 'string' && key.kind !== 'interpolation') || keyText(key) === '';
}

function problemInResource(name: string, { type, statement }: ResourceSymbol): string | undefined {
  if (readOnly.has(name)) return `Property '${name}' of a resource is read-only.`;
  if (statement.existing) {
    return ofExisting.has(name) ? undefined : `Property '${name}' cannot be set: the resource is declared as existing.`;
  }
  return ofResources.has(name) || isOfType(name, type) ? undefined : `'${type}' has no property '${name}'.`;
}

/** What the compiler adds to the type of deployments. */
const ofDeployments: ReadonlySet<string> = new Set(['resourceGroup', 'subscriptionId']);

/** Whether a member is one that only some types have, of which this is one. */
function isOfType(member: string, type: string): boolean {
  if (type.toLowerCase() === 'microsoft.resources/deployments' && ofDeployments.has(member)) return true;
  const start = membersOfTypes.indexOf(`\n${member} `);
  const line = start < 0 ? '' : membersOfTypes.slice(start + 1, membersOfTypes.indexOf('\n', start + 1));
  return line.split(' ').slice(1).includes(type.toLowerCase());
}
