import { realpathSync } from 'node:fs';
import path from 'node:path';
import { configurationName, type ReadConfiguration } from '../config/configuration.ts';
import { configuredTargets, missingFiles, unusedIgnores, withParameterFiles } from '../config/targets.ts';
import type { Notice, RunResult } from '../engine/result.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { isRuleFile } from '../rules/rule-files.ts';
import type { FileTree } from '../text/files.ts';
import { isPattern, loadPatterns } from '../text/patterns.ts';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { isTemplateIn } from '../workspace/discovery.ts';
import { mayDeploy, type Target } from '../workspace/load.ts';
import { fittingTemplates } from '../workspace/parameter-owners.ts';
import type { GuardedTypes } from '../workspace/relevance.ts';
import {
  type ChangedTargets,
  changedTargets,
  isUnder,
  openRevisions,
  type Revisions,
} from '../workspace/revision-pair.ts';
import { parametersName, type TargetPair } from '../workspace/targets.ts';
import { isWithin } from '../workspace/tree.ts';
import { comparedFiles } from './compared-files.ts';
import { contextIn } from './context.ts';
import { configurationEdits, contextEdit, type Edits, fileEdits, noEdits } from './edits.ts';
import { type EvaluationOptions, evaluateInTurns } from './evaluate.ts';
import { InputError, UsageError } from './failures.ts';
import { guardedBy } from './guarded.ts';
import { type JudgeRequest, judge } from './judge.ts';
import type { DiffOptions } from './options.ts';
import {
  configurationAt,
  ignoreNotice,
  missingNotice,
  pastNotice,
  rulesWith,
  type Setup,
  type SetupOptions,
  setUp,
  todayOf,
  unlistedNotices,
} from './setup.ts';
import { baseSource, type ConfigurationPlace, namedPlace, placeOfFiles } from './sources.ts';
import { withStandIns } from './stand-ins.ts';
import { checkOptions } from './validate.ts';

/**
 * Compares the backup protection of two revisions. Rejects with a UsageError, an InputError or a GitError if that is
 * not possible; what is wrong with templates is part of the result.
 */
export async function diff(options: DiffOptions = {}): Promise<RunResult> {
  checkOptions('diff', options);
  return options.files ? diffFiles(options, options.files) : diffRevisions(options);
}

async function diffRevisions(asked: DiffOptions): Promise<RunResult> {
  const { cwd = process.cwd(), base, head, staged = false, exactBase = false, paths = [], texts = {} } = asked;
  if (head !== undefined && staged) throw new UsageError('--head and --staged cannot be combined');
  if ((head !== undefined || staged) && Object.keys(texts).length > 0) {
    throw new UsageError("The option 'texts' is for files of the working tree");
  }
  const repository = openRepository(cwd);
  const revisions = openRevisions(repository, {
    base,
    head: head === undefined ? { kind: staged ? 'index' : 'worktree' } : { kind: 'commit', name: head },
    exactBase,
    texts: textsInside(texts, repository, cwd),
  });
  try {
    const prepared = await prepareRun(asked, repository, revisions);
    return await judgeRevisions(prepared, revisions, await selectionOf(paths, cwd, repository, revisions));
  } finally {
    revisions.close();
  }
}

/** What changed between two revisions, and all that it is judged with. */
export interface FoundChange {
  readonly found: ChangedTargets;
  readonly around: Pick<JudgeRequest, 'setup' | 'edits' | 'missing'>;
}

/** What is known of a run over two revisions before a template is read. */
export interface PreparedRun {
  readonly options: DiffOptions;
  readonly setup: Setup;
  readonly edits: Edits;
  /** The types that templates are evaluated for, if they are others than the rules look at. */
  readonly guarded?: GuardedTypes;
}

/**
 * Joins the options of the user with the configuration, the rules and the context of base.
 *
 * @param open joins options and configuration; who compares many pairs need not do that for each
 */
