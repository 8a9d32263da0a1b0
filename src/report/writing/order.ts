import type { Finding, Notice } from '../../engine/result.ts';
import { severityRanks } from '../../rules/rule.ts';

/** Findings by severity; those of one severity stay in their order. Hosts cut long lists at the end. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((left, right) => severityRanks[right.severity] - severityRanks[left.severity]);
}

/** Notices that the change under review brings and that limit what can be said of it. */
export function significantNotices(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter(({ unchanged, severity }) => !unchanged && severity !== 'note');
}

/** Text that is cut where it gets longer than a host takes. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
