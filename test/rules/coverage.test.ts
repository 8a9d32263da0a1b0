import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { shippedRules } from '../../src/rules/shipped.ts';
import { readCoverage } from '../../tools/docs/coverage.ts';
import { fixturesFolder } from '../support/cases.ts';
import { besideCorpus } from '../support/corpus.ts';
import { describeWith } from '../support/needs.ts';
import { sentencesOf } from '../support/sentences.ts';

const { sentences } = readCoverage(fileURLToPath(new URL('../..', import.meta.url)));
const ids = new Set((await shippedRules()).map(({ id }) => id));

describe('each sentence of the specification', () => {
  test('has a rule, a fixture or a reason', () => {
    const bare = sentences.filter(({ rules = [], fixtures = [], reason = '' }) => {
      return rules.length === 0 && fixtures.length === 0 && reason.length < 10;
    });
    expect(bare).toEqual([]);
    expect(sentences.length).toBeGreaterThan(50);
  });

  test('names rules and fixtures that exist', () => {
    const rules = sentences.flatMap(({ rules = [] }) => rules).filter((id) => !ids.has(id));
    const fixtures = sentences
      .flatMap(({ fixtures = [] }) => fixtures)
      .filter((name) => !existsSync(path.join(fixturesFolder, name, 'case.yaml')));
    expect([...rules, ...fixtures]).toEqual([]);
  });
});

// The page is Microsoft's and no part of the repository.
const page = besideCorpus('facts/immutable-vault-concept.md');

describeWith(page)('the page itself', () => {
  test('has exactly the sentences that are covered', () => {
    const found = sentencesOf(readFileSync(page.file, 'utf8')).map(({ place, hash }) => `${place} ${hash}`);
    expect(sentences.map(({ place, hash }) => `${place} ${hash}`)).toEqual(found);
  });
});

test('sentences are distinguished', () => {
  const places = sentencesOf(
    '# Title\n\nOne. Two, [linked](a.md).\n\n## Next (part)\n\n- Three\n\n| Head | Words |\n| --- | --- |\n| **Four** | Five. <br> Six. |\n',
  ).map(({ place }) => place);
  expect(places).toEqual([
    'introduction.1',
    'introduction.2',
    'next-part.1',
    'next-part.2',
    'next-part.3',
    'next-part.4',
  ]);
});
