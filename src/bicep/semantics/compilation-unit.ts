import type { Template } from '../../arm/template.ts';
import type { UnknownReason, Value } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { FileRef } from '../../text/files.ts';
import type * as syntax from '../syntax/tree.ts';
import { isBicepTemplate } from './file-references.ts';
import { type BicepHost, isUnavailable, type Unavailable } from './host.ts';
import type { ImportedSymbol, Model, ModelSymbol, ModuleSymbol, ResourceSymbol, WildcardSymbol } from './model.ts';
import type { Shape } from './shape.ts';

/** A file from which symbols are imported. */
export type ImportSource =
  | { readonly kind: 'bicep'; readonly model: Model }
  | { readonly kind: 'json'; readonly template: Template; readonly key: string };

/** A symbol of another file. */
export interface ForeignSymbol {
  readonly source: ImportSource;
  readonly name: string;
}

/** Expressions that cannot be evaluated because the checks of their file refuse them, and why. */
export type Replaced = ReadonlyMap<syntax.Expression, UnknownReason>;

/** Answers questions about the files of a program. Each file is read, checked and lowered once. */
export interface Program {
  /** Reads a file that is loaded as text or data. */
  readonly file: BicepHost['file'];
  readonly model: (ref: FileRef) => Model | Unavailable;
  /** A template in either language. */
  readonly template: (ref: FileRef) => Template | Unavailable;
  /** The file that a reference in another file means. */
  readonly locate: (reference: syntax.ModuleStatement['reference'], from: FileRef) => FileRef | Unavailable;
  /** What the checks of a file refuse. */
  readonly replacedIn: (model: Model) => Replaced;
}

/** What is known of a file once its names are bound: all phases after that begin with it. */
export interface FileUnit {
  readonly model: Model;
  readonly program: Program;
  /** Whether resources have symbolic names in the template. */
  readonly symbolic: boolean;
  /** How a symbol of another file is called in the template. */
  readonly foreignName: (symbol: ForeignSymbol) => string;
  /** Whether the values of a variable take its place, because only expressions of resources may ask the service. */
  readonly isInlined: (variable: string) => boolean;
  /** Names that the file has without declaring them: `base` in a parameter file that extends another one. */
  readonly predefined: ReadonlyMap<string, Local>;
}

/** A file in one phase: where the phase collects what it finds wrong, and which expressions are refused already. */
export interface Unit extends FileUnit {
  readonly report: Report;
  readonly replaced: Replaced;
}

/** A file and the local names at one place in it. */
export interface Env<U extends Unit = Unit> {
  readonly unit: U;
  readonly locals: ReadonlyMap<string, Local>;
}

/** A place in an expression: the names around its file or declaration, and the local ones within the expression. */
export interface Scope<U extends Unit = Unit> {
  readonly env: Env<U>;
  readonly bound: ReadonlySet<string>;
}

/** An expression where it stands. */
export interface Place {
  readonly node: syntax.Expression;
  readonly env: Env;
}

/** A loop or lambda variable, a parameter of a function, or a resource that is nested in one around the place. */
export type Local = LocalValue | ResourceSymbol;

/** A local name that stands for a value. */
export interface LocalValue {
  readonly kind: 'local';
  readonly value: LocalMeaning;
}

export type LocalMeaning =
  | { readonly kind: 'lambda-variable'; readonly name: string; readonly shape: Shape | undefined }
  | { readonly kind: 'function-parameter'; readonly name: string }
  | { readonly kind: 'loop-index'; readonly index: LoopIndex }
  | { readonly kind: 'loop-item'; readonly source: Place; readonly index: LoopIndex }
  | { readonly kind: 'base'; readonly members: ReadonlyMap<string, BaseMember> };

/** Which iteration of a loop is meant: the one that is running, of a named loop or of the nearest, or one that is given. */
export type LoopIndex =
  | { readonly kind: 'running'; readonly loop: string | undefined }
  | { readonly kind: 'told'; readonly place: Place };

/** What a parameter file gets from the one that it extends, for one parameter. */
export type BaseMember =
  | { readonly kind: 'value'; readonly value: Value }
  /** The text of the other file means something else here. */
  | { readonly kind: 'expression'; readonly node: syntax.Expression }
  | { readonly kind: 'refused'; readonly message: string };

/** The environment of a file outside of its declarations. */
export function fileEnv<U extends Unit>(unit: U): Env<U> {
  return { unit, locals: unit.predefined };
}

/** An environment with more local names. */
export function withLocals<U extends Unit>(env: Env<U>, locals: Iterable<readonly [string, Local]>): Env<U> {
  return { ...env, locals: new Map([...env.locals, ...locals]) };
}

/** For symbols of another file that become part of the same template; they ask the service nothing. */
export function unitOfOther(unit: Unit, model: Model): Unit {
  const replaced = model === unit.model ? unit.replaced : unit.program.replacedIn(model);
  return { ...unit, model, isInlined: () => false, predefined: new Map(), replaced };
}

/** What a name means at a place. */
export function lookup(name: string, { unit, locals }: Env): Local | ModelSymbol | undefined {
  return locals.get(name) ?? unit.model.symbols.get(name);
}

/** What a name means at a place, if it is no local one of the expression. */
export function symbolAt(name: string, { env, bound }: Scope): ReturnType<typeof lookup> {
  return bound.has(name) ? undefined : lookup(name, env);
}

/** The template of a module. */
export function templateOfModule({ statement }: ModuleSymbol, { model, program }: ModuleOf): Template | Unavailable {
  const ref = program.locate(statement.reference, model.ref);
  return isUnavailable(ref) ? ref : program.template(ref);
}

type ModuleOf = Pick<FileUnit, 'model' | 'program'>;

/** The file that an import names. */
export function importSource(
  { statement }: ImportedSymbol | WildcardSymbol,
  model: Model,
  program: Program,
): ImportSource | Unavailable {
  const ref = program.locate(statement.reference, model.ref);
  if (isUnavailable(ref)) return ref;
  if (isBicepTemplate(ref.path)) {
    const found = program.model(ref);
    return isUnavailable(found) ? found : { kind: 'bicep', model: found };
  }
  const template = program.template(ref);
  return isUnavailable(template) ? template : { kind: 'json', template, key: ref.path };
}

/** Where an imported symbol comes from. */
export function foreignSymbol(symbol: ImportedSymbol, { unit }: Env): ForeignSymbol | Unavailable {
  const source = importSource(symbol, unit.model, unit.program);
  return isUnavailable(source) ? source : { source, name: symbol.original };
}

export type ForeignKind = 'variable' | 'function' | 'type';

/** What a symbol of another file is, or undefined if there is none of that name. */
export function foreignKind({ source, name }: ForeignSymbol): ForeignKind | undefined {
  if (source.kind === 'bicep') {
    const found = source.model.symbols.get(name)?.kind;
    return found === 'variable' || found === 'function' || found === 'type' ? found : undefined;
  }
  const key = name.toLowerCase();
  if (source.template.variables.has(key)) return 'variable';
  if (source.template.definitions.has(key)) return 'type';
  return source.template.functions.has(jsonFunctionKey(name)) ? 'function' : undefined;
}

/** Functions that the compiler wrote are in a namespace of its own. */
export function jsonFunctionKey(name: string): string {
  return `__bicep.${name}`.toLowerCase();
}

/** Names of symbols that another file needs are `_1.name`; the others are in the compiler's own namespace. */
export function functionName(name: string): { readonly namespace: string; readonly name: string } {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? { namespace: '__bicep', name } : { namespace: name.slice(0, dot), name: name.slice(dot + 1) };
}
