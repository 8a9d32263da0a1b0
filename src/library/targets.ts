import path from 'node:path';
import { configurationName } from '../config/configuration.ts';
import { ignoredIn } from '../git/ignored.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { FileTree } from '../text/files.ts';
import { isDeployable } from '../workspace/discovery.ts';
import type { Target } from '../workspace/load.ts';
import { outlineOf, pathsNamed } from '../workspace/outline.ts';
import { folderTree } from '../workspace/tree.ts';
import { placeOf, searchIn, targetsAt } from './check.ts';
import type { JudgeOptions } from './options.ts';
import { configurationAt, type Setup, setUp } from './setup.ts';

/** A template with one set of parameters, as armlock judges it. Paths are shown from the current folder. */
export interface ListedTarget {
  readonly template: string;
  readonly parameters: string | undefined;
  readonly mode: DeploymentMode;
  /** Whether the configuration declares it; otherwise it was found by convention. */
  readonly declared: boolean;
}

/** A template or parameter file that makes no target. */
export interface SkippedFile {
  readonly file: string;
  /** Why, as a clause. */
  readonly why: string;
}

export interface TargetList {
  readonly targets: readonly ListedTarget[];
  readonly skipped: readonly SkippedFile[];
  /** The configuration that says so, if there is one. */
  readonly configuration: string | undefined;
}

export interface TargetListOptions extends Pick<JudgeOptions, 'config'> {
  readonly cwd?: string;
  /** Folders; by default `cwd`. */
  readonly paths?: readonly string[];
}

/** Lists what `check` judges in a folder, and the templates and parameter files in it that it does not. */
export async function listTargets({
  cwd = process.cwd(),
  paths = ['.'],
  config,
}: TargetListOptions): Promise<TargetList> {
  const place = placeOf(config === undefined ? {} : { config }, cwd);
  const setup = await setUp({ cwd }, await configurationAt(place), place);
  const search = searchIn(setup, place, cwd, new Map());
  const found = await targetsAt(paths, {}, search);
  const { file, configuration } = setup.read;
  const declared = new Set(configuration.targets.map(({ template }) => template));
  return {
    targets: found.map((target) => ({
      template: shown(target.template),
      parameters: target.parameters && shown(target.parameters),
      mode: target.settings?.mode ?? setup.run.mode,
      declared: declared.has(target.template.path),
    })),
    skipped: skippedIn(place.root, cwd, found, setup),
    configuration: file && (path.relative(cwd, path.join(place.root, place.file)) || configurationName),
  };
}

function shown({ tree, path: file }: Target['template']): string {
  return tree.display(file);
}

/** The files below the current folder that are for deployments, and why they make no target. */
function skippedIn(root: string, cwd: string, found: readonly Target[], setup: Setup): readonly SkippedFile[] {
  const tree = folderTree(root, cwd);
  const used = new Set(
    found.flatMap(({ template, parameters }) => [template, parameters].flatMap((one) => (one ? [shown(one)] : []))),
  );
  const files = tree.list('').filter(isDeployable);
  const whyNot = reasonsIn(tree, files, root, setup);
  const unlisted = (tree.unlisted?.() ?? []).map(({ folder, reason }) => ({ file: tree.display(folder), why: reason }));
  const unused = files.flatMap((file) => {
    const name = tree.display(file);
    const why = used.has(name) ? undefined : whyNot(file);
    return why === undefined ? [] : [{ file: name, why }];
  });
  return [...unused, ...unlisted].filter(({ file }) => !file.startsWith('../'));
}

function reasonsIn(
  tree: FileTree,
  files: readonly string[],
  root: string,
  { read, patterns }: Setup,
): (file: string) => string | undefined {
  const ignored = [...ignoredIn(root)];
  const isIgnored = patterns.paths(read.configuration.ignore.map(({ pattern }) => pattern));
  const callers = new Map(
    files.flatMap((file) =>
      pathsNamed(file, outlineOf({ tree, path: file })?.modules ?? []).map((called) => [called, file] as const),
    ),
  );
  return (file) => {
    const outline = outlineOf({ tree, path: file });
    if (!outline) return undefined;
    if (ignored.some((one) => one === file || (one.endsWith('/') && file.startsWith(one)))) return 'git ignores it';
    if (isIgnored(file)) return `${configurationName} ignores it`;
    const caller = callers.get(file);
    if (caller !== undefined) return `it is a part of ${tree.display(caller)}`;
    if (outline.kind === 'template') return 'it deploys nothing by itself';
    if (outline.kind === 'snapshot') return 'the parameter file that it was made of is judged';
    return outline.kind === 'parameters'
      ? 'it has the name of no template beside it; declare it in targets'
      : 'the template that it uses is not here';
  };
}
