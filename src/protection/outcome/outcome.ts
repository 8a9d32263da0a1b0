import type { VaultKind } from '../azure/kinds.ts';
import type { Store } from '../policy/retention-tier.ts';
import { type Immutability, isImmutable } from '../resources/immutability.ts';

/** What Azure does with a change. */
export type OutcomeKind =
  /** The deployment fails, because something blocks the change. */
  | 'refused'
  /** Data or protection is really lost. */
  | 'applied'
  /** It can never be taken back. */
  | 'irreversible'
  /** Microsoft does not say. */
  | 'undocumented'
  /** One of these, depending on a state that the template does not tell. */
  | 'depends';

/** How sure a statement about Azure is. */
export type Confidence =
  /** Microsoft's documentation says so. */
  | 'documented'
  /** Somebody observed it and told in public. */
  | 'reported'
  /** It follows from what is documented. */
  | 'inferred'
  /** Nobody could tell. */
  | 'unverified';

/** A prediction with what it rests on. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** A sentence for people. */
  readonly text: string;
  /** A page that says so. */
  readonly source: string;
  readonly confidence: Confidence;
}

const sources = {
  immutable: 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept',
  immutableHowTo: 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-how-to-manage',
  policyChange: 'https://learn.microsoft.com/azure/backup/backup-architecture',
  backupPolicyUpdate:
    'https://learn.microsoft.com/azure/backup/backup-azure-data-protection-use-rest-api-create-update-postgresql-policy',
  unlockCode: 'https://github.com/Azure/azure-cli/issues/27785',
  softDelete: 'https://learn.microsoft.com/azure/backup/secure-by-default',
  deploymentModes: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes',
  deploymentStacks: 'https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-stacks',
  resourceTypes: 'https://learn.microsoft.com/azure/templates/microsoft.recoveryservices/vaults',
  whatIf: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if',
  deleteVault: 'https://learn.microsoft.com/azure/backup/backup-azure-delete-vault',
  softDeleteSurfaces: 'https://github.com/Azure/bicep-registry-modules/pull/7292',
  storageSurfaces: 'https://github.com/Azure/bicep-registry-modules/issues/5156',
  timeBased: 'https://github.com/Azure/azure-rest-api-specs/pull/42428',
  guard: 'https://learn.microsoft.com/azure/backup/multi-user-authorization-concept',
  createVault: 'https://learn.microsoft.com/azure/backup/backup-create-recovery-services-vault',
  createBackupVault: 'https://learn.microsoft.com/azure/backup/create-manage-backup-vault',
  manageBackupVault: 'https://learn.microsoft.com/azure/backup/manage-backup-vault',
  customerKey: 'https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk',
  backupCustomerKey: 'https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk-for-backup-vault',
  privateEndpoints: 'https://learn.microsoft.com/azure/backup/private-endpoints-overview',
  monitoring: 'https://learn.microsoft.com/azure/backup/backup-azure-monitoring-built-in-monitor',
  locks: 'https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources',
  templateResources: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration',
  crossTenant: 'https://learn.microsoft.com/azure/templates/microsoft.recoveryservices/vaults',
  autoProtection: 'https://learn.microsoft.com/azure/backup/backup-azure-sql-database',
  restoreApi: 'https://learn.microsoft.com/azure/backup/backup-azure-arm-userestapi-backupazurevms',
  suspend:
    'https://learn.microsoft.com/powershell/module/az.recoveryservices/disable-azrecoveryservicesbackupprotection',
  redeployItem: 'https://github.com/Azure/ResourceModules/issues/4350',
  moveVault: 'https://learn.microsoft.com/azure/backup/backup-azure-move-recovery-services-vault',
} as const;

/** A prediction; a link to what it rests on is a key of the sources. */
export function outcome(
  kind: OutcomeKind,
  text: string,
  source: keyof typeof sources,
  confidence: Confidence = 'documented',
): Outcome {
  return { kind, text, source: sources[source], confidence };
}

