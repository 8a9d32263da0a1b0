import { ladders } from '../protection/azure/ladders.ts';
import type { Store } from '../protection/policy/retention-tier.ts';
import type { PropertyMap } from './setting/property-paths.ts';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A resource type that a rule names, with the paths of its properties that the rule names. */
export interface NamedType {
  readonly type: string;
  /** Where in the value it stands; undefined if it is a key of it. */
  readonly at: readonly (string | number)[] | undefined;
  readonly paths: readonly NamedPath[];
}

export interface NamedPath {
  readonly path: string;
  readonly at: readonly (string | number)[];
}

/**
 * What a rule can give a behaviour. The schema and the type are made together, once for each form of value, so that
 * they cannot differ.
 */
export interface Parameter<T, Required extends boolean = boolean> {
  readonly schema: JsonSchema;
  readonly required: Required;
  /** The resource types in a value, to be held against the published ones. */
  namedTypes?(value: T): readonly NamedType[];
}

export type Parameters = Readonly<Record<string, Parameter<never>>>;

type Keys<P extends Parameters, Required extends boolean> = {
  [K in keyof P]: P[K]['required'] extends Required ? K : never;
}[keyof P];

type TypeOf<P> = P extends Parameter<infer T> ? T : never;

/** The values of some parameters. */
export type Values<P extends Parameters> = {
  readonly [K in Keys<P, true>]: TypeOf<P[K]>;
} & { readonly [K in Keys<P, false>]?: TypeOf<P[K]> };

/** A parameter that a rule may leave out. */
export function optional<T>(parameter: Parameter<T>): Parameter<T, false> {
  return { ...parameter, required: false };
}

/** One of some words. */
export function oneOf<const W extends string>(description: string, ...words: readonly W[]): Parameter<W, true> {
  return { required: true, schema: { description, enum: words } };
}

export function text(description: string): Parameter<string, true> {
  return { required: true, schema: { description, type: 'string', minLength: 1 } };
}

/** Texts, each of which stands for itself. */
export function texts(description: string): Parameter<readonly string[], true> {
  const items = { type: 'string', minLength: 1 };
  return { required: true, schema: { description, type: 'array', minItems: 1, uniqueItems: true, items } };
}

/** Ids of rules. */
export function ruleIds(description: string): Parameter<readonly string[], true> {
  const items = { type: 'string', minLength: 3 };
  return { required: true, schema: { description, type: 'array', minItems: 1, uniqueItems: true, items } };
}

/** Ordered levels: a list of them, the weakest first, or the name of one that armlock knows. */
export function levelNames(): Parameter<string | readonly (string | boolean)[], true> {
  const known = { enum: Object.keys(ladders).sort() };
  const own = { type: 'array', minItems: 2, items: { type: ['string', 'boolean'] } };
  const description = 'Levels that armlock knows by this name, or the levels themselves, the weakest first.';
  return { required: true, schema: { description, oneOf: [known, own] } };
}

/** A level, as the property spells it. */
export function levelName(description: string): Parameter<string | boolean, true> {
  return { required: true, schema: { description, type: ['string', 'boolean'] } };
}

/** Resource types. */
export function resourceTypes(description: string): Parameter<readonly string[], true> {
  return {
    required: true,
    schema: { description, type: 'array', minItems: 1, uniqueItems: true, items: { $ref: '#/definitions/type' } },
    namedTypes: (types) => types.map((type, index) => ({ type, at: [index], paths: [] })),
  };
}

/** Types of child resources, by the type of what has them. */
export function childTypes(description: string): Parameter<Readonly<Record<string, string>>, true> {
  return {
    required: true,
    schema: {
      description,
      type: 'object',
      minProperties: 1,
      propertyNames: { $ref: '#/definitions/type' },
      additionalProperties: { $ref: '#/definitions/type' },
    },
    namedTypes: (children) =>
      Object.entries(children).flatMap(([type, child]) => [
        { type, at: undefined, paths: [] },
        { type: child, at: [type], paths: [] },
      ]),
  };
}

/** Paths of properties, by resource type. */
export function propertyPaths(description: string): Parameter<PropertyMap, true> {
  return {
    required: true,
    schema: { description, $ref: '#/definitions/propertyPaths' },
    namedTypes: (properties) =>
      Object.entries(properties).map(([type, paths]) => ({ type, at: undefined, paths: namedPaths(type, paths) })),
  };
}

function namedPaths(type: string, paths: string | readonly string[]): readonly NamedPath[] {
  if (typeof paths === 'string') return [{ path: paths, at: [type] }];
  return paths.map((path, index) => ({ path, at: [type, index] }));
}

/** Where a setting can be written. */
export const places = {
  properties: propertyPaths('The path of the property in the resource body, by resource type.'),
  also: optional(propertyPaths('The same setting on child resources of these types. What the parent says counts.')),
};

/** Where a policy keeps recovery points. */
export const store: Parameter<Store, false> = optional(
  oneOf('Where the recovery points are kept. Default: both.', 'vault', 'operational'),
);

/** Parts of schemas that parameters refer to. */
export const definitions: JsonSchema = {
  type: { type: 'string', pattern: '^[A-Za-z0-9.]+(/[A-Za-z0-9]+)+$' },
  propertyPaths: {
    description: 'items[name=wanted] is the item of an array whose property has that text.',
    type: 'object',
    minProperties: 1,
    propertyNames: { $ref: '#/definitions/type' },
    additionalProperties: {
      oneOf: [
        { type: 'string', minLength: 1 },
        {
          description: 'Of several, the first one that is written counts.',
          type: 'array',
          minItems: 2,
          items: { type: 'string', minLength: 1 },
        },
      ],
    },
  },
};
