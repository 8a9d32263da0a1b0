import type { Pair } from '../diff/pair.ts';
import { canonicalValue } from '../expr/basis.ts';
import { equalValues } from '../expr/equality.ts';
import type { Origin, Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { type PropertyRead, pathOf } from '../model/observe.ts';
import { isNothing } from '../protection/resources/read-values.ts';
import { type BasePlace, evidence } from './check.ts';
import type { Where } from './observation.ts';

/** Where a change is seen of something that several values of a resource say together, read in both revisions. */
export function placeOfReads(
  { pair, head }: { readonly pair: Pair; readonly head: Resource },
  before: readonly PropertyRead[],
  after: readonly PropertyRead[],
): Where {
  const shown = after.find(({ value }, index) => !isSame([value], [before[index]?.value ?? value])) ?? after[0];
  return {
    subject: head,
    pair,
    property: pathOf(shown),
    ...(pair.base && { covers: placesIn(pair.base, before) }),
    base: () => evidence(before, after),
    head: () => evidence(after, before),
  };
}

/** Where a revision says what was read, as far as it is written. */
export function placesIn(resource: Resource, reads: readonly PropertyRead[]): readonly BasePlace[] {
  return reads.filter(({ value }) => !isNothing(value)).map((read) => ({ resource, property: pathOf(read) }));
}

export function valuesOf(observations: readonly PropertyRead[]): readonly Value[] {
  return observations.map(({ value }) => value);
}

/** Whether values are the same ones in turn; that nothing is written has several forms. */
export function isSame(from: readonly Value[], to: readonly Value[]): boolean {
  return from.every((value, index) => {
    const other = to[index];
    return other !== undefined && ((isNothing(value) && isNothing(other)) || equalValues(value, other) === true);
  });
}

/** Where head says something that base does not: the leaves come last, so that the smallest places win. */
export function changedPlaces(base: PropertyRead, head: PropertyRead): readonly Origin[] {
  const known = new Set(leavesOf(base.value).map(canonicalValue));
  const addedLeaves = leavesOf(head.value).filter((leaf) => !known.has(canonicalValue(leaf)));
  return addedLeaves.flatMap(({ origins }) => origins.slice(0, 1));
}

function leavesOf(value: Value): readonly Value[] {
  if (value.kind === 'array') return value.items.flatMap(leavesOf);
  if (value.kind === 'object') return [...value.entries.values()].flatMap((entry) => leavesOf(entry.value));
  return [value];
}
