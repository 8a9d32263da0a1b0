import type { Resource } from '../../model/deployment.ts';
import { observe } from '../../model/observe.ts';
import { vaultKindOf, vaultNoun } from './kinds.ts';
import type { LadderEvent } from './ladders.ts';
import { wormListDate, wormStatus } from './worm-regions.ts';

/**
 * What somebody should know before a level is reached that can never be taken back.
 *
 * @param base the level in base, empty if none is declared
 */
export function transitionNote(ladder: string, event: LadderEvent, base: string, head: Resource): string {
  if (ladder !== 'immutability' || event !== 'locked') return '';
  return [twoSteps(base), wormText(head)].filter((text) => text !== '').join(' ');
}

/** Azure was seen to take the lock only from the state before it. */
function twoSteps(base: string): string {
  if (base.toLowerCase() === 'unlocked') return '';
  const from = base === '' ? 'from a state that is not declared' : `from ${base}`;
  return `Locking in one step ${from} has been reported to be refused: deploy Unlocked first, Locked next.`;
}

function wormText(head: Resource): string {
  const kind = vaultKindOf(head);
  if (!kind) return '';
  const location = observe(head, ['location']).value;
  const noun = `${vaultNoun(kind)}s`;
  if (location.kind !== 'string') {
    return 'Whether its backups then lie on WORM storage depends on the region, which is not known here.';
  }
  const status = wormStatus(kind, location.value);
  return status === undefined
    ? `WORM storage for ${noun} was not listed for ${location.value} on ${wormListDate}; immutability holds all the same, and backups move to WORM storage by themselves once the region has it.`
    : `In ${location.value}, WORM storage for ${noun} was ${status} on ${wormListDate}.`;
}
