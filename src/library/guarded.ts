import type { RunResult } from '../engine/result.ts';
import { policyReferences, vaultTypes } from '../protection/azure/kinds.ts';
import { typesLookedAt } from '../rules/looked-at.ts';
import type { Rule } from '../rules/rule.ts';
import { memo } from '../text/memo.ts';
import { type GuardedTypes, guardedTypes } from '../workspace/relevance.ts';

/**
 * The types of resources that a run can say something about: what is protected, and whatever its rules look at.
 *
 * @param mode without it, those of both modes
 */
export function guardedBy(rules: readonly Rule[], mode?: RunResult['mode']): GuardedTypes {
  if (mode === undefined) return guardedInBoth(rules);
  return (mode === 'check' ? guardedInState : guardedInChange)(rules);
}

// A history asks the same rules for each of its commits, and a session for each text.
const guardedInState = memo((rules: readonly Rule[]) => typesGuarded(rules, 'check'));
const guardedInChange = memo((rules: readonly Rule[]) => typesGuarded(rules, 'diff'));
const guardedInBoth = memo((rules: readonly Rule[]) => typesGuarded(rules, undefined));

function typesGuarded(rules: readonly Rule[], mode: RunResult['mode'] | undefined): GuardedTypes {
  const asked = rules.filter(
    (rule) => mode === undefined || rule.mode === 'both' || (rule.mode === 'state') === (mode === 'check'),
  );
  const { always, besideBackups } = typesLookedAt(asked);
  const types = [...Object.values(vaultTypes), ...Object.keys(policyReferences), ...always];
  return guardedTypes(types, besideBackups);
}
