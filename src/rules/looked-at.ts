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
  const named = new Set<string>();
  for (const { check } of rules) collectTypes(check, named);
  const behaviours = rules.flatMap(({ check }) => behaviourOf(check.kind) ?? []);
  return {
    always: [...named, ...behaviours.flatMap(({ looksAt = [] }) => looksAt)],
    besideBackups: behaviours.flatMap(({ looksBesideBackupsAt = [] }) => looksBesideBackupsAt),
  };
}

const resourceType = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)+\/[a-z0-9/]+$/i;

/** Collects the types among all texts in the parameters of a check, keys included. */
function collectTypes(part: unknown, types: Set<string>): void {
  if (typeof part === 'string') {
    if (part.includes('/') && resourceType.test(part)) types.add(part);
  } else if (Array.isArray(part)) {
    for (const item of part) collectTypes(item, types);
  } else if (typeof part === 'object' && part !== null) {
    for (const [key, value] of Object.entries(part)) {
      if (key.includes('/')) collectTypes(key, types);
      collectTypes(value, types);
    }
  }
}
