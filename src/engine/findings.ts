import { createHash } from 'node:crypto';
import { runCheck } from '../checks/behaviours.ts';
import type { Observation } from '../checks/check.ts';
import type { UnknownSeverity } from '../config/configuration.ts';
import type { Pair } from '../diff/pair.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import { malformed } from '../expr/malformed.ts';
import type { Origin } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { identityOf, nameText } from '../model/identity.ts';
import { protectedKind } from '../protection/azure/kinds.ts';
import { compareTimelines, type TimelineChange } from '../protection/policy/timeline.ts';
import { type Rule, type Severity, severityRanks } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { startOf } from '../text/source.ts';
import { anchorOf, basePlaceOf } from './anchor.ts';
import { combinationsOf, type Placed } from './combinations.ts';
import type { Comparison } from './compare.ts';
import { fixOf } from './fix.ts';
import { messageOf, whatHappened } from './message.ts';
import type { Finding, FindingPart, RunResult } from './result.ts';
import { type Candidate, type Standing, supersede } from './supersede.ts';

/** What the rules saw in a comparison. */
export interface Look {
  /** What is reported: losses, and what nobody can tell. */
  readonly placed: readonly Placed[];
  /** All that was judged, as keys of resources and properties. What is well is no more than counted. */
  readonly judged: ReadonlySet<string>;
}

/** Asks all rules about a comparison. */
export function lookAt(comparison: Comparison, { rules, unknown, mode }: LookOptions): Look {
  const reported: Candidate[] = [];
  const judged = new Set<string>();
  for (const rule of rules) {
    for (const observed of runCheck(rule.check, comparison.context)) {
      if (comparison.onlyWidened && !(observed.widened && observed.verdict === 'weakened')) continue;
      if (subjectIn(observed.pair, mode)) judged.add(`${identityOf(observed.subject).key}|${observed.property}`);
      if (isReported({ rule, observed }, unknown)) reported.push({ rule, observed });
    }
  }
  return { placed: supersede(reported).map((standing) => ({ comparison, standing })), judged };
}

export interface LookOptions {
  readonly rules: readonly Rule[];
  readonly unknown: UnknownSeverity;
  readonly mode: RunResult['mode'];
}

/** The resource of a pair that can lose something: a change is one of what base has. */
export function subjectIn({ base, head }: Pair, mode: RunResult['mode']): Resource | undefined {
  return mode === 'diff' ? base : head;
}

function isReported({ rule, observed }: Candidate, unknown: UnknownSeverity): boolean {
  if (observed.verdict === 'unknown') {
    // That a file is broken is told once, with what that means for all that it may say.
    const isTold = unknown === 'ignore' || observed.unknown === malformed.text;
    return !isTold && rule.messages.unknown !== undefined;
  }
  return observed.verdict === 'weakened';
}

/** The findings of all comparisons, and those that only several of them make together. */
export function findingsOf(placed: readonly Placed[], { rules, unknown }: LookOptions): readonly Finding[] {
  const single = placed.map(({ comparison, standing }) => findingOf(standing, comparison, unknown));
  const together = combinationsOf(placed, rules).map(({ rule, observed, comparison, parts }) =>
    findingOf({ draft: { rule, observed }, claimed: [] }, comparison, unknown, parts),
  );
  return [...single, ...together];
}

function findingOf(
  standing: Standing<Candidate>,
  comparison: Comparison,
  unknown: UnknownSeverity,
  placed: readonly Placed[] = [],
): Finding {
  const { rule, observed } = standing.draft;
  const { subject, property, before, after, confidence, outcome, base, head } = observed;
  const verdict = observed.verdict === 'unknown' ? 'unknown' : 'weakened';
  const parts = placed.map((one) => partOf(one));
  return {
    rule,
    severity: verdict === 'unknown' ? leastOf(rule.severity, unknown) : rule.severity,
    verdict,
    // Nobody is certain of what cannot be told.
    confidence: verdict === 'unknown' ? 'possible' : confidence,
    outcome,
    resource: { type: subject.type, name: nameText(subject.name), scope: nameText(subject.scope) },
    names: [nameText(subject.name)],
    property,
    before,
    after,
    message: messageOf(standing, comparison.head, parts),
    anchor: anchorOf(observed, comparison.revisions),
    base: basePlaceOf(base),
    chain: chainOf(head?.own ?? []),
    fingerprint: hashOf([
      ...changeKey(standing.draft),
      ...placed.flatMap((one) => changeKey(one.standing.draft)).sort(),
    ]),
    parts,
    targets: [comparison.target],
    waiver: undefined,
    fix:
      verdict === 'weakened' && comparison.head.source === undefined && parts.length === 0
        ? fixOf(base, head, comparison.revisions)
        : undefined,
    timeline: verdict === 'weakened' ? timelineFor(observed) : [],
  };
}