export async function prepareRun(
  asked: DiffOptions,
  repository: Repository,
  revisions: Revisions,
  open: typeof setUp = setUp,
): Promise<PreparedRun> {
  const context = await contextOfBase(asked, repository, revisions);
  const options = { ...asked, ...context.options };
  const place = placeIn(repository, revisions, options);
  const read = await configurationAt(place);
  if (options.config !== undefined) checkNamed(options.config, read, place, revisions);
  const edits = await editsOf(read, place, revisions, repository, ruleFoldersIn(options, repository));
  const setup = await open(
    withBaseRules(options, repository, revisions),
    edits.fixesBase ? withoutErrors(read) : read,
    place,
  );
  return { options, setup: { ...setup, notices: [...setup.notices, ...context.notices] }, edits };
}

/** Finds the targets that changed. */
export async function changeBetween(
  { setup, edits }: PreparedRun,
  revisions: Revisions,
  selection: Selection = everything,
): Promise<FoundChange> {
  const found = await findChanged(setup, revisions, selection);
  const past = revisions.isPast ? [pastNotice()] : [];
  const notices = [...setup.notices, ...past, ...ignoreNotices(setup, found, revisions)];
  const missing = [...missingIn(setup, revisions), ...lostNotices(found, revisions, setup)];
  return { found, around: { setup: { ...setup, notices }, edits, missing } };
}

/** Judges what changed between two revisions, as far as it is asked for. */
export async function judgeRevisions(
  prepared: PreparedRun,
  revisions: Revisions,
  selection?: Selection,
): Promise<RunResult> {
  const { found, around } = await changeBetween(prepared, revisions, selection);
  const result = await judgeChange(found, around, prepared.options, prepared.guarded);
  return withStandIns(result, () => revisions.head().paths);
}

/** Texts by the paths of their files from the root of the working tree. */
function textsInside(
  texts: Readonly<Record<string, string>>,
  repository: Repository,
  cwd: string,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).map(([file, text]) => {
      const inside = insideOf(repository, path.resolve(cwd, file));
      if (inside === undefined) throw new UsageError(`'${file}' is outside of the repository`);
      return [inside, text];
    }),
  );
}

/** Where the configuration is: in base, unless the user names one outside of the repository. */
export function placeIn(
  repository: Repository,
  revisions: Revisions,
  { config, cwd = process.cwd() }: DiffOptions,
): ConfigurationPlace {
  const inBase = (file: string): ConfigurationPlace => ({ source: baseSource(revisions), file, root: undefined });
  if (config === undefined) return inBase(configurationName);
  const inside = insideOf(repository, path.resolve(cwd, config));
  return inside === undefined ? namedPlace(config, cwd) : inBase(inside);
}

/** A context file of the repository counts as base has it: head must not choose the branches by which it is judged. */
async function contextOfBase(
  { contextFile, cwd = process.cwd() }: DiffOptions,
  repository: Repository,
  revisions: Revisions,
): Promise<{ readonly options: Pick<DiffOptions, 'context'>; readonly notices: readonly Notice[] }> {
  const file = contextFile === undefined ? undefined : insideOf(repository, path.resolve(cwd, contextFile));
  if (file === undefined) return { options: {}, notices: [] };
  const head = revisions.head();
  await head.load([file]);
  const [before, after] = [await revisions.readBase(file), head.read(file)];
  if (before.kind !== 'text') return { options: {}, notices: [] };
  const isChanged = after.kind !== 'text' || after.text !== before.text;
  return {
    options: { context: contextIn(sourceFile(file, before.text)) },
    notices: isChanged ? [contextEdit(file)] : [],
  };
}

/** A name that leads nowhere would switch the configuration off: severities, rules and waivers with it. */
function checkNamed(name: string, read: ReadConfiguration, { file }: ConfigurationPlace, revisions: Revisions): void {
  if (read.file || revisions.head().read(file).kind !== 'missing') return;
  throw new UsageError(`There is no configuration '${name}', neither in base nor in head`);
}

/** Folders of rules in the repository are read from base, too, unless they are new. */
function withBaseRules(options: DiffOptions, repository: Repository, revisions: Revisions): SetupOptions {
  const { rules = [], cwd = process.cwd() } = options;
  const named = rules.map((folder) => {
    const inside = insideOf(repository, path.resolve(cwd, folder));
    return { folder, found: inside === undefined ? undefined : baseSource(revisions).rulesIn(inside) };
  });
  const onDisk = named.filter(({ found }) => !found).map(({ folder }) => folder);
  return { ...options, rules: onDisk, ruleFiles: named.flatMap(({ found }) => found ?? []) };
}

