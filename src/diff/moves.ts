import type { Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import type { Pair, PairedTarget } from './pair.ts';

/** Where head deploys a resource. */
export interface HeadLocation {
  readonly target: EvaluatedTarget;
  readonly head: Resource;
}

/** Where head deploys each resource that has an identity across targets, by the key of that identity. */
export type HeadLocations = ReadonlyMap<string, HeadLocation>;

/** Where several targets deploy a resource, the first one counts. */
export function headLocations(estate: readonly PairedTarget[]): HeadLocations {
  const locations = new Map<string, HeadLocation>();
  for (const { target, pairs } of estate) {
    for (const { head } of pairs) {
      if (!head || head.existing) continue;
      const { key, stable } = identityOf(head);
      if (stable && !locations.has(key)) locations.set(key, { target, head });
    }
  }
  return locations;
}

/** Where a resource is that one target lost to another one; undefined for all other pairs. */
export function movedTo(
  { base, head }: Pair,
  from: EvaluatedTarget,
  locations: HeadLocations,
): HeadLocation | undefined {
  const location = base && !head ? locations.get(identityOf(base).key) : undefined;
  return location?.target === from ? undefined : location;
}
