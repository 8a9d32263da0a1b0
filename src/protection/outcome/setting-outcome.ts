import type { Resource } from '../../model/deployment.ts';
import { observe } from '../../model/observe.ts';
import { ownMember } from '../../text/own-member.ts';
import { factOf, type OutcomeId } from '../azure/facts.ts';
import { type VaultKind, vaultKindOf } from '../azure/kinds.ts';
import { type LadderEvent, ladders, rankOf } from '../azure/ladders.ts';
import { regionName } from '../azure/worm-regions.ts';
import { immutabilityOf } from '../resources/immutability.ts';
import { type Outcome, outcome } from './outcome.ts';
import { guardedOutcome } from './vault-outcome.ts';

type ChangeEvent = Exclude<LadderEvent, 'below'>;

interface Change {
  readonly event: ChangeEvent;
  readonly from: string;
  /** The resource as it was, and as it will be deployed. */
  readonly base: Resource | undefined;
  readonly head: Resource;
  readonly kind: VaultKind | undefined;
  /** Path of the property. */
  readonly property: string;
  /** Whether base links the vault to a resource guard. */
  readonly guarded: boolean;
}

/** Where a level changes. */
export interface ChangedSide {
  readonly base: Resource | undefined;
  readonly head: Resource;
  readonly property?: string;
  readonly guarded?: boolean;
}

/** What Azure does when a level changes, for the ladders about which that is known. */
export function ladderOutcome(
  ladder: string,
  event: LadderEvent,
  from: string,
  { base, head, property = '', guarded = false }: ChangedSide,
): Outcome | undefined {
  if (event === 'below') return undefined;
  if (event === 'undeclared' && !namesUndeclared.has(ladder)) return leftOutOutcome(ladder, from);
  const predict = ownMember(byLadder, ladder);
  const kind = vaultKindOf(head);
  const said = predict?.({ event, from: from.toLowerCase(), base, head, kind, property, guarded });
  return typeof said === 'string' ? outcome(said) : said;
}

/** Ladders that have a sentence of their own for a level which is left out; a stack sets again what it leaves out. */
const namesUndeclared: ReadonlySet<string> = new Set([
  'immutability',
  'immutability-type',
  'soft-delete',
  'stack-unmanaged',
  'stack-deny',
  'stack-deny-children',
]);

function leftOutOutcome(ladder: string, from: string): Outcome {
  if (ladder === 'customer-key') return outcome('customer-key-left-out');
  const known = ownMember(ladders, ladder);
  const isFinal = known !== undefined && (rankOf(known, from) ?? 0) >= known.irreversibleFrom;
  return outcome(isFinal || ladder === 'infrastructure-encryption' ? 'final-setting-left-out' : 'setting-left-out');
}

const byLadder: Readonly<Record<string, (change: Change) => Outcome | OutcomeId>> = {
  immutability: immutabilityOutcome,
  'immutability-type': immutabilityTypeOutcome,
  'soft-delete': softDeleteOutcome,
  'hybrid-security': ({ from, guarded }) => {
    if (from === 'alwayson') return 'hybrid-security-always-on-refused';
    return guarded ? 'hybrid-security-guarded' : 'hybrid-security-lowered';
  },
  redundancy: redundancyOutcome,
  'paired-region': redundancyOutcome,
  zones: redundancyOutcome,
  'cross-region-restore': ({ kind }) =>
    kind === 'backup' ? 'cross-region-restore-of-backup-vault-off' : 'cross-region-restore-off',
  'cross-subscription-restore': crossSubscriptionOutcome,
  'public-network': () => 'public-network-opened',
  'customer-key': () => 'customer-key-refused',
  'infrastructure-encryption': () => 'infrastructure-encryption-refused',
  alerts: ({ property }) => (/replication|failover/i.test(property) ? 'site-recovery-alerts-off' : 'job-alerts-off'),
  'threat-detection': () => 'threat-detection-off',
  'region-of-choice': () => 'region-of-choice-off',
  'auto-protection': () => 'auto-protection-begun',
  'basic-protection': () => 'basic-protection-deleted',
  'stack-unmanaged': ({ property }) => (/groups/i.test(property) ? 'stack-deletes-groups' : 'stack-deletes'),
  'stack-deny': () => 'stack-applied',
  'stack-deny-children': () => 'stack-applied',
  lock: () => 'lock-applied',
};

function redundancyOutcome({ kind }: Change): OutcomeId {
  return kind === 'backup' ? 'redundancy-of-backup-vault-changed' : 'redundancy-changed';
}

function immutabilityOutcome(change: Change): Outcome | OutcomeId {
  const { event, from } = change;
  if (event === 'locked') return immutabilityLockOutcome(change);
  if (event === 'undeclared') {
    return from === 'locked' ? 'immutability-left-out-of-locked-vault' : 'immutability-left-out';
  }
  return from === 'locked' ? 'immutability-unlocked' : guardedOutcome(change, outcome('immutability-disabled'));
}

