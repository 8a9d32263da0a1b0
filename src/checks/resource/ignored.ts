import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import type { Unread } from '../../protection/ignored/ignored-properties.ts';
import { unreadOutcome } from '../../protection/outcome/outcome.ts';
import type { CheckContext, Observation } from '../check.ts';
import { observation, settled } from '../observation.ts';

type IgnoredPlaceholder = 'reason' | 'advice' | 'place';

/** What messages about a property that Azure ignores can say. */
export const ignoredPlaceholders: Readonly<Record<IgnoredPlaceholder, string>> = {
  reason: 'why Azure ignores the property, as a clause',
  advice: 'where it belongs, as a sentence; empty if that is not known',
  place: 'the path at which Azure reads it, or its own path',
};

export type IgnoredObservation = Observation<IgnoredPlaceholder>;

/** The resources that head deploys, with what they were. */
export function deployedPairs({ pairs }: CheckContext): readonly (Pair & { readonly head: Resource })[] {
  return pairs.filter((pair): pair is Pair & { readonly head: Resource } => {
    const { head } = pair;
    return head !== undefined && !head.existing && head.presence !== 'never';
  });
}

/** A property that Azure ignores, for one reason or another. */
export function observeIgnored(pair: Pair, head: Resource, unread: Unread, before: string): IgnoredObservation {
  const { path, entry, around, reason, advice, cause, place = path } = unread;
  const key = entry.keySpan ? [{ span: entry.keySpan, role: 'written' as const }] : entry.value.origins;
  const own = cause === 'version' ? [...key, ...head.apiVersion.origins] : key;
  const where = {
    subject: head,
    pair,
    property: path,
    base: undefined,
    head: () => ({ own, around: around.flatMap(({ origins }) => origins), near: entry.keySpan ?? head.nameSpan }),
  };
  return observation(settled('weakened', 'possible'), where, () => ({
    before,
    after: 'not read',
    texts: { reason, advice, place },
    outcome: unreadOutcome,
    unknown: reason,
  }));
}
