import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  KnownCrossSubscriptionRestoreState,
  KnownImmutabilityState,
  KnownSoftDeleteState,
} from '@azure/arm-recoveryservices';
import { describe, expect, test } from 'vitest';
import { ladders, rankOf } from '../../src/protection/azure/ladders.ts';
import { outcome } from '../../src/protection/outcome/outcome.ts';
import { staleList } from '../../tools/facts/main.ts';
import { factsCheckedBefore, problemsOf, readFacts } from '../../tools/facts/read.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sheet = readFacts(root);
const [first] = sheet.facts;
if (!first) throw new Error('there are no facts');

/** All sources of a folder as one text. */
function sourcesIn(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.data.ts'))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n');
}

describe('facts', () => {
  test('name sources that exist, and each has a link', () => {
    expect(problemsOf(sheet)).toEqual([]);
  });

  test.each([
    [
      'an unknown source',
      { ...first, id: 'new', sources: ['nowhere'] },
      'new names the source nowhere, which is not there',
    ],
    ['an id that is taken', { ...first }, `two facts are called ${first.id}`],
    ['no link', { ...first, id: 'new', sources: ['guard-planton'] }, 'no source of new has a link'],
  ])('with %s are refused', (_, fact, problem) => {
    expect(problemsOf({ ...sheet, facts: [...sheet.facts, fact] })).toContain(problem);
  });

  test('that were checked long ago are listed, the oldest first', () => {
    const old = { ...first, id: 'old', checked: '2020-01-01' };
    const older = { ...first, id: 'older', checked: '2019-01-01' };
    const facts = [old, first, older];
    expect(factsCheckedBefore(facts, '2021-01-01').map(({ id }) => id)).toEqual(['older', 'old']);
    expect(staleList({ ...sheet, facts }, 365, new Date('2022-01-01T00:00:00Z'))).toBe(
      `2 of 3 facts were checked before 2021-01-01.\n2019-01-01  older (${first.confidence})\n2020-01-01  old (${first.confidence})\n`,
    );
  });
});

describe('outcomes', () => {
  test('that name no fact, or one that is not there, are refused', () => {
    const outcomes = new Map([['lost', { kind: 'applied', text: 'Gone.', facts: ['nowhere'] } as const]]);
    expect(problemsOf({ ...sheet, outcomes })).toEqual(['outcome lost names the fact nowhere, which is not there']);
  });

  test('are all said by some code', () => {
    const code = sourcesIn('src/protection') + sourcesIn('src/checks');
    expect([...sheet.outcomes.keys()].filter((id) => !code.includes(`'${id}'`))).toEqual([]);
  });

  test('are sentences, and their sources are those of the chief fact', () => {
    const said = outcome('immutability-unlocked');
    expect(said).toMatchObject({ kind: 'refused', confidence: 'documented', facts: ['immutability-locked-is-final'] });
    expect(said.source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  });

  test('do not refuse and doubt it in one sentence', () => {
    const doubting = [...sheet.outcomes].filter(
      ([, { kind, text }]) => kind === 'refused' && /^If |\bmay be\b/.test(text),
    );
    expect(doubting.map(([id]) => id)).toEqual([]);
  });

  test('live in facts/, not in the code', () => {
    const code = readdirSync(path.join(root, 'src/protection/outcome')).map((file) =>
      readFileSync(path.join(root, 'src/protection/outcome', file), 'utf8'),
    );
    expect(code.filter((text) => /https:\/\/(?!\[)|'Azure (?:applies|refuses)/.test(text))).toEqual([]);
  });
});

test.each([
  ['immutability', KnownImmutabilityState],
  ['soft-delete', KnownSoftDeleteState],
  ['cross-subscription-restore', KnownCrossSubscriptionRestoreState],
] as const)('the ladder %s has every level of the SDK', (name, known) => {
  const ladder = ladders[name];
  const levels = Object.values(known).filter((level) => level !== 'Invalid');
  expect(levels.filter((level) => !ladder || rankOf(ladder, level) === undefined)).toEqual([]);
});

test('nothing points to a sheet that is not in the repository', () => {
  const folders = ['src', 'test', 'tools', 'fixtures', 'docs', 'rules', 'facts'];
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:ts|md|ya?ml|json|bicep)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const pointing = /\b[Tt]raps? \d|\b[Ss]ection \d\.\d+ of what|\bfact sheet\b/;
  const found = files.filter(
    (file) => file !== 'test/judging/facts.test.ts' && pointing.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(found).toEqual([]);
});
