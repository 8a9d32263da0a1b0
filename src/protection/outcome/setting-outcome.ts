import type { Resource } from '../../model/deployment.ts';
import { ownMember } from '../../text/own-member.ts';
import { type VaultKind, vaultKindOf } from '../azure/kinds.ts';
import type { LadderEvent } from '../azure/ladders.ts';
import { immutabilityOf } from '../resources/immutability.ts';
import { type Outcome, outcome } from './outcome.ts';

type ChangeEvent = Exclude<LadderEvent, 'below'>;

interface Change {
  readonly event: ChangeEvent;
  readonly from: string;
  /** The resource as it was, and as it will be deployed. */
  readonly base: Resource | undefined;
  readonly head: Resource;
  readonly kind: VaultKind | undefined;
}

/** What Azure does when a level changes, for the ladders about which that is known. */
export function ladderOutcome(
  ladder: string,
  event: LadderEvent,
  from: string,
  { base, head }: { readonly base: Resource | undefined; readonly head: Resource },
): Outcome | undefined {
  if (event === 'below') return undefined;
  const predict = ownMember(byLadder, ladder);
  return predict?.({ event, from: from.toLowerCase(), base, head, kind: vaultKindOf(head) });
}

const byLadder: Readonly<Record<string, (change: Change) => Outcome>> = {
  immutability: immutabilityOutcome,
  'immutability-type': immutabilityTypeOutcome,
  'soft-delete': softDeleteOutcome,
  'hybrid-security': () =>
    outcome(
      'depends',
      'With a resource guard on the vault it needs an approval; without one, whoever can change the vault can do it.',
      'guard',
    ),
  redundancy: ({ kind }) =>
    outcome(
      'depends',
      'Azure refuses it once something is protected in the vault; until then, it applies it.',
      kind === 'backup' ? 'createBackupVault' : 'createVault',
    ),
  'cross-region-restore': ({ kind }) =>
    kind === 'backup'
      ? outcome(
          'undocumented',
          'Whether cross-region restore of a Backup vault can be switched off again is not documented.',
          'manageBackupVault',
          'unverified',
        )
      : outcome('refused', 'Azure refuses it: cross-region restore cannot be switched off again.', 'createVault'),
  'cross-subscription-restore': crossSubscriptionOutcome,
  'public-network': () => outcome('applied', 'Azure applies it; it can be taken back.', 'privateEndpoints', 'inferred'),
  'customer-key': customerKeyOutcome,
  'infrastructure-encryption': ({ kind }) =>
    outcome(
      'refused',
      'Azure refuses it: infrastructure encryption is chosen when the vault is created.',
      kind === 'backup' ? 'backupCustomerKey' : 'customerKey',
    ),
  alerts: () => outcome('applied', 'Azure applies it; no alert is raised from then on.', 'monitoring', 'inferred'),
  'stack-unmanaged': () =>
    outcome(
      'depends',
      'From then on, the stack deletes what its template drops; items of an immutable vault, and vaults that hold some, it cannot delete.',
      'deploymentStacks',
    ),
  'stack-deny': stackOutcome,
  'stack-deny-children': stackOutcome,
  lock: () => outcome('applied', 'Azure applies it at once.', 'locks', 'inferred'),
};

function stackOutcome(): Outcome {
  return outcome('applied', 'Azure applies it with the next update of the stack.', 'deploymentStacks');
}

function resetOutcome(
  text = 'A deployment may reset what it leaves out; whether it does so here is not documented.',
): Outcome {
  return outcome('undocumented', text, 'deploymentModes', 'unverified');
}

function immutabilityOutcome({ event, from }: Change): Outcome {
  if (event === 'locked') {
    return from === 'unlocked'
      ? outcome('irreversible', 'Once applied, it is for good: a locked vault can never be unlocked.', 'immutable')
      : outcome(
          'irreversible',
          'Azure was reported to refuse the lock unless the vault is Unlocked first; once applied, it is for good.',
          'unlockCode',
          'reported',
        );
  }
  if (event === 'undeclared') {
    return from === 'locked'
      ? resetOutcome(
          'A locked vault cannot lose its state; whether a deployment that leaves it out is refused or ignored is not documented.',
        )
      : resetOutcome();
  }
  return from === 'locked'
    ? outcome('refused', 'Azure refuses it: a locked vault cannot be unlocked, so the deployment fails.', 'immutable')
    : outcome(
        'applied',
        'Azure applies it, unless a resource guard on the vault asks for an approval: until a vault is locked, immutability can be switched off.',
        'immutable',
      );
}

/** A fixed period is new, and little is written about it. */
function immutabilityTypeOutcome({ event, base }: Change): Outcome {
  if (event === 'undeclared') return resetOutcome();
  return immutabilityOf(base) === 'locked'
    ? outcome(
        'undocumented',
        'The vault is locked, which has been said to fix this, too; Microsoft does not document it.',
        'timeBased',
        'reported',
      )
    : outcome(
        'undocumented',
        'Until a vault is locked, Azure may apply it; Microsoft does not document it.',
        'timeBased',
        'unverified',
      );
}

