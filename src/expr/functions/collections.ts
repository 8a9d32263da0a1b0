import { compareIgnoreCase } from '../../dotnet/text-order.ts';
import { describe, findItem, itemOf, namedBySecret } from '../access.ts';
import { anyArgs, comparing, evaluatedExpr, known, reasonFor, structural, unknownTolerant } from '../apply.ts';
import { argAt, arrayAt, intAt, objectAt, refuseKind, stringAt } from '../arguments.ts';
import { assume, mapCases } from '../choice.ts';
import { equalValues, holdsItem } from '../equality.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { writeJson } from '../json-text.ts';
import {
  arrayValue,
  boolValue,
  entryOf,
  intValue,
  isSymbolic,
  membersOf,
  nullValue,
  objectValue,
  partlyKeyedObject,
  recordValue,
  stringValue,
  withResidual,
} from '../make-value.ts';
import { asOpenObject, mergeDeep, mergeShallow } from '../merge.ts';
import type {
  ArrayValue,
  CallExpr,
  ChoiceCase,
  ChoiceValue,
  Entry,
  Expr,
  ObjectValue,
  UnkeyedEntry,
  UnknownReason,
  Value,
} from '../value.ts';

const any = Number.POSITIVE_INFINITY;

/** The keys of an object in the order in which the service lists them. */
function sortedEntries(object: ObjectValue): readonly Entry[] {
  return [...object.entries.values()].sort((a, b) => compareIgnoreCase(a.key, b.key));
}

function createObject(args: readonly Value[]): Value {
  if (args.length % 2 !== 0) return refuse('it needs an even number of arguments: keys and their values');
  const entries = new Map<string, Entry>();
  const unkeyed: UnkeyedEntry[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const [name, value] = [argAt(args, index), argAt(args, index + 1)];
    if (name.kind === 'unknown' || name.kind === 'choice') {
      unkeyed.push({ key: name, value, after: entries.size });
      continue;
    }
    const key = stringAt(args, index);
    if (entries.has(key)) return refuse(`the key '${key}' is given twice`);
    entries.set(key, { key, value });
  }
  return partlyKeyedObject([...entries.values()], unkeyed, reasonFor(...unkeyed.map(({ key }) => key)));
}

function contains(args: readonly Value[]): Value | undefined {
  const [container, item] = [argAt(args, 0), argAt(args, 1)];
  if (container.kind === 'array') {
    const found = holdsItem(container.items, item);
    return found === undefined || (!found && container.open) ? undefined : boolValue(found);
  }
  if (container.kind === 'object' && item.kind === 'string') {
    const found = entryOf(container, item.value) !== undefined;
    return !found && container.open ? undefined : boolValue(found);
  }
  if (container.kind === 'string' && item.kind === 'string') return boolValue(container.value.includes(item.value));
  return refuse(`it cannot look for ${describe(item)} in ${describe(container)}`);
}

function empty(args: readonly Value[]): Value | undefined {
  const value = argAt(args, 0);
  switch (value.kind) {
    case 'null':
      return boolValue(true);
    case 'string':
      return boolValue(value.value === '');
    case 'array':
      return value.open && value.items.length === 0 ? undefined : boolValue(value.items.length === 0);
    case 'object': {
      const isEmpty = value.entries.size === 0 && !value.unkeyed;
      return value.open && isEmpty ? undefined : boolValue(isEmpty);
    }
    default:
      return refuseKind(args, 0, 'an object, an array or a string');
  }
}

function length(args: readonly Value[]): Value | undefined {
  const value = argAt(args, 0);
  if (value.kind === 'string') return intValue(value.value.length);
  if (value.kind === 'array') return value.open ? undefined : intValue(value.items.length);
  if (value.kind === 'object') {
    return value.open && !value.unkeyed ? undefined : intValue(membersOf(value).length);
  }
  return refuseKind(args, 0, 'an array, an object or a string');
}

