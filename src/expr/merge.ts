import { describe } from './access.ts';
import { evaluatedExpr, reasonFor } from './apply.ts';
import { call as callExpr } from './build.ts';
import { mapCases } from './choice.ts';
import { refuse } from './failure.ts';
import { isKnown, objectValue, secured, unknownValue } from './make-value.ts';
import type { CallExpr, Entry, Expr, ObjectValue, UnknownValue, Value } from './value.ts';

/** How the values of one key in two objects become one. */
type MergeEntry = (earlier: Entry, later: Entry) => Entry;

/**
 * `union` of two objects: nested objects merge, arrays and scalars are replaced, and a null never replaces
 * anything. A later key gives its spelling but keeps the earlier place.
 */
export function mergeDeep(left: ObjectValue, right: ObjectValue, call: CallExpr): ObjectValue {
  return merge(left, right, call, (earlier, later) => ({
    ...later,
    value: mergeValues(earlier.value, later.value, call),
  }));
}

/**
 * `shallowMerge` of two objects, the spread of Bicep: a later value replaces an earlier one, null included. The
 * earlier key keeps its spelling and its place.
 */
export function mergeShallow(left: ObjectValue, right: ObjectValue, call: CallExpr): ObjectValue {
  return merge(left, right, call, (earlier, later) => ({ ...later, key: earlier.key }));
}

/** An unknown value that takes part in a merge: an object of which no key is known. */
export function asOpenObject(value: UnknownValue): ObjectValue {
  return { ...objectValue([], value.origins), open: value.why, residual: value.residual };
}

function merge(left: ObjectValue, right: ObjectValue, call: CallExpr, mergeEntry: MergeEntry): ObjectValue {
  const entries = new Map(left.entries);
  const places = new Map<string, readonly string[]>();
  for (const key of left.entries.keys()) {
    const name = key.toLowerCase();
    places.set(name, [...(places.get(name) ?? []), key]);
  }
  const merged = new Set<string>();
  for (const later of right.entries.values()) {
    const name = later.key.toLowerCase();
    // Keys that differ only in case can stand side by side until a merge makes one of them.
    const [place = later.key, ...others] = places.get(name) ?? [];
    const earlier = entries.get(later.key) ?? entries.get(place);
    for (const other of others) entries.delete(other);
    entries.set(place, earlier ? mergeEntry(earlier, later) : later);
    places.set(name, [place]);
    merged.add(place);
  }
  const all = right.open
    ? [...entries].map(([place, entry]) => (merged.has(place) ? entry : unknownEntry(entry, right, call)))
    : entries.values();
  const object = objectValue(all);
  const open = right.open ?? left.open;
  return open ? { ...object, open } : object;
}

/** An entry that the unknown part of a later object may override. */
function unknownEntry(entry: Entry, later: ObjectValue, call: CallExpr): Entry {
  const residual: Expr = { kind: 'property', target: call, name: entry.key, span: call.span, nameSpan: call.span };
  const why = later.open ?? reasonFor(later);
  const value = unknownValue(why, residual, entry.value.origins);
  return { ...entry, value: entry.secureKey ? secured(value) : value };
}

function mergeValues(earlier: Value, later: Value, call: CallExpr): Value {
  if (later.kind === 'null') return earlier;
  if (earlier.kind === 'null') return later;
  if (isUndecided(later)) return mergeUndecided(earlier, later, call);
  if (isUndecided(earlier)) return later.kind === 'object' ? mergeUndecided(earlier, later, call) : later;
  if (earlier.kind === 'object' && later.kind === 'object') return mergeDeep(earlier, later, call);
  if (isContainer(earlier) || isContainer(later)) {
    if (earlier.kind === later.kind) return later;
    return refuse(`it cannot merge ${describe(earlier)} with ${describe(later)}`);
  }
  return later;
}

function isUndecided(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'choice';
}

function isContainer(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'array';
}

/** The unknown one of the two may turn out to be null, and then the other one stays. */
function mergeUndecided(earlier: Value, later: Value, call: CallExpr): Value {
  const [unknown, other] = isUndecided(later) ? [later, earlier] : [earlier, later];
  const args = [evaluatedExpr(earlier), evaluatedExpr(later)];
  const merges = earlier.kind === 'object' || later.kind === 'object';
  const { span, nameSpan } = call;
  const isNull = callExpr('equals', [evaluatedExpr(unknown), callExpr('null', [], span, nameSpan)], span, nameSpan);
  const merged = merges ? callExpr('union', args, span, nameSpan) : evaluatedExpr(unknown);
  const residual = callExpr('if', [isNull, evaluatedExpr(other), merged], call.span, call.nameSpan);
  if (unknown.kind === 'choice' && isKnown(other)) {
    return mapCases(unknown, residual, (one) =>
      unknown === later ? mergeValues(earlier, one.value, call) : mergeValues(one.value, later, call),
    );
  }
  return unknownValue(reasonFor(unknown), residual, unknown.origins);
}