/** From this api-version on, a Backup vault refuses to switch soft delete off wherever it is secure by default. */
const backupSoftDeleteVersion = '2025-09-01';

function softDeleteOutcome({ event, from, kind, head }: Change): Outcome {
  if (event === 'locked') {
    return outcome('irreversible', 'Once applied, soft delete can never be switched off again.', 'softDelete');
  }
  if (event === 'undeclared') {
    return resetOutcome(
      'Soft delete that is always on cannot be switched off; what a deployment does that leaves it out is not documented.',
    );
  }
  if (from === 'alwayson') {
    return outcome('refused', 'Azure refuses it: soft delete that is always on cannot be taken back.', 'softDelete');
  }
  if (kind === 'recovery-services') {
    return outcome(
      'refused',
      'Azure refuses it: soft delete of a Recovery Services vault cannot be switched off any more.',
      'softDelete',
    );
  }
  const { apiVersion } = head;
  return apiVersion.kind === 'string'
    ? backupSoftDeleteOutcome(apiVersion.value)
    : outcome('depends', 'Azure refuses it in newer api-versions and applies it in older ones.', 'softDelete');
}

/** Whether Azure takes the lowest level of a ladder with the api-version of head, and did not with that of base. */
export function permitsDowngrade(ladder: string, base: Resource, head: Resource): boolean {
  if (ladder !== 'soft-delete' || vaultKindOf(head) !== 'backup') return false;
  const [before, after] = [base.apiVersion, head.apiVersion];
  if (before.kind !== 'string' || after.kind !== 'string') return false;
  return isRefusing(before.value) && !isRefusing(after.value);
}

function isRefusing(apiVersion: string): boolean {
  return apiVersion.slice(0, 10) >= backupSoftDeleteVersion;
}

/** What happens when soft delete of a Backup vault is switched off with an api-version. */
export function backupSoftDeleteOutcome(apiVersion: string): Outcome {
  return isRefusing(apiVersion)
    ? outcome('refused', `Azure refuses it from api-version ${backupSoftDeleteVersion} on.`, 'softDelete')
    : outcome(
        'applied',
        `Azure applies it in api-versions before ${backupSoftDeleteVersion}, except in regions where soft delete is secure by default; backup data that is deleted is then gone at once.`,
        'softDelete',
      );
}

function crossSubscriptionOutcome({ event, from, kind }: Change): Outcome {
  const confidence = kind === 'backup' ? 'documented' : 'inferred';
  if (event === 'locked') {
    const text = 'Once applied, it is for good: nobody can allow restores to other subscriptions again.';
    return outcome('irreversible', text, 'manageBackupVault', confidence);
  }
  return from === 'permanentlydisabled'
    ? outcome('refused', 'Azure refuses it: PermanentlyDisabled is for good.', 'manageBackupVault', confidence)
    : outcome('applied', 'Azure applies it; it can be taken back.', 'manageBackupVault', confidence);
}

function customerKeyOutcome({ kind }: Change): Outcome {
  return outcome(
    'refused',
    'Azure cannot do it: a vault that is encrypted with a key of yours stays so.',
    kind === 'backup' ? 'backupCustomerKey' : 'customerKey',
  );
}

/** What Azure does when a quantity is lowered, for those about which that is known. */
export function quantityOutcome(type: string, property: string, base: Resource | undefined): Outcome | undefined {
  if (vaultKindOf({ type }) === undefined) return undefined;
  if (/softdelete/i.test(property)) {
    return outcome(
      'applied',
      'Azure applies it at any time; what is deleted from then on can be brought back for less long.',
      'softDelete',
    );
  }
  if (!/immutabilitysettings/i.test(property)) return undefined;
  if (immutabilityOf(base) === 'locked') {
    const text = 'The vault is locked, which has been said to fix the period; Microsoft does not document it.';
    return outcome('undocumented', text, 'timeBased', 'reported');
  }
  const text = 'Until a vault is locked, Azure may apply it; Microsoft does not document it.';
  return outcome('undocumented', text, 'timeBased', 'unverified');
}

/** What Azure does with a setting that is written in two places. */
export function contradictionOutcome(property: string): Outcome {
  return /storage|crossregion/i.test(property)
    ? outcome(
        'depends',
        'Which of the two counts is not documented; writing the child after the vault has been reported to be refused.',
        'storageSurfaces',
        'reported',
      )
    : outcome(
        'depends',
        'Once the vault says it, Azure was reported to refuse the child (BMSUserErrorSoftDeleteUseVaultApi); which of the two counts until then is not documented.',
        'softDeleteSurfaces',
        'reported',
      );
}

/** What happens to a resource that is declared twice. */
export const declarationsOutcome: Outcome = outcome(
  'undocumented',
  'Azure refuses a template that declares a resource twice. Where two deployments declare it, the one that comes last counts, and which one that is is not documented unless one depends on the other.',
  'templateResources',
  'inferred',
);
