import { canonicalValue } from '../../expr/basis.ts';
import { isRepeatableValue } from '../../expr/repeatable.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import type { PropertyRead } from '../../model/observe.ts';
import type { Duration } from './durations.ts';
import type { FloorName } from './floors.ts';

/**
 * Where a retention keeps recovery points: in the vault, which immutability covers, or beside the source as snapshots
 * or operational backups, which it does not.
 */
export type Store = 'vault' | 'operational';

/** One retention quantity of a backup policy, in a form that finds it in any revision of the policy. */
export interface RetentionTier {
  /** What matches it between revisions. */
  readonly key: string;
  /** For people: `yearly retention`, `retention of Log backups`. */
  readonly label: string;
  readonly store: Store;
  /** The kind of retention that it is to those who ask for a shortest one; none for rules with names of their own. */
  readonly floor?: FloorName | undefined;
  /** The plan whose recovery points it keeps. */
  readonly plan: string;
  /** The part of the policy that it belongs to, which can be gone as a whole. */
  readonly part?: PolicyPart;
  /** The values that make it, and where they are. */
  readonly locate: (policy: Resource) => readonly PropertyRead[];
  /** Makes a length of the values once they are decided. */
  readonly read: (values: readonly Value[]) => Retention;
  /** The rule that keeps them, if rules have names of their own. */
  readonly rule?: string;
  /** Whether any recovery point comes to it, as a value; without this, it always is so. */
  readonly reached?: (policy: Resource) => Reach;
}

/** Whether any recovery point comes to a tier, and what says so. */
export interface Reach extends PropertyRead {
  /** Why none comes, as a clause; said where the value is false. */
  readonly reason: string;
}

/** A part of a policy that makes recovery points of its own kind, with tiers of its own. */
export interface PolicyPart {
  /** A type of backups, or all that is kept in the vault. */
  readonly kind: 'backup-type' | 'vault-tier';
  readonly key: string;
  /** For people: `the Log backups`. */
  readonly label: string;
  readonly locate: (policy: Resource) => PropertyRead;
}

/** A retention as far as it is known. */
export type Retention =
  | { readonly kind: 'none' }
  | { readonly kind: 'duration'; readonly duration: Duration }
  | {
      readonly kind: 'unknown';
      /** The values as expressions: two unknown lengths of equal texts are equal, if they are repeatable. */
      readonly text: string;
      readonly repeatable: boolean;
      /** Between which lengths it is in any case. */
      readonly bounds?: { readonly minDays: number; readonly maxDays: number };
    };

/** A length that is not known, of the values that would make it. */
export function unknownRetention(values: readonly Value[]): Extract<Retention, { kind: 'unknown' }> {
  const text = values.map(canonicalValue).join(' ');
  return { kind: 'unknown', text, repeatable: values.every(isRepeatableValue) };
}
