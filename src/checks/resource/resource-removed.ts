import { behaviour } from '../behaviour.ts';
import { observation } from '../observation.ts';
import {
  deletionText,
  isStillLocked,
  isSucceeded,
  isSweptScope,
  modeFor,
  outcomeFor,
  removalParameters,
  removalsOf,
} from './removal.ts';

export const resourceRemoved = behaviour({
  kind: 'resource-removed',
  about: 'A resource that base deploys is not deployed by head, and may be deleted.',
  judges: ['diff'],
  schema: removalParameters,
  placeholders: { deletion: 'how to learn whether it is deleted, as a sentence; empty if that is known' },
  run: ({ resources }, context) =>
    removalsOf(resources, context).map(({ base, decision, where, words }) => {
      const mode = modeFor(base, context);
      const isKept = decision.verdict === 'preserved';
      const outcome = isKept ? undefined : outcomeFor(base, context);
      const verdict =
        outcome && !isStillLocked(base, context) && !isSucceeded(base, context) ? decision.verdict : 'preserved';
      // Where the mode of the deployment is not declared, a removal may be harmless.
      const isSure = decision.confidence === 'certain' && mode !== 'undeclared' && isSweptScope(base, context);
      return observation({ ...decision, verdict, confidence: isSure ? 'certain' : 'possible' }, where, () => ({
        ...words,
        texts: { deletion: deletionText(outcome, mode) },
        outcome,
      }));
    }),
});