/** A path from the root of the working tree; undefined for one outside of it. */
function insideOf({ worktree }: Repository, full: string): string | undefined {
  const root = worktree === undefined ? undefined : realpathSync(worktree);
  if (root === undefined || !isWithin(root, full)) return undefined;
  return path.relative(root, full).split(path.sep).join('/') || '.';
}

/** The folders of rules that the user names and that are in the repository. */
function ruleFoldersIn({ rules = [], cwd = process.cwd() }: DiffOptions, repository: Repository): readonly string[] {
  return rules.flatMap((folder) => insideOf(repository, path.resolve(cwd, folder)) ?? []);
}

/**
 * What head does to the configuration, and to the rules beside it or in folders that the user names. Throws a UsageError
 * if head breaks a rule, because nothing could be judged once that is merged.
 */
async function editsOf(
  base: ReadConfiguration,
  place: ConfigurationPlace,
  revisions: Revisions,
  repository: Repository,
  named: readonly string[],
): Promise<Edits> {
  const { file } = place;
  // A configuration from elsewhere is none that the change could edit.
  const isOwn = place.root === undefined;
  if (!isOwn && named.length === 0) return noEdits;
  const changes = revisions.changes()?.map((change) => change.file);
  if (changes?.length === 0) return noEdits;
  const declared = isOwn ? base.configuration.rules.map(({ folder }) => folder) : [];
  const rules = [...declared, ...named].map((folder) => path.posix.normalize(folder).replace(/\/$/, ''));
  const mayConcern =
    changes === undefined || changes.some((one) => (isOwn && one === file) || rules.some((each) => isUnder(one, each)));
  if (!mayConcern) return noEdits;
  const head = revisions.head();
  const ruleFiles = [revisions.base(), head].flatMap(({ paths }) =>
    paths.filter((one) => rules.some((each) => isUnder(one, each))),
  );
  const edited = [...new Set(ruleFiles)].filter((one) => revisions.base().idOf(one) !== head.idOf(one));
  if (edited.length > 0) await rulesWith(await headRules(revisions, rules));
  if (!isOwn) return { ...noEdits, notices: fileEdits(edited) };
  const source = {
    read: async (one: string) => head.read(one),
    rulesIn: () => undefined,
    display: (one: string) => one,
  };
  const after = await configurationAt({ source, file, root: repository.worktree });
  const edits = configurationEdits(base, after);
  return { ...edits, notices: [...edits.notices, ...fileEdits(edited)] };
}

/** The rules of head in some folders. */
async function headRules(revisions: Revisions, folders: readonly string[]): Promise<readonly SourceFile[]> {
  const head = revisions.head();
  const files = head.paths.filter((one) => isRuleFile(one) && folders.some((each) => isUnder(one, each)));
  await head.load(files);
  return files.map((file) => {
    const read = head.read(file);
    if (read.kind !== 'text') throw new UsageError(`The rule '${file}' of head cannot be read`);
    return sourceFile(file, read.text);
  });
}

/** A configuration that cannot be read is none. */
function withoutErrors(read: ReadConfiguration): ReadConfiguration {
  return { ...read, errors: [] };
}

async function findChanged({ read, patterns }: Setup, revisions: Revisions, asked: Selection): Promise<ChangedTargets> {
  const files = (): readonly string[] => filesOf(revisions);
  const configuration = withParameterFiles(read.configuration, files, patterns);
  const declared = configuration.targets.flatMap(({ template, parameters }) => [template, ...parameters]);
  const find = (tree: FileTree): readonly Target[] =>
    configuredTargets(tree, configuration, patterns).filter(asked.isAsked);
  return changedTargets(revisions, asked.within, find, declared);
}

/** Declared files that neither revision has. */
function missingIn({ read, patterns }: Setup, revisions: Revisions): readonly Notice[] {
  if (read.configuration.targets.length === 0) return [];
  const configuration = withParameterFiles(read.configuration, () => filesOf(revisions), patterns);
  return missingFiles(configuration, [revisions.base(), revisions.head()], patterns).map(missingNotice);
}

