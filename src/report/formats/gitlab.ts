import type { Finding, RunResult } from '../../engine/result.ts';
import type { Severity } from '../../rules/rule.ts';
import { cryptography } from '../../text/hash.ts';
import { startOf } from '../../text/source.ts';
import { type Json, jsonList, jsonObject, rawNumber, writeJsonOutput } from '../writing/json-output.ts';
import { worstFirst } from '../writing/order.ts';
import { printable } from '../writing/sanitize.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', note: 'info' };

/** Writes the findings of a run as a code-quality report of GitLab. */
export function gitlabReport({ findings }: RunResult): string {
  const seen = new Map<string, number>();
  const issues = worstFirst(findings).map((finding) => {
    const count = seen.get(finding.fingerprint) ?? 0;
    seen.set(finding.fingerprint, count + 1);
    return issueJson(finding, count);
  });
  return writeJsonOutput(jsonList(issues));
}

function issueJson(finding: Finding, count: number): Json {
  const { rule, severity, message, outcome, anchor, gone, standIn } = finding;
  return jsonObject({
    description: printable([message, ...(outcome ? [outcome.text] : [])].join(' ')),
    check_name: rule.id,
    fingerprint: count === 0 ? finding.fingerprint : distinct(finding.fingerprint, count),
    severity: severities[severity],
    location: jsonObject({
      path: gone && standIn !== undefined ? standIn : anchor.file.path,
      lines: jsonObject({ begin: rawNumber(String(gone && standIn !== undefined ? 1 : startOf(anchor).line)) }),
    }),
  });
}

/** GitLab drops issues that have the fingerprint of another one. */
function distinct(fingerprint: string, count: number): string {
  return cryptography().createHash('sha256').update(`${fingerprint}:${count}`).digest('hex');
}
