import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import { memberValue } from '../semantics/bind.ts';
import { type FileUnit, fileEnv } from '../semantics/compilation-unit.ts';
import type { ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { declarationEnv } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { assign } from './assign.ts';
import { conditionTypeOf, loopScope, typeOf } from './infer.ts';
import { checkModule } from './module-arguments.ts';
import { typeOfSchema } from './schema.ts';
import { declaredType, type FileSchemas, type FileTypes, knownType, type TypeScope, withTypes } from './scope.ts';
import { anyType, itemOf, membersOf, stringType, type Type } from './type.ts';
import { visit } from './visit.ts';

/** After this many, the rest of a file says nothing new. */
const maxComplaints = 100;

/** The types of the expressions of a file, and which values certainly do not fit. */
export interface TypedFile {
  readonly typeOf: (node: syntax.Expression) => Type;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds values that certainly have another type than what they are given to, as the official compiler does. Of what
 * is not known nothing is said: properties of resources, outputs of modules that cannot be read, and whatever depends
 * on them.
 *
 * @param schemas what the file is lowered to
 */
export function checkTypes(unit: FileUnit, schemas: FileSchemas): TypedFile {
  const { model } = unit;
  const diagnostics: Diagnostic[] = [];
  let left = maxComplaints;
  const report: Report = (diagnostic) => {
    if (left > 0) diagnostics.push(diagnostic);
    left -= 1;
  };
  const complain = (message: string, span: Span): void => report(bicepError(message, span, 'bicep-type'));
  const file: FileTypes = { schemas, known: new Map(), declared: new Map(), complain, depth: 0 };
  const env = fileEnv({ ...unit, report, replaced: new Map() });
  const scope: TypeScope = { file, env, locals: new Map() };
  for (const statement of model.tree.statements) checkStatement(statement, scope);
  for (const symbol of model.resources) checkDeployable(symbol, scope);
  for (const symbol of model.modules) checkDeployable(symbol, scope);
  return { typeOf: (node) => knownType(node, file), diagnostics };
}

function checkStatement(statement: syntax.Statement, scope: TypeScope): void {
  const { parameters, outputs, definitions } = scope.file.schemas;
  switch (statement.kind) {
    case 'parameter': {
      const declared = parameters.get(statement.name.name.toLowerCase());
      if (!statement.defaultValue || !declared) return;
      const target = declaredAs(statement.type, typeOfSchema(declared.schema, definitions));
      checkValue(`Parameter '${statement.name.name}'`, statement.defaultValue, target, scope);
      return;
    }
    case 'output': {
      const declared = outputs.get(statement.name.name.toLowerCase());
      const target = declared && declaredAs(statement.type, typeOfSchema(declared.schema, definitions));
      checkValue(`Output '${statement.name.name}'`, statement.value, target ?? anyType, scope);
      return;
    }
    case 'variable': {
      const target = statement.type && declaredType(statement.type, scope.file);
      checkValue(`Variable '${statement.name.name}'`, statement.value, target ?? anyType, scope);
      return;
    }
    case 'function': {
      const { name, parameters: named, returnType, body } = statement;
      const locals = named.map((one) => [one.name.name, declaredType(one.type, scope.file)] as const);
      const inner = withTypes(scope, locals);
      checkValue(`The result of function '${name.name}'`, body, declaredType(returnType, scope.file), inner);
      return;
    }
    case 'metadata':
    case 'assert':
    case 'parameter-assignment':
      typeOf(statement.value, scope);
  }
}

/** Templates call a resource a string, but as a whole it is one only there. */
function declaredAs(node: TypeNode, type: Type): Type {
  return node.kind === 'type-resource' ? anyType : type;
}

function checkValue(what: string, value: syntax.Expression, target: Type, scope: TypeScope): void {
  assign({ type: typeOf(value, scope), node: value, span: value.span, what }, target, scope.file);
}

/** A resource or module: its loop, its condition, and what its body says of the deployment. */
function checkDeployable(symbol: ResourceSymbol | ModuleSymbol, around: TypeScope): void {
  const { body, condition, loop } = symbol;
  const { unit } = around.env;
  if (!body || unit.model.cyclic.has(symbol)) return;
  const scope = loop ? loopScope(loop, around) : around;
  const inner = { ...scope, env: declarationEnv(symbol, undefined, unit) };
  if (condition) conditionTypeOf(condition, inner);
  visit(body, inner);
  const isAzure = symbol.kind === 'module' || symbol.extension === undefined;
  const name = isAzure ? memberValue(body, 'name') : undefined;
  if (name) checkValue(`Property 'name'`, name, stringType, inner);
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
  if (odd) file.complain(`BCP036: The property "dependsOn" expected an array of resources and modules.`, span);
}
