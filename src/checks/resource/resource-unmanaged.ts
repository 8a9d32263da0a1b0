import { isLeft } from '../../protection/outcome/removal-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { observation } from '../observation.ts';
import { modeFor, removalParameters, removalsOf, removedKind } from './removal.ts';

export const resourceUnmanaged = behaviour({
  kind: 'resource-unmanaged',
  about: 'A resource that base deploys stays as it is, but head does not manage it.',
  judges: ['diff'],
  schema: removalParameters,
  placeholders: {},
  run: ({ resources }, context) => {
    // What Azure has was not managed by any template, as far as that is known.
    if (context.root === undefined) return [];
    return removalsOf(resources, context).map(({ base, decision, where, words }) => {
      const verdict = isLeft(removedKind(base), modeFor(base, context)) ? decision.verdict : 'preserved';
      return observation({ ...decision, verdict }, where, { ...words, texts: {} });
    });
  },
});
