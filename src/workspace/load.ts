import type { ContextOptions } from '../arm/context.ts';
import { type ExpandOptions, expandTemplate } from '../arm/evaluate/expand.ts';
import { nodeFromJson } from '../arm/read/nodes.ts';
import { isTemplate, readParametersFile } from '../arm/read/parameters-file.ts';
import { readTemplate } from '../arm/read/read-template.ts';
import type { Template } from '../arm/template.ts';
import { type Compilation, diagnosticsOf, openCompiler } from '../bicep/compile.ts';
import { configLookup } from '../bicep/modules/config.ts';
import { moduleLookup } from '../bicep/modules/find-module.ts';
import { argumentsFor } from '../bicep/parameters/arguments.ts';
import { type Environment, unknownEnvironment } from '../bicep/parameters/inputs.ts';
import { parametersReader } from '../bicep/parameters/read.ts';
import { keyOf } from '../bicep/semantics/file-key.ts';
import { isBicepParameters, isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { type BicepHost, isUnavailable, type Unavailable } from '../bicep/semantics/host.ts';
import { isExternal, reportUnavailable } from '../bicep/semantics/problems.ts';
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
  const deployment =
    withinStack(() => deploymentOf(target, options, reader), target, reader.report) ??
    unreadableDeployment(emptyFile(target.template), 'the template cannot be read');
  const diagnostics = [...reader.diagnostics, ...deployment.diagnostics];
  return {
    target,
    // An exported template tells what Azure has, too.
    deployment: { ...deployment, diagnostics, ...(target.form === 'live-state' && { source: 'live' }) },
    files: reader.filesOf(target.template.tree),
    unreadable: diagnostics.some(({ lossy }) => lossy),
  };
}

function deploymentOf(target: Target, options: LoadOptions, reader: FileReader): Deployment {
  const told = describedDeployment(target, reader);
  const template = told ? undefined : reader.template(target.template);
  const given = target.parameters && reader.parameters(target.parameters, template);
  if (told) return told;
  if (!template || isUnavailable(template)) {
    return unreadableDeployment(emptyFile(target.template), template?.reason ?? unreadableReason(target));
  }
  const { mode, ...values } = given ?? nothingGiven;
  const deployment = expandTemplate({
    template,
    ...values,
    context: options.context,
    load: reader.linked,
    openDefaults: options.openDefaults ?? false,
  });
  return mode === undefined ? deployment : { ...deployment, mode };
}

/**
 * Files are limited in how deep they nest, but not in how many of their names lead to further names. Nothing that people
 * write comes near what the stack holds; if it is not enough, nobody knows what the target deploys.
 */
function withinStack<T>(compute: () => T, { template }: Target, report: Report): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'What the names of this file lead to goes deeper than armlock can follow.';
    report({ severity: 'error', code: 'file', lossy: true, message, span: spanOf(emptyFile(template), 0, 0) });
    return undefined;
  }
}