function filesOf(revisions: Revisions): readonly string[] {
  return [revisions.base(), revisions.head()].flatMap(({ paths }) => paths);
}

/** Asked only where something is judged, because it takes all files of both revisions. */
function ignoreNotices(
  { read, patterns }: Setup,
  { changed }: ChangedTargets,
  revisions: Revisions,
): readonly Notice[] {
  const { configuration } = read;
  if (configuration.ignore.length === 0 || changed.length === 0) return [];
  return unusedIgnores(configuration, filesOf(revisions), patterns).map(ignoreNotice);
}

/** Which targets the user asks for. */
export interface Selection {
  /** Files and folders of which a target has one, from the root of the repository; all if empty. */
  readonly within: readonly string[];
  readonly isAsked: (target: Target) => boolean;
}

const everything: Selection = { within: [], isAsked: () => true };

/**
 * What paths and patterns select. One that neither revision has is a mistake. A path with `!` takes out the targets
 * whose template or parameter file it means.
 */
export async function selectionOf(
  given: readonly string[],
  cwd: string,
  repository: Repository,
  revisions: Revisions,
): Promise<Selection> {
  const patterns = await loadPatterns(given);
  const meant = (one: string): ((file: string) => boolean) => {
    return patterns.paths([`/${pathFromRoot(one, cwd, repository)}`]);
  };
  const within = given
    .filter((one) => !one.startsWith('!'))
    .flatMap((one) => {
      const files = filesOf(revisions).filter(meant(one));
      if (files.length === 0) throw new InputError(`'${one}' is neither in base nor in head`);
      return isPattern(one) ? files : [pathFromRoot(one, cwd, repository)];
    });
  const excluded = given.filter((one) => one.startsWith('!')).map((one) => meant(one.slice(1)));
  const isAsked = ({ template, parameters }: Target): boolean =>
    ![template, parameters].some((file) => file && excluded.some((means) => means(file.path)));
  return { within: [...new Set(within)], isAsked };
}

function pathFromRoot(given: string, cwd: string, { worktree, prefix }: Repository): string {
  const relative =
    path.isAbsolute(given) && worktree !== undefined
      ? path.relative(realpathSync(worktree), path.resolve(cwd, given)).split(path.sep).join('/')
      : path.posix.normalize(path.posix.join(prefix, given.split(path.sep).join('/')));
  if (relative === '..' || relative.startsWith('../')) throw new UsageError(`'${given}' is outside of the repository`);
  return relative.replace(/\/$/, '') || '.';
}

/** A parameter file that changes and is for no template that is known may decide about a protection all the same. */
function lostNotices(
  { lost = [] }: ChangedTargets,
  revisions: Revisions,
  { evaluation, run, read, patterns }: Setup,
): readonly Notice[] {
  if (lost.length === 0) return [];
  const isIgnored = patterns.paths(read.configuration.ignore.map(({ pattern }) => pattern));
  const trees = [revisions.base(), revisions.head()];
  const guarded = guardedBy(run.rules, 'diff');
  const mayDecide = (file: string): boolean => trees.some((tree) => mayDecideIn(tree, file, guarded, evaluation));
  return lost
    .filter((file) => !isIgnored(file) && mayDecide(file))
    .map((file) => ({
      severity: 'warning',
      code: 'parameters-without-template',
      message: `It is not known for which template the parameter file '${file}' is.`,
      effect: 'armlock cannot judge its change. Name its template under targets in armlock.yaml, or ignore the file.',
      span: undefined,
      revision: 'head',
      unchanged: false,
    }));
}

/** Whether a template that takes the parameters may deploy something that is guarded; without one, whether they sound so. */
function mayDecideIn(
  tree: FileTree,
  file: string,
  guarded: GuardedTypes,
  { surroundings = {} }: EvaluationOptions,
): boolean {
  const fitting = fittingTemplates(
    { tree, path: file },
    tree.list('').filter((one) => isTemplateIn(tree, one)),
  );
  if (fitting.length > 0) {
    return fitting.some((one) =>
      mayDeploy({ template: { tree, path: one }, parameters: undefined }, guarded, surroundings),
    );
  }
  const read = tree.has(file) ? tree.read(file) : undefined;
  return read?.kind === 'text' && /vault|backup|retention|immutab|soft-?delete/i.test(read.text);
}

