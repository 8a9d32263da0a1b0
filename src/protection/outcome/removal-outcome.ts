import type { DeploymentMode } from '../../model/mode.ts';
import { isImmutable } from '../resources/immutability.ts';
import { immutableOutcome, type Outcome, outcome, type VaultState } from './outcome.ts';

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

/** A resource that is not declared any more, and what is known around it. */
export interface Removed {
  readonly what: RemovedKind;
  readonly vault: VaultState;
  readonly mode: DeploymentMode;
  /** Whether head still declares something that needs it. */
  readonly inUse: boolean;
}

/** Complete mode sweeps only a few types; what belongs to a vault goes with the vault. */
const swept: ReadonlySet<RemovedKind> = new Set(['vault', 'guard']);

/** Whether a deployment leaves a resource as it is that is not declared any more. */
export function isLeft(what: RemovedKind, mode: DeploymentMode): boolean {
  if (mode === 'incremental' || mode === 'stack-detach') return true;
  return mode === 'complete' && !swept.has(what);
}

type Source = Parameters<typeof outcome>[2];

function sourceFor({ what, mode }: Removed): Source {
  if (mode === 'predicted') return 'whatIf';
  return mode === 'stack-delete' || !swept.has(what) ? 'deploymentStacks' : 'deploymentModes';
}

/** What happens when a vault is declared under another name or in another place. */
export function replacementOutcome(vault: VaultState, mode: DeploymentMode): Outcome {
  const removed = removalOutcome({ what: 'vault', vault, mode, inUse: false });
  if (removed) return { ...removed, text: `Azure creates a new vault, which is empty. ${removed.text}` };
  return outcome(
    'applied',
    'Azure creates a new vault, which is empty, and leaves the old one as it is, with what is in it.',
    'deploymentModes',
  );
}

/** What happens to a resource that is not declared any more, or undefined if it stays. */
export function removalOutcome(removed: Removed): Outcome | undefined {
  if (isLeft(removed.what, removed.mode)) return undefined;
  const prefix =
    removed.mode === 'undeclared' ? 'If the deployment deletes what it does not declare, Azure ' : 'Azure ';
  const source = sourceFor(removed);
  switch (removed.what) {
    case 'vault':
      return vaultOutcome(removed, prefix);
    case 'policy':
      return removed.inUse
        ? outcome('refused', `${prefix}refuses to delete the policy: items of head still use it.`, 'deleteVault')
        : outcome('depends', `${prefix}deletes the policy, unless items still use it.`, 'deleteVault');
    case 'item':
      return itemOutcome(removed, prefix);
    case 'intent':
      return outcome(
        'applied',
        `${prefix}deletes the intent; databases that are protected stay so, new ones are not protected.`,
        'autoProtection',
        'inferred',
      );
    case 'container':
      return outcome(
        'depends',
        `${prefix}unregisters the container, unless items in it are still protected.`,
        'deleteVault',
        'inferred',
      );
    case 'mapping':
      return outcome(
        'undocumented',
        `${prefix}deletes the mapping; what becomes of backups in the other tenant is not documented.`,
        'crossTenant',
        'unverified',
      );
    case 'guard':
      return outcome(
        'depends',
        `${prefix}tries to delete the resource guard; whether it can while vaults use it is not documented.`,
        'guard',
        'unverified',
      );
    case 'guard-link':
      return outcome('depends', `${prefix}unlinks the vault from its guard, which needs an approval.`, 'guard');
    case 'lock':
    case 'other':
      return outcome('applied', `${prefix}deletes it.`, source, 'inferred');
  }
}

function vaultOutcome({ vault }: Removed, prefix: string): Outcome {
  return isImmutable(vault.base)
    ? outcome(
        'refused',
        `${prefix}refuses to delete the vault while it holds data that is immutable.`,
        'immutable',
        'reported',
      )
    : outcome('applied', `${prefix}deletes the vault, unless items in it are still protected.`, 'deleteVault');
}

function itemOutcome(removed: Removed, prefix: string): Outcome {
  const refused = `${prefix}refuses to delete the data of the item: the vault is immutable.`;
  const applied = immutableOutcome(removed.vault, {
    refused: outcome('refused', refused, 'immutable'),
    applied: `${prefix}stops protecting the item and deletes its backup data`,
    source: sourceFor(removed),
  });
  return applied.kind === 'refused' ? applied : { ...applied, confidence: 'inferred' };
}