/** The deployment of a file that tells the resources themselves, or undefined if the file is a template. */
function describedDeployment({ template, form }: Target, reader: FileReader): Deployment | undefined {
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

function unreadableReason({ form }: Target): string {
  return `the ${form === undefined ? 'template' : 'file'} cannot be read`;
}

/** A deployment of which nothing can be seen. */
function unreadableDeployment(file: SourceFile, reason: string): Deployment {
  const span = spanOf(file, 0, 0);
  const why = { code: 'gap' as const, text: reason };
  const gaps = [{ why, hides: 'all resources', types: [], span }];
  return { resources: [], outputs: new Map(), gaps, diagnostics: [], parameters: [] };
}

function emptyFile({ tree, path }: FileRef): SourceFile {
  return sourceFile(tree.display(path), '');
}

/** What a parameter file gives to a template, and how it says that it is deployed. */
type Given = Pick<ExpandOptions, 'arguments' | 'missing' | 'missingAt'> & Pick<Deployment, 'mode'>;

const nothingGiven: Given = { arguments: new Map(), missing: 'open' };

interface FileReader {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
  /** The root of a JSON file. */
  readonly json: (file: FileRef) => JsonNode | undefined;
  /** A template, or that of a Bicep parameter file. What is wrong with a file is reported already. */
  readonly template: (file: FileRef) => Template | Unavailable | undefined;
  readonly parameters: (file: FileRef, template: Template | Unavailable | undefined) => Given | undefined;
  readonly linked: (relativePath: string, from: SourceFile, report: Report) => Template | undefined;
  readonly filesOf: (tree: FileTree) => ReadonlyMap<string, SourceFile>;
}

/** Reads the files of one target, each once, and remembers where they are. */
function fileReader({ moduleCache, environment = unknownEnvironment }: Surroundings): FileReader {
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
      if (isUnavailable(file)) return { template: file, diagnostics: [] };
      const found: Diagnostic[] = [];
      const made = readArm(ref, (diagnostic) => found.push(diagnostic));
      return { template: made ?? { reason: 'it is no template' }, diagnostics: found };
    },
    find: moduleLookup(configLookup(), moduleCache),
  };
  const compiler = openCompiler(host);
  const told = new Set<Diagnostic>();
  const reportAll = (found: readonly Diagnostic[]): void => {
    for (const diagnostic of found) if (told.size < told.add(diagnostic).size) report(diagnostic);
  };
  const reportFound = (compilation: Compilation): void => reportAll(diagnosticsOf(compilation));
  const readBicep = (ref: FileRef): Template | undefined => {
    const compiled = compiler.compile(ref);
    reportFound(compiled);
    return isUnavailable(compiled.template) ? reportUnreadable(ref, compiled.template, report) : compiled.template;
  };
  const template = (ref: FileRef, to: Report = report): Template | undefined => {
    if (templates.has(ref.path)) return templates.get(ref.path);
    const found = isBicepTemplate(ref.path) ? readBicep(ref) : readArm(ref, to);
    templates.set(ref.path, found);
    return found;
  };
  const readParameters = parametersReader(compiler, environment);
  const templateUsedIn = (ref: FileRef): Template | Unavailable | undefined => {
    const found = readParameters(ref);
    if (isUnavailable(found)) return reportUnreadable(ref, found, report);
    reportFound(found);
    if (!found.using) return { reason: `its parameter file says 'using none'` };
    const { file: used, diagnostics: inConfig } = compiler.locate(found.using, ref);
    reportAll(inConfig);
    if (!isUnavailable(used)) return template(used);
    if (found.using.kind !== 'string' || !isExternal(found.using.value)) {
      reportUnavailable('The template', used, found.usingSpan, report);
    }
    return used;
  };
  const parameters = (ref: FileRef, of: Template | Unavailable | undefined): Given | undefined => {
    if (!isBicepParameters(ref.path)) {
      const root = readJson(ref, report);
      return root && { arguments: readParametersFile(root, report), missing: isTorn(root) ? 'torn' : 'warning' };
    }
    const found = readParameters(ref);
    if (isUnavailable(found)) return reportUnreadable(ref, found, report);
    reportFound(found);
    if (!of || isUnavailable(of)) return undefined;
    const { usingSpan: missingAt, mode } = found;
    const fitted = argumentsFor(of, found);
    reportAll(fitted.diagnostics);
    return { arguments: fitted.values, missing: 'error', missingAt, ...(mode && { mode }) };
  };
  return {
    diagnostics,
    report,
    json: (ref) => readJson(ref, report),
    template: (ref) => (isBicepParameters(ref.path) ? templateUsedIn(ref) : template(ref)),
    parameters,
    linked: (relativePath, from, to) => {
      const place = places.get(from);
      const path = place && pathFrom(place.path, relativePath);
      return place && path !== undefined ? template({ tree: place.tree, path }, to) : undefined;
    },
    filesOf: (tree) =>
      new Map([...places].filter(([, ref]) => ref.tree === tree).map(([file, ref]) => [ref.path, file])),
  };
}

function isTorn(root: JsonNode): boolean {
  return root.kind === 'object' && root.malformed === true;
}

function readFile(ref: FileRef): SourceFile | Unavailable {
  const read = ref.tree.read(ref.path);
  if (read.kind === 'text') return sourceFile(ref.tree.display(ref.path), read.text);
  return { reason: read.kind === 'missing' ? 'it does not exist' : read.reason };
}

function reportUnreadable(ref: FileRef, { reason }: Unavailable, report: Report): undefined {
  const message = `The file cannot be read: ${reason}.`;
  report({ severity: 'error', code: 'file', lossy: true, message, span: spanOf(emptyFile(ref), 0, 0) });
}
