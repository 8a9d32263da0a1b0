import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takesAway } from '../../src/checks/behaviours.ts';
import { type Account, fates, totalOf } from '../../src/engine/account.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { exitCode } from '../../src/library/exit-code.ts';
import { jsonReport } from '../../src/report/formats/json.ts';
import { textReport } from '../../src/report/formats/text.ts';
import { type Files, judge, loadFixtures } from '../support/cases.ts';
import { bicepTemplate, jsonTemplate } from '../support/estates.ts';
import { anyEstate, type Estate, type Policy, type Vault, weakening } from '../support/generators.ts';
import { filesIn, filesOf, type Project, projects, renamed } from './project-files.ts';
import type { JsonObject } from './strong-vaults.ts';

/** The number of settings that an estate has, as people count them who never saw a template. */
function settingsOf({ vaults }: Estate): number {
  return sum(vaults.filter(({ off }) => !off).map(settingsOfVault));
}

function settingsOfVault({ family, immutability, softDelete, softDeleteDays, policies, items }: Vault): number {
  const written = [immutability, softDelete, softDeleteDays].filter((one) => one !== undefined).length;
  // The vault, its location, and for one family its redundancy.
  const own = 2 + written + (family === 'backup' ? 1 : 0);
  // The item, its policy and its source.
  const ofItems = 3 * items.filter(({ off }) => !off).length;
  return own + ofItems + sum(policies.filter(({ off }) => !off).map(settingsOfPolicy));
}

/** The policy, what it is for, what it keeps, and its schedules. */
function settingsOfPolicy({ form, tiers }: Policy): number {
  return 2 + tiers.length + schedulesOf(form, tiers);
}

function schedulesOf(form: Policy['form'], tiers: Policy['tiers']): number {
  if (form === 'disk') return 0;
  if (form !== 'sql') return 1;
  return new Set(tiers.map(({ slot }) => slot.split('/')[0])).size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}

function accountIn({ account }: RunResult): Account {
  if (!account) throw new Error('A change has an account');
  return account;
}

const languages: Readonly<Record<string, (estate: Estate) => Files>> = {
  JSON: (estate) => ({ 'main.json': jsonTemplate(estate) }),
  Bicep: (estate) => ({ 'main.bicep': bicepTemplate(estate) }),
};

