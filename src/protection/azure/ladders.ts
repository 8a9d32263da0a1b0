import type { LadderRow } from './fact.ts';
import { factsHaving } from './facts.ts';

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
 * What may happen to a level: it falls (`weakened`), a level above the lowest is no longer written (`undeclared`),
 * either of both (`lost`), a level is reached that can never be taken back (`locked`), or the lowest one stays, which
 * Azure refused with the api-version of base and takes with that of head (`downgrade-permitted`). Of one revision: the level is
 * lower than it should be (`below`).
 */
export type LadderEvent = 'weakened' | 'undeclared' | 'lost' | 'locked' | 'downgrade-permitted' | 'below';

const reversible = Number.POSITIVE_INFINITY;

function ladderOfRow({ name, levels, finalFrom, newHas }: LadderRow): Ladder {
  const rank = levels.findIndex((words) => finalFrom !== undefined && words.includes(finalFrom));
  return {
    name,
    ranks: Object.fromEntries(levels.flatMap((words, index) => words.map((word) => [word, index]))),
    irreversibleFrom: rank < 0 ? reversible : rank,
    ...(newHas !== undefined && { defaultForNew: newHas }),
  };
}

const known: readonly Ladder[] = factsHaving('ladder').map(({ ladder }) => ladderOfRow(ladder));

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
