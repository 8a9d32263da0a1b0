import type { Resource } from '../../model/deployment.ts';
import { type Outcome, outcome } from './outcome.ts';

/**
 * What happens if head only creates a resource. Azure skips the one that exists, and one that is created has no former
 * state that Azure could refuse to leave, so that nothing holds that is said of a change.
 */
export function skippedOutcome(head: Pick<Resource, 'options'> | undefined, said: Outcome): Outcome {
  return head?.options.has('onlyifnotexists') === true ? outcome('only-new-deployments') : said;
}
