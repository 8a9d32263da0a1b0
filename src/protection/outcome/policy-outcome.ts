import type { PolicyPart, Store } from '../policy/retention-tier.ts';
import { isImmutable } from '../resources/immutability.ts';
import { type Outcome, outcome } from './outcome.ts';
import { guardedOutcome, immutableOutcome, type VaultState } from './vault-outcome.ts';

/** What happens when a policy keeps recovery points for a shorter time, or a rule that keeps some is removed. */
export function retentionOutcome(vault: VaultState, store: Store, event: 'reduced' | 'removed'): Outcome {
  if (vault.kind === 'backup') return outcome('backup-vault-policy-refused');
  if (store === 'operational') {
    return isImmutable(vault.base)
      ? outcome('snapshots-of-immutable-vault')
      : guardedOutcome(vault, outcome('snapshots-applied'));
  }
  return immutableOutcome(
    vault,
    event === 'reduced'
      ? { refused: 'retention-refused', applied: 'retention-applied' }
      : { refused: 'rule-removal-on-immutable-vault', applied: 'rule-removal' },
  );
}

/** What happens to a longer retention while an item of the policy has its backups suspended. */
export const suspendedOutcome: Outcome = outcome('retention-increase-refused');

/** What happens when a part of a policy is removed with all its tiers. */
export function partOutcome(part: PolicyPart, vault: VaultState, store: Store): Outcome {
  return part.kind === 'vault-tier' ? outcome('share-vault-tier-removed') : retentionOutcome(vault, store, 'removed');
}

/** What happens to the schedule of a policy, or to what its rules pick. */
export type ScheduleEvent = 'rarer' | 'daily-dropped' | 'narrowed' | 'overridden' | 'edited';

/** What Azure does when a policy makes recovery points less often, or keeps others than before. */
export function scheduleOutcome(event: ScheduleEvent, vault: VaultState): Outcome {
  if (vault.kind === 'backup') return outcome('backup-vault-policy-refused');
  const immutable = isImmutable(vault.base) && isImmutable(vault.head);
  switch (event) {
    case 'daily-dropped':
      return immutable
        ? outcome('daily-points-removed-on-immutable-vault')
        : guardedOutcome(vault, outcome('daily-points-removed'));
    case 'narrowed':
      return immutable
        ? outcome('days-deselected-on-immutable-vault')
        : guardedOutcome(vault, outcome('days-deselected'));
    case 'rarer':
    case 'overridden':
    case 'edited':
      return guardedOutcome(vault, outcome('schedule-applied'));
  }
}
