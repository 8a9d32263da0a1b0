import type { Pair } from '../diff/pair.ts';
import type { Decision, Judgement } from '../diff/worlds.ts';
import { printValue } from '../expr/print.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import type { Observation } from '../model/observe.ts';
import { isShorter } from '../protection/durations.ts';
import { protectedKind } from '../protection/kinds.ts';
import { retentionOutcome } from '../protection/outcome.ts';
import { type Retention, type RetentionTier, retentionTiers, type Store } from '../protection/retention.ts';
import { type CheckContext, decidePair, type Evidence, type Observed, reasonOf, vaultStateOf } from './check.ts';

/** How long a backup policy keeps recovery points. */
export interface RetentionCheck {
  readonly kind: 'retention';
  readonly store: Store;
  /** `reduced`: kept for less long. `removed`: a tier that is not there any more. */
  readonly event: 'reduced' | 'removed';
}

/** Compares how long the policies of a pair keep recovery points, tier by tier. */
export function checkRetention(check: RetentionCheck, context: CheckContext): readonly Observed[] {
  return context.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!base || !head || protectedKind(head) !== 'policy') return [];
    return commonTiers(base, head)
      .filter(({ store }) => store === check.store)
      .flatMap((tier) => observeTier(tier, check, { pair, base, head }, context));
  });
}

/** The tiers of both revisions, each once; how base calls them counts. */
export function commonTiers(base: Resource, head: Resource): readonly RetentionTier[] {
  const tiers = new Map([...retentionTiers(head), ...retentionTiers(base)].map((tier) => [tier.key, tier]));
  return [...tiers.values()];
}

interface Policies {
  readonly pair: Pair;
  readonly base: Resource;
  readonly head: Resource;
}

function observeTier(
  tier: RetentionTier,
  { event, store }: RetentionCheck,
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observed[] {
  const [before, after] = [tier.locate(base), tier.locate(head)];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) =>
    judgeRetention(tier.read(from), tier.read(to), event),
  );
  if (isNone(tier, before)) return [];
  const unknown = decision.verdict === 'unknown' ? reasonOf([...decision.head, ...decision.base]) : undefined;
  const observed: Observed = {
    subject: head,
    pair,
    property: after[0]?.path ?? before[0]?.path ?? '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: isWidened(tier, decision),
    before: retentionText(tier.read(decision.base)),
    after: retentionText(tier.read(decision.head)),
    texts: { tier: tier.label },
    base: evidence(before, after),
    head: evidence(after, before),
    outcome: retentionOutcome(vaultStateOf({ base, head }, context), store, event),
    ...(unknown !== undefined && { unknown }),
  };
  return [observed];
}

function valuesOf(observations: readonly Observation[]): readonly Value[] {
  return observations.map(({ value }) => value);
}

function isNone(tier: RetentionTier, observations: readonly Observation[]): boolean {
  return (
    tier.read(valuesOf(observations)).kind === 'none' && valuesOf(observations).every(({ kind }) => kind !== 'choice')
  );
}

/** The values that differ explain a change; if all do or none does, all of them. */
function evidence(own: readonly Observation[], other: readonly Observation[]): Evidence | undefined {
  const different = own.filter((one, index) => printValue(one.value) !== printed(other[index]));
  const chosen = different.length > 0 ? different : own;
  const [first] = chosen;
  if (!first) return undefined;
  return { own: chosen.flatMap(({ value }) => value.origins), around: first.around, near: first.near };
}

function printed(observation: Observation | undefined): string | undefined {
  return observation && printValue(observation.value);
}

const preserved: Judgement = { verdict: 'preserved' };

/** Compares two lengths: of a tier that is there in both revisions (`reduced`), or one that may be gone (`removed`). */
export function judgeRetention(from: Retention, to: Retention, event: RetentionCheck['event']): Judgement {
  if (from.kind === 'none') return preserved;
  if (event === 'removed') return { verdict: to.kind === 'none' ? 'weakened' : 'preserved' };
  if (to.kind === 'none') return preserved;
  if (from.kind === 'duration' && to.kind === 'duration') {
    switch (isShorter(to.duration, from.duration)) {
      case 'yes':
        return { verdict: 'weakened' };
      case 'perhaps':
        return { verdict: 'weakened', confidence: 'possible' };
      case 'no':
        return preserved;
    }
  }
  return judgeBounds(from, to);
}

type SomeRetention = Exclude<Retention, { kind: 'none' }>;

/** What is not known may still be bounded. */
function judgeBounds(from: SomeRetention, to: SomeRetention): Judgement {
  const [before, after] = [boundsOf(from), boundsOf(to)];
  if (isSame(from, to)) {
    const lower = before !== undefined && after !== undefined && after.minDays < before.minDays;
    return lower ? { verdict: 'weakened', confidence: 'possible' } : preserved;
  }
  if (before && after && after.maxDays < before.minDays) return { verdict: 'weakened' };
  if (before && after && after.minDays >= before.maxDays) return preserved;
  return { verdict: 'unknown' };
}

/** The same unknown: its text is the same, and each evaluation of it gives the same. */
function isSame(from: SomeRetention, to: SomeRetention): boolean {
  if (from.kind !== 'unknown' || to.kind !== 'unknown') return false;
  return from.text === to.text && from.repeatable;
}

function boundsOf(retention: SomeRetention): { readonly minDays: number; readonly maxDays: number } | undefined {
  return retention.kind === 'duration' ? retention.duration : retention.bounds;
}

/** Whether the same unknown may newly be shorter than it could be in base. */
function isWidened(tier: RetentionTier, decision: Decision): boolean {
  if (decision.widened) return true;
  const [from, to] = [tier.read(decision.base), tier.read(decision.head)];
  return decision.verdict === 'weakened' && from.kind === 'unknown' && to.kind === 'unknown' && isSame(from, to);
}

export function retentionText(retention: Retention): string {
  switch (retention.kind) {
    case 'none':
      return 'none';
    case 'duration':
      return retention.duration.text;
    case 'unknown':
      return 'not known';
  }
}
