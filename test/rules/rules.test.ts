import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isBicepTemplate } from '../../src/bicep/semantics/file-references.ts';
import { allFacts } from '../../src/protection/azure/facts.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import { type Expectation, type Files, fixturesFolder, loadFixtures } from '../support/cases.ts';

const rules = await shippedRules();
const cases = loadFixtures();
const facts = allFacts();
const rulesFolder = path.join(fixturesFolder, '..', 'rules');

type Language = 'JSON' | 'Bicep';

/** What the cases in the folder of a rule that are written in a language expect of that rule, case by case. */
function expectationsOf({ id }: Rule, language: Language): readonly (readonly Expectation[])[] {
  return cases
    .filter(({ owner, head }) => owner === id && languageOf(head) === language)
    .map(({ file }) => file.expect.filter(({ rule }) => rule === id));
}

function languageOf(files: Files): Language {
  return Object.keys(files).some(isBicepTemplate) ? 'Bicep' : 'JSON';
}

test('each rule is called as its file is', () => {
  const files = readdirSync(rulesFolder).filter((name) => name.endsWith('.yaml'));
  expect(rules.map(({ id }) => `${id}.yaml`).sort()).toEqual(files.sort());
});

test('each folder of fixtures belongs to a rule', () => {
  const known = new Set(rules.map(({ id }) => id));
  const owners = [...new Set(cases.map(({ owner }) => owner))].filter((owner) => !owner.startsWith('_'));
  expect(owners.filter((owner) => !known.has(owner))).toEqual([]);
});

/** What cannot be seen is not found for certain. */
const neverCertain: ReadonlySet<string> = new Set([
  'unseen-module-added',
  'unseen-module-changed',
  'unseen-module-removed',
  'deployment-script-changed',
  'policy-kind-undeclared',
]);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  describe.each(['JSON', 'Bicep'] as const)('in %s', (language) => {
    const expectations = expectationsOf(rule, language);

    test('has a case that it finds', () => {
      const found = neverCertain.has(rule.id) ? 'unknown' : 'weakened';
      expect(expectations.flat().map(({ verdict }) => verdict)).toContain(found);
    });

    test('has a case that looks alike and that it passes', () => {
      expect(expectations.filter((found) => found.length === 0)).not.toEqual([]);
    });

    test('has a case with an unknown verdict, if it has words for it', () => {
      const verdicts = expectations.flat().map(({ verdict }) => verdict);
      if (rule.messages.unknown !== undefined) expect(verdicts).toContain('unknown');
      else expect(verdicts).not.toContain('unknown');
    });
  });

  test('says on which facts its reason rests', () => {
    const known = new Set(facts.map(({ id }) => id));
    expect(rule.facts).not.toEqual(undefined);
    expect((rule.facts ?? []).filter((id) => !known.has(id))).toEqual([]);
  });

  test('names only rules that exist', () => {
    const known = rules.map(({ id }) => id);
    expect((rule.supersededBy ?? []).filter((id) => !known.includes(id))).toEqual([]);
  });
});

test('each fact that is easily misread is a case that cites it', () => {
  const cited = new Set(cases.flatMap(({ file }) => file.facts ?? []));
  const misread = facts.filter((fact) => fact.misread !== undefined).map(({ id }) => id);
  expect(misread.length).toBeGreaterThan(40);
  expect(misread.filter((id) => !cited.has(id))).toEqual([]);
});

test('cases cite facts that exist', () => {
  const known = new Set(facts.map(({ id }) => id));
  const cited = cases.flatMap(({ name, file }) => (file.facts ?? []).map((id) => ({ name, id })));
  expect(cited.filter(({ id }) => !known.has(id))).toEqual([]);
});

/** Where the levels and quantities are that a rule judges: `type property`. */
function propertiesOf({ check }: Rule): readonly string[] {
  const isJudged = check.kind !== 'setting-contradicted' && ('levels' in check || check.kind === 'number-decreased');
  if (!isJudged) return [];
  return Object.entries(check.properties).map(([type, property]) => `${type} ${property}`);
}

describe.each([...new Set(rules.flatMap(propertiesOf))].sort())('%s', (property) => {
  const judging = rules.filter((rule) => propertiesOf(rule).includes(property));

  test('is judged in a change and in one revision, or a rule says why not', () => {
    const isJudged = (mode: Rule['mode']): boolean =>
      judging.some((rule) => rule.mode === mode || rule.mode === 'both');
    const reason = judging.find(({ oneSided }) => oneSided !== undefined)?.oneSided;
    expect((isJudged('diff') && isJudged('state')) || reason !== undefined).toBe(true);
  });
});
