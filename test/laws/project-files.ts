import fc from 'fast-check';
import type { Files } from '../support/cases.ts';
import { type Json, type JsonObject, type Strong, strongVaults } from './strong-vaults.ts';

/** How the templates of one folder are written. */
export type Form = 'plain' | 'variables' | 'parameters' | 'linked';
export const forms: readonly Form[] = ['plain', 'variables', 'parameters', 'linked'];

/** A repository of two folders, each with a target. */
export interface Project {
  readonly first: Strong;
  readonly second: Strong;
  readonly form: Form;
}

export const projects: fc.Arbitrary<Project> = fc.record({
  first: strongVaults,
  second: strongVaults,
  form: fc.constantFrom(...forms),
});

export const parametersSchema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
export const print = (json: Json): string => JSON.stringify(json, undefined, 2);

/** The files of one folder. */
export function filesOf(folder: string, template: JsonObject, form: Form): Files {
  const at = (name: string): string => `${folder}/${name}`;
  if (form === 'plain') return { [at('main.json')]: print(template) };
  const resources = template['resources'] as JsonObject[];
  const values = Object.fromEntries(resources.map((one, index) => [`p${index}`, one['properties'] ?? {}]));
  const taken = (from: string): JsonObject => ({
    ...template,
    resources: resources.map((one, index) => ({ ...one, properties: `[${from}('p${index}')]` })),
  });
  if (form === 'variables') return { [at('main.json')]: print({ ...taken('variables'), variables: values }) };
  const declared = Object.fromEntries(Object.keys(values).map((name) => [name, { type: 'object' }]));
  const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  const inner = { ...taken('parameters'), parameters: declared };
  if (form === 'parameters') {
    const file = { $schema: parametersSchema, contentVersion: '1.0.0.0', parameters: given };
    return { [at('main.json')]: print(inner), [at('main.parameters.json')]: print(file) };
  }
  const call = {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'inner',
    properties: { mode: 'Incremental', templateLink: { relativePath: 'inner.json' }, parameters: given },
  };
  return { [at('main.json')]: print({ ...template, resources: [call] }), [at('inner.json')]: print(inner) };
}

/** The second folder has vaults of other names. */
export function renamed(template: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(template).replaceAll('-weu', '-neu')) as JsonObject;
}

export function filesIn(
  { first, second, form }: Project,
  change: (template: JsonObject) => JsonObject = (same) => same,
): Files {
  return { ...filesOf('a', change(first.template), form), ...filesOf('b', renamed(second.template), form) };
}
