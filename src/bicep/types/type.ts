/**
 * What is certain about the values that an expression may have, or that a declaration takes. Where nothing is certain a
 * type is `any`, and of that nothing is ever said.
 */
export type Type = AnyType | SingleType | UnionType;

export type SingleType = NullType | StringType | IntType | BoolType | ObjectType | TaggedType | ArrayType | TupleType;

export interface AnyType {
  readonly kind: 'any';
}

export interface NullType {
  readonly kind: 'null';
}

interface Folded {
  /** The compiler may know the value although it is not known here. */
  readonly folded?: boolean;
  /** It may be a union to the compiler, which does not look into those. */
  readonly several?: boolean;
}

export interface StringType extends Folded {
  readonly kind: 'string';
  /** What it is given is a secret, whose text must not appear in a message. */
  readonly secure?: boolean;
  /** The only values that it can be. */
  readonly values?: ReadonlySet<string>;
  /** Of its characters. */
  readonly length?: Range;
  /** The compiler lets most strings take the place of literals, but not this one. */
  readonly strict?: boolean;
}

export interface IntType extends Folded {
  readonly kind: 'int';
  readonly values?: ReadonlySet<bigint>;
  readonly range?: Range;
}

export interface BoolType extends Folded {
  readonly kind: 'bool';
  readonly values?: ReadonlySet<boolean>;
}

/** Limits that are part of it; one that is left out does not limit. */
export interface Range {
  readonly min?: bigint;
  readonly max?: bigint;
}

/** Types may hold themselves, so that their parts are made when they are asked for. */
export type Part = () => Type;

export interface Property {
  readonly type: Part;
  readonly required: boolean;
}

export interface ObjectType {
  readonly kind: 'object';
  /** What it is given is a secret, with all its parts. */
  readonly secure?: boolean;
  /** By name; case counts. */
  readonly properties: ReadonlyMap<string, Property>;
  /** What other properties may be: there are none, some of which nothing is known, or some of one type. */
  readonly others: 'none' | 'unknown' | Part;
}

/** One of several objects, which a discriminator selects. */
export interface TaggedType {
  readonly kind: 'tagged';
  readonly tag: string;
  readonly members: ReadonlyMap<string, Part>;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly item: Part;
  readonly length?: Range;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly items: readonly Part[];
}

/** One of several types, no two of which are strings, ints or bools. */
export interface UnionType {
  readonly kind: 'union';
  readonly members: readonly SingleType[];
}

/** Of which nothing is ever said. */
export const anyType: AnyType = { kind: 'any' };
export const nullType: NullType = { kind: 'null' };
export const stringType: StringType = { kind: 'string' };
export const intType: IntType = { kind: 'int' };
export const boolType: BoolType = { kind: 'bool' };
export const anyPart: Part = () => anyType;
export const objectType: ObjectType = { kind: 'object', properties: new Map(), others: 'unknown' };
export const arrayType: ArrayType = { kind: 'array', item: anyPart };

/** An array of any length. */
export function arrayOf(item: Type): ArrayType {
  return { kind: 'array', item: () => item };
}

/** An object whose properties are all known and always there. */
export function closedObject(types: Readonly<Record<string, Type>>): ObjectType {
  const properties = Object.entries(types).map(([name, type]) => [name, { type: () => type, required: true }] as const);
  return { kind: 'object', properties: new Map(properties), others: 'none' };
}

