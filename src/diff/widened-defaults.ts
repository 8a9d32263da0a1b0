import type { Deployment } from '../model/deployment.ts';

/** Whether a root parameter of head accepts other values than the same one of base. */
export function acceptsOtherValues(base: Deployment, head: Deployment): boolean {
  const before = new Map(base.parameters.map(({ name, domain }) => [name.toLowerCase(), domain]));
  return head.parameters.some(({ name, domain }) => {
    const known = before.get(name.toLowerCase());
    return known !== undefined && known !== domain;
  });
}
