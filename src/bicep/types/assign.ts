import type { Span } from '../../text/source.ts';
import { keyText } from '../semantics/bind.ts';
import type * as syntax from '../syntax/tree.ts';
import { type FileTypes, knownType } from './scope.ts';
import {
  type ArrayType,
  describe,
  describeKinds,
  intType,
  isNullable,
  itemOf,
  membersOf,
  type ObjectType,
  type Part,
  type Range,
  type SingleType,
  stringType,
  type TaggedType,
  type TupleType,
  type Type,
  takesSecret,
  takesSecretWithin,
} from './type.ts';

/** What is given to something of a declared type. */
export interface Given {
  readonly type: Type;
  /** The expression, as far as it is literal where it is given: its parts are reported at their own places. */
  readonly node: syntax.Expression | undefined;
  readonly span: Span;
  /** What takes it, as the beginning of a sentence. */
  readonly what: string;
}

/** Where a comparison finds the types of literal parts, and reports what does not fit. */
export type Assigning = Pick<FileTypes, 'known' | 'complain'>;

/** Types within types are compared this far. */
const maxDepth = 40;

/** Reports what certainly does not fit where a value of one type is given to something of another. */
export function assign(given: Given, target: Type, assigning: Assigning): void {
  if (given.type.kind !== 'any' && target.kind !== 'any')
    assignPart(given, target, { ...assigning, compared: new Map(), depth: 0, secret: false });
}

interface Comparing extends Assigning {
  /** The pairs of types that are compared already: types that hold themselves would be compared without end. */
  readonly compared: Map<SingleType, Set<SingleType>>;
  readonly depth: number;
  /** Whether what is given is part of a secret. */
  readonly secret: boolean;
}

function assignPart(given: Given, target: Type, around: Comparing): void {
  const comparing = { ...around, secret: around.secret || takesSecret(target) };
  const sources = membersOf(given.type);
  const targets = membersOf(target);
  if (!sources || !targets || given.type === target || comparing.depth > maxDepth) return;
  // That it may be null is only worth a warning, unless it is nothing else.
  const valued = sources.filter(({ kind }) => kind !== 'null');
  const problem = valued.length === 0 ? !isNullable(target) : valued.some((source) => !targets.some(takes(source)));
  if (problem) {
    comparing.complain(mismatchText(given, describe(target), givenText(given.type, target, comparing)), given.span);
    return;
  }
  for (const source of valued) {
    const [chosen, ...more] = targets.filter(takes(source));
    if (chosen && more.length === 0) {
      const node = valued.length === 1 ? given.node : undefined;
      assignSingle({ ...given, node }, source, chosen, valued.length > 1, { ...comparing, depth: comparing.depth + 1 });
    }
  }
}

/** The type of what is given: with its values, unless they are secret. */
function givenText(type: Type, target: Type, { secret }: Comparing): string {
  return secret || takesSecretWithin(target) ? describeKinds(type) : describe(type);
}

/** Whether values of one type are possible where values of another are wanted, apart from their parts. */
function takes(source: SingleType): (target: SingleType) => boolean {
  return (target) => {
    switch (source.kind) {
      case 'object':
      case 'tagged':
        return target.kind === 'object' || target.kind === 'tagged';
      case 'array':
      case 'tuple':
        return target.kind === 'array' || target.kind === 'tuple';
      case 'string':
        return target.kind === 'string' && takesValues(source.values, target.values, source.strict === true);
      case 'int':
        return target.kind === 'int' && takesValues(source.values, target.values, false);
      case 'bool':
        return target.kind === 'bool' && takesValues(source.values, target.values, false);
      case 'null':
        return target.kind === 'null';
    }
  };
}

/** Values that are not known are taken where only some are, unless the compiler certainly refuses them there. */
function takesValues<T>(source: ReadonlySet<T> | undefined, target: ReadonlySet<T> | undefined, isStrict: boolean) {
  if (!target) return true;
  if (!source) return !isStrict;
  for (const value of source) if (!target.has(value)) return false;
  return true;
}

