import type {
  OutputDeclaration,
  ParameterDeclaration,
  Template,
  TypeSchema,
  UserFunction,
  VariableDeclaration,
} from '../../arm/template.ts';
import { tornGap } from '../../arm/torn-gap.ts';
import type { Gap } from '../../model/deployment.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { textOf } from '../../text/source.ts';
import { bindingsOfFunction } from '../semantics/bindings.ts';
import {
  type Env,
  fileEnv,
  functionName,
  importSource,
  jsonFunctionKey,
  type Replaced,
  type Unit,
  unitOfOther,
  withLocals,
} from '../semantics/compilation-unit.ts';
import type { OpenedFile } from '../semantics/file-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { Closure, ClosureEntry } from '../semantics/import-closure.ts';
import type { Model, ModelSymbol, VariableSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { walk } from '../syntax/visit.ts';
import { lowerType } from './declared-types.ts';
import { loopCount, loopInput, lowerNode } from './node.ts';
import { renamedNode, renamedSchema } from './rename.ts';
import { lowerModule, lowerResource } from './resource.ts';

/** What the types of a file, and those of variables that it imports, are in a template. */
export type DeclaredTypes = ReadonlyMap<TypeNode, TypeSchema>;

/** A file as a template, and what is wrong with what could not be lowered. */
export interface LoweredFile {
  readonly template: Template;
  readonly declared: DeclaredTypes;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lowers a file to the template that the official compiler would make of it.
 *
 * @param replaced expressions that are refused already, of which nothing is made
 */
export function lowerFile({ unit: file, closure }: OpenedFile, replaced: Replaced): LoweredFile {
  const diagnostics: Diagnostic[] = [];
  const unit: Unit = { ...file, replaced, report: (diagnostic) => diagnostics.push(diagnostic) };
  const { model } = unit;
  const env = fileEnv(unit);
  const parameters = model.tree.statements.flatMap((one) =>
    one.kind === 'parameter' ? [lowerParameter(one, env)] : [],
  );
  // What takes the place of its uses is looked at where it stands as well, because it may have no uses.
  for (const one of model.tree.statements) {
    if (one.kind === 'variable' && unit.isInlined(one.name.name) && one.value.kind !== 'for') lowerNode(one.value, env);
  }
  const resources = model.resources.flatMap((symbol) => lowerResource(symbol, unit) ?? []);
  const modules = model.modules.flatMap((symbol) => lowerModule(symbol, unit) ?? []);
  const template: Template = {
    file: model.file,
    span: model.tree.span,
    scopeKind: model.scopeKind,
    symbolic: unit.symbolic,
    contentVersion: '1.0.0.0',
    parameters: byName(parameters),
    ...lowerDeclarations(unit, closure),
    resources: [...resources, ...modules],
    outputs: byName(model.outputs.map((output) => lowerOutput(output, env))),
    exported: new Set(),
    lost: lostDeclarations(model),
  };
  return { template, declared: declaredTypes(unit, closure), diagnostics };
}

/** The schemas of the types that variables and functions are declared with. */
export function declaredTypes(unit: Unit, { entries }: Closure): DeclaredTypes {
  const found = new Map<TypeNode, TypeSchema>();
  for (const symbol of unit.model.symbols.values()) {
    addTypes(symbol, fileEnv(unit), found);
    if (symbol.kind !== 'wildcard') continue;
    const source = importSource(symbol, unit.model, unit.program);
    if (!isUnavailable(source) && source.kind === 'bicep') addVariables(source.model, unit, found);
  }
  for (const { symbol, kind } of entries) {
    const { source, name } = symbol;
    const declared = kind === 'variable' && source.kind === 'bicep' ? source.model.symbols.get(name) : undefined;
    if (declared && source.kind === 'bicep') addTypes(declared, fileEnv(unitOfOther(unit, source.model)), found);
  }
  return found;
}

/** A wildcard gives all variables of a file a name. */
function addVariables(model: Model, unit: Unit, found: Map<TypeNode, TypeSchema>): void {
  const env = fileEnv(unitOfOther(unit, model));
  for (const symbol of model.symbols.values()) if (symbol.kind === 'variable') addTypes(symbol, env, found);
}

function addTypes(symbol: ModelSymbol, env: Env, found: Map<TypeNode, TypeSchema>): void {
  if (symbol.kind === 'variable' && symbol.statement.kind === 'variable') {
    const { type, decorators } = symbol.statement;
    if (type) found.set(type, lowerType(type, decorators, env));
  }
  if (symbol.kind !== 'function') return;
  const { parameters, returnType } = symbol.statement;
  for (const type of [...parameters.map((parameter) => parameter.type), returnType]) {
    found.set(type, lowerType(type, [], env));
  }
}

/** The variables, functions and types of a file, and those of other files that it needs. */
export function lowerDeclarations(
  unit: Unit,
  closure: Closure,
): Pick<Template, 'variables' | 'functions' | 'definitions'> {
  const env = fileEnv(unit);
  const variables: VariableDeclaration[] = [];
  const functions: UserFunction[] = [];
  const definitions = new Map<string, TypeSchema>();
  for (const symbol of unit.model.symbols.values()) {
    const { kind, name } = symbol;
    if (kind === 'variable' && !unit.isInlined(name)) variables.push(lowerVariable(symbol.statement, name, env));
    else if (kind === 'function') functions.push(lowerFunction(symbol.statement, name, env));
    else if (kind === 'type') {
      definitions.set(name.toLowerCase(), lowerType(symbol.statement.value, symbol.statement.decorators, env));
    }
  }
  for (const entry of [...closure.entries].sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if (entry.kind === 'variable') variables.push(importedVariable(entry, unit));
    else if (entry.kind === 'function') functions.push(importedFunction(entry, unit));
    else definitions.set(entry.name.toLowerCase(), importedType(entry, unit));
  }
  return { variables: byName(loopsFirst(variables)), functions: byName(functions), definitions };
}

/** The compiler writes loops before other variables, and what is imported last; the service evaluates them in this order. */
function loopsFirst(variables: readonly VariableDeclaration[]): readonly VariableDeclaration[] {
  return [...variables.filter(({ loop }) => loop), ...variables.filter(({ loop }) => !loop)];
}

function byName<T extends { readonly name: string }>(declarations: readonly T[]): ReadonlyMap<string, T> {
  return new Map(declarations.map((declaration) => [declaration.name.toLowerCase(), declaration]));
}

/** Resources and modules of which so little could be read that they are not deployed here. */
function lostDeclarations({ tree, resources, modules, cyclic }: Model): readonly Gap[] {
  const lost = (what: string, types: readonly string[], span: Gap['span']): Gap => {
    const why = { code: 'gap' as const, text: 'its declaration cannot be read' };
    return { why, hides: what, types, span };
  };
  const broken = tree.statements.flatMap((statement) => {
    if (statement.kind !== 'error') return [];
    const name = statement.name?.name;
    if (statement.keyword === 'resource') return [lost(`resource '${name ?? ''}'`, [], statement.span)];
    return statement.keyword === 'module' ? [lost(`the resources of module '${name ?? ''}'`, [], statement.span)] : [];
  });
  const bodiless = resources.filter((symbol) => !symbol.body || cyclic.has(symbol));
  return [
    ...tornGaps(tree),
    ...broken,
    ...bodiless.map(({ name, type, statement }) =>
      lost(`resource '${name}'`, type === '' ? [] : [type.toLowerCase()], statement.span),
    ),
    ...modules
      .filter((symbol) => !symbol.body || cyclic.has(symbol))
      .map(({ name, statement }) => lost(`the resources of module '${name}'`, [], statement.span)),
  ];
}

/** A statement of which not even the kind can be read may have been a resource, as may what follows a torn end. */
function tornGaps({ statements, isTorn, span }: syntax.BicepFile): readonly Gap[] {
  const strays = statements.filter((one) => one.kind === 'error' && one.keyword === undefined);
  const [first] = strays;
  if (isTorn) return [tornGap(span)];
  if (!first) return [];
  const hides = 'what unreadable statements declare';
  return [{ ...tornGap(first.span), hides, content: strays.map((one) => textOf(one.span)).join('\n') }];
}

function lowerParameter(statement: syntax.ParameterStatement, env: Env): ParameterDeclaration {
  const { name, type, decorators, defaultValue } = statement;
  return {
    name: name.name,
    nameSpan: name.span,
    schema: lowerType(type, decorators, env),
    ...(defaultValue && { defaultValue: lowerNode(defaultValue, env) }),
  };
}

/** @param name what it is called in the template */
export function lowerVariable(statement: VariableSymbol['statement'], name: string, env: Env): VariableDeclaration {
  const { value } = statement;
  const nameSpan = statement.name.span;
  refuseInnerLoops(value, env);
  if (value.kind !== 'for') return { name, nameSpan, value: lowerNode(value, env) };
  return { name, nameSpan, value: loopInput(value, env, name), loop: { name, count: loopCount(value, env) } };
}

/** A value as a whole can be a loop, but no part of one. */
function refuseInnerLoops(value: syntax.Expression, env: Env): void {
  walk(value, (node) => {
    if (node.kind === 'for' && node !== value)
      reportError('BCP138: For-expressions are not supported in this context.', node.span, env);
    return true;
  });
}

function lowerFunction(statement: syntax.FunctionStatement, name: string, env: Env): UserFunction {
  const { parameters, body, span } = statement;
  const called = functionName(name);
  return {
    name: `${called.namespace}.${called.name}`,
    parameters: parameters.map((parameter) => ({
      name: parameter.name.name,
      schema: lowerType(parameter.type, [], env),
    })),
    result: lowerType(statement.returnType, [], env),
    body: lowerNode(body, withLocals(env, bindingsOfFunction(parameters))),
    span,
  };
}

function importedVariable({ symbol: { source, name: original }, name }: ClosureEntry, unit: Unit): VariableDeclaration {
  if (source.kind === 'bicep') {
    const declared = source.model.symbols.get(original);
    if (declared?.kind === 'variable') {
      return lowerVariable(declared.statement, name, fileEnv(unitOfOther(unit, source.model)));
    }
    throw new RangeError(`not a variable: ${original}`);
  }
  const declared = source.template.variables.get(original.toLowerCase());
  if (!declared) throw new RangeError(`not a variable: ${original}`);
  const rename = (other: string): string => unit.foreignName({ source, name: other });
  const { loop, value } = declared;
  return {
    ...declared,
    name,
    value: renamedNode(value, rename),
    ...(loop && { loop: { ...loop, count: renamedNode(loop.count, rename) } }),
  };
}

function importedFunction({ symbol: { source, name: original }, name }: ClosureEntry, unit: Unit): UserFunction {
  if (source.kind === 'bicep') {
    const declared = source.model.symbols.get(original);
    if (declared?.kind === 'function') {
      return lowerFunction(declared.statement, name, fileEnv(unitOfOther(unit, source.model)));
    }
    throw new RangeError(`not a function: ${original}`);
  }
  const declared = source.template.functions.get(jsonFunctionKey(original));
  if (!declared) throw new RangeError(`not a function: ${original}`);
  const called = functionName(name);
  const rename = (other: string): string => unit.foreignName({ source, name: other });
  return {
    ...declared,
    name: `${called.namespace}.${called.name}`,
    parameters: declared.parameters.map((one) => ({ ...one, schema: renamedSchema(one.schema, rename) })),
    result: renamedSchema(declared.result, rename),
    body: renamedNode(declared.body, rename),
  };
}

function importedType({ symbol: { source, name: original } }: ClosureEntry, unit: Unit): TypeSchema {
  if (source.kind === 'bicep') {
    const declared = source.model.symbols.get(original);
    if (declared?.kind !== 'type') throw new RangeError(`not a type: ${original}`);
    const { value, decorators } = declared.statement;
    return lowerType(value, decorators, fileEnv(unitOfOther(unit, source.model)));
  }
  const schema = source.template.definitions.get(original.toLowerCase());
  if (!schema) throw new RangeError(`not a type: ${original}`);
  return renamedSchema(schema, (other) => unit.foreignName({ source, name: other }));
}

function lowerOutput(statement: syntax.OutputStatement, env: Env): OutputDeclaration {
  const { name, type, value, decorators } = statement;
  const schema = lowerType(type, decorators, env);
  const declared = { name: name.name, nameSpan: name.span, schema, condition: undefined };
  if (value.kind !== 'for') return { ...declared, value: lowerNode(value, env), copy: undefined };
  const copy = { count: loopCount(value, env), input: loopInput(value, env, undefined) };
  return { ...declared, value: undefined, copy };
}
