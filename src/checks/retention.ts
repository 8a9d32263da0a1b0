import type { Pair } from '../diff/pair.ts';
import type { Decision, Judgement } from '../diff/worlds.ts';
import { outcomesOf } from '../expr/choice.ts';
import { printValue } from '../expr/print.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import type { Observation } from '../model/observe.ts';
import { isShorter } from '../protection/durations.ts';
import { protectedKind } from '../protection/kinds.ts';
import { retentionOutcome } from '../protection/outcome.ts';
import { partOutcome } from '../protection/policy-outcome.ts';
import { isNothing } from '../protection/read-values.ts';
import { retentionTiers } from '../protection/retention.ts';
import type { PolicyPart, Retention, RetentionTier, Store } from '../protection/retention-tier.ts';
import {
  type CheckContext,
  decidePair,
  type Evidence,
  isFalse,
  isTrue,
  type Observed,
  reasonOf,
  vaultStateOf,
} from './check.ts';

/** How long a backup policy keeps recovery points. */
export interface RetentionCheck {
  readonly kind: 'retention';
  readonly store: Store;
  /**
   * `reduced`: kept for less long. `removed`: a tier that is not there any more. `part-removed`: a part of the policy is
   * gone with all its tiers. `dead`: a rule that no recovery point comes to any more.
   */
  readonly event: 'reduced' | 'removed' | 'part-removed' | 'dead';
  /** For `part-removed`: what the parts are. */
  readonly part?: 'backup-type' | 'vault-tier';
}

/** Compares how long the policies of a pair keep recovery points, tier by tier. */
export function checkRetention(check: RetentionCheck, context: CheckContext): readonly Observed[] {
  return context.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!base || !head || protectedKind(head) !== 'policy') return [];
    const tiers = commonTiers(base, head).filter(({ store }) => store === check.store);
    if (check.event === 'part-removed') return observeParts(tiers, check, { pair, base, head }, context);
    const reached = tiers.filter(({ reached: isReached }) => isFalse(isReached?.(base).value) === false);
    if (check.event === 'dead')
      return reached.flatMap((tier) => observeReach(tier, check, { pair, base, head }, context));
    return reached.flatMap((tier) => observeTier(tier, check, { pair, base, head }, context));
  });
}

/** The tiers of both revisions, each once; how base calls them counts. */
export function commonTiers(base: Resource, head: Resource): readonly RetentionTier[] {
  const tiers = new Map([...retentionTiers(head), ...retentionTiers(base)].map((tier) => [tier.key, tier]));
  return [...tiers.values()];
}

/** Both revisions of a policy. */
export interface Policies {
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
    judgeRetention(tier.read(from), tier.read(to), event === 'reduced' ? event : 'removed'),
  );
  if (isNone(tier, before) || (event === 'removed' && isPartGone(tier, { base, head }))) return [];
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
    plans: [tier.plan],
    base: evidence(before, after),
    head: evidence(after, before),
    outcome: retentionOutcome(vaultStateOf({ base, head }, context), store, event === 'reduced' ? event : 'removed'),
    ...(unknown !== undefined && { unknown }),
  };
  return [observed];
}

/** Whether recovery points still come to a tier that is as long as before. */
function observeReach(
  tier: RetentionTier,
  { store }: RetentionCheck,
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observed[] {
  if (!tier.reached) return [];
  const [before, after] = [tier.reached(base), tier.reached(head)];
  const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) => {
    if (!isTrue(from) || isTrue(to)) return preserved;
    return { verdict: isFalse(to) ? 'weakened' : 'unknown' };
  });
  const observed: Observed = {
    subject: head,
    pair,
    property: tier.locate(head)[0]?.path ?? '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: decision.widened ?? false,
    before: retentionText(tier.read(valuesOf(tier.locate(base)))),
    after: 'nothing',
    texts: { tier: tier.label },
    plans: [tier.plan],
    base: evidence([before], [after]),
    head: evidence([after], [before]),
    outcome: retentionOutcome(vaultStateOf({ base, head }, context), store, 'removed'),
    ...(decision.verdict === 'unknown' && { unknown: reasonOf(decision.head) ?? 'the tags of the policy' }),
  };
  return [observed];
}

/** Parts of a policy that head does not have any more, each with what it kept. */
function observeParts(
  tiers: readonly RetentionTier[],
  { part: wanted, store }: RetentionCheck,
  { pair, base, head }: Policies,
  context: CheckContext,
): readonly Observed[] {
  const parts = new Map(tiers.flatMap(({ part }) => (part && isWanted(part, wanted) ? [[part.key, part]] : [])));
  return [...parts.values()].flatMap((part) => {
    const [before, after] = [part.locate(base), part.locate(head)];
    if (isNothing(before.value)) return [];
    const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) =>
      isNothing(from) || !isNothing(to) ? preserved : { verdict: 'weakened' },
    );
    const own = tiers.filter((tier) => tier.part?.key === part.key);
    const kept = own.flatMap((tier) => keptText(tier, base));
    const observed: Observed = {
      subject: head,
      pair,
      property: before.path,
      verdict: decision.verdict,
      confidence: decision.confidence,
      widened: decision.widened ?? false,
      before: kept.join(', '),
      after: 'none',
      texts: { tier: part.label },
      base: evidence([before], [after]),
      head: evidence([after], [before]),
      outcome: partOutcome(part, vaultStateOf({ base, head }, context), store),
      plans: [...new Set(own.map(({ plan }) => plan))],
      ...(decision.verdict === 'unknown' && { unknown: reasonOf([...decision.head, ...decision.base]) ?? part.label }),
    };
    return [observed];
  });
}

function isWanted(part: PolicyPart, wanted: RetentionCheck['part']): boolean {
  return (part.key === 'vault tier') === (wanted === 'vault-tier');
}

/** A part that is gone as a whole is one finding, not one for each tier. */
function isPartGone({ part }: RetentionTier, { base, head }: Pick<Policies, 'base' | 'head'>): boolean {
  if (!part || isNothing(part.locate(base).value)) return false;
  return outcomesOf(part.locate(head).value).some(isNothing);
}

/** `yearly retention of Full backups 10 years`. */
function keptText(tier: RetentionTier, policy: Resource): readonly string[] {
  const retention = tier.read(valuesOf(tier.locate(policy)));
  return retention.kind === 'duration' ? [`${tier.label} ${retention.duration.text}`] : [];
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
export function evidence(own: readonly Observation[], other: readonly Observation[]): Evidence | undefined {
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
export function judgeRetention(from: Retention, to: Retention, event: 'reduced' | 'removed'): Judgement {
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
