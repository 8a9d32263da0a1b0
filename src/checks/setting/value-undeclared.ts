import { behaviour } from '../behaviour.ts';
import { places } from '../parameters.ts';
import { isUnset } from './setting.ts';
import { compareValues } from './values.ts';

export const valueUndeclared = behaviour({
  kind: 'value-undeclared',
  about: 'A value that says where protection comes from is no longer declared.',
  judges: ['diff'],
  schema: places,
  placeholders: {},
  run: (check, context) =>
    compareValues(check, context, 'dropped', (_, to) => ({ verdict: isUnset(to) ? 'weakened' : 'preserved' })),
});
