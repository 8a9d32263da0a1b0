import path from 'node:path';
import { isParametersFile, isTemplate } from '../arm/read/parameters-file.ts';
import { type BicepLinks, bicepLinks, isBicepParameters, isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { parseJson } from '../json/parse.ts';
import { type FileTree, pathFrom } from '../text/files.ts';
import { sourceFile } from '../text/source.ts';
import { isSnapshot } from '../whatif/snapshot.ts';

/** Files of a tree that matter to deployments, by their paths. */
export interface DeploymentFiles {
  /** Templates that no other one deploys. */
  readonly templates: readonly string[];
  /** JSON parameter files; their names tell for which template they are. */
  readonly parameters: readonly string[];
  /** Bicep parameter files, with the template that each of them names, if that is a file of the tree. */
  readonly bicepParameters: ReadonlyMap<string, string | undefined>;
  /** What the official compiler predicted, where what it was made of is not there itself. */
  readonly snapshots: readonly string[];
}

/** What a file is, and which other files it names. */
export interface DeploymentFile {
  readonly kind: 'template' | 'parameters' | 'bicep-parameters' | 'snapshot';
  /** Templates that it deploys. */
  readonly deployed: readonly string[];
  /** Files of which it uses types, functions or values. */
  readonly used: readonly string[];
  readonly deploys: boolean;
  /** The template of a Bicep parameter file. Undefined if it is for none; the file itself if it is not in the tree. */
  readonly template: string | undefined;
}

/** Looks through a tree. A JSON file is a template or a parameter file if its schema says so. */
export function deploymentFiles(tree: FileTree): DeploymentFiles {
  const files = new Map<string, DeploymentFile>();
  for (const extension of ['.json', '.bicep', '.bicepparam']) {
    for (const file of tree.list(extension)) {
      const found = deploymentFile(tree, file);
      if (found) files.set(file, found);
    }
  }
  const all = [...files.values()];
  const deployed = new Set(all.flatMap((file) => file.deployed));
  const used = new Set(all.flatMap((file) => file.used));
  const ofKind = (kind: DeploymentFile['kind']): readonly string[] =>
    [...files].filter(([, file]) => file.kind === kind).map(([file]) => file);
  // What only lends its types or functions to others deploys nothing by itself.
  const isLibrary = (file: string): boolean => used.has(file) && files.get(file)?.deploys === false;
  const templates = ofKind('template').filter((file) => !deployed.has(file) && !isLibrary(file));
  const bicepParameters = new Map(ofKind('bicep-parameters').map((file) => [file, files.get(file)?.template]));
  const snapshots = ofKind('snapshot').filter((file) => !files.has(sourceOfSnapshot(file)));
  return { templates, parameters: ofKind('parameters'), bicepParameters, snapshots };
}

/** The parameter file of which the official compiler makes a snapshot beside it. */
function sourceOfSnapshot(file: string): string {
  return file.replace(/(?:\.snapshot)?\.json$/i, '.bicepparam');
}

/** What one file is; undefined if it is nothing that is deployed. */
export function deploymentFile(tree: FileTree, file: string): DeploymentFile | undefined {
  const read = tree.read(file);
  if (read.kind !== 'text') return undefined;
  return isBicepTemplate(file) || isBicepParameters(file) ? bicepFile(file, read.text) : jsonFile(file, read.text);
}

function bicepFile(file: string, text: string): DeploymentFile {
  const links: BicepLinks = bicepLinks(sourceFile(file, text));
  const { modules, imports, extended, using, deploys } = links;
  const inTree = (references: readonly string[]): readonly string[] =>
    references.flatMap((reference) => (isInTree(reference) ? (pathFrom(file, reference) ?? []) : []));
  const used = inTree([...imports, ...extended]);
  const kind = isBicepParameters(file) ? 'bicep-parameters' : 'template';
  const template = using === undefined ? undefined : (inTree([using])[0] ?? file);
  return { kind, deployed: inTree(modules), used, deploys, template };
}

/** Whether a reference is a path, and none to a registry or a template spec. */
function isInTree(reference: string): boolean {
  return !/^[a-z]+(?:\/[^:]*)?:/i.test(reference);
}

/** Only files that may be one of them are parsed. */
function jsonFile(file: string, text: string): DeploymentFile | undefined {
  if (!/deployment(?:template|parameters)\.json|"predictedResources"/i.test(text)) return undefined;
  const { root } = parseJson(sourceFile(file, text));
  const rest = { used: [], deploys: true, template: undefined };
  if (root && isSnapshot(root)) return { kind: 'snapshot', deployed: [], ...rest };
  if (root && isParametersFile(root)) return { kind: 'parameters', deployed: [], ...rest };
  if (!root || !isTemplate(root)) return undefined;
  const links = [...text.matchAll(/"relativePath"\s*:\s*"([^"\\[]+)"/gi)];
  return { kind: 'template', deployed: links.flatMap(([, relative = '']) => pathFrom(file, relative) ?? []), ...rest };
}

/** Whether a tree has a file that deploys something, be it by itself or as a part of another template. */
export function isTemplateIn(tree: FileTree, file: string): boolean {
  const found = deploymentFile(tree, file);
  return found?.kind === 'template' && found.deploys;
}

/** Whether a JSON file is there of which nobody can say what belongs to what. */
export function isBrokenJson(tree: FileTree, file: string): boolean {
  const read = /\.jsonc?$/i.test(file) ? tree.read(file) : undefined;
  return read?.kind === 'text' && parseJson(sourceFile(file, read.text)).isTorn;
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