function assignSingle(given: Given, source: SingleType, target: SingleType, isOneOf: boolean, comparing: Comparing) {
  if (!given.node) {
    const compared = comparing.compared.get(source) ?? new Set();
    if (compared.has(target)) return;
    compared.add(target);
    comparing.compared.set(source, compared);
  }
  if (source.kind === 'object' && target.kind === 'object') assignObject(given, source, target, isOneOf, comparing);
  else if (source.kind === 'object' && target.kind === 'tagged') assignTagged(given, source, target, comparing);
  else if (isList(source) && isList(target)) assignList(given, source, target, comparing);
  else if (source.kind === 'int' && target.kind === 'int') {
    const values = source.values && rangeOfValues([...source.values]);
    checkRange(given, values ?? source.range, target.range, comparing);
  } else if (source.kind === 'string' && target.kind === 'string') {
    const lengths = source.values && rangeOfValues([...source.values].map(({ length }) => BigInt(length)));
    checkLength(given, lengths ?? source.length, target.length, 'characters', comparing);
  }
}

function isList(type: SingleType): type is ArrayType | TupleType {
  return type.kind === 'array' || type.kind === 'tuple';
}

/** The compiler's message about a value of another type, by the place to which it is given. */
function mismatchText({ what }: Given, wanted: string, type: string): string {
  const property = /^Property '(.*)'$/.exec(what)?.[1];
  if (property !== undefined) {
    return `BCP036: The property "${property}" expected a value of type "${wanted}" but the provided value is of type "${type}".`;
  }
  if (what === 'An item') {
    return `BCP034: The enclosing array expected an item of type "${wanted}", but the provided item was of type "${type}".`;
  }
  return `BCP033: ${what} expected a value of type "${wanted}" but the provided value is of type "${type}".`;
}

function assignObject(given: Given, source: ObjectType, target: ObjectType, isOneOf: boolean, comparing: Comparing) {
  const members = membersByName(given.node);
  const missing: string[] = [];
  for (const [name, { type, required }] of target.properties) {
    const own = source.properties.get(name);
    if (own) assignMember(name, members.get(name), own.type, type, !required, comparing, given.span);
    else if (required && source.others === 'none') missing.push(`'${name}'`);
  }
  if (missing.length > 0 && !isOneOf) {
    comparing.complain(
      `BCP035: ${given.what} is missing the following required properties: ${missing.join(', ')}.`,
      given.span,
    );
  }
  if (target.others === 'unknown') return;
  for (const [name, { type }] of source.properties) {
    if (target.properties.has(name)) continue;
    const member = members.get(name);
    if (target.others !== 'none') {
      assignMember(name, member, type, target.others, false, comparing, given.span);
    } else if (member) {
      comparing.complain(`BCP037: The property "${name}" is not allowed: ${given.what}.`, member.key.span);
    }
  }
}

function assignMember(
  name: string,
  member: syntax.PropertyMember | undefined,
  source: Part,
  target: Part,
  isOptional: boolean,
  comparing: Comparing,
  around: Span,
): void {
  const node = member?.value;
  const given = { type: source(), node, span: node?.span ?? around, what: `Property '${name}'` };
  if (isOptional && given.type.kind === 'null') return;
  assignPart(given, target(), comparing);
}

/** The members of a literal object. */
function membersByName(node: syntax.Expression | undefined): ReadonlyMap<string, syntax.PropertyMember> {
  const members = new Map<string, syntax.PropertyMember>();
  if (node?.kind === 'parenthesized') return membersByName(node.inner);
  if (node?.kind !== 'object') return members;
  for (const member of node.members) {
    const name = member.kind === 'member' ? keyText(member.key) : undefined;
    if (member.kind === 'member' && name !== undefined) members.set(name, member);
    // A later part may say something else.
    if (member.kind === 'spread') members.clear();
  }
  return members;
}

function assignTagged(given: Given, source: ObjectType, target: TaggedType, comparing: Comparing): void {
  const tag = source.properties.get(target.tag);
  const allowed = [...target.members.keys()].map((value) => `'${value}'`).join(' | ');
  if (!tag) {
    const message = `BCP078: The property "${target.tag}" requires a value of type ${allowed}, but none was supplied: ${given.what}.`;
    if (source.others === 'none') comparing.complain(message, given.span);
    return;
  }
  const type = tag.type();
  const [value, ...more] = type.kind === 'string' ? (type.values ?? []) : [];
  if (value === undefined || more.length > 0) return;
  const member = target.members.get(value)?.();
  if (member) assignPart(given, member, { ...comparing, depth: comparing.depth + 1 });
  else {
    const span = membersByName(given.node).get(target.tag)?.value.span ?? given.span;
    comparing.complain(
      `BCP036: The property "${target.tag}" expected a value of type ${allowed} but the provided value is of type "${givenText(type, stringType, comparing)}".`,
      span,
    );
  }
}

