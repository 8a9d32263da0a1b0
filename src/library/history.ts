import { type CommitSteps, type History, type Step, stepsOf, turnedBack, unknownStep } from '../engine/ratchet.ts';
import type { Finding, RunResult } from '../engine/result.ts';
import { type CommitRange, commitsSince } from '../git/history.ts';
import { type Entry, listTree, undoChanges } from '../git/listing.ts';
import { ObjectReader } from '../git/objects.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { isUnder, openRevisions, type Revisions, walkedRevisions } from '../workspace/revision-pair.ts';
import type { Store } from '../workspace/revision-tree.ts';
import { openTouchFilter } from '../workspace/touching.ts';
import { maxFileSize } from '../workspace/tree.ts';
import { type Declared, declaredFiles } from './declared-files.ts';
import {
  changeBetween,
  evaluated,
  type FoundChange,
  judgeTargets,
  placeIn,
  prepareRun,
  type Selection,
  selectionOf,
} from './diff.ts';
import { InputError, UsageError } from './failures.ts';
import { guardedBy } from './guarded.ts';
import type { DiffOptions, JudgeOptions } from './options.ts';
import { type Setup, setUp, todayOf } from './setup.ts';

/** Which commits are looked at. */
export interface HistoryOptions extends JudgeOptions {
  /** The revision after which the history begins. */
  readonly since: string;
  /** The revision at which it ends; by default the commit that is checked out. */
  readonly head?: string;
  /** Only targets that one of these files or folders is a part of, under whatever name a commit has it. */
  readonly paths?: readonly string[];
}

/** Contents of files that are kept between two commits, in bytes. Then they are read again where they are needed. */
const maxLoaded = 64 * 1024 * 1024;

/**
 * Judges each commit since a revision along the first parents: what it makes weaker, and what it makes stronger. Rejects
 * with a UsageError, an InputError or a GitError if that is not possible; a commit that cannot be judged is a step that
 * cannot be determined.
 */
export async function history(options: HistoryOptions): Promise<History> {
  const { cwd = process.cwd(), since, head, paths = [] } = options;
  const repository = openRepository(cwd);
  const range = commitsSince(repository, since, head);
  const ends = { base: range.first, head: { kind: 'commit', name: range.last }, exactBase: true } as const;
  const whole = openRevisions(repository, ends);
  try {
    const selection = await selectionOf(paths, cwd, repository, whole);
    const judge = judgeIn(repository, options);
    const declared = declaredFiles(placeIn(repository, whole, options));
    const { commits, judged } = await judgedCommits(repository, range, { selection, judge, declared }, options);
    const { steps: sum, findings, complete } = await judge(whole, selection, todayOf(options));
    const isKnown = [sum, ...commits.map(({ steps }) => steps)].every((all) =>
      all.every(({ kind }) => kind !== 'unknown'),
    );
    return {
      ...{ since, first: range.first, last: range.last, today: todayOf(options), commits, sum, findings },
      counts: { commits: range.commits.length, judged },
      complete: complete && isKnown,
    };
  } finally {
    whole.close();
  }
}

interface Judged {
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
  readonly complete: boolean;
  /** Whether the change reaches a target. */
  readonly isTouching: boolean;
  readonly secretTexts: readonly string[];
}

type JudgePair = (revisions: Revisions, selection: Selection, today: string) => Promise<Judged>;

/** Judges pairs of revisions in both directions, with the configuration that each of them has in base. */
function judgeIn(repository: Repository, { since: _, head: __, paths: ___, ...options }: HistoryOptions): JudgePair {
  const open = sharedSetUp();
  return async (revisions, selection, today) => {
    const asked: DiffOptions = { ...options, today };
    const change = await changeBetween(await prepareRun(asked, repository, revisions, open), revisions, selection);
    if (change.found.changed.length === 0 && isQuiet(change)) return untouched;
    const { evaluation, run } = change.around.setup;
    const targets = await evaluated(change.found.changed, evaluation, guardedBy(run.rules, 'diff'), {});
    const forward = await judgeTargets(targets, change.found, change.around, asked);
    const back = await judgeTargets(targets.map(turnedBack), change.found, withoutMissing(change.around), asked);
    return {
      steps: stepsOf(forward, back),
      findings: forward.findings,
      complete: forward.complete && back.complete,
      isTouching: true,
      secretTexts: secretsOf(forward),
    };
  };
}

