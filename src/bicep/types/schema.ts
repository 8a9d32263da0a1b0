import { schemaAt } from '../../arm/evaluate/check-value.ts';
import type { Template, TypeSchema } from '../../arm/template.ts';
import type { Node } from '../../expr/node.ts';
import {
  anyPart,
  anyType,
  arrayType,
  boolType,
  intType,
  lazily,
  nullType,
  objectType,
  type Property,
  type Range,
  type StringType,
  stringType,
  type Type,
  unionOf,
  withoutNull,
} from './type.ts';

type Definitions = Template['definitions'];

const known = new WeakMap<TypeSchema, Type>();

/** The type of what is declared, in either language: Bicep's declarations are lowered to schemas, too. */
export function typeOfSchema(schema: TypeSchema, definitions: Definitions): Type {
  const found = known.get(schema);
  if (found) return found;
  // A definition that is only another name for itself says nothing.
  known.set(schema, anyType);
  const made = madeOf(schema, definitions);
  known.set(schema, made);
  return made;
}

function madeOf(schema: TypeSchema, definitions: Definitions): Type {
  const target = schema.ref && schemaAt(schema.ref, definitions);
  const base = target ? typeOfSchema(target, definitions) : schema.ref ? anyType : plainType(schema, definitions);
  const limited = withLimits(base, schema);
  if (schema.nullable === false) return withoutNull(limited);
  return schema.nullable ? unionOf([limited, nullType]) : limited;
}

function plainType(schema: TypeSchema, definitions: Definitions): Type {
  const allowed = schema.allowedValues && literalsOf(schema.allowedValues);
  switch (schema.type) {
    case 'securestring':
      return { ...stringOf(allowed), secure: true };
    case 'string':
      return stringOf(allowed);
    case 'int':
      return allowed ? (literalType(allowed, 'int') ?? intType) : intType;
    case 'bool':
      return allowed ? (literalType(allowed, 'bool') ?? boolType) : boolType;
    case 'object':
      return objectOf(schema, definitions);
    case 'secureobject': {
      const type = objectOf(schema, definitions);
      return type.kind === 'object' ? { ...type, secure: true } : type;
    }
    case 'array':
      return arrayTypeOf(schema, definitions);
    default:
      return anyType;
  }
}

function stringOf(allowed: readonly Literal[] | undefined): StringType {
  const type = allowed && literalType(allowed, 'string');
  return type?.kind === 'string' ? type : stringType;
}

type Literal = string | bigint | boolean;

/** Undefined if any of them is no literal. */
function literalsOf(node: Node): readonly Literal[] | undefined {
  if (node.kind !== 'array') return undefined;
  const literals: Literal[] = [];
  for (const item of node.items) {
    const value = item.kind === 'constant' ? item.value : undefined;
    if (value?.kind !== 'string' && value?.kind !== 'int' && value?.kind !== 'bool') return undefined;
    literals.push(value.value);
  }
  return literals;
}

const kinds = { string: 'string', int: 'bigint', bool: 'boolean' };

/** The type of some literals of one kind. */
function literalType(literals: readonly Literal[], kind: keyof typeof kinds): Type | undefined {
  if (literals.length === 0 || literals.some((literal) => typeof literal !== kinds[kind])) return undefined;
  return { kind, values: new Set(literals) } as Type;
}

function objectOf({ properties, additionalProperties, discriminator }: TypeSchema, definitions: Definitions): Type {
  const partOf = (schema: TypeSchema) => lazily(() => typeOfSchema(schema, definitions));
  if (discriminator) {
    const members = [...discriminator.mapping].map(([value, schema]) => [value, partOf(schema)] as const);
    if (members.length === 0) return objectType;
    return { kind: 'tagged', tag: discriminator.property, members: new Map(members) };
  }
  const made = new Map<string, Property>();
  for (const [name, schema] of properties ?? []) {
    made.set(name, { type: partOf(schema), required: !acceptsNull(schema, definitions) });
  }
  const others =
    additionalProperties === false ? 'none' : additionalProperties ? partOf(additionalProperties) : 'unknown';
  if (made.size === 0 && others === 'unknown') return objectType;
  return { kind: 'object', properties: made, others };
}

/** Whether a property may be left out. */
export function acceptsNull(schema: TypeSchema, definitions: Definitions): boolean {
  let at: TypeSchema | undefined = schema;
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (at.nullable !== undefined) return at.nullable;
    if (!at.ref) return at.type === undefined;
    at = schemaAt(at.ref, definitions);
  }
  return true;
}

function arrayTypeOf({ items, prefixItems, allowedValues }: TypeSchema, definitions: Definitions): Type {
  const partOf = (schema: TypeSchema) => lazily(() => typeOfSchema(schema, definitions));
  if (prefixItems && !items) return { kind: 'tuple', items: prefixItems.map(partOf) };
  if (items) return { kind: 'array', item: partOf(items) };
  if (!allowedValues) return arrayType;
  const allowed = literalsOf(allowedValues);
  const [first] = allowed ?? [];
  // A union of whole arrays.
  if (!allowed || first === undefined) return anyType;
  const kind = typeof first === 'string' ? 'string' : typeof first === 'bigint' ? 'int' : 'bool';
  const item = literalType(allowed, kind);
  return { kind: 'array', item: item ? () => item : anyPart };
}

/** Limits of a declaration, which count besides those of the type that it names. */
function withLimits(type: Type, { minValue, maxValue, minLength, maxLength }: TypeSchema): Type {
  const range = rangeOf(minValue, maxValue);
  const length = rangeOf(minLength, maxLength);
  if (type.kind === 'int' && range) return { ...type, range: { ...type.range, ...range } };
  if ((type.kind === 'string' || type.kind === 'array') && length) {
    return { ...type, length: { ...type.length, ...length } };
  }
  return type;
}

function rangeOf(min: bigint | undefined, max: bigint | undefined): Range | undefined {
  if (min === undefined && max === undefined) return undefined;
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