/** What becomes of a property that Azure's types do not have. */
export const unreadOutcome: Outcome = outcome(
  'undocumented',
  'Azure drops what it does not know, or refuses the deployment; which of the two is not documented.',
  'resourceTypes',
  'inferred',
);

/** What is known of the vault around a change. */
export interface VaultState {
  readonly kind: VaultKind | undefined;
  readonly base: Immutability;
  readonly head: Immutability;
  /** Whether base does not declare the vault, and its state is known from elsewhere. */
  readonly stated?: boolean;
}

/** What happens when a policy keeps recovery points for less long, or a rule that keeps some is removed. */
export function retentionOutcome(vault: VaultState, store: Store, event: 'reduced' | 'removed'): Outcome {
  if (vault.kind === 'backup') {
    return outcome(
      'refused',
      'Azure refuses to update a policy of a Backup vault; a shorter retention needs a new policy, and items that use it.',
      'backupPolicyUpdate',
    );
  }
  if (store === 'operational') return snapshotOutcome(vault);
  return immutableOutcome(vault, {
    refused:
      event === 'reduced'
        ? outcome('refused', 'Azure refuses it: the vault is immutable, so that retention can only grow.', 'immutable')
        : outcome(
            'undocumented',
            'The vault is immutable, so that Azure refuses to reduce retention; whether it counts the removal of one rule as that is not documented.',
            'immutable',
            'unverified',
          ),
    applied:
      event === 'reduced'
        ? 'Azure prunes recovery points outside the new range at the next clean-up'
        : 'Azure makes no more recovery points of this kind, and those that it made lose the rule that keeps them',
    source: 'policyChange',
  });
}

/** Immutability covers what is in the vault. */
function snapshotOutcome({ base }: VaultState): Outcome {
  if (!isImmutable(base)) {
    return outcome(
      'applied',
      'Azure deletes snapshots that are older at the next clean-up.',
      'policyChange',
      'inferred',
    );
  }
  return outcome(
    'undocumented',
    'Immutability does not cover operational backups; whether Azure blocks this change on an immutable vault is not documented.',
    'immutable',
    'unverified',
  );
}

export interface ImmutableTexts {
  readonly refused: Outcome;
  /** What happens where nothing blocks it: a sentence without its full stop. */
  readonly applied: string;
  readonly source: keyof typeof sources;
}

/** What an immutable vault blocks, and what happens if it is not, or not any more. */
export function immutableOutcome(vault: VaultState, texts: ImmutableTexts): Outcome {
  const { text, ...rest } = outcomeOfState(vault, texts);
  return { ...rest, text: vault.stated ? `${text} ${statedText}` : text };
}

/** Not every state of a vault comes from a template. */
const statedText = 'The state of the vault is what the configuration tells; the template does not declare it.';

function outcomeOfState({ base, head }: VaultState, { refused, applied, source }: ImmutableTexts): Outcome {
  switch (base) {
    case 'locked':
      return refused;
    case 'unlocked':
      if (isImmutable(head)) return refused;
      return head === 'disabled'
        ? outcome('applied', `${applied}: the same change switches immutability off, so that nothing stops it.`, source)
        : outcome('depends', `If immutability stays on, Azure may refuse it; if not, ${lowerFirst(applied)}.`, source);
    case 'disabled':
      return outcome('applied', `${applied}: the vault is not immutable.`, source);
    case 'undeclared':
      return outcome(
        'applied',
        `${applied}: base does not declare the vault immutable, and by default it is not.`,
        source,
      );
    case 'undecided':
      return outcome(
        'depends',
        `If the vault is immutable, Azure may refuse it; if not, ${lowerFirst(applied)}.`,
        source,
      );
    case 'invisible':
      return outcome(
        'depends',
        `It depends on the vault, which base does not declare: if it is immutable, Azure may refuse it; if not, ${lowerFirst(applied)}.`,
        source,
      );
  }
}

function lowerFirst(text: string): string {
  return text.startsWith('Azure') ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
