import { stop } from '../../expr/evaluate.ts';
import { nameText } from '../../model/identity.ts';
import { beyondLimit, maxAlike, maxResources, tooMany, tooManyAlike } from '../../model/resource-limits.ts';
import { isForeign, type OfType, type State } from './expansion.ts';
import type { Instance } from './instances.ts';

/** Counts a resource, and says whether there is room for it. Those that are left out are one gap. */
export function hasRoom(instance: Instance, state: State): boolean {
  state.count += 1;
  const alike = isForeign(instance) ? 0 : countAlike(instance, state);
  if (state.count <= maxResources && alike <= maxAlike) return true;
  const why = stop(state.count > maxResources ? tooMany : tooManyAlike, state.run.budget);
  const { span } = instance.declaration;
  if (!state.isFull) state.gaps.push({ why, hides: beyondLimit, types: [], span });
  state.isFull = true;
  return false;
}

/** How many resources have the type and name of one, at most. Few types have so many that names must be compared. */
function countAlike(instance: Instance, { alike }: State): number {
  const type = instance.type.toLowerCase();
  const ofType: OfType = alike.get(type) ?? { names: [], counts: new Map() };
  const { names, counts } = ofType;
  alike.set(type, ofType);
  names.push(instance.name());
  if (counts.size === 0 && names.length <= maxAlike) return names.length;
  let count = 0;
  for (const name of names.splice(0)) {
    const key = nameText(name).toLowerCase();
    count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
  }
  return count;
}
