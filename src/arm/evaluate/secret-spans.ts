import { entryOf, membersOf } from '../../expr/make-value.ts';
import type { Origin, Value } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type { Template, TypeSchema } from '../template.ts';
import { resolveSchema } from './check-value.ts';
import type { Output } from './outputs.ts';
import type { Arguments } from './parameters.ts';
import { isSecure, mayHoldSecrets } from './secrets.ts';
import type { TemplateScope } from './template-scope.ts';

type Definitions = Template['definitions'];

/** What a template is given that people may not see. */
export interface Secrets {
  /**
   * Where values of secure parameters and outputs are written, and the places through which they come. Values for
   * parameters that the template lacks are among them, because no type says what they are.
   */
  readonly spans: readonly Span[];
  /** The places among them that other values can come from, too. */
  readonly shared: readonly Span[];
  /** The texts of those that are known. */
  readonly texts: readonly string[];
}

/** The secrets that a template is given, or has as defaults. */
export function secretsOf({ template, parameter }: TemplateScope, given: Arguments): Secrets {
  const { parameters, outputs, definitions } = template;
  const declared = [...parameters.values()].flatMap(({ name, schema, defaultValue }) => {
    const value = parameter(name);
    const raw = given.get(name.toLowerCase());
    const mayHold = mayHoldSecrets(schema, definitions);
    // Most parameters have nothing to do with secrets.
    if (!mayHold && !isSecret(value) && !(raw && isSecret(raw))) return [];
    const secret = secretsIn(value, schema, definitions);
    const written = raw ? secretsIn(raw, schema, definitions) : secret;
    const places = defaultValue && mayHold ? [defaultValue.span] : [];
    return [{ ...secretsFrom(written), spans: [...[...secret, ...written].flatMap(spansOf), ...places] }];
  });
  const written = [...outputs.values()].flatMap(({ schema, value, copy }) =>
    mayHoldSecrets(schema, definitions) ? [value?.span ?? [], copy?.input.span ?? []].flat() : [],
  );
  const unknown = [...given].filter(([name]) => !parameters.has(name)).map(([, value]) => value);
  const spans = [...declared.flatMap((one) => one.spans), ...written, ...unknown.flatMap(spansOf)];
  const texts = [...declared.flatMap((one) => one.texts), ...unknown.flatMap(textsIn)];
  return { spans, shared: declared.flatMap((one) => one.shared), texts };
}

/** The way that the values of secure outputs take, which may begin in a variable. */
export function secretsOfOutputs(outputs: readonly Output[]): Secrets {
  return secretsFrom(outputs.filter(({ secure }) => secure).map(({ value }) => value));
}

function secretsFrom(values: readonly Value[]): Secrets {
  return {
    spans: values.flatMap(spansOf),
    shared: values.flatMap((value) => sharedPlaces(value, isWrittenThere(value))),
    texts: values.flatMap(textsIn),
  };
}

/** Whether a value is literal where it is given, so that nothing else comes from there. */
function isWrittenThere({ origins: [origin, ...more] }: Value): boolean {
  return origin !== undefined && more.length === 0 && origin.from === undefined && origin.role !== 'variable';
}

/**
 * The one place where each part of a value is written, or put together: other values that come from there show the same
 * secret. What it is put together of may be a name that is public.
 */
function sharedPlaces(value: Value, isThere: boolean): readonly Span[] {
  const parts = partsOfValue(value);
  if (parts.length > 0) return parts.flatMap((part) => sharedPlaces(part, isThere && isWrittenThere(part)));
  let [origin, ...more] = value.origins;
  if (!origin || more.length > 0 || isThere) return [];
  for (let from = origin.from ?? []; from.length === 1; from = origin.from ?? []) [origin = origin] = from;
  return [origin.span];
}

function partsOfValue(value: Value): readonly Value[] {
  if (value.kind === 'array') return value.items;
  if (value.kind === 'object') return membersOf(value).map((member) => member.value);
  return value.kind === 'choice' ? value.cases.map((one) => one.value) : [];
}

function textsIn(value: Value): readonly string[] {
  if (value.kind === 'string') return [value.value];
  const keys = value.kind === 'object' ? [...value.entries.keys()] : [];
  return [...keys, ...partsOfValue(value).flatMap(textsIn)];
}

/** The secure parts of a value. What cannot be distinguished is secure as a whole. */
function secretsIn(value: Value, schema: TypeSchema, definitions: Definitions): readonly Value[] {
  const resolved = resolveSchema(schema, definitions);
  if (isSecret(value) || isSecure(resolved)) return [value];
  if (!mayHoldSecrets(resolved, definitions)) return [];
  const { properties, additionalProperties, items, prefixItems } = resolved;
  if (value.kind === 'array') {
    const partOf = (index: number): TypeSchema | undefined => prefixItems?.[index] ?? (items || undefined);
    return value.items.flatMap((item, index) => secretsInPart(item, partOf(index), definitions));
  }
  if (value.kind !== 'object' || value.open) return [value];
  const variants = [...(resolved.discriminator?.mapping.values() ?? [])].map((one) => resolveSchema(one, definitions));
  // A union may name itself.
  if (variants.some(({ discriminator }) => discriminator)) return [value];
  const names = [...(properties?.keys() ?? [])];
  const others = [...value.entries.values()].filter(({ key }) => !names.some((name) => isSame(name, key)));
  return [
    ...variants.flatMap((variant) => secretsIn(value, variant, definitions)),
    ...[...(properties ?? [])].flatMap(([name, part]) => secretsInPart(entryOf(value, name)?.value, part, definitions)),
    ...others.flatMap((entry) => secretsInPart(entry.value, additionalProperties || undefined, definitions)),
  ];
}

function secretsInPart(
  value: Value | undefined,
  schema: TypeSchema | undefined,
  definitions: Definitions,
): readonly Value[] {
  return value && schema ? secretsIn(value, schema, definitions) : [];
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
  const queue = originsIn(value);
  for (const origin of queue) {
    if (seen.has(origin)) continue;
    seen.add(origin);
    queue.push(...(origin.from ?? []));
  }
  return [...seen].map(({ span }) => span);
}

function originsIn(value: Value): Origin[] {
  return [...value.origins, ...partsOfValue(value).flatMap(originsIn)];
}
