import type { Decision } from '../diff/worlds.ts';
import type { Outcome } from '../protection/outcome/outcome.ts';
import { type Observation, reasonOf, type UnknownCause } from './check.ts';

/** Where something was seen: the resource, the property, and the evidence in both revisions. */
export type Where = Pick<Observation, 'subject' | 'pair' | 'property' | 'covers' | 'base' | 'head' | 'plans'>;

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

/** Makes an observation of a decision: what is unknown has the reason of the values that decide, or a word for it. */
export function observation<Placeholder extends string>(
  { verdict, confidence, widened = false, isBounded = false, base, head }: Decision,
  where: Where,
  { unknown, reason, outcome, unknownIn, ...words }: Words<Placeholder>,
): Observation<Placeholder> {
  const seen = { ...where, ...words, confidence, widened, ...(outcome && { outcome }) };
  if (verdict !== 'unknown') return { ...seen, verdict };
  const known = unknownIn && { unknownIn };
  if (isBounded) return { ...seen, ...known, verdict, unknown: tooManyWorlds };
  return { ...seen, ...known, verdict, unknown: reason ?? reasonOf([...head, ...base]) ?? unknown };
}

const tooManyWorlds = 'it depends on more combinations of unknown values than armlock looks at';

/** A decision for what holds in each case that the values leave open. */
export function settled(verdict: Decision['verdict'], confidence: Decision['confidence']): Decision {
  return { verdict, confidence, base: [], head: [] };
}
