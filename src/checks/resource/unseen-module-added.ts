import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import { isUnrelatedDeployment } from '../../model/unrelated-modules.ts';
import { behaviour } from '../behaviour.ts';
import { type CheckContext, evidenceOfResource } from '../check.ts';
import { observation, settled } from '../observation.ts';
import { isRenamed } from './unseen-modules.ts';

export const unseenModuleAdded = behaviour({
  kind: 'unseen-module-added',
  about: 'Head deploys a module or nested deployment that base does not have and that armlock cannot see.',
  takesAway: false,
  judges: ['diff'],
  schema: {},
  placeholders: {},
  run: (_, context) =>
    context.unseen.flatMap((pair) => {
      const { base, head } = pair;
      if (base || !head || head.presence === 'never' || isUnrelatedDeployment(head.body)) return [];
      if (isToldOf(head, context) || isRenamed(head, 'base', context.unseen)) return [];
      const where = { subject: head, pair, property: '', base: undefined, head: () => evidenceOfResource(head) };
      return observation(settled('unknown', 'possible'), where, () => ({
        before: 'not deployed',
        after: 'deployed',
        texts: {},
        unknown: 'it is not seen',
      }));
    }),
});

/** Whether something that base has may be in it: that says more. */
function isToldOf({ span }: Resource, { pairs }: CheckContext): boolean {
  const isSame = ({ hiddenBy }: Pair): boolean =>
    hiddenBy !== undefined && hiddenBy.span.file === span.file && hiddenBy.span.start === span.start;
  return pairs.some(isSame);
}
