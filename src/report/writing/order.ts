import type { Finding, Notice } from '../../engine/result.ts';
import { severityRanks } from '../../rules/rule.ts';

/** A finding and those that it puts together. */
type Block = readonly [Finding, ...Finding[]];

/** Findings by severity; those of one severity stay in their order. Hosts cut long lists at the end. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = ([{ severity }]: Block): number => severityRanks[severity];
  return [...blocksOf(findings)].sort((left, right) => rank(right) - rank(left)).flat();
}

/** Findings with their parts, which follow them. */
export function blocksOf(findings: readonly Finding[]): readonly Block[] {
  const blocks: [Finding, ...Finding[]][] = [];
  for (const finding of findings) {
    const last = blocks.at(-1);
    if (finding.isPart && last) last.push(finding);
    else blocks.push([finding]);
  }
  return blocks;
}

/** Whether a finding of a list is followed by those that it puts together. */
export function hasPartsBelow(findings: readonly Finding[], index: number): boolean {
  return findings[index]?.isPart === false && findings[index + 1]?.isPart === true;
}

/** Findings that are counted: what is part of another one is counted with it. */
export function countedOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ isPart }) => !isPart);
}

/** Notices that the change under review brings and that limit what can be said of it. */
export function significantNotices(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter(({ unchanged, severity }) => !unchanged && severity !== 'note');
}

/** Text that is cut where it gets longer than a host takes. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
