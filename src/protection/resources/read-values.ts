import { entryOf } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';

/** Readers of values as they are in policies. What is not known, or of another kind, is undefined. */

export function isNothing(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'absent' || value.kind === 'null';
}

/** Whether a value is known in itself; its members may not be. */
export function isDecided(value: Value): boolean {
  return value.kind !== 'unknown' && value.kind !== 'choice' && !(value.kind === 'object' && value.open !== undefined);
}

/** Whether a value is known with all that is in it. */
export function isKnownThroughout(value: Value): boolean {
  if (value.kind === 'array') return value.open === undefined && value.items.every(isKnownThroughout);
  if (value.kind === 'object') {
    return value.open === undefined && [...value.entries.values()].every((entry) => isKnownThroughout(entry.value));
  }
  return value.kind !== 'unknown' && value.kind !== 'choice' && value.kind !== 'failed';
}

export function memberOf(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? entryOf(value, name)?.value : undefined;
}

/** A member of a member, and so on. */
export function memberAt(value: Value | undefined, ...names: readonly string[]): Value | undefined {
  return names.reduce<Value | undefined>((inner, name) => memberOf(inner, name), value);
}

/** The items of an array, of all its cases if it is a choice. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'array') return value.items;
  return value?.kind === 'choice' ? value.cases.flatMap((one) => itemsOf(one.value)) : [];
}

export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

export function textAt(value: Value, name: string): string | undefined {
  return textOf(memberOf(value, name));
}

/** Whether a member is that text; undefined if it is not known, because then it may be. */
export function hasText(value: Value, name: string, wanted: string): boolean | undefined {
  const member = memberOf(value, name);
  if (!member) return isDecided(value) ? false : undefined;
  if (member.kind === 'string') return member.value.toLowerCase() === wanted.toLowerCase();
  return isDecided(member) ? false : undefined;
}

/** All items of an array that is known to its end; undefined if it is not. Nothing is an empty array. */
export function knownItems(value: Value | undefined): readonly Value[] | undefined {
  if (isNothing(value)) return [];
  return value?.kind === 'array' && value.open === undefined ? value.items : undefined;
}

/** All texts of an array that is known to its end. */
export function knownTexts(value: Value | undefined): readonly string[] | undefined {
  const texts = knownItems(value)?.map(textOf);
  return texts?.every((text) => text !== undefined) ? texts : undefined;
}

export function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === 'int' ? Number(value.value) : undefined;
}

/** The different keys of the items of an array, as far as they are known. */
export function keysOf(array: Value | undefined, keyOf: (item: Value) => string | undefined): readonly string[] {
  const keys = new Map<string, string>();
  for (const item of itemsOf(array)) {
    const key = keyOf(item);
    if (key !== undefined && !keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  }
  return [...keys.values()];
}
