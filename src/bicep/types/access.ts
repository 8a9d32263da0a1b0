import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { isNot } from './operators.ts';
import type { FileTypes } from './scope.ts';
import {
  anyType,
  describe,
  isSeveral,
  itemOf,
  membersOf,
  type ObjectType,
  type SingleType,
  type TupleType,
  type Type,
  unionOf,
  withoutNull,
} from './type.ts';

/** `a.b`, `a.?b`. */
export function propertyType({ name, safe }: syntax.PropertyAccess, target: Type, file: FileTypes): Type {
  return memberType(target, name.name, safe, name.span, file);
}

function memberType(target: Type, name: string, safe: boolean, span: Span, file: FileTypes): Type {
  const members = membersOf(withoutNull(target));
  if (!members || name === '') return anyType;
  const [only, ...more] = members;
  if (only && more.length === 0) return memberOfSingle(only, name, safe, span, file);
  const objects = members.flatMap((member) => (member.kind === 'object' ? [member] : []));
  if (objects.length < members.length) return anyType;
  if (objects.every((object) => lacks(object, name))) return missing(target, name, safe, span, file);
  return unionOf(objects.map((object) => declared(object, name)));
}

function memberOfSingle(type: SingleType, name: string, safe: boolean, span: Span, file: FileTypes): Type {
  switch (type.kind) {
    case 'object':
      return lacks(type, name) ? missing(type, name, safe, span, file) : declared(type, name);
    case 'tagged':
      return name === type.tag ? { kind: 'string', values: new Set(type.members.keys()) } : anyType;
    default:
      if (isSeveral(type)) return anyType;
      file.complain(
        `BCP055: Cannot access properties of type "${describe(type)}": '${name}'. An "object" type is required.`,
        span,
      );
      return anyType;
  }
}

function lacks({ properties, others }: ObjectType, name: string): boolean {
  return others === 'none' && !properties.has(name);
}

function declared({ properties, others }: ObjectType, name: string): Type {
  const property = properties.get(name);
  if (property) return property.type();
  return typeof others === 'function' ? others() : anyType;
}

/** More names than these are not offered. */
const maxOffered = 12;

function missing(type: Type, name: string, safe: boolean, span: Span, file: FileTypes): Type {
  if (safe) return anyType;
  const members = membersOf(type) ?? [];
  const known = new Set(members.flatMap((member) => (member.kind === 'object' ? [...member.properties.keys()] : [])));
  const offered = known.size > 0 && known.size <= maxOffered ? ` There are ${[...known].sort().join(', ')}.` : '';
  file.complain(`BCP053: The type does not contain property "${name}".${offered}`, span);
  return anyType;
}

/** `a[b]`, `a[?b]`, `a[^b]`. */
export function indexType(node: syntax.IndexAccess, target: Type, key: Type, file: FileTypes): Type {
  const { index, safe, fromEnd } = node;
  const members = membersOf(withoutNull(target));
  const at = withoutNull(key);
  const [type, ...more] = members ?? [];
  if (!type || more.length > 0) return anyType;
  switch (type.kind) {
    case 'array':
    case 'tuple':
      if (isNot(at, 'int')) {
        if (!safe)
          file.complain(
            `BCP074: Indexing over arrays requires an index of type "int" but the provided index was of type "${describe(at)}".`,
            index.span,
          );
        return anyType;
      }
      return type.kind === 'tuple' ? tupleItem(type, at, node, file) : itemOf(type);
    case 'object': {
      if (isNot(at, 'string')) {
        if (!safe)
          file.complain(
            `BCP075: Indexing over objects requires an index of type "string" but the provided index was of type "${describe(at)}".`,
            index.span,
          );
        return anyType;
      }
      const [name, ...others] = at.kind === 'string' ? (at.values ?? []) : [];
      return name === undefined || others.length > 0 || fromEnd
        ? anyType
        : memberType(type, name, safe, index.span, file);
    }
    case 'tagged':
      return anyType;
    default:
      if (!safe && !isSeveral(type))
        file.complain(
          `BCP076: Cannot index over expression of type "${describe(type)}". Arrays or objects are required.`,
          index.span,
        );
      return anyType;
  }
}

function tupleItem(type: TupleType, at: Type, { index, fromEnd }: syntax.IndexAccess, file: FileTypes): Type {
  const [value, ...others] = at.kind === 'int' ? (at.values ?? []) : [];
  if (value === undefined || others.length > 0) return itemOf(type);
  const count = type.items.length;
  const item = type.items[fromEnd ? count - Number(value) : Number(value)];
  if (item) return item();
  file.complain(
    `BCP311: The provided index value of "${fromEnd ? '^' : ''}${value}" is not valid: the array has ${count}.`,
    index.span,
  );
  return anyType;
}
