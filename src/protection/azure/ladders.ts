import type { KnownImmutabilityState, KnownSoftDeleteState } from '@azure/arm-recoveryservices';

/** Ordered levels of one protection: the higher the rank, the stronger. Spellings compare without case. */
export interface Ladder {
  readonly name: string;
  /** Rank by documented spelling; the spellings of both vault families, and of all surfaces, stand side by side. */
  readonly ranks: Readonly<Record<string, number>>;
  /** From this rank on, the level can never be taken back. */
  readonly irreversibleFrom: number;
  /** The level of a new resource where nothing is written, if that is documented and is not the level of any resource. */
  readonly defaultForNew?: string;
}

/**
 * What may happen to a level: it falls (`weakened`), a level above the lowest is not written any more (`undeclared`),
 * either of both (`lost`), a level is reached that can never be taken back (`locked`), or the lowest one stays, which
 * Azure refused with the api-version of base and takes with that of head (`downgrade-permitted`). Of one revision: the level is
 * lower than it should be (`below`).
 */
export type LadderEvent = 'weakened' | 'undeclared' | 'lost' | 'locked' | 'downgrade-permitted' | 'below';

const reversible = Number.POSITIVE_INFINITY;

// A level that the SDK learns and a ladder lacks fails the build.
const softDeleteRanks = {
  ...({ Disabled: 0, Enabled: 1, AlwaysON: 2 } satisfies Record<Exclude<`${KnownSoftDeleteState}`, 'Invalid'>, number>),
  Off: 0,
  On: 1,
};

const known: readonly Ladder[] = [
  {
    name: 'immutability',
    ranks: { Disabled: 0, Unlocked: 1, Locked: 2 } satisfies Record<`${KnownImmutabilityState}`, number>,
    irreversibleFrom: 2,
    defaultForNew: 'Disabled',
  },
  { name: 'immutability-type', ranks: { AsPerPolicy: 0, TimeBased: 1 }, irreversibleFrom: reversible },
  { name: 'soft-delete', ranks: softDeleteRanks, irreversibleFrom: 2 },
  { name: 'hybrid-security', ranks: softDeleteRanks, irreversibleFrom: 2 },
  {
    name: 'redundancy',
    ranks: { LocallyRedundant: 0, ZoneRedundant: 1, GeoRedundant: 2, ReadAccessGeoZoneRedundant: 3 },
    irreversibleFrom: reversible,
  },
  {
    name: 'cross-region-restore',
    ranks: { Disabled: 0, false: 0, Enabled: 1, true: 1 },
    irreversibleFrom: reversible,
  },
  {
    name: 'cross-subscription-restore',
    ranks: { Enabled: 0, Disabled: 1, PermanentlyDisabled: 2 },
    irreversibleFrom: 2,
  },
  { name: 'public-network', ranks: { Enabled: 0, Disabled: 1 }, irreversibleFrom: reversible },
  {
    name: 'customer-key',
    ranks: { MicrosoftManaged: 0, Disabled: 0, CustomerManaged: 1, Enabled: 1 },
    irreversibleFrom: reversible,
  },
  { name: 'infrastructure-encryption', ranks: { Disabled: 0, Enabled: 1 }, irreversibleFrom: reversible },
  { name: 'alerts', ranks: { Disabled: 0, Enabled: 1 }, irreversibleFrom: reversible },
  { name: 'stack-unmanaged', ranks: { delete: 0, detach: 1 }, irreversibleFrom: reversible },
  { name: 'stack-deny', ranks: { none: 0, denyDelete: 1, denyWriteAndDelete: 2 }, irreversibleFrom: reversible },
  { name: 'stack-deny-children', ranks: { false: 0, true: 1 }, irreversibleFrom: reversible },
  { name: 'lock', ranks: { NotSpecified: 0, CanNotDelete: 1, ReadOnly: 2 }, irreversibleFrom: reversible },
];

export const ladders: Readonly<Record<string, Ladder>> = Object.fromEntries(known.map((one) => [one.name, one]));

/** The rank of a level, or undefined for a word that is none: what it does is not known. */
export function rankOf(ladder: Ladder, level: string): number | undefined {
  return entryOfLevel(ladder, level)?.[1];
}

/**
 * The documented spelling of a level, or the word itself.
 *
 * @param own the words of the property: the families spell some levels each in its own way
 */
export function spelledLevel(ladder: Ladder, level: string, own: readonly string[] = []): string {
  const wanted = level.toLowerCase();
  return own.find((word) => word.toLowerCase() === wanted) ?? entryOfLevel(ladder, level)?.[0] ?? level;
}

function entryOfLevel({ ranks }: Ladder, level: string): readonly [string, number] | undefined {
  const wanted = level.toLowerCase();
  return Object.entries(ranks).find(([name]) => name.toLowerCase() === wanted);
}
