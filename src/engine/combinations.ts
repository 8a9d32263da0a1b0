import type { CheckOf } from '../checks/behaviour.ts';
import type { CheckContext } from '../checks/check.ts';
import type { safeguardRemovedWithLoss } from '../checks/safeguard-removed-with-loss.ts';
import type { Resource } from '../model/deployment.ts';
import { observe } from '../model/observe.ts';
import { segmentsOf } from '../model/segments.ts';
import { guardKind } from '../protection/azure/kinds.ts';
import { combinationOutcome, keepsRecoveryPoints } from '../protection/outcome/combination-outcome.ts';
import { isVaultKnown, vaultKey } from '../protection/resources/inventory.ts';
import type { Rule } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { memo } from '../text/memo.ts';
import type { Candidate } from './candidate.ts';

type CombinationCheck = CheckOf<typeof safeguardRemovedWithLoss>;

/**
 * Finds vaults of which one change removes a safeguard and what it protects. Parts count together if they are of
 * one vault, in whichever targets they are written.
 */
export function combinationsOf(candidates: readonly Candidate[], rules: readonly Rule[]): readonly Candidate[] {
  return rules.flatMap((rule) => {
    const { check } = rule;
    return check.kind === 'safeguard-removed-with-loss' ? combineBy(rule, check, candidates.filter(isLoss)) : [];
  });
}

/** The candidates that a combination of several can have as its parts. */
export function combinable(candidates: readonly Candidate[], rules: readonly Rule[]): readonly Candidate[] {
  const named = new Set(
    rules.flatMap(({ check }) =>
      check.kind === 'safeguard-removed-with-loss' ? [...check.safeguards, ...check.losses] : [],
    ),
  );
  return candidates.filter((one) => isLoss(one) && named.has(one.rule.id));
}

function isLoss({ comparison, observed }: Candidate): boolean {
  return observed.verdict === 'weakened' && !comparison.onlyWidened && !keepsRecoveryPoints(observed.outcome);
}

function combineBy(rule: Rule, check: CombinationCheck, candidates: readonly Candidate[]): readonly Candidate[] {
  const lifted = candidates.filter(({ rule: { id } }) => check.safeguards.includes(id));
  const lost = candidates.filter(({ rule: { id } }) => check.losses.includes(id));
  const near = safeguardsNear(lifted);
  const groups = new Map<string, Group>();
  for (const loss of lost) {
    const guards = near(loss).filter((one) => one !== loss && guardsSame(one, loss));
    const key = guards.length === 0 ? undefined : groupKey(loss);
    if (key === undefined) continue;
    const group = groups.get(key) ?? { lifted: new Set(), lost: new Set() };
    for (const one of guards) group.lifted.add(one);
    group.lost.add(loss);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => combinationOf(rule, [...group.lifted], [...group.lost]));
}

/** The safeguards that may guard a loss: those of the same vault, and all resource guards. */
function safeguardsNear(lifted: readonly Candidate[]): (loss: Candidate) => readonly Candidate[] {
  const order = new Map(lifted.map((one, index) => [one, index]));
  const isGuard = (one: Candidate): boolean => guardKind(subjectOf(one)) === 'guard';
  const guards = lifted.filter(isGuard);
  const byVault = groupBy(
    lifted.filter((one) => !isGuard(one)),
    (one) => vaultKey(subjectOf(one)),
  );
  return (loss) =>
    [...guards, ...(byVault.get(vaultKey(subjectOf(loss))) ?? [])].sort(
      (left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0),
    );
}

interface Group {
  readonly lifted: Set<Candidate>;
  readonly lost: Set<Candidate>;
}

function subjectOf({ observed: { pair, subject } }: Candidate): Resource {
  return pair.base ?? subject;
}

function groupKey(loss: Candidate): string | undefined {
  const key = vaultKey(subjectOf(loss));
  return key === undefined ? undefined : `${loss.comparison.target}|${key}`;
}

/** Whether a safeguard that is lifted guards what is lost. */
function guardsSame(safeguard: Candidate, loss: Candidate): boolean {
  const key = vaultKey(subjectOf(loss));
  const isNear = safeguard.comparison.target === loss.comparison.target;
  if (key === undefined) return false;
  if (guardKind(subjectOf(safeguard)) === 'guard') return isNear && isLinked(safeguard, loss);
  if (key !== vaultKey(subjectOf(safeguard))) return false;
  // A vault of another target is the same one only if that is known, and if the target of the loss has none of its own.
  return (
    isNear || (isVaultKnown(subjectOf(loss)) && loss.comparison.context.base.vaultOf(subjectOf(loss)) === undefined)
  );
}

/** Whether the vault of a loss is linked to a guard. Where no links are declared, it may be. */
function isLinked(guard: Candidate, loss: Candidate): boolean {
  const links = linksOf(loss.comparison.context);
  const own = links.get(vaultKey(subjectOf(loss))) ?? [];
  return links.size === 0 || own.some((link) => namesGuard(link, subjectOf(guard)));
}

/** The links of base between vaults and guards, by vault. */
const linksOf = memo(({ pairs }: CheckContext) => {
  const links = pairs.flatMap(({ base }) => (base && guardKind(base) === 'guard-link' ? [base] : []));
  return groupBy(links, vaultKey);
});

function namesGuard(link: Resource, guard: Resource): boolean {
  const id = segmentsOf(observe(link, ['properties', 'resourceGuardResourceId']).value);
  return id.at(-1) === segmentsOf(guard.name).at(-1);
}

function combinationOf(rule: Rule, lifted: readonly Candidate[], lost: readonly Candidate[]): readonly Candidate[] {
  const [first] = lifted;
  const [loss] = lost;
  if (!first || !loss) return [];
  const { comparison, observed } = first;
  const parts = [...lifted, ...lost];
  const isSure = lifted.some((guard) =>
    lost.some((one) => isCertain(guard) && isCertain(one) && guard.comparison.target === one.comparison.target),
  );
  const vault = loss.comparison.context.base.vaultOf(subjectOf(loss)) ?? subjectOf(loss);
  const outcomes = (all: readonly Candidate[]) => all.flatMap((one) => one.observed.outcome?.kind ?? []);
  return [
    {
      rule,
      comparison,
      superseded: [],
      parts,
      observed: {
        ...observed,
        subject: vault,
        property: '',
        confidence: isSure && !needsLink(lifted, loss) ? 'certain' : 'possible',
        texts: {},
        outcome: combinationOutcome(outcomes(lifted), outcomes(lost)),
      },
    },
  ];
}

function isCertain({ observed }: Candidate): boolean {
  return observed.confidence === 'certain';
}

/** Whether only a guard is removed to which the vault is not known to be linked. */
function needsLink(lifted: readonly Candidate[], { comparison }: Candidate): boolean {
  const isLinked = linksOf(comparison.context).size > 0;
  return !isLinked && lifted.every((one) => guardKind(subjectOf(one)) === 'guard');
}
