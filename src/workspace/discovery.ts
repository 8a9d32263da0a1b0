import path from 'node:path';
import { isUnavailable } from '../bicep/semantics/host.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { type Outline, outlineOf, pathsNamed } from './outline.ts';
import { storeOf } from './store.ts';

/** Files of a tree that matter to deployments, by their paths. */
export interface DeploymentFiles {
  /** Templates that no other one deploys. */
  readonly templates: readonly string[];
  /** Templates that another one deploys. With parameter files of their own, they are deployed by themselves, too. */
  readonly called: readonly string[];
  /** JSON parameter files; their names show for which template they are. */
  readonly parameters: readonly string[];
  /** Bicep parameter files, with the template that each of them names, if that is a file of the tree. */
  readonly bicepParameters: ReadonlyMap<string, string | undefined>;
  /** What the official compiler predicted, where what it was made of is not there itself. */
  readonly snapshots: readonly string[];
}

/** Looks through a tree. A JSON file is a template or a parameter file if its schema says so. */
export function deploymentFiles(tree: FileTree): DeploymentFiles {
  const files = new Map<string, Outline>();
  for (const file of tree.list('').filter(isDeployable)) {
    const found = outlineOf({ tree, path: file });
    if (found) files.set(file, found);
  }
  const deployed = new Set([...files].flatMap(([file, { modules }]) => pathsNamed(file, modules)));
  const used = new Set([...files].flatMap(([file, outline]) => pathsNamed(file, outline.used)));
  const ofKind = (kind: Outline['kind']): readonly string[] =>
    [...files].filter(([, file]) => file.kind === kind).map(([file]) => file);
  // What only lends its types or functions to others deploys nothing by itself.
  const isLibrary = (file: string): boolean => used.has(file) && files.get(file)?.deploys === false;
  const deploying = ofKind('template').filter((file) => !isLibrary(file));
  const templates = deploying.filter((file) => !deployed.has(file));
  const called = deploying.filter((file) => deployed.has(file));
  const bicepParameters = new Map(
    ofKind('bicep-parameters').map((file) => [file, templateNamed({ tree, path: file })]),
  );
  const snapshots = ofKind('snapshot').filter((file) => !files.has(sourceOfSnapshot(file)));
  return { templates, called, parameters: ofKind('parameters'), bicepParameters, snapshots };
}

/** Tools take these names in any case. */
export function isDeployable(file: string): boolean {
  return /\.(?:jsonc?|bicep|bicepparam)$/i.test(file);
}

/** The parameter file of which the official compiler makes a snapshot beside it. */
function sourceOfSnapshot(file: string): string {
  return file.replace(/(?:\.snapshot)?\.json$/i, '.bicepparam');
}

/** The template of a Bicep parameter file. Undefined if it is for none; the file itself if it is not in the tree. */
export function templateNamed(ref: FileRef): string | undefined {
  const using = outlineOf(ref)?.using;
  return using === undefined ? undefined : (pathsNamed(ref.path, [using])[0] ?? ref.path);
}

/** Whether all of a Bicep file can be read, so that it says no more than what is seen of it. */
export function isWhole(ref: FileRef): boolean {
  const parsed = storeOf(ref).bicep(ref.path);
  return !isUnavailable(parsed) && parsed.diagnostics.length === 0;
}

/** Whether a tree has a file that deploys something, be it by itself or as a part of another template. */
export function isTemplateIn(tree: FileTree, file: string): boolean {
  const found = outlineOf({ tree, path: file });
  return found?.kind === 'template' && found.deploys;
}

/** The name of a file without its extension, in lower case. */
export function stemOf(file: string): string {
  return path.posix
    .basename(file)
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
}

/** `main.prod.parameters.json` and `main-prod.json` begin with the stem `main`. */
export function startsWithStem(file: string, stem: string): boolean {
  const name = path.posix.basename(file).toLowerCase();
  return name.startsWith(stem) && /^[._-]/.test(name.slice(stem.length));
}
