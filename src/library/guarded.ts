import type { RunResult } from '../engine/result.ts';
import { policyReferences, vaultTypes } from '../protection/azure/kinds.ts';
import { typesLookedAt } from '../rules/looked-at.ts';
import type { Rule } from '../rules/rule.ts';
import { memo } from '../text/memo.ts';
import { type GuardedTypes, guardedTypes } from '../workspace/relevance.ts';

/** The types of resources that a run can say something about: what is protected, and whatever its rules look at. */
export function guardedBy(rules: readonly Rule[], mode: RunResult['mode']): GuardedTypes {
  return (mode === 'check' ? guardedInState : guardedInChange)(rules);
}

// A history asks the same rules for each of its commits.
const guardedInState = memo((rules: readonly Rule[]) => typesGuarded(rules, 'check'));
const guardedInChange = memo((rules: readonly Rule[]) => typesGuarded(rules, 'diff'));

function typesGuarded(rules: readonly Rule[], mode: RunResult['mode']): GuardedTypes {
  const asked = rules.filter((rule) => rule.mode === 'both' || (rule.mode === 'state') === (mode === 'check'));
  const { always, besideBackups } = typesLookedAt(asked);
  const types = [...Object.values(vaultTypes), ...Object.keys(policyReferences), ...always];
  return guardedTypes(types, besideBackups);
}
