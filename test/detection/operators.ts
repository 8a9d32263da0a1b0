import type { Operator } from './operator.ts';
import { guardOperators, itemOperators, removalOperators } from './other-operators.ts';
import { numberOperators, tierOperators } from './policy-operators.ts';
import { accessOperators, immutabilityOperators, redundancyOperators, softDeleteOperators } from './vault-operators.ts';

function grouped(group: string, operators: readonly Operator[]): readonly Operator[] {
  return operators.map((one) => ({ ...one, group }));
}

/** All ways to weaken protection that the benchmark tries. */
export const operators: readonly Operator[] = [
  ...grouped('immutability', immutabilityOperators),
  ...grouped('soft delete and hybrid security', softDeleteOperators),
  ...grouped('redundancy', redundancyOperators),
  ...grouped('access, keys and alerts', accessOperators),
  ...grouped('removals, names and regions', removalOperators),
  ...grouped('guards, locks and stacks', guardOperators),
  ...grouped('numbers and units of retention', numberOperators),
  ...grouped('tiers, rules and schedules', tierOperators),
  ...grouped('items', itemOperators),
];