/** `concat` of arrays. Unknown arguments among them leave the result open. */
function joinArrays(args: readonly Value[]): ArrayValue {
  const items: Value[] = [];
  let open: UnknownReason | undefined;
  for (const arg of args) {
    if (arg.kind === 'array') {
      for (const item of arg.items) items.push(item);
      open ??= arg.open;
    } else if (arg.kind === 'unknown') open ??= arg.why;
    else refuse('either all arguments must be arrays or none');
  }
  const joined = arrayValue(items);
  return open ? { ...joined, open } : joined;
}

function concat(args: readonly Value[]): Value | undefined {
  if (args.some((arg) => arg.kind === 'array')) return joinArrays(args);
  if (args.some((arg) => arg.kind === 'unknown')) return undefined;
  const texts = args.map((arg) => scalarText(arg) ?? refuse(`it cannot join ${describe(arg)}`));
  return stringValue(boundedText(texts.join('')));
}

/** The service refuses longer texts that functions put together. */
const maxJoinedLength = 131_072;

export function boundedText(text: string): string {
  if (text.length <= maxJoinedLength) return text;
  return refuse(`its result has ${text.length} characters; the service allows ${maxJoinedLength}`);
}

/** The text of a scalar where functions put several together; decimal numbers and null have none. */
export function scalarText(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'int') return value.value.toString();
  if (value.kind === 'bool') return value.value ? 'True' : 'False';
  return undefined;
}

/** Set functions compare by the JSON text, so that the order of an object's keys matters to them. */
function setKey(value: Value): string {
  // What is not a number has no JSON form of its own, but is not the string of that name.
  return value.kind === 'float' && !Number.isFinite(value.value) ? String(value.value) : writeJson(value);
}

