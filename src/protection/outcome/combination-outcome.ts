import { type Outcome, type OutcomeKind, outcome } from './outcome.ts';

/** What Azure does with a change that lifts safeguards and takes away what they guard, by what it does with each part. */
export function combinationOutcome(safeguards: readonly OutcomeKind[], losses: readonly OutcomeKind[]): Outcome {
  const isRefused = (kind: OutcomeKind): boolean => kind === 'refused';
  if (safeguards.length > 0 && [...safeguards, ...losses].every(isRefused)) {
    return outcome(
      'refused',
      'Azure refuses each part, so the deployment fails; what it does not refuse in the same deployment may be applied all the same.',
      'immutable',
      'inferred',
    );
  }
  const isApplied = (kind: OutcomeKind): boolean => kind === 'applied' || kind === 'irreversible';
  if (losses.some(isApplied) && (safeguards.length === 0 || safeguards.some(isApplied))) {
    return outcome(
      'applied',
      'Azure applies both: with the safeguard gone, nothing holds up the loss, and nothing brings back what is lost.',
      'immutable',
      'inferred',
    );
  }
  return outcome(
    'depends',
    'It depends on the parts: what Azure refuses in one of them does not keep it from applying the other one.',
    'immutable',
    'inferred',
  );
}
