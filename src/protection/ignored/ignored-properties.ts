import { isShown, secureText } from '../../expr/print.ts';
import type { Entry, Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import {
  compareVersions,
  eraOf,
  type PropertyType,
  type ResourceType,
  resourceTypeOf,
  tableDate,
} from '../azure/resource-types.ts';
import { readOnlyAdvice } from './read-only-properties.ts';
import { rightPlace } from './suggestion.ts';

/** A property that is written and that Azure does not read, as far as its published types show. */
export interface Unread {
  /** From the body: `properties.securitySettings.immutabilitySettings`. */
  readonly path: string;
  /** The key in question. */
  readonly entry: Entry;
  /** What holds it, outermost last. */
  readonly around: readonly Value[];
  readonly cause: 'nowhere' | 'version' | 'value' | 'read-only';
  /** Why, as a clause: `api-version 2021-01-01 does not have it yet`. */
  readonly reason: string;
  /** The path that it belongs to, if that is on the same resource. */
  readonly place: string | undefined;
  /** What to write instead, as a sentence; empty if that is not known. */
  readonly advice: string;
}

/**
 * What of a resource's body Azure does not read. Empty for types that the table does not have. What an
 * api-version reads that the table does not have is not known either: only `byDate` takes it for what came before.
 */
export function unreadProperties(resource: Resource, byDate: 'byDate' | 'known' = 'known'): readonly Unread[] {
  const type = resourceTypeOf(resource.type);
  if (!type || (byDate === 'known' && unknownVersion(resource))) return [];
  const version = versionOf(resource);
  const walk: Walk = { type, version, path: '', around: [resource.body] };
  const properties = type.body.members.get('properties');
  return [...resource.body.entries.values()].flatMap((entry) => {
    const key = entry.key.toLowerCase();
    const here = { ...walk, path: entry.key };
    if (key === 'properties') return properties ? unreadIn(entry.value, [properties], here) : [];
    const isKnown = type.body.members.has(key) || envelope.has(key) || isNothing(entry.value);
    return isKnown ? [] : nowhere(entry, [], here);
  });
}

/** What any resource can have beside its properties. */
const envelope: ReadonlySet<string> = new Set(
  'apiversion asserts comments condition copy dependson extendedlocation identity kind location managedby name plan resources scope sku tags type zones'.split(
    ' ',
  ),
);

/** Why an api-version says nothing, if it does: the table has never heard of it. */
export function unknownVersion(resource: Resource): string | undefined {
  const type = resourceTypeOf(resource.type);
  const version = versionOf(resource);
  if (!type || version === undefined || type.versions.includes(version.toLowerCase())) return undefined;
  return compareVersions(version, type.versions.at(-1) ?? '') > 0
    ? `api-version ${version} is later than the types of ${tableDate} in armlock`
    : `the published types of ${type.name} have no api-version ${version}`;
}

function versionOf({ apiVersion }: Resource): string | undefined {
  return apiVersion.kind === 'string' ? apiVersion.value : undefined;
}

/** Paths of everything that is written, in lower case and without the places of items. */
export function writtenPaths({ body }: Resource): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Value, path: string): void => {
    if (value.kind === 'array') for (const item of value.items) visit(item, `${path}[]`);
    if (value.kind === 'choice') for (const one of value.cases) visit(one.value, path);
    if (value.kind !== 'object') return;
    for (const entry of value.entries.values()) {
      if (isNothing(entry.value)) continue;
      const inner = path === '' ? entry.key.toLowerCase() : `${path}.${entry.key.toLowerCase()}`;
      found.add(inner);
      visit(entry.value, inner);
    }
  };
  visit(body, '');
  return found;
}

/** A path as `writtenPaths` has it. */
export function plainPath(path: string): string {
  return path.replace(/\[\d+\]/g, '[]').toLowerCase();
}

interface Walk {
  readonly type: ResourceType;
  readonly version: string | undefined;
  readonly path: string;
  readonly around: readonly Value[];
}

/** Looks into a value that may be any of several kinds of object. What is not known is not looked into. */
function unreadIn(value: Value, parts: readonly PropertyType[], walk: Walk): readonly Unread[] {
  const inside = { ...walk, around: [value, ...walk.around] };
  switch (value.kind) {
    case 'object':
      return unreadMembers(value, parts, inside);
    case 'array':
      return value.items.flatMap((item, index) => {
        const items = parts.flatMap(({ items: own }) => own ?? []);
        // Where the types have no words for items, anything goes.
        return items.length === 0 ? [] : unreadIn(item, items, { ...inside, path: `${walk.path}[${index}]` });
      });
    case 'choice':
      return value.cases.flatMap((one) => unreadIn(one.value, parts, walk));
    default:
      return [];
  }
}

