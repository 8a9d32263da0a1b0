import { realpathSync } from 'node:fs';
import path from 'node:path';
import { configuredTargets, withParameterFiles } from '../config/targets.ts';
import type { RunResult } from '../engine/result.ts';
import { isIgnoredFile, isInRepository } from '../git/ignored.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { gitStamp } from '../git/stamp.ts';
import type { Deployment } from '../model/deployment.ts';
import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { once } from '../text/memo.ts';
import { reachOf } from '../workspace/changes.ts';
import { loadTarget, type Target } from '../workspace/load.ts';
import { isCandidate } from '../workspace/references.ts';
import type { GuardedTypes } from '../workspace/relevance.ts';
import { openWorkingRevisions, type WorkingRevisions } from '../workspace/revision-pair.ts';
import { pathsOf } from '../workspace/targets.ts';
import { isWithin } from '../workspace/tree.ts';
import { openFolderFiles, type WorkingFiles } from '../workspace/working-files.ts';
import { placeOf } from './check.ts';
import { judgeRevisions, type PreparedRun, prepareRun } from './diff.ts';
import { noEdits } from './edits.ts';
import { type EvaluationOptions, evaluateInTurns } from './evaluate.ts';
import { guardedBy } from './guarded.ts';
import { openRun } from './judge.ts';
import { type EvaluationStore, openEvaluationStore, type SeenTarget } from './kept-evaluations.ts';
import type { DiffOptions } from './options.ts';
import { configurationAt, type Setup, setUp, todayOf } from './setup.ts';

/** How a working tree is judged again and again: as `diff` does, with the texts of each run. */
export type SessionOptions = Omit<
  DiffOptions,
  'head' | 'staged' | 'paths' | 'texts' | 'files' | 'onProgress' | 'signal'
> & {
  /** The folder whose repository is judged or, outside of one, the folder itself. */
  readonly cwd: string;
  /** Outside of a repository: whether targets are looked for in the folder itself only, and not below it. */
  readonly isShallow?: boolean;
};

/**
 * A working tree that is judged after each edit. Base is read once, and what an edit does not reach is not evaluated
 * again. Runs must follow each other.
 */
export interface Session {
  /** What the paths of files are relative to. */
  readonly root: string;
  /** Whether there is a base: the folder is in a repository. */
  readonly hasBase: boolean;
  /**
   * Judges the working tree with texts that count instead of what the disk has. Rejects as `diff` does.
   *
   * @param texts by path from the root
   */
  readonly run: (texts: ReadonlyMap<string, string>, signal?: AbortSignal) => Promise<SessionRun>;
  /** Says that other files changed, or may have. */
  readonly refresh: () => void;
  readonly close: () => void;
}

export interface SessionRun {
  /** What the working tree changes; undefined without a base. */
  readonly change: RunResult | undefined;
  /** What the targets are worth that an open file is a part of, whether or not they changed. */
  readonly state: RunResult;
  /** These targets. */
  readonly targets: readonly OpenTarget[];
  /** The names of these targets, and of those of base that an open file was a part of. */
  readonly names: ReadonlySet<string>;
}

/** A target that an open file is a part of. */
export interface OpenTarget {
  readonly name: string;
  readonly head: TargetRevision;
  /** What base has in its place; the same as head if nothing in it changed. */
  readonly base: TargetRevision | undefined;
  /** All that both deploy; evaluated when it is asked for, because rules look at a part of it. */
  readonly whole: () => { readonly head: Deployment; readonly base: Deployment | undefined };
}

/** Opens a session. Throws a GitError if git cannot read the repository that the folder is in. */
export function openSession(options: SessionOptions): Session {
  const { cwd } = options;
  const repository = repositoryOf(cwd);
  const root = realpathSync(repository?.worktree ?? cwd);
  let opened: Opened | undefined;
  const close = (): void => {
    opened?.close();
    opened = undefined;
  };
  return {
    root,
    hasBase: repository !== undefined,
    run: async (given, signal) => {
      const texts = new Map([...given].filter(([file]) => isWithin(root, path.join(root, file))));
      if (opened && !(opened.isCurrent() && opened.fits(texts))) close();
      opened ??= repository ? openInRepository(options, openRepository(cwd), root, texts) : openInFolder(options, root);
      return opened.run(texts, signal);
    },
    refresh: close,
    close,
  };
}

