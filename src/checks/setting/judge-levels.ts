import type { Judgement } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { isShown, secureText } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { type Ladder, rankOf, spelledLevel } from '../../protection/azure/ladders.ts';
import { isUnset } from './setting.ts';

/** A ladder with the level that is meant where nothing is written. */
export interface PropertyLadder extends Ladder {
  readonly unwritten: string | undefined;
  /** The levels as the property spells them, as far as that is known. */
  readonly words: readonly string[];
}

export const preserved: Judgement = { verdict: 'preserved' };

/** The rank of a value, the default's if nothing is written, or why there is none. */
export function rankOfValue(value: Value | undefined, ladder: PropertyLadder): number | 'unwritten' | 'undecided' {
  if (isUnset(value))
    return ladder.unwritten === undefined ? 'unwritten' : (rankOf(ladder, ladder.unwritten) ?? 'undecided');
  const text = wordOf(value);
  return text === undefined ? 'undecided' : (rankOf(ladder, text) ?? 'undecided');
}

/** A level for people, spelled as Azure's documentation does. */
export function levelText(value: Value | undefined, ladder: PropertyLadder): string {
  if (value && !isShown(value)) return secureText;
  if (isUnset(value)) return ladder.unwritten === undefined ? 'not declared' : `${ladder.unwritten} (the default)`;
  const text = wordOf(value);
  return text === undefined ? 'not known' : spelledLevel(ladder, text, ladder.words);
}

function wordOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'bool' ? String(value.value) : undefined;
}

/** Whether a level is lower than before. */
export function judgeFall(from: Value | undefined, to: Value | undefined, ladder: PropertyLadder): Judgement {
  const [before, after] = [rankOfValue(from, ladder), rankOfValue(to, ladder)];
  const ranks = Object.values(ladder.ranks);
  // Nothing is lower than the lowest level, nothing higher than the highest.
  if (before === 'unwritten' || before === Math.min(...ranks) || after === Math.max(...ranks)) return preserved;
  if (typeof before === 'number' && typeof after === 'number') {
    return { verdict: after < before ? 'weakened' : 'preserved' };
  }
  return { verdict: from && to && isSameLevel(from, to) ? 'preserved' : 'unknown' };
}

/** The same unknown, or the same word that is no level. */
function isSameLevel(from: Value, to: Value): boolean {
  if (from.kind === 'string' && to.kind === 'string') return from.value.toLowerCase() === to.value.toLowerCase();
  return equalValues(from, to) === true;
}

/** A level that is no longer declared: its new value is not known, unless the default is as good. */
export function judgeGone(from: Value | undefined, ladder: PropertyLadder): Judgement {
  const [before, after] = [rankOfValue(from, ladder), rankOfValue(undefined, ladder)];
  const lowest = typeof after === 'number' ? after : Math.min(...Object.values(ladder.ranks));
  if (typeof before !== 'number') return { verdict: 'unknown' };
  return { verdict: before > lowest ? 'weakened' : 'preserved' };
}

/** A level that falls, or is no longer declared; whether Azure then resets it is not sure. */
export function judgeLoss(from: Value, to: Value, ladder: PropertyLadder): Judgement {
  if (!isUnset(to)) return judgeFall(from, to, ladder);
  return isUnset(from) ? preserved : { ...judgeGone(from, ladder), confidence: 'possible' };
}

/** Whether a level was the lowest and stays so. */
export function judgeLowest(from: Value | undefined, to: Value | undefined, ladder: PropertyLadder): Judgement {
  const lowest = Math.min(...Object.values(ladder.ranks));
  const ranks = [rankOfValue(from, ladder), rankOfValue(to, ladder)];
  if (ranks.every((rank) => rank === lowest)) return { verdict: 'weakened' };
  const isOpen = ranks.includes('undecided') && ranks.every((rank) => rank === lowest || rank === 'undecided');
  return isOpen ? { verdict: 'unknown' } : preserved;
}

/** Whether a level is reached that can never be taken back. */
export function judgeLock(from: Value | undefined, to: Value | undefined, ladder: PropertyLadder): Judgement {
  const [before, after] = [rankOfValue(from, ladder), rankOfValue(to, ladder)];
  if (after === 'unwritten') return preserved;
  if (after === 'undecided') return { verdict: to && from && isSameLevel(from, to) ? 'preserved' : 'unknown' };
  if (after < ladder.irreversibleFrom) return preserved;
  if (before === 'undecided') return { verdict: 'unknown' };
  return { verdict: before === 'unwritten' || before < after ? 'weakened' : 'preserved' };
}

/** Whether a level is lower than it should be. That of a vault which exists may be another one than a new one has. */
export function judgeState(value: Value | undefined, ladder: PropertyLadder, wanted: number): Judgement {
  const rank = rankOfValue(value, ladder);
  if (rank === 'unwritten') {
    const defaultForNew = ladder.defaultForNew === undefined ? undefined : rankOf(ladder, ladder.defaultForNew);
    return defaultForNew !== undefined && defaultForNew < wanted
      ? { verdict: 'weakened', confidence: 'possible' }
      : preserved;
  }
  return { verdict: rank === 'undecided' ? 'unknown' : rank < wanted ? 'weakened' : 'preserved' };
}
