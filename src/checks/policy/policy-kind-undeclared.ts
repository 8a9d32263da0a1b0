import { behaviour } from '../behaviour.ts';
import { places } from '../parameters.ts';
import { isUnset } from '../setting/setting.ts';
import { compareValues } from '../setting/values.ts';

export const policyKindUndeclared = behaviour({
  kind: 'policy-kind-undeclared',
  about: 'The value that says what a policy backs up is no longer declared, so that what the policy keeps is unknown.',
  judges: ['diff'],
  schema: places,
  placeholders: {},
  // A policy that still says it is judged by what it keeps: the kind is no protection of its own.
  run: (check, context) =>
    compareValues(check, context, 'dropped', (_, to) => ({ verdict: isUnset(to) ? 'unknown' : 'preserved' })),
});
