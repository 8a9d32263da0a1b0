import type { Resource } from '../model/deployment.ts';
import { holderKeys, holdsResource, resourceKey } from '../model/identity.ts';
import { severityRanks } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import type { Candidate } from './candidate.ts';

/**
 * Leaves out what another finding says already: a removed vault says that its policies are removed, too. A candidate
 * that is more severe or more certain than the one that would supersede it stays.
 */
export function supersede(candidates: readonly Candidate[]): readonly Candidate[] {
  const supersederOf = supersederLookup(candidates);
  const groups = groupBy(candidates, (one) => lastSuperseder(one, supersederOf));
  return (groups.get(undefined) ?? []).map((one) => ({ ...one, superseded: groups.get(one) ?? [] }));
}

/** Answers whether one of these candidates supersedes another one, which need not be among them. */
export function supersededIn(candidates: readonly Candidate[]): (candidate: Candidate) => boolean {
  const supersederOf = supersederLookup(candidates);
  return (candidate) => supersederOf(candidate, new Set()) !== undefined;
}

type SupersederOf = (candidate: Candidate, seen: ReadonlySet<Candidate>) => Candidate | undefined;

/** Finds the first candidate that supersedes another one, among those about what holds its resource. */
function supersederLookup(candidates: readonly Candidate[]): SupersederOf {
  const order = new Map(candidates.map((candidate, index) => [candidate, index]));
  const byPlace = groupBy(candidates, (one) => placeKey(one.rule.id, resourceKey(resourceOf(one))));
  const there = new Set(candidates.map(({ rule }) => rule.id));
  return (candidate, seen) => {
    const rules = (candidate.rule.supersededBy ?? []).filter((id) => there.has(id));
    const keys = rules.length === 0 ? [] : holderKeys(resourceOf(candidate));
    const near = rules.flatMap((id) => keys.flatMap((key) => byPlace.get(placeKey(id, key)) ?? []));
    const fitting = near.filter((other) => !seen.has(other) && isSupersededBy(candidate, other));
    return fitting.sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0))[0];
  };
}

function placeKey(rule: string, resource: string): string {
  return `${rule} ${resource}`;
}

/** What supersedes a candidate, if nothing supersedes that; else what supersedes it, and so on. */
function lastSuperseder(
  candidate: Candidate,
  supersederOf: SupersederOf,
  seen: ReadonlySet<Candidate> = new Set(),
): Candidate | undefined {
  const next = supersederOf(candidate, seen);
  return next && (lastSuperseder(next, supersederOf, new Set([...seen, candidate])) ?? next);
}

function isSupersededBy(candidate: Candidate, other: Candidate): boolean {
  if (candidate === other || !candidate.rule.supersededBy?.includes(other.rule.id)) return false;
  const isWorse =
    severityRanks[candidate.rule.severity] > severityRanks[other.rule.severity] ||
    certainty(candidate) > certainty(other);
  return !isWorse && holdsResource(resourceOf(other), resourceOf(candidate));
}

function certainty({ observed }: Candidate): number {
  if (observed.verdict === 'unknown') return 0;
  return observed.confidence === 'possible' ? 1 : 2;
}

function resourceOf({ observed }: Candidate): Resource {
  return observed.pair.base ?? observed.subject;
}
