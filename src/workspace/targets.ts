import path from 'node:path';
import { isBicepParameters } from '../bicep/semantics/file-references.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { groupBy } from '../text/group-by.ts';
import { deploymentFiles, isBrokenJson, startsWithStem, stemOf, templateNamed } from './discovery.ts';
import type { Target } from './load.ts';
import { outlineOf } from './outline.ts';

/**
 * Finds the targets of a tree: every template that no other one deploys, with each of its parameter files. A Bicep
 * parameter file names its template, which is a target then even if it is a module of another one.
 */
export function discoverTargets(tree: FileTree): readonly Target[] {
  const { templates, parameters, bicepParameters, snapshots } = deploymentFiles(tree);
  const owners = ownersOf(templates, parameters);
  const named = [...bicepParameters.values()].flatMap((template) => (template === undefined ? [] : [template]));
  const all = [...new Set([...templates, ...named])].sort();
  const ofTemplates = all.flatMap((template) => {
    const own = parameters.filter((file) => owners.get(file)?.includes(template));
    const using = [...bicepParameters].filter(([, used]) => used === template).map(([file]) => file);
    return targetsOf(
      { tree, path: template },
      [...[...own].sort(), ...using.sort()].map((file) => ({ tree, path: file })),
    );
  });
  return [...ofTemplates, ...[...snapshots].sort().flatMap((snapshot) => targetsOf({ tree, path: snapshot }, []))];
}

/**
 * The targets of one template that somebody names: with the parameter files beside it that bear its name, or that name
 * it. A Bicep parameter file stands for the template that it names.
 *
 * @param otherName what the template is called in the other revision
 */
export function targetsOfTemplate(named: FileRef, otherName = named.path): readonly Target[] {
  const { tree, path: file } = named;
  if (isBicepParameters(file)) return [{ template: templateUsedBy(named), parameters: named }];
  const stems = [file, otherName].map(stemOf);
  const isOwn = (beside: string): boolean => {
    if (isBicepParameters(beside)) return templateNamed({ tree, path: beside }) === file;
    return (
      stems.some((stem) => startsWithStem(beside, stem)) && outlineOf({ tree, path: beside })?.kind === 'parameters'
    );
  };
  const own = tree.listFolder(path.posix.dirname(file)).filter((beside) => /\.(json|bicepparam)$/.test(beside));
  return targetsOf(
    named,
    own.filter(isOwn).map((beside) => ({ tree, path: beside })),
  );
}

/** The template of a Bicep parameter file; the file itself if its template is not in the tree. */
export function templateUsedBy({ tree, path: file }: FileRef): FileRef {
  return { tree, path: templateNamed({ tree, path: file }) ?? file };
}

/** One target for each parameter file, or one without any. */
export function targetsOf(template: FileRef, parameters: readonly FileRef[]): readonly Target[] {
  if (parameters.length === 0) return [{ template, parameters: undefined }];
  return parameters.map((file) => ({ template, parameters: file }));
}

/** The templates to which each JSON parameter file belongs: one, or one of the same name in either language. */
function ownersOf(templates: readonly string[], parameters: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byFolder = groupBy(templates, path.posix.dirname);
  const owners = new Map<string, readonly string[]>();
  for (const file of parameters) {
    const folder = path.posix.dirname(file);
    const folders = isParametersFolder(folder) ? [folder, path.posix.dirname(folder)] : [folder];
    const found = folders.map((one) => ownersAmong(file, byFolder.get(one) ?? [])).find((one) => one.length > 0);
    if (found) owners.set(file, found);
  }
  return owners;
}

/** Whether a folder keeps the parameter files of the templates around it. */
export function isParametersFolder(folder: string): boolean {
  return /^(param(eter)?s?|env(ironment)?s?)$/i.test(path.posix.basename(folder));
}

/** The templates with the longest name that the file's name begins with, or the only one there is. */
function ownersAmong(file: string, templates: readonly string[]): readonly string[] {
  const stems = [...new Set(templates.map(stemOf))];
  const named = stems.filter((stem) => startsWithStem(file, stem)).sort((left, right) => right.length - left.length);
  const [stem] = named.length === 0 && stems.length === 1 ? stems : named;
  return templates.filter((template) => stemOf(template) === stem);
}

/** What people call a target. */
export function targetName({ template, parameters }: Target): string {
  const name = template.tree.display(template.path);
  return parameters && parameters.path !== template.path
    ? `${name} with ${parameters.tree.display(parameters.path)}`
    : name;
}

/** A target in two revisions; one side can be missing. */
export interface TargetPair {
  readonly base: Target | undefined;
  readonly head: Target | undefined;
}

/**
 * Pairs the targets of two trees by the paths of their templates. A template that only one revision has was moved if the
 * other one has, at another place, one of the same name, or just one.
 *
 * @param tree the files of head
 */
