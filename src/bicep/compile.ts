import type { Template } from '../arm/template.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { FileRef } from '../text/files.ts';
import type { SourceFile } from '../text/source.ts';
import { checkFile, checkParameterFile } from './check/check-file.ts';
import type { Findings } from './check/findings.ts';
import { lowerFile } from './lower/file.ts';
import { type LoweredParameters, lowerParameterFile } from './lower/parameter-file.ts';
import type { FoundModule } from './modules/find-module.ts';
import { bindFile } from './semantics/bind.ts';
import type { Local, Program, Replaced } from './semantics/compilation-unit.ts';
import { keyOf } from './semantics/file-key.ts';
import { isBicepParameters, isBicepTemplate } from './semantics/file-references.ts';
import { type OpenedFile, openFile } from './semantics/file-unit.ts';
import { type BicepHost, isUnavailable, type Unavailable } from './semantics/host.ts';
import type { Model } from './semantics/model.ts';
import { oncePerFile } from './semantics/once.ts';
import { type ParsedBicep, parseBicep, parseBicepParameters } from './syntax/parse.ts';
import type { ModuleStatement } from './syntax/tree.ts';
import { checkTypes, type TypedFile } from './types/check.ts';

/** What is found out about one file. It depends on the file and on what it uses, and on nothing else. */
export interface Compilation {
  readonly ref: FileRef;
  /** What is wrong with the file itself. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was found out about the files of which the file uses something: modules, imports. */
  readonly uses: readonly Compilation[];
  /** The files that are loaded as text or data. */
  readonly loaded: readonly FileRef[];
}

/** A file as a template. */
export interface CompiledFile extends Compilation {
  readonly template: Template | Unavailable;
}

/** A parameter file of which the values are still to be evaluated. */
export interface CompiledParameters extends Compilation, Pick<TypedFile, 'typeOf'> {
  readonly model: Model;
  readonly lowered: LoweredParameters;
}

