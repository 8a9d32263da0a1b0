import type { Pair } from '../../diff/pair.ts';
import { decide } from '../../diff/worlds.ts';
import type { Gap, Resource } from '../../model/deployment.ts';
import { behaviour } from '../behaviour.ts';
import { type CheckContext, evidenceOfResource, isFalse, isTrue, type Observation, presenceValue } from '../check.ts';
import { observation } from '../observation.ts';
import { childTypes } from '../parameters.ts';

export const childMissing = behaviour({
  kind: 'child-missing',
  about: 'A resource is deployed without a child resource that it should have.',
  judges: ['state'],
  schema: { children: childTypes('The type of the child, by the type of the resource that should have it.') },
  placeholders: {},
  run: ({ children }, context) => {
    const wanted = new Map(Object.entries(children).map(([type, child]) => [type.toLowerCase(), child]));
    return context.pairs.flatMap((pair) => {
      const { head } = pair;
      const child = head && wanted.get(head.type.toLowerCase());
      return !head || child === undefined ? [] : [observeChild(pair, head, child, context)];
    });
  },
});

function observeChild(
  pair: Pair,
  head: Resource,
  child: string,
  { head: inventory, gaps }: CheckContext,
): Observation<never> {
  const found = inventory.partsOf(inventory.vaultOf(head) ?? head, child);
  const decision = decide([], [head, ...found].map(presenceValue), (_, [whole, ...others]) => {
    if (isFalse(whole)) return { verdict: 'nothing' };
    if (others.some(isTrue)) return { verdict: 'preserved' };
    return { verdict: others.every(isFalse) ? 'weakened' : 'unknown' };
  });
  const hidden = gaps.find(({ types }) => types.length === 0 || types.includes(child.toLowerCase()));
  const verdict = hidden && decision.verdict === 'weakened' ? 'unknown' : decision.verdict;
  const where = { subject: head, pair, property: '', base: undefined, head: () => evidenceOfResource(head) };
  return observation({ ...decision, verdict }, where, () => ({
    before: 'deployed',
    after: 'not declared',
    texts: {},
    reason: hidden && hiddenText(hidden),
    unknown: 'its condition is not known',
  }));
}

function hiddenText({ hides, why }: Gap): string {
  return `armlock cannot see ${hides} (${why.text})`;
}
