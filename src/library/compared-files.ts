import { type Configuration, noConfiguration } from '../config/configuration.ts';
import { configuredTargets, withParameterFiles } from '../config/targets.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import type { Patterns } from '../text/patterns.ts';
import { targetFilter } from '../workspace/changes.ts';
import { loadTarget, type Target } from '../workspace/load.ts';
import type { ChangedTargets } from '../workspace/revision-pair.ts';
import { pairParameters, pairTargets, type TargetPair, targetsOf, targetsOfTemplate } from '../workspace/targets.ts';
import { folderTree } from '../workspace/tree.ts';
import { InputError, UsageError } from './failures.ts';
import { fileNamed, isFolder } from './files.ts';
import type { FilesOptions } from './options.ts';

/** What is compared, and where it was looked for. */
export interface ComparedFiles extends ChangedTargets {
  readonly trees: readonly FileTree[];
}

/** The targets of two folders or templates that may differ. */
export function comparedFiles(
  files: FilesOptions,
  cwd: string,
  patterns: Patterns,
  configuration: Configuration = noConfiguration,
): ComparedFiles {
  if (files.isBaseLive) return statePair(files, cwd);
  const [base, head] = [isFolder(files.base, cwd), isFolder(files.head, cwd)];
  if (base && head) return folderPairs(files, cwd, patterns, configuration);
  if (base || head) throw new UsageError('Both sides must be templates, or both folders');
  return filePairs(files, cwd);
}

function folderPairs(
  files: FilesOptions,
  cwd: string,
  patterns: Patterns,
  configuration: Configuration,
): ComparedFiles {
  const { base, head, parameters = [], baseParameters = [] } = files;
  if (parameters.length + baseParameters.length > 0) {
    throw new UsageError('Parameter files can be given for a template, not for a folder');
  }
  const [before, after] = [folderTree(base, cwd), folderTree(head, cwd)];
  const own = withParameterFiles(configuration, () => [...before.list(''), ...after.list('')], patterns);
  const pairs = pairTargets(configuredTargets(before, own, patterns), configuredTargets(after, own, patterns), after);
  if (pairs.length === 0) throw new InputError(`There is no deployment template in '${base}' or '${head}'`);
  const changed = pairs.filter(targetFilter(before, after).mayDiffer);
  const standing = pairs.filter((pair) => !changed.includes(pair)).flatMap((pair) => pair.base ?? []);
  return { changed, unchanged: pairs.length - changed.length, standing: () => standing, trees: [before, after] };
}

function filePairs({ base, head, parameters = [], baseParameters }: FilesOptions, cwd: string): ComparedFiles {
  const given = parameters.map((file) => fileNamed(file, cwd));
  const givenBase = baseParameters?.map((file) => fileNamed(file, cwd)) ?? given;
  if (givenBase.length !== given.length) {
    throw new UsageError('--base-parameters must be given as often as --parameters');
  }
  const [before, after] = [fileNamed(base, cwd), fileNamed(head, cwd)];
  const trees = [before.tree, after.tree];
  if (given.length > 0)
    return {
      changed: given.map((file, index) => givenPair(before, after, givenBase[index], file)),
      unchanged: 0,
      trees,
    };
  const [own, others] = [targetsOfTemplate(before, after.path), targetsOfTemplate(after, before.path)];
  return { changed: withSameParameters(own, others) ?? pairParameters(own, others), unchanged: 0, trees };
}

/**
 * Both sides with the parameter files that only one of them has beside its template, where these fit both; both without
 * any, where they do not. Otherwise a difference that is in no file would be judged. Undefined where neither side or
 * each has some.
 */
function withSameParameters(base: readonly Target[], head: readonly Target[]): readonly TargetPair[] | undefined {
  const filesOf = (targets: readonly Target[]): readonly FileRef[] =>
    targets.flatMap(({ parameters }) => parameters ?? []);
  const [before, after] = [filesOf(base), filesOf(head)];
  const [from, to] = [base[0]?.template, head[0]?.template];
  if (!from || !to) return undefined;
  if (before.length > 0 && isSameList(before, after)) {
    return base.map((one, index) => ({ base: one, head: head[index] }));
  }
  if (before.length > 0 === after.length > 0) return undefined;
  const files = before.length > 0 ? before : after;
  const isFitting = (template: FileRef, parameters: FileRef): boolean =>
    !loadTarget({ template, parameters }, { context: {} }).deployment.diagnostics.some(
      ({ code }) => code === 'parameter-unknown',
    );
  const fitting = files.filter((file) => isFitting(from, file) && isFitting(to, file));
  if (fitting.length < files.length) {
    return [{ base: { template: from, parameters: undefined }, head: { template: to, parameters: undefined } }];
  }
  return files.map((parameters) => ({
    base: { template: from, parameters },
    head: { template: to, parameters },
  }));
}

function isSameList(base: readonly FileRef[], head: readonly FileRef[]): boolean {
  return base.length === head.length && base.every(({ path }, index) => path === head[index]?.path);
}

/** Live state is that of one deployment, so that it is compared with one template and one set of parameters. */
function statePair({ base, head, parameters = [] }: FilesOptions, cwd: string): ComparedFiles {
  if (isFolder(base, cwd) || isFolder(head, cwd)) throw new UsageError('Live state is compared with one template');
  const given = parameters.map((file) => fileNamed(file, cwd));
  const template = fileNamed(head, cwd);
  const [target, ...further] = given.length > 0 ? targetsOf(template, given) : targetsOfTemplate(template);
  if (further.length > 0) {
    throw new UsageError(`'${head}' has several parameter files; name the one that is deployed with --parameters`);
  }
  const state: Target = { template: fileNamed(base, cwd), parameters: undefined, form: 'live-state' };
  return { changed: [{ base: state, head: target }], unchanged: 0, trees: [template.tree] };
}

function givenPair(base: FileRef, head: FileRef, baseParameters: FileRef | undefined, parameters: FileRef): TargetPair {
  const [before] = targetsOf(base, baseParameters ? [baseParameters] : []);
  const [after] = targetsOf(head, [parameters]);
  return { base: before, head: after };
}
