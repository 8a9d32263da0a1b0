import { compareEstate, declarationOf, stateOf } from '../diff/estate.ts';
import { identityOf } from '../model/identity.ts';
import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import { type ProtectedKind, protectedKind } from '../protection/azure/kinds.ts';
import { untoldPlaces } from '../protection/resources/told-arguments.ts';
import type { Rule, Severity, UnknownSeverity } from '../rules/rule.ts';
import type { Span } from '../text/source.ts';
import { type Account, type AccountBook, openAccount } from './account.ts';
import type { Candidate } from './candidate.ts';
import { combinable, combinationsOf } from './combinations.ts';
import { type Comparison, type ComparisonOptions, comparisonOf, withKnownVaults } from './comparison.ts';
import { addTo, askRules, findingsOf, type RuleOptions, subjectIn } from './findings.ts';
import { mergeFindings } from './merge-findings.ts';
import { isUnrelatedState, mergeNotices, noticesOf, unjudgedNotices } from './notices.ts';
import { withPartsBelow } from './parts.ts';
import { type Compared, type Finding, type Notice, type RunResult, summaryOf } from './result.ts';
import { type HoldsSecret, secretLines } from './secret-lines.ts';
import { supersededIn } from './supersede.ts';

export interface RunOptions extends ComparisonOptions {
  readonly rules: readonly Rule[];
  readonly unknown: UnknownSeverity;
  readonly failOn?: Severity;
  /** Where the pages of rules are: an address with `{rule}` for the id. */
  readonly rulePages?: string | undefined;
  /** Targets that are left out because nothing in them changed. */
  readonly unchanged?: number;
  /** Targets of base that nothing changes, if others may declare what they have. */
  readonly standing?: readonly EvaluatedTarget[];
}

/** A run to which targets are given one after the other. */
export interface Judgement {
  readonly add: (target: EvaluatedTarget) => void;
  /** To be asked once, after all targets. */
  readonly result: () => RunResult;
}

/** Judges targets that are all there already: see {@link openJudgement}. */
export function judgeTargets(
  mode: RunResult['mode'],
  targets: readonly EvaluatedTarget[],
  options: RunOptions,
): RunResult {
  const judgement = openJudgement(mode, options);
  for (const target of targets) judgement.add(target);
  return judgement.result();
}

/**
 * Judges what targets deploy: in `diff` the change from base to head, in `check` head alone. Each rule is asked if it
 * judges that. Nothing is read or evaluated here. In `check`, of a target only its findings are kept; a change is judged
 * when all targets are there, because resources can go from one to another.
 */
export function openJudgement(mode: RunResult['mode'], options: RunOptions): Judgement {
  const rules = options.rules.filter((rule) => rule.mode === 'both' || (rule.mode === 'state') === (mode === 'check'));
  const asked = { rules, unknown: options.unknown, mode, failOn: options.failOn ?? 'error' };
  const seen = seenNothing(rules);
  const estate: EvaluatedTarget[] = [];
  return {
    add: (target) => {
      if (mode === 'diff') estate.push(target);
      else if (target.head) takeComparisons([comparisonOf(stateOf(target), options)], asked, seen);
      // Last, so that a target on which this fails is not counted.
      takeTarget(target, mode, seen);
    },
    result: () => {
      const { knownVaults = [], standing = [] } = options;
      const compared = compareEstate(estate, standing).map((one) => withKnownVaults(one, knownVaults));
      const comparisons = compared.map((one) => comparisonOf(one, options));
      takeComparisons(comparisons, asked, seen);
      const account = mode === 'diff' ? seen.book.close(estate, comparisons) : undefined;
      return resultOf(seen, asked, options, account);
    },
  };
}

/** What is kept of targets and comparisons that were judged. */
interface Seen {
  readonly findings: Finding[];
  /** Candidates that can be a part of what several of them make together. */
  readonly parts: Candidate[];
  /** Properties by the key of the resource. */
  readonly judged: Map<string, Set<string>>;
  /** Kinds of what can lose something, by the identity of each resource. */
  readonly kinds: Map<string, ProtectedKind | undefined>;
  readonly notices: Notice[];
  readonly secretSpans: Span[];
  readonly secretTexts: Set<string>;
  readonly counts: { targets: number; unguarded: number; unreadable: number };
  readonly book: AccountBook;
}

function seenNothing(rules: readonly Rule[]): Seen {
  return {
    book: openAccount(rules),
    findings: [],
    parts: [],
    judged: new Map(),
    kinds: new Map(),
    notices: [],
    secretSpans: [],
    secretTexts: new Set(),
    counts: { targets: 0, unguarded: 0, unreadable: 0 },
  };
}

