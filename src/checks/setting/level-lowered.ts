import { behaviour } from '../behaviour.ts';
import { judgeFall, preserved } from './judge-levels.ts';
import { compareLevels, levelParameters, noTexts } from './levels.ts';
import { isUnset } from './setting.ts';

export const levelLowered = behaviour({
  kind: 'level-lowered',
  about: 'A level is declared lower than before.',
  judges: ['diff'],
  schema: levelParameters,
  placeholders: {},
  run: (check, context) =>
    compareLevels(check, context, {
      event: 'weakened',
      judge: (from, to, ladder) => (isUnset(to) && !isUnset(from) ? preserved : judgeFall(from, to, ladder)),
      texts: noTexts,
    }),
});
