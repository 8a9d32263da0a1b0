import type { KnownImmutabilityState, KnownSoftDeleteState } from '@azure/arm-recoveryservices';

/** Ordered levels of one protection: the higher the rank, the stronger. Spellings compare without case. */
export interface Ladder {
  readonly name: string;
  /** Rank by documented spelling; the spellings of both vault families stand side by side. */
  readonly ranks: Readonly<Record<string, number>>;
  /** From this rank on, the level can never be taken back. */
  readonly irreversibleFrom: number;
}

// A level that the SDK learns and a ladder lacks fails the build.
const immutability: Ladder = {
  name: 'immutability',
  ranks: { Disabled: 0, Unlocked: 1, Locked: 2 } satisfies Record<`${KnownImmutabilityState}`, number>,
  irreversibleFrom: 2,
};

const softDelete: Ladder = {
  name: 'soft-delete',
  ranks: {
    ...({ Disabled: 0, Enabled: 1, AlwaysON: 2 } satisfies Record<
      Exclude<`${KnownSoftDeleteState}`, 'Invalid'>,
      number
    >),
    Off: 0,
    On: 1,
  },
  irreversibleFrom: 2,
};

export const ladders: Readonly<Record<string, Ladder>> = { immutability, 'soft-delete': softDelete };

/** The rank of a level, or undefined for a word that is none: what it does is not known. */
export function rankOf(ladder: Ladder, level: string): number | undefined {
  return entryOfLevel(ladder, level)?.[1];
}

/** The documented spelling of a level, or the word itself. */
export function spelledLevel(ladder: Ladder, level: string): string {
  return entryOfLevel(ladder, level)?.[0] ?? level;
}

function entryOfLevel({ ranks }: Ladder, level: string): readonly [string, number] | undefined {
  const wanted = level.toLowerCase();
  return Object.entries(ranks).find(([name]) => name.toLowerCase() === wanted);
}
