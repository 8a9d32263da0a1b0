import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Configuration, configurationName, type ReadConfiguration } from '../config/configuration.ts';
import {
  configuredTargets,
  declaredTargets,
  missingFiles,
  unusedIgnores,
  withDeclaredSettings,
  withParameterFiles,
} from '../config/targets.ts';
import type { Notice, RunResult } from '../engine/result.ts';
import { parseJson } from '../json/parse.ts';
import { memberOf } from '../json/tree.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { isPattern, loadPatterns } from '../text/patterns.ts';
import { sourceFile } from '../text/source.ts';
import type { Target } from '../workspace/load.ts';
import { isJson, outlineOf } from '../workspace/outline.ts';
import { isUnder } from '../workspace/revision-pair.ts';
import { discoverTargets, targetsOf, targetsOfTemplate } from '../workspace/targets.ts';
import { treeWithTexts } from '../workspace/text-tree.ts';
import { folderTree, isWithin } from '../workspace/tree.ts';
import { readBaseline } from './baseline.ts';
import { evaluateInTurns } from './evaluate.ts';
import { InputError, UsageError } from './failures.ts';
import { fileNamed, isFolder, type Trees, treeOf } from './files.ts';
import { guardedBy } from './guarded.ts';
import { openRun } from './judge.ts';
import type { CheckOptions } from './options.ts';
import {
  configurationAt,
  ignoreNotice,
  missingNotice,
  type Setup,
  setUp,
  todayOf,
  unlistedNotices,
  unreadNotice,
} from './setup.ts';
import { type ConfigurationPlace, configurationHome, folderSource, namedPlace } from './sources.ts';
import { checkOptions } from './validate.ts';

/**
 * Judges the backup protection of templates as they lie on the disk. Rejects with a UsageError or an InputError if that
 * is not possible; what is wrong with templates is part of the result.
 */
export async function check(options: CheckOptions = {}): Promise<RunResult> {
  checkOptions('check', options);
  const { cwd = process.cwd(), paths = ['.'] } = options;
  const place = placeOf(options, cwd);
  const setup = await setUp(options, await configurationAt(place), place);
  const { read } = setup;
  const trees: Trees = new Map();
  const search = searchIn(setup, place, cwd, trees);
  const targets =
    options.text === undefined ? await targetsAt(paths, options, search) : targetsOfText(options.text, options, search);
  const unlisted = unlistedIn(search);
  if (targets.length === 0) throw new InputError(nothingIn(paths, unlisted));
  const pairs = targets.map((head) => ({ base: undefined, head }));
  const placed = placeNotices(search);
  const run = openRun({
    mode: 'check',
    setup: { ...setup, notices: [...setup.notices, ...placed.ignored, ...place.unread.map(unreadNotice)] },
    missing: [...placed.missing, ...unlisted],
    baseline: baselineOf(options, read, place, cwd),
    today: todayOf(options),
  });
  await evaluateInTurns(pairs, setup.evaluation, guardedBy(setup.run.rules, 'check'), run.add, options);
  return run.result();
}

/** What could not be looked into while targets were looked for. */
function unlistedIn({ cwd, root, trees, configuration, patterns }: Search): readonly Notice[] {
  const isIgnored = patterns.paths(configuration.ignore.map(({ pattern }) => pattern));
  return [...trees].flatMap(([folder, tree]) => {
    const fromRoot = path.relative(root, path.resolve(cwd, folder)).split(path.sep).join('/');
    return unlistedNotices(tree, (file) => isIgnored(path.posix.join(fromRoot, file)));
  });
}

function nothingIn(paths: readonly string[], [unlisted]: readonly Notice[]): string {
  const nothing = `There is no deployment template in ${paths.join(', ')}`;
  return unlisted ? `${nothing}. ${unlisted.message.replace(/\.$/, '')}` : nothing;
}

/** The place of the configuration of a folder on disk. */
export interface Home extends ConfigurationPlace {
  readonly root: string;
  /** Other configurations, which are not read. */
  readonly unread: readonly string[];
}

/** Where the configuration of a folder is: where the user says, or where every command looks for it. */
export function placeOf({ config }: Pick<CheckOptions, 'config'>, cwd: string): Home {
  const named = config === undefined ? undefined : namedPlace(config, cwd);
  if (named) return { ...named, root: named.root ?? path.resolve(cwd), unread: [] };
  const { root, unread } = configurationHome(cwd);
  return { source: folderSource(root, cwd), file: configurationName, root, unread };
}

function baselineOf(
  { baseline, createsBaseline = false }: CheckOptions,
  { configuration }: ReadConfiguration,
  { root }: Home,
  cwd: string,
): ReadonlySet<string> {
  if (baseline !== undefined) return readBaseline(fileNamed(baseline, cwd));
  if (configuration.baseline === undefined) return new Set();
  const file = { tree: folderTree(root, cwd), path: configuration.baseline };
  return createsBaseline && !file.tree.has(file.path) ? new Set() : readBaseline(file);
}

/** Where targets are looked for, and what is known of that place. */
export interface Search {
  readonly cwd: string;
  readonly root: string;
  readonly trees: Trees;
  readonly patterns: Setup['patterns'];
  readonly configuration: Configuration;
}