describe.each(Object.entries(languages))('the account of an estate in %s', (_, write) => {
  test('has all that base has, whatever head is', () => {
    fc.assert(
      fc.property(anyEstate, anyEstate, (base, head) => {
        const account = accountIn(judge(write(base), write(head)));
        expect(totalOf(account.counts)).toBe(settingsOf(base));
        expect(account.counts.unjudged).toBe(0);
        expect(account.entries).toHaveLength(settingsOf(base) - account.counts.kept);
      }),
      { numRuns: 30 },
    );
  });

  test('of nothing in head has all of it gone', () => {
    fc.assert(
      fc.property(anyEstate, (base) => {
        const { counts } = accountIn(judge(write(base), write({ vaults: [] })));
        expect(counts).toEqual({ ...noCounts, gone: settingsOf(base) });
      }),
      { numRuns: 10 },
    );
  });

  test('of one weakening has a setting that is weakened', () => {
    fc.assert(
      fc.property(weakening, ({ strong, weak }) => {
        const { counts } = accountIn(judge(write(strong), write(weak)));
        expect(totalOf(counts)).toBe(settingsOf(strong));
        expect(counts.weakened + counts.gone).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });
});

const noCounts = { kept: 0, weakened: 0, gone: 0, moved: 0, undetermined: 0, unjudged: 0 };

test('what moves to a new target is accounted for there', () => {
  fc.assert(
    fc.property(anyEstate, (estate) => {
      const files = { 'a/main.json': jsonTemplate(estate), 'b/main.json': jsonTemplate({ vaults: [] }) };
      const moved = { 'a/main.json': files['b/main.json'], 'b/main.json': files['a/main.json'] };
      const { counts, entries } = accountIn(judge(files, moved));
      expect(counts).toEqual({ ...noCounts, moved: settingsOf(estate) });
      expect(entries.every(({ to }) => to === 'b/main.json')).toBe(true);
    }),
    { numRuns: 10 },
  );
});

/** What a change does to a repository of two folders. */
const changes: Readonly<Record<string, (project: Project) => Files>> = {
  nothing: (project) => filesIn(project),
  'another form': (project) => filesIn({ ...project, form: project.form === 'plain' ? 'parameters' : 'plain' }),
  'other folders': (project) =>
    Object.fromEntries(Object.entries(filesIn(project)).map(([name, text]) => [`moved/${name}`, text])),
  'one folder less': ({ first, form }) => filesOf('a', first.template, form),
  'the folders change places': ({ first, second, form }) => ({
    ...filesOf('b', first.template, form),
    ...filesOf('a', renamed(second.template), form),
  }),
  'a vault that is of another folder, too': (project) => ({
    ...filesIn(project),
    ...filesOf('c', project.first.template, 'plain'),
  }),
  'a file that breaks off': (project) => {
    const files = filesIn(project);
    return { ...files, 'a/main.json': files['a/main.json']?.slice(0, -200) ?? '' };
  },
  'nothing of it left': () => filesOf('c', { $schema: templateSchema, resources: [] }, 'plain'),
  'less of everything': (project) => filesIn(project, weakenedAll),
};

const templateSchema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** Shorter retention everywhere, and no immutability. */
function weakenedAll(template: JsonObject): JsonObject {
  const text = JSON.stringify(template)
    .replace(/"(?:Locked|Unlocked)"/g, '"Disabled"')
    .replace(/"count":\d+/g, '"count":1');
  return JSON.parse(text) as JsonObject;
}

interface AccountJson {
  readonly entries: readonly unknown[];
}

describe('the account of a repository of several targets balances', () => {
  test.each(Object.entries(changes))('after %s', (_, change) => {
    fc.assert(
      fc.property(projects, (project) => {
        const base = filesIn(project);
        const same = accountIn(judge(base, base));
        const total = totalOf(same.counts);
        expect([total > 0, same.counts]).toEqual([true, { ...noCounts, kept: total }]);
        const result = judge(base, change(project));
        const { counts, entries, targets } = accountIn(result);
        expect(totalOf(counts)).toBe(total);
        for (const fate of fates) {
          expect(sum(targets.map((one) => one.counts[fate]))).toBe(counts[fate]);
          if (fate !== 'kept') expect(entries.filter((one) => one.fate === fate)).toHaveLength(counts[fate]);
        }
        if (exitCode(result) === 0) expect(counts.unjudged).toBe(0);
        expect(textReport(result, { colour: false })).toContain(`${total} settings in base: `);
        const { account } = JSON.parse(jsonReport(result)) as { readonly account: AccountJson };
        expect(account).toMatchObject({ settings: total, ...counts });
        expect(account.entries).toHaveLength(entries.length);
      }),
      { numRuns: 2 },
    );
  });
});

const pairs = loadFixtures().flatMap(({ name, base, head, file }) => (base ? [[name, base, head, file] as const] : []));

describe('the account of a fixture', () => {
  test.each(pairs)('%s balances', (_, base, head, file) => {
    const result = judge(base, head, file);
    const account = accountIn(result);
    const same = accountIn(judge(base, base, file));
    // Compared with itself, base has the same settings, and all of them are there.
    expect(totalOf(account.counts)).toBe(totalOf(same.counts));
    expect({ weakened: same.counts.weakened, gone: same.counts.gone, moved: same.counts.moved }).toEqual({
      weakened: 0,
      gone: 0,
      moved: 0,
    });
    expect(account.counts.unjudged).toBe(0);
    for (const fate of fates) expect(sum(account.targets.map(({ counts }) => counts[fate]))).toBe(account.counts[fate]);
  });

  test.each(pairs)('%s agrees with the findings', (name, base, head, file) => {
    const { account, findings } = judge(base, head, file);
    const { weakened = 0, gone = 0, moved = 0 } = account?.counts ?? {};
    const losses = findings.filter(({ rule, verdict }) => verdict === 'weakened' && takesAway(rule.check));
    // What base does not deploy, it has not lost: a new vault, or one that only the configuration knows.
    const ofBase = losses.filter(
      (one) => one.confidence === 'certain' && one.base && !name.startsWith('_known-vaults/'),
    );
    if (ofBase.length > 0) expect(weakened + gone + moved).toBeGreaterThan(0);
    if (weakened > 0) expect(losses.length).toBeGreaterThan(0);
  });
});
