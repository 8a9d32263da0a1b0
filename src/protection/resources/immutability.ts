import { outcomesOf } from '../../expr/choice.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, stepsOf } from '../../model/observe.ts';

export const immutabilityPath = 'properties.securitySettings.immutabilitySettings.state';

/**
 * What a revision says of a vault's immutability: a level, nothing although it declares the vault, something that is
 * not decided, or nothing because it does not declare the vault.
 */
export type Immutability = 'disabled' | 'unlocked' | 'locked' | 'undeclared' | 'undecided' | 'invisible';

export function immutabilityOf(vault: Resource | undefined): Immutability {
  if (!vault) return 'invisible';
  const levels = new Set(outcomesOf(observe(vault, stepsOf(immutabilityPath)).value).map(levelOf));
  const [level = 'undecided', ...others] = levels;
  if (others.length === 0) return level;
  // Whichever it is, it is immutable; that it is locked is not certain.
  return [...levels].every(isImmutable) ? 'unlocked' : 'undecided';
}

function levelOf(value: Value): Immutability {
  if (value.kind === 'absent' || value.kind === 'null') return 'undeclared';
  const level = value.kind === 'string' ? value.value.toLowerCase() : '';
  return level === 'disabled' || level === 'unlocked' || level === 'locked' ? level : 'undecided';
}

/** Whether a vault in this state refuses what would lose recovery points. */
export function isImmutable(state: Immutability): boolean {
  return state === 'unlocked' || state === 'locked';
}
