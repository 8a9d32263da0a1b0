import type { BicepCode } from '../../text/codes.ts';
import { decoratorProblem } from '../language/decorators.ts';
import { memberValue } from '../semantics/bind.ts';
import { reportError } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typePartsOf } from '../syntax/visit.ts';
import { constantProblem } from './constants.ts';
import { type WrittenKind, writtenKind } from './declared-kind.ts';
import type { CheckEnv } from './findings.ts';
import { nestedIn, typesOf } from './parts.ts';

/** Reports decorators that are not there, that do not fit what they decorate, or whose arguments do not fit. */
export function checkDecorators(tree: syntax.BicepFile, env: CheckEnv): void {
  for (const statement of tree.statements) checkStatement(statement, env);
}

function checkStatement(statement: syntax.Statement, env: CheckEnv): void {
  const [type] = statement.kind === 'function' ? [] : typesOf(statement);
  checkAll(statement.decorators, targetOf(statement), type, env);
  for (const one of typesOf(statement)) checkType(one, env);
  if (statement.kind === 'resource') for (const nested of nestedIn(statement)) checkStatement(nested, env);
}

function checkType(type: TypeNode, env: CheckEnv): void {
  const members = type.kind === 'type-object' ? type.members : type.kind === 'type-tuple' ? type.items : [];
  for (const member of members) if (member.kind !== 'error') checkAll(member.decorators, ofMember, member.value, env);
  for (const part of typePartsOf(type)) checkType(part, env);
}

/** What a kind of declaration can have. */
interface Target {
  readonly what: string;
  /** The compiler's code for a decorator that is not for it. */
  readonly code?: BicepCode;
  readonly decorators: ReadonlySet<string>;
  /** Whether one or several are declared. */
  readonly isLoop?: boolean;
}

const ofTypes = ['description', 'discriminator', 'maxLength', 'maxValue', 'metadata', 'minLength', 'minValue'];
const ofMember: Target = { what: 'a part of a type', decorators: new Set([...ofTypes, 'sealed', 'secure']) };

const targets: Readonly<Partial<Record<syntax.Statement['kind'], Target>>> = {
  parameter: { what: 'a parameter', code: 'BCP125', decorators: new Set([...ofMember.decorators, 'allowed']) },
  output: { what: 'an output', code: 'BCP129', decorators: ofMember.decorators },
  type: { what: 'a type', code: 'BCP297', decorators: new Set([...ofMember.decorators, 'export']) },
  variable: { what: 'a variable', code: 'BCP126', decorators: new Set(['description', 'export']) },
  function: {
    what: 'a function',
    decorators: new Set(['description', 'export', 'metadata', 'nullIfNotFound', 'onlyIfNotExists', 'retryOn']),
  },
  resource: {
    what: 'a resource',
    code: 'BCP127',
    decorators: new Set(['batchSize', 'description', 'onlyIfNotExists', 'retryOn']),
  },
  module: { what: 'a module', code: 'BCP128', decorators: new Set(['batchSize', 'description']) },
  metadata: { what: 'metadata', code: 'BCP269', decorators: new Set(['description']) },
  'target-scope': { what: 'the scope of a file', code: 'BCP130', decorators: new Set() },
};

function targetOf(statement: syntax.Statement): Target | undefined {
  const target = targets[statement.kind];
  if (!target || (statement.kind !== 'resource' && statement.kind !== 'module')) return target;
  const isExisting = statement.kind === 'resource' && statement.existing;
  const decorators = isExisting ? new Set([...target.decorators, 'nullIfNotFound']) : target.decorators;
  return { ...target, decorators, isLoop: statement.value.kind === 'for' };
}

/** Whether the compiler knows these depends on its configuration. */
const experimental: ReadonlySet<string> = new Set(['patch', 'validate', 'waitUntil']);

type Call = Exclude<syntax.Decorator['call'], syntax.ErrorNode>;

function checkAll(
  decorators: readonly syntax.Decorator[],
  target: Target | undefined,
  type: TypeNode | undefined,
  env: CheckEnv,
): void {
  const calls = decorators.flatMap(({ call }) => (call.kind === 'call' ? [call.name.name] : []));
  const seen = new Set<string>();
  const repeated = new Set(calls.filter((name) => seen.size === seen.add(name).size));
  for (const decorator of decorators) {
    const { call, span } = decorator;
    if (call.kind === 'error') continue;
    const problem =
      decoratorProblem(decorator) ?? namespaceProblem(call) ?? fitProblem(call, target, type, repeated, env);
    if (problem !== undefined) reportError(problem, span, env);
    else checkArgument(call, type, env);
  }
  const [problem, at] = rangeProblem(decorators) ?? [];
  if (problem !== undefined && at) reportError(problem, at.span, env);
}

