import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/engine/result.ts';
import { ladders } from '../../src/protection/azure/ladders.ts';
import { judge } from '../support/cases.ts';
import {
  type Edit,
  edited,
  type Json,
  type JsonObject,
  leavesOf,
  type Strong,
  strengthenings,
  strongVaults,
  valueAt,
  weakenings,
  withValue,
} from './strong-vaults.ts';

const runs = { numRuns: 20 };

function findingsOf(base: JsonObject, head: JsonObject): readonly Finding[] {
  const files = (template: JsonObject): Record<string, string> => ({
    'main.json': JSON.stringify(template, undefined, 2),
  });
  return judge(files(base), files(head)).findings;
}

function rulesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, verdict }) => `${rule.id}: ${verdict}`);
}

function families(): readonly Strong['family'][] {
  return ['recovery-services', 'backup'];
}

function vaultsOf(family: Strong['family']): fc.Arbitrary<JsonObject> {
  return strongVaults.filter((strong) => strong.family === family).map(({ template }) => template);
}

/** Policies of Backup vaults cannot be changed at all, and a lock is permanent: both are worth a note. */
const notes = ['policy-updated-in-place', 'vault-immutability-locked'];

describe.each(families())('a strong %s vault', (family) => {
  const vaults = vaultsOf(family);

  test('against itself is silent, however it is written', () => {
    fc.assert(
      fc.property(vaults, (template) => {
        for (const rewrite of rewrites) expect(rulesOf(findingsOf(template, rewrite(template)))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  test.each(weakenings[family].map((edit) => [edit.name, edit] as const))('is not weakened unseen: %s', (_, edit) => {
    fc.assert(
      fc.property(vaults, fc.nat(), (template, random) => {
        const found = findingsOf(template, edited(template, edit, random));
        expect(rulesOf(found)).toContain(`${edit.rule}: weakened`);
      }),
      { numRuns: 4 },
    );
  });

  test('is not weakened unseen while other things get better', () => {
    fc.assert(
      fc.property(vaults, anyOf(weakenings[family]), fc.subarray([...strengthenings[family]]), fc.nat(), (...drawn) => {
        const [template, edit, others, random] = drawn;
        const better = others.filter(({ path }) => !overlaps(path, edit.path));
        const stronger = better.reduce((made, one) => edited(made, one, random), template);
        expect(rulesOf(findingsOf(template, edited(stronger, edit, random)))).toContain(`${edit.rule}: weakened`);
      }),
      runs,
    );
  });

  test('gets better without a warning', () => {
    fc.assert(
      fc.property(vaults, fc.subarray([...strengthenings[family]], { minLength: 1 }), fc.nat(), (...drawn) => {
        const [template, edits, random] = drawn;
        const stronger = edits.reduce((made, one) => edited(made, one, random), template);
        const found = findingsOf(template, stronger).filter(({ rule }) => !notes.includes(rule.id));
        expect(rulesOf(found)).toEqual([]);
      }),
      runs,
    );
  });

  test('whose weaker value is not known is never taken for as good as before', () => {
    fc.assert(
      fc.property(vaults, anyOf(weakenings[family].filter(isLeaf)), fc.nat(), (template, edit, random) => {
        const weaker = edited(template, edit, random);
        const found = findingsOf(template, hidden(weaker, [edit.path]));
        expect(rulesOf(found).some((rule) => rule.startsWith(`${edit.rule}: `))).toBe(true);
      }),
      runs,
    );
  });

  test('stays weakened, whatever else is not known', () => {
    fc.assert(
      fc.property(vaults, anyOf(weakenings[family]), fc.nat(), fc.nat(), (template, edit, random, at) => {
        const weaker = edited(template, edit, random);
        const leaves = leavesOf(weaker).filter(([first, , ...rest]) => first === 'resources' && isValue(rest));
        const leaf = leaves[at % leaves.length];
        if (!leaf) return;
        expect(rulesOf(findingsOf(template, hidden(weaker, [leaf])))).not.toEqual([]);
      }),
      runs,
    );
  });
});

describe.each(Object.values(ladders).map((ladder) => [ladder.name, ladder] as const))(
  'the ladder %s',
  (name, { ranks }) => {
    test('has no two levels of which each is lower than the other', () => {
      const levels = Object.entries(ranks);
      for (const [one, rank] of levels) {
        for (const [other, otherRank] of levels) {
          if (one !== other && rank === otherRank) expect(sameLevel(name, one, other)).toBe(true);
        }
      }
      expect(new Set(levels.map(([level]) => level.toLowerCase())).size).toBe(levels.length);
    });
  },
);

/**
 * Kinds of redundancy that a ladder does not rank on purpose: none of the two survives all that the other one does, so
 * that paired regions and zones have ladders of their own.
 */
const unranked: Readonly<Record<string, readonly (readonly string[])[]>> = {
  redundancy: [['ZoneRedundant', 'GeoRedundant']],
  'paired-region': [
    ['LocallyRedundant', 'ZoneRedundant'],
    ['GeoRedundant', 'ReadAccessGeoZoneRedundant'],
  ],
  zones: [
    ['LocallyRedundant', 'GeoRedundant'],
    ['ZoneRedundant', 'ReadAccessGeoZoneRedundant'],
  ],
};

/** Words of one rank are spellings of the two families or of two places, never two levels of one. */
function sameLevel(ladder: string, one: string, other: string): boolean {
  const spellings = [
    ['Disabled', 'Off', 'false', 'MicrosoftManaged'],
    ['Enabled', 'On', 'true', 'CustomerManaged'],
    ...(unranked[ladder] ?? []),
  ];
  return spellings.some((words) => words.includes(one) && words.includes(other));
}

function anyOf(edits: readonly Edit[]): fc.Arbitrary<Edit> {
  return fc.constantFrom(...edits);
}

function overlaps(one: Edit['path'], other: Edit['path']): boolean {
  return [...one, ''].slice(0, Math.min(one.length, other.length)).every((step, index) => step === other[index]);
}

/** Whether an edit gives a value of its own to a leaf; where it is left out, there is nothing to be unknown. */
function isLeaf({ rule, path }: Edit): boolean {
  return (
    ['count', 'state', 'softDeleteState', 'durationInDays', 'duration'].includes(String(path.at(-1))) && rule !== ''
  );
}

/** Types and names of resources have to be known for anything to be said. */
function isValue([member]: Edit['path']): boolean {
  return member === 'properties' || member === 'location';
}

/** A template in which some values come from parameters without a value. */
function hidden(template: JsonObject, paths: readonly Edit['path'][]): JsonObject {
  const types = { string: 'string', number: 'int', boolean: 'bool' } as const;
  const parameters: JsonObject = {};
  const made = paths.reduce((inner, path, index) => {
    const value = valueAt(inner, path);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return inner;
    parameters[`hidden${index}`] = { type: types[typeof value as keyof typeof types] };
    return withValue(inner, path, `[parameters('hidden${index}')]`);
  }, template);
  return { ...made, parameters };
}

/** The same template in other words. */
const rewrites: readonly ((template: JsonObject) => JsonObject)[] = [
  (template) => template,
  (template) => reversed(template) as JsonObject,
  (template) => ({ ...template, resources: recased(template['resources'] ?? []) }),
  withVariables,
  withChildren,
];

function reversed(json: Json): Json {
  if (Array.isArray(json)) return json.map(reversed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .map(([name, value]) => [name, reversed(value)] as const)
      .reverse(),
  );
}

/** Names of members in capitals, below the properties of resources. */
function recased(json: Json, inside = false): Json {
  if (Array.isArray(json)) return json.map((item) => recased(item, inside));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      inside ? name.toUpperCase() : name,
      recased(value, inside || name === 'properties'),
    ]),
  );
}

/** All properties of resources come from variables. */
function withVariables(template: JsonObject): JsonObject {
  const resources = template['resources'];
  if (!Array.isArray(resources)) return template;
  const variables = Object.fromEntries(
    resources.map((one, index) => [`p${index}`, valueAt(one, ['properties']) ?? null]),
  );
  const made = resources.map((one, index) => ({ ...(one as JsonObject), properties: `[variables('p${index}')]` }));
  return { ...template, variables, resources: made };
}

/** Policies stand within their vault. */
function withChildren(template: JsonObject): JsonObject {
  const [vault, ...policies] = template['resources'] as JsonObject[];
  const resources = policies.map((one) => {
    const [type, name] = [one['type'], one['name']].map((text) => String(text).split('/').at(-1) ?? '');
    return { ...one, type: type ?? '', name: name ?? '' };
  });
  return { ...template, resources: [{ ...vault, resources }] };
}