/** The repository of a folder; undefined if there is none with a working tree. */
function repositoryOf(cwd: string): Repository | undefined {
  if (!isInRepository(cwd)) return undefined;
  const repository = openRepository(cwd);
  return repository.worktree === undefined ? undefined : repository;
}

/** What is kept for as long as no file changes beside those that are edited. */
interface Opened {
  readonly isCurrent: () => boolean;
  /** Whether the files that are open are still among those that this counts, and the reverse. */
  readonly fits: (texts: ReadonlyMap<string, string>) => boolean;
  readonly run: Session['run'];
  readonly close: () => void;
}

function openInRepository(
  options: SessionOptions,
  repository: Repository,
  root: string,
  texts: ReadonlyMap<string, string>,
): Opened {
  const stampOf = gitStamp(repository);
  const stamp = stampOf();
  const ignored = new Set([...texts.keys()].filter((file) => isIgnoredFile(root, file)));
  const counted = [...texts.keys()].filter((file) => !ignored.has(file));
  const { base, exactBase = false } = options;
  const revisions = openWorkingRevisions(repository, { base, exactBase }, counted);
  const known = once(() => new Set(revisions.head().paths));
  const store = openEvaluationStore();
  const prepare = preparedOnce(options, repository, revisions);
  return {
    isCurrent: () => stampOf() === stamp,
    fits: (open) =>
      counted.every((file) => open.has(file)) &&
      [...open.keys()].every((file) => ignored.has(file) || known().has(file)),
    close: revisions.close,
    run: async (given, signal) => {
      const own = new Map([...given].filter(([file]) => !ignored.has(file)));
      const run = await prepare(own);
      const working = revisions.withTexts(own);
      const head = { tree: working.head(), lookup: working.references()[1] };
      const judging = beginRun({ run, store, base: working.base(), head, ...(signal && { signal }) });
      const change = await judgeRevisions(judging.prepared, working);
      return judging.finish(change, own);
    },
  };
}

/** The preparation of a run; done again only where a text is edited that it may depend on, such as the configuration. */
function preparedOnce(
  options: SessionOptions,
  repository: Repository,
  revisions: WorkingRevisions,
): (texts: ReadonlyMap<string, string>) => Promise<PreparedRun> {
  let known: { readonly others: string; readonly prepared: PreparedRun } | undefined;
  return async (texts) => {
    const others = JSON.stringify([...texts].filter(([file]) => !isCandidate(file)));
    if (known?.others === others) return known.prepared;
    const prepared = await prepareRun(options, repository, revisions.withTexts(texts));
    known = { others, prepared };
    return prepared;
  };
}

/** A folder without a base. */
function openInFolder(options: SessionOptions, root: string): Opened {
  const files = openFolderFiles(root, options.isShallow === true);
  const place = placeOf(options, root);
  const prepared = once(async (): Promise<PreparedRun> => {
    const setup = await setUp(options, await configurationAt(place), place);
    return { options, setup, edits: noEdits };
  });
  const store = openEvaluationStore();
  return {
    isCurrent: () => true,
    fits: () => true,
    close: () => {},
    run: async (texts, signal) => {
      const head = files.withTexts(texts);
      const run = await prepared();
      return beginRun({ run, store, base: undefined, head, ...(signal && { signal }) }).finish(undefined, texts);
    },
  };
}

interface RunParts {
  readonly run: PreparedRun;
  readonly store: EvaluationStore;
  readonly base: FileTree | undefined;
  readonly head: WorkingFiles;
  readonly signal?: AbortSignal;
}

