import type { DiagnosticCode } from '../text/codes.ts';
import type { Span } from '../text/source.ts';
import { extentAround, extentOf } from './extent.ts';
import type {
  AbsentValue,
  ArrayValue,
  BoolValue,
  Domain,
  Entry,
  Expr,
  Extent,
  FailedValue,
  FloatValue,
  IntValue,
  NullValue,
  ObjectValue,
  Origin,
  StringValue,
  UnkeyedEntry,
  UnknownReason,
  UnknownValue,
  Value,
} from './value.ts';

const nowhere: readonly Origin[] = [];

export function stringValue(value: string, origins = nowhere): StringValue {
  return { kind: 'string', value, origins };
}

/** A text that is put together from values: secure if any of them is. */
export function textFrom(values: readonly Value[], text: string, origins = nowhere): StringValue {
  const made = stringValue(text, origins);
  return values.some(isSecured) ? secured(made) : made;
}

export function intValue(value: bigint | number, origins = nowhere): IntValue {
  return { kind: 'int', value: BigInt(value), origins };
}

export function floatValue(value: number, origins = nowhere): FloatValue {
  return { kind: 'float', value, origins };
}

export function boolValue(value: boolean, origins = nowhere): BoolValue {
  return { kind: 'bool', value, origins };
}

export function nullValue(origins = nowhere): NullValue {
  return { kind: 'null', origins };
}

export function absentValue(origins = nowhere): AbsentValue {
  return { kind: 'absent', origins };
}

export function arrayValue(items: readonly Value[], origins = nowhere): ArrayValue {
  const extent = extentAround(items.map(extentOf));
  const array: ArrayValue = { kind: 'array', items, symbolic: items.some(isSymbolic), extent, origins };
  return items.some(isSecured) ? { ...array, secure: true } : array;
}

export function objectValue(entries: Iterable<Entry>, origins = nowhere): ObjectValue {
  const map = new Map<string, Entry>();
  let symbolic = false;
  let secure = false;
  for (const entry of entries) {
    map.set(entry.key, entry);
    symbolic ||= isSymbolic(entry.value);
    secure ||= isSecured(entry.value);
  }
  const object: ObjectValue = { kind: 'object', entries: map, symbolic, extent: extentOfEntries(map), origins };
  return secure ? { ...object, secure: true } : object;
}

/** Without lists on the way: it is done for each object that is made. */
function extentOfEntries(entries: ReadonlyMap<string, Entry>): Extent {
  let [size, depth] = [1, 0];
  for (const { value } of entries.values()) {
    const extent = extentOf(value);
    size += extent.size;
    depth = Math.max(depth, extent.depth);
  }
  return { size, depth: depth + 1 };
}

/** An object of which some keys are not known. */
export function partlyKeyedObject(
  entries: readonly Entry[],
  unkeyed: readonly UnkeyedEntry[],
  why: UnknownReason,
  origins = nowhere,
): ObjectValue {
  const object = objectValue(entries, origins);
  if (unkeyed.length === 0) return object;
  const extents = unkeyed.flatMap(({ key, value }) => [extentOf(key), extentOf(value)]);
  const extent = extentAround([object.extent, ...extents]);
  const secure = isSecured(object) || unkeyed.some(({ key, value }) => isSecured(key) || isSecured(value));
  return { ...object, unkeyed, open: why, symbolic: true, extent, ...(secure && { secure: true }) };
}

/** Whether people may not see a value, or a part of it. */
export function isSecured({ secure }: Value): boolean {
  return secure === true;
}

/** The same value, of which people see no part. Truth values show nothing of a secret, nor does an empty text. */
export function secured<V extends Value>(value: V): V;
export function secured(value: Value): Value {
  switch (value.kind) {
    case 'array':
      return { ...value, items: value.items.map((item) => secured(item)), secure: true };
    case 'object': {
      const entries = [...value.entries].map(([key, entry]) => {
        const hidden: Entry = { ...entry, value: secured(entry.value), secureKey: true };
        return [key, hidden] as const;
      });
      const unkeyed = value.unkeyed?.map((one) => ({ ...one, key: secured(one.key), value: secured(one.value) }));
      return { ...value, entries: new Map(entries), ...(unkeyed && { unkeyed }), secure: true };
    }
    case 'choice':
      return { ...value, cases: value.cases.map((one) => ({ ...one, value: secured(one.value) })), secure: true };
    case 'string':
      return value.value === '' && value.residual === undefined ? value : { ...value, secure: true };
    case 'int':
    case 'float':
    case 'unknown':
      return { ...value, secure: true };
    case 'bool':
    case 'null':
      return value.residual === undefined ? value : { ...value, secure: true };
    case 'failed':
    case 'absent':
      return value;
  }
}

