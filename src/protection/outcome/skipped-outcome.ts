import type { Resource } from '../../model/deployment.ts';
import { type Outcome, within } from './outcome.ts';

/** What happens to a resource that Azure skips where it exists: only new deployments are weaker. */
export function skippedOutcome({ options }: Pick<Resource, 'options'>, said: Outcome): Outcome {
  return options.has('onlyifnotexists') && said.kind !== 'depends' ? within('only-new-deployments', said) : said;
}