function namespaceProblem(call: Call): string | undefined {
  if (call.kind === 'call' || (call.target.kind === 'name' && call.target.name === 'sys')) return undefined;
  return `BCP108: The function "${call.name.name}" does not exist in this namespace.`;
}

function fitProblem(
  call: Call,
  target: Target | undefined,
  type: TypeNode | undefined,
  repeated: ReadonlySet<string>,
  env: CheckEnv,
): string | undefined {
  const { name } = call.name;
  if (!target || experimental.has(name)) return undefined;
  // Of those that are written with their namespace, the compiler looks only at what kind of statement they are at.
  if (call.kind === 'method-call' && (target === ofMember || target === targets.function)) return undefined;
  if (!target.decorators.has(name)) return misplacedText(name, target);
  if (call.kind === 'method-call') return undefined;
  if (name === 'batchSize' && target.isLoop !== true)
    return `BCP155: The decorator "batchSize" can only be attached to resource or module collections.`;
  return (type && typeProblem(name, type, env)) ?? repeatProblem(name, repeated);
}

function misplacedText(name: string, { what, code }: Target): string {
  if (code === 'BCP130') return `${code}: Decorators are not allowed here.`;
  return `${code === undefined ? '' : `${code}: `}Function "${name}" cannot be used as a decorator of ${what}.`;
}

function repeatProblem(name: string, repeated: ReadonlySet<string>): string | undefined {
  return repeated.has(name) ? `BCP166: Duplicate "${name}" decorator.` : undefined;
}

const kindsFor: ReadonlyMap<string, readonly WrittenKind[]> = new Map([
  ['secure', ['string', 'object', 'literal string']],
  ['minLength', ['string', 'array']],
  ['maxLength', ['string', 'array']],
  ['minValue', ['int', 'literal int']],
  ['maxValue', ['int', 'literal int']],
  ['sealed', ['object', 'alias']],
  ['allowed', ['string', 'int', 'bool', 'object', 'array']],
]);

function typeProblem(name: string, type: TypeNode, env: CheckEnv): string | undefined {
  const kinds = kindsFor.get(name);
  const kind = kinds && writtenKind(type, env);
  if (name === 'allowed' && enclosedLiterals(type)) return undefined;
  if (kind === undefined || kinds === undefined) return undefined;
  if (!kinds.includes(kind)) {
    if (kind === 'alias')
      return `BCP308: The decorator "${name}" may not be used on statements whose declared type is a reference to a user-defined type.`;
    return `BCP124: The decorator "${name}" cannot be attached to a target of this type.`;
  }
  const isOpen =
    type.kind === 'type-object' && type.members.some((one) => one.kind === 'type-additional-properties-member');
  return name === 'sealed' && isOpen
    ? 'BCP316: The "sealed" decorator may not be used on object types with an explicit additional properties type declaration.'
    : undefined;
}

/** What the argument of a decorator has to be. */
const wanted: ReadonlyMap<string, readonly [kind: syntax.Expression['kind'], what: string]> = new Map([
  ['description', ['string', 'a text']],
  ['discriminator', ['string', 'a text']],
  ['metadata', ['object', 'an object']],
  ['allowed', ['array', 'an array']],
  ['batchSize', ['integer', 'an integer']],
  ['minLength', ['integer', 'an integer']],
  ['maxLength', ['integer', 'an integer']],
  ['minValue', ['integer', 'an integer']],
  ['maxValue', ['integer', 'an integer']],
]);

const literals: ReadonlySet<syntax.Expression['kind']> = new Set([
  ...(['string', 'integer', 'boolean', 'null', 'object', 'array'] as const),
]);

function checkArgument(call: Call, type: TypeNode | undefined, env: CheckEnv): void {
  const [argument] = call.args;
  const [kind, what] = wanted.get(call.name.name) ?? [];
  if (!argument || kind === undefined) return;
  const { name } = call.name;
  const integer = integerOf(argument);
  if (literals.has(argument.kind) && argument.kind !== kind) {
    reportError(
      `BCP070: The argument of decorator '${name}' is not assignable to its parameter: it takes ${what}.`,
      argument.span,
      env,
    );
    return;
  }
  if (name === 'batchSize') {
    if (call.kind === 'call' && integer !== undefined && integer < 1n)
      reportError('BCP154: Expected a batch size of at least 1.', argument.span, env);
    return;
  }
  const problem = constantProblem(argument);
  if (problem) reportError(`BCP032: The value of decorator '${name}' must be a compile-time constant.`, problem, env);
  if (call.kind === 'call' && /Length$/.test(name) && integer !== undefined && integer < 0n) {
    reportError('BCP168: Length must not be a negative value.', argument.span, env);
  }
  const description = argument.kind === 'object' ? memberValue(argument, 'description') : undefined;
  if (description && literals.has(description.kind) && description.kind !== 'string') {
    reportError('BCP036: The property "description" expected a value of type "string".', description.span, env);
  }
  if (name === 'allowed' && argument.kind === 'array') {
    checkAllowed(argument, call.kind === 'call' ? type : undefined, env);
  }
}

