import { ownMember } from '../../text/own-member.ts';
import { type LambdaSignature, lambdas, type Signature, signatures } from '../language/function-types.data.ts';
import { type ForeignSymbol, functionName } from '../semantics/compilation-unit.ts';
import type * as syntax from '../syntax/tree.ts';
import { assign } from './assign.ts';
import { resultOf } from './results.ts';
import { typeOfSchema } from './schema.ts';
import type { FileTypes, TypeScope } from './scope.ts';
import { anyType, describe, intType, itemOf, membersOf, type SingleType, type Type, withoutNull } from './type.ts';

type Call = syntax.CallNode | syntax.MethodCallNode;

/** The result of a user-defined function. Reports which arguments certainly do not fit. */
export function userCallType(
  node: Call,
  called: ForeignSymbol,
  types: readonly Type[],
  { file, env }: TypeScope,
): Type {
  const { namespace, name } = functionName(env.unit.foreignName(called));
  const { functions, definitions } = file.schemas;
  const declared = functions.get(`${namespace}.${name}`.toLowerCase());
  if (!declared) return anyType;
  for (const [index, { name: parameter, schema }] of declared.parameters.entries()) {
    const [type, arg] = [types[index], node.args[index]];
    if (!type || !arg) continue;
    const what = `Parameter '${parameter}' of function '${node.name.name}'`;
    assign({ type, node: arg, span: arg.span, what }, typeOfSchema(schema, definitions), file);
  }
  return typeOfSchema(declared.result, definitions);
}

/** Whether a built-in function takes a lambda as one of its arguments. */
export function takesLambda(node: Call, index: number): boolean {
  return wantedAt(node, index) === 'l';
}

/** Reports if an argument of a built-in function certainly does not fit. */
export function checkArgument(node: Call, index: number, type: Type, file: FileTypes): void {
  const wanted = wantedAt(node, index);
  if (wanted !== undefined && !isTaken(type, wanted)) refuseArgument(node, index, type, wanted, file);
}

/** The result of a built-in function. Reports which arguments certainly do not fit each other. */
export function builtInCallType(node: Call, types: readonly Type[], { file, env }: TypeScope): Type {
  checkTogether(node, types, file);
  return resultOf(node.name.name, types, env.unit.model.scopeKind);
}

function wantedAt({ name: { name }, args }: Call, index: number): string | undefined {
  const signature = ownMember(signatures, name);
  return signature && takenAt(index, args.length, signature);
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

function refuseArgument({ name, args }: Call, index: number, type: Type, wanted: string, file: FileTypes): void {
  const arg = args[index];
  const kinds = [...wanted].map((letter) => words[letter] ?? letter).join(' or ');
  if (!arg) return;
  file.complain(
    `BCP070: Argument ${index + 1} of '${name.name}': argument of type "${describe(type)}" is not assignable to parameter of type "${kinds}".`,
    arg.span,
  );
}

/** Functions that take values of one kind or another, but not of both. */
const together: ReadonlyMap<string, readonly string[]> = new Map([
  ['concat', ['sib', 'a']],
  ['union', ['o', 'a']],
  ['intersection', ['o', 'a']],
]);

/** Functions whose first argument decides what the second can be. */
const searched: ReadonlyMap<string, string> = new Map([
  ['contains', 'so'],
  ['indexOf', 's'],
  ['lastIndexOf', 's'],
]);

function checkTogether(node: Call, types: readonly Type[], file: FileTypes): void {
  const { name } = node.name;
  const kinds = together.get(name);
  const [first, second] = types;
  if (kinds) {
    const possible = kinds.find((wanted) => first && first.kind !== 'any' && isTaken(first, wanted));
    const odd = possible === undefined ? -1 : types.findIndex((type) => !isTaken(type, possible));
    const type = types[odd];
    if (possible !== undefined && type && isTaken(type, kinds.join('')))
      refuseArgument(node, odd, type, possible, file);
  }
  const textual = searched.get(name);
  if (textual !== undefined && first && second && first.kind !== 'any' && isTaken(first, textual)) {
    if (!isTaken(second, 's')) refuseArgument(node, 1, second, 's', file);
  }
}

/** The names in a lambda, by the type of the first argument of the function that it is given to. */
export function lambdaLocals(
  { parameters }: syntax.LambdaNode,
  name: string,
  source: Type,
): readonly (readonly [string, Type])[] {
  const types = parameterTypes(name, source);
  return parameters.map((parameter, index) => [parameter.name, types[index] ?? anyType] as const);
}

/**
 * Reports if a lambda does not fit the function that it is given to.
 *
 * @param position which one of the lambdas of that function it is
 */
export function checkLambda(
  node: syntax.LambdaNode,
  name: string,
  position: number,
  result: Type,
  file: FileTypes,
): void {
  const wanted = ownMember(lambdas, name)?.[position];
  if (wanted) checkSignature(node, wanted, result, name, file);
}

function checkSignature(
  node: syntax.LambdaNode,
  wanted: LambdaSignature,
  result: Type,
  name: string,
  file: FileTypes,
): void {
  const [min, max] = wanted.parameters;
  const count = node.parameters.length;
  if (count < min || count > max) {
    const range = min === max ? `${min}` : `${min} or ${max}`;
    const message = `BCP070: The lambda of '${name}' is not assignable: it takes ${range} ${max === 1 ? 'parameter' : 'parameters'}, but has ${count}.`;
    file.complain(message, node.span);
  }
  const letter = { string: 's', bool: 'b', any: '.' }[wanted.gives];
  if (isTaken(result, letter)) return;
  const message = `BCP070: The lambda of '${name}' is not assignable: it must return "${wanted.gives}", but returns "${describe(result)}".`;
  file.complain(message, node.body.span);
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
