import { ownMember } from '../../text/own-member.ts';
import { type FactId, factOf } from './facts.ts';
import type { VaultKind } from './kinds.ts';

/** Where backups of a locked vault are on WORM (write once, read many) storage. */
const wormFacts: Readonly<Record<VaultKind, FactId>> = {
  'recovery-services': 'worm-regions-of-recovery-services-vaults',
  backup: 'worm-regions-of-backup-vaults',
};

/** The page turns the names of these regions around. */
const turned: Readonly<Record<string, string>> = { indiasouth: 'southindia', indiawest: 'westindia' };

/** A location as Azure Resource Manager spells it: `West Europe` is `westeurope`. */
export function regionName(location: string): string {
  const plain = location.toLowerCase().replace(/\s/g, '');
  return ownMember(turned, plain) ?? plain;
}

/** Whether WORM storage is available for a kind of vault, and how far; undefined where it is not listed. */
export function wormStatus(kind: VaultKind, location: string): string | undefined {
  const { stage, regions = [] } = factOf(wormFacts[kind]);
  return regions.includes(regionName(location)) ? stage : undefined;
}

/** The day of the page that the list for a kind of vault is from; it grows. */
export function wormListDate(kind: VaultKind): string {
  return factOf(wormFacts[kind]).asOf ?? '';
}
