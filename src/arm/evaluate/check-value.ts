import { maxInt64, minInt64 } from '../../dotnet/numbers.ts';
import { describe } from '../../expr/access.ts';
import { holdsItem } from '../../expr/equality.ts';
import { entryOf } from '../../expr/make-value.ts';
import type { Node } from '../../expr/node.ts';
import type { ObjectValue, Value } from '../../expr/value.ts';
import { memo } from '../../text/memo.ts';
import { ownMember } from '../../text/own-member.ts';
import type { Template, TypeSchema } from '../template.ts';

type Definitions = Template['definitions'];

/** A schema with the definition that it refers to in its place; what it says itself counts before that. */
export function resolveSchema(schema: TypeSchema, definitions: Definitions): TypeSchema {
  if (schema.ref === undefined) return schema;
  const known = resolvedIn(definitions);
  const resolved = known.get(schema) ?? resolve(schema, definitions);
  known.set(schema, resolved);
  return resolved;
}

/** The types of a template that are names, resolved once: what is found out about a type is kept with it. */
const resolvedIn = memo((_: Definitions) => new WeakMap<TypeSchema, TypeSchema>());

function resolve(schema: TypeSchema, definitions: Definitions): TypeSchema {
  let resolved = schema;
  for (let depth = 0; resolved.ref !== undefined && depth < 32; depth += 1) {
    const { ref, ...own } = resolved;
    const target = schemaAt(ref, definitions);
    if (!target) return own;
    const nullable = own.nullable || target.nullable;
    resolved = { ...target, ...own, type: target.type, ...(nullable && { nullable }) };
    if (target.ref !== undefined) resolved = { ...resolved, ref: target.ref };
  }
  return resolved;
}

/** The definition, or the part of one, that a reference means. */
export function schemaAt([name = '', ...way]: readonly string[], definitions: Definitions): TypeSchema | undefined {
  let found = definitions.get(name.toLowerCase());
  const segments = way.values();
  for (const segment of segments) {
    if (!found) return undefined;
    const next = (): string => segments.next().value ?? '';
    if (segment === 'properties') found = found.properties?.get(next());
    else if (segment === 'prefixItems') found = found.prefixItems?.[Number(next())];
    else if (segment === 'items') found = found.items || undefined;
    else if (segment === 'additionalProperties') found = found.additionalProperties || undefined;
    else if (segment === 'discriminator')
      found = next() === 'mapping' ? found.discriminator?.mapping.get(next()) : undefined;
    else return undefined;
  }
  return found;
}

const kindsByType: Readonly<Record<string, readonly Value['kind'][]>> = {
  string: ['string'],
  securestring: ['string'],
  int: ['int'],
  bool: ['bool'],
  object: ['object'],
  secureobject: ['object'],
  array: ['array'],
};

/**
 * Why the service would refuse a value for a type, or undefined if it accepts it. Parts that are not known are
 * accepted.
 */
export function refusalOf(value: Value, schema: TypeSchema, definitions: Definitions, depth = 0): string | undefined {
  const resolved = resolveSchema(schema, definitions);
  if (value.kind === 'unknown' || value.kind === 'choice' || depth > 64) return undefined;
  if (value.kind === 'null') return resolved.nullable ? undefined : 'it must not be null';
  const kinds = ownMember(kindsByType, resolved.type ?? '');
  if (kinds && !kinds.includes(value.kind)) return `it must be of type ${resolved.type}, but is ${describe(value)}`;
  return (
    refusedByAllowed(value, resolved.allowedValues) ??
    refusedByBounds(value, resolved) ??
    refusedByMembers(value, resolved, definitions, depth) ??
    refusedByItems(value, resolved, definitions, depth)
  );
}

/** Of an array, every item must be allowed, or the array as a whole. */
function refusedByAllowed(value: Value, allowed: Node | undefined): string | undefined {
  const constants = constantsOf(allowed);
  if (!constants || holdsItem(constants, value) !== false) return undefined;
  if (value.kind === 'array' && value.items.every((item) => holdsItem(constants, item) !== false)) return undefined;
  return 'it is not one of the allowed values';
}