/** A Recovery Services vault was seen to take the lock only from the state before it, a Backup vault from any. */
function immutabilityLockOutcome({ from, kind }: Change): OutcomeId {
  if (from === 'unlocked') return 'immutability-locked';
  if (kind !== 'backup') return 'immutability-locked-in-one-step';
  return from === 'disabled' ? 'immutability-locked' : 'immutability-locked-from-nothing';
}

/** A fixed period is new, and little is written about it. */
function immutabilityTypeOutcome({ event, base }: Change): OutcomeId {
  if (event === 'undeclared') return 'immutability-type-left-out';
  return immutabilityOf(base) === 'locked' ? 'immutability-period-after-lock' : 'immutability-period-before-lock';
}

function softDeleteOutcome({ event, from, kind, head }: Change): Outcome | OutcomeId {
  if (event === 'locked') return 'soft-delete-locked';
  if (event === 'undeclared') return 'soft-delete-left-out';
  if (from === 'alwayson') return 'soft-delete-always-on-refused';
  return kind === 'recovery-services' ? 'soft-delete-of-recovery-services-refused' : backupSoftDeleteOutcome(head);
}

/** Whether Azure takes the lowest level of a ladder with the api-version of head, and did not with that of base. */
export function permitsDowngrade(ladder: string, base: Resource, head: Resource): boolean {
  if (ladder !== 'soft-delete' || vaultKindOf(head) !== 'backup') return false;
  const [before, after] = [base.apiVersion, head.apiVersion];
  if (before.kind !== 'string' || after.kind !== 'string') return false;
  return isRefusing(before.value) && !isRefusing(after.value) && !isAlwaysSoft(locationOf(head));
}

function isRefusing(apiVersion: string): boolean {
  const { refusedFrom } = factOf('soft-delete-of-backup-vault-off-by-version');
  return refusedFrom !== undefined && apiVersion.slice(0, 10) >= refusedFrom;
}

function locationOf(vault: Resource): string | undefined {
  const { value } = observe(vault, ['location']);
  return value.kind === 'string' ? value.value : undefined;
}

/** Whether soft delete of a Backup vault cannot be off in a region, whatever the api-version. */
function isAlwaysSoft(location: string | undefined): boolean {
  const regions = factOf('soft-delete-of-backup-vault-off-by-region').regions ?? [];
  return location !== undefined && regions.includes(regionName(location));
}

/** What happens when soft delete of a Backup vault is switched off. */
function backupSoftDeleteOutcome(head: Resource): Outcome {
  const region = locationOf(head);
  if (region !== undefined && isAlwaysSoft(region)) return outcome('soft-delete-refused-by-region', { region });
  if (head.apiVersion.kind !== 'string') return outcome('soft-delete-off-by-version');
  if (isRefusing(head.apiVersion.value)) return outcome('soft-delete-refused-by-version');
  return outcome(region === undefined ? 'soft-delete-off-in-unknown-region' : 'soft-delete-off');
}

function crossSubscriptionOutcome({ event, from }: Change): OutcomeId {
  if (event === 'locked') return 'cross-subscription-restore-locked';
  return from === 'permanentlydisabled' ? 'cross-subscription-restore-refused' : 'cross-subscription-restore-opened';
}

/**
 * What Azure does when a quantity is lowered, for those about which that is known.
 *
 * @param isWritten whether head writes the number, and does not leave it to the default
 */
export function quantityOutcome(
  type: string,
  property: string,
  base: Resource | undefined,
  isWritten = true,
): Outcome | undefined {
  if (vaultKindOf({ type }) === undefined) return undefined;
  if (/softdelete/i.test(property)) {
    return outcome(isWritten ? 'soft-delete-period-shortened' : 'soft-delete-period-left-out');
  }
  if (!/immutabilitysettings/i.test(property)) return undefined;
  return outcome(
    immutabilityOf(base) === 'locked' ? 'immutability-period-after-lock' : 'immutability-period-before-lock',
  );
}

/** What Azure does with a setting that lacks a property which the api-version requires with it. */
export function requiredOutcome(property: string): Outcome {
  return outcome(/immutability/i.test(property) ? 'immutability-type-required' : 'soft-delete-period-required');
}

/** What Azure does with a setting that is written in two places. */
export function contradictionOutcome(property: string): Outcome {
  return outcome(/storage|crossregion/i.test(property) ? 'redundancy-surfaces' : 'soft-delete-surfaces');
}

/** What happens to a resource that is declared twice. */
export const declarationsOutcome: Outcome = outcome('declared-twice');
