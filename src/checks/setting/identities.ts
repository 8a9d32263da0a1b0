import { stringValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import { isUnset } from './setting.ts';

/** The identity that the service makes for a resource, in the words of Azure's documentation. */
export const systemAssigned: Value = stringValue('the system-assigned identity');

/**
 * The identity that a setting names: the id of a user-assigned one, or a flag or a word that stands for the
 * system-assigned one. Undefined if the setting names none.
 */
export function namedIdentity(value: Value): Value | undefined {
  if (isUnset(value)) return undefined;
  if (value.kind === 'bool') return value.value ? systemAssigned : undefined;
  if (value.kind !== 'string') return value;
  const word = value.value.toLowerCase();
  if (word === 'systemassigned') return systemAssigned;
  return word === 'userassigned' ? undefined : value;
}
