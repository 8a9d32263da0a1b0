import type { UnknownSeverity } from '../config/configuration.ts';
import type { Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import { type ProtectedKind, protectedKind } from '../protection/azure/kinds.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import type { Target } from '../workspace/load.ts';
import type { TargetPair } from '../workspace/targets.ts';
import {
  type CompareOptions,
  type Comparison,
  compareTargets,
  type LoadedPair,
  loadPair,
  stateComparison,
} from './compare.ts';
import { findingsOf, lookAt, mergeFindings, subjectIn } from './findings.ts';
import { mergeNotices, noticesOf } from './notices.ts';
import type { Compared, Finding, RunResult, Summary } from './result.ts';
import { type HoldsSecret, secretLines } from './secret-lines.ts';

export interface RunOptions extends CompareOptions {
  readonly rules: readonly Rule[];
  readonly unknown: UnknownSeverity;
  readonly failOn?: Severity;
  /** Targets that are left out because nothing in them changed. */
  readonly unchanged?: number;
}

/** Compares two revisions of targets by the rules that judge changes. */
export function runDiff(pairs: readonly TargetPair[], options: RunOptions): RunResult {
  return judgePairs(
    pairs,
    pairs.map((pair) => loadPair(pair, options)),
    options,
  );
}

/** The same for targets that are loaded already. */
export function judgePairs(
  pairs: readonly TargetPair[],
  loaded: readonly LoadedPair[],
  options: RunOptions,
): RunResult {
  return resultOf('diff', compareTargets(pairs, loaded, options), loaded, options);
}

/** Judges one revision of targets by the rules that judge a state. */
export function runCheck(targets: readonly Target[], options: RunOptions): RunResult {
  return judgeTargets(
    targets.map((target) => loadPair({ base: undefined, head: target }, options)),
    options,
  );
}

/** The same for targets that are loaded already. */
export function judgeTargets(loaded: readonly LoadedPair[], options: RunOptions): RunResult {
  const comparisons = loaded.flatMap(({ head }) => (head ? [stateComparison(head, options)] : []));
  return resultOf('check', comparisons, loaded, options);
}

function resultOf(
  mode: RunResult['mode'],
  comparisons: readonly Comparison[],
  loaded: readonly LoadedPair[],
  options: RunOptions,
): RunResult {
  const rules = options.rules.filter((rule) => rule.mode === 'both' || (rule.mode === 'state') === (mode === 'check'));
  const asked = { rules, unknown: options.unknown, mode };
  const looks = comparisons.map((comparison) => lookAt(comparison, asked));
  const placed = looks.flatMap((look) => look.placed);
  const secretSpans = loaded.flatMap(({ base, head }) =>
    [base, head].flatMap((one) => one?.deployment.secretSpans ?? []),
  );
  const holdsSecret = secretLines(secretSpans);
  const findings = mergeFindings(findingsOf(placed, asked)).map((one) => withoutSecretFix(one, holdsSecret));
  const compared: Compared = {
    targets: loaded.length,
    unchangedTargets: options.unchanged ?? 0,
    ...resourcesOf(mode, comparisons),
    protections: new Set(looks.flatMap(({ judged }) => [...judged])).size,
  };
  return {
    mode,
    rules: [...rules].sort((left, right) => (left.id < right.id ? -1 : 1)),
    findings,
    waived: [],
    failOn: options.failOn ?? 'error',
    notices: mergeNotices(loaded.flatMap(noticesOf)),
    secretSpans,
    summary: summaryOf(findings, compared),
    complete: loaded.every(({ base, head }) => !base?.unreadable && !head?.unreadable),
  };
}

/** A fix repeats what base says, and stands beside what head says. */
function withoutSecretFix(finding: Finding, holdsSecret: HoldsSecret): Finding {
  const { fix, base } = finding;
  const isShown = fix && !holdsSecret(fix.span) && !(base && holdsSecret(base));
  return isShown ? finding : { ...finding, fix: undefined };
}

export function summaryOf(findings: readonly Finding[], compared: Compared): Summary {
  const count = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note'), compared };
}

/** Counts what can lose something, each resource once. */
function resourcesOf(
  mode: RunResult['mode'],
  comparisons: readonly Comparison[],
): Pick<Compared, 'vaults' | 'policies' | 'items'> {
  const resources = new Map<string, Resource>();
  for (const { context } of comparisons) {
    for (const pair of context.pairs) {
      const resource = subjectIn(pair, mode);
      if (resource) resources.set(identityOf(resource).key, resource);
    }
  }
  const kinds = [...resources.values()].map(protectedKind);
  const count = (kind: ProtectedKind): number => kinds.filter((one) => one === kind).length;
  return { vaults: count('vault'), policies: count('policy'), items: count('item') };
}
