import { compareEstate, stateOf, type TargetComparison } from '../diff/estate.ts';
import type { Resource } from '../model/deployment.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import { type ProtectedKind, protectedKind } from '../protection/azure/kinds.ts';
import type { Rule, Severity, UnknownSeverity } from '../rules/rule.ts';
import type { Candidate } from './candidate.ts';
import { type Comparison, type ComparisonOptions, comparisonOf, withKnownVaults } from './comparison.ts';
import { askRules, findingsOf, subjectIn } from './findings.ts';
import { mergeFindings } from './merge-findings.ts';
import { mergeNotices, noticesOf } from './notices.ts';
import { type Compared, type Finding, type RunResult, summaryOf } from './result.ts';
import { type HoldsSecret, secretLines } from './secret-lines.ts';

export interface RunOptions extends ComparisonOptions {
  readonly rules: readonly Rule[];
  readonly unknown: UnknownSeverity;
  readonly failOn?: Severity;
  /** Targets that are left out because nothing in them changed. */
  readonly unchanged?: number;
}

/**
 * Judges what targets deploy: in `diff` the change from base to head, in `check` head alone. Each rule is asked if it
 * judges that. Nothing is read or evaluated here.
 */
export function judgeTargets(
  mode: RunResult['mode'],
  targets: readonly EvaluatedTarget[],
  options: RunOptions,
): RunResult {
  const rules = options.rules.filter((rule) => rule.mode === 'both' || (rule.mode === 'state') === (mode === 'check'));
  const asked = { rules, unknown: options.unknown, mode };
  const comparisons = comparedIn(mode, targets, options).map((one) => comparisonOf(one, options));
  const answers = comparisons.map((comparison) => askRules(comparison, asked));
  const candidates = withoutRepeated(answers.flatMap((answer) => answer.candidates));
  const secretSpans = targets.flatMap(({ base, head }) =>
    [base, head].flatMap((one) => one?.deployment.secretSpans ?? []),
  );
  const holdsSecret = secretLines(secretSpans);
  const findings = mergeFindings(findingsOf(candidates, asked)).map((one) => withoutSecretFix(one, holdsSecret));
  const compared: Compared = {
    targets: targets.length,
    unchangedTargets: options.unchanged ?? 0,
    unguardedTargets: targets.filter(({ isUnguarded }) => isUnguarded).length,
    ...resourcesOf(mode, comparisons),
    protections: new Set(answers.flatMap(({ judged }) => [...judged])).size,
  };
  return {
    mode,
    rules: [...rules].sort((left, right) => (left.id < right.id ? -1 : 1)),
    findings,
    waived: [],
    failOn: options.failOn ?? 'error',
    notices: mergeNotices(targets.flatMap(noticesOf)),
    secretSpans,
    summary: summaryOf(findings, compared),
    complete: targets.every(({ base, head }) => !base?.unreadable && !head?.unreadable),
  };
}

/** That a caller can override something is said only where nothing else is said of it. */
function withoutRepeated(candidates: readonly Candidate[]): readonly Candidate[] {
  const isLesser = ({ observed, comparison }: Candidate): boolean =>
    comparison.onlyWidened && observed.verdict === 'unknown';
  const placeOf = ({ observed, comparison }: Candidate): string =>
    [comparison.target, identityOf(observed.subject).key, observed.property].join('|');
  const told = new Set(candidates.filter((one) => !isLesser(one)).map(placeOf));
  return candidates.filter((one) => !isLesser(one) || !told.has(placeOf(one)));
}

function comparedIn(
  mode: RunResult['mode'],
  targets: readonly EvaluatedTarget[],
  { knownVaults = [] }: RunOptions,
): readonly TargetComparison[] {
  if (mode === 'check') return targets.filter(({ head }) => head).map(stateOf);
  return compareEstate(targets).map((one) => withKnownVaults(one, knownVaults));
}

/** A fix repeats what base says, and stands beside what head says. */
function withoutSecretFix(finding: Finding, holdsSecret: HoldsSecret): Finding {
  const { fix, base } = finding;
  const isShown = fix && !holdsSecret(fix.span) && !(base && holdsSecret(base));
  return isShown ? finding : { ...finding, fix: undefined };
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
