import type { Pair } from '../../diff/pair.ts';
import { isLeft } from '../../protection/outcome/removal-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { isTrue, presenceValue } from '../check.ts';
import { observation, settled } from '../observation.ts';
import { isStillLocked, isSucceeded, modeFor, removalParameters, removalsOf, removedKind } from './removal.ts';

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
      if (isOnlyCreated(where.pair))
        return observation(settled('weakened', 'certain'), where, () => ({ ...words, texts: {}, after }));
      const isKept = isStillLocked(base, context) || isSucceeded(base, context);
      const verdict = !isKept && isLeft(removedKind(base), modeFor(base, context)) ? decision.verdict : 'preserved';
      return observation({ ...decision, verdict }, where, () => ({ ...words, texts: {} }));
    });
  },
});

const after = 'deployed only if it does not exist';

/** Whether head deploys a resource only where there is none, so that it does not set what the resource is. */
function isOnlyCreated({ base, head }: Pair): boolean {
  const option = 'onlyifnotexists';
  return head?.options.has(option) === true && base?.options.has(option) === false && isTrue(presenceValue(head));
}
