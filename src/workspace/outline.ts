import path from 'node:path';
import { isParametersFile, isTemplate } from '../arm/read/parameters-file.ts';
import { isRegistryReference } from '../bicep/modules/reference.ts';
import { isBicepParameters, isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { isUnavailable } from '../bicep/semantics/host.ts';
import type * as syntax from '../bicep/syntax/tree.ts';
import { parseJson } from '../json/parse.ts';
import { type FileRef, pathFrom } from '../text/files.ts';
import type { SourceFile } from '../text/source.ts';
import { isSnapshot } from '../whatif/snapshot.ts';
import { bicepSeen } from './bicep-outline.ts';
import { areParameters, isTemplateBody, jsonOutline, parametersSeen, schemaIn, templateSeen } from './json-outline.ts';
import { pointerIn } from './large-files.ts';
import { equalFile, storeOf } from './store.ts';
import { maxFileSize } from './tree.ts';

/** What a file is, which other files it names, and what it says that it deploys. */
export interface Outline {
  readonly kind: 'template' | 'parameters' | 'bicep-parameters' | 'snapshot';
  /** References to templates that it deploys, as written. */
  readonly modules: readonly string[];
  /** References to files of which it uses types, functions or values, as written. */
  readonly used: readonly string[];
  /** The reference of a Bicep parameter file to its template, as written. */
  readonly using: string | undefined;
  /** Whether it deploys something, or might. */
  readonly deploys: boolean;
  /** Types of its resources in lower case; those of children both as they are written and in full. */
  readonly types: readonly string[];
  /** Why it may deploy more than its types and references say, as clauses. */
  readonly doubts: readonly string[];
  /** The parameters that it declares or gives, in lower case, each with whether it needs a value. */
  readonly parameters: ReadonlyMap<string, boolean>;
}

const known = new WeakMap<FileRef['tree']['read'], Map<string, Outline | undefined>>();

/** Looks at a file, once for all that ask; undefined if it is nothing that is deployed. */
export function outlineOf(asked: FileRef): Outline | undefined {
  const ref = equalFile(asked);
  const ofTree = known.get(ref.tree.read) ?? new Map<string, Outline | undefined>();
  known.set(ref.tree.read, ofTree);
  if (ofTree.has(ref.path)) return ofTree.get(ref.path);
  const made = madeOutline(ref);
  ofTree.set(ref.path, made);
  return made;
}

/** The paths in a tree that references of one of its files mean. */
export function pathsNamed(file: string, references: readonly string[]): readonly string[] {
  return references.flatMap((one) => (isRegistryReference(one) ? [] : (pathFrom(file, one) ?? [])));
}

function madeOutline(ref: FileRef): Outline | undefined {
  try {
    const file = storeOf(ref).file(ref.path);
    if (isUnavailable(file)) return mayDeployUnread(ref) ? unreadable(ref.path) : undefined;
    return isBicepTemplate(ref.path) || isBicepParameters(ref.path) ? bicepOutline(ref, file) : jsonOutlineOf(file);
  } catch {
    return unexplained(ref.path);
  }
}

/** Whether a file that cannot be read deploys something nevertheless: loading it says why. */
function mayDeployUnread({ tree, path: file }: FileRef): boolean {
  if (isBicep(file)) return tree.has(file);
  // Tools take out blanks before they send JSON, so that Azure may take a template whose file is larger than its limit.
  const read = isJson(file) ? tree.read(file) : undefined;
  const pointer = read?.kind === 'text' ? pointerIn(read.text) : undefined;
  return pointer ? pointer.size <= maxFileSize : read?.kind === 'refused' && read.isTooLarge === true;
}

/** Whether a file is JSON by its name. */
export function isJson(file: string): boolean {
  return /\.jsonc?$/i.test(file);
}

function isBicep(file: string): boolean {
  return isBicepTemplate(file) || isBicepParameters(file);
}

/** A file on which armlock fails is a target: loading it fails, too, and says so. */
function unexplained(file: string): Outline {
  return doubtful(file, 'armlock failed on it');
}

function unreadable(file: string): Outline {
  return doubtful(file, 'it cannot be read');
}

function doubtful(file: string, doubt: string): Outline {
  const kind = isBicepParameters(file) ? 'bicep-parameters' : 'template';
  const using = kind === 'template' ? undefined : file;
  return { ...nothingSeen, kind, using, doubts: [doubt] };
}

function bicepOutline(ref: FileRef, { text }: SourceFile): Outline | undefined {
  const parsed = storeOf(ref).bicep(ref.path);
  if (isUnavailable(parsed)) return undefined;
  const isParameters = isBicepParameters(ref.path);
  const { types, doubts } = bicepSeen(parsed);
  const { statements } = parsed.tree;
  const named = (kinds: readonly string[]): readonly string[] =>
    statements.flatMap((one) =>
      kinds.includes(one.kind) && 'reference' in one && one.reference?.kind === 'string' ? [one.reference.value] : [],
    );
  if (isParameters && namesBackups(text)) doubts.add('its values name what backups are made of');
  return {
    kind: isParameters ? 'bicep-parameters' : 'template',
    modules: named(['module']),
    used: named(['import', 'extends']),
    using: named(['using']).at(-1),
    deploys: statements.some(({ kind }) => kind === 'resource' || kind === 'module' || kind === 'error'),
    types: [...types],
    doubts: [...doubts],
    parameters: new Map(
      statements.flatMap((one) =>
        one.kind === 'parameter' ? [[one.name.name.toLowerCase(), isRequired(one)] as const] : [],
      ),
    ),
  };
}

/** A parameter that may be null is null where no value is given. */
function isRequired({ type, defaultValue }: syntax.ParameterStatement): boolean {
  return defaultValue === undefined && type.kind !== 'type-nullable';
}

const nothingSeen = {
  modules: [],
  used: [],
  using: undefined,
  deploys: true,
  types: [],
  parameters: new Map<string, boolean>(),
};

/** Only files that may be one of them are parsed. */
function jsonOutlineOf(file: SourceFile): Outline | undefined {
  const { text } = file;
  if (!mayBeDeployed(file)) return undefined;
  const { root, doubt } = jsonOutline(file);
  const doubts = doubt === undefined ? [] : [doubt];
  const rest = { ...nothingSeen, parameters: parametersSeen(root), doubts };
  const kind = kindOf(file, root, doubt);
  if (kind === 'snapshot') return { ...rest, kind };
  if (kind === 'parameters') {
    const isPlain = doubt === undefined && areParameters(root) && !namesBackups(text);
    return { ...rest, kind, doubts: isPlain ? [] : ['its values are doubtful'] };
  }
  if (kind === undefined) return undefined;
  const links = [...text.matchAll(/"relativePath"\s*:\s*"([^"\\[]+)"/gi)].map(([, relative = '']) => relative);
  const seen = doubt === undefined ? templateSeen(root) : undefined;
  return {
    ...rest,
    kind,
    modules: links,
    types: [...(seen?.types ?? [])],
    doubts: [...doubts, ...(seen?.doubts ?? [])],
  };
}

function kindOf(
  file: SourceFile,
  root: Parameters<typeof schemaIn>[0],
  doubt: string | undefined,
): Outline['kind'] | undefined {
  if (/"predictedResources"/i.test(file.text) || doubt !== undefined) {
    const { root: read } = parseJson(file);
    if (!read) return undefined;
    if (isSnapshot(read)) return 'snapshot';
    return isParametersFile(read) ? 'parameters' : isTemplate(read) ? 'template' : undefined;
  }
  const schema = schemaIn(root);
  if (schema.includes('deploymentparameters.json')) return 'parameters';
  if (schema.includes('deploymenttemplate.json') || isTemplateBody(root)) return 'template';
  return isNamedParameters(file.path) && areParameters(root) ? 'parameters' : undefined;
}

/** Whether it is worth to parse a JSON file: it has a schema of deployments, or what such a file has without one. */
function mayBeDeployed({ text, path }: SourceFile): boolean {
  if (/deployment(?:template|parameters)\.json|"predictedResources"/i.test(text)) return true;
  return (/"contentVersion"/i.test(text) && namesBackups(text)) || isNamedParameters(path);
}

/** `main.parameters.json`: tools take such a file without a schema, too. */
function isNamedParameters(file: string): boolean {
  return isJson(file) && /(?:^|[._-])param(?:eter)?s?[._-]/i.test(path.posix.basename(file));
}

function namesBackups(text: string): boolean {
  return /recoveryservices|dataprotection/i.test(text);
}
