import type { Observed } from '../checks/check.ts';
import type { Resource } from '../model/deployment.ts';
import { holdsResource } from '../model/identity.ts';
import type { Rule, Severity } from '../rules/rule.ts';

/** What a rule saw, before it is written up. */
export interface Draft {
  readonly rule: Rule;
  readonly observed: Observed;
}

/** A draft that stands, with those that it makes superfluous. */
export interface Standing<D extends Draft> {
  readonly draft: D;
  readonly claimed: readonly D[];
}

/**
 * Leaves out what another finding says already: that the policies of a vault are gone goes without saying if the vault
 * is. What is more severe or more certain than what claims it stays.
 */
export function supersede<D extends Draft>(drafts: readonly D[]): readonly Standing<D>[] {
  const claims = new Map<D, D[]>();
  const standing: D[] = [];
  for (const draft of drafts) {
    const claimer = lastClaimer(draft, drafts);
    if (!claimer) standing.push(draft);
    else claims.set(claimer, [...(claims.get(claimer) ?? []), draft]);
  }
  return standing.map((draft) => ({ draft, claimed: claims.get(draft) ?? [] }));
}

/** What claims a draft, if it is not claimed itself; else what claims that, and so on. */
function lastClaimer<D extends Draft>(draft: D, drafts: readonly D[], seen: ReadonlySet<D> = new Set()): D | undefined {
  const claimer = drafts.find((other) => !seen.has(other) && isClaimedBy(draft, other));
  return claimer && (lastClaimer(claimer, drafts, new Set([...seen, draft])) ?? claimer);
}

function isClaimedBy(draft: Draft, other: Draft): boolean {
  if (draft === other || !draft.rule.supersededBy?.includes(other.rule.id)) return false;
  const isWorse =
    severityRanks[draft.rule.severity] > severityRanks[other.rule.severity] || certainty(draft) > certainty(other);
  return !isWorse && holdsResource(resourceOf(other), resourceOf(draft));
}

export const severityRanks: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

function certainty({ observed }: Draft): number {
  if (observed.verdict === 'unknown') return 0;
  return observed.confidence === 'possible' ? 1 : 2;
}

function resourceOf({ observed }: Draft): Resource {
  return observed.pair.base ?? observed.subject;
}
