import path from 'node:path';
import { isBicepParameters } from '../bicep/semantics/file-references.ts';
import { isUnavailable } from '../bicep/semantics/host.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { groupBy } from '../text/group-by.ts';
import { deploymentFiles, isTemplateIn, startsWithStem, stemOf, templateNamed } from './discovery.ts';
import type { Target } from './load.ts';
import { outlineOf } from './outline.ts';
import { type FarOwners, farOwners } from './parameter-owners.ts';
import { storeOf } from './store.ts';

/**
 * Finds the targets of a tree: every template that no other one deploys, with each of its parameter files. A Bicep
 * parameter file names its template, which is a target then even if it is a module of another one. So is a module that
 * a JSON parameter file bears the name of.
 */
export function discoverTargets(tree: FileTree): readonly Target[] {
  const { templates, called, parameters, bicepParameters, snapshots } = deploymentFiles(tree);
  const owners = ownersOf(templates, called, parameters, farOwners(tree, templates, called));
  const own = byTemplate(parameters.flatMap((file) => (owners.get(file) ?? []).map((template) => [file, template])));
  const using = byTemplate([...bicepParameters]);
  const all = [...new Set([...templates, ...called.filter((template) => own.has(template)), ...using.keys()])].sort();
  const ofTemplates = all.flatMap((template) => {
    const files = [own, using].flatMap((found) => [...(found.get(template) ?? [])].sort());
    return targetsOf(
      { tree, path: template },
      files.map((file) => ({ tree, path: file })),
    );
  });
  return [...ofTemplates, ...[...snapshots].sort().flatMap((snapshot) => targetsOf({ tree, path: snapshot }, []))];
}

/** Parameter files by the template that each is for; without those that are for none. */
function byTemplate(
  pairs: readonly (readonly [file: string, template: string | undefined])[],
): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const [file, template] of pairs) {
    if (template === undefined) continue;
    const known = files.get(template);
    if (known) known.push(file);
    else files.set(template, [file]);
  }
  return files;
}