/** One run: the change is judged first, and what it evaluated serves for the rest. */
function beginRun({ run, store, base, head, signal }: RunParts): {
  readonly prepared: PreparedRun;
  readonly finish: (change: RunResult | undefined, texts: ReadonlyMap<string, string>) => Promise<SessionRun>;
} {
  const { setup } = run;
  const kept = store.begin({ base, head: head.tree, lookup: head.lookup });
  const guarded = guardedBy(setup.run.rules);
  const evaluation: EvaluationOptions = { ...lasting(setup.evaluation, head.tree), kept };
  const options = { ...run.options, ...(signal && { signal }) };
  const finish = async (change: RunResult | undefined, texts: ReadonlyMap<string, string>): Promise<SessionRun> => {
    const targets = openTargets(setup, head, texts);
    const changed = new Map(
      kept.seen().flatMap(({ pair, evaluated }) => {
        return pair.head && pair.assumed !== 'head' ? [[pathsOf(pair.head), { pair, evaluated }] as const] : [];
      }),
    );
    const changedPairs = new Set([...changed.values()].map(({ pair }) => pair));
    const found = await othersOf(targets, changed, evaluation, guarded, options);
    const judging = openRun({ mode: 'check', setup: { ...setup, notices: [] }, today: todayOf(options) });
    for (const { evaluated } of found) judging.add(alone(evaluated));
    const isOpen = (file: string): boolean => texts.has(file);
    const names = kept
      .seen()
      .filter(({ evaluated }) => filesOf(evaluated).some(isOpen))
      .map(({ evaluated }) => evaluated.name);
    return {
      change,
      state: judging.result(),
      targets: found.flatMap((one) => openTargetOf(one, evaluation, base !== undefined && !changedPairs.has(one.pair))),
      names: new Set(names),
    };
  };
  return { prepared: { ...run, options, setup: { ...setup, evaluation }, guarded }, finish };
}

/** Files that stay are compiled once for all runs; those of head that an edit reaches, for each run. */
function lasting(evaluation: EvaluationOptions, head: FileTree): EvaluationOptions {
  const { surroundings = {} } = evaluation;
  const { environment } = surroundings;
  if (!environment) return evaluation;
  const has = ({ tree }: FileRef): boolean => tree.read !== head.read;
  return {
    ...evaluation,
    surroundings: { ...surroundings, environment: { ...environment }, lasting: { environment, has } },
  };
}

/** The targets of head that an open file is a part of. */
function openTargets(
  { read, patterns }: Setup,
  { tree, lookup }: WorkingFiles,
  texts: ReadonlyMap<string, string>,
): readonly Target[] {
  const configuration = withParameterFiles(read.configuration, () => tree.list(''), patterns);
  return configuredTargets(tree, configuration, patterns).filter(({ template, parameters }) => {
    const own = parameters ? [parameters.path] : [];
    const { files } = reachOf(tree, [template.path, ...own], lookup);
    return [...files.keys()].some((file) => texts.has(file));
  });
}

/** Targets with what they are evaluated to; those that the change did not reach are evaluated here. */
async function othersOf(
  targets: readonly Target[],
  changed: ReadonlyMap<string, SeenTarget>,
  evaluation: EvaluationOptions,
  guarded: GuardedTypes,
  options: Pick<DiffOptions, 'signal'>,
): Promise<readonly SeenTarget[]> {
  const pairs = targets.filter((one) => !changed.has(pathsOf(one))).map((head) => ({ base: undefined, head }));
  const others: SeenTarget[] = [];
  const take = (evaluated: EvaluatedTarget): void => {
    const pair = pairs[others.length];
    if (pair) others.push({ pair, evaluated });
  };
  await evaluateInTurns(pairs, evaluation, guarded, take, options);
  return [...targets.flatMap((one) => changed.get(pathsOf(one)) ?? []), ...others];
}

/** A target as if there were no base. */
function alone(evaluated: EvaluatedTarget): EvaluatedTarget {
  const { detached: _, assumed: __, ...rest } = evaluated;
  return { ...rest, base: undefined, templateRemains: false, withoutDefaults: undefined };
}

function filesOf({ paths = [], base, head }: EvaluatedTarget): readonly string[] {
  return [...paths, ...(base?.files.keys() ?? []), ...(head?.files.keys() ?? [])];
}

/** @param isUnchanged whether base has the same target */
function openTargetOf(
  { pair, evaluated }: SeenTarget,
  evaluation: EvaluationOptions,
  isUnchanged: boolean,
): readonly OpenTarget[] {
  const { head: after, base: before, assumed } = pair;
  const { name, head } = evaluated;
  if (!head || !after) return [];
  const load = (target: Target): Deployment => loadTarget(target, loadOptions(target, evaluation)).deployment;
  const ownBase = before && assumed !== 'base' ? before : undefined;
  return [
    {
      name,
      head,
      base: isUnchanged ? head : ownBase && evaluated.base,
      whole: once(() => {
        const loaded = load(after);
        return { head: loaded, base: isUnchanged ? loaded : ownBase && load(ownBase) };
      }),
    },
  ];
}

function loadOptions(
  { settings }: Target,
  { context, surroundings }: EvaluationOptions,
): Parameters<typeof loadTarget>[1] {
  return { ...surroundings, context: { ...context, ...settings?.context } };
}
