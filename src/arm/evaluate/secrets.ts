import { ingredientsOf, withBasis } from '../../expr/basis.ts';
import { call, text } from '../../expr/build.ts';
import { arrayValue, entryOf, objectValue, secured, unknownValue } from '../../expr/make-value.ts';
import { shownExpr } from '../../expr/print.ts';
import type { ArrayValue, Expr, ObjectValue, Value } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type { Template, TypeSchema } from '../template.ts';
import { resolveSchema } from './check-value.ts';

type Definitions = Template['definitions'];

/**
 * Takes secure parts out of a value: people may not see them, and the service fills them in when it deploys. What is
 * left to the service anyway stays as it is, and the service does not look for secrets in discriminated unions.
 *
 * @param place the expression under which the service finds the value
 */
export function withoutSecrets(value: Value, schema: TypeSchema, definitions: Definitions, place: Secret): Value {
  const resolved = resolveSchema(schema, definitions);
  if (value.kind === 'null') return value;
  if (value.residual !== undefined) {
    return isReference(value) || !mayHoldSecrets(resolved, definitions) ? value : secured(value);
  }
  if (isSecure(resolved)) {
    const why = { code: 'secure-parameter' as const, text: `${shownExpr(place)} is secure` };
    return unknownValue(why, withBasis(place, ingredientsOf([value]).basis), value.origins);
  }
  if (!holdsSecrets(resolved, definitions, 0)) return value;
  if (value.kind === 'object') return withoutSecretMembers(value, resolved, definitions, place);
  return value.kind === 'array' ? withoutSecretItems(value, resolved, definitions, place) : value;
}

/** Whether all that is left of a value is the name of the parameter that it comes from, which reveals nothing. */
export function isReference({ kind, residual }: Value): boolean {
  return kind === 'unknown' && residual.kind === 'call' && residual.name.toLowerCase() === 'parameters';
}

/**
 * Marks the secure parts of a value, so that they are not shown, and leaves their values known: the default of a secure
 * parameter is written in the template, and the service uses it as it is.
 */
export function securedParts(value: Value, schema: TypeSchema, definitions: Definitions): Value {
  const resolved = resolveSchema(schema, definitions);
  if (isSecure(resolved)) return secured(value);
  if (!mayHoldSecrets(resolved, definitions)) return value;
  if (value.residual !== undefined) return secured(value);
  const variants = [...(resolved.discriminator?.mapping.values() ?? [])].map((one) => resolveSchema(one, definitions));
  // A union may name itself.
  if (variants.some(({ discriminator }) => discriminator)) return secured(value);
  const ofVariants = variants.reduce((marked, variant) => securedParts(marked, variant, definitions), value);
  return securedMembers(ofVariants, resolved, definitions);
}

function securedMembers(
  value: Value,
  { properties, additionalProperties, items, prefixItems }: TypeSchema,
  definitions: Definitions,
): Value {
  const marked = (part: Value, type: TypeSchema | false | undefined): Value =>
    type ? securedParts(part, type, definitions) : part;
  if (value.kind === 'array') {
    const parts = value.items.map((item, index) => marked(item, prefixItems?.[index] ?? items));
    return { ...value, ...arrayValue(parts, value.origins) };
  }
  if (value.kind !== 'object') return secured(value);
  const byName = new Map([...(properties ?? [])].map(([name, part]) => [name.toLowerCase(), part]));
  const entries = [...value.entries.values()].map((entry) => ({
    ...entry,
    value: marked(entry.value, byName.get(entry.key.toLowerCase()) ?? additionalProperties),
  }));
  return { ...value, ...objectValue(entries, value.origins) };
}

export function isSecure({ type, meantSecure }: TypeSchema): boolean {
  return meantSecure === true || (type?.startsWith('secure') ?? false);
}

/** An expression with a place in the template. */
type Secret = Expr & { readonly span: Span };

