import type { UnknownSeverity } from '../config/configuration.ts';
import type { Pair } from '../diff/pair.ts';
import type { Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import type { Target } from '../project/load.ts';
import type { TargetPair } from '../project/targets.ts';
import { type ProtectedKind, protectedKind } from '../protection/kinds.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import {
  type CompareOptions,
  type Comparison,
  compareTargets,
  type LoadedPair,
  loadPair,
  stateComparison,
} from './compare.ts';
import { findingsOf, mergeFindings, observationsOf, placedOf } from './findings.ts';
import { mergeNotices, noticesOf } from './notices.ts';
import type { Compared, Finding, RunResult, Summary } from './result.ts';
import type { Draft } from './supersede.ts';

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
  const observed = comparisons.map((comparison) => ({ comparison, drafts: observationsOf(comparison, rules) }));
  const placed = observed.flatMap(({ comparison, drafts }) => placedOf(comparison, drafts, options.unknown));
  const findings = mergeFindings(findingsOf(placed, rules, options.unknown));
  const drafts = observed.flatMap((one) => one.drafts);
  const counted = { targets: loaded.length, unchangedTargets: options.unchanged ?? 0 };
  const compared = { ...counted, ...comparedOf(mode, comparisons, drafts) };
  return {
    mode,
    rules: [...rules].sort((left, right) => (left.id < right.id ? -1 : 1)),
    findings,
    waived: [],
    failOn: options.failOn ?? 'error',
    notices: mergeNotices(loaded.flatMap(noticesOf)),
    summary: summaryOf(findings, compared),
    complete: loaded.every(({ base, head }) => !base?.unreadable && !head?.unreadable),
  };
}

export function summaryOf(findings: readonly Finding[], compared: Compared): Summary {
  const count = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note'), compared };
}

/** Counts what was looked at, each resource and property once: what base has, or what there is of one revision. */
function comparedOf(
  mode: RunResult['mode'],
  comparisons: readonly Comparison[],
  drafts: readonly Draft[],
): Omit<Compared, 'targets' | 'unchangedTargets'> {
  const subjectOf = ({ base, head }: Pair): Resource | undefined => (mode === 'diff' ? base : head);
  const resources = new Map<string, Resource>();
  for (const { context } of comparisons) {
    for (const pair of context.pairs) {
      const resource = subjectOf(pair);
      if (resource) resources.set(identityOf(resource).key, resource);
    }
  }
  const kinds = [...resources.values()].map(protectedKind);
  const count = (kind: ProtectedKind): number => kinds.filter((one) => one === kind).length;
  const judged = drafts.filter(({ observed }) => subjectOf(observed.pair) !== undefined);
  const protections = new Set(judged.map(({ observed }) => `${identityOf(observed.subject).key}|${observed.property}`));
  return {
    vaults: count('vault'),
    policies: count('policy'),
    items: count('item'),
    protections: protections.size,
  };
}
