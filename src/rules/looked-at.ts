import { behaviourOf } from '../checks/behaviours.ts';
import type { Rule } from './rule.ts';

/** Types of resources that rules look at, as they name them. */
export interface LookedAt {
  readonly always: readonly string[];
  /** Those that mean nothing in a target without backups. */
  readonly besideBackups: readonly string[];
}

/** The types that rules name in the parameters of their checks, and those that their behaviours look at anyway. */
export function typesLookedAt(rules: readonly Rule[]): LookedAt {
  const named = rules.flatMap(({ check }) => textsIn(check)).filter((text) => resourceType.test(text));
  const behaviours = rules.flatMap(({ check }) => behaviourOf(check.kind) ?? []);
  return {
    always: [...named, ...behaviours.flatMap(({ looksAt = [] }) => looksAt)],
    besideBackups: behaviours.flatMap(({ looksBesideBackupsAt = [] }) => looksBesideBackupsAt),
  };
}

const resourceType = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)+\/[a-z0-9/]+$/i;

/** All texts in the parameters of a check, keys included. */
function textsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => [key, ...textsIn(value)]);
}