/** Where a run in a folder looks for targets. */
export function searchIn({ read, patterns }: Setup, { root }: Home, cwd: string, trees: Trees): Search {
  const files = (): readonly string[] => folderTree(root, cwd).list('');
  return { cwd, root, trees, patterns, configuration: withParameterFiles(read.configuration, files, patterns) };
}

/** What the configuration says of files that are not there. */
function placeNotices({ cwd, root, trees, patterns, configuration }: Search): {
  readonly missing: readonly Notice[];
  readonly ignored: readonly Notice[];
} {
  const missing = missingFiles(configuration, [folderTree(root, cwd)], patterns).map(missingNotice);
  if (configuration.ignore.length === 0) return { missing, ignored: [] };
  const unused = unusedIgnores(configuration, treeOf(root, cwd, trees).list(''), patterns);
  return { missing, ignored: unused.map(ignoreNotice) };
}

/**
 * The targets of files, of folders, and those that are found in the current folder and fit a pattern. A pattern with `!`
 * takes out the targets whose template or parameter file it means.
 */
export async function targetsAt(
  paths: readonly string[],
  options: CheckOptions,
  search: Search,
): Promise<readonly Target[]> {
  const { cwd } = search;
  const isNamed = (name: string): boolean => !isPattern(name) || existsSync(path.resolve(cwd, name));
  if (paths.every(isNamed)) return paths.flatMap((name) => targetsNamed(name, options, search));
  const patterns = await loadPatterns(paths);
  const places = (target: Target): readonly string[] =>
    [target.template, target.parameters].flatMap((file) => (file ? [file.tree.display(file.path)] : []));
  const included = paths.filter((name) => isNamed(name) || !name.startsWith('!'));
  const selected = (included.length === 0 ? ['.'] : included).flatMap((name) => {
    if (isNamed(name)) return targetsNamed(name, options, search);
    const means = patterns.paths([anchored(name)]);
    const found = targetsNamed('.', options, search).filter((target) => places(target).some(means));
    if (found.length === 0) throw new InputError(`There is no deployment template that fits '${name}'`);
    return found;
  });
  const excluded = paths.filter((name) => !included.includes(name)).map((name) => anchored(name.slice(1)));
  const isExcluded = patterns.paths(excluded);
  const keyOf = (target: Target): string => JSON.stringify(places(target));
  const kept = selected.filter((target) => !places(target).some(isExcluded));
  return [...new Map(kept.map((target) => [keyOf(target), target])).values()];
}

/** The target of a text, which lies in the current folder as far as paths in it are concerned. */
function targetsOfText(
  text: string,
  { paths = [], parameters = [] }: CheckOptions,
  { cwd, root, trees }: Search,
): readonly Target[] {
  const [name, ...more] = paths;
  if (name === undefined || more.length > 0) throw new UsageError('A text has one path');
  const around = fileNamed(name, cwd, trees, root);
  const tree = treeWithTexts(around.tree, new Map([[around.path, text]]));
  return targetsOf(
    { tree, path: around.path },
    parameters.map((file) => ({ ...fileNamed(file, cwd, trees, root), tree })),
  );
}

/** What is given on the command line is relative to the current folder. */
function anchored(pattern: string): string {
  return `/${path.posix.normalize(pattern)}`;
}

/** The targets of a file or folder. */
function targetsNamed(name: string, { parameters = [] }: CheckOptions, search: Search): readonly Target[] {
  const { cwd, root, trees, patterns, configuration } = search;
  const given = parameters.map((file) => fileNamed(file, cwd, trees, root));
  if (!isFolder(name, cwd)) {
    const template = fileNamed(name, cwd, trees, root);
    if (isOtherJson(template)) throw new InputError(`'${name}' is no deployment template`);
    if (given.length > 0) return targetsOf(template, given);
    const own = declaredTargets(template.tree, configuration).filter(
      (target) => target.template.path === template.path,
    );
    if (own.length > 0 && root === path.resolve(root)) return own;
    return withDeclaredSettings(targetsOfTemplate(template), configuration, patterns);
  }
  if (given.length > 0) throw new UsageError('Parameter files can be given for a template, not for a folder');
  const folder = path.resolve(cwd, name);
  if (!isWithin(root, folder)) return discoverTargets(treeOf(folder, cwd, trees));
  const within = path.relative(root, folder).split(path.sep).join('/') || '.';
  const part = partOf(treeOf(root, cwd, trees), within, treeOf(folder, cwd, trees));
  return configuredTargets(part, configuration, patterns).filter(({ template, parameters: file }) =>
    [template, file].some((one) => one && isUnder(one.path, within)),
  );
}

/** Whether a file is whole JSON, and nothing that is deployed. One in pieces is judged: it may have been a template. */
function isOtherJson(file: FileRef): boolean {
  if (!isJson(file.path) || outlineOf(file)) return false;
  const read = file.tree.read(file.path);
  if (read.kind !== 'text') return false;
  const { root, diagnostics } = parseJson(sourceFile(file.path, read.text));
  const isWhole = !diagnostics.some(({ severity }) => severity === 'error');
  return isWhole && !(root?.kind === 'object' && memberOf(root, 'resources'));
}

/** A tree in which only the files of one folder are found; all of them can be read. */
function partOf(tree: FileTree, folder: string, part: FileTree): FileTree {
  if (folder === '.') return tree;
  const inTree = (file: string): string => path.posix.join(folder, file);
  return { ...tree, list: (extension) => part.list(extension).map(inTree) };
}