/** The file that a reference means, and what is wrong with the configuration that decides it. */
export interface Located {
  readonly file: FileRef | Unavailable;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles the files of a revision, each once, whatever asks for it and in which order. */
export interface Compiler {
  /** A template in either language. */
  readonly compile: (ref: FileRef) => CompiledFile;
  readonly parse: (ref: FileRef) => ParsedFile | Unavailable;
  /** @param predefined names that the file has without declaring them */
  readonly compileParameters: (file: ParsedFile, predefined: ReadonlyMap<string, Local>) => CompiledParameters;
  readonly locate: (reference: ModuleStatement['reference'], from: FileRef) => Located;
}

/** A file with the names that it declares. */
export interface ParsedFile extends Compilation {
  readonly model: Model;
}

/** A file before it is lowered. */
interface CheckedFile {
  readonly file: OpenedFile;
  readonly findings: Findings;
  readonly record: Recorder;
}

/**
 * Opens a compiler. What is wrong with files is a part of what is found out about them; nothing is thrown.
 *
 * @param beneath the compiler that answers for a file, if another one does: one that lives longer has those that stay
 */
export function openCompiler(
  host: BicepHost,
  beneath: (ref: FileRef) => Compiler | undefined = () => undefined,
): Compiler {
  const own = parser(host);
  const parse: Compiler['parse'] = (ref) => (beneath(ref)?.parse ?? own)(ref);
  const locate = locator(host);
  const checked = new Map<Model, CheckedFile>();
  const checking = new Set<Model>();
  const compile = oncePerFile<CompiledFile>({
    compute: (ref) =>
      beneath(ref)?.compile(ref) ?? (isBicepTemplate(ref.path) ? compileBicep(ref) : compileJson(ref, host)),
    circular: (ref) => unavailable(ref, { reason: 'it contains itself' }),
    onCut: () => checked.clear(),
  });
  const check = (model: Model): CheckedFile => {
    const known = checked.get(model);
    if (known) return known;
    checking.add(model);
    try {
      const made = checkModel(model, files);
      checked.set(model, made);
      return made;
    } finally {
      checking.delete(model);
    }
  };
  const replacedIn = (model: Model): Replaced => (checking.has(model) ? new Map() : check(model).findings.replaced);
  const files: Files = { host, parse, locate, compile, replacedIn };
  const compileBicep = (ref: FileRef): CompiledFile => {
    const parsed = parse(ref);
    return isUnavailable(parsed) ? unavailable(ref, parsed) : compileParsed(parsed, check(parsed.model));
  };
  return {
    compile,
    parse,
    locate,
    compileParameters: (file, predefined) => compileParameters(file, predefined, files),
  };
}

/** Compiles one file and what it needs. */
export function compileFile(host: BicepHost, ref: FileRef): CompiledFile {
  return openCompiler(host).compile(ref);
}

/** What is wrong with a file and with everything that it uses, each once. */
export function diagnosticsOf(compilation: Compilation): readonly Diagnostic[] {
  return distinct(reached(compilation).flatMap(({ diagnostics }) => diagnostics));
}

/** The files of which something was read for a file, itself among them. */
export function filesOf(compilation: Compilation): readonly FileRef[] {
  const all = reached(compilation).flatMap(({ ref, loaded }) => [ref, ...loaded]);
  return [...new Map(all.map((ref) => [keyOf(ref), ref])).values()];
}

function reached(compilation: Compilation): readonly Compilation[] {
  const found = new Set([compilation]);
  for (const one of found) for (const used of one.uses) found.add(used);
  return [...found];
}

/** The same text may be lowered several times, for instance the name of a resource wherever it is referred to. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ span, code, message }) => {
    const key = `${span.file.path}:${span.start}:${code}:${message}`;
    return seen.size < seen.add(key).size;
  });
}

/** What the files of one revision are asked for while one of them is compiled. */
interface Files extends Pick<Compiler, 'parse' | 'locate' | 'compile'>, Pick<Program, 'replacedIn'> {
  readonly host: BicepHost;
}

function parser(host: BicepHost): Compiler['parse'] {
  const known = new Map<string, ParsedFile | Unavailable>();
  return (ref) => {
    const key = keyOf(ref);
    const found = known.get(key);
    if (found) return found;
    const file = host.file(ref);
    const made = isUnavailable(file) ? file : parseFile(host.syntax?.(ref) ?? parseText(file, ref), ref);
    known.set(key, made);
    return made;
  };
}

function parseText(file: SourceFile, { path }: FileRef): ParsedBicep {
  return isBicepParameters(path) ? parseBicepParameters(file) : parseBicep(file);
}

function parseFile({ tree, diagnostics }: ParsedBicep, ref: FileRef): ParsedFile {
  const bound = bindFile(tree, ref);
  return { ref, model: bound.model, diagnostics: [...diagnostics, ...bound.diagnostics], uses: [], loaded: [] };
}

function locator(host: BicepHost): Compiler['locate'] {
  const known = new Map<string, Located>();
  return (reference, from) => {
    if (reference.kind !== 'string')
      return { file: { reason: 'its reference is not a literal string' }, diagnostics: [] };
    const key = `${keyOf(from)} ${reference.value}`;
    const found = known.get(key) ?? located(host.find(reference.value, from));
    known.set(key, found);
    return found;
  };
}

function located(found: FoundModule): Located {
  const { diagnostics } = found;
  return { file: found.kind === 'file' ? found.file : unavailableOf(found), diagnostics };
}

function unavailableOf({ reason, resolved }: Extract<FoundModule, { kind: 'unseen' }>): Unavailable {
  return { reason, ...(resolved !== undefined && { resolved }) };
}

function unavailable(ref: FileRef, template: Unavailable): CompiledFile {
  return { ref, template, diagnostics: [], uses: [], loaded: [] };
}

function compileJson(ref: FileRef, host: BicepHost): CompiledFile {
  return { ref, ...host.jsonTemplate(ref), uses: [], loaded: [] };
}

/** The program as one of its files sees it, and what that file asked of it. */
interface Recorder {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  readonly uses: ReadonlySet<Compilation>;
  readonly loaded: ReadonlySet<FileRef>;
}

function recorder({ host, parse, locate, compile, replacedIn }: Files): Recorder {
  const uses = new Set<Compilation>();
  const loaded = new Set<FileRef>();
  const diagnostics: Diagnostic[] = [];
  const program: Program = {
    replacedIn,
    file: (ref) => {
      loaded.add(ref);
      return host.file(ref);
    },
    model: (ref) => {
      const parsed = parse(ref);
      if (isUnavailable(parsed)) return parsed;
      uses.add(parsed);
      return parsed.model;
    },
    template: (ref) => {
      const compiled = compile(ref);
      uses.add(compiled);
      return compiled.template;
    },
    locate: (reference, from) => {
      const found = locate(reference, from);
      diagnostics.push(...found.diagnostics);
      return found.file;
    },
  };
  return { program, diagnostics, uses, loaded };
}

function checkModel(model: Model, files: Files): CheckedFile {
  const record = recorder(files);
  const file = openFile(model, record.program, new Map());
  return { file, findings: checkFile(file.unit), record };
}

/** What is wrong with a file from which something is imported is a part of what is wrong with the file. */
function compileImports({ tree, ref }: Model, program: Program): void {
  for (const statement of tree.statements) {
    const source = statement.kind === 'import' ? program.locate(statement.reference, ref) : undefined;
    if (source && !isUnavailable(source) && isBicepTemplate(source.path)) program.template(source);
  }
}

function compileParsed(parsed: ParsedFile, { file, findings, record }: CheckedFile): CompiledFile {
  compileImports(parsed.model, record.program);
  const { template, declared, diagnostics } = lowerFile(file, findings.replaced);
  const typed = checkTypes(file.unit, { ...template, declared });
  const all = [findings.diagnostics, diagnostics, typed.diagnostics];
  return { ...compilationOf(parsed, file, record, all), template };
}

function compileParameters(
  parsed: ParsedFile,
  predefined: ReadonlyMap<string, Local>,
  files: Files,
): CompiledParameters {
  const record = recorder(files);
  const file = openFile(parsed.model, record.program, predefined);
  const findings = checkParameterFile(file.unit);
  const lowered = lowerParameterFile(file, findings.replaced);
  const { declarations, declared } = lowered;
  const none = { parameters: new Map(), outputs: new Map() };
  const { typeOf, diagnostics } = checkTypes(file.unit, { ...declarations, ...none, declared });
  const all = [findings.diagnostics, lowered.diagnostics, diagnostics];
  return { ...compilationOf(parsed, file, record, all), model: parsed.model, lowered, typeOf };
}

/** @param found what the phases found, in their order */
function compilationOf(
  { ref, diagnostics }: ParsedFile,
  { closure }: OpenedFile,
  record: Recorder,
  found: readonly (readonly Diagnostic[])[],
): Compilation {
  const all = [diagnostics, record.diagnostics, closure.diagnostics, ...found].flat();
  return { ref, diagnostics: distinct(all), uses: [...record.uses], loaded: [...record.loaded] };
}