export function pairTargets(base: readonly Target[], found: readonly Target[], tree: FileTree): readonly TargetPair[] {
  const head = withBroken(base, found, tree);
  const [before, after] = [base, head].map((targets) => new Set(targets.map(({ template }) => template.path)));
  const gone = [...(before ?? [])].filter((template) => !after?.has(template));
  const added = [...(after ?? [])].filter((template) => !before?.has(template));
  const places = movedTemplates(gone, added);
  const placeOf = (template: string): string => places.get(template) ?? template;
  const templates = [...new Set([...base.map(({ template }) => placeOf(template.path)), ...(after ?? [])])];
  return templates.flatMap((template) =>
    pairParameters(
      base.filter((target) => placeOf(target.template.path) === template),
      head.filter((target) => target.template.path === template),
    ),
  );
}

/**
 * The targets of head with those of base of which head has a file in pieces: nothing tells what such a file is, but
 * nobody took it away.
 */
function withBroken(base: readonly Target[], head: readonly Target[], tree: FileTree): readonly Target[] {
  const pathsOf = ({ template, parameters }: Target): string => JSON.stringify([template.path, parameters?.path]);
  const known = new Set(head.map(pathsOf));
  const broken = base.flatMap((target): readonly Target[] => {
    const files = [target.template, target.parameters].flatMap((file) => file ?? []);
    const isWhole = files.every(({ path: file }) => tree.read(file).kind === 'text');
    if (known.has(pathsOf(target)) || !isWhole || !files.some(({ path: file }) => isBrokenJson(tree, file))) return [];
    const there = ({ path: file }: FileRef): FileRef => ({ tree, path: file });
    return [{ ...target, template: there(target.template), parameters: target.parameters && there(target.parameters) }];
  });
  const templates = new Set(broken.map(({ template }) => template.path));
  const isStandIn = ({ template, parameters }: Target): boolean => !parameters && templates.has(template.path);
  return [...head.filter((target) => !isStandIn(target)), ...broken];
}

/** Where templates of base are in head: in the other language, or at another place. */
function movedTemplates(gone: readonly string[], added: readonly string[]): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  const withoutExtension = (file: string): string => file.replace(/\.[^./]*$/, '');
  for (const nameOf of [withoutExtension, path.posix.basename, stemOf]) {
    const [left, places] = [gone.filter((file) => !moves.has(file)), free(added, moves)];
    const named = (files: readonly string[], name: string): readonly string[] =>
      files.filter((file) => nameOf(file) === name);
    for (const file of left) {
      const name = nameOf(file);
      const [place, ...more] = named(places, name);
      if (place !== undefined && more.length === 0 && named(left, name).length === 1) moves.set(file, place);
    }
  }
  const [last, ...others] = gone.filter((file) => !moves.has(file));
  const [place, ...more] = free(added, moves);
  if (last !== undefined && place !== undefined && others.length === 0 && more.length === 0) moves.set(last, place);
  return moves;
}

/** The places that nothing moved to yet. */
function free(added: readonly string[], moves: ReadonlyMap<string, string>): readonly string[] {
  const taken = new Set(moves.values());
  return added.filter((file) => !taken.has(file));
}

/** Pairs the targets of one template in both revisions. */
export function pairParameters(base: readonly Target[], head: readonly Target[]): readonly TargetPair[] {
  const nameOf = ({ template, parameters }: Target): string | undefined => parameters && suffixOf(template, parameters);
  const pairs: TargetPair[] = [];
  const left = new Set(base);
  const right = new Set(head);
  for (const before of base) {
    const after = head.find((one) => right.has(one) && nameOf(one) === nameOf(before));
    if (!after) continue;
    pairs.push({ base: before, head: after });
    left.delete(before);
    right.delete(after);
  }
  const [before, ...moreBefore] = left;
  const [after, ...moreAfter] = right;
  if (before && after && moreBefore.length === 0 && moreAfter.length === 0) {
    return [...pairs, { base: before, head: after }];
  }
  return [
    ...pairs,
    ...[...left].map((one) => ({ base: one, head: counterpart(one, head) })),
    ...[...right].map((one) => ({ base: counterpart(one, base), head: one })),
  ];
}

/**
 * What tells a parameter file from others of its template, in either language: `prod` in `main.prod.parameters.json`
 * and in `main.prod.bicepparam`.
 */
function suffixOf(template: FileRef, parameters: FileRef): string {
  const stem = stemOf(template.path);
  const folder = path.posix.relative(path.posix.dirname(template.path), path.posix.dirname(parameters.path));
  const name = stemOf(parameters.path);
  const own = startsWithStem(`${name}.`, stem) ? name.slice(stem.length) : name;
  const words = own.split(/[._-]+/).filter((word) => word !== '' && !/^param(eter)?s?$/.test(word));
  return path.posix.join(folder, words.join('.')).toLowerCase();
}

/** The template of the other revision with the parameters of this one: what a new set of parameters would have met. */
function counterpart(target: Target, others: readonly Target[]): Target | undefined {
  const [other] = others;
  if (!other) return undefined;
  const bare = others.find(({ parameters }) => parameters === undefined);
  return bare ?? { template: other.template, parameters: target.parameters };
}
