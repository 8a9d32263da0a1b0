import path from 'node:path';
import { configurationName, type ReadConfiguration } from '../config/configuration.ts';
import { configuredTargets, missingFiles } from '../config/targets.ts';
import type { Notice, RunResult } from '../engine/result.ts';
import type { FileTree } from '../text/files.ts';
import type { Target } from '../workspace/load.ts';
import { isUnder } from '../workspace/revision-pair.ts';
import { targetsOf, targetsOfTemplate } from '../workspace/targets.ts';
import { folderTree } from '../workspace/tree.ts';
import { readBaseline } from './baseline.ts';
import { evaluateInTurns } from './evaluate.ts';
import { InputError, UsageError } from './failures.ts';
import { fileNamed, isFolder, isInside, type Trees, treeOf } from './files.ts';
import { guardedBy } from './guarded.ts';
import { judge } from './judge.ts';
import type { CheckOptions } from './options.ts';
import { configurationAt, missingNotice, setUp, todayOf } from './setup.ts';
import { type ConfigurationPlace, folderSource, folderWith, namedPlace } from './sources.ts';

/**
 * Judges the backup protection of templates as they lie on the disk. Rejects with a UsageError or an InputError if that
 * is not possible; what is wrong with templates is part of the result.
 */
export async function check(options: CheckOptions = {}): Promise<RunResult> {
  const { cwd = process.cwd(), paths = ['.'] } = options;
  const place = placeOf(options, cwd);
  const setup = await setUp(options, await configurationAt(place), place);
  const { read } = setup;
  const targets = targetsAt(paths, options, cwd, place, read);
  if (targets.length === 0) throw new InputError(`There is no deployment template in ${paths.join(', ')}`);
  const pairs = targets.map((head) => ({ base: undefined, head }));
  return judge(await evaluateInTurns(pairs, setup.evaluation, guardedBy(setup.run.rules, 'check'), options), {
    mode: 'check',
    setup,
    missing: missingNotices(read, place, cwd),
    baseline: baselineOf(options, read, place, cwd),
    today: todayOf(options),
  });
}

interface Home extends ConfigurationPlace {
  readonly root: string;
}

function placeOf({ config }: CheckOptions, cwd: string): Home {
  const named = config === undefined ? undefined : namedPlace(config, cwd);
  const root = named?.root ?? folderWith(configurationName, cwd) ?? path.resolve(cwd);
  return { source: named?.source ?? folderSource(root, cwd), file: named?.file ?? configurationName, root };
}

function baselineOf(
  { baseline }: CheckOptions,
  { configuration }: ReadConfiguration,
  { root }: Home,
  cwd: string,
): ReadonlySet<string> {
  if (baseline !== undefined) return readBaseline(path.resolve(cwd, baseline), cwd);
  return configuration.baseline === undefined ? new Set() : readBaseline(path.join(root, configuration.baseline), cwd);
}

function missingNotices({ configuration }: ReadConfiguration, { root }: Home, cwd: string): readonly Notice[] {
  return missingFiles(configuration, [folderTree(root, cwd)]).map(missingNotice);
}

function targetsAt(
  paths: readonly string[],
  { parameters = [] }: CheckOptions,
  cwd: string,
  { root }: Home,
  { configuration }: ReadConfiguration,
): readonly Target[] {
  const trees: Trees = new Map();
  const given = parameters.map((file) => fileNamed(file, cwd, trees, root));
  return paths.flatMap((name) => {
    if (!isFolder(name, cwd)) {
      const template = fileNamed(name, cwd, trees, root);
      if (given.length > 0) return targetsOf(template, given);
      const declared = configuredTargets(template.tree, { ...configuration, ignore: ['**'] });
      const own = declared.filter((target) => target.template.path === template.path);
      return own.length > 0 && root === path.resolve(root) ? own : targetsOfTemplate(template);
    }
    if (given.length > 0) throw new UsageError('Parameter files can be given for a template, not for a folder');
    const folder = path.resolve(cwd, name);
    if (!isInside(folder, root))
      return configuredTargets(treeOf(folder, cwd, trees), { ...configuration, targets: [], ignore: [] });
    const within = path.relative(root, folder).split(path.sep).join('/') || '.';
    const found = configuredTargets(partOf(treeOf(root, cwd, trees), within, folderTree(folder, cwd)), configuration);
    return found.filter(({ template, parameters: file }) =>
      [template, file].some((one) => one && isUnder(one.path, within)),
    );
  });
}

/** A tree in which only the files of one folder are found; all of them can be read. */
function partOf(tree: FileTree, folder: string, part: FileTree): FileTree {
  if (folder === '.') return tree;
  return { ...tree, list: (extension) => part.list(extension).map((file) => path.posix.join(folder, file)) };
}
