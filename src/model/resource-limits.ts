import type { UnknownReason } from '../expr/value.ts';
import { grouped } from '../text/grouped.ts';

/** Six times as many as the service takes in one template. */
export const maxResources = 5_000;

/** Declarations of one name and type: the service takes one. Each may have to be compared with each. */
export const maxAlike = 200;

export const tooMany = limitReason(`there are more than ${grouped(maxResources)} resources`);
export const tooManyAlike = limitReason(`more than ${maxAlike} resources have the same type and name`);

/** What the gap hides that is left of the resources beyond a limit. */
export const beyondLimit = 'the resources beyond a limit';

function limitReason(text: string): UnknownReason {
  return { code: 'limit', text };
}
