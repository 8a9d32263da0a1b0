import type { Observation } from '../checks/check.ts';
import type { Resource } from '../model/deployment.ts';
import { holderKeys, holdsResource, resourceKey } from '../model/identity.ts';
import { type Rule, severityRanks } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';

/** What a rule saw, before it is written up. */
export interface Candidate {
  readonly rule: Rule;
  readonly observed: Observation;
}

/** A draft that stands, with those that it makes superfluous. */
export interface Standing<D extends Candidate> {
  readonly draft: D;
  readonly claimed: readonly D[];
}

/**
 * Leaves out what another finding says already: that the policies of a vault are gone goes without saying if the vault
 * is. What is more severe or more certain than what claims it stays.
 */
export function supersede<D extends Candidate>(drafts: readonly D[]): readonly Standing<D>[] {
  const claimerOf = claimers(drafts);
  const claims = groupBy(drafts, (draft) => lastClaimer(draft, claimerOf));
  return (claims.get(undefined) ?? []).map((draft) => ({ draft, claimed: claims.get(draft) ?? [] }));
}

type ClaimerOf<D> = (draft: D, seen: ReadonlySet<D>) => D | undefined;

/** Finds the first draft that claims another one, among those about what holds it. */
function claimers<D extends Candidate>(drafts: readonly D[]): ClaimerOf<D> {
  const order = new Map(drafts.map((draft, index) => [draft, index]));
  const byPlace = groupBy(drafts, (draft) => placeKey(draft.rule.id, resourceKey(resourceOf(draft))));
  return (draft, seen) => {
    const rules = draft.rule.supersededBy ?? [];
    const keys = rules.length === 0 ? [] : holderKeys(resourceOf(draft));
    const near = rules.flatMap((id) => keys.flatMap((key) => byPlace.get(placeKey(id, key)) ?? []));
    const fitting = near.filter((other) => !seen.has(other) && isClaimedBy(draft, other));
    return fitting.sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0))[0];
  };
}

function placeKey(rule: string, resource: string): string {
  return `${rule} ${resource}`;
}

/** What claims a draft, if it is not claimed itself; else what claims that, and so on. */
function lastClaimer<D extends Candidate>(
  draft: D,
  claimerOf: ClaimerOf<D>,
  seen: ReadonlySet<D> = new Set(),
): D | undefined {
  const claimer = claimerOf(draft, seen);
  return claimer && (lastClaimer(claimer, claimerOf, new Set([...seen, draft])) ?? claimer);
}

function isClaimedBy(draft: Candidate, other: Candidate): boolean {
  if (draft === other || !draft.rule.supersededBy?.includes(other.rule.id)) return false;
  const isWorse =
    severityRanks[draft.rule.severity] > severityRanks[other.rule.severity] || certainty(draft) > certainty(other);
  return !isWorse && holdsResource(resourceOf(other), resourceOf(draft));
}

function certainty({ observed }: Candidate): number {
  if (observed.verdict === 'unknown') return 0;
  return observed.confidence === 'possible' ? 1 : 2;
}

function resourceOf({ observed }: Candidate): Resource {
  return observed.pair.base ?? observed.subject;
}
