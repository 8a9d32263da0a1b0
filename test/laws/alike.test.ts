import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/checks/check.ts';
import { compareEstate } from '../../src/diff/estate.ts';
import { type Ask, askAlike, askEach, shapesIn } from '../../src/engine/alike.ts';
import { type Comparison, comparisonOf } from '../../src/engine/comparison.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import { identityOf } from '../../src/model/identity.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import type { SourceFile } from '../../src/text/source.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { type Files, loadFixtures } from '../support/cases.ts';
import { jsonTemplate } from '../support/estates.ts';
import { type Estate, weakening } from '../support/generators.ts';
import { memoryTree } from '../support/memory-tree.ts';
import type { Json } from './strong-vaults.ts';

const rules = (await shippedRules()).filter(({ mode }) => mode !== 'state');

function comparisonsOf(base: Files, head: Files): readonly Comparison[] {
  const [before, after] = [memoryTree(base, 'base/'), memoryTree(head, 'head/')];
  const pairs = pairTargets(discoverTargets(before), discoverTargets(after), after);
  const targets = evaluateTargets(pairs, { context: {} });
  return compareEstate(targets).map((one) => comparisonOf(one, { mode: 'complete' }));
}

/** What all rules observe, in order; what is preserved is only counted, so that its order does not matter. */
function observed(ask: Ask): unknown {
  return rules.map((rule) => {
    const all = ask(rule);
    const reported = all.filter(({ verdict }) => verdict !== 'preserved').map(told);
    const preserved = all.filter(({ verdict }) => verdict === 'preserved').map(told);
    return { rule: rule.id, reported, preserved: preserved.sort() };
  });
}

function told({ subject, pair, covers = [], ...others }: Observation): string {
  const places = [subject, pair.base, pair.head, ...covers.map(({ resource }) => resource)];
  const said = {
    places: places.map((one) => one && [identityOf(one).key, one.span.file.path, one.span.start]),
    covers: covers.map(({ property }) => property),
    ...others,
  };
  return JSON.stringify(said, (key, value: unknown) => {
    if (key === 'file') return (value as SourceFile).path;
    return typeof value === 'bigint' ? value.toString() : value;
  });
}

function expectAlike(comparisons: readonly Comparison[]): void {
  for (const { context, onlyWidened } of comparisons) {
    if (!onlyWidened && shapesIn(context, 0).length > 0)
      expect(observed(askAlike(context, 0))).toEqual(observed(askEach(context)));
  }
}

const copies = ['-a', '-bb', 'c'];

/** The vaults of an estate several times, under other names. */
function several(estate: Estate, endings: readonly string[] = copies): Estate {
  return {
    vaults: endings.flatMap((ending) => estate.vaults.map((one) => ({ ...one, name: `${one.name}${ending}` }))),
  };
}

describe('asking about one vault of each shape finds what asking about each finds', () => {
  test('in estates of which one vault changes differently', () => {
    fc.assert(
      fc.property(weakening, weakening, (one, other) => {
        const base = { vaults: [...several(one.strong).vaults, ...several(other.strong, ['-o', '-p']).vaults] };
        const odd = several(other.weak, ['-o']).vaults;
        const head = { vaults: [...several(one.weak).vaults, ...odd, ...several(other.strong, ['-p']).vaults] };
        expectAlike(comparisonsOf({ 'main.json': jsonTemplate(base) }, { 'main.json': jsonTemplate(head) }));
      }),
      { numRuns: 10 },
    );
  });

  // A part of them, for the sake of time; all of them hold.
  test.each(
    loadFixtures()
      .filter((_, index) => index % 4 === 0)
      .flatMap(({ name, base, head }) => (base && isJson(base) && isJson(head) ? [{ name, base, head }] : [])),
  )('in $name, several times', ({ base, head }) => {
    expectAlike(comparisonsOf(multiplied(base), multiplied(head)));
  });
});

const isJson = (files: Files): boolean => Object.keys(files).every((name) => name.endsWith('.json'));

/** A template that has its resources several times, with other names of vaults. */
function multiplied(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, multipliedText(text)]));
}

function multipliedText(text: string): string {
  let template: Json;
  try {
    template = JSON.parse(text) as Json;
  } catch {
    return text;
  }
  if (typeof template !== 'object' || template === null || Array.isArray(template)) return text;
  const { resources } = template;
  if (!Array.isArray(resources)) return text;
  const named = resources.flatMap((one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) && typeof one['name'] === 'string'
      ? one['name']
      : [],
  );
  const roots = [...new Set(named.filter((name) => !name.startsWith('[')).map((name) => name.split('/')[0] ?? ''))];
  const others = copies.flatMap((ending) => JSON.parse(renamed(JSON.stringify(resources), roots, ending)) as Json[]);
  return JSON.stringify({ ...template, resources: [...resources, ...others] });
}

function renamed(text: string, roots: readonly string[], ending: string): string {
  return roots.reduce((left, root) => left.replaceAll(root, `${root}${ending}`), text);
}

const vaultType = 'Microsoft.RecoveryServices/vaults';
const policyType = `${vaultType}/backupPolicies`;

/** A vault with a policy, as a template has them. */
function vaultNamed(name: string, state: string, zone = 'UTC'): readonly Json[] {
  const securitySettings = { immutabilitySettings: { state } };
  return [
    { type: vaultType, apiVersion: '2024-04-01', name, properties: { securitySettings } },
    { type: policyType, apiVersion: '2024-04-01', name: `${name}/daily`, properties: { timeZone: zone } },
  ];
}

function shapesBetween(base: readonly Json[], head: readonly Json[]): readonly (readonly string[])[] {
  const [before, after] = [base, head].map((resources) => ({
    'main.json': JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources: [...resources] }),
  }));
  return comparisonsOf(before ?? {}, after ?? {}).flatMap(({ context }) =>
    shapesIn(context, 0).map(({ first, others }) =>
      [first, ...others].map(([pair]) =>
        pair?.head
          ? identityOf(pair.head)
              .name.map(({ text }) => text)
              .join('/')
          : '',
      ),
    ),
  );
}

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

describe('vaults have one shape', () => {
  test('if they are alike but for their names', () => {
    const [base, head] = ['Locked', 'Disabled'].map((state) =>
      ['a', 'b', 'c'].flatMap((name) => vaultNamed(name, state)),
    );
    expect(shapesBetween(base ?? [], head ?? [])).toEqual([['a', 'b', 'c']]);
  });

  test('but not if one of them says something else in either revision', () => {
    const base = [...vaultNamed('a', 'Locked'), ...vaultNamed('b', 'Unlocked'), ...vaultNamed('c', 'Locked')];
    const head = [
      ...vaultNamed('a', 'Disabled'),
      ...vaultNamed('b', 'Disabled'),
      ...vaultNamed('c', 'Disabled', 'GMT'),
    ];
    expect(shapesBetween(base, head)).toEqual([]);
  });

  test('and a name that is a word of the vault counts as that word', () => {
    const states = ['Locked', 'Disabled'];
    const [base, head] = states.map((state) => ['UTC', 'b', 'c'].flatMap((name) => vaultNamed(name, state)));
    expect(shapesBetween(base ?? [], head ?? [])).toEqual([['b', 'c']]);
  });

  test('and not where a vault that is new may be any of them', () => {
    const base = ['a', 'b'].flatMap((name) => vaultNamed(name, 'Locked'));
    const added = { type: vaultType, apiVersion: '2024-04-01', name: '[deployment().name]', properties: {} };
    expect(shapesBetween(base, [...base, added])).toEqual([]);
  });
});
