import type { Resource } from '../../model/deployment.ts';
import { observe } from '../../model/observe.ts';
import { type VaultKind, vaultKindOf, vaultNoun } from './kinds.ts';
import type { LadderEvent } from './ladders.ts';
import { wormListDate, wormStatus } from './worm-regions.ts';

/**
 * What one should know before a level is reached that can never be taken back.
 *
 * @param base the level in base, empty if none is declared
 */
export function transitionNote(ladder: string, event: LadderEvent, base: string, head: Resource): string {
  if (ladder !== 'immutability' || event !== 'locked') return '';
  const kind = vaultKindOf(head);
  return kind === undefined ? '' : [twoSteps(base, kind), wormText(head, kind)].filter((text) => text !== '').join(' ');
}

/** A Recovery Services vault was seen to take the lock only from the state before it. */
function twoSteps(base: string, kind: VaultKind): string {
  if (base.toLowerCase() === 'unlocked') return '';
  if (kind === 'backup') {
    return base === ''
      ? 'Locking a Backup vault without a declared state was reported once to fail: deploy Unlocked first, then Locked.'
      : '';
  }
  const from = base === '' ? 'from an undeclared state' : `from ${base}`;
  return `Locking in one step ${from} was reported to fail: deploy Unlocked first, then Locked.`;
}

function wormText(head: Resource, kind: VaultKind): string {
  const location = observe(head, ['location']).value;
  const noun = `${vaultNoun(kind)}s`;
  if (location.kind !== 'string') {
    return 'Whether its backups are then on WORM storage depends on the region, which is not known here.';
  }
  const status = wormStatus(kind, location.value);
  const date = wormListDate(kind);
  return status === undefined
    ? `WORM storage for ${noun} was not listed for ${location.value} on ${date}, and may be available by now. The vault is immutable in any case, and Azure moves its backups to WORM storage once the region supports it.`
    : `In ${location.value}, WORM storage for ${noun} was ${status} on ${date}.`;
}
