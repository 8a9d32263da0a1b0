import type { FileTree } from '../text/files.ts';
import { isPattern, type Patterns } from '../text/patterns.ts';
import type { Target } from '../workspace/load.ts';
import { discoverTargets, targetsOf } from '../workspace/targets.ts';
import type { Configuration, DeclaredTarget } from './configuration.ts';

/** Every text of a configuration that may be a pattern. */
export function patternTexts({ ignore, targets, waivers, overrides }: Configuration): readonly string[] {
  return [
    ...ignore.map(({ pattern }) => pattern),
    ...targets.flatMap(({ template, parameters }) => [template, ...parameters]),
    ...waivers.map(({ resource }) => resource),
    ...overrides.flatMap((one) => [...one.targets, ...one.vaults]),
  ];
}

/** The targets of a tree: those that a configuration declares, and those that are found where it does not say to look away. */
export function configuredTargets(tree: FileTree, configuration: Configuration, patterns: Patterns): readonly Target[] {
  const { targets, ignore } = configuration;
  const named = new Set(targets.flatMap(({ template, parameters }) => [template, ...parameters].map(clean)));
  const isIgnored = patterns.paths(ignore.map(({ pattern }) => pattern));
  const isFound = (file: string): boolean => !isIgnored(file) && !named.has(file);
  const visible: FileTree = { ...tree, list: (extension) => tree.list(extension).filter(isFound) };
  const found = ignore.length + targets.length === 0 ? discoverTargets(tree) : discoverTargets(visible);
  // A parameter file of Bicep names its template itself.
  const others = found.filter(({ template }) => !named.has(template.path) && !isIgnored(template.path));
  return [...declaredTargets(tree, configuration), ...withDeclaredSettings(others, configuration, patterns)];
}

/** The targets that a configuration names by their paths, as far as a tree has them. */
export function declaredTargets(tree: FileTree, { targets }: Configuration): readonly Target[] {
  return targets.flatMap(({ template, parameters, mode, context }) => {
    if (!tree.has(clean(template))) return [];
    const files = parameters.map(clean).filter(tree.has);
    return targetsOf(
      { tree, path: clean(template) },
      files.map((path) => ({ tree, path })),
    ).map((target) => ({ ...target, settings: { mode, context } }));
  });
}

/** Targets that were found by convention, each with what the first declaration whose patterns fit it says. */
export function withDeclaredSettings(
  found: readonly Target[],
  { targets }: Configuration,
  patterns: Patterns,
): readonly Target[] {
  const declarations = targets
    .filter(({ template }) => isPattern(template))
    .map(({ template, parameters, mode, context }) => ({
      settings: { mode, context },
      isTemplate: patterns.paths([fromRoot(template)]),
      isParameters: parameters.length === 0 ? () => true : patterns.paths(parameters.map(fromRoot)),
    }));
  if (declarations.length === 0) return found;
  return found.map((target) => {
    const { template, parameters } = target;
    const own = declarations.find(
      ({ isTemplate, isParameters }) => isTemplate(template.path) && isParameters(parameters?.path ?? ''),
    );
    return own ? { ...target, settings: own.settings } : target;
  });
}

/**
 * A configuration in which patterns for the parameter files of a named template are replaced by what they mean. One that
 * means nothing stays, so that it is reported as missing.
 *
 * @param files all files that there are, in any revision
 */
export function withParameterFiles(
  configuration: Configuration,
  files: () => readonly string[],
  patterns: Patterns,
): Configuration {
  const targets = configuration.targets.map((target): DeclaredTarget => {
    const { template, parameters } = target;
    if (isPattern(template) || !parameters.some(isPattern)) return target;
    const meant = files().filter(patterns.paths(parameters.map(fromRoot)));
    const empty = parameters.filter((one) => !one.startsWith('!') && !files().some(patterns.paths([fromRoot(one)])));
    return { ...target, parameters: [...new Set([...meant, ...empty])] };
  });
  return { ...configuration, targets };
}

/** Files that a configuration declares and that are in none of the trees. */
export function missingFiles(
  { targets }: Configuration,
  trees: readonly FileTree[],
  patterns: Patterns,
): readonly MissingFile[] {
  const isThere = (file: string): boolean =>
    trees.some((tree) => tree.has(clean(file))) ||
    (isPattern(file) && trees.some((tree) => tree.list('').some(patterns.paths([fromRoot(file)]))));
  return targets.flatMap((target) =>
    [target.template, ...target.parameters]
      .filter((file) => !file.startsWith('!') && !isThere(file))
      .map((file) => ({ file: clean(file), target })),
  );
}

export interface MissingFile {
  readonly file: string;
  readonly target: DeclaredTarget;
}

/** Entries of `ignore` that mean none of the files. */
export function unusedIgnores(
  { ignore }: Configuration,
  files: readonly string[],
  patterns: Patterns,
): Configuration['ignore'] {
  return ignore.filter(({ pattern }) => {
    const means = patterns.paths([pattern.startsWith('!') ? pattern.slice(1) : pattern]);
    return !files.some(means);
  });
}

/** Paths of targets are relative to the configuration, also those without a slash. */
function fromRoot(file: string): string {
  return file.startsWith('!') ? `!/${clean(file.slice(1))}` : `/${clean(file)}`;
}

/** A path as trees have it. */
function clean(file: string): string {
  return file.replace(/^(?:\.\/)+/, '').replace(/\/+/g, '/');
}
