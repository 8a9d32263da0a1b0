import { atomOf, choiceValue, mapCases, maxChoices } from './choice.ts';
import {
  entryOf,
  failedValue,
  isSymbolic,
  mergeOrigins,
  secured,
  stringValue,
  unknownValue,
  withResidual,
} from './make-value.ts';
import { printValue } from './print.ts';
import type { ArrayValue, ChoiceCase, Expr, ObjectValue, UnknownReason, UnknownValue, Value } from './value.ts';

/** What is found under a name or index: a value, nothing (`missing`), or something the target has no place for. */
export type Found = Value | 'missing' | 'unfit';

/**
 * The property of a value. A property that does not exist is a failure, as in the service, not null.
 *
 * @param residual the expression that is left if only the service knows
 */
export function propertyOf(target: Value, name: string, residual: () => Expr): Value {
  return lookUp(
    target,
    residual,
    (inner) => findDeclared(inner, name, residual) ?? findProperty(inner, name, residual),
    () => noProperty(target, name),
  );
}

/** The item at an index, or the property of that name if the index is a string. */
export function itemOf(target: Value, index: Value, residual: () => Expr): Value {
  if (index.kind === 'failed') return index;
  if (index.kind === 'choice') return mapCases(index, residual(), (one) => itemOf(target, one.value, residual));
  if (index.kind === 'unknown') return oneOfParts(target, index, residual);
  if (index.kind === 'string') {
    const found = propertyOf(target, index.value, residual);
    return index.secure ? namedBySecret(found) : found;
  }
  return lookUp(
    target,
    residual,
    (inner) => findItem(inner, index, residual),
    () => noItem(target, index),
  );
}

/** A part of which it is not known which one: one of them, where they are few and all of them are known. */
function oneOfParts(target: Value, index: UnknownValue, residual: () => Expr): Value {
  const parts = partsOf(target);
  if (parts.length === 0 || parts.length > maxChoices || index.secure) {
    return unknownValue(index.why, residual(), mergeOrigins([target, index]));
  }
  return choiceValue(atomOf(index), parts, residual());
}

/** The parts of a value by what finds them, as canonical text; none if there may be others. */
function partsOf(target: Value): readonly ChoiceCase[] {
  if (target.kind === 'array') {
    return target.open ? [] : target.items.map((value, at) => ({ when: String(at), value }));
  }
  if (target.kind !== 'object' || target.open || target.unkeyed) return [];
  return [...target.entries.values()].map(({ key, value }) => ({ when: printValue(stringValue(key)), value }));
}

/** What is left to the service has the name in it by which it is found. */
export function namedBySecret(found: Value): Value {
  if (found.kind === 'failed') return { ...found, message: noSecureProperty };
  const isLeft = found.residual !== undefined || ('fallback' in found && found.fallback !== undefined);
  return isLeft ? secured(found) : found;
}

const noSecureProperty = 'The property does not exist, and its name is secure and not shown.';

/** Looks into a value through choices and unknowns; `find` sees the value itself. */
export function lookUp(
  target: Value,
  residual: () => Expr,
  find: (target: Value) => Found,
  missing: () => Value,
): Value {
  switch (target.kind) {
    case 'failed':
      return target;
    case 'choice':
      return mapCases(target, residual(), (one) => lookUp(one.value, residual, find, missing));
    case 'unknown':
      return unknownValue(target.why, residual(), target.origins);
    default: {
      const found = find(target);
      if (typeof found === 'string') return missing();
      return target.residual === undefined ? found : withResidual(found, residual());
    }
  }
}

/** The property of an object, `missing` if it has none of that name, `unfit` if the value has no properties. */
export function findProperty(target: Value, name: string, residual: () => Expr): Found {
  if (target.kind !== 'object') return 'unfit';
  const entry = entryOf(target, name);
  if (entry) return entry.value;
  return target.open ? unknownPart(target, target.open, residual) : 'missing';
}

/** The item or property at a known index. */
export function findItem(target: Value, index: Value, residual: () => Expr): Found {
  if (index.kind === 'string') return findProperty(target, index.value, residual);
  if (index.kind !== 'int' || target.kind !== 'array') return 'unfit';
  if (target.open) return unknownPart(target, target.open, residual);
  const item = target.items[Number(index.value)] ?? 'missing';
  const span = residual().span;
  if (typeof item === 'string' || !target.fallback || !span) return item;
  return declaredPart(item, { kind: 'index', target: target.fallback, index: { kind: 'value', value: index }, span });
}

/**
 * A property of a resource that is referred to: as declared if that is plain, else whatever the service says. Undefined
 * for any other value.
 */
function findDeclared(target: Value, name: string, residual: () => Expr): Value | undefined {
  if (target.kind !== 'object' || !target.fallback) return undefined;
  const span = residual().span ?? target.fallback.span;
  if (!span) return undefined;
  const asked: Expr = { kind: 'property', target: target.fallback, name, span, nameSpan: span };
  const declared = entryOf(target, name)?.value;
  return declared && declared.kind !== 'null' ? declaredPart(declared, asked) : unknownValue(serviceKnows, asked);
}

function declaredPart(declared: Value, asked: Expr): Value {
  if (isSymbolic(declared)) return unknownValue(serviceKnows, asked);
  return declared.kind === 'object' || declared.kind === 'array' ? { ...declared, fallback: asked } : declared;
}

const serviceKnows: UnknownReason = { code: 'runtime', text: 'a deployed resource is known only to the service' };

function unknownPart(target: ObjectValue | ArrayValue, why: UnknownReason, residual: () => Expr): Value {
  return unknownValue(why, residual(), target.origins);
}

function noProperty(target: Value, name: string): Value {
  if (target.kind !== 'object') {
    return failedValue('no-property', `Property '${name}' cannot be read: ${describe(target)} has no properties.`);
  }
  const names = [...target.entries.values()].filter(({ value }) => !value.secure).map(({ key }) => key);
  if (names.length < target.entries.size) return failedValue('no-property', `Property '${name}' does not exist.`);
  const known =
    names.length === 0
      ? 'it has none'
      : `it has ${names
          .slice(0, 8)
          .map((key) => `'${key}'`)
          .join(', ')}`;
  return failedValue('no-property', `Property '${name}' does not exist: ${known}.`);
}

function noItem(target: Value, index: Value): Value {
  if (index.kind !== 'int') return failedValue('no-item', `${describe(index)} cannot be an index.`);
  if (target.kind !== 'array') return failedValue('no-item', `${describe(target)} has no items.`);
  return failedValue('no-item', `Index ${index.value} is out of bounds: the array has ${target.items.length} items.`);
}

/** A value's kind for a message. */
export function describe(value: Value): string {
  const names: Readonly<Record<Value['kind'], string>> = {
    string: 'a string',
    int: 'an integer',
    float: 'a decimal number',
    bool: 'a boolean',
    null: 'null',
    object: 'an object',
    array: 'an array',
    unknown: 'an unknown value',
    choice: 'an undecided value',
    failed: 'a failed value',
    absent: 'nothing',
  };
  return names[value.kind];
}
