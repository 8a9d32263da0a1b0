import { takesAway } from '../checks/behaviours.ts';
import type { Observation, Reported } from '../checks/check.ts';
import type { Pair } from '../diff/pair.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import type { Origin } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { identityOf, nameText, shownSegments, wholeNameText } from '../model/identity.ts';
import { protectedKind } from '../protection/azure/kinds.ts';
import { skippedOutcome } from '../protection/outcome/skipped-outcome.ts';
import { compareTimelines, type TimelineChange } from '../protection/policy/timeline.ts';
import { type Rule, type Severity, severityFor, severityRanks, type UnknownSeverity } from '../rules/rule.ts';
import { hashOf } from '../text/hash.ts';
import { askAlike, askEach } from './alike.ts';
import { anchorOf, basePlaceOf } from './anchor.ts';
import type { Candidate } from './candidate.ts';
import type { Comparison } from './comparison.ts';
import { fixOf } from './fix.ts';
import { adviceOf, messageOf, whatHappened } from './message.ts';
import { isOfOtherWorlds, isRefactoring } from './other-worlds.ts';
import type { Finding, FindingPart, RunResult } from './result.ts';
import { shownPath, withoutSecureTexts } from './secure-texts.ts';
import { supersede } from './supersede.ts';

/** What the rules answer about a comparison. */
export interface RuleAnswers {
  /** What is reported: losses, and what cannot be determined. */
  readonly candidates: readonly Candidate[];
  /** The properties of each resource that were judged, by its key. What is preserved is only counted. */
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface RuleOptions {
  readonly rules: readonly Rule[];
  readonly unknown: UnknownSeverity;
  readonly mode: RunResult['mode'];
  /** The least severity of a finding that makes a run fail. */
  readonly failOn: Severity;
}

/**
 * Asks all rules about a comparison.
 *
 * @param take is given all that is observed, what is preserved included
 */
export function askRules(
  comparison: Comparison,
  { rules, unknown, mode }: RuleOptions,
  take: (rule: Rule, observed: Observation) => void = () => {},
): RuleAnswers {
  const reported: Candidate[] = [];
  const judged = new Map<string, Set<string>>();
  // Of other worlds, what is preserved is left out below.
  const ask = mode === 'diff' && !comparison.onlyWidened ? askAlike(comparison.context) : askEach(comparison.context);
  for (const rule of rules) {
    for (const seen of ask(rule)) {
      const observed = seen.verdict === 'preserved' ? seen : withoutSecureTexts(seen, comparison.context);
      const isPreserved = observed.verdict === 'preserved';
      if (comparison.onlyWidened && (isPreserved || !isOfOtherWorlds(observed, comparison))) continue;
      take(rule, observed);
      if (subjectIn(observed.pair, mode)) addTo(judged, identityOf(observed.subject).key, observed.property);
      if (isPreserved) continue;
      if (comparison.particularsOf(observed.subject).severityOf(rule.id) === 'off') continue;
      if (isReported(rule, observed, unknown)) reported.push({ rule, observed, comparison, superseded: [], parts: [] });
    }
  }
  return { candidates: supersede(reported), judged };
}

/** Adds a property of a resource. */
export function addTo(judged: Map<string, Set<string>>, key: string, property: string): void {
  const known = judged.get(key);
  if (known) known.add(property);
  else judged.set(key, new Set([property]));
}

/** The resource of a pair that can lose something: a change is one of what base has. */
export function subjectIn({ base, head }: Pair, mode: RunResult['mode']): Resource | undefined {
  return mode === 'diff' ? base : head;
}

function isReported(rule: Rule, observed: Reported, unknown: UnknownSeverity): boolean {
  if (observed.verdict === 'unknown') {
    // That a file is broken is reported once, with what that means for all that it may say.
    const isTold = typeof observed.unknown === 'object' && observed.unknown.code === 'broken-file';
    return unknown !== 'ignore' && !isTold && rule.messages.unknown !== undefined;
  }
  return observed.verdict === 'weakened';
}

/** What is reported of candidates. Nothing of their deployments is kept in it. */
export function findingsOf(candidates: readonly Candidate[], options: RuleOptions): readonly Finding[] {
  return candidates.map((one) => findingOf(one, options));
}

function findingOf(candidate: Candidate, { unknown, failOn }: RuleOptions): Finding {
  const { rule, observed, comparison } = candidate;
  const { subject, before, after, confidence, outcome, base, head } = observed;
  const verdict = observed.verdict === 'unknown' ? 'unknown' : 'weakened';
  const particulars = comparison.particularsOf(subject);
  const told = particulars.severityOf(rule.id);
  const usual = told === undefined || told === 'off' ? severityFor(rule, subject.type) : told;
  const parts = candidate.parts.map(partOf);
  const anchor = anchorOf(observed, comparison.lineMaps);
  const worth = isRefactoring(observed, comparison) ? 'note' : unknown;
  const severity = verdict === 'unknown' ? leastOf(usual, worth) : usual;
  return {
    rule,
    severity,
    fails: severityRanks[severity] >= severityRanks[particulars.failOn ?? failOn],
    verdict,
    // What cannot be determined, or is deployed only if a caller asks for it, is never certain.
    confidence: verdict === 'unknown' || observed.pair.leftOutBy !== undefined ? 'possible' : confidence,
    outcome: outcome && skippedOutcome(observed.pair.head, outcome),
    resource: {
      type: subject.type,
      name: nameText(subject.name),
      segments: shownSegments(subject.name),
      scope: wholeNameText(subject.scope),
    },
    names: [nameText(subject.name)],
    property: shownPath(observed.property, [observed.pair.base, observed.pair.head]),
    before,
    after,
    message: messageOf(candidate, parts),
    advice: adviceOf(candidate),
    anchor,
    gone: comparison.lineMaps.isGone(anchor.file),
    standIn: undefined,
    base: basePlaceOf(observed),
    chain: chainOf(head?.own ?? []),
    fingerprint: hashOf([...changeKey(candidate), ...candidate.parts.flatMap(changeKey).sort()]),
    parts,
    isPart: false,
    targets: [comparison.target],
    waiver: undefined,
    fix:
      verdict === 'weakened' && takesAway(rule.check) && comparison.head.source === undefined && parts.length === 0
        ? fixOf(base, head, comparison.lineMaps)
        : undefined,
    timeline: verdict === 'weakened' ? timelineFor(observed) : [],
  };
}

/** A candidate that is part of another one, in short. */
function partOf(candidate: Candidate): FindingPart {
  const { rule, observed, comparison } = candidate;
  return {
    rule,
    name: nameText(observed.subject.name),
    message: whatHappened(candidate),
    span: anchorOf(observed, comparison.lineMaps),
  };
}

/** What is lost, without the places where it is written. */
function changeKey({ rule, observed }: Candidate): readonly string[] {
  const { subject, property, before, after } = observed;
  return [rule.id, identityOf(subject).key, property.toLowerCase(), before, after];
}

/** What becomes of the recovery points, as evidence that people can check. It explains a verdict and never makes one. */
function timelineFor({ pair: { base, head }, subject, plans }: Reported): readonly TimelineChange[] {
  if (!base || !head || !plans || protectedKind(subject) !== 'policy') return [];
  return compareTimelines(base, head).filter(({ plan }) => plans.includes(plan));
}

function leastOf(severity: Severity, unknown: UnknownSeverity | Severity): Severity {
  if (unknown === 'ignore') return 'note';
  return severityRanks[severity] < severityRanks[unknown] ? severity : unknown;
}

/** Longer chains explain nothing. */
const maxChain = 8;

function chainOf(origins: readonly Origin[]): readonly Origin[] {
  return flattenOrigins(origins).slice(0, maxChain);
}
