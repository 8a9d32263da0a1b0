import type { Judgement } from '../../diff/worlds.ts';
import type { Value } from '../../expr/value.ts';
import { valueOutcome } from '../../protection/outcome/value-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { observation } from '../observation.ts';
import { places } from '../parameters.ts';
import { decideNewly, isInBase, isUnset, lookAtWritten, placeOfChange } from './setting.ts';
import { isSameValue, valueText } from './values.ts';

export const valueSet = behaviour({
  kind: 'value-set',
  about: 'A value that opens something is newly written, on a new resource, too, or is another one.',
  judges: ['diff'],
  schema: places,
  placeholders: {},
  run: (check, { pairs }) =>
    lookAtWritten(check, pairs, (setting) => {
      const decision = decideNewly(setting, judge);
      const isKnown = isInBase(setting);
      const where = placeOfChange(setting, decision);
      if (!where || isUnset(decision.to.value)) return undefined;
      return observation(decision, where, () => ({
        before: isKnown ? valueText(decision.from.value) : 'not declared',
        after: valueText(decision.to.value),
        texts: {},
        outcome: valueOutcome(where.property, 'changed', { ...where.pair, guarded: false }),
        unknown: 'armlock cannot determine whether it stays the same',
      }));
    }),
});

function judge(from: Value | undefined, to: Value): Judgement {
  if (isUnset(to)) return { verdict: 'preserved' };
  if (from === undefined || isUnset(from)) return { verdict: 'weakened' };
  const same = isSameValue(from, to, 'resource-id');
  return { verdict: same === undefined ? 'unknown' : same ? 'preserved' : 'weakened' };
}
