import type { ScopeKind } from '../../arm/template.ts';
import { ownMember } from '../../text/own-member.ts';
import { type Gives, type Members, readings, signatures, surroundings } from '../language/function-types.data.ts';
import {
  anyType,
  arrayOf,
  arrayType,
  boolType,
  closedObject,
  intType,
  itemOf,
  membersOf,
  objectType,
  type SingleType,
  stringType,
  type Type,
  withoutNull,
} from './type.ts';

/** The compiler evaluates many calls with literals. */
const folded = { folded: true };

const basic: Readonly<Record<Gives, Type>> = {
  string: { ...stringType, ...folded },
  int: { ...intType, ...folded },
  bool: { ...boolType, ...folded },
  object: objectType,
  array: arrayType,
  any: anyType,
  'string[]': arrayOf({ ...stringType, ...folded }),
  'int[]': arrayOf({ ...intType, ...folded }),
};

/** What a function of the language gives for arguments of some types; a lambda has the type of what it gives. */
export function resultOf(name: string, types: readonly Type[], scopeKind: ScopeKind): Type {
  const around = ofSurroundings(name, types.length, scopeKind);
  if (around) return around;
  const reading = ownMember(readings, name);
  if (reading) return objectOf(reading);
  const [first, second, third] = types;
  const source = onlyOf(first);
  const list = source?.kind === 'array' || source?.kind === 'tuple' ? source : undefined;
  switch (name) {
    case 'first':
    case 'last': {
      if (source?.kind === 'string') return basic.string;
      const item = source?.kind === 'tuple' ? source.items.at(name === 'first' ? 0 : -1)?.() : list && itemOf(list);
      return item ?? anyType;
    }
    case 'skip':
    case 'take':
    case 'concat':
      if (source?.kind === 'string' || source?.kind === 'int' || source?.kind === 'bool') return basic.string;
      return list ? (name === 'concat' ? arrayType : arrayOf(itemOf(list))) : anyType;
    case 'filter':
    case 'sort':
      return list ? arrayOf(itemOf(list)) : arrayType;
    case 'distinct':
    case 'intersection':
    case 'union':
      return list ? arrayType : source?.kind === 'object' ? objectType : anyType;
    case 'items':
      return arrayOf(closedObject({ key: basic.string, value: anyType }));
    case 'map':
      return arrayOf(second ?? anyType);
    case 'mapValues':
      return objectFull(second);
    case 'toObject':
      return objectFull(third ?? (list && itemOf(list)));
    default:
      return basic[ownMember(signatures, name)?.gives ?? 'any'];
  }
}

/** The one type that a value has, unless it is null. */
function onlyOf(type: Type | undefined): SingleType | undefined {
  const [only, ...more] = (type && membersOf(withoutNull(type))) ?? [];
  return more.length === 0 ? only : undefined;
}

/** An object of whose properties only their values are known. */
function objectFull(type: Type | undefined): Type {
  return type && type.kind !== 'any' ? { ...objectType, others: () => type } : objectType;
}

function ofSurroundings(name: string, count: number, scopeKind: ScopeKind): Type | undefined {
  if (!Object.hasOwn(surroundings, name)) return undefined;
  // Another group or subscription is only a place for resources.
  if (count > 0) return place;
  const isAbove = name === 'deployment' && scopeKind !== 'resourceGroup';
  const key = isAbove ? 'deployment above groups' : name;
  const known = made.get(key);
  if (known) return known;
  const type = objectOf({ ...surroundings[name], ...(isAbove && { location: 'string' }) });
  made.set(key, type);
  return type;
}

const place = closedObject({});

const made = new Map<string, Type>();

function objectOf(members: Members): Type {
  const types = Object.entries(members).map(([name, type]) => [
    name,
    typeof type === 'string' ? basic[type] : objectOf(type),
  ]);
  return closedObject(Object.fromEntries(types));
}
