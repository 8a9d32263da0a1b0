import type { Decision } from '../diff/worlds.ts';
import type { Outcome } from '../protection/outcome/outcome.ts';
import { type Evidence, type Observation, type Place, type Reported, reasonOf, type UnknownCause } from './check.ts';

/**
 * Where something was seen: the resource, the property, and the evidence in both revisions. Most of what is looked at is
 * preserved, and no report has evidence of that.
 */
export interface Where extends Place, Pick<Reported, 'plans'> {
  readonly base: EvidenceSource;
  readonly head: EvidenceSource;
}

/** Evidence that is put together when it is asked for; undefined if there is none. */
export type EvidenceSource = (() => Evidence | undefined) | undefined;

/** The same evidence with other places that the value comes from. */
export function withOwn(source: EvidenceSource, ownOf: (seen: Evidence) => Evidence['own']): EvidenceSource {
  return () => {
    const seen = source?.();
    return seen && { ...seen, own: ownOf(seen) };
  };
}

/** The same evidence, which points at these places if there are any. */
export function pointingAt(source: EvidenceSource, places: () => Evidence['own']): EvidenceSource {
  return withOwn(source, ({ own }) => {
    const found = places();
    return found.length > 0 ? found : own;
  });
}

/** What is said of a decision. */
export interface Words<Placeholder extends string> {
  /** The protection in both revisions, for people and for fingerprints. */
  readonly before: string;
  readonly after: string;
  readonly texts: Readonly<Record<Placeholder, string>>;
  readonly outcome?: Outcome | undefined;
  /** Set if head is known, and only what base says is not. */
  readonly unknownIn?: 'base' | undefined;
  /** Why the verdict is not known, if the behaviour can say that better than the values. */
  readonly reason?: UnknownCause | undefined;
  /** Why the verdict is not known, where no value gives a reason. */
  readonly unknown: string;
}

/**
 * Makes an observation of a decision: what is unknown has the reason of the values that decide, or a word for it.
 *
 * @param wordsOf is asked only for what can be reported
 */
export function observation<Placeholder extends string>(
  { verdict, confidence, widened = false, isBounded = false, chosen, base, head }: Decision,
  { subject, pair, property, covers, base: inBase, head: inHead, plans }: Where,
  wordsOf: () => Words<Placeholder>,
): Observation<Placeholder> {
  const place = covers ? { subject, pair, property, covers } : { subject, pair, property };
  if (verdict === 'preserved') return { ...place, verdict };
  const { unknown, reason, outcome, unknownIn, ...words } = wordsOf();
  const seen = {
    ...place,
    ...(plans && { plans }),
    base: inBase?.(),
    head: inHead?.(),
    ...words,
    confidence,
    widened,
    ...(chosen && { chosen }),
    ...(outcome && { outcome }),
  };
  if (verdict === 'weakened') return { ...seen, verdict };
  const known = unknownIn && { unknownIn };
  if (isBounded) return { ...seen, ...known, verdict, unknown: tooManyWorlds };
  return { ...seen, ...known, verdict, unknown: reason ?? reasonOf([...head, ...base]) ?? unknown };
}

const tooManyWorlds = 'it depends on more combinations of unknown values than armlock looks at';

/** A decision for what holds in each case that the values leave open. */
export function settled(verdict: Decision['verdict'], confidence: Decision['confidence']): Decision {
  return { verdict, confidence, base: [], head: [] };
}
