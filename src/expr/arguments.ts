import { describe } from './access.ts';
import { refuse } from './failure.ts';
import type { ArrayValue, ObjectValue, Value } from './value.ts';

/** The argument at an index; the arity was checked before. */
export function argAt(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (!value) throw new RangeError(`No argument ${index}`);
  return value;
}

export function stringAt(args: readonly Value[], index: number): string {
  const value = argAt(args, index);
  return value.kind === 'string' ? value.value : refuseKind(args, index, 'a string');
}

export function intAt(args: readonly Value[], index: number): bigint {
  const value = argAt(args, index);
  return value.kind === 'int' ? value.value : refuseKind(args, index, 'an integer');
}

export function boolAt(args: readonly Value[], index: number): boolean {
  const value = argAt(args, index);
  return value.kind === 'bool' ? value.value : refuseKind(args, index, 'a boolean');
}

export function arrayAt(args: readonly Value[], index: number): ArrayValue {
  const value = argAt(args, index);
  return value.kind === 'array' ? value : refuseKind(args, index, 'an array');
}

export function objectAt(args: readonly Value[], index: number): ObjectValue {
  const value = argAt(args, index);
  return value.kind === 'object' ? value : refuseKind(args, index, 'an object');
}

export function refuseKind(args: readonly Value[], index: number, wanted: string): never {
  refuse(`argument ${index + 1} must be ${wanted}, not ${describe(argAt(args, index))}`);
}
