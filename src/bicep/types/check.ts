import type { Template } from '../../arm/template.ts';
import type { Span } from '../../text/source.ts';
import { memberValue } from '../bind.ts';
import { type Env, fileEnv } from '../environment.ts';
import type { ModuleSymbol, ResourceSymbol } from '../model.ts';
import { declarationEnv } from '../occurrences.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { assign } from './assign.ts';
import { declaredType } from './declared.ts';
import { infer } from './infer.ts';
import { loopScope } from './loops.ts';
import { checkModule } from './modules.ts';
import { checkCondition } from './operators.ts';
import { assigning, type FileTypes, type TypeScope, typeOf, withTypes } from './scope.ts';
import { itemOf, membersOf, stringType, type Type } from './type.ts';

/** After this many, the rest of a file says nothing new. */
const maxComplaints = 100;

/**
 * Reports values that certainly have another type than what they are given to, as the official compiler does. Of what
 * is not known nothing is said: properties of resources, outputs of modules that cannot be read, and whatever depends
 * on them.
 */
export function checkTypes(template: Template, env: Env): void {
  const { model, program } = env.unit;
  let left = maxComplaints;
  const complain = (message: string, span: Span): void => {
    if (left > 0) program.report({ severity: 'error', code: 'bicep-type', message, span });
    left -= 1;
  };
  const file: FileTypes = {
    schemas: template,
    known: new WeakMap(),
    declared: new WeakMap(),
    complain,
    infer,
    depth: 0,
  };
  const scope: TypeScope = { file, env: fileEnv(env.unit), locals: new Map() };
  for (const statement of model.tree.statements) checkStatement(statement, scope);
  for (const symbol of model.resources) checkDeployable(symbol, scope);
  for (const symbol of model.modules) checkDeployable(symbol, scope);
}

function checkStatement(statement: syntax.Statement, scope: TypeScope): void {
  switch (statement.kind) {
    case 'parameter':
      if (statement.defaultValue) checkDeclared(statement, statement.defaultValue, 'Parameter', scope);
      return;
    case 'variable':
      if (statement.type) checkDeclared({ ...statement, type: statement.type }, statement.value, 'Variable', scope);
      else typeOf(statement.value, scope);
      return;
    case 'output':
      checkDeclared(statement, statement.value, 'Output', scope);
      return;
    case 'function':
      checkFunction(statement, scope);
      return;
    case 'metadata':
    case 'assert':
      typeOf(statement.value, scope);
  }
}

interface Declared {
  readonly name: syntax.Identifier;
  readonly type: TypeNode;
  readonly decorators: readonly syntax.Decorator[];
}

function checkDeclared(
  { name, type, decorators }: Declared,
  value: syntax.Expression,
  word: string,
  scope: TypeScope,
): void {
  const given = { type: typeOf(value, scope), node: value, span: value.span, what: `${word} '${name.name}'` };
  // A resource as a whole is one only there.
  if (type.kind !== 'type-resource') assign(given, declaredType(type, decorators, scope), assigning(scope));
}

function checkFunction({ name, parameters, returnType, body }: syntax.FunctionStatement, scope: TypeScope): void {
  const locals = parameters.map((one) => [one.name.name, declaredType(one.type, [], scope)] as const);
  const type = typeOf(body, withTypes(scope, locals));
  const given = { type, node: body, span: body.span, what: `The result of function '${name.name}'` };
  assign(given, declaredType(returnType, [], scope), assigning(scope));
}

/** A resource or module: its loop, its condition, and what its body says of the deployment. */
function checkDeployable(symbol: ResourceSymbol | ModuleSymbol, around: TypeScope): void {
  const { body, condition, loop } = symbol;
  const { unit } = around.env;
  if (!body || unit.model.cyclic.has(symbol)) return;
  const scope = loop ? loopScope(loop, around) : around;
  const inner = { ...scope, env: declarationEnv(symbol, undefined, unit) };
  if (condition) checkCondition(condition, inner);
  typeOf(body, inner);
  const isAzure = symbol.kind === 'module' || symbol.extension === undefined;
  const name = isAzure ? memberValue(body, 'name') : undefined;
  if (name)
    assign(
      { type: typeOf(name, inner), node: name, span: name.span, what: `Property 'name'` },
      stringType,
      assigning(inner),
    );
  const others = isAzure ? memberValue(body, 'dependsOn') : undefined;
  if (others) checkDependencies(typeOf(others, inner), others.span, inner);
  if (symbol.kind === 'module') checkModule(symbol, body, inner);
}

/** Only resources and modules can be depended on, or arrays of them. */
function checkDependencies(type: Type, span: Span, { file }: TypeScope): void {
  const [list] = membersOf(type) ?? [];
  const isList = list?.kind === 'array' || list?.kind === 'tuple';
  const items = isList ? membersOf(itemOf(list)) : undefined;
  const odd = isList ? items?.some(({ kind }) => kind !== 'object' && kind !== 'array') : list !== undefined;
  if (odd) file.complain(`Property 'dependsOn' takes an array of resources and modules.`, span);
}
