import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { factOf } from '../../src/protection/azure/facts.ts';
import { regionName } from '../../src/protection/azure/worm-regions.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import { readCoverage } from '../../tools/docs/coverage.ts';
import { type CaseFile, fixturesFolder } from '../support/cases.ts';
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

  const shown = sentences.flatMap(({ place, says, fixtures = [], shows }) =>
    fixtures.map((name) => ({ place, says, name, shows })),
  );
  test.each(shown)('$place ($says) is shown by $name: $shows', ({ name, shows }) => {
    const expectations = expectationsOf(name);
    if (shows === 'nothing') expect(expectations).toEqual([]);
    else if (shows === 'reported') expect(expectations.length).toBeGreaterThan(0);
    else expect(expectations.map(({ outcome }) => outcome)).toContain(shows);
  });
});

function expectationsOf(name: string): CaseFile['expect'] {
  return (parse(readFileSync(path.join(fixturesFolder, name, 'case.yaml'), 'utf8')) as CaseFile).expect;
}

// The page is Microsoft's and no part of the repository.
const page = besideCorpus('facts/immutable-vault-concept.md');

describeWith(page)('the page itself', () => {
  test('has exactly the sentences that are covered', () => {
    const found = sentencesOf(readFileSync(page.file, 'utf8')).map(({ place, hash }) => `${place} ${hash}`);
    expect(sentences.map(({ place, hash }) => `${place} ${hash}`)).toEqual(found);
  });

  test.each([
    [
      'worm-regions-of-recovery-services-vaults',
      /general availability for Recovery Services vaults in the following regions: (.+)\.$/m,
    ],
    ['worm-regions-of-backup-vaults', /preview for Backup vaults in the following regions: (.+)\.$/m],
  ] as const)('names the regions of the fact %s', (id, list) => {
    const [, names = ''] = list.exec(readFileSync(page.file, 'utf8')) ?? [];
    expect(factOf(id).regions).toEqual(names.split(', ').map(regionName).sort());
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
