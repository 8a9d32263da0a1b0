import { editDistance } from '../../text/nearest.ts';
import { hasPath, type PropertyType, type ResourceType, resourceTypes } from '../azure/resource-types.ts';

/** Where something belongs that Azure does not read where it is. */
export interface RightPlace {
  /** A path on the same type. */
  readonly place: string | undefined;
  /** A sentence; empty if there is no good guess. */
  readonly advice: string;
}

/** Finds the property that the author may have meant: of the same name elsewhere, or spelt almost like it. */
export function rightPlace(type: ResourceType, written: string): RightPlace {
  const path = plainPath(written);
  const own = closest(pathsOf(type), path);
  if (own !== undefined) return { place: own, advice: `It belongs at ${own}.` };
  const others = resourceTypes().filter((other) => other !== type && isRelated(other, type));
  for (const other of others) {
    const found = closest(pathsOf(other), path, 0);
    if (found !== undefined)
      return { place: undefined, advice: `It belongs at ${found} of a resource of type ${other.name}.` };
  }
  return { place: undefined, advice: '' };
}

/** The path of a type that is most like another one; undefined if none is close. */
export function nearestPath(type: ResourceType, written: string): string | undefined {
  const inProperties = `properties.${written}`;
  return hasPath(type, inProperties) ? inProperties : closest(pathsOf(type), written);
}

/** What belongs to the same vault. */
function isRelated({ name }: ResourceType, type: ResourceType): boolean {
  const provider = (text: string): string => text.split('/').slice(0, 2).join('/').toLowerCase();
  return provider(name) === provider(type.name);
}

/** `properties.policyRules[2].lifecycles` without the numbers. */
function plainPath(written: string): string {
  return written.replace(/\[\d+\]/g, '[]');
}

/** The path whose last name is the nearest, and of those the one that shares most of the way. */
function closest(paths: readonly string[], written: string, allowed = 2): string | undefined {
  const name = lastName(written);
  if (commonNames.has(name.toLowerCase())) return undefined;
  const limit = Math.min(allowed, Math.floor(name.length / 4));
  const ranked = paths
    .map((path) => ({ path, typos: editDistance(lastName(path).toLowerCase(), name.toLowerCase(), limit) }))
    .filter(({ typos }) => typos <= limit)
    .sort((left, right) => left.typos - right.typos || shared(right.path, written) - shared(left.path, written));
  return ranked[0]?.path;
}

/** Names that are everywhere say nothing. */
const commonNames = new Set(['type', 'state', 'name', 'id', 'objecttype', 'count', 'value', 'settings']);

function lastName(path: string): string {
  return path.split(/[.[\]<>]+/).findLast((part) => part !== '') ?? path;
}

/** How many leading segments two paths have in common. */
function shared(left: string, right: string): number {
  const [a, b] = [left.toLowerCase().split('.'), right.toLowerCase().split('.')];
  const end = a.findIndex((segment, index) => segment !== b[index]);
  return end < 0 ? a.length : end;
}

const cache = new WeakMap<ResourceType, readonly string[]>();

/** All paths of a type, variants left out of the text. */
function pathsOf(type: ResourceType): readonly string[] {
  const known = cache.get(type);
  if (known) return known;
  const found: string[] = [];
  const visit = (part: PropertyType, path: string): void => {
    for (const member of part.members.values()) {
      const inner = path === '' ? member.name : `${path}.${member.name}`;
      found.push(inner);
      visit(member, inner);
    }
    for (const variant of part.variants.values()) visit(variant, path);
    if (part.items) visit(part.items, `${path}[]`);
  };
  visit(type.body, '');
  const unique = [...new Set(found)];
  cache.set(type, unique);
  return unique;
}
