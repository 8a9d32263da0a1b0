import { entryOf } from '../../expr/make-value.ts';
import type { Origin, Value } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type { Template, TypeSchema } from '../template.ts';
import { resolveSchema } from './check-value.ts';
import type { Output } from './outputs.ts';
import type { Arguments } from './parameters.ts';
import { isSecure } from './secrets.ts';
import type { TemplateScope } from './template-scope.ts';

type Definitions = Template['definitions'];

/**
 * Where a template, and what calls it, write values of secure parameters and outputs: people who read a report may not
 * see these lines. Values for parameters that the template lacks are among them, because no type says what they are.
 */
export function secretSpansOf({ template, parameter }: TemplateScope, given: Arguments): readonly Span[] {
  const { parameters, outputs, definitions } = template;
  const declared = [...parameters.values()].flatMap(({ name, schema, defaultValue }) => [
    ...spansIn(parameter(name), schema, definitions),
    ...(defaultValue && mayHoldSecrets(schema, definitions) ? [defaultValue.span] : []),
  ]);
  const written = [...outputs.values()].flatMap(({ schema, value, copy }) =>
    mayHoldSecrets(schema, definitions) ? [value?.span ?? [], copy?.input.span ?? []].flat() : [],
  );
  const unknown = [...given].filter(([name]) => !parameters.has(name)).flatMap(([, value]) => spansOf(value));
  return [...declared, ...written, ...unknown];
}

/** The way that the values of secure outputs take, which may begin in a variable. */
export function secretSpansOfOutputs(outputs: readonly Output[]): readonly Span[] {
  return outputs.filter(({ secure }) => secure).flatMap(({ value }) => spansOf(value));
}

const known = new WeakMap<TypeSchema, boolean>();

/** Whether any part of a type is secure, those of discriminated unions included, which the service leaves out. */
function mayHoldSecrets(schema: TypeSchema, definitions: Definitions): boolean {
  const holds = known.get(schema) ?? findsSecret(schema, definitions);
  known.set(schema, holds);
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

/** The spans of the secure parts of a value. Parts that cannot be separated are secure as a whole. */
function spansIn(value: Value, schema: TypeSchema, definitions: Definitions): readonly Span[] {
  const resolved = resolveSchema(schema, definitions);
  if (isSecret(value) || isSecure(resolved)) return spansOf(value);
  if (!mayHoldSecrets(resolved, definitions)) return [];
  const { properties, additionalProperties, items, prefixItems } = resolved;
  if (value.kind === 'array') {
    const partOf = (index: number): TypeSchema | undefined => prefixItems?.[index] ?? (items || undefined);
    return value.items.flatMap((item, index) => spansOfPart(item, partOf(index), definitions));
  }
  if (value.kind !== 'object' || value.open) return spansOf(value);
  const variants = [...(resolved.discriminator?.mapping.values() ?? [])].map((one) => resolveSchema(one, definitions));
  // A union may name itself.
  if (variants.some(({ discriminator }) => discriminator)) return spansOf(value);
  const names = [...(properties?.keys() ?? [])];
  const others = [...value.entries.values()].filter(({ key }) => !names.some((name) => isSame(name, key)));
  return [
    ...variants.flatMap((variant) => spansIn(value, variant, definitions)),
    ...[...(properties ?? [])].flatMap(([name, part]) => spansOfPart(entryOf(value, name)?.value, part, definitions)),
    ...others.flatMap((entry) => spansOfPart(entry.value, additionalProperties || undefined, definitions)),
  ];
}

function spansOfPart(
  value: Value | undefined,
  schema: TypeSchema | undefined,
  definitions: Definitions,
): readonly Span[] {
  return value && schema ? spansIn(value, schema, definitions) : [];
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** A secret of a key vault stays one, whatever the parameter that takes it. */
function isSecret(value: Value): boolean {
  return value.kind === 'unknown' && value.why.code === 'secure-parameter';
}

/** All places through which a value comes. Unlike an explanation, this may leave none out. */
function spansOf(value: Value): readonly Span[] {
  const seen = new Set<Origin>();
  const queue = [...value.origins];
  for (const origin of queue) {
    if (seen.has(origin)) continue;
    seen.add(origin);
    queue.push(...(origin.from ?? []));
  }
  return [...seen].map(({ span }) => span);
}
