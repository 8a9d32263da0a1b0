import type { Assumption } from '../diff/assumptions.ts';
import type { Pair } from '../diff/pair.ts';
import { type Decision, decide, type Judge } from '../diff/worlds.ts';
import { canonicalValue } from '../expr/basis.ts';
import { equalValues, withoutEqualCases } from '../expr/equality.ts';
import { boolValue } from '../expr/make-value.ts';
import type { Origin, UnknownReason, Value } from '../expr/value.ts';
import type { Gap, Resource } from '../model/deployment.ts';
import type { DeploymentMode } from '../model/mode.ts';
import { aroundOf, type PropertyRead } from '../model/observe.ts';
import { vaultKindOf } from '../protection/azure/kinds.ts';
import type { Outcome } from '../protection/outcome/outcome.ts';
import type { VaultState } from '../protection/outcome/vault-outcome.ts';
import type { RetentionFloors } from '../protection/policy/floors.ts';
import { immutabilityOf } from '../protection/resources/immutability.ts';
import type { Inventory } from '../protection/resources/inventory.ts';
import type { Span } from '../text/source.ts';

/** Two revisions of a target, or one of them alone for rules that judge a state. */
export interface CheckContext {
  readonly pairs: readonly Pair[];
  /** Modules and nested deployments whose templates cannot be seen: their bodies are what is passed to them. */
  readonly unseen: readonly Pair[];
  readonly base: Inventory;
  readonly head: Inventory;
  /** Parts of head that cannot be seen. */
  readonly gaps: readonly Gap[];
  readonly mode: DeploymentMode;
  /** The id of what base is deployed to, if that is given. */
  readonly root: Value | undefined;
  /** The shortest retention that policies may have. */
  readonly floorsOf: (policy: Resource) => RetentionFloors;
  /** The day of the run, as `2027-03-31`; undefined if no date should be computed. */
  readonly today: string | undefined;
}

/** Where in a revision something is said. */
export interface Evidence {
  /** Places that the value comes from; none if nothing is written. */
  readonly own: readonly Origin[];
  /** Places of what holds it, outermost last. */
  readonly around: readonly Origin[];
  /** The key of the property, or of the nearest thing that holds it. */
  readonly near: Span;
}

/** Why something cannot be determined: the reason of a value, or a phrase where no value has one. */
export type UnknownCause = UnknownReason | string;

/** What a check saw when it looked at one protection of one resource. Only {@link observation} makes it. */
export type Observation<Placeholder extends string = string> = Preserved | Reported<Placeholder>;

/** A protection that is as good as before: it counts, but nothing is said of it. */
export interface Preserved extends Place {
  readonly verdict: 'preserved';
  readonly unknown?: never;
}

/** What can become a finding. */
export type Reported<Placeholder extends string = string> = Seen<Placeholder> &
  (
    | { readonly verdict: 'weakened'; readonly unknown?: never }
    /** `unknown` is what decides. */
    | { readonly verdict: 'unknown'; readonly unknown: UnknownCause }
  );

/** A property of a resource of base. */
export interface BasePlace {
  readonly resource: Resource;
  readonly property: string;
}

/** What was looked at. */
export interface Place {
  /** The resource in head, or in base if head does not have it. */
  readonly subject: Resource;
  readonly pair: Pair;
  /** Path of the property in the body; empty for the resource itself. */
  readonly property: string;
  /** Where base says it, if several places do so together; the one that counts first. */
  readonly covers?: readonly BasePlace[];
}

interface Seen<Placeholder extends string> extends Place {
  readonly confidence: 'certain' | 'possible';
  /** Whether only values that head newly allows are weaker. */
  readonly widened: boolean;
  /** What callers must choose to get less. */
  readonly chosen?: readonly Assumption[];
  /** The protection in both revisions, for people and for fingerprints. */
  readonly before: string;
  readonly after: string;
  /** Further placeholders for messages. */
  readonly texts: Readonly<Record<Placeholder, string>>;
  /** Set if head is known, and only what base says is not. */
  readonly unknownIn?: 'base' | undefined;
  readonly base: Evidence | undefined;
  readonly head: Evidence | undefined;
  readonly outcome?: Outcome;
  /** For policies: the kinds of recovery points that are concerned, by the keys of their plans. */
  readonly plans?: readonly string[];
}

/**
 * Judges values of a pair in every world in which both revisions deploy it. Where head may not deploy it, a weakening
 * is possible only.
 */
export function decidePair(
  { base, head, guessed, choices }: Pair,
  baseValues: readonly Value[],
  headValues: readonly Value[],
  judge: Judge,
): Decision {
  const decision = decide(
    [presenceValue(base), ...baseValues],
    [presenceValue(head), ...headValues],
    ([before, ...from], [after, ...to]) => {
      if (isFalse(before)) return { verdict: 'nothing' };
      if (isFalse(after)) return { verdict: 'nothing', confidence: 'possible' };
      const judged = judge(from, to);
      const together = isTrue(after) || (before && after && equalValues(before, after));
      return together ? judged : { ...judged, confidence: 'possible' };
    },
    choices,
  );
  const values = { base: decision.base.slice(1), head: decision.head.slice(1) };
  return { ...decision, ...values, ...(guessed && { confidence: 'possible' }) };
}

/** Whether a resource is deployed, as a value; one that only exists is not. */
export function presenceValue(resource: Resource | undefined): Value {
  if (!resource || resource.existing || resource.presence === 'never') return boolValue(false);
  return resource.presence === 'always' ? boolValue(true) : withoutEqualCases(resource.presence);
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

export function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'bool' && !value.value;
}

/** What is known of the vault to which both sides of a pair belong, or which they are. */
export function vaultStateOf({ base, head }: { base: Resource; head: Resource }, context: CheckContext): VaultState {
  const before = context.base.vaultOf(base);
  return {
    kind: vaultKindOf(head),
    base: immutabilityOf(before),
    head: immutabilityOf(context.head.vaultOf(head)),
    stated: before !== undefined && context.base.isStated(before),
    guarded: context.base.isGuarded(base),
  };
}

/** Why the first value is unknown that is. */
export function reasonOf(values: readonly Value[]): UnknownCause | undefined {
  for (const value of values) {
    if (value.kind === 'unknown') return value.why;
    if (value.kind === 'choice') return value.atom.why;
    if (value.kind === 'failed') return value.message;
  }
  return undefined;
}

export function evidenceOf(read: PropertyRead): Evidence {
  return { own: read.value.origins, around: aroundOf(read), near: read.near };
}

/** The evidence of a resource itself: its name, its declaration, and the deployments that lead to it. */
export function evidenceOfResource({ nameSpan, span, callers = [] }: Resource): Evidence {
  const around = [span, ...callers].map((place): Origin => ({ span: place, role: 'written' }));
  return { own: [{ span: nameSpan, role: 'written' }], around, near: nameSpan };
}

/** The values that differ explain a change; if all do or none does, all of them. */
export function evidence(own: readonly PropertyRead[], other: readonly PropertyRead[]): Evidence | undefined {
  const different = own.filter((one, index) => canonicalValue(one.value) !== printed(other[index]));
  const chosen = different.length > 0 ? different : own;
  const [first] = chosen;
  if (!first) return undefined;
  return { own: chosen.flatMap(({ value }) => value.origins), around: aroundOf(first), near: first.near };
}

function printed(observation: PropertyRead | undefined): string | undefined {
  return observation && canonicalValue(observation.value);
}