async function diffFiles(options: DiffOptions, files: NonNullable<DiffOptions['files']>): Promise<RunResult> {
  const { cwd = process.cwd() } = options;
  const place = placeOfFiles(options, files.base, cwd);
  const setup = await setUp(options, await configurationAt(place), place);
  const isHome = place.root === path.resolve(cwd, files.base);
  const found = comparedFiles(files, cwd, setup.patterns, isHome ? setup.read.configuration : undefined);
  const chosen = (files.parameters ?? []).length > 0 ? [] : found.changed.flatMap(parametersNotice);
  const notices = [...setup.notices, ...chosen];
  const ignored = isHome ? setup.read.configuration.ignore.map(({ pattern }) => pattern) : [];
  const missing = found.trees.flatMap((tree) => unlistedNotices(tree, setup.patterns.paths(ignored)));
  return judgeChange(found, { setup: { ...setup, notices }, missing }, options);
}

/** Says where the two sides are judged with parameter files that have different names. */
function parametersNotice({ base, head, assumed }: TargetPair): readonly Notice[] {
  const [before, after] = [base, head].map((target) => target && parametersName(target));
  if (!base?.parameters || !head?.parameters || assumed || before === after) return [];
  const [from, to] = [base.parameters, head.parameters].map(({ tree, path: file }) => tree.display(file));
  return [
    {
      severity: 'warning',
      code: 'parameter-files',
      message: `Base is judged with '${from}', head with '${to}'.`,
      effect: 'Name the files with --parameters and --base-parameters if these do not belong together.',
      span: undefined,
      revision: 'head',
      unchanged: false,
    },
  ];
}

async function judgeChange(
  found: ChangedTargets,
  around: FoundChange['around'],
  options: DiffOptions,
  guarded: GuardedTypes = guardedBy(around.setup.run.rules, 'diff'),
): Promise<RunResult> {
  const targets = await evaluated(found.changed, around.setup.evaluation, guarded, options);
  return judgeTargets(targets, found, around, options, guarded);
}

/** Judges targets of a change that are evaluated already. */
export async function judgeTargets(
  targets: readonly EvaluatedTarget[],
  { unchanged, standing = () => [] }: Pick<ChangedTargets, 'unchanged' | 'standing'>,
  around: FoundChange['around'],
  options: DiffOptions,
  guarded: GuardedTypes = guardedBy(around.setup.run.rules, 'diff'),
): Promise<RunResult> {
  const { evaluation, read } = around.setup;
  const mayMeetOthers = targets.some((target) => target.assumed === 'head' || declaresMore(target, guarded));
  const bases = (mayMeetOthers ? standing() : []).map((base) => ({ base, head: undefined }));
  const waivers = [...read.configuration.waivers, ...(around.edits ?? noEdits).requested];
  const { matchesName } = await loadPatterns(waivers.map(({ resource }) => resource));
  return judge(targets, {
    mode: 'diff',
    standing: await evaluated(bases, evaluation, guarded, options),
    ...around,
    unchanged,
    matchesName,
    today: todayOf(options),
  });
}

/** A change is judged when all its targets are there, because resources can go from one to another. */
export async function evaluated(
  pairs: readonly TargetPair[],
  evaluation: EvaluationOptions,
  guarded: GuardedTypes,
  options: DiffOptions,
): Promise<readonly EvaluatedTarget[]> {
  const targets: EvaluatedTarget[] = [];
  await evaluateInTurns(pairs, evaluation, guarded, (target) => targets.push(target), options);
  return targets;
}

/** Whether a target of head has a guarded resource that it did not have in base, so that others may have had it. */
function declaresMore({ base, head, assumed }: EvaluatedTarget, guarded: GuardedTypes): boolean {
  const had = new Set(assumed === 'base' ? [] : base?.deployment.resources.map((one) => identityOf(one).key));
  const declared =
    head?.deployment.resources.filter(({ existing, presence }) => !existing && presence !== 'never') ?? [];
  return declared.some((one) => guarded.includes(one.type.toLowerCase()) && !had.has(identityOf(one).key));
}
