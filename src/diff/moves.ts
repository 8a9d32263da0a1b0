import type { Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import type { Pair, PairedTarget } from './pair.ts';

/** Where a revision deploys a resource. */
export interface Location {
  readonly target: EvaluatedTarget;
  readonly resource: Resource;
}

/** Where a revision deploys each resource that has an identity across targets, by the key of that identity. */
export type Locations = ReadonlyMap<string, readonly Location[]>;

/** Where the targets that a revision really has deploy their resources. */
export function locationsIn(estate: readonly PairedTarget[], side: 'base' | 'head'): Locations {
  const locations = new Map<string, Location[]>();
  for (const { target, pairs } of estate) {
    if (target.assumed === side || (side === 'head' && target.detached)) continue;
    for (const { [side]: resource } of pairs) {
      if (!resource || resource.existing || resource.presence === 'never') continue;
      const { key, stable } = identityOf(resource);
      const known = locations.get(key) ?? [];
      if (stable && known.at(-1)?.target !== target) locations.set(key, [...known, { target, resource }]);
    }
  }
  return locations;
}

/**
 * Where a resource is that one target lost to another one; undefined for all other pairs. A target that base had with
 * that resource is no new home of it: environments often differ in nothing that a template says. Where several targets
 * could be the new home, the first one that is known to be deployed counts.
 */
export function movedTo(
  { base, head }: Pair,
  from: EvaluatedTarget,
  before: Locations,
  after: Locations,
): Location | undefined {
  if (!base || head) return undefined;
  const { key } = identityOf(base);
  const had = new Set(before.get(key)?.map(({ target }) => target));
  const homes = (after.get(key) ?? []).filter(({ target }) => target !== from && !had.has(target));
  return homes.find(({ target }) => target.isDeployed) ?? homes[0];
}

/** What targets of base say about a resource that head declares in a target that did not have it. */
export function knownElsewhere({ base, head }: Pair, target: EvaluatedTarget, before: Locations): readonly Location[] {
  if (!head || head.existing || head.presence === 'never' || (base && target.assumed !== 'base')) return [];
  const { key, stable } = identityOf(head);
  return stable ? (before.get(key) ?? []).filter((one) => one.target !== target) : [];
}
