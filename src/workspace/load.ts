import type { ContextOptions } from '../arm/context.ts';
import { type ExpandOptions, expandTemplate } from '../arm/evaluate/expand.ts';
import type { LoadTemplate } from '../arm/evaluate/nested.ts';
import { isTemplate, readParametersFile } from '../arm/read/parameters-file.ts';
import { deploymentType } from '../arm/read/read-resources.ts';
import type { Template } from '../arm/template.ts';
import { type Compilation, diagnosticsOf, filesOf } from '../bicep/compile.ts';
import { fullReference, isRegistryReference } from '../bicep/modules/reference.ts';
import { argumentsFor } from '../bicep/parameters/arguments.ts';
import { type Environment, unknownEnvironment } from '../bicep/parameters/inputs.ts';
import type { BicepParameters } from '../bicep/parameters/parameters.ts';
import { keyOf } from '../bicep/semantics/file-key.ts';
import { isBicepParameters, isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { isUnavailable, type Unavailable } from '../bicep/semantics/host.ts';
import { reportUnavailable } from '../bicep/semantics/problems.ts';
import { absentValue, objectValue, recordValue, stringValue } from '../expr/make-value.ts';
import type { JsonNode } from '../json/tree.ts';
import { type Deployment, type Resource, unseenDeployment } from '../model/deployment.ts';
import { isUnrelatedModule } from '../model/unrelated-modules.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import { type FileRef, type FileTree, pathFrom } from '../text/files.ts';
import { internalError } from '../text/internal-error.ts';
import { type SourceFile, type Span, sourceFile, spanOf } from '../text/source.ts';
import { readLiveState } from '../whatif/live-state.ts';
import { isSnapshot, readSnapshot } from '../whatif/snapshot.ts';
import { readWhatIf } from '../whatif/what-if.ts';
import { type CompiledFiles, openCompiledFiles } from './compiled-files.ts';
import { type GuardedTypes, mayGuard } from './relevance.ts';
import { isFileOf, letGoOfLongest, sharedFile } from './store.ts';
import type { Target } from './target.ts';
import { withoutSecretTexts } from './withheld.ts';

export type { Target, TargetSettings } from './target.ts';

/** What files refer to outside of their tree. */
export interface Surroundings {
  /** Modules of registries and template specs, as the Bicep compiler keeps them. */
  readonly moduleCache?: FileTree;
  /** What parameter files read of the environment. */
  readonly environment?: Environment;
  /**
   * For a run of many over a tree that hardly changes: the environment with which files are compiled that stay from one
   * run to the next, and which these are.
   */
  readonly lasting?: { readonly environment: Environment; readonly has: (ref: FileRef) => boolean };
}

export interface LoadOptions extends Surroundings, Pick<ExpandOptions, 'budget' | 'asked'> {
  readonly context: ContextOptions;
  /** Whether root parameters that accept only certain values count as not set, although they have a default. */
  readonly openDefaults?: ReadonlySet<string>;
}

/** What a target deploys, and the files that were read for it. */
export interface LoadedTarget {
  readonly target: Target;
  readonly deployment: Deployment;
  /** By path in the tree of the template; parameters of another tree are left out. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Files of the module cache that were read. */
  readonly cached: ReadonlySet<SourceFile>;
  /** Whether a file could not be read as a whole, so the target cannot be checked. */
  readonly unreadable: boolean;
}

const compiled = new WeakMap<Environment, Map<FileTree | undefined, CompiledFiles>>();

/** What is compiled is shared by all targets of a run: each run has an environment of its own. */
function filesFor({ moduleCache, environment, lasting }: Surroundings): CompiledFiles {
  if (!environment) return openCompiledFiles(moduleCache, unknownEnvironment);
  const ofRun = compiled.get(environment) ?? new Map<FileTree | undefined, CompiledFiles>();
  compiled.set(environment, ofRun);
  const known = ofRun.get(moduleCache);
  if (known && !known.isFull()) return known;
  const beneath = lasting && {
    files: filesFor({ ...(moduleCache && { moduleCache }), environment: lasting.environment }),
    has: lasting.has,
  };
  const files = openCompiledFiles(moduleCache, environment, beneath);
  ofRun.set(moduleCache, files);
  return files;
}

/** Lets go of what is not kept for the next target: a large template takes as much as all that it deploys. */
function letGoOfFull({ moduleCache, environment }: Surroundings): void {
  const ofRun = environment && compiled.get(environment);
  if (ofRun?.get(moduleCache)?.isFull()) ofRun.delete(moduleCache);
  letGoOfLongest();
}

/**
 * Whether a target may deploy something that is guarded, or cannot be read as a whole. If not, it is as well not to
 * evaluate it.
 */
export function mayDeploy(target: Target, guarded: GuardedTypes, surroundings: Surroundings): boolean {
  const files = filesFor(surroundings);
  try {
    return mayGuard(target, guarded, (reference, from) => {
      const found = files.find(reference, from);
      if (found.diagnostics.length > 0) return undefined;
      if (found.kind === 'file') return found.file;
      return found.registered && isUnrelatedModule(fullReference(found.registered)) ? 'unrelated' : undefined;
    });
  } catch {
    // Loading it fails, too, and says so.
    return true;
  }
}

/** What stands for a target that is not evaluated, because it deploys nothing that is guarded. */
export function unloadedTarget(target: Target): LoadedTarget {
  const deployment = { resources: [], outputs: new Map(), gaps: [], diagnostics: [], parameters: [] };
  return { target, deployment, files: new Map(), cached: new Set(), unreadable: false };
}

/** Evaluates a target. What cannot be read becomes diagnostics and gaps; nothing is thrown. */
export function loadTarget(target: Target, options: LoadOptions): LoadedTarget {
  const reader = targetReader(filesFor(options));
  const deployment =
    guarded(() => deploymentOf(target, options, reader), target, reader.report) ??
    unseenDeployment(startOfFile(target.template), 'the template cannot be read');
  const diagnostics = [...reader.diagnostics, ...deployment.diagnostics];
  const loaded: LoadedTarget = {
    target,
    // An exported template is also what Azure has.
    deployment: withoutSecretTexts({
      ...deployment,
      diagnostics,
      secretSpans: [...(deployment.secretSpans ?? []), ...brokenPlaces(diagnostics, target)],
      ...(target.form === 'live-state' && { source: 'live' as const }),
    }),
    files: reader.filesOf(target.template.tree),
    cached: new Set(options.moduleCache ? reader.filesOf(options.moduleCache).values() : []),
    unreadable: diagnostics.some(({ lossy }) => lossy),
  };
  letGoOfFull(options);
  return loaded;
}

/**
 * What is broken may have been a secret: a line with an error, and all of a parameter file, where a quote that is
 * missing changes what all others are.
 */
function brokenPlaces(diagnostics: readonly Diagnostic[], { parameters }: Target): readonly Span[] {
  const broken = diagnostics.filter(({ lossy }) => lossy).map(({ span }) => span);
  const given = parameters?.tree.display(parameters.path);
  const files = new Set(broken.map(({ file }) => file));
  const whole = [...files].filter(({ path }) => isBicepParameters(path) || path === given);
  return [...broken, ...whole.map((file) => spanOf(file, 0, file.text.length))];
}

function deploymentOf(target: Target, options: LoadOptions, reader: TargetReader): Deployment {
  const told = describedDeployment(target, reader);
  const template = told ? undefined : reader.template(target.template);
  const given = target.parameters && reader.parameters(target.parameters, template);
  if (told) return told;
  if (!template || isUnavailable(template)) {
    const unseen = unseenDeployment(startOfFile(target.template), template?.reason ?? unreadableReason(target));
    const passed = target.parameters && reader.passed(target.parameters);
    return passed ? { ...unseen, unseen: [passed] } : unseen;
  }
  const { mode, ...values } = given ?? nothingGiven;
  const deployment = expandTemplate({
    template,
    ...values,
    context: options.context,
    load: reader.linked,
    ...(options.openDefaults && { openDefaults: options.openDefaults }),
    ...(options.budget && { budget: options.budget }),
    ...(options.asked && { asked: options.asked }),
  });
  return mode === undefined ? deployment : { ...deployment, mode };
}

/**
 * What one target brings to light must not keep others from being judged. Files are limited in how deep they nest, but
 * not in how many of their names lead to further names, or in how much these make; nothing that people write comes near
 * what the stack holds. Any other error is a mistake in armlock.
 */
function guarded<T>(compute: () => T, { template }: Target, report: Report): T | undefined {
  try {
    return compute();
  } catch (error) {
    const span = startOfFile(template);
    if (error instanceof RangeError) report({ severity: 'error', code: 'file', lossy: true, message: tooMuch, span });
    else report(internalError(error, span));
    return undefined;
  }
}

/** The engine of JavaScript has one kind of error for both. */
const tooMuch = 'What the names of this file lead to goes deeper, or becomes larger, than armlock can follow.';

/** The deployment of a file that lists the resources themselves, or undefined if the file is a template. */
function describedDeployment({ template, form }: Target, reader: TargetReader): Deployment | undefined {
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

/** The beginning of a file that may not be readable. */
function startOfFile({ tree, path }: FileRef): Span {
  return spanOf(sourceFile(tree.display(path), ''), 0, 0);
}

/** What a parameter file gives to a template, and how it says that it is deployed. */
type Given = Pick<ExpandOptions, 'arguments' | 'missing' | 'missingAt'> & Pick<Deployment, 'mode'>;

const nothingGiven: Given = { arguments: new Map(), missing: 'open' };

/** What one target asks of the files that are compiled, and what is said of them. */
interface TargetReader {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
  /** The root of a JSON file. */
  readonly json: (file: FileRef) => JsonNode | undefined;
  /** A template, or that of a Bicep parameter file. What is wrong with a file is reported already. */
  readonly template: (file: FileRef) => Template | Unavailable | undefined;
  readonly parameters: (file: FileRef, template: Template | Unavailable | undefined) => Given | undefined;
  /** What a Bicep parameter file passes to a template of a registry, which is not there. */
  readonly passed: (file: FileRef) => Resource | undefined;
  readonly linked: LoadTemplate;
  readonly filesOf: (tree: FileTree) => ReadonlyMap<string, SourceFile>;
}

function targetReader(files: CompiledFiles): TargetReader {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const used = new Map<string, FileRef>();
  const told = new Set<Diagnostic>();
  const use = (ref: FileRef): void => void used.set(keyOf(sharedFile(ref)), sharedFile(ref));
  const reportAll = (found: readonly Diagnostic[], to = report): void => {
    for (const diagnostic of found) if (told.size < told.add(diagnostic).size) to(diagnostic);
  };
  const useAll = (compilation: Compilation, to = report): void => {
    for (const ref of filesOf(compilation)) use(ref);
    reportAll(diagnosticsOf(compilation), to);
  };
  const json = (ref: FileRef): JsonNode | undefined => {
    use(ref);
    const document = files.json(ref);
    if (isUnavailable(document)) return reportUnreadable(ref, document, report);
    reportAll(document.diagnostics);
    return document.root;
  };
  const template = (ref: FileRef, to = report): Template | undefined => {
    const compilation = files.compile(ref);
    useAll(compilation, to);
    const { template: found } = compilation;
    if (!isUnavailable(found)) return found;
    // What is wrong with the text of a JSON file says it all.
    const isTold = !isBicepTemplate(ref.path) && !isUnavailable(files.file(ref));
    return isTold ? undefined : reportUnreadable(ref, found, to);
  };
  const parametersIn = (ref: FileRef): BicepParameters | undefined => {
    use(ref);
    const found = files.parameters(ref);
    if (isUnavailable(found)) return reportUnreadable(ref, found, report);
    useAll(found);
    return found;
  };
  const templateUsedIn = (ref: FileRef): Template | Unavailable | undefined => {
    const found = parametersIn(ref);
    if (!found) return undefined;
    if (!found.using) return { reason: `its parameter file says 'using none'` };
    const { file, diagnostics: inConfig } = files.locate(found.using, ref);
    reportAll(inConfig);
    if (!isUnavailable(file)) return template(file);
    if (found.using.kind !== 'string' || !isRegistryReference(found.using.value)) {
      reportUnavailable('The template', file, found.usingSpan, report);
    }
    return file;
  };
  const parameters = (ref: FileRef, of: Template | Unavailable | undefined): Given | undefined => {
    if (!isBicepParameters(ref.path)) {
      const root = json(ref);
      return root && { arguments: readParametersFile(root, report), missing: isTorn(root) ? 'torn' : 'warning' };
    }
    const found = parametersIn(ref);
    if (!found || !of || isUnavailable(of)) return undefined;
    const { usingSpan: missingAt, mode } = found;
    const fitted = argumentsFor(of, found);
    reportAll(fitted.diagnostics);
    return { arguments: fitted.values, missing: 'error', missingAt, ...(mode && { mode }) };
  };
  const passed = (ref: FileRef): Resource | undefined => {
    const found = isBicepParameters(ref.path) ? parametersIn(ref) : undefined;
    if (found?.using?.kind !== 'string' || !isRegistryReference(found.using.value)) return undefined;
    const { file } = files.locate(found.using, ref);
    return passedBy(ref, found, found.using.value, isUnavailable(file) ? file.resolved : undefined);
  };
  return {
    diagnostics,
    report,
    json,
    passed,
    template: (ref) => (isBicepParameters(ref.path) ? templateUsedIn(ref) : template(ref)),
    parameters,
    linked: (relativePath, from, to) => {
      const place = files.placeOf(from);
      const path = place && pathFrom(place.path, relativePath);
      return place && path !== undefined ? template({ tree: place.tree, path }, to) : undefined;
    },
    filesOf: (tree) =>
      new Map(
        [...used.values()].flatMap((ref) => {
          const file = isFileOf(tree, ref) ? files.file(ref) : undefined;
          return file && !isUnavailable(file) ? [[ref.path, file] as const] : [];
        }),
      ),
  };
}

/** The deployment of a template that is not there. In place of a body it has what is passed to it. */
function passedBy(
  { path }: FileRef,
  { usingSpan: span, assignments }: BicepParameters,
  reference: string,
  resolved: string | undefined,
): Resource {
  const written = [{ span, role: 'written' as const }];
  const given = [...assignments].map(([key, { value }]) => ({ key, value: recordValue({ value }) }));
  const body = recordValue({
    module: stringValue(reference, written),
    ...(resolved !== undefined && { resolved: stringValue(resolved, written) }),
    parameters: objectValue(given, written),
  });
  const [name, none] = [stringValue(path, written), absentValue()];
  const declared = { type: deploymentType, name, id: none, scope: none, apiVersion: none, body, route: [] };
  const deployed = { presence: 'always', condition: undefined, existing: false, extension: undefined } as const;
  const rest = { uncountedLoop: undefined, skipped: false, options: new Set<string>(), symbol: undefined };
  return { ...declared, ...deployed, ...rest, span, nameSpan: span, typeSpan: span };
}

function isTorn(root: JsonNode): boolean {
  return root.kind === 'object' && root.malformed === true;
}

function reportUnreadable(ref: FileRef, { reason }: Unavailable, report: Report): undefined {
  const message = `The file cannot be read: ${reason}.`;
  report({ severity: 'error', code: 'file', lossy: true, message, span: startOfFile(ref) });
}