function unreadMembers(
  value: Extract<Value, { kind: 'object' }>,
  parts: readonly PropertyType[],
  walk: Walk,
): readonly Unread[] {
  const kinds = parts.flatMap((part) => [part, ...variantsOf(value, part)]);
  const typed = kinds.some(({ members, others }) => members.size > 0 || others);
  if (!typed) return [];
  return [...value.entries.values()].flatMap((entry) => {
    if (isNothing(entry.value)) return [];
    const path = `${walk.path}.${entry.key}`;
    const found = kinds.flatMap(({ members, others }) => members.get(entry.key.toLowerCase()) ?? others ?? []);
    const here = { ...walk, path };
    if (found.length === 0) return nowhere(entry, kinds, here);
    const living = found.filter((part) => eraOf(part, walk.version));
    if (living.length === 0) return [tooOld(entry, found, here)];
    const odd = oddValue(entry, living, here);
    return odd ? [odd] : unreadIn(entry.value, living, here);
  });
}

/** Nothing is lost where nothing is said. */
function isNothing(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'absent' || (value.kind === 'object' && value.entries.size === 0);
}

/** The kinds of object that a value may be: the one that its discriminator names, else all. */
function variantsOf(
  value: Extract<Value, { kind: 'object' }>,
  { members, variants }: PropertyType,
): readonly PropertyType[] {
  if (variants.size === 0) return [];
  const discriminator = [...members.values()].find((member) => member.discriminator)?.name.toLowerCase();
  const tag = [...value.entries.values()].find(({ key }) => key.toLowerCase() === discriminator)?.value;
  const own = tag?.kind === 'string' ? variants.get(tag.value.toLowerCase()) : undefined;
  return own ? [own] : [...variants.values()];
}

/** Names that speak of protection, whatever they may have been meant to be. */
const telling =
  /retention|retain|duration|immutab|softdelete|lock|schedule|lifecycle|deleteafter|guard|encrypt|redundan|replicat|restore|protect|security|alert/i;

/** A name that the type does not have counts if it speaks of protection, or is almost one that the type has. */
function nowhere(entry: Entry, around: readonly PropertyType[], walk: Walk): readonly Unread[] {
  const { type, path } = walk;
  const instead = readOnlyAdvice(type.name, plainPath(path));
  if (instead !== undefined) {
    const reason = 'it is read-only';
    return [{ path, entry, around: walk.around, cause: 'read-only', reason, place: undefined, advice: instead }];
  }
  const { place, advice } = rightPlace(type, path);
  if (advice === '' && !telling.test(entry.key)) return [];
  const reason = `${type.name} does not have this property there`;
  const sentence = advice === '' ? siblingsAdvice(around, walk) : advice;
  return [{ path, entry, around: walk.around, cause: 'nowhere', reason, place, advice: sentence }];
}

/** What can be written beside it, if that is not too much to read. */
function siblingsAdvice(kinds: readonly PropertyType[], { version }: Walk): string {
  const members = kinds.flatMap((kind) => [...kind.members.values()]);
  const names = members.filter((member) => eraOf(member, version)).map(({ name }) => name);
  return names.length === 0 || names.length > 8 ? '' : `Known properties there: ${[...new Set(names)].join(', ')}.`;
}

function tooOld(entry: Entry, parts: readonly PropertyType[], { type, version = '', path, around }: Walk): Unread {
  const having = type.versions.filter((one) => parts.some((part) => eraOf(part, one)));
  const stable = having.filter((one) => !one.endsWith('-preview'));
  const listed = stable.length > 0 ? stable : having;
  const early = listed.every((one) => compareVersions(version, one) < 0);
  return {
    path,
    entry,
    around,
    cause: 'version',
    reason: `api-version ${version} ${early ? 'does not have it yet' : 'does not have it'}`,
    place: undefined,
    advice: early ? `Api-version ${listed[0]} is the first that has it.` : `Api-version ${listed.at(-1)} has it.`,
  };
}

function oddValue(entry: Entry, parts: readonly PropertyType[], { version, path, around }: Walk): Unread | undefined {
  const { value } = entry;
  if (value.kind !== 'string') return undefined;
  const eras = parts.flatMap((part) => eraOf(part, version) ?? []);
  const values = [...new Set(eras.flatMap((era) => era.values))];
  const wanted = value.value.toLowerCase();
  if (eras.some((era) => era.values.length === 0) || values.some((one) => one.toLowerCase() === wanted))
    return undefined;
  return {
    path,
    entry,
    around,
    cause: 'value',
    reason: `${isShown(value) ? `'${value.value}'` : secureText} is not an allowed value`,
    place: undefined,
    advice: `These are ${values.filter((one) => one !== 'Invalid').join(', ')}.`,
  };
}
