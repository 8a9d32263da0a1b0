import type { Span } from '../text/source.ts';

/** A recorded permission: a finding that is known and accepted until a day. */
export interface Waiver {
  readonly rule: string;
  /** Name of the resource, or a pattern. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, as `2027-03-31`. */
  readonly expires: string;
  /** Only the finding with this fingerprint. */
  readonly fingerprint?: string;
  readonly span: Span;
}
