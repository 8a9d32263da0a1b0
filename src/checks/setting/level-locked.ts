import { transitionNote } from '../../protection/azure/transitions.ts';
import { behaviour } from '../behaviour.ts';
import { judgeLock } from './judge-levels.ts';
import { compareLevels, levelParameters } from './levels.ts';

export const levelLocked = behaviour({
  kind: 'level-locked',
  about: 'A level is reached that can never be lowered again.',
  judges: ['diff', 'state'],
  schema: levelParameters,
  placeholders: { note: 'what to know before the level is locked, in sentences; empty for nothing' },
  run: (check, context) =>
    compareLevels(check, context, {
      event: 'locked',
      judge: judgeLock,
      words: ({ where, ladder, from }) => ({
        texts: { note: transitionNote(ladder.name, 'locked', from, where.subject) },
      }),
    }),
});
