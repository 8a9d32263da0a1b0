import { ownMember } from '../../text/own-member.ts';
import type { VaultKind } from './kinds.ts';

/** Where backups of a locked vault are on WORM (write once, read many) storage. */
interface WormRegions {
  readonly status: string;
  /** Names as Azure Resource Manager spells them. */
  readonly regions: readonly string[];
}

/** The day of the page that these lists are from; they grow. */
export const wormListDate = '2025-06-19';

export const wormSource = 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept';

const wormRegions: Readonly<Record<VaultKind, WormRegions>> = {
  'recovery-services': {
    status: 'generally available',
    regions: [
      'australiacentral2',
      'germanynorth',
      'israelcentral',
      'japaneast',
      'koreacentral',
      'koreasouth',
      'mexicocentral',
      'norwaywest',
      'polandcentral',
      'southafricawest',
      'southindia',
      'spaincentral',
      'switzerlandwest',
      'westindia',
    ],
  },
  backup: {
    status: 'in preview',
    regions: ['koreacentral', 'polandcentral', 'southafricawest', 'southindia', 'westindia'],
  },
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
  const { status, regions } = wormRegions[kind];
  return regions.includes(regionName(location)) ? status : undefined;
}
