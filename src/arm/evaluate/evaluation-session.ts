import type { Budget, HoldsSecret } from '../../expr/evaluate.ts';
import type { Origin } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';

/** What all templates of one target share while they are evaluated. */
export interface Run {
  readonly report: Report;
  readonly budget: Budget;
  /** Where the values come from that decide between others. */
  readonly decisions?: Set<Origin>;
  /** Where secure values are written that are used elsewhere, too. */
  readonly holdsSecret?: HoldsSecret;
}