/**
 * The targets of one template that the user names: with the parameter files beside it that bear its name, or that name
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

/** One target; a Bicep parameter file by itself stands for the template that it names. */
export function targetOf(named: FileRef, parameters: FileRef | undefined): Target {
  const stands = parameters === undefined && isBicepParameters(named.path);
  return stands ? { template: templateUsedBy(named), parameters: named } : { template: named, parameters };
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
function ownersOf(
  templates: readonly string[],
  called: readonly string[],
  parameters: readonly string[],
  farFrom: FarOwners,
): ReadonlyMap<string, readonly string[]> {
  const byFolder = groupBy(templates, path.posix.dirname);
  const modules = groupBy(called, path.posix.dirname);
  const owners = new Map<string, readonly string[]>();
  for (const file of parameters) {
    const folder = path.posix.dirname(file);
    const folders = isParametersFolder(folder) ? [folder, path.posix.dirname(folder)] : [folder];
    const found = folders
      .map((one) => ownersAmong(file, byFolder.get(one) ?? [], modules.get(one) ?? []))
      .find((one) => one.length > 0);
    owners.set(file, found ?? farFrom(file));
  }
  return owners;
}

/** Whether a folder keeps the parameter files of the templates around it. */
export function isParametersFolder(folder: string): boolean {
  return /^(param(eter)?s?|env(ironment)?s?)$/i.test(path.posix.basename(folder));
}

/** The templates with the longest name that the file's name begins with, or the only one that no other one deploys. */
function ownersAmong(file: string, templates: readonly string[], called: readonly string[]): readonly string[] {
  const all = [...templates, ...called];
  const named = [...new Set(all.map(stemOf))]
    .filter((stem) => startsWithStem(file, stem))
    .sort((left, right) => right.length - left.length);
  const stems = [...new Set(templates.map(stemOf))];
  const [stem] = named.length === 0 && stems.length === 1 ? stems : named;
  return (named.length === 0 ? templates : all).filter((template) => stemOf(template) === stem);
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
  /** The side that its revision does not have: what the parameters of the other one would have met there. */
  readonly assumed?: 'base' | 'head';
}

/**
 * Pairs the targets of two trees by the paths of their templates. A template that only one revision has was moved if the
 * other one has, at another place, one of the same name, or just one. A file that head still has did not move, whatever
 * it has become, and a file that base had already came from nowhere.
 *
 * @param tree the files of head
 */
export function pairTargets(base: readonly Target[], found: readonly Target[], tree: FileTree): readonly TargetPair[] {
  const head = withRemaining(base, found, tree);
  const [before, after] = [base, head].map((targets) => new Set(targets.map(({ template }) => template.path)));
  const gone = [...(before ?? [])].filter((template) => !after?.has(template) && !tree.has(template));
  const baseTree = base[0]?.template.tree;
  const added = [...(after ?? [])].filter((template) => !before?.has(template) && baseTree?.has(template) !== true);
  const places = movedTemplates(gone, added);
  const placeOf = (template: string): string => places.get(template) ?? template;
  const [was, is] = [groupBy(base, ({ template }) => placeOf(template.path)), groupBy(head, templatePath)];
  const templates = [...new Set([...was.keys(), ...(after ?? [])])];
  return repointed(templates.flatMap((template) => pairParameters(was.get(template) ?? [], is.get(template) ?? [])));
}

function templatePath({ template }: Target): string {
  return template.path;
}

/**
 * The targets of head with those of base whose files head still has. Nothing may show any longer that they are
 * targets: a file is in pieces, too large or a link, lost its schema, or became a module of another template. That takes
 * no target away.
 */
function withRemaining(base: readonly Target[], head: readonly Target[], tree: FileTree): readonly Target[] {
  const known = new Set(head.map(pathsOf));
  const withParameters = new Map(head.filter(({ parameters }) => parameters).map((one) => [one.template.path, one]));
  const there = ({ path: file }: FileRef): FileRef => ({ tree, path: file });
  const remaining = [...base, ...adoptedElsewhere(base, head, tree)]
    .filter((target) => !known.has(pathsOf(target)) && remains(target, tree) && !isCompleted(target, withParameters))
    .map((target) => ({
      ...target,
      template: there(target.template),
      parameters: target.parameters && there(target.parameters),
    }));
  const moved = movedParameters(base, [...head, ...remaining], tree);
  const kept = [...remaining, ...moved];
  const templates = new Set(kept.map(({ template }) => template.path));
  const own = new Set(base.map(pathsOf));
  const isStandIn = (target: Target): boolean =>
    !target.parameters && templates.has(target.template.path) && !own.has(pathsOf(target));
  return [...head.filter((target) => !isStandIn(target)), ...kept];
}

/**
 * Targets of base whose JSON parameter file is gone, with the one new file of that name which no target of head has: a
 * file that went to another folder is the same one, although its name there may not say for which template it is.
 */
function movedParameters(base: readonly Target[], head: readonly Target[], tree: FileTree): readonly Target[] {
  const gone = base.filter(
    ({ template, parameters }) => parameters && tree.has(template.path) && !tree.has(parameters.path),
  );
  const [first] = gone;
  if (!first) return [];
  const taken = new Set(head.map(({ parameters }) => parameters?.path));
  const fresh = tree.list('').filter((file) => !taken.has(file) && !first.template.tree.has(file));
  const byName = groupBy(fresh, path.posix.basename);
  return gone.flatMap((target) => {
    const [place, ...more] = byName.get(path.posix.basename(target.parameters?.path ?? '')) ?? [];
    if (place === undefined || more.length > 0 || outlineOf({ tree, path: place })?.kind !== 'parameters') return [];
    return [{ ...target, template: { tree, path: target.template.path }, parameters: { tree, path: place } }];
  });
}

/** Whether a template got a parameter file and a parameter that needs one: it is no longer deployed without it. */
function isCompleted({ template, parameters }: Target, withParameters: ReadonlyMap<string, Target>): boolean {
  const found = parameters ? undefined : withParameters.get(template.path);
  return found !== undefined && requiresParameters(found.template);
}

/** Whether a template has a parameter that nothing in it gives a value to, so that it cannot be deployed without a parameter file. */
export function requiresParameters(template: FileRef): boolean {
  return [...(outlineOf(template)?.parameters ?? [])].some(([, isRequired]) => isRequired);
}

/** Targets without parameter files that moved and became modules of others at once, where head has them. */
function adoptedElsewhere(base: readonly Target[], head: readonly Target[], tree: FileTree): readonly Target[] {
  const gone = base.filter(({ template, parameters }) => !parameters && !tree.has(template.path));
  const [first] = gone;
  if (!first) return [];
  const known = new Set(head.map(({ template }) => template.path));
  const fresh = tree.list('').filter((file) => !known.has(file) && !first.template.tree.has(file));
  const byName = groupBy(fresh, path.posix.basename);
  return gone.flatMap((target) => {
    const [place, ...more] = byName.get(path.posix.basename(target.template.path)) ?? [];
    if (place === undefined || more.length > 0 || !isTemplateIn(tree, place)) return [];
    return [{ ...target, template: { tree, path: place } }];
  });
}

/** The paths of a target in its tree, as one text. */
export function pathsOf({ template, parameters }: Target): string {
  return JSON.stringify([template.path, parameters?.path]);
}

/** Whether a tree has the files of a target, and its parameter file is not for another template there. */
function remains({ template, parameters }: Target, tree: FileTree): boolean {
  if (!tree.has(template.path) || (parameters && !tree.has(parameters.path))) return false;
  if (!parameters || !isBicepParameters(parameters.path)) return true;
  const file = { tree, path: parameters.path };
  const named = templateNamed(file);
  // What cannot be read says nothing of another template.
  return named === undefined || named === template.path || isUnavailable(storeOf(file).file(file.path));
}

/** Joins what is left of two templates that one parameter file names, one after the other. */
function repointed(pairs: readonly TargetPair[]): readonly TargetPair[] {
  const fileOf = (target: Target | undefined): string | undefined => target?.parameters?.path;
  const isLone = ({ base, head, assumed }: TargetPair): boolean => !base || !head || assumed !== undefined;
  const lone = pairs.filter(isLone);
  const fresh = groupBy(
    lone.filter(({ assumed }) => assumed !== 'head'),
    ({ head }) => fileOf(head),
  );
  const joined = new Map<TargetPair, TargetPair>();
  for (const left of lone.filter(({ base, assumed }) => base && assumed !== 'base')) {
    const file = fileOf(left.base);
    const right = file === undefined ? undefined : fresh.get(file)?.find((one) => one !== left);
    if (right)
      joined.set(right, { base: left.base, head: right.head }).set(left, { base: left.base, head: right.head });
  }
  const kept = new Map(pairs.map((pair) => [pair, joined.get(pair) ?? pair]));
  return [...new Map([...kept.values()].map((pair) => [pairKey(pair), pair])).values()];
}

function pairKey({ base, head }: TargetPair): string {
  return JSON.stringify([base && pathsOf(base), head && pathsOf(head)]);
}

/** Where templates of base are in head: in the other language, or at another place. */
function movedTemplates(gone: readonly string[], added: readonly string[]): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  const withoutExtension = (file: string): string => file.replace(/\.[^./]*$/, '');
  // Where a folder with several templates moves, those above a template show which is which.
  const within = [4, 3, 2].map((depth) => (file: string) => file.split('/').slice(-depth).join('/'));
  for (const nameOf of [withoutExtension, ...within, path.posix.basename, stemOf]) {
    const left = groupBy(
      gone.filter((file) => !moves.has(file)),
      nameOf,
    );
    const places = groupBy(free(added, moves), nameOf);
    for (const [name, [file, ...others]] of left) {
      const [place, ...more] = places.get(name) ?? [];
      const isOnly = others.length === 0 && more.length === 0;
      if (file !== undefined && place !== undefined && isOnly) moves.set(file, place);
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
  const pairs: TargetPair[] = [];
  const left = new Set(base);
  const right = new Set(head);
  for (const nameOf of [parametersName, fileNameIn]) {
    const named = new Map([...groupBy(right, nameOf)].map(([name, targets]) => [name, targets.values()]));
    for (const before of [...left]) {
      const after: Target | undefined = named.get(nameOf(before))?.next().value;
      if (!after) continue;
      pairs.push({ base: before, head: after });
      left.delete(before);
      right.delete(after);
    }
  }
  const [before, ...moreBefore] = left;
  const [after, ...moreAfter] = right;
  if (before && after && moreBefore.length === 0 && moreAfter.length === 0) {
    return [...pairs, { base: before, head: after }];
  }
  const [inBase, inHead] = [counterpartsIn(base), counterpartsIn(head)];
  return [
    ...pairs,
    ...[...left].map((one) => lonePair({ base: one, head: inHead(one) }, 'head')),
    ...[...right].map((one) => lonePair({ base: inBase(one), head: one }, 'base')),
  ];
}

/** What distinguishes the parameter file of a target from others of its template: `prod`. Undefined if it has none. */
export function parametersName({ template, parameters }: Target): string | undefined {
  return parameters && suffixOf(template, parameters);
}

/** The name of a parameter file, wherever it is. */
function fileNameIn({ parameters }: Target): string | undefined {
  return parameters && path.posix.basename(parameters.path);
}

/**
 * What distinguishes a parameter file from others of its template, in either language: `prod` in `main.prod.parameters.json`
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

function lonePair(pair: TargetPair, assumed: 'base' | 'head'): TargetPair {
  return pair[assumed] ? { ...pair, assumed } : pair;
}

/** The template of the other revision with the parameters of this one: what a new set of parameters would have met. */
function counterpartsIn(others: readonly Target[]): (target: Target) => Target | undefined {
  const [other] = others;
  const bare = others.find(({ parameters }) => parameters === undefined);
  return ({ parameters }) => bare ?? (other && { template: other.template, parameters });
}
