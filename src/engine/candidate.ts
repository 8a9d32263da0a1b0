import type { Reported } from '../checks/check.ts';
import type { Rule } from '../rules/rule.ts';
import type { Comparison } from './comparison.ts';

/** What a rule reports, before it is written up as a finding. */
export interface Candidate {
  readonly rule: Rule;
  readonly observed: Reported;
  readonly comparison: Comparison;
  /** Candidates about what the resource holds that need no finding of their own beside this one. */
  readonly superseded: readonly Candidate[];
  /** The losses that this one puts together, if it is about several. */
  readonly parts: readonly Candidate[];
}