function withoutSecretMembers(value: ObjectValue, schema: TypeSchema, definitions: Definitions, place: Secret): Value {
  const { properties, additionalProperties } = schema;
  const byName = new Map([...(properties ?? [])].map(([name, part]) => [name.toLowerCase(), part]));
  const entries = [...value.entries.values()].map((entry) => {
    const part = byName.get(entry.key.toLowerCase()) ?? (additionalProperties || undefined);
    const { span } = place;
    const inner: Secret = { kind: 'property', target: place, name: entry.key, span, nameSpan: span };
    return part ? { ...entry, value: withoutSecrets(entry.value, part, definitions, inner) } : entry;
  });
  return objectValue(entries, value.origins);
}

function withoutSecretItems(value: ArrayValue, schema: TypeSchema, definitions: Definitions, place: Secret): Value {
  const items = value.items.map((item, index) => {
    const part = schema.prefixItems?.[index] ?? schema.items;
    const { span } = place;
    const inner: Secret = {
      kind: 'index',
      target: place,
      index: { kind: 'literal', value: BigInt(index), span },
      span,
    };
    return part ? withoutSecrets(item, part, definitions, inner) : item;
  });
  return arrayValue(items, value.origins);
}

const known = new WeakMap<TypeSchema, boolean>();

/** Types may refer to themselves; secrets deeper than this are not looked for. */
const maxDepth = 24;

function holdsSecrets(schema: TypeSchema, definitions: Definitions, depth: number): boolean {
  const remembered = known.get(schema);
  if (remembered !== undefined) return remembered;
  if (depth > maxDepth) return false;
  // A type that is met again within itself adds nothing to what it holds.
  known.set(schema, false);
  const resolved = resolveSchema(schema, definitions);
  const { properties, additionalProperties, items, prefixItems } = resolved;
  const parts = [
    ...(properties?.values() ?? []),
    ...(additionalProperties ? [additionalProperties] : []),
    ...(items ? [items] : []),
    ...(prefixItems ?? []),
  ];
  const holds = isSecure(resolved) || parts.some((part) => holdsSecrets(part, definitions, depth + 1));
  known.set(schema, holds);
  return holds;
}

const holding = new WeakMap<TypeSchema, boolean>();

/** Whether any part of a type is secure, those of discriminated unions included, which the service leaves out. */
export function mayHoldSecrets(schema: TypeSchema, definitions: Definitions): boolean {
  const holds = holding.get(schema) ?? findsSecret(schema, definitions);
  holding.set(schema, holds);
  return holds;
}

function findsSecret(schema: TypeSchema, definitions: Definitions): boolean {
  const types = new Set([schema]);
  for (const type of types) {
    const resolved = resolveSchema(type, definitions);
    if (isSecure(resolved)) return true;
    for (const part of partsOf(resolved)) types.add(part);
  }
  return false;
}

function partsOf({
  properties,
  additionalProperties,
  items,
  prefixItems,
  discriminator,
}: TypeSchema): readonly TypeSchema[] {
  return [
    ...(properties?.values() ?? []),
    ...(additionalProperties ? [additionalProperties] : []),
    ...(items ? [items] : []),
    ...(prefixItems ?? []),
    ...(discriminator?.mapping.values() ?? []),
  ];
}

/** A secret in a key vault, as parameter files and deployments name it. */
export function secretOf(reference: ObjectValue, span: Span): Value {
  const vault = entryOf(reference, 'keyVault')?.value;
  const id = vault?.kind === 'object' ? entryOf(vault, 'id')?.value : undefined;
  const parts = [id, entryOf(reference, 'secretName')?.value, entryOf(reference, 'secretVersion')?.value];
  const args = parts.flatMap((value): readonly Expr[] => (value ? [{ kind: 'value', value }] : []));
  const residual = call('getKeyVaultSecret', args, span);
  return unknownValue({ code: 'secure-parameter', text: 'it is a secret in a key vault' }, residual, reference.origins);
}

/** A parameter whose value is a secret: it is not visible before it is deployed. */
export function secretParameter(name: string, reference: Value, span: Span): Value {
  const { basis, origins } = ingredientsOf([reference]);
  const residual = withBasis(call('parameters', [text(name, span)], span), basis);
  return unknownValue({ code: 'secure-parameter', text: 'it is a secret in a key vault' }, residual, origins);
}
