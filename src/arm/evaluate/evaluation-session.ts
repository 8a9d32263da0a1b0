import type { Budget } from '../../expr/evaluate.ts';
import type { Report } from '../../text/diagnostic.ts';

/** What all templates of one target share while they are evaluated. */
export interface Run {
  readonly report: Report;
  readonly budget: Budget;
}