/** A finding that is part of another one, in short. */
function partOf({ comparison, standing }: Placed): FindingPart {
  const { rule, observed } = standing.draft;
  return { rule, message: whatHappened(standing), span: anchorOf(observed, comparison.revisions) };
}

/** What is lost, without the places where it is written. */
function changeKey({ rule, observed }: Candidate): readonly string[] {
  const { subject, property, before, after } = observed;
  return [rule.id, identityOf(subject).key, property.toLowerCase(), before, after];
}

/** What becomes of the recovery points, as evidence that people can check. It explains a verdict and never makes one. */
function timelineFor({ pair: { base, head }, subject, plans }: Observation): readonly TimelineChange[] {
  if (!base || !head || !plans || protectedKind(subject) !== 'policy') return [];
  return compareTimelines(base, head).filter(({ plan }) => plans.includes(plan));
}

function leastOf(severity: Severity, unknown: UnknownSeverity): Severity {
  if (unknown === 'ignore') return 'note';
  return severityRanks[severity] < severityRanks[unknown] ? severity : unknown;
}

/** A chain longer than this explains nothing to anybody. */
const maxChain = 8;

function chainOf(origins: readonly Origin[]): readonly Origin[] {
  return flattenOrigins(origins).slice(0, maxChain);
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * One loss that several targets have is one finding: the same rule, place and change, whatever each target calls the
 * resource.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...groupBy(findings, lossKey).values()].map(mergeGroup).sort(byPlace);
}

function lossKey({ rule, anchor, base, property, before, after, verdict, resource }: Finding): string {
  // A resource that was removed leaves no place of its own in head; the one in base tells such losses apart.
  const places = [anchor, property === '' ? base : undefined].map((span) => span && `${span.file.path}:${span.start}`);
  return JSON.stringify([rule.id, places, resource.type.toLowerCase(), property, before, after, verdict]);
}

function mergeGroup(group: readonly Finding[]): Finding {
  const certain = group.find(({ confidence }) => confidence === 'certain');
  const [first] = certain ? [certain] : group;
  if (!first) throw new Error('a group has at least one finding');
  const fingerprints = [...new Set(group.map(({ fingerprint }) => fingerprint))].sort();
  const targets = [...new Set(group.flatMap((one) => one.targets))].sort();
  const others = [...new Set(group.map(({ resource }) => resource.name))].filter(
    (name) => name !== first.resource.name,
  );
  const more = others.length === 0 ? '' : ` The same holds for ${listed(others)}.`;
  return {
    ...first,
    names: [...new Set(group.flatMap(({ names }) => names))].sort(),
    message: first.message + more,
    fingerprint: fingerprints.length === 1 ? first.fingerprint : hashOf(fingerprints),
    targets,
  };
}

const maxListed = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxListed).join(', ');
  return names.length > maxListed ? `${shown} and ${names.length - maxListed} more` : shown;
}

/** By place, the worst first where there are several, so that the same input gives the same order. */
function byPlace(left: Finding, right: Finding): number {
  const [from, to] = [startOf(left.anchor), startOf(right.anchor)];
  return (
    compareTexts(left.anchor.file.path, right.anchor.file.path) ||
    from.line - to.line ||
    from.column - to.column ||
    severityRanks[right.severity] - severityRanks[left.severity] ||
    compareTexts(left.rule.id, right.rule.id) ||
    compareTexts(left.fingerprint, right.fingerprint)
  );
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
