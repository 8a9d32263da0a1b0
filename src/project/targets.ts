import path from 'node:path';
import { isParametersFile, isTemplate } from '../arm/parameters-file.ts';
import { parseJson } from '../json/parse.ts';
import { type FileRef, type FileTree, pathFrom } from '../text/files.ts';
import { sourceFile } from '../text/source.ts';
import type { Target } from './load.ts';

/** Files of a tree that matter to deployments, by their paths. */
interface DeploymentFiles {
  readonly templates: readonly string[];
  readonly parameters: readonly string[];
}

/**
 * Finds the targets of a tree: every template that no other one links to, with each of its parameter files. A file is
 * a template or a parameter file if its schema says so.
 */
export function discoverTargets(tree: FileTree): readonly Target[] {
  const files = deploymentFiles(tree);
  const owners = ownersOf(files);
  return files.templates.flatMap((template) => {
    const own = files.parameters.filter((file) => owners.get(file) === template);
    return targetsOf(
      { tree, path: template },
      own.map((file) => ({ tree, path: file })),
    );
  });
}

/** The targets of one template that somebody names: with the parameter files beside it that bear its name. */
export function targetsOfTemplate(template: FileRef): readonly Target[] {
  const { tree } = template;
  const stem = stemOf(template.path);
  const beside = tree.listFolder(path.posix.dirname(template.path)).filter((file) => file.endsWith('.json'));
  const own = beside.filter((file) => startsWithStem(file, stem) && kindOf(tree, file) === 'parameters');
  return targetsOf(
    template,
    own.map((file) => ({ tree, path: file })),
  );
}

/** One target for each parameter file, or one without any. */
export function targetsOf(template: FileRef, parameters: readonly FileRef[]): readonly Target[] {
  if (parameters.length === 0) return [{ template, parameters: undefined }];
  return parameters.map((file) => ({ template, parameters: file }));
}

function deploymentFiles(tree: FileTree): DeploymentFiles {
  const templates: string[] = [];
  const parameters: string[] = [];
  const linked = new Set<string>();
  for (const file of tree.list('.json')) {
    const kind = kindOf(tree, file, (relative) => linked.add(pathFrom(file, relative) ?? ''));
    if (kind === 'template') templates.push(file);
    if (kind === 'parameters') parameters.push(file);
  }
  return { templates: templates.filter((file) => !linked.has(file)), parameters };
}

/** What a JSON file is. Only files that mention the schema at all are parsed. */
function kindOf(
  tree: FileTree,
  file: string,
  onLink: (relativePath: string) => void = () => {},
): 'template' | 'parameters' | undefined {
  const read = tree.read(file);
  if (read.kind !== 'text') return undefined;
  const { text } = read;
  if (!/deployment(?:template|parameters)\.json/i.test(text)) return undefined;
  const { root } = parseJson(sourceFile(file, text));
  if (root && isParametersFile(root)) return 'parameters';
  if (!root || !isTemplate(root)) return undefined;
  for (const [, relative = ''] of text.matchAll(/"relativePath"\s*:\s*"([^"\\[]+)"/gi)) onLink(relative);
  return 'template';
}

/** The template to which each parameter file belongs. */
function ownersOf({ templates, parameters }: DeploymentFiles): ReadonlyMap<string, string> {
  const byFolder = new Map<string, string[]>();
  for (const template of templates) {
    const folder = path.posix.dirname(template);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), template]);
  }
  const owners = new Map<string, string>();
  for (const file of parameters) {
    const folder = path.posix.dirname(file);
    const folders = isParametersFolder(folder) ? [folder, path.posix.dirname(folder)] : [folder];
    const owner = folders.map((one) => ownerAmong(file, byFolder.get(one) ?? [])).find((one) => one !== undefined);
    if (owner !== undefined) owners.set(file, owner);
  }
  return owners;
}

/** Whether a folder keeps the parameter files of the templates around it. */
export function isParametersFolder(folder: string): boolean {
  return /^(param(eter)?s?|env(ironment)?s?)$/i.test(path.posix.basename(folder));
}

/** The template with the longest name that the file's name begins with, or the only one there is. */
function ownerAmong(file: string, templates: readonly string[]): string | undefined {
  const named = templates.filter((template) => startsWithStem(file, stemOf(template)));
  const [longest] = named.sort((left, right) => right.length - left.length);
  return longest ?? (templates.length === 1 ? templates[0] : undefined);
}

function stemOf(file: string): string {
  return path.posix
    .basename(file)
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
}

/** `main.prod.parameters.json` and `main-prod.json` begin with the stem `main`. */
function startsWithStem(file: string, stem: string): boolean {
  const name = path.posix.basename(file).toLowerCase();
  return name.startsWith(stem) && /^[._-]/.test(name.slice(stem.length));
}

/** What people call a target. */
export function targetName({ template, parameters }: Target): string {
  const name = template.tree.display(template.path);
  return parameters ? `${name} with ${parameters.tree.display(parameters.path)}` : name;
}

/** A target in two revisions; one side can be missing. */
export interface TargetPair {
  readonly base: Target | undefined;
  readonly head: Target | undefined;
}

/**
 * Pairs the targets of two trees by the paths of their templates. A template that only one revision has was moved if the
 * other one has, at another place, one of the same name, or just one.
 */
export function pairTargets(base: readonly Target[], head: readonly Target[]): readonly TargetPair[] {
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

/** Where templates of base are in head. */
function movedTemplates(gone: readonly string[], added: readonly string[]): ReadonlyMap<string, string> {
  const named = (files: readonly string[], name: string): readonly string[] =>
    files.filter((file) => path.posix.basename(file) === name);
  const moves = new Map<string, string>();
  for (const file of gone) {
    const name = path.posix.basename(file);
    const [place, ...more] = named(added, name);
    if (place !== undefined && more.length === 0 && named(gone, name).length === 1) moves.set(file, place);
  }
  const [last, ...others] = gone.filter((file) => !moves.has(file));
  const [place, ...more] = added.filter((file) => ![...moves.values()].includes(file));
  if (last !== undefined && place !== undefined && others.length === 0 && more.length === 0) moves.set(last, place);
  return moves;
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

/** What a parameter file is called beside its template: `.prod.parameters.json`. */
function suffixOf(template: FileRef, parameters: FileRef): string {
  const stem = stemOf(template.path);
  const folder = path.posix.relative(path.posix.dirname(template.path), path.posix.dirname(parameters.path));
  const name = path.posix.basename(parameters.path);
  return path.posix.join(folder, startsWithStem(name, stem) ? name.slice(stem.length) : name).toLowerCase();
}

/** The template of the other revision with the parameters of this one: what a new set of parameters would have met. */
function counterpart(target: Target, others: readonly Target[]): Target | undefined {
  const [other] = others;
  if (!other) return undefined;
  const bare = others.find(({ parameters }) => parameters === undefined);
  return bare ?? { template: other.template, parameters: target.parameters };
}
