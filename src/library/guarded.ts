import type { RunResult } from '../engine/result.ts';
import { policyReferences, vaultTypes } from '../protection/azure/kinds.ts';
import type { Rule } from '../rules/rule.ts';
import { type GuardedTypes, guardedTypes } from '../workspace/relevance.ts';

/** The types of resources that a run can say something about: what is protected, and whatever its rules name. */
export function guardedBy(rules: readonly Rule[], mode: RunResult['mode']): GuardedTypes {
  const asked = rules.filter((rule) => rule.mode === 'both' || (rule.mode === 'state') === (mode === 'check'));
  const named = asked.flatMap(({ check }) => textsIn(check)).filter((text) => resourceType.test(text));
  return guardedTypes([...Object.values(vaultTypes), ...Object.keys(policyReferences), ...named]);
}

const resourceType = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)+\/[a-z0-9/]+$/i;

/** All texts in the parameters of a check, keys included. */
function textsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => [key, ...textsIn(value)]);
}
