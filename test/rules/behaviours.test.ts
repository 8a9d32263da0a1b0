import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AnyBehaviour } from '../../src/checks/behaviour.ts';
import { behaviours, type Check } from '../../src/checks/behaviours.ts';
import {
  childTypes,
  definitions,
  levelName,
  levelNames,
  oneOf,
  type Parameter,
  propertyPaths,
  resourceTypes,
  ruleIds,
  text,
} from '../../src/checks/parameters.ts';
import { ruleSchema } from '../../src/rules/schema.ts';
import { shippedRules } from '../../src/rules/shipped.ts';

const folder = fileURLToPath(new URL('../../src/checks/', import.meta.url));
const rules = await shippedRules();

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => / = behaviour\(/.test(readFileSync(path.join(folder, file), 'utf8')));

test('each file that defines a behaviour is called as its kind, and is in the list', () => {
  expect(files.map((file) => path.basename(file, '.ts')).sort()).toEqual(behaviours.map(({ kind }) => kind).sort());
});

type CheckOf<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>;

const { $schema: _, ...schema } = ruleSchema();
const ajv = new Ajv({ discriminator: true, allowUnionTypes: true, keywords: ['patternErrorMessage'] }).addSchema(
  schema,
  'rule',
);

/** Values of a form of parameter: the compiler holds those that fit to its type, and the test to its schema. */
function valuesOf<T>(name: string, parameter: Parameter<T>, fit: readonly T[], others: readonly unknown[]) {
  return [name, parameter.schema, fit, others] as const;
}

const type = 'Microsoft.RecoveryServices/vaults';

describe.each([
  valuesOf('oneOf', oneOf('a', 'vault', 'operational'), ['vault', 'operational'], ['Vault', '', 1, ['vault']]),
  valuesOf('text', text('a'), ['days'], ['', 1, true, ['days']]),
  valuesOf('ruleIds', ruleIds('a'), [['vault-removed']], ['vault-removed', [], [1]]),
  valuesOf(
    'levelNames',
    levelNames(),
    ['immutability', [false, true], ['a', true]],
    ['no-levels', true, ['a'], [1, 2]],
  ),
  valuesOf('levelName', levelName('a'), ['Locked', true], [1, ['Locked']]),
  valuesOf('resourceTypes', resourceTypes('a'), [[type]], [type, [], ['vaults'], [1]]),
  valuesOf(
    'childTypes',
    childTypes('a'),
    [{ [type]: `${type}/backupconfig` }],
    [{}, [type], { [type]: 1 }, { a: type }],
  ),
  valuesOf(
    'propertyPaths',
    propertyPaths('a'),
    [{ [type]: 'location' }, { [type]: ['properties.a', 'properties.b'] }],
    [{}, 'location', { [type]: [] }, { [type]: ['location'] }, { [type]: 1 }, { location: 'location' }],
  ),
])('the form %s', (_name, form, fit, others) => {
  const accepts = ajv.compile({ ...form, definitions });

  test('has a schema that takes what its type takes, and nothing else', () => {
    expect(fit.filter((value) => !accepts(value))).toEqual([]);
    expect(others.filter((value) => accepts(value))).toEqual([]);
  });
});

describe.each(behaviours.map((one): readonly [string, AnyBehaviour] => [one.kind, one]))('%s', (kind, behaviour) => {
  const accepts = ajv.compile({ $ref: `rule#/definitions/${kind}` });
  const checks: readonly Readonly<Record<string, unknown>>[] = rules.map(({ check }) => ({ ...check }));
  const own = checks.filter((check) => check['kind'] === kind);

  test('is what a rule checks', () => {
    expect(own).not.toEqual([]);
  });

  test('takes the parameters of its schema and no others', () => {
    for (const check of own) {
      expect([accepts(check), accepts({ ...check, event: 'weakened' })]).toEqual([true, false]);
      for (const [name, { required }] of Object.entries(behaviour.schema)) {
        const { [name]: _left, ...rest } = check;
        expect([name, accepts(rest), accepts({ ...rest, [name]: 1 })]).toEqual([name, !required, false]);
      }
    }
  });
});

test('the type of a check is made of the parameters of its behaviour', () => {
  expectTypeOf<CheckOf<'retention-shortened'>>().toExtend<{ readonly store?: 'vault' | 'operational' }>();
  expectTypeOf<CheckOf<'value-changed'>['as']>().toEqualTypeOf<
    'text' | 'resource-id' | 'identity' | 'key' | 'region'
  >();
  expectTypeOf<CheckOf<'resource-removed'>['resources']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<CheckOf<'vault-tier-removed'>>().not.toExtend<{ readonly store: unknown }>();
});
