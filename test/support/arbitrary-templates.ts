import fc from 'fast-check';
import { expressions, surroundings } from '../language/expression-cases.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { evaluationContext, schemaOf } from './json-templates.ts';

/** Members of a template under construction. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Members = Readonly<Record<string, Json>>;

const accepted = new Map<string, boolean>();

/** Whether an expression is not refused by itself, so that the template around it is worth a look. */
function isAccepted(expression: string): boolean {
  const known = accepted.get(expression) ?? !evaluateExpression(expression, evaluable).startsWith('refused: ');
  accepted.set(expression, known);
  return known;
}

const evaluable = { context: evaluationContext, template: surroundings };
const known = expressions({ depth: 1, unknown: 0, odd: 0 }).filter(isAccepted);
const any = expressions({ depth: 1, unknown: 15, odd: 0 }).filter(isAccepted);
const asExpression = (text: string): string => `[${text}]`;

/** Values of properties; `index` are expressions of the loops around. */
function values(index: readonly string[]): fc.Arbitrary<Json> {
  const leaves: fc.Arbitrary<Json>[] = [any.map(asExpression), fc.constantFrom<Json>('text', 1, true, null, [], {})];
  const leaf =
    index.length > 0 ? fc.oneof(...leaves, fc.constantFrom(...index).map(asExpression)) : fc.oneof(...leaves);
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(leaf, { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.record({ p: leaf, q: leaf }) },
  );
}

/** A property loop beside plain properties. */
function properties(index: readonly string[]): fc.Arbitrary<Members> {
  const loop = fc
    .tuple(
      fc.nat(2),
      values([...index, "copyIndex('inner')", "copyIndex('inner', 1)"]).filter((value) => value !== null),
    )
    .map(([count, input]): Members => ({ copy: [{ name: 'inner', count, input }] }));
  return fc
    .tuple(fc.record({ v: values(index), w: values(index) }), fc.option(loop, { nil: {}, freq: 3 }))
    .map(([plain, looped]): Members => ({ ...plain, ...looped }));
}

const conditions = fc.oneof(
  fc.constantFrom<Json>(
    true,
    false,
    "[equals(parameters('stamp'), 'x')]",
    "[parameters('flag')]",
    "[not(parameters('flag'))]",
  ),
);

const optional = <T>(name: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.option(
    arbitrary.map((value) => ({ [name]: value })),
    { nil: {}, freq: 2 },
  ) as fc.Arbitrary<Record<string, T>>;

interface Place {
  readonly name: string;
  readonly symbolic: boolean;
  readonly depth: number;
}

/** A resource, looped or not, perhaps with a child. */
function plainResource({ name, symbolic }: Place): fc.Arbitrary<Members> {
  return fc.boolean().chain((looped) => {
    const index = looped ? ['copyIndex()', `copyIndex('${name}')`, 'copyIndex(1)'] : [];
    const child = properties(index).map(
      (made): Members => ({ type: 'c', apiVersion: '2020-01-01', name: 'child', properties: made }),
    );
    const ownName = looped ? `[format('${name}-{0}', copyIndex())]` : `[concat('${name}-', parameters('text'))]`;
    return fc
      .tuple(
        properties(index),
        optional('condition', conditions),
        optional(
          'tags',
          values(index).map((a) => ({ a })),
        ),
        fc.nat(3),
        optional('resources', fc.tuple(child)),
      )
      .map(
        ([made, condition, tags, count, children]): Members => ({
          type: 'Microsoft.A/b',
          apiVersion: '2020-01-01',
          name: ownName,
          location: '[resourceGroup().location]',
          ...(looped && { copy: { name, count } }),
          ...condition,
          ...tags,
          ...(symbolic || looped ? {} : children),
          properties: made,
        }),
      );
  });
}

/** A nested deployment of either scope, and what it gives back. */
function deployment(place: Place): fc.Arbitrary<Members> {
  const { name, depth, symbolic } = place;
  const scopes = symbolic ? (['inner', 'default'] as const) : (['inner', 'outer', 'default'] as const);
  const inner = templates({ depth: depth - 1, symbolic });
  return fc
    .tuple(fc.constantFrom(...scopes), inner, optional('condition', conditions), known, fc.boolean())
    .map(([scope, template, condition, text, elsewhere]): Members => {
      const isInner = scope === 'inner' || symbolic;
      return {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name,
        ...condition,
        ...(elsewhere && { resourceGroup: 'rg-two' }),
        properties: {
          mode: 'Incremental',
          ...(scope !== 'default' && { expressionEvaluationOptions: { scope } }),
          ...(isInner && { parameters: { text: { value: `[string(${text})]` } } }),
          template: isInner ? template : withoutDeclarations(template),
        },
      };
    });
}

/** In the outer scope, parameters and variables are those of the template around. */
function withoutDeclarations({ parameters: _, variables: __, ...rest }: Members): Members {
  return rest;
}

function resources(options: Pick<Place, 'symbolic' | 'depth'>): fc.Arbitrary<readonly Members[]> {
  const one = (name: string): fc.Arbitrary<Members> => {
    const place = { ...options, name };
    return options.depth === 0
      ? plainResource(place)
      : fc.oneof({ weight: 3, arbitrary: plainResource(place) }, { weight: 2, arbitrary: deployment(place) });
  };
  return fc.oneof(fc.tuple(one('r0')), fc.tuple(one('r0'), one('r1')));
}

const outputs = fc
  .tuple(
    any,
    optional('condition', conditions),
    fc.nat(2),
    values(['copyIndex()']).filter((value) => value !== null),
  )
  .map(
    ([text, condition, count, input]): Members => ({
      one: { type: 'object', ...condition, value: `[createObject('v', ${text})]` },
      many: { type: 'array', copy: { count, input } },
    }),
  );

/** Expressions that refer to the first resource of a template. */
function references(first: Members, symbolic: boolean): Members {
  if (first['type'] === 'Microsoft.Resources/deployments') {
    return { back: { type: 'object', value: "[createObject('v', reference('r0').outputs.one.value)]" } };
  }
  if (!symbolic || first['copy']) return {};
  return { back: { type: 'object', value: "[createObject('v', resourceInfo('r0').id)]" } };
}

interface TemplateOptions {
  readonly depth: number;
  readonly symbolic: boolean;
}

function templates({ depth, symbolic }: TemplateOptions): fc.Arbitrary<Members> {
  return fc.tuple(resources({ symbolic, depth }), outputs, fc.boolean()).map(([made, given, refers]): Members => {
    const [first = {}] = made;
    const named = Object.fromEntries(made.map((one, index) => [`r${index}`, one]));
    return {
      $schema: schemaOf('resourceGroup'),
      contentVersion: '1.0.0.0',
      ...(symbolic && { languageVersion: '2.0' }),
      ...(surroundings as unknown as Members),
      resources: symbolic ? named : made,
      outputs: { ...given, ...(refers && references(first, symbolic)) },
    };
  });
}

/** Whole templates, as JSON texts: loops, conditions, children, nested deployments, outputs, in both languages. */
export const arbitraryTemplates: fc.Arbitrary<string> = fc
  .tuple(fc.nat(1), fc.boolean())
  .chain(([depth, symbolic]) => templates({ depth, symbolic }))
  .map((template) => JSON.stringify(template));
