import { rankOf } from '../../protection/azure/ladders.ts';
import { behaviour } from '../behaviour.ts';
import { observation } from '../observation.ts';
import { levelName } from '../parameters.ts';
import { judgeState, levelText } from './judge-levels.ts';
import { ladderOf, levelParameters, unknownLevel } from './levels.ts';
import { decideHead, lookAtSettings, placeOf } from './setting.ts';

export const levelBelowMinimum = behaviour({
  kind: 'level-below-minimum',
  about: 'A level is lower than it should be.',
  judges: ['state'],
  schema: { ...levelParameters, minimum: levelName('The lowest level that is good.') },
  placeholders: {},
  run: (check, { pairs }) =>
    lookAtSettings(check, pairs, (setting) => {
      const ladder = ladderOf(check, setting);
      const wanted = rankOf(ladder, String(check.minimum)) ?? 0;
      const decision = decideHead(setting, (value) => judgeState(value, ladder, wanted));
      const where = placeOf(setting, decision);
      if (!where || decision.to.surface === undefined) return undefined;
      return observation(decision, where, () => ({
        before: String(check.minimum),
        after: levelText(decision.to.value, ladder),
        texts: {},
        unknown: unknownLevel(decision),
      }));
    }),
});
