import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { fates } from '../../../src/engine/account.ts';
import type { RunResult } from '../../../src/engine/result.ts';
import { diff } from '../../../src/library/diff.ts';
import type { DiffOptions } from '../../../src/library/options.ts';
import { type Files, judge } from '../../support/cases.ts';
import { repositoryIn, temporaryFolder, writeFiles } from '../../support/command.ts';
import { commitPairs, type Entries } from '../../support/commits.ts';
import { test } from '../../support/folders.ts';
import { encodings } from './encodings.ts';
import { farParameters } from './far-parameters.ts';
import { declarations, decoys, moves, parameterFiles, settings } from './files.ts';
import { further } from './further.ts';
import { modules } from './modules.ts';
import { values as given } from './parameters.ts';
import { presence } from './presence.ts';
import { reach } from './reach.ts';
import { stranger } from './stranger.ts';
import { harmless, type Texts } from './stranger-harmless.ts';
import { neighbours, project } from './surroundings.ts';
import { templates } from './templates.ts';
import { strongBicep, type Trick, weakBicep, weakened } from './trick.ts';
import { unseenTemplates } from './unseen.ts';
import { values } from './values.ts';

const kinds: Readonly<Record<string, readonly Trick[]>> = {
  'a decoy takes the place of': decoys,
  'a removal looks like a move': moves,
  'a known vault is declared again': declarations,
  'a parameter file is hidden': parameterFiles,
  'head chooses how it is judged': settings,
  'it is out of reach': reach,
  'the text is stored otherwise': encodings,
  'a value is reached otherwise': values,
  'a vault is not there, or is another one': presence,
  'a template is written otherwise': templates,
  'a module or a loaded file changes': modules,
  'a template cannot be seen': unseenTemplates,
  'a parameter file is far away': farParameters,
  'it is of another kind, or elsewhere': further,
  'a parameter file changes': given,
  'what is around a vault changes': neighbours,
  'files and configuration change': project,
  'a stranger thinks of': stranger,
};

/** Kinds that are about what files say, and not about how git gets at them. */
const ofContents: ReadonlySet<readonly Trick[]> = new Set([values, presence, templates, modules, given, neighbours]);

/** The finding that a verdict asks for must weigh as much as a warning. */
function saidOf({ findings, complete }: RunResult): readonly string[] {
  const told = findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule.id);
  return complete ? told : [...told, 'incomplete'];
}

/** Whether every setting that base has is accounted for once, with its own entry where it is not kept. */
function balances({ account, complete }: RunResult): boolean {
  if (!account) return false;
  const { counts, targets, entries } = account;
  const sumOf = (fate: keyof typeof counts): number => targets.reduce((sum, one) => sum + one.counts[fate], 0);
  const isSummed = fates.every((fate) => sumOf(fate) === counts[fate]);
  const isListed = fates.every(
    (fate) => fate === 'kept' || entries.filter((one) => one.fate === fate).length === counts[fate],
  );
  return isSummed && isListed && (counts.unjudged === 0 || !complete);
}

/** The files that are there, if all of them are texts. */
function textsIn(entries: Entries): Files | undefined {
  const there = Object.entries(entries).filter(([, entry]) => entry !== undefined);
  return there.every(([, entry]) => typeof entry === 'string') ? (Object.fromEntries(there) as Files) : undefined;
}

/** Two folders with the files of a trick, which cost a tenth of two commits. */
function foldersOf({ base, head }: Trick, name: string): DiffOptions | undefined {
  const [before, after] = [textsIn(base), textsIn({ ...base, ...head })];
  if (!before || !after) return undefined;
  const cwd = path.join(texts.path, name);
  for (const [side, files] of Object.entries({ base: before, head: after })) {
    mkdirSync(path.join(cwd, side), { recursive: true });
    writeFiles(path.join(cwd, side), files);
  }
  return { files: { base: 'base', head: 'head' }, cwd };
}

function revisionsOf(trick: Trick): DiffOptions {
  const [base = '', head = ''] = ids[all.indexOf(trick)] ?? [];
  return { base, head, cwd: folder };
}

/** The files that are there. */
function present(texts: Texts): Files {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

const all = Object.values(kinds).flat();
const [home, texts] = [temporaryFolder(), temporaryFolder()];
afterAll(() => {
  for (const { remove } of [home, texts]) remove();
});
// One repository has the revisions of all tricks, because making one for each takes most of the time.
const { folder } = repositoryIn(home.path);
const ids = commitPairs(
  folder,
  all.map(({ base, head }) => [base, head] as const),
);

describe.each(Object.entries(kinds))('%s', (_, tricks) => {
  for (const trick of tricks) {
    (trick.passes ? test.fails : test)(trick.name, async () => {
      const folders = ofContents.has(tricks) && !trick.options ? foldersOf(trick, `${all.indexOf(trick)}`) : undefined;
      const result = await diff({ ...(folders ?? revisionsOf(trick)), ...trick.options });
      expect(balances(result)).toBe(true);
      const said = saidOf(result);
      const wanted = typeof trick.verdict === 'string' ? [trick.verdict] : trick.verdict;
      const isTold = wanted.some((one) => said.includes(one));
      expect(isTold, `${said.join(', ') || 'nothing'} is said, not ${wanted.join(' or ')}`).toBe(true);
    });
  }
});

describe('nothing is said that weighs as much as a warning of', () => {
  for (const { name, base, head } of harmless) {
    test(name, () => {
      const result = judge(present(base), present({ ...base, ...head }));
      expect([saidOf(result), balances(result)]).toEqual([[], true]);
    });
  }
});

test('there are many of them', () => {
  expect(all.length).toBeGreaterThan(450);
  expect(harmless.length).toBeGreaterThan(80);
});

test('a file that git skips in the working tree is judged as it is there', async ({ repository }) => {
  const { folder: own, commit, git } = repository;
  commit({ 'main.bicep': strongBicep });
  git('update-index', '--skip-worktree', 'main.bicep');
  writeFiles(own, { 'main.bicep': weakBicep });
  expect(saidOf(await diff({ cwd: own }))).toContain(weakened);
});

test('a link that makes a template of a text is judged by what it leads to', async ({ repository }) => {
  const { folder: own, commit, git } = repository;
  commit({ 'x.txt': strongBicep });
  rmSync(path.join(own, 'main.bicep'), { force: true });
  symlinkSync('x.txt', path.join(own, 'main.bicep'));
  git('add', '-A');
  git('commit', '-qm', 'link');
  writeFiles(own, { 'x.txt': weakBicep });
  expect(saidOf(await diff({ cwd: own }))).toContain(weakened);
  git('commit', '-qam', 'head');
  expect(saidOf(await diff({ base: 'HEAD~1', head: 'HEAD', cwd: own }))).toContain(weakened);
});
