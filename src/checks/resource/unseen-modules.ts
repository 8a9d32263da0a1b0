import type { Pair } from '../../diff/pair.ts';
import { canonicalValue } from '../../expr/basis.ts';
import { entryOf } from '../../expr/make-value.ts';
import type { Resource } from '../../model/deployment.ts';
import { textKey } from '../../model/identity.ts';
import { isUnrelatedModule } from '../../model/unrelated-modules.ts';

/** Whether what a deployment of an unseen template is passed to has certainly nothing to do with backups. */
export function isUnrelated({ body }: Resource): boolean {
  // What an alias stands for counts: a repository can give the name of the public registry to another one.
  const [resolved, module] = ['resolved', 'module'].map((name) => entryOf(body, name)?.value);
  const reference = resolved?.kind === 'string' ? resolved : module;
  return reference?.kind === 'string' && isUnrelatedModule(reference.value);
}

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
