import { type Outcome, outcome } from '../outcome/outcome.ts';
import { type FactId, factOf } from './facts.ts';

function operationsOf(id: FactId): ReadonlyMap<string, string> {
  return new Map(Object.entries(factOf(id).operations ?? {}).map(([name, words]) => [name.toLowerCase(), words]));
}

/** Operations that a resource guard covers, in plain words, by their names in lower case. */
const operations = operationsOf('guard-operations');

/** Operations that a resource guard cannot exclude. */
const mandatory = operationsOf('guard-mandatory-operations');

/** An operation with what it does; anything else is left as it is. */
export function operationText(name: string): string {
  const words = operations.get(name.toLowerCase()) ?? mandatory.get(name.toLowerCase());
  return words === undefined ? name : `${name} (${words})`;
}

/** Whether an operation is one that a guard does not cover by default. */
export function isUncoveredByDefault(name: string): boolean {
  return /\/restore\/action$/i.test(name);
}

/** What Azure does with new members of a list, for those about which that is known. */
export function listOutcome(property: string, added: readonly string[]): Outcome | undefined {
  if (/resourceGuardOperationRequests/i.test(property)) return outcome('guard-operation-named');
  if (/denySettings/i.test(property)) return outcome('stack-applied');
  if (added.length === 0 || !/vaultCriticalOperationExclusionList/i.test(property)) return undefined;
  if (added.some((name) => mandatory.has(name.toLowerCase()))) return outcome('guard-exclusion-refused');
  return outcome(added.every(isUncoveredByDefault) ? 'guard-restore-excluded' : 'guard-exclusion-applied');
}
