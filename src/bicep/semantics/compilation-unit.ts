import type { Template } from '../../arm/template.ts';
import type { Expr } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { FileRef } from '../../text/files.ts';
import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { isBicepTemplate } from './file-references.ts';
import { type BicepHost, isUnavailable, type Unavailable } from './host.ts';
import type { ImportedSymbol, Model, ModelSymbol, ResourceSymbol, WildcardSymbol } from './model.ts';

/** A file from which symbols are imported. */
export type ImportSource =
  | { readonly kind: 'bicep'; readonly model: Model }
  | { readonly kind: 'json'; readonly template: Template; readonly key: string };

/** A symbol of another file. */
export interface ForeignSymbol {
  readonly source: ImportSource;
  readonly name: string;
}

/** The Bicep files of one target, each read and lowered once. */
export interface Program {
  readonly host: BicepHost;
  readonly report: Report;
  /** Expressions that are refused where they stand, and what takes their places. */
  readonly refusals: Map<syntax.Expression, Expr>;
  readonly model: (ref: FileRef) => Model | Unavailable;
  /** A template in either language. */
  readonly template: (ref: FileRef) => Template | Unavailable;
  /** The file that a reference in another file means. */
  readonly locate: (reference: syntax.ModuleStatement['reference'], from: FileRef) => FileRef | Unavailable;
}

/** What the expressions of a file are lowered for: the template that they become part of. */
export interface Unit {
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
  /** Parts of the language refer to each other without end; this is where they meet. */
  readonly lower: { readonly expr: (node: syntax.Expression, env: Env) => Expr };
}

/** A file and the local names at one place in it. */
export interface Env {
  readonly unit: Unit;
  readonly locals: ReadonlyMap<string, Local>;
}

/** A loop or lambda variable, a parameter of a function, or a resource that is nested in one around the place. */
export type Local = LocalValue | ResourceSymbol;

export interface LocalValue {
  readonly kind: 'local';
  readonly make: (span: Span) => Expr;
  /** What a property of it is, if that is not just a part of the whole. */
  readonly member?: (name: string, span: Span) => Expr | undefined;
  /** Whether it stands for a module of a loop. */
  readonly isModule?: boolean;
}

export function fileEnv(unit: Unit): Env {
  return { unit, locals: unit.predefined };
}

export function withLocals(env: Env, locals: Iterable<readonly [string, Local]>): Env {
  return { ...env, locals: new Map([...env.locals, ...locals]) };
}

/**
 * Lowers the value of a variable that stands wherever the variable is used: once, because such variables may use each
 * other many times.
 */
export function inlining<T>(
  lower: (value: syntax.Expression, env: Env) => T,
): (value: syntax.Expression, env: Env) => T {
  const known = new WeakMap<Unit, Map<syntax.Expression, T>>();
  return (value, env) => {
    const ofUnit = known.get(env.unit) ?? new Map<syntax.Expression, T>();
    known.set(env.unit, ofUnit);
    const found = ofUnit.get(value) ?? lower(value, fileEnv(env.unit));
    ofUnit.set(value, found);
    return found;
  };
}

/** For symbols of another file that become part of the same template; they ask the service nothing. */
export function unitOfOther(unit: Unit, model: Model): Unit {
  return { ...unit, model, isInlined: () => false, predefined: new Map() };
}

/** What a name means at a place. */
export function lookup(name: string, { unit, locals }: Env): Local | ModelSymbol | undefined {
  return locals.get(name) ?? unit.model.symbols.get(name);
}

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
