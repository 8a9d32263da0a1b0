import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AnyBehaviour } from '../../src/checks/behaviour.ts';
import { behaviours, type Check } from '../../src/checks/behaviours.ts';
import type { Parameter } from '../../src/checks/parameters.ts';
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

test.each(behaviours.map(({ kind }) => kind))('%s is what a rule checks', (kind) => {
  expect(rules.filter(({ check }) => check.kind === kind)).not.toEqual([]);
});

type CheckOf<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>;

const properties = { 'Microsoft.RecoveryServices/vaults': 'properties.publicNetworkAccess' };
const setting = { properties, also: { 'Microsoft.RecoveryServices/vaults/backupconfig': ['properties.a', 'tags'] } };
const levels = { ...setting, levels: ['None', true] } as const;
const resources = ['Microsoft.RecoveryServices/vaults'];

/** A check of each kind with all that it can be given. The compiler holds it to the type, and the test to the schema. */
const complete: { readonly [Kind in Check['kind']]: CheckOf<Kind> } = {
  'backup-frequency-reduced': { kind: 'backup-frequency-reduced' },
  'backup-type-removed': { kind: 'backup-type-removed' },
  'child-missing': { kind: 'child-missing', children: { 'Microsoft.A/b': 'Microsoft.A/b/c' } },
  'daily-backups-dropped': { kind: 'daily-backups-dropped' },
  'default-retention-shortened': { kind: 'default-retention-shortened' },
  'item-backups-stopped': { kind: 'item-backups-stopped' },
  'item-coverage-narrowed': { kind: 'item-coverage-narrowed' },
  'item-policy-lowered': { kind: 'item-policy-lowered' },
  'item-redeployed': { kind: 'item-redeployed' },
  'level-below-minimum': { kind: 'level-below-minimum', ...levels, minimum: true },
  'level-downgrade-permitted': { kind: 'level-downgrade-permitted', ...levels },
  'level-locked': { kind: 'level-locked', ...levels },
  'level-lost': { kind: 'level-lost', ...levels },
  'level-lowered': { kind: 'level-lowered', ...levels, levels: 'immutability' },
  'level-undeclared': { kind: 'level-undeclared', ...levels },
  'list-items-added': { kind: 'list-items-added', ...setting },
  'list-items-present': { kind: 'list-items-present', ...setting },
  'number-decreased': { kind: 'number-decreased', ...setting, unit: 'days' },
  'policy-updated-in-place': { kind: 'policy-updated-in-place' },
  'property-becomes-ignored': { kind: 'property-becomes-ignored' },
  'property-ignored': { kind: 'property-ignored' },
  'resource-declared-twice': { kind: 'resource-declared-twice', resources },
  'resource-removed': { kind: 'resource-removed', resources },
  'resource-replaced': { kind: 'resource-replaced', resources },
  'resource-unmanaged': { kind: 'resource-unmanaged', resources },
  'retention-below-floor': { kind: 'retention-below-floor', store: 'vault' },
  'retention-coverage-narrowed': { kind: 'retention-coverage-narrowed' },
  'retention-increase-refused': { kind: 'retention-increase-refused' },
  'retention-overridden': { kind: 'retention-overridden' },
  'retention-rule-idle': { kind: 'retention-rule-idle' },
  'retention-rule-untagged': { kind: 'retention-rule-untagged', store: 'operational' },
  'retention-shortened': { kind: 'retention-shortened', store: 'vault' },
  'retention-tier-removed': { kind: 'retention-tier-removed', store: 'operational' },
  'safeguard-removed-with-loss': { kind: 'safeguard-removed-with-loss', safeguards: ['abc'], losses: ['abc', 'def'] },
  'setting-contradicted': { kind: 'setting-contradicted', ...levels },
  'value-changed': { kind: 'value-changed', ...setting, as: 'resource-id' },
  'value-undeclared': { kind: 'value-undeclared', ...setting },
  'vault-tier-removed': { kind: 'vault-tier-removed' },
};

const { $schema: _, ...schema } = ruleSchema();
const ajv = new Ajv({ discriminator: true, allowUnionTypes: true }).addSchema(schema, 'rule');

describe.each(behaviours.map((one): readonly [string, AnyBehaviour] => [one.kind, one]))('%s', (kind, behaviour) => {
  const accepts = ajv.compile({ $ref: `rule#/definitions/${kind}` });
  const all: Readonly<Record<string, unknown>> = { ...Object.entries(complete).find(([name]) => name === kind)?.[1] };
  const parameters = Object.entries<Parameter<never>>(behaviour.schema);

  test('has a schema that takes what its type takes', () => {
    expect({ taken: accepts(all), errors: accepts.errors }).toEqual({ taken: true, errors: null });
    expect(Object.keys(all).sort()).toEqual(['kind', ...parameters.map(([name]) => name)].sort());
  });

  test('has a schema that refuses what its type refuses', () => {
    expect(accepts({ ...all, event: 'weakened' })).toBe(false);
    for (const [name, { required }] of parameters) {
      const { [name]: _left, ...rest } = all;
      expect([name, accepts(rest)]).toEqual([name, !required]);
      expect([name, accepts({ ...all, [name]: 1 })]).toEqual([name, false]);
    }
  });
});

test('the type of a check is made of the parameters of its behaviour', () => {
  expectTypeOf<CheckOf<'retention-shortened'>>().toExtend<{ readonly store?: 'vault' | 'operational' }>();
  expectTypeOf<CheckOf<'value-changed'>['as']>().toEqualTypeOf<'text' | 'resource-id' | 'key' | 'region'>();
  expectTypeOf<CheckOf<'resource-removed'>['resources']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<CheckOf<'vault-tier-removed'>>().not.toExtend<{ readonly store: unknown }>();
});
