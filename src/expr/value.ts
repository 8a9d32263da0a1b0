import type { Span } from '../text/source.ts';
import { type Extent, extentAround, extentOf } from './extent.ts';
import type { Expr } from './tree.ts';

/** What a span contributes to a value. */
export type OriginRole =
  /** Written at the place of use. */
  | 'written'
  /** The definition of a variable. */
  | 'variable'
  /** The default of a parameter, which a caller may override. */
  | 'default'
  /** A parameter file. */
  | 'parameters'
  /** What a caller passes to a module or nested deployment. */
  | 'argument';

/** Why a value is here: a span, and the spans from which that one takes the value. */
export interface Origin {
  readonly span: Span;
  readonly role: OriginRole;
  /** The parameter or variable whose value this is. */
  readonly name?: string;
  /** One step nearer to the definition. */
  readonly from?: readonly Origin[];
}

/** Why a value cannot be known without deploying, or without being told more. */
export interface UnknownReason {
  readonly code:
    | 'parameter'
    | 'secure-parameter'
    | 'context'
    | 'runtime'
    | 'gap'
    | 'loop'
    | 'failed'
    | 'unsupported'
    | 'limit';
  /** A phrase for people that names the culprit: `parameter 'days' has no value`. */
  readonly text: string;
}

/** What is known of an unknown value: an inclusive integer interval, or literal pieces of a string. */
export type Domain =
  | { readonly kind: 'interval'; readonly min?: bigint; readonly max?: bigint }
  | { readonly kind: 'pieces'; readonly pieces: readonly (string | Expr)[] };

interface ValueBase {
  /** The sources of this value, at the place of use first. */
  readonly origins: readonly Origin[];
  /**
   * The expression that the deployment service would still have to evaluate, for a value that it does not know
   * before it deploys. A value can be known to us and carry a residual: both arms of an undecided `if` may agree.
   */
  readonly residual?: Expr;
  /**
   * Set for what a template declares of a resource that is referred to, and for what is made of it: the expression
   * that asks the service, which knows more. Properties that are not declared, or not known, are read from there.
   */
  readonly fallback?: Expr;
}

export type Value = KnownScalar | ObjectValue | ArrayValue | UnknownValue | ChoiceValue | FailedValue | AbsentValue;

export type KnownScalar = StringValue | IntValue | FloatValue | BoolValue | NullValue;

export interface StringValue extends ValueBase {
  readonly kind: 'string';
  readonly value: string;
}

/** Usually of 64 bits; a JSON literal may be larger, and only arithmetic refuses it. */
export interface IntValue extends ValueBase {
  readonly kind: 'int';
  readonly value: bigint;
}

/** Only JSON literals and `float()` make these; no arithmetic of the language takes them. */
export interface FloatValue extends ValueBase {
  readonly kind: 'float';
  readonly value: number;
}

export interface BoolValue extends ValueBase {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullValue extends ValueBase {
  readonly kind: 'null';
}

export interface Entry {
  /** As written; lookups compare without case. */
  readonly key: string;
  readonly keySpan?: Span;
  readonly value: Value;
}

/** A member whose key only the service knows. */
export interface UnkeyedEntry {
  readonly key: Value;
  readonly value: Value;
  /** How many members with known keys stand before it. */
  readonly after: number;
}

export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  /** By exact key, in order; keys that differ only in case can occur side by side. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Set if an unknown part may add further keys. Keys that it may override are unknown entries. */
  readonly open?: UnknownReason;
  /** Members whose keys are not known; an object that has them is open. */
  readonly unkeyed?: readonly UnkeyedEntry[];
  /** Whether any part, at any depth, carries a residual. */
  readonly symbolic: boolean;
  readonly extent: Extent;
}

export interface ArrayValue extends ValueBase {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** Set if an unknown part may add further items; the known ones then have no fixed index. */
  readonly open?: UnknownReason;
  /** Whether any part, at any depth, carries a residual. */
  readonly symbolic: boolean;
  readonly extent: Extent;
}

