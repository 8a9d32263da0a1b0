import { stop } from '../../expr/evaluate.ts';
import type { UnknownReason } from '../../expr/value.ts';
import { nameText } from '../../model/identity.ts';
import { grouped } from '../../text/grouped.ts';
import { isForeign, type State } from './expansion.ts';
import type { Instance } from './instances.ts';

/** Six times as many as the service takes in one template. */
export const maxResources = 5_000;

/** Declarations of one name and type: the service takes one. Each may have to be compared with each. */
export const maxAlike = 200;

/** Counts a resource, and says whether there is room for it. Those that are left out are one gap. */
export function hasRoom(instance: Instance, state: State): boolean {
  state.count += 1;
  const name = isForeign(instance) ? '' : `${instance.type}|${nameText(instance.name())}`.toLowerCase();
  const alike = (state.alike.get(name) ?? 0) + 1;
  if (name !== '') state.alike.set(name, alike);
  if (state.count <= maxResources && alike <= maxAlike) return true;
  const why = stop(state.count > maxResources ? tooMany : tooManyAlike, state.run.budget);
  const { span } = instance.declaration;
  if (!state.isFull) state.gaps.push({ why, hides: 'the resources beyond a limit', types: [], span });
  state.isFull = true;
  return false;
}

const tooMany = limitReason(`there are more than ${grouped(maxResources)} resources`);
const tooManyAlike = limitReason(`more than ${maxAlike} resources have the same type and name`);

function limitReason(text: string): UnknownReason {
  return { code: 'limit', text };
}
