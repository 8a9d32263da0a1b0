import type { EvaluatedTarget } from '../model/target.ts';
import type { RetentionFloors } from '../protection/policy/floors.ts';
import type { Severity } from '../rules/rule.ts';

/** What holds for some targets or vaults in the place of what holds for all. */
export interface Override {
  /** Whether it holds for a vault in a target. */
  readonly holdsFor: (target: EvaluatedTarget, vault: string) => boolean;
  /** By the id of a rule. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly retentionFloors: RetentionFloors;
  readonly failOn: Severity | undefined;
}

/** What holds for one vault in one target: of several overrides, the last one that says something counts. */
export interface Particulars {
  readonly severityOf: (rule: string) => Severity | 'off' | undefined;
  readonly retentionFloors: RetentionFloors;
  readonly failOn: Severity | undefined;
}

export function particularsOf(overrides: readonly Override[], target: EvaluatedTarget, vault: string): Particulars {
  const held = overrides.filter(({ holdsFor }) => holdsFor(target, vault));
  return {
    severityOf: (rule) => held.map(({ severities }) => severities.get(rule)).findLast((one) => one !== undefined),
    retentionFloors: Object.assign({}, ...held.map(({ retentionFloors }) => retentionFloors)),
    failOn: held.map(({ failOn }) => failOn).findLast((one) => one !== undefined),
  };
}
