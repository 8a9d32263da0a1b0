import { behaviour } from '../behaviour.ts';
import { oneOf, places } from '../parameters.ts';
import { isUnset } from './setting.ts';
import { compareValues, identityText, isSameValue, valueText } from './values.ts';

const as = oneOf(
  'What makes two values the same: versions of one key are, and so are the spellings of a region.',
  'text',
  'resource-id',
  'identity',
  'key',
  'region',
);

export const valueChanged = behaviour({
  kind: 'value-changed',
  about: 'A value that should stay as it is, because it says where protection comes from, is another one.',
  judges: ['diff'],
  schema: { ...places, as },
  placeholders: {},
  run: (check, context) =>
    compareValues(
      check,
      context,
      'changed',
      (from, to) => {
        if (isUnset(to)) return { verdict: 'preserved' };
        const same = isSameValue(from, to, check.as);
        // That of the group is written in many ways: report only where head chooses between regions.
        if (check.as === 'region' && same === undefined) return { verdict: 'preserved' };
        return { verdict: same === undefined ? 'unknown' : same ? 'preserved' : 'weakened' };
      },
      check.as === 'identity' ? identityText : valueText,
    ),
});
