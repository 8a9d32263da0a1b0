import { type LambdaSignature, lambdas, type Signature, signatures } from '../language/function-types.data.ts';
import { functionName } from '../lower/call.ts';
import { calledFunction } from '../semantics/called-function.ts';
import type * as syntax from '../syntax/tree.ts';
import { assign } from './assign.ts';
import { resultOf } from './results.ts';
import { typeOfSchema } from './schema.ts';
import { assigning, type TypeScope, typeOf, withTypes } from './scope.ts';
import { anyType, describe, intType, itemOf, membersOf, type SingleType, type Type, withoutNull } from './type.ts';

type Call = syntax.CallNode | syntax.MethodCallNode;

/** `f(a)`, `namespace.f(a)`, `resource.f(a)`. */
export function callType(node: Call, scope: TypeScope): Type {
  const called = calledFunction(node, scope.env);
  if (called.kind === 'built-in') return builtInType(node, scope);
  const types = node.args.map((arg) => typeOf(arg, scope));
  if (node.kind === 'method-call') typeOf(node.target, scope);
  if (called.kind !== 'user') return anyType;
  const { namespace, name } = functionName(scope.env.unit.foreignName(called.function));
  const { functions, definitions } = scope.file.schemas;
  const declared = functions.get(`${namespace}.${name}`.toLowerCase());
  if (!declared) return anyType;
  for (const [index, { name: parameter, schema }] of declared.parameters.entries()) {
    const [type, arg] = [types[index], node.args[index]];
    if (!type || !arg) continue;
    const what = `Parameter '${parameter}' of function '${node.name.name}'`;
    assign({ type, node: arg, span: arg.span, what }, typeOfSchema(schema, definitions), assigning(scope));
  }
  return typeOfSchema(declared.result, definitions);
}

function builtInType(node: Call, scope: TypeScope): Type {
  const { name } = node.name;
  const [first] = node.args;
  if (name === 'any' && first) {
    typeOf(first, scope);
    return anyType;
  }
  // It is only given a name.
  if (name === 'nameof') return { kind: 'string', folded: true };
  const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
  const types: Type[] = [];
  let lambdaCount = 0;
  for (const [index, arg] of node.args.entries()) {
    const wanted = signature && takenAt(index, node.args.length, signature);
    if (arg.kind === 'lambda' && wanted === 'l') {
      types.push(lambdaResult(arg, name, lambdaCount, types, scope));
      lambdaCount += 1;
    } else {
      const type = typeOf(arg, scope);
      types.push(type);
      if (wanted !== undefined && !isTaken(type, wanted)) refuseArgument(node, index, type, wanted, scope);
    }
  }
  checkTogether(node, types, scope);
  return resultOf(name, types, scope.env.unit.model.scopeKind);
}

function takenAt(index: number, count: number, { takes, alone }: Signature): string | undefined {
  return count === 1 && alone !== undefined ? alone : takes[Math.min(index, takes.length - 1)];
}

const letters: Readonly<Record<SingleType['kind'], string>> = {
  null: 'n',
  string: 's',
  int: 'i',
  bool: 'b',
  object: 'o',
  tagged: 'o',
  array: 'a',
  tuple: 'a',
};

/** An argument that may be null is only worth a warning. */
function isTaken(type: Type, wanted: string): boolean {
  const members = membersOf(withoutNull(type));
  return wanted === '.' || (members?.every(({ kind }) => wanted.includes(letters[kind])) ?? true);
}

const words: Readonly<Record<string, string>> = {
  s: 'string',
  i: 'int',
  b: 'bool',
  o: 'object',
  a: 'array',
  l: 'a lambda',
  n: 'null',
};

function refuseArgument({ name, args }: Call, index: number, type: Type, wanted: string, { file }: TypeScope): void {
  const arg = args[index];
  const kinds = [...wanted].map((letter) => words[letter] ?? letter).join(' or ');
  if (!arg) return;
  file.complain(`Argument ${index + 1} of '${name.name}' takes ${kinds}, but is given ${describe(type)}.`, arg.span);
}

/** Functions that take values of one kind or another, but not of both. */
const together: Readonly<Record<string, readonly string[]>> = {
  concat: ['sib', 'a'],
  union: ['o', 'a'],
  intersection: ['o', 'a'],
};

/** Functions whose first argument decides what the second can be. */
const searched: Readonly<Record<string, string>> = { contains: 'so', indexOf: 's', lastIndexOf: 's' };

function checkTogether(node: Call, types: readonly Type[], scope: TypeScope): void {
  const { name } = node.name;
  const kinds = together[name];
  const [first, second] = types;
  if (kinds) {
    const possible = kinds.find((wanted) => first && first.kind !== 'any' && isTaken(first, wanted));
    const odd = possible === undefined ? -1 : types.findIndex((type) => !isTaken(type, possible));
    const type = types[odd];
    if (possible !== undefined && type && isTaken(type, kinds.join('')))
      refuseArgument(node, odd, type, possible, scope);
  }
  const textual = searched[name];
  if (textual !== undefined && first && second && first.kind !== 'any' && isTaken(first, textual)) {
    if (!isTaken(second, 's')) refuseArgument(node, 1, second, 's', scope);
  }
}

/** @param before the types of the arguments before it */
function lambdaResult(
  node: syntax.LambdaNode,
  name: string,
  position: number,
  before: readonly Type[],
  scope: TypeScope,
): Type {
  const parameters = parameterTypes(name, before[0] ?? anyType);
  const locals = node.parameters.map((parameter, index) => [parameter.name, parameters[index] ?? anyType] as const);
  const inner = withTypes(scope, locals);
  const result = typeOf(node.body, inner);
  const wanted = lambdas[name]?.[position];
  if (wanted) checkLambda(node, wanted, result, name, scope);
  return result;
}

function checkLambda(node: syntax.LambdaNode, wanted: LambdaSignature, result: Type, name: string, scope: TypeScope) {
  const [min, max] = wanted.parameters;
  const count = node.parameters.length;
  if (count < min || count > max) {
    const range = min === max ? `${min}` : `${min} or ${max}`;
    const message = `The lambda of '${name}' takes ${range} ${max === 1 ? 'parameter' : 'parameters'}, but has ${count}.`;
    scope.file.complain(message, node.span);
  }
  const letter = { string: 's', bool: 'b', any: '.' }[wanted.gives];
  if (isTaken(result, letter)) return;
  const message = `The lambda of '${name}' has to give ${wanted.gives}, but gives ${describe(result)}.`;
  scope.file.complain(message, node.body.span);
}

function parameterTypes(name: string, source: Type): readonly Type[] {
  const [only, ...more] = membersOf(withoutNull(source)) ?? [];
  const isList = more.length === 0 && (only?.kind === 'array' || only?.kind === 'tuple');
  const item = isList ? itemOf(only) : anyType;
  if (name === 'sort') return [item, item];
  if (name === 'reduce') return [anyType, anyType, intType];
  if (name === 'mapValues') return [];
  return [item, intType];
}
