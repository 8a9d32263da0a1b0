import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import { protectedKind } from '../../protection/azure/kinds.ts';
import type { CheckContext } from '../check.ts';

/** Both revisions of a policy. */
export interface Policies {
  readonly pair: Pair;
  readonly base: Resource;
  readonly head: Resource;
}

/** A policy as one revision has it. */
export type Policy = Pick<Policies, 'pair' | 'head'>;

/** The policies of head. */
export function headPolicies({ pairs }: CheckContext): readonly Policy[] {
  return pairs.flatMap((pair) => {
    const { head } = pair;
    return head && protectedKind(head) === 'policy' ? [{ pair, head }] : [];
  });
}

/** The policies that both revisions have. */
export function commonPolicies(context: CheckContext): readonly Policies[] {
  return headPolicies(context).flatMap(({ pair, head }) => (pair.base ? [{ pair, base: pair.base, head }] : []));
}

/** For policies whose values give no reason. */
export const unknownForm = 'armlock does not know its form';