function integerOf(node: syntax.Expression | undefined): bigint | undefined {
  if (node?.kind === 'integer') return node.value;
  return node?.kind === 'unary' && node.operator === '-' && node.operand.kind === 'integer'
    ? -node.operand.value
    : undefined;
}

/** The kinds of literals that a type takes. */
const literalOf: Readonly<Partial<Record<WrittenKind, syntax.Expression['kind']>>> = {
  string: 'string',
  int: 'integer',
  bool: 'boolean',
  object: 'object',
};

/** The members of a union, or a single literal, in parentheses: the compiler refuses only those without. */
function enclosedLiterals(type: TypeNode): readonly TypeNode[] | undefined {
  let inner = type;
  let isEnclosed = false;
  while (inner.kind === 'type-nullable' || inner.kind === 'type-parenthesized') {
    isEnclosed ||= inner.kind === 'type-parenthesized';
    inner = inner.kind === 'type-nullable' ? inner.base : inner.inner;
  }
  if (!isEnclosed) return undefined;
  if (inner.kind === 'type-union') return inner.members;
  return inner.kind === 'type-literal' || inner.kind === 'type-negation' ? [inner] : undefined;
}

/** The value of a literal, as it stands in a type or in an expression; undefined of anything else. */
function literalValue(node: TypeNode | syntax.Expression): string | bigint | boolean | undefined {
  switch (node.kind) {
    case 'type-literal':
      return node.value ?? undefined;
    case 'type-parenthesized':
      return literalValue(node.inner);
    case 'type-negation': {
      const value = literalValue(node.operand);
      return typeof value === 'bigint' ? -value : undefined;
    }
    case 'string':
    case 'boolean':
      return node.value;
    case 'integer':
    case 'unary':
      return integerOf(node);
    default:
      return undefined;
  }
}

/** The compiler looks for what is allowed among the members. */
function checkMembers(array: syntax.ArrayNode, members: readonly TypeNode[], env: CheckEnv): void {
  const values = members.map(literalValue);
  const nulls = members.some((member) => member.kind === 'type-literal' && member.value === null);
  if (values.some((value) => value === undefined) !== nulls) return;
  for (const item of array.items) {
    const value = item.kind === 'spread' ? undefined : literalValue(item);
    const isOdd = value === undefined ? item.kind !== 'spread' && literals.has(item.kind) : !values.includes(value);
    if (isOdd) reportError('BCP034: The enclosing array expected an item of a different type.', item.span, env);
  }
}

function checkAllowed(array: syntax.ArrayNode, type: TypeNode | undefined, env: CheckEnv): void {
  if (array.items.length === 0)
    reportError('BCP099: The "allowed" array must contain one or more items.', array.span, env);
  const members = type && enclosedLiterals(type);
  if (members) checkMembers(array, members, env);
  const kind = type && writtenKind(type, env);
  const literal = kind && literalOf[kind];
  if (literal === undefined) return;
  for (const item of array.items) {
    if (item.kind === 'spread' || !literals.has(item.kind) || item.kind === literal) continue;
    reportError('BCP034: The enclosing array expected an item of a different type.', item.span, env);
  }
}

/** The lower bound of a range that nothing is in. */
function rangeProblem(decorators: readonly syntax.Decorator[]): readonly [string, syntax.Decorator] | undefined {
  const find = (name: string): syntax.Decorator | undefined =>
    decorators.find(({ call }) => call.kind !== 'error' && call.name.name === name);
  const boundOf = (decorator: syntax.Decorator | undefined): bigint | undefined =>
    decorator?.call.kind === 'error' ? undefined : integerOf(decorator?.call.args[0]);
  for (const part of ['Length', 'Value']) {
    const from = find(`min${part}`);
    const [low, high] = [boundOf(from), boundOf(find(`max${part}`))];
    if (from && low !== undefined && high !== undefined && low > high) {
      return [`BCP331: A type's "min${part}" must be less than or equal to its "max${part}".`, from];
    }
  }
  return undefined;
}