function assignList(given: Given, source: ArrayType | TupleType, target: ArrayType | TupleType, comparing: Comparing) {
  const count = source.kind === 'tuple' ? BigInt(source.items.length) : undefined;
  const length = count === undefined ? (source as ArrayType).length : { min: count, max: count };
  const wanted = target.kind === 'array' ? target.length : { min: BigInt(target.items.length) };
  const most = target.kind === 'tuple' ? { max: BigInt(target.items.length) } : {};
  if (!checkLength(given, length, wanted && { ...wanted, ...most }, 'items', comparing)) return;
  const { node } = given;
  if (node?.kind === 'for' && target.kind === 'array' && node.body.kind !== 'if') {
    assignItem(given, node.body, itemOf(source), target.item, comparing);
    return;
  }
  const items = node?.kind === 'array' ? node.items : [];
  if (target.kind === 'array' && items.some(({ kind }) => kind === 'spread')) {
    for (const item of items) assignSpread(given, item, target, comparing);
    return;
  }
  if (source.kind === 'tuple') {
    for (const [index, item] of source.items.entries()) {
      const wants = target.kind === 'array' ? target.item : target.items[index];
      const written = items[index];
      if (wants) assignItem(given, written?.kind === 'spread' ? undefined : written, item(), wants, comparing);
    }
  } else if (target.kind === 'array') assignItem(given, undefined, itemOf(source), target.item, comparing);
}

/** An item, or several, of a literal array. */
function assignSpread(
  given: Given,
  item: syntax.Expression | syntax.SpreadNode,
  target: ArrayType,
  comparing: Comparing,
): void {
  if (item.kind !== 'spread') assignItem(given, item, knownType(item, comparing), target.item, comparing);
  else {
    const lists = (membersOf(knownType(item.value, comparing)) ?? []).filter(isList);
    for (const list of lists)
      assignItem({ ...given, span: item.span }, undefined, itemOf(list), target.item, comparing);
  }
}

function assignItem(
  { span }: Given,
  node: syntax.Expression | undefined,
  type: Type,
  target: Part,
  comparing: Comparing,
): void {
  assignPart({ type, node, span: node?.span ?? span, what: 'An item' }, target(), comparing);
}

function rangeOfValues(values: readonly bigint[]): Range | undefined {
  const [first, ...rest] = values;
  if (first === undefined) return undefined;
  let [min, max] = [first, first];
  for (const value of rest) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Whether a range can be that of values in another one. */
function checkRange(given: Given, source: Range | undefined, target: Range | undefined, comparing: Comparing): boolean {
  const limit = limitBroken(source, target);
  if (limit) {
    const [code, word] = limit.startsWith('at most') ? ['BCP327', 'large'] : ['BCP328', 'small'];
    const value = givenText(given.type, intType, comparing);
    comparing.complain(
      `${code}: The provided value (${value}) is too ${word}: ${given.what} takes ${limit}.`,
      given.span,
    );
  }
  return limit === undefined;
}

function checkLength(
  given: Given,
  source: Range | undefined,
  target: Range | undefined,
  unit: string,
  comparing: Comparing,
): boolean {
  const limit = limitBroken(source, target);
  const count = source?.min === source?.max ? `${source?.min}` : source?.min === undefined ? 'fewer' : 'more';
  if (limit) {
    const [code, word] = limit.startsWith('at most') ? ['BCP332', 'long'] : ['BCP333', 'short'];
    const message = `${code}: The provided value (whose length is ${count}) is too ${word}: ${given.what} takes ${limit} ${unit}.`;
    comparing.complain(message, given.span);
  }
  return limit === undefined;
}

function limitBroken(source: Range | undefined, target: Range | undefined): string | undefined {
  if (!source || !target) return undefined;
  if (target.max !== undefined && source.min !== undefined && source.min > target.max) return `at most ${target.max}`;
  if (target.min !== undefined && source.max !== undefined && source.max < target.min) return `at least ${target.min}`;
  return undefined;
}
