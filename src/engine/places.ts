import type { Evidence } from '../checks/check.ts';
import type { Origin, Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import type { Span } from '../text/source.ts';

/** Where a place is in a list of resources that are written alike. */
interface Way {
  /** Which resource of the list. */
  readonly index: number;
  readonly root: 'span' | 'nameSpan' | 'typeSpan' | 'name' | 'apiVersion' | 'body' | number;
  /** Keys and indices that lead from the root to a value. */
  readonly members: readonly (string | number)[];
  /** The key of the last member, or the origin of the value, by the index of each step. */
  readonly end: 'key' | readonly number[];
}

/** The way to each place and origin of some resources; undefined for one that is in several places. */
export type Ways = ReadonlyMap<Span | Origin, Way | undefined>;

/** Finds out where everything is that evidence about some resources may point at. */
export function waysIn(resources: readonly Resource[]): Ways {
  const ways = new Map<Span | Origin, Way | undefined>();
  const add = (place: Span | Origin, way: Way): void => {
    ways.set(place, ways.has(place) ? undefined : way);
  };
  const addOrigins = (origins: readonly Origin[], way: Omit<Way, 'end'>, end: readonly number[]): void => {
    for (const [at, origin] of origins.entries()) {
      const chain = [...end, at];
      add(origin, { ...way, end: chain });
      add(origin.span, { ...way, end: chain });
      if (origin.from) addOrigins(origin.from, way, chain);
    }
  };
  const addValue = (value: Value, way: Omit<Way, 'end'>): void => {
    addOrigins(value.origins, way, []);
    const within = (member: string | number): Omit<Way, 'end'> => ({ ...way, members: [...way.members, member] });
    if (value.kind === 'array') for (const [at, item] of value.items.entries()) addValue(item, within(at));
    if (value.kind !== 'object') return;
    for (const [key, { value: member, keySpan }] of value.entries) {
      if (keySpan) add(keySpan, { ...within(key), end: 'key' });
      addValue(member, within(key));
    }
  };
  for (const [index, resource] of resources.entries()) {
    const { callers = [] } = resource;
    for (const root of ['span', 'nameSpan', 'typeSpan'] as const)
      add(resource[root], { index, root, members: [], end: [] });
    for (const [root, caller] of callers.entries()) add(caller, { index, root, members: [], end: [] });
    for (const root of ['name', 'apiVersion', 'body'] as const) addValue(resource[root], { index, root, members: [] });
  }
  return ways;
}

/** Makes evidence about some resources into the same about others that are written alike; undefined if it cannot. */
export function evidenceAmong(
  evidence: Evidence,
  ways: Ways,
  resources: readonly (Resource | undefined)[],
): Evidence | undefined {
  const originOf = (origin: Origin): readonly Origin[] => {
    const found = placeAt(ways.get(origin), resources);
    if (found && 'span' in found) return [found];
    const span = origin.from ? undefined : spanOf(placeAt(ways.get(origin.span), resources));
    return span ? [{ ...origin, span }] : [];
  };
  const [own, around] = [evidence.own.flatMap(originOf), evidence.around.flatMap(originOf)];
  const near = spanOf(placeAt(ways.get(evidence.near), resources));
  const isWhole = own.length === evidence.own.length && around.length === evidence.around.length;
  return near && isWhole ? { own, around, near } : undefined;
}

function spanOf(place: Span | Origin | undefined): Span | undefined {
  return place && ('span' in place ? place.span : place);
}

function placeAt(way: Way | undefined, resources: readonly (Resource | undefined)[]): Span | Origin | undefined {
  const resource = way && resources[way.index];
  if (!way || !resource) return undefined;
  const { root, members, end } = way;
  if (typeof root === 'number') return resource.callers?.[root];
  if (root === 'span' || root === 'nameSpan' || root === 'typeSpan') return resource[root];
  const isKey = end === 'key';
  let value: Value | undefined = resource[root];
  for (const member of isKey ? members.slice(0, -1) : members) value = value && memberAt(value, member);
  if (isKey) return value?.kind === 'object' ? value.entries.get(String(members.at(-1)))?.keySpan : undefined;
  let origins: readonly Origin[] | undefined = value?.origins;
  let origin: Origin | undefined;
  for (const at of end) {
    origin = origins?.[at];
    origins = origin?.from;
  }
  return origin;
}

function memberAt(value: Value, member: string | number): Value | undefined {
  if (typeof member === 'number') return value.kind === 'array' ? value.items[member] : undefined;
  return value.kind === 'object' ? value.entries.get(member)?.value : undefined;
}
