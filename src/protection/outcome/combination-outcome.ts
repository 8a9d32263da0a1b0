import { type Outcome, type OutcomeKind, outcome } from './outcome.ts';

/** Whether a change leaves the recovery points that exist, so that only later ones are lost. */
export function keepsRecoveryPoints(said: Outcome | undefined): boolean {
  return said?.facts.includes('instance-policy-change-is-not-retroactive') === true;
}

/**
 * What Azure does with a change that removes safeguards and what they protect, from what it does with each part.
 *
 * @param isSoftDeleteOff whether soft delete of the vault is certainly off afterwards, so that nothing comes back
 */
export function combinationOutcome(
  safeguards: readonly OutcomeKind[],
  losses: readonly OutcomeKind[],
  isSoftDeleteOff = false,
): Outcome {
  const isRefused = (kind: OutcomeKind): boolean => kind === 'refused';
  if (safeguards.length > 0 && [...safeguards, ...losses].every(isRefused)) return outcome('both-refused');
  const isApplied = (kind: OutcomeKind): boolean => kind === 'applied' || kind === 'irreversible';
  if (losses.some(isApplied) && (safeguards.length === 0 || safeguards.some(isApplied))) {
    return outcome(isSoftDeleteOff ? 'both-applied-without-soft-delete' : 'both-applied');
  }
  return outcome('some-applied');
}
