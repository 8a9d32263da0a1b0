import type { Pair } from '../../diff/pair.ts';
import { canonicalValue } from '../../expr/basis.ts';
import type { Resource } from '../../model/deployment.ts';
import { textKey } from '../../model/identity.ts';

/** Whether another deployment of the other revision passes the same to the same template, under another name. */
export function isRenamed(one: Resource, side: 'base' | 'head', unseen: readonly Pair[]): boolean {
  const key = contentKey(one);
  return unseen.some((pair) => {
    const { [side]: other } = pair;
    const isLone = side === 'head' ? !pair.base : !pair.head;
    return isLone && other !== undefined && contentKey(other) === key;
  });
}

function contentKey({ body, scope }: Resource): string {
  return `${textKey(scope)}|${canonicalValue(body)}`;
}
