/**
 * Findings of other rules that are worse together: a safeguard that is lifted, and what it guards. The engine puts them
 * together, because only it knows what all rules found.
 */
export interface CombinationCheck {
  readonly kind: 'combination';
  /** Rules that find a safeguard lifted. */
  readonly safeguards: readonly string[];
  /** Rules that find something lost that the safeguard guards. */
  readonly losses: readonly string[];
}
