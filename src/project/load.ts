import type { ContextOptions } from '../arm/context.ts';
import { expandTemplate } from '../arm/expand.ts';
import { nodeFromJson } from '../arm/nodes.ts';
import type { Arguments } from '../arm/parameters.ts';
import { isTemplate, readParametersFile } from '../arm/parameters-file.ts';
import { readTemplate } from '../arm/read-template.ts';
import type { Template } from '../arm/template.ts';
import { keyOf } from '../bicep/files.ts';
import { type BicepHost, isUnavailable, type Unavailable } from '../bicep/host.ts';
import { isBicepParameters, isBicepTemplate } from '../bicep/links.ts';
import { configLookup } from '../bicep/modules/config.ts';
import { moduleLookup } from '../bicep/modules/find-module.ts';
import type { Environment } from '../bicep/parameters/inputs.ts';
import { openProgram } from '../bicep/program.ts';
import { parseBicepParameters } from '../bicep/syntax/parse.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonNode } from '../json/tree.ts';
import type { Deployment } from '../model/deployment.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import { type FileRef, type FileTree, pathFrom } from '../text/files.ts';
import { type SourceFile, sourceFile, spanOf } from '../text/source.ts';
import { readLiveState } from '../whatif/live-state.ts';
import { isSnapshot, readSnapshot } from '../whatif/snapshot.ts';
import { readWhatIf } from '../whatif/what-if.ts';

/** A template with one set of parameters, in one revision. */
export interface Target {
  readonly template: FileRef;
  readonly parameters: FileRef | undefined;
  /** What somebody declares about its deployment. */
  readonly settings?: TargetSettings;
  /** What the file is if it is no template; snapshots of the official compiler are known by what is in them. */
  readonly form?: 'live-state' | 'what-if-before' | 'what-if-after';
}

/** What counts for one target more than what counts for all. */
export interface TargetSettings {
  readonly mode: DeploymentMode | undefined;
  readonly context: ContextOptions;
}

/** What files refer to outside of their tree. */
export interface Surroundings {
  /** Modules of registries and template specs, as the Bicep compiler keeps them. */
  readonly moduleCache?: FileTree;
  /** What parameter files read of the environment. */
  readonly environment?: Environment;
}

export interface LoadOptions extends Surroundings {
  readonly context: ContextOptions;
  /** Whether root parameters that accept only certain values count as not set, although they have a default. */
  readonly openDefaults?: boolean;
}

/** What a target deploys, and the files that were read for it. */
export interface LoadedTarget {
  readonly target: Target;
  readonly deployment: Deployment;
  /** By path in the tree of the template; parameters of another tree are left out. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Whether a file could not be read as a whole, so that nobody can vouch for the target. */
  readonly unreadable: boolean;
}

/** Evaluates a target. What cannot be read becomes diagnostics and gaps; nothing is thrown. */
export function loadTarget(target: Target, options: LoadOptions): LoadedTarget {
  const reader = fileReader(options);
  const told = toldDeployment(target, reader);
  const template = told ? undefined : reader.template(target.template);
  const parameters = target.parameters && reader.parameters(target.parameters);
  const deployment =
    told ??
    (template
      ? expandTemplate({
          template,
          arguments: parameters ?? new Map(),
          missing: parameters ? 'warning' : 'open',
          context: options.context,
          load: reader.linked,
          openDefaults: options.openDefaults ?? false,
        })
      : unreadableDeployment(emptyFile(target.template)));
  const diagnostics = [...reader.diagnostics, ...deployment.diagnostics];
  return {
    target,
    // An exported template tells what Azure has, too.
    deployment: { ...deployment, diagnostics, ...(target.form === 'live-state' && { source: 'live' }) },
    files: reader.filesOf(target.template.tree),
    unreadable: diagnostics.some(({ severity, code }) => severity === 'error' && isAboutReading(code)),
  };
}

/** The deployment of a file that tells the resources themselves, or undefined if the file is a template. */
function toldDeployment({ template, form }: Target, reader: FileReader): Deployment | undefined {
  if (!form && !/\.json$/i.test(template.path)) return undefined;
  const root = reader.json(template);
  if (!root) return undefined;
  switch (form) {
    case 'live-state':
      return isTemplate(root) ? undefined : readLiveState(root, reader.report);
    case 'what-if-before':
      return readWhatIf(root, reader.report).before;
    case 'what-if-after':
      return readWhatIf(root, reader.report).after;
    case undefined:
      return isSnapshot(root) ? readSnapshot(root, reader.report) : undefined;
    default:
      return undefined;
  }
}

/** Codes of diagnostics that mean that a part of a file is lost. */
function isAboutReading(code: string): boolean {
  return code === 'file' || code.endsWith('-syntax') || code.endsWith('-shape');
}