function takeTarget(
  target: EvaluatedTarget,
  mode: RunResult['mode'],
  { notices, secretSpans, secretTexts, counts }: Seen,
): void {
  const { base, head } = target;
  const sides = [base, head];
  counts.targets += 1;
  if (target.isUnguarded) counts.unguarded += 1;
  // A change of what cannot be seen is a finding; without a base, there is none. Of what Azure has, and of what it
  // predicts, a part is missing.
  const isWhole = (side: TargetRevision | undefined): boolean =>
    side === undefined || side.deployment.gaps.length === 0;
  const told = sides.filter((side) => side?.deployment.source !== undefined);
  const isBlind = !(mode === 'check' ? [head] : told).every(isWhole);
  if (sides.some((side) => side?.unreadable) || isUnrelatedState(target) || isBlind) counts.unreadable += 1;
  for (const side of sides) for (const span of side?.deployment.secretSpans ?? []) secretSpans.push(span);
  for (const side of sides) for (const text of side?.deployment.secretTexts ?? []) secretTexts.add(text);
  for (const unseen of sides.flatMap((side) => side?.deployment.unseen ?? []))
    secretSpans.push(...untoldPlaces(unseen));
  for (const notice of noticesOf(target)) notices.push(notice);
}

function takeComparisons(
  comparisons: readonly Comparison[],
  asked: RuleOptions,
  { findings, parts, judged, kinds, book }: Seen,
): void {
  const answers = comparisons.map((comparison) =>
    askRules(comparison, asked, (rule, observed) => book.take(comparison, rule, observed)),
  );
  const candidates = withoutRepeated(answers.flatMap((answer) => answer.candidates));
  for (const finding of findingsOf(candidates, asked)) findings.push(finding);
  for (const candidate of combinable(candidates, asked.rules)) parts.push(candidate);
  const own = answers.filter((_, index) => comparisons[index]?.onlyWidened === false);
  for (const answer of own) {
    for (const [key, properties] of answer.judged) for (const property of properties) addTo(judged, key, property);
  }
  // Other worlds of what a target deploys are no further resources.
  const counted = comparisons.filter(({ onlyWidened }) => !onlyWidened);
  for (const pair of counted.flatMap(({ context }) => context.pairs)) {
    const resource = subjectIn(pair, asked.mode);
    if (resource) kinds.set(identityOf(resource).key, protectedKind(resource));
  }
}

/**
 * That a caller can override something is said only where nothing else is said of it. What a default leaves out and head
 * may lack is not reported: a loop over a value that no caller gives has no names to find again.
 */
function withoutRepeated(candidates: readonly Candidate[]): readonly Candidate[] {
  const isLesser = ({ observed, comparison }: Candidate): boolean =>
    comparison.onlyWidened && (observed.verdict === 'unknown' || !observed.widened);
  const placeOf = ({ observed, comparison }: Candidate): string =>
    [comparison.target, declarationOf(observed.subject), observed.property].join('|');
  // Of a policy, the property that is named depends on what else changed.
  const lossOf = ({ rule, observed: { subject, before, after }, comparison }: Candidate): string =>
    [comparison.target, rule.id, declarationOf(subject), before, after].join('|');
  const said = candidates.filter((one) => !isLesser(one));
  const reported = new Set([...said.map(placeOf), ...said.map(lossOf)]);
  const isSuperseded = supersededIn(said);
  const isTold = (one: Candidate): boolean =>
    reported.has(placeOf(one)) || reported.has(lossOf(one)) || isSuperseded(one);
  const isNameless = ({ observed: { pair, property, verdict } }: Candidate): boolean =>
    verdict === 'unknown' && property === '' && pair.leftOutBy !== undefined;
  return candidates.filter((one) => !isNameless(one) && !(isLesser(one) && isTold(one)));
}

/** Characters from which on a text is looked for where it is not known to be a secret. */
const minSecret = 6;

function resultOf(seen: Seen, asked: RuleOptions, options: RunOptions, account: Account | undefined): RunResult {
  const { secretSpans, secretTexts, counts } = seen;
  const holdsSecret = secretLines(secretSpans);
  const together = findingsOf(combinationsOf(seen.parts, asked.rules), asked);
  const merged = mergeFindings([...seen.findings, ...together]).map((one) => withoutSecretFix(one, holdsSecret));
  const findings = withPartsBelow(merged);
  const kinds = [...seen.kinds.values()];
  const count = (kind: ProtectedKind): number => kinds.filter((one) => one === kind).length;
  const compared: Compared = {
    targets: counts.targets,
    unchangedTargets: options.unchanged ?? 0,
    unguardedTargets: counts.unguarded,
    vaults: count('vault'),
    policies: count('policy'),
    items: count('item'),
    protections: [...seen.judged.values()].reduce((sum, { size }) => sum + size, 0),
  };
  return {
    mode: asked.mode,
    rules: [...asked.rules].sort((left, right) => (left.id < right.id ? -1 : 1)),
    findings,
    waived: [],
    failOn: options.failOn ?? 'error',
    ...(options.rulePages !== undefined && { rulePages: options.rulePages }),
    notices: mergeNotices([...seen.notices, ...unjudgedNotices(account)]),
    secretSpans,
    // Shorter texts are on many lines.
    secretTexts: [...secretTexts].filter(({ length }) => length >= minSecret),
    summary: summaryOf(findings, compared),
    account,
    complete: counts.unreadable === 0 && (account?.counts.unjudged ?? 0) === 0,
  };
}

/** A fix repeats what base says, and stands beside what head says. */
function withoutSecretFix(finding: Finding, holdsSecret: HoldsSecret): Finding {
  const { fix, base } = finding;
  const isShown = fix && !holdsSecret(fix.span) && !(base && holdsSecret(base));
  return isShown ? finding : { ...finding, fix: undefined };
}
