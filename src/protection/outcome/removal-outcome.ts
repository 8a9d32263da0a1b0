import type { DeploymentMode } from '../../model/mode.ts';
import type { OutcomeId } from '../azure/facts.ts';
import { isImmutable } from '../resources/immutability.ts';
import { type Outcome, outcome, withAside, within } from './outcome.ts';
import { immutableOutcome, type VaultState } from './vault-outcome.ts';

/** What a resource that is removed is to backup protection. */
export type RemovedKind =
  | 'vault'
  | 'policy'
  | 'item'
  | 'intent'
  | 'container'
  | 'mapping'
  | 'guard'
  | 'guard-link'
  | 'lock'
  | 'other';

/** A resource that is no longer declared, and what is known around it. */
export interface Removed {
  readonly what: RemovedKind;
  readonly vault: VaultState;
  readonly mode: DeploymentMode;
  /** Whether head still declares something that needs it. */
  readonly inUse: boolean;
}

/** Complete mode sweeps only a few types; what belongs to a vault goes with the vault. */
const swept: ReadonlySet<RemovedKind> = new Set(['vault', 'guard']);

/** Whether a deployment leaves a resource as it is that is no longer declared. */
export function isLeft(what: RemovedKind, mode: DeploymentMode): boolean {
  if (mode === 'incremental' || mode === 'stack-detach') return true;
  return mode === 'complete' && !swept.has(what);
}

/** What happens when a vault is declared under another name or in another place. */
export function replacementOutcome(vault: VaultState, mode: DeploymentMode): Outcome {
  const removed = removalOutcome({ what: 'vault', vault, mode, inUse: false });
  return removed ? withAside('vault-created-and-old-one-deleted', removed) : outcome('vault-created-anew');
}

/** What happens to a resource that is no longer declared, or undefined if it stays. */
export function removalOutcome(removed: Removed): Outcome | undefined {
  if (isLeft(removed.what, removed.mode)) return undefined;
  const deleted = deletionOutcome(removed);
  return removed.mode === 'undeclared' ? ifDeleted(deleted) : deleted;
}

/** Whether the deployment deletes at all is not declared, so that nothing is certainly refused. */
function ifDeleted(deleted: Outcome): Outcome {
  return within('removal-undeclared', deleted);
}

const simple: Readonly<Record<Exclude<RemovedKind, 'vault' | 'policy' | 'item'>, OutcomeId>> = {
  intent: 'intent-deletion',
  container: 'container-deletion',
  mapping: 'mapping-deletion',
  guard: 'guard-deletion',
  'guard-link': 'guard-link-deletion',
  lock: 'lock-deletion',
  other: 'deletion',
};

function deletionOutcome({ what, vault, inUse }: Removed): Outcome {
  switch (what) {
    case 'vault':
      return outcome(isImmutable(vault.base) ? 'vault-deletion-refused' : 'vault-deletion');
    case 'policy':
      return outcome(inUse ? 'policy-deletion-refused' : 'policy-deletion');
    case 'item':
      return immutableOutcome(vault, {
        refused: 'item-deletion-refused',
        applied: vault.kind === 'backup' ? 'instance-deletion' : 'item-deletion',
      });
    default:
      return outcome(simple[what]);
  }
}