/** A deployment of which nothing can be seen. */
function unreadableDeployment(file: SourceFile): Deployment {
  const span = spanOf(file, 0, 0);
  const why = { code: 'gap' as const, text: 'the template cannot be read' };
  const gaps = [{ why, hides: 'all resources', types: [], span }];
  return { resources: [], outputs: new Map(), gaps, diagnostics: [], parameters: [] };
}

function emptyFile({ tree, path }: FileRef): SourceFile {
  return sourceFile(tree.display(path), '');
}

interface FileReader {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
  /** The root of a JSON file. */
  readonly json: (file: FileRef) => JsonNode | undefined;
  readonly template: (file: FileRef) => Template | undefined;
  readonly parameters: (file: FileRef) => Arguments | undefined;
  readonly linked: (relativePath: string, from: SourceFile, report: Report) => Template | undefined;
  readonly filesOf: (tree: FileTree) => ReadonlyMap<string, SourceFile>;
}

/** Reads the files of one target, each once, and remembers where they are. */
function fileReader({ moduleCache }: Surroundings): FileReader {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const places = new Map<SourceFile, FileRef>();
  const roots = new Map<string, JsonNode | undefined>();
  const templates = new Map<string, Template | undefined>();
  const files = new Map<string, SourceFile | Unavailable>();
  const read = (ref: FileRef): SourceFile | Unavailable => {
    const key = keyOf(ref);
    const known = files.get(key);
    if (known) return known;
    const file = readFile(ref);
    files.set(key, file);
    if (!isUnavailable(file)) places.set(file, ref);
    return file;
  };
  const readJson = (ref: FileRef, to: Report): JsonNode | undefined => {
    const key = keyOf(ref);
    if (roots.has(key)) return roots.get(key);
    const root = parseFile(ref, to);
    roots.set(key, root);
    return root;
  };
  const parseFile = (ref: FileRef, to: Report): JsonNode | undefined => {
    const file = read(ref);
    if (isUnavailable(file)) return reportUnreadable(ref, file, to);
    const parsed = parseJson(file);
    for (const diagnostic of parsed.diagnostics) to(diagnostic);
    return parsed.root;
  };
  const readArm = (ref: FileRef, to: Report): Template | undefined => {
    const root = readJson(ref, to);
    return root && readTemplate(nodeFromJson(root), to);
  };
  const host: BicepHost = {
    file: read,
    jsonTemplate: (ref) => {
      const file = read(ref);
      return isUnavailable(file) ? file : (readArm(ref, report) ?? { reason: 'it is no template' });
    },
    find: moduleLookup(configLookup(report), moduleCache),
  };
  const program = openProgram(host, report);
  const readBicep = (ref: FileRef): Template | undefined => {
    const found = program.template(ref);
    return isUnavailable(found) ? reportUnreadable(ref, found, report) : found;
  };
  const template = (ref: FileRef, to: Report = report): Template | undefined => {
    if (templates.has(ref.path)) return templates.get(ref.path);
    const found = isBicepTemplate(ref.path) ? readBicep(ref) : readArm(ref, to);
    templates.set(ref.path, found);
    return found;
  };
  const readParameters = (ref: FileRef): undefined => {
    const file = read(ref);
    if (isUnavailable(file)) return reportUnreadable(ref, file, report);
    for (const diagnostic of parseBicepParameters(file).diagnostics) report(diagnostic);
    const message = 'Parameter files of Bicep cannot be evaluated yet.';
    report({ severity: 'error', code: 'file', message, span: spanOf(file, 0, 0) });
  };
  return {
    diagnostics,
    report,
    json: (ref) => readJson(ref, report),
    template,
    parameters: (ref) => {
      if (isBicepParameters(ref.path)) return readParameters(ref);
      const root = readJson(ref, report);
      return root && readParametersFile(root, report);
    },
    linked: (relativePath, from, to) => {
      const place = places.get(from);
      const path = place && pathFrom(place.path, relativePath);
      return place && path !== undefined ? template({ tree: place.tree, path }, to) : undefined;
    },
    filesOf: (tree) =>
      new Map([...places].filter(([, ref]) => ref.tree === tree).map(([file, ref]) => [ref.path, file])),
  };
}

function readFile(ref: FileRef): SourceFile | Unavailable {
  const read = ref.tree.read(ref.path);
  if (read.kind === 'text') return sourceFile(ref.tree.display(ref.path), read.text);
  return { reason: read.kind === 'missing' ? 'it does not exist' : read.reason };
}

function reportUnreadable(ref: FileRef, { reason }: Unavailable, report: Report): undefined {
  const message = `The file cannot be read: ${reason}.`;
  report({ severity: 'error', code: 'file', message, span: spanOf(emptyFile(ref), 0, 0) });
}
