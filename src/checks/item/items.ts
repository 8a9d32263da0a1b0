import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import { protectedKind } from '../../protection/azure/kinds.ts';
import type { CheckContext } from '../check.ts';

/** Both revisions of a protected item. */
export interface Items {
  readonly pair: Pair;
  readonly base: Resource;
  readonly head: Resource;
}

/** The protected items that both revisions have. */
export function commonItems({ pairs }: CheckContext): readonly Items[] {
  return pairs.flatMap((pair) => {
    const { base, head } = pair;
    return base && head && protectedKind(head) === 'item' ? [{ pair, base, head }] : [];
  });
}
