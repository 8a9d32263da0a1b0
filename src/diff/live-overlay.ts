import { withOmitted } from '../model/blend.ts';
import type { Deployment, Resource } from '../model/deployment.ts';
import { pairDeployments } from './pair.ts';

/** Head as it will be where base is what Azure has: what head leaves out of a resource may stay as it is. */
export function overlayLiveState(base: Deployment, head: Deployment): Deployment {
  if (base.source !== 'live') return head;
  const kept = new Map<Resource, Resource>();
  for (const pair of pairDeployments(base, head)) {
    if (pair.base && pair.head) kept.set(pair.head, withOmitted(pair.base, pair.head));
  }
  return { ...head, resources: head.resources.map((resource) => kept.get(resource) ?? resource) };
}