/** The values of a literal array, or undefined if there is none. */
export function constantsOf(node: Node | undefined): readonly Value[] | undefined {
  if (node?.kind !== 'array') return undefined;
  const values = node.items.map(constantOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function constantOf(node: Node): Value | undefined {
  return node.kind === 'constant' ? node.value : undefined;
}

function refusedByBounds(value: Value, schema: TypeSchema): string | undefined {
  if (value.kind === 'int') {
    const { minValue = minInt64, maxValue = maxInt64 } = schema;
    if (value.value < minValue) return `it must be at least ${minValue}`;
    if (value.value > maxValue) return `it must be at most ${maxValue}`;
    return undefined;
  }
  if (value.kind !== 'string' && value.kind !== 'array') return undefined;
  const isOpen = value.kind === 'array' && value.open !== undefined;
  const { length } = value.kind === 'string' ? value.value : value.items;
  if (schema.minLength !== undefined && length < schema.minLength && !isOpen)
    return `its length must be at least ${schema.minLength}`;
  if (schema.maxLength !== undefined && length > schema.maxLength)
    return `its length must be at most ${schema.maxLength}`;
  return undefined;
}

function refusedByMembers(
  value: Value,
  schema: TypeSchema,
  definitions: Definitions,
  depth: number,
): string | undefined {
  if (value.kind !== 'object') return undefined;
  const variant = variantOf(value, schema);
  if (typeof variant === 'string') return variant;
  const declared = variant ?? schema;
  const { properties, additionalProperties } = resolveSchema(declared, definitions);
  for (const [name, part] of properties ?? []) {
    const entry = entryOf(value, name);
    const resolved = resolveSchema(part, definitions);
    if (!entry && !resolved.nullable && !value.open) return `its property '${name}' is missing`;
    const refusal = entry && refusalOf(entry.value, resolved, definitions, depth + 1);
    if (refusal) return `in its property '${name}', ${refusal}`;
  }
  if (additionalProperties === undefined) return undefined;
  for (const entry of value.entries.values()) {
    if (properties && [...properties.keys()].some((name) => name.toLowerCase() === entry.key.toLowerCase())) continue;
    if (schema.discriminator && entry.key.toLowerCase() === schema.discriminator.property.toLowerCase()) continue;
    if (additionalProperties === false) return `it must not have a property '${entry.key}'`;
    const refusal = refusalOf(entry.value, additionalProperties, definitions, depth + 1);
    if (refusal) return `in its property '${entry.key}', ${refusal}`;
  }
  return undefined;
}

/**
 * The schema that a discriminated union means for a value, undefined if it is not known which, or why the value is none of
 * its kinds. Their tags are found whatever their case; the schema then demands its own spelling.
 */
function variantOf(value: ObjectValue, { discriminator }: TypeSchema): TypeSchema | string | undefined {
  if (!discriminator) return undefined;
  const { property, mapping } = discriminator;
  const tag = entryOf(value, property)?.value;
  if (!tag && value.open) return undefined;
  if (!tag || tag.kind === 'null') return `its property '${property}', which decides its kind, is missing`;
  if (tag.kind === 'unknown' || tag.kind === 'choice') return undefined;
  if (tag.kind !== 'string') return `in its property '${property}', it must be of type string, but is ${describe(tag)}`;
  const isMeant = ([name]: readonly [string, TypeSchema]): boolean => name.toLowerCase() === tag.value.toLowerCase();
  const tags = [...mapping.keys()].map((name) => `'${name}'`).join(', ');
  return [...mapping].find(isMeant)?.[1] ?? `its property '${property}' is none of ${tags}`;
}

function refusedByItems(value: Value, schema: TypeSchema, definitions: Definitions, depth: number): string | undefined {
  if (value.kind !== 'array') return undefined;
  const { prefixItems = [], items } = schema;
  if (value.items.length < prefixItems.length && !value.open) return `it must have ${prefixItems.length} items`;
  if (items === false && value.items.length > prefixItems.length)
    return `it must not have more than ${prefixItems.length} items`;
  for (const [index, item] of value.items.entries()) {
    const part = prefixItems[index] ?? (items || undefined);
    const refusal = part && refusalOf(item, part, definitions, depth + 1);
    if (refusal) return `in its item ${index}, ${refusal}`;
  }
  return undefined;
}
