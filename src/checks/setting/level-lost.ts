import { behaviour } from '../behaviour.ts';
import { judgeLoss } from './judge-levels.ts';
import { compareLevels, levelParameters, noTexts } from './levels.ts';

export const levelLost = behaviour({
  kind: 'level-lost',
  about: 'A level is declared lower than before, or no longer declared.',
  judges: ['diff'],
  schema: levelParameters,
  placeholders: {},
  run: (check, context) => compareLevels(check, context, { event: 'lost', judge: judgeLoss, texts: noTexts }),
});
