import { nameText } from '../../model/identity.ts';
import { behaviour } from '../behaviour.ts';
import { evidenceOfResource, isFalse, isTrue, presenceValue } from '../check.ts';
import { observation, settled } from '../observation.ts';
import { removalParameters } from './removal.ts';

export const targetGivenUp = behaviour({
  kind: 'target-given-up',
  about: 'A parameter file that deploys a resource is gone, and no other target of head declares that resource.',
  judges: ['diff'],
  schema: removalParameters,
  placeholders: { target: 'the target of base, with its parameter file' },
  run: ({ resources }, { pairs }) => {
    const types = new Set(resources.map((type) => type.toLowerCase()));
    return pairs.flatMap((pair) => {
      const { base, givenUpWith } = pair;
      if (!base || givenUpWith === undefined || !types.has(base.type.toLowerCase())) return [];
      const presence = presenceValue(base);
      if (isFalse(presence)) return [];
      const verdict = isTrue(presence) ? 'weakened' : 'unknown';
      const where = { subject: base, pair, property: '', base: () => evidenceOfResource(base), head: undefined };
      return observation(settled(verdict, verdict === 'weakened' ? 'certain' : 'possible'), where, () => ({
        before: `deployed as ${nameText(base.name)}`,
        after: 'not declared',
        texts: { target: givenUpWith },
        unknown: 'its condition is not known',
      }));
    });
  },
});
