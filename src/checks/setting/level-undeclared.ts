import { behaviour } from '../behaviour.ts';
import { judgeGone, preserved } from './judge-levels.ts';
import { compareLevels, levelParameters, noTexts } from './levels.ts';
import { isUnset } from './setting.ts';

export const levelUndeclared = behaviour({
  kind: 'level-undeclared',
  about: 'A level above the lowest is no longer declared.',
  judges: ['diff'],
  schema: levelParameters,
  placeholders: {},
  run: (check, context) =>
    compareLevels(check, context, {
      event: 'undeclared',
      judge: (from, to, ladder) => (isUnset(to) && !isUnset(from) ? judgeGone(from, ladder) : preserved),
      texts: noTexts,
    }),
});