export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  readonly why: UnknownReason;
  readonly domain?: Domain;
  readonly residual: Expr;
}

/** One of a few values, depending on an atom that is not known: two uses of one atom stay correlated. */
export interface ChoiceValue extends ValueBase {
  readonly kind: 'choice';
  readonly atom: Atom;
  readonly cases: readonly ChoiceCase[];
  readonly residual: Expr;
}

/** An unknown on which choices depend. Equal keys mean the same unknown, in base and head alike. */
export interface Atom {
  /** Canonical text of the expression. */
  readonly key: string;
  readonly why: UnknownReason;
  /** Where the unknown comes from, if a person wrote it. */
  readonly origins?: readonly Origin[];
}

export interface ChoiceCase {
  /** What the atom is in this case, as canonical text: `true`, `'Locked'`. */
  readonly when: string;
  readonly value: Value;
}

/** The evaluation cannot succeed: the deployment would be refused here. */
export interface FailedValue extends ValueBase {
  readonly kind: 'failed';
  readonly code: string;
  readonly message: string;
  readonly span?: Span;
}

/** Not written at all. It exists only where a property is looked for, never inside another value. */
export interface AbsentValue extends ValueBase {
  readonly kind: 'absent';
}

const nowhere: readonly Origin[] = [];

export function stringValue(value: string, origins = nowhere): StringValue {
  return { kind: 'string', value, origins };
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
  return { kind: 'array', items, symbolic: items.some(isSymbolic), extent, origins };
}

export function objectValue(entries: Iterable<Entry>, origins = nowhere): ObjectValue {
  const map = new Map<string, Entry>();
  let symbolic = false;
  for (const entry of entries) {
    map.set(entry.key, entry);
    symbolic ||= isSymbolic(entry.value);
  }
  const extent = extentAround([...map.values()].map(({ value }) => extentOf(value)));
  return { kind: 'object', entries: map, symbolic, extent, origins };
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
  return { ...object, unkeyed, open: why, symbolic: true, extent };
}

/** A container that may hold more than can be seen. */
export function openValue<V extends ArrayValue | ObjectValue>(value: V, why: UnknownReason, residual: Expr): V {
  return { ...value, open: why, residual };
}

/** The members of an object in order, those with unknown keys included. */
export function membersOf(object: ObjectValue): readonly { readonly key: string | Value; readonly value: Value }[] {
  const members: { readonly key: string | Value; readonly value: Value }[] = [...object.entries.values()];
  for (const [index, member] of (object.unkeyed ?? []).entries()) members.splice(member.after + index, 0, member);
  return members;
}

/** An object of computed members, none of which anybody wrote. */
export function recordValue(members: Readonly<Record<string, Value>>, origins = nowhere): ObjectValue {
  return objectValue(
    Object.entries(members).map(([key, value]) => ({ key, value })),
    origins,
  );
}

export function unknownValue(why: UnknownReason, residual: Expr, origins = nowhere, domain?: Domain): UnknownValue {
  return { kind: 'unknown', why, residual, origins, ...(domain && { domain }) };
}

export function failedValue(code: string, message: string, span?: Span): FailedValue {
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

export function withOrigins<V extends Value>(value: V, origins: readonly Origin[]): V {
  return { ...value, origins };
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

/** A value that is not decided by a residual any more. */
export function withoutResidual(value: Value): Value {
  if (value.residual === undefined || value.kind === 'unknown' || value.kind === 'choice') return value;
  const { residual: _, ...rest } = value;
  return rest as Value;
}

/** Enough to explain a value; a value with more sources than this is explained by the first ones. */
const maxOrigins = 16;

/** The sources of a value that is computed from others, each once. */
export function mergeOrigins(values: readonly Value[]): readonly Origin[] {
  if (values.length === 1) return values[0]?.origins ?? nowhere;
  const merged = new Set<Origin>();
  for (const value of values) {
    for (const origin of value.origins) {
      merged.add(origin);
      if (merged.size === maxOrigins) return [...merged];
    }
  }
  return merged.size === 0 ? nowhere : [...merged];
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
