import { nodeFromJson } from '../arm/read/nodes.ts';
import { readTemplate } from '../arm/read/read-template.ts';
import { type CompiledFile, type Compiler, openCompiler } from '../bicep/compile.ts';
import { configLookup } from '../bicep/modules/config.ts';
import { type ModuleLookup, moduleLookup } from '../bicep/modules/find-module.ts';
import type { Environment } from '../bicep/parameters/inputs.ts';
import { type ParametersReader, parametersReader } from '../bicep/parameters/read.ts';
import { type BicepHost, isUnavailable, type Unavailable } from '../bicep/semantics/host.ts';
import type { JsonDocument } from '../json/parse.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import type { SourceFile } from '../text/source.ts';
import { sharedFile, storeOf } from './store.ts';

/** Templates and parameter files in both languages, each compiled once for all targets of a run. */
export interface CompiledFiles {
  readonly file: (ref: FileRef) => SourceFile | Unavailable;
  readonly json: (ref: FileRef) => JsonDocument | Unavailable;
  /** A template in either language. */
  readonly compile: (ref: FileRef) => CompiledFile;
  readonly parameters: ParametersReader;
  readonly locate: Compiler['locate'];
  /** The file that the text of a reference leads to. */
  readonly find: ModuleLookup;
  /** Where a file lies that was read. */
  readonly placeOf: (file: SourceFile) => FileRef | undefined;
  /** Whether so much is kept that it is time to begin anew. */
  readonly isFull: () => boolean;
  readonly compiler: Compiler;
}

/** Compiled files that outlive others, and which of them these take from there. */
export interface Beneath {
  readonly files: CompiledFiles;
  readonly has: (ref: FileRef) => boolean;
}

/** What is kept, by the characters of the texts; what is compiled takes some sixty bytes for each. */
const maxKept = 2_000_000;

/** @param moduleCache modules of registries as the Bicep compiler keeps them */
export function openCompiledFiles(
  moduleCache: FileTree | undefined,
  environment: Environment,
  beneath?: Beneath,
): CompiledFiles {
  const beneathFor = (ref: FileRef): CompiledFiles | undefined => (beneath?.has(ref) ? beneath.files : undefined);
  const places = new Map<SourceFile, FileRef>();
  let kept = 0;
  const file = (asked: FileRef): SourceFile | Unavailable => {
    const ref = sharedFile(asked);
    const below = beneathFor(ref);
    if (below) return below.file(ref);
    const found = storeOf(ref).file(ref.path);
    if (isUnavailable(found) || places.has(found)) return found;
    places.set(found, ref);
    kept += found.text.length;
    return found;
  };
  const json = (asked: FileRef): JsonDocument | Unavailable => {
    const ref = sharedFile(asked);
    const found = file(ref);
    return isUnavailable(found) ? found : storeOf(ref).json(ref.path);
  };
  const lookup = moduleLookup(configLookup(), moduleCache);
  const find: ModuleLookup = (text, from) => {
    const found = lookup(text, from);
    return found.kind === 'file' ? { ...found, file: sharedFile(found.file) } : found;
  };
  const host = { file, syntax: syntaxOf, jsonTemplate: (ref: FileRef) => jsonTemplate(json(ref)), find };
  const compiler = openCompiler(host, (ref) => beneathFor(ref)?.compiler);
  const ownParameters = parametersReader(compiler, environment);
  const parameters: ParametersReader = (ref) => (beneathFor(ref)?.parameters ?? ownParameters)(ref);
  return {
    file,
    json,
    compile: (ref) => compiler.compile(sharedFile(ref)),
    parameters: (ref) => parameters(sharedFile(ref)),
    locate: (reference, from) => compiler.locate(reference, sharedFile(from)),
    find: (text, from) => find(text, sharedFile(from)),
    placeOf: (source) => places.get(source) ?? beneath?.files.placeOf(source),
    isFull: () => kept > maxKept,
    compiler,
  };
}

function syntaxOf(ref: FileRef): ReturnType<NonNullable<BicepHost['syntax']>> {
  const found = storeOf(ref).bicep(ref.path);
  return isUnavailable(found) ? undefined : found;
}

function jsonTemplate(document: JsonDocument | Unavailable): ReturnType<BicepHost['jsonTemplate']> {
  if (isUnavailable(document)) return { template: document, diagnostics: [] };
  const found: Diagnostic[] = [...document.diagnostics];
  const root = document.root && readTemplate(nodeFromJson(document.root), (diagnostic) => found.push(diagnostic));
  return { template: root ?? { reason: 'it is not a template' }, diagnostics: found };
}
