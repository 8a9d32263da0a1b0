import { severityRanks } from '../rules/rule.ts';
import type { Span } from '../text/source.ts';
import type { Finding } from './result.ts';

/**
 * Puts the parts of a finding behind it and marks them, so that no loss is counted twice. A finding that weighs more
 * than the one that puts it together counts for itself.
 */
export function withPartsBelow(findings: readonly Finding[]): readonly Finding[] {
  const wholes = findings.filter(({ parts }) => parts.length > 0);
  if (wholes.length === 0) return findings.map(asWhole);
  const wholeBy = new Map(
    wholes.flatMap((whole) => whole.parts.map(({ rule, name, span }) => [keyOf(rule.id, name, span), whole] as const)),
  );
  const below = new Map<Finding, Finding[]>(wholes.map((whole) => [whole, []]));
  const others = findings.filter((finding) => {
    const whole = wholeOf(finding, wholeBy);
    if (whole) below.get(whole)?.push({ ...finding, isPart: true });
    return !whole;
  });
  return others.flatMap((finding) => [asWhole(finding), ...(below.get(finding) ?? [])]);
}

/** Most findings are no parts, and there may be very many. */
function asWhole(finding: Finding): Finding {
  return finding.isPart ? { ...finding, isPart: false } : finding;
}

/** What puts a finding together with others, whatever resource of it is meant. */
function wholeOf(finding: Finding, wholeBy: ReadonlyMap<string, Finding>): Finding | undefined {
  const wholes = finding.names.map((name) => wholeBy.get(keyOf(finding.rule.id, name, finding.anchor)));
  const [first] = wholes;
  return first && wholes.every((whole) => whole && weighsAsMuch(whole, finding)) ? first : undefined;
}

function weighsAsMuch(whole: Finding, part: Finding): boolean {
  return severityRanks[whole.severity] >= severityRanks[part.severity] && (whole.fails || !part.fails);
}

function keyOf(rule: string, name: string, { file, start }: Span): string {
  // Only the path, which is last, can be of any form after a name of that length.
  return `${rule} ${start} ${name.length} ${name} ${file.path}`;
}
