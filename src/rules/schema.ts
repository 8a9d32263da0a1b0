import type { AnyBehaviour } from '../checks/behaviour.ts';
import { behaviours } from '../checks/behaviours.ts';
import { definitions, type JsonSchema } from '../checks/parameters.ts';

/** The JSON Schema of a rule, put together of the behaviours. `npm run docs` writes it for editors. */
export function ruleSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'An armlock rule',
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'severity', 'mode', 'check', 'messages', 'why', 'fix'],
    properties: {
      ...headProperties,
      check: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { description: 'What the rule finds.', enum: behaviours.map(({ kind }) => kind) } },
        discriminator: { propertyName: 'kind' },
        oneOf: behaviours.map(({ kind }) => ({ $ref: `#/definitions/${kind}` })),
      },
      ...proseProperties,
    },
    definitions: { ...definitions, ...Object.fromEntries(behaviours.map((one) => [one.kind, checkSchema(one)])) },
  };
}

/** The schema of the checks of one behaviour. */
function checkSchema({ kind, about, schema }: AnyBehaviour): JsonSchema {
  const parameters = Object.entries(schema);
  return {
    description: about,
    type: 'object',
    additionalProperties: false,
    required: ['kind', ...parameters.flatMap(([name, { required }]) => (required ? [name] : []))],
    properties: {
      kind: { const: kind },
      ...Object.fromEntries(parameters.map(([name, parameter]) => [name, parameter.schema])),
    },
  };
}

const headProperties: JsonSchema = {
  id: {
    description: 'Equals the file name; names the bad thing.',
    type: 'string',
    pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    patternErrorMessage: `Write lower-case words with hyphens between them, such as 'kv-purge-off'.`,
    maxLength: 60,
  },
  title: { description: 'One line without a full stop.', type: 'string', minLength: 5, maxLength: 100 },
  status: { enum: ['preview', 'stable', 'deprecated'] },
  since: { description: 'The first version that has the rule.', type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
  severity: { enum: ['error', 'warning', 'note'] },
  severityByType: {
    description: 'Where another severity counts, by the type of the resource that a finding is about.',
    type: 'object',
    minProperties: 1,
    propertyNames: { $ref: '#/definitions/type' },
    additionalProperties: { enum: ['error', 'warning', 'note'] },
  },
  mode: {
    description: 'diff compares two revisions, state judges one, both does either.',
    enum: ['diff', 'state', 'both'],
  },
};

const proseProperties: JsonSchema = {
  messages: {
    type: 'object',
    additionalProperties: false,
    required: ['weakened'],
    properties: {
      weakened: { description: 'What happened.', type: 'string', minLength: 5 },
      unknown: {
        description: 'What is not known, with {unknown} for the reason.',
        type: 'string',
        minLength: 5,
      },
    },
  },
  why: { description: 'Why it matters.', type: 'string', minLength: 10 },
  fix: { description: 'What to do. {before} stands for the value of base.', type: 'string', minLength: 10 },
  facts: {
    description: 'Ids of the facts about Azure that the reason rests on; docs/azure-facts.md lists them.',
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string' },
  },
  supersededBy: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  oneSided: {
    description: 'Why the setting is judged only in a change, or only in one revision.',
    type: 'string',
    minLength: 10,
  },
  references: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^https://' } },
  policies: { type: 'array', items: { type: 'string', pattern: '^[0-9a-f-]{36}$' } },
  benchmark: { type: 'array', items: { type: 'string' } },
  cis: {
    description: 'Controls of the CIS Microsoft Azure Storage Services Benchmark v2.0.0.',
    type: 'array',
    items: { type: 'string', pattern: '^[0-9.]+$' },
  },
};
