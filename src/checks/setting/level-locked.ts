import type { Resource } from '../../model/deployment.ts';
import { vaultKindOf, vaultTypes } from '../../protection/azure/kinds.ts';
import { transitionNote } from '../../protection/azure/transitions.ts';
import { longestRetentionText } from '../../protection/policy/longest-retention.ts';
import { behaviour } from '../behaviour.ts';
import type { CheckContext } from '../check.ts';
import { judgeLock } from './judge-levels.ts';
import { compareLevels, levelParameters } from './levels.ts';

export const levelLocked = behaviour({
  kind: 'level-locked',
  about: 'A level is reached that can never be lowered again.',
  takesAway: false,
  judges: ['diff', 'state'],
  schema: levelParameters,
  placeholders: { note: 'what to know before the level is locked, in sentences; empty for nothing' },
  run: (check, context) =>
    compareLevels(check, context, {
      event: 'locked',
      judge: judgeLock,
      texts: ({ where, ladder, from }) => ({
        note: [transitionNote(ladder.name, 'locked', from, where.subject), timeOf(ladder.name, where.subject, context)]
          .filter((text) => text !== '')
          .join(' '),
      }),
    }),
});

/** How long a lock of immutability binds, from the policies of the vault. */
function timeOf(ladder: string, vault: Resource, { head, today }: CheckContext): string {
  const kind = vaultKindOf(vault);
  if (ladder !== 'immutability' || kind === undefined) return '';
  return longestRetentionText(head.partsOf(vault, `${vaultTypes[kind]}/backupPolicies`), today);
}