/** A part that is made once. */
export function lazily(make: Part): Part {
  let made: Type | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The types of which it is one, or undefined if it may be anything. */
export function membersOf(type: Type): readonly SingleType[] | undefined {
  if (type.kind === 'any') return undefined;
  return type.kind === 'union' ? type.members : [type];
}

/** A type without the null that is one of its members; of null alone, it stays what it is. */
export function withoutNull(type: Type): Type {
  if (type.kind !== 'union') return type;
  return ofMembers(type.members.filter(({ kind }) => kind !== 'null'));
}

/** Whether a value may be null, as far as anything is known of it. */
export function isNullable(type: Type): boolean {
  return membersOf(type)?.some(({ kind }) => kind === 'null') ?? true;
}

/** More objects and arrays than this in one union are not distinguished. */
const maxMembers = 8;

/** A value that has one of some types; of no types, nothing is known. */
export function unionOf(types: readonly Type[]): Type {
  const members: SingleType[] = [];
  const primitives = new Map<string, (StringType | IntType | BoolType)[]>();
  const others = new Set<SingleType>();
  for (const type of types) {
    const own = membersOf(type);
    if (!own) return anyType;
    for (const one of own) {
      if (one.kind === 'string' || one.kind === 'int' || one.kind === 'bool') {
        const same = primitives.get(one.kind);
        if (same) same.push(one);
        else primitives.set(one.kind, [one]);
      } else others.add(one);
    }
    if (others.size > maxMembers) return anyType;
  }
  for (const same of primitives.values()) members.push(merged(same));
  return ofMembers([...members, ...withOneList([...others])]);
}

/** Of arrays that are not the same, only that they are arrays. */
function withOneList(members: readonly SingleType[]): readonly SingleType[] {
  const lists = members.filter(({ kind }) => kind === 'array' || kind === 'tuple');
  return lists.length < 2 ? members : [...members.filter((one) => !lists.includes(one)), arrayType];
}

function ofMembers(members: readonly SingleType[]): Type {
  const [first] = members;
  return first === undefined ? anyType : members.length === 1 ? first : { kind: 'union', members };
}

type Primitive = StringType | IntType | BoolType;

/** Primitives of one kind as one. */
function merged(types: readonly Primitive[]): Primitive {
  const [first, second] = types;
  if (!first || !second) return first ?? stringType;
  const folded = types.some((type) => type.folded) ? { folded: true } : {};
  const several = types.some((type) => type.several || type.folded || type.values) ? { several: true } : {};
  const sets = types.flatMap(({ values }): ReadonlySet<string | bigint | boolean>[] => (values ? [values] : []));
  if (sets.length < types.length) return { kind: first.kind, ...folded, ...several };
  return { kind: first.kind, values: new Set(sets.flatMap((set) => [...set])), ...folded, ...several } as Primitive;
}

/** Whether it is a union of literals, or may be one. */
export function isSeveral(type: SingleType): boolean {
  return 'several' in type && type.several
    ? true
    : 'values' in type && type.values !== undefined && type.values.size > 1;
}

/** Whether the compiler may know the very value. */
export function mayBeLiteral(type: Type): boolean {
  switch (type.kind) {
    case 'string':
    case 'int':
    case 'bool':
      return type.folded === true || type.values?.size === 1;
    case 'union':
      return false;
    default:
      return true;
  }
}

/** What a value of an array is. */
export function itemOf(type: ArrayType | TupleType): Type {
  if (type.kind === 'array') return type.item();
  const known = items.get(type);
  if (known) return known;
  const made = unionOf(type.items.map((item) => item()));
  items.set(type, made);
  return made;
}

const items = new WeakMap<TupleType, Type>();

/** More literals than this are not listed. */
const maxListed = 8;

/** A type as Bicep writes it, in short. */
export function describe(type: Type): string {
  const members = membersOf(type) ?? [];
  const names = [...new Set(members.flatMap(namesOf))];
  if (names.length === 0) return 'any';
  return names.length > maxListed ? `${names.slice(0, maxListed).join(' | ')} | …` : names.join(' | ');
}

function namesOf(type: SingleType): readonly string[] {
  switch (type.kind) {
    case 'string':
      return type.values ? [...type.values].slice(0, maxListed + 1).map((value) => `'${value}'`) : ['string'];
    case 'int':
    case 'bool':
      return type.values ? [...type.values].slice(0, maxListed + 1).map(String) : [type.kind];
    case 'tagged':
      return ['object'];
    case 'array': {
      const item = type.item();
      return [item.kind === 'any' || item.kind === 'union' ? 'array' : `${describeItem(item)}[]`];
    }
    case 'tuple':
      return ['array'];
    default:
      return [type.kind];
  }
}

/** The kinds of a type without the values that it is limited to. */
export function describeKinds(type: Type): string {
  const kinds = (membersOf(type) ?? []).map((member) => describe('values' in member ? kindTypes[member.kind] : member));
  return kinds.length === 0 ? 'any' : [...new Set(kinds)].join(' | ');
}

const kindTypes = { string: stringType, int: intType, bool: boolType };

/** Whether what is given to a type is a secret. */
export function takesSecret(type: Type): boolean {
  return (membersOf(type) ?? []).some((member) => 'secure' in member && member.secure === true);
}

/** Whether a part of what is given to a type is a secret. Types may hold themselves. */
export function takesSecretWithin(type: Type): boolean {
  const types = new Set([type]);
  for (const one of types) {
    if (takesSecret(one)) return true;
    for (const part of partsOf(one)) types.add(part());
  }
  return false;
}

function partsOf(type: Type): readonly Part[] {
  return (membersOf(type) ?? []).flatMap((member): readonly Part[] => {
    if (member.kind === 'array') return [member.item];
    if (member.kind === 'tuple') return member.items;
    if (member.kind === 'tagged') return [...member.members.values()];
    if (member.kind !== 'object') return [];
    const others = typeof member.others === 'string' ? [] : [member.others];
    return [...[...member.properties.values()].map((property) => property.type), ...others];
  });
}

/** Arrays of arrays could go on for ever. */
function describeItem(type: SingleType): string {
  if (type.kind === 'array' || type.kind === 'tuple') return 'array';
  return 'values' in type && type.values && type.values.size > 1 ? `(${describe(type)})` : describe(type);
}
