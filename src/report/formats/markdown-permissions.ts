import type { Finding, FindingWaiver, RunResult } from '../../engine/result.ts';
import { clipped } from '../writing/order.ts';
import { code, prose, table } from './markdown-text.ts';
import { changeText, maxCell, type Writer } from './markdown-writer.ts';

type Waived = Finding & { readonly waiver: FindingWaiver & { readonly kind: 'waived' } };
type Requested = Finding & { readonly waiver: FindingWaiver & { readonly kind: 'requested' } };

const isWaived = (finding: Finding): finding is Waived => finding.waiver?.kind === 'waived';
const isRequested = (finding: Finding): finding is Requested => finding.waiver?.kind === 'requested';

/** Rows beyond these are counted. */
const maxRows = 50;

/** What waivers accept, and for what this change asks for one: who, why and until when. */
export function permissionSections({ findings, waived }: RunResult, write: Writer): readonly string[] {
  const accepted = waived.filter(isWaived).map((finding) => {
    const { owner, expires, reason } = finding.waiver.waiver;
    return [...lossCells(finding, write), prose(clipped(owner, maxCell)), expires, prose(clipped(reason, maxCell))];
  });
  const requested = findings.filter(isRequested).map((finding) => {
    const { reason, span } = finding.waiver;
    return [...lossCells(finding, write), prose(clipped(reason, maxCell)), write.shortPlace(span)];
  });
  const baseline = waived.filter(({ waiver }) => waiver?.kind === 'baseline').length;
  return [
    ...section('Accepted by waiver', ['Resource', 'Finding', 'Change', 'Accepted by', 'Until', 'Reason'], accepted),
    ...section(
      'Waivers that this change asks for, which count once it is merged',
      ['Resource', 'Finding', 'Change', 'Reason', 'Where'],
      requested,
    ),
    ...(baseline === 0 ? [] : [`${baseline} in the baseline.`]),
  ];
}

function lossCells(finding: Finding, write: Writer): readonly string[] {
  return [code(clipped(finding.resource.name, maxCell)), write.rule(finding.rule), changeText(finding)];
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length > maxRows ? [`and ${rows.length - maxRows} more`] : [];
  return [`#### ${title} (${rows.length})`, table(columns, rows.slice(0, maxRows)), ...more];
}
