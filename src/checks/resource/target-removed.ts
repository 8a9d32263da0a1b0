import { nameText } from '../../model/identity.ts';
import { protectedKind } from '../../protection/azure/kinds.ts';
import { behaviour } from '../behaviour.ts';
import { type CheckContext, evidenceOfResource, isFalse, isTrue, presenceValue } from '../check.ts';
import { observation, settled } from '../observation.ts';
import { removalParameters } from './removal.ts';

export const targetRemoved = behaviour({
  kind: 'target-removed',
  about: 'A template or parameter file of base is gone, and no other target of head takes over what it deployed.',
  judges: ['diff'],
  schema: removalParameters,
  placeholders: {
    target: 'the target of base, with its parameter file',
    contents: "what it deployed: '1 vault, 2 policies and 1 item'",
  },
  run: ({ resources }, context) => {
    const [first, ...others] = lostWithTarget(resources, context);
    if (!first) return [];
    const { base, pair } = first;
    const isSure = [first, ...others].some((one) => isTrue(presenceValue(one.base)));
    const where = { subject: base, pair, property: '', base: () => evidenceOfResource(base), head: undefined };
    return [
      observation(settled(isSure ? 'weakened' : 'unknown', isSure ? 'certain' : 'possible'), where, () => ({
        before: `deployed as ${nameText(base.name)}`,
        after: 'not declared',
        texts: { target: first.target, contents: contentsText([first, ...others]) },
        unknown: 'its condition is not known',
      })),
    ];
  },
});

interface Lost {
  readonly base: NonNullable<CheckContext['pairs'][number]['base']>;
  readonly pair: CheckContext['pairs'][number];
  readonly target: string;
}

/** What goes with the target, what holds the rest first. */
function lostWithTarget(resources: readonly string[], { pairs }: CheckContext): readonly Lost[] {
  const types = new Set(resources.map((type) => type.toLowerCase()));
  const lost = pairs.flatMap((pair): readonly Lost[] => {
    const { base, lostWith: target, hiddenBy, possibleHome } = pair;
    if (!base || target === undefined || hiddenBy || possibleHome !== undefined) return [];
    return types.has(base.type.toLowerCase()) && !isFalse(presenceValue(base)) ? [{ base, pair, target }] : [];
  });
  const rank = ({ base }: Lost): number => kinds.indexOf(protectedKind(base) ?? 'other');
  return lost.toSorted((left, right) => rank(left) - rank(right));
}

const kinds = ['vault', 'policy', 'item', 'other'] as const;

const nouns: Readonly<Record<(typeof kinds)[number], readonly [string, string]>> = {
  vault: ['vault', 'vaults'],
  policy: ['policy', 'policies'],
  item: ['item', 'items'],
  other: ['other resource', 'other resources'],
};

function contentsText(lost: readonly Lost[]): string {
  const parts = kinds.flatMap((kind) => {
    const { length } = lost.filter(({ base }) => (protectedKind(base) ?? 'other') === kind);
    const [one, many] = nouns[kind];
    return length === 0 ? [] : [`${length} ${length === 1 ? one : many}`];
  });
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}
