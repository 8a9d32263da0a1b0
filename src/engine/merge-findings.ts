import { severityRanks } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { hashOf } from '../text/hash.ts';
import { startOf } from '../text/source.ts';
import type { Finding } from './result.ts';

/**
 * One loss that several targets have is one finding: the same rule, place and change, whatever each target calls the
 * resource.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...groupBy(findings, lossKey).values()].map(mergeGroup).sort(byPlace);
}

function lossKey({ rule, anchor, base, property, before, after, verdict, resource }: Finding): string {
  // A resource that was removed leaves no place of its own in head; the one in base separates such losses.
  const places = [anchor, property === '' ? base : undefined].map((span) => span && `${span.file.path}:${span.start}`);
  return JSON.stringify([rule.id, places, resource.type.toLowerCase(), property, before, after, verdict]);
}

function mergeGroup(group: readonly Finding[]): Finding {
  const [only, ...more] = group;
  if (only && more.length === 0) return only;
  const certain = group.find(({ confidence }) => confidence === 'certain');
  const [first] = certain ? [certain] : group;
  if (!first) throw new Error('a group has at least one finding');
  const fingerprints = [...new Set(group.map(({ fingerprint }) => fingerprint))].sort();
  const targets = [...new Set(group.flatMap((one) => one.targets))].sort();
  const others = [...new Set(group.map(({ resource }) => resource.name))].filter(
    (name) => name !== first.resource.name,
  );
  const worst = group.reduce((one, other) =>
    severityRanks[other.severity] > severityRanks[one.severity] ? other : one,
  );
  const also = others.length === 0 ? '' : ` This also applies to ${listed(others)}.`;
  return {
    ...first,
    // Overrides can weigh one loss differently in each target.
    severity: worst.severity,
    fails: group.some(({ fails }) => fails),
    names: [...new Set(group.flatMap(({ names }) => names))].sort(),
    message: first.message + also,
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
