import type { FileTree } from '../text/files.ts';
import type { Target } from '../workspace/load.ts';
import { discoverTargets, targetsOf } from '../workspace/targets.ts';
import type { Configuration, DeclaredTarget } from './configuration.ts';
import { pathMatcher } from './globs.ts';

/** The targets of a tree: those that a configuration declares, and those that are found where it does not say to look away. */
export function configuredTargets(tree: FileTree, { targets, ignore }: Configuration): readonly Target[] {
  const declared = targets.flatMap((target) => declaredTargets(tree, target));
  const named = new Set(targets.flatMap(({ template, parameters }) => [template, ...parameters].map(clean)));
  const isIgnored = pathMatcher(ignore);
  const isFound = (file: string): boolean => !isIgnored(file) && !named.has(file);
  const visible: FileTree = {
    ...tree,
    list: (extension) => tree.list(extension).filter(isFound),
    listFolder: (folder) => tree.listFolder(folder).filter(isFound),
  };
  const found = ignore.length + targets.length === 0 ? discoverTargets(tree) : discoverTargets(visible);
  // A parameter file of Bicep names its template itself.
  return [...declared, ...found.filter(({ template }) => !named.has(template.path) && !isIgnored(template.path))];
}

/** What one revision has of a declared target. */
function declaredTargets(tree: FileTree, { template, parameters, mode, context }: DeclaredTarget): readonly Target[] {
  if (!tree.has(clean(template))) return [];
  const files = parameters.map(clean).filter(tree.has);
  const settings = { mode, context };
  return targetsOf(
    { tree, path: clean(template) },
    files.map((path) => ({ tree, path })),
  ).map((target) => ({ ...target, settings }));
}

/** Files that a configuration declares and that are in none of the trees. */
export function missingFiles({ targets }: Configuration, trees: readonly FileTree[]): readonly MissingFile[] {
  return targets.flatMap((target) =>
    [target.template, ...target.parameters]
      .map(clean)
      .filter((file) => trees.every((tree) => !tree.has(file)))
      .map((file) => ({ file, target })),
  );
}

export interface MissingFile {
  readonly file: string;
  readonly target: DeclaredTarget;
}

/** A path as trees have it. */
function clean(file: string): string {
  return file.replace(/^(?:\.\/)+/, '').replace(/\/+/g, '/');
}
