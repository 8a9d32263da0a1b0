import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import { unknownVersion, unreadProperties } from '../../protection/ignored/ignored-properties.ts';
import { behaviour } from '../behaviour.ts';
import { type Evidence, evidenceOfResource } from '../check.ts';
import { observation, settled } from '../observation.ts';
import { deployedPairs, type IgnoredObservation, ignoredPlaceholders, observeIgnored } from './ignored.ts';

export const propertyIgnored = behaviour({
  kind: 'property-ignored',
  about: 'A property is written where Azure ignores it, or with an api-version that lacks it or is not known.',
  judges: ['state'],
  schema: {},
  placeholders: ignoredPlaceholders,
  run: (_, context) =>
    deployedPairs(context).flatMap((pair) => {
      const { head } = pair;
      const version = unknownVersion(head);
      const unread = unreadProperties(head).map((one) => observeIgnored(pair, head, one, 'declared'));
      return version === undefined ? unread : [...unread, ofVersion(pair, head, version)];
    }),
});

function ofVersion(pair: Pair, head: Resource, reason: string): IgnoredObservation {
  const evidence = (): Evidence => ({ ...evidenceOfResource(head), own: head.apiVersion.origins });
  const where = { subject: head, pair, property: 'apiVersion', base: undefined, head: evidence };
  return observation(settled('unknown', 'possible'), where, () => ({
    before: 'declared',
    after: 'not known',
    texts: { reason, advice: '', place: '' },
    unknown: reason,
  }));
}