function distinctItems(items: readonly Value[]): readonly Value[] {
  const seen = new Map<string, Value>();
  for (const item of items) {
    const key = setKey(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}

function union(args: readonly Value[], call: CallExpr): Value | undefined {
  const decided = args.filter((arg) => arg.kind !== 'unknown');
  if (decided.length === 0) return undefined;
  if (decided.every((arg) => arg.kind === 'object')) {
    // Keys that are not known may be the same.
    if (decided.some((arg) => arg.kind === 'object' && arg.unkeyed)) return undefined;
    return args.map(asObject).reduce((left, right) => mergeDeep(left, right, call));
  }
  if (!decided.every((arg) => arg.kind === 'array'))
    return refuse('either all arguments are objects or all are arrays');
  const all = joinArrays(args);
  if (all.open) return all;
  return all.symbolic ? undefined : arrayValue(distinctItems(all.items));
}

function asObject(value: Value): ObjectValue {
  if (value.kind === 'object') return value;
  return value.kind === 'unknown' ? asOpenObject(value) : refuse(`it cannot merge ${describe(value)}`);
}

function intersection(args: readonly Value[]): Value {
  const [first, ...others] = args;
  if (first?.kind === 'array') {
    const sets = others.map((_, index) => new Set(arrayAt(args, index + 1).items.map(setKey)));
    return arrayValue(distinctItems(first.items).filter((item) => sets.every((set) => set.has(setKey(item)))));
  }
  if (first?.kind !== 'object') return refuseKind(args, 0, 'an array or an object');
  const objects = others.map((_, index) => objectAt(args, index + 1));
  const shared = (entry: Entry): boolean =>
    objects.every((object) => {
      const other = object.entries.get(entry.key);
      return other !== undefined && equalValues(entry.value, other.value) === true;
    });
  return objectValue([...first.entries.values()].filter(shared));
}

function shallowMerge(args: readonly Value[], call: CallExpr): Value | undefined {
  const array = arrayAt(args, 0);
  if (array.open) return undefined;
  const residual = { ...call, args: [evaluatedExpr(array, call.args[0])] };
  const merge = (items: readonly Value[]): Value => {
    const choice = items.find((item) => item.kind === 'choice');
    if (choice) return mapCases(choice, residual, (one) => merge(assumeAll(items, choice, one)));
    return items.map(asObject).reduce((left, right) => mergeShallow(left, right, residual), objectValue([]));
  };
  const merged = merge(array.items);
  const isLeft = array.items.some((item) => item.residual !== undefined || (item.kind === 'object' && item.unkeyed));
  return isLeft ? withResidual(merged, residual) : merged;
}

/** The items in one case of a choice that is among them. */
function assumeAll(items: readonly Value[], choice: ChoiceValue, one: ChoiceCase): readonly Value[] {
  return items.map((item) => (item === choice ? one.value : assume(item, choice.atom.key, one.when)));
}

function flatten(args: readonly Value[], call: CallExpr): Value | undefined {
  const array = arrayAt(args, 0);
  if (array.open) return undefined;
  const residual = { ...call, args: [evaluatedExpr(array, call.args[0])] };
  const join = (items: readonly Value[]): Value => {
    const choice = items.find((item) => item.kind === 'choice');
    if (choice) return mapCases(choice, residual, (one) => join(assumeAll(items, choice, one)));
    const odd = items.find((item) => item.kind !== 'array' && item.kind !== 'unknown');
    return odd ? refuse(`its argument must hold only arrays, not ${describe(odd)}`) : joinArrays(items);
  };
  const joined = join(array.items);
  return array.items.some((item) => item.residual !== undefined) ? withResidual(joined, residual) : joined;
}

/** `take` and `skip`: a count beyond 32 bits is refused, a negative one counts as none. */
function countAt(args: readonly Value[], index: number): number {
  const count = intAt(args, index);
  if (count > 2147483647n || count < -2147483648n) return refuse(`argument ${index + 1} does not fit 32 bits`);
  return Math.max(0, Number(count));
}

function slice(
  args: readonly Value[],
  cut: <T extends string | readonly Value[]>(whole: T, count: number) => T,
): Value | undefined {
  const whole = argAt(args, 0);
  const count = countAt(args, 1);
  if (whole.kind === 'string') return stringValue(wellFormed(cut(whole.value, count), whole.value));
  if (whole.kind === 'array') return whole.open ? undefined : arrayValue(cut(whole.items, count));
  return refuseKind(args, 0, 'an array or a string');
}

/** A cut through a surrogate pair makes text that the service cannot send. */
export function wellFormed(part: string, whole: string): string {
  const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
  return loneSurrogate.test(part) && !loneSurrogate.test(whole) ? refuse('it would cut a character in half') : part;
}

function endOf(args: readonly Value[], pick: 'first' | 'last'): Value | undefined {
  const whole = argAt(args, 0);
  if (whole.kind === 'string') {
    const char = pick === 'first' ? whole.value.slice(0, 1) : whole.value.slice(-1);
    return stringValue(wellFormed(char, whole.value));
  }
  if (whole.kind !== 'array') return refuseKind(args, 0, 'an array or a string');
  if (whole.open) return undefined;
  return (pick === 'first' ? whole.items[0] : whole.items.at(-1)) ?? nullValue();
}

/** The rest of a `tryGet` path, after its first step: every step must exist, but null has null at every step. */
function follow(start: Value, steps: readonly Value[], call: CallExpr): Value {
  return steps.reduce((target, step) => {
    if (target.kind === 'null') return target;
    const position = stepOf(target, step);
    return itemOf(target, position, () => accessExpr(target, position, call));
  }, start);
}

/** A step `createObject('value', n, 'fromEnd', true())` counts from the end. */
function stepOf(target: Value, step: Value): Value {
  if (step.kind !== 'object' || target.kind !== 'array') return step;
  const value = entryOf(step, 'value')?.value;
  const fromEnd = entryOf(step, 'fromEnd')?.value;
  if (value?.kind !== 'int' || fromEnd?.kind !== 'bool') return refuse('a step must be a string or an integer');
  return fromEnd.value ? intValue(BigInt(target.items.length) - value.value) : value;
}

function accessExpr(target: Value, step: Value, call: CallExpr): Expr {
  const place = { span: call.span, nameSpan: call.span };
  const evaluated = evaluatedExpr(target);
  return step.kind === 'string'
    ? { kind: 'property', target: evaluated, name: step.value, ...place }
    : { kind: 'index', target: evaluated, index: evaluatedExpr(step), span: call.span };
}

function tryGet(args: readonly Value[], call: CallExpr): Value | undefined {
  const [target, step, ...rest] = args;
  if (!target || !step) return undefined;
  if (step.kind !== 'string' && step.kind !== 'int') return refuseKind(args, 1, 'a string or an integer');
  if (step.kind === 'int' && target.kind === 'array' && step.value < 0n) return nullValue();
  const found = findItem(target, step, () => accessExpr(target, step, call));
  if (typeof found === 'string') return nullValue();
  return follow(step.kind === 'string' && step.secure ? namedBySecret(found) : found, rest, call);
}

function fromEnd(args: readonly Value[], call: CallExpr, optional: boolean): Value | undefined {
  const [array, index, ...rest] = args;
  if (!array || !index) return undefined;
  if (index.kind === 'int' && (index.value > 2147483647n || index.value < -2147483648n)) {
    return refuse('argument 2 does not fit 32 bits');
  }
  if (optional && (array.kind !== 'array' || index.kind !== 'int')) return nullValue();
  const { items, open } = arrayAt(args, 0);
  if (open) return undefined;
  const item = items[items.length - Number(intAt(args, 1))];
  if (item) return follow(item, rest, call);
  return optional ? nullValue() : refuse(`there is no item ${intAt(args, 1)} from the end of ${items.length}`);
}

/** `indexOf` and `lastIndexOf` of an array; those of a string are in strings.ts. */
export function indexInArray(args: readonly Value[], last: boolean): Value | undefined {
  const { items, open } = arrayAt(args, 0);
  if (open) return undefined;
  const order = items.map((item, index) => ({ item, index }));
  for (const { item, index } of last ? order.reverse() : order) {
    const equal = equalValues(item, argAt(args, 1));
    if (equal === undefined || (isSymbolic(item) && !equal)) return undefined;
    if (equal) return intValue(index);
  }
  return intValue(-1);
}

function toItems(args: readonly Value[]): Value | undefined {
  const object = objectAt(args, 0);
  if (object.open) return undefined;
  return arrayValue(
    sortedEntries(object).map((entry) => recordValue({ key: keyText(entry), value: entry.value }, entry.value.origins)),
  );
}

/** The key of an entry as a value: it comes from where the key is written. */
function keyText({ key, keySpan }: Entry): Value {
  return stringValue(key, keySpan ? [{ span: keySpan, role: 'written' }] : []);
}

function objectKeys(args: readonly Value[]): Value | undefined {
  const object = objectAt(args, 0);
  return object.open ? undefined : arrayValue(sortedEntries(object).map(keyText));
}

export const collectionFunctions: readonly TemplateFunction[] = [
  anyArgs('createArray', 0, any, (args) => arrayValue(args)),
  anyArgs('createObject', 0, any, createObject),
  structural('array', 1, 1, ([value]) => (value?.kind === 'array' ? value : arrayValue(value ? [value] : []))),
  structural('contains', 2, 2, contains, comparing),
  structural('empty', 1, 1, empty),
  structural('length', 1, 1, length),
  structural('first', 1, 1, (args) => endOf(args, 'first')),
  structural('last', 1, 1, (args) => endOf(args, 'last')),
  structural('take', 2, 2, (args) => slice(args, (whole, count) => whole.slice(0, count) as typeof whole)),
  structural('skip', 2, 2, (args) => slice(args, (whole, count) => whole.slice(count) as typeof whole)),
  unknownTolerant('concat', 0, any, concat),
  unknownTolerant('union', 2, any, union, 'whole'),
  known('intersection', 2, any, intersection),
  known('distinct', 1, 1, (args) => arrayValue(distinctItems(arrayAt(args, 0).items))),
  structural('shallowMerge', 1, 1, shallowMerge, 'whole'),
  structural('flatten', 1, 1, flatten),
  structural('items', 1, 1, toItems),
  structural('objectKeys', 1, 1, objectKeys),
  structural('tryGet', 2, any, tryGet),
  structural('indexFromEnd', 2, 2, (args, call) => fromEnd(args, call, false)),
  structural('tryIndexFromEnd', 2, any, (args, call) => fromEnd(args, call, true)),
];
