import type { Pair } from '../../diff/pair.ts';
import { isUnrelatedDeployment } from '../../model/unrelated-modules.ts';
import { behaviour } from '../behaviour.ts';
import { evidenceOfResource, type Observation } from '../check.ts';
import { observation, settled, withOwn } from '../observation.ts';
import { decideRemoval } from './removal.ts';
import { isRenamed } from './unseen-modules.ts';

export const unseenModuleRemoved = behaviour({
  kind: 'unseen-module-removed',
  about: 'Head no longer deploys a module or nested deployment that armlock cannot see.',
  judges: ['diff'],
  schema: {},
  placeholders: {},
  run: (_, { unseen }) => unseen.flatMap((pair) => observeRemoval(pair, unseen)),
});

function observeRemoval(pair: Pair, unseen: readonly Pair[]): readonly Observation<never>[] {
  const { base, head } = pair;
  if (!base || isUnrelatedDeployment(base.body) || decideRemoval(pair).verdict === 'preserved') return [];
  if (!head && isRenamed(base, 'head', unseen)) return [];
  const where = {
    subject: head ?? base,
    pair,
    property: '',
    base: () => evidenceOfResource(base),
    head:
      head &&
      withOwn(
        () => evidenceOfResource(head),
        ({ own }) => [...(head.condition?.origins ?? []), ...own],
      ),
  };
  return [
    observation(settled('unknown', 'possible'), where, () => ({
      before: 'deployed',
      after: head ? 'switched off by its condition' : 'not deployed',
      texts: {},
      unknown: 'it is not seen',
    })),
  ];
}
