import { describe, expect, test } from 'vitest';
import { flattenOrigins, membersOf } from '../../src/expr/make-value.ts';
import type { Value } from '../../src/expr/value.ts';
import { nameText } from '../../src/model/identity.ts';
import { observe, stepsOf } from '../../src/model/observe.ts';
import { startOf } from '../../src/text/source.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, loadFixtures } from '../support/cases.ts';
import { resourceDifferences } from '../support/json-compare.ts';
import { type Resolved, resolveTarget } from '../support/json-resolve.ts';
import { memoryTree } from '../support/memory-tree.ts';

/** One source in both languages: base is JSON, head is Bicep. */
const twins = loadFixtures().filter(({ owner }) => owner === '_twins');

function resolved(files: Files): Resolved {
  const [target, ...others] = discoverTargets(memoryTree(files));
  if (!target || others.length > 0) throw new Error('A twin is one target.');
  return resolveTarget(target, { context: {} });
}

/** All values in a value that hold no others. */
function leavesOf(value: Value): readonly Value[] {
  if (value.kind === 'object') return membersOf(value).flatMap(({ value: member }) => leavesOf(member));
  return value.kind === 'array' ? value.items.flatMap(leavesOf) : [value];
}

const security = 'properties.securitySettings';
const immutability = `${security}.immutabilitySettings.state`;
const daily = 'properties.retentionPolicy.dailySchedule.retentionDuration';

describe.each(twins.map(({ name, base = {}, head }) => [name, base, head] as const))('%s', (_, json, bicep) => {
  test('resolves to the same resources', () => {
    const [one, other] = [resolved(json), resolved(bicep)];
    expect([...one.errors, ...other.errors]).toEqual([]);
    expect(one.resources.length).toBeGreaterThan(0);
    expect(resourceDifferences(one.resources, other.resources)).toEqual([]);
  });

  test.each([
    ['JSON', json],
    ['Bicep', bicep],
  ])('knows in %s where each value is written', (__, files) => {
    const { deployment } = resolved(files);
    const leaves = deployment.resources.flatMap(({ body }) => leavesOf(body));
    const spans = leaves.map(({ origins }) => flattenOrigins(origins).map(({ span }) => span));
    expect(leaves.length).toBeGreaterThan(3);
    expect(spans.filter((places) => places.length === 0)).toEqual([]);
    expect(spans.flat().filter(({ file, end }) => files[file.path] !== file.text || end > file.text.length)).toEqual(
      [],
    );
  });
});

type Line = number;

/** Where a value is defined in each language: twin, resource, property, value, place in JSON, line in Bicep. */
const definitions: readonly (readonly [string, string, string, string, Line, string])[] = [
  ['conditions', 'keep', 'properties.level', 'CanNotDelete', 43, 'main.bicep:18'],
  ['defaults-and-interpolation', 'rsv-shop-prod', immutability, 'Unlocked', 23, 'main.bicep:6'],
  ['functions', 'rsv-shop-003', immutability, 'Locked', 41, 'main.bicep:9'],
  ['imported-variables', 'rsv-prod', immutability, 'Locked', 7, 'shared.bicep:6'],
  ['lambdas', 'rsv-prod-weu', immutability, 'Locked', 43, 'main.bicep:18'],
  ['loop-of-modules', 'rsv-neu', immutability, 'Locked', 32, 'main.bicep:7'],
  ['loop-over-objects', 'rsv-prod-weu/silver', `${daily}.count`, '90', 13, 'main.bicep:4'],
  ['module', 'rsv-prod', immutability, 'Unlocked', 34, 'modules/vault.bicep:2'],
  [
    'nested-children',
    'rsv-prod-weu/vaultconfig',
    'properties.softDeleteRetentionPeriodInDays',
    '30',
    32,
    'main.bicep:14',
  ],
  ['parameter-file', 'rsv-prod-weu', immutability, 'Locked', 9, 'main.bicepparam:6'],
  [
    'types-and-nulls',
    'bv-prod-weu',
    `${security}.softDeleteSettings.retentionDurationInDays`,
    '30',
    54,
    'main.bicep:18',
  ],
  ['union-and-spread', 'bv-prod-weu', `${security}.softDeleteSettings.state`, 'AlwaysOn', 9, 'main.bicep:2'],
];

test.each(definitions)('%s: finds where %s has its %s', (twin, resource, property, value, json, bicep) => {
  const { base = {}, head } = twins.find(({ name }) => name === `_twins/${twin}`) ?? { head: {} };
  const file = twin === 'parameter-file' ? 'main.parameters.json' : 'main.json';
  expect(definitionIn(base, resource, property)).toEqual([value, `${file}:${json}`]);
  expect(definitionIn(head, resource, property)).toEqual([value, bicep]);
});

test('there are a dozen of them, and each has a known place', () => {
  expect(definitions.map(([twin]) => `_twins/${twin}`)).toEqual(twins.map(({ name }) => name));
  expect(twins.length).toBeGreaterThanOrEqual(12);
});

/** The value of a property of a resource, and the file and line where it is defined. */
function definitionIn(files: Files, resource: string, property: string): readonly (string | undefined)[] {
  const found = resolved(files).deployment.resources.find(({ name }) => nameText(name) === resource);
  const { value } = found ? observe(found, stepsOf(property)) : { value: undefined };
  const definition = flattenOrigins(value?.origins ?? []).at(-1)?.span;
  const text = value && 'value' in value ? String(value.value) : undefined;
  return [text, definition && `${definition.file.path}:${startOf(definition).line}`];
}