/** A container that may hold more than can be seen. */
export function openValue<V extends ArrayValue | ObjectValue>(value: V, why: UnknownReason, residual: Expr): V {
  return { ...value, open: why, residual };
}

/** A member of an object, whose key may not be known. */
export interface Member {
  readonly key: string | Value;
  readonly keySpan?: Span;
  readonly value: Value;
  readonly secureKey?: true;
}

/** The members of an object in order, those with unknown keys included. */
export function membersOf(object: ObjectValue): readonly Member[] {
  const members: Member[] = [...object.entries.values()];
  for (const [index, member] of (object.unkeyed ?? []).entries()) members.splice(member.after + index, 0, member);
  return members;
}

/** An object of computed members, none of which is in the text. */
export function recordValue(members: Readonly<Record<string, Value>>, origins = nowhere): ObjectValue {
  return objectValue(
    Object.entries(members).map(([key, value]) => ({ key, value })),
    origins,
  );
}

export function unknownValue(why: UnknownReason, residual: Expr, origins = nowhere, domain?: Domain): UnknownValue {
  return domain ? { kind: 'unknown', why, residual, origins, domain } : { kind: 'unknown', why, residual, origins };
}

export function failedValue(code: DiagnosticCode, message: string, span?: Span): FailedValue {
  return { kind: 'failed', code, message, origins: nowhere, ...(span && { span }) };
}

/** Whether the deployment service could not give this value as a plain one. */
export function isSymbolic(value: Value): boolean {
  if (value.residual !== undefined) return true;
  return (value.kind === 'object' || value.kind === 'array') && value.symbolic;
}

/** Whether the whole value is known, at every depth. Values that carry a residual can be known all the same. */
export function isKnown(value: Value): boolean {
  switch (value.kind) {
    case 'object':
      if (!value.symbolic) return true;
      return value.open === undefined && [...value.entries.values()].every((entry) => isKnown(entry.value));
    case 'array':
      if (!value.symbolic) return true;
      return value.open === undefined && value.items.every(isKnown);
    case 'unknown':
    case 'choice':
    case 'failed':
    case 'absent':
      return false;
    default:
      return true;
  }
}

/** The entry of that name: the exact key if there is one, else the first that differs only in case. */
export function entryOf(object: ObjectValue, name: string): Entry | undefined {
  const exact = object.entries.get(name);
  if (exact) return exact;
  const wanted = name.toLowerCase();
  for (const entry of object.entries.values()) {
    if (entry.key.length === name.length && entry.key.toLowerCase() === wanted) return entry;
  }
  return undefined;
}

/**
 * The same value from somewhere else. One place that copies objects of all shapes takes four times as long as places that
 * copy few each, and this is done for every value.
 */
export function withOrigins<V extends Value>(value: V, origins: readonly Origin[]): V {
  switch (value.kind) {
    case 'string':
      return { ...value, origins };
    case 'object':
      return { ...value, origins };
    case 'array':
      return { ...value, origins };
    case 'unknown':
      return { ...value, origins };
    default:
      return { ...value, origins };
  }
}

/** The same value, known as that of a parameter or variable. */
export function namedValue(value: Value, name: string): Value {
  const [first, ...rest] = value.origins;
  return first ? withOrigins(value, [{ ...first, name }, ...rest]) : value;
}

/** The same value with the expression that the service would be left with. */
export function withResidual<V extends Value>(value: V, residual: Expr): V {
  return { ...value, residual };
}

/** Enough to explain a value; a value with more sources than this is explained by the first ones. */
const maxOrigins = 16;

/** The sources of a value that is computed from others, each once. */
export function mergeOrigins(values: readonly Value[]): readonly Origin[] {
  if (values.length === 1) return values[0]?.origins ?? nowhere;
  // A list this short is faster to look through than to put into a set.
  const merged: Origin[] = [];
  for (const value of values) {
    for (const origin of value.origins) {
      if (merged.includes(origin)) continue;
      merged.push(origin);
      if (merged.length === maxOrigins) return merged;
    }
  }
  return merged.length === 0 ? nowhere : merged;
}

/** All spans that explain a value, from the place of use to the places of definition. */
export function flattenOrigins(origins: readonly Origin[]): readonly Origin[] {
  const flat = new Set<Origin>();
  const visit = (origin: Origin): void => {
    if (flat.size >= maxOrigins * 2 || flat.has(origin)) return;
    flat.add(origin);
    origin.from?.forEach(visit);
  };
  origins.forEach(visit);
  return [...flat];
}