const untouched: Judged = { steps: [], findings: [], complete: true, isTouching: false, secretTexts: [] };

function isQuiet({ around }: FoundChange): boolean {
  return (around.missing ?? []).length === 0 && (around.edits?.valid ?? true);
}

/** What is said once need not be said of the way back. */
function withoutMissing({ missing: _, edits: __, ...around }: FoundChange['around']): FoundChange['around'] {
  return around;
}

function secretsOf({ secretTexts }: RunResult): readonly string[] {
  return secretTexts;
}

/** Most commits have the same configuration and rules, so that what they make is made once. */
function sharedSetUp(): typeof setUp {
  const known = new Map<string, Promise<Setup>>();
  return (options, read, place) => {
    const folders = read.configuration.rules.map(({ folder }) => folder);
    const own = folders.map((folder) => place.source.rulesIn(folder)?.map(({ path, text }) => [path, text]) ?? null);
    const given = (options.ruleFiles ?? []).map(({ path, text }) => [path, text]);
    const key = JSON.stringify([
      read.file?.text ?? null,
      read.errors.length,
      folders,
      own,
      given,
      options.context ?? null,
    ]);
    const found = known.get(key) ?? setUp(options, read, place);
    known.set(key, found);
    return found;
  };
}

/** What is the same for each commit. */
interface Walk {
  readonly selection: Selection;
  readonly judge: JudgePair;
  readonly declared: Declared;
}

/** Goes back from the last commit, because the files of the one before follow from what it changes. */
async function judgedCommits(
  repository: Repository,
  range: CommitRange,
  { selection, judge, declared }: Walk,
  { onProgress, signal }: HistoryOptions,
): Promise<{ readonly commits: readonly CommitSteps[]; readonly judged: number }> {
  const found: CommitSteps[] = [];
  let judged = 0;
  const objects = new ObjectReader(repository, maxFileSize);
  const store: Store = { repository, objects };
  const files = new Map<string, Entry>(listTree(repository, range.last));
  let asked = selection;
  try {
    const filter = await openTouchFilter(files, objects);
    for (const [index, { changes, renames, id, author, date, subject }] of range.commits.toReversed().entries()) {
      signal?.throwIfAborted();
      onProgress?.({ done: index, targets: range.commits.length });
      const mayTouch = await filter.mayTouch(changes, await declared(files, changes, objects));
      const after = mayTouch ? new Map(files) : files;
      undoChanges(files, changes);
      if (mayTouch) {
        const revisions = walkedRevisions({ before: new Map(files), after, changes }, store);
        const { steps, isTouching, secretTexts } = await judgedStep(() => judge(revisions, asked, dayOf(date)));
        if (isTouching) judged += 1;
        const shown = secretTexts.some((text) => subject.includes(text)) ? withheldSubject : subject;
        if (steps.length > 0) found.push({ commit: { id, author, date, subject: shown }, steps });
        if (objects.loadedBytes > maxLoaded) objects.forget();
      }
      asked = withRenamed(asked, renames);
    }
  } finally {
    objects.close();
  }
  return { commits: found.toReversed(), judged };
}

const withheldSubject = '(subject not shown: it holds a secure value)';

function dayOf(date: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? '1970-01-01';
}

/** A commit whose configuration or rules cannot be read says nothing of the others. */
async function judgedStep(judge: () => Promise<Judged>): Promise<Judged> {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof InputError)) throw error;
    return { ...untouched, steps: [unknownStep(error.message)], complete: false, isTouching: true };
  }
}

/** Before a file got the name that is asked for, it had another one. */
function withRenamed({ within, isAsked }: Selection, renames: readonly { from: string; to: string }[]): Selection {
  if (within.length === 0) return { within, isAsked };
  const earlier = renames.filter(({ to }) => within.some((one) => isUnder(to, one))).map(({ from }) => from);
  return { within: [...new Set([...within, ...earlier])], isAsked };
}
