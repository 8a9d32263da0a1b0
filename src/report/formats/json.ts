import { type Account, type Fate, type FateCounts, totalOf } from '../../engine/account.ts';
import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import { endOf, type Span, startOf } from '../../text/source.ts';
import { tool } from '../../text/tool.ts';
import { type Json, jsonList, jsonObject, writeJsonOutput } from '../writing/json-output.ts';
import { timelineJson } from '../writing/timeline-text.ts';

/** The version of the form of this report. It grows when a member changes its meaning or goes away. */
export const jsonSchemaVersion = '1.0';

/** Writes a run as armlock's own JSON; `docs/report.schema.json` describes it. */
export function jsonReport(result: RunResult): string {
  const { mode, complete, findings, waived, notices, summary } = result;
  const { errors, warnings, notes, parts, compared } = summary;
  return writeJsonOutput(
    jsonObject({
      schemaVersion: jsonSchemaVersion,
      tool: jsonObject({ name: tool.name, version: tool.version }),
      mode,
      complete,
      findings: jsonList(findings.map(findingJson)),
      waived: jsonList(waived.map(findingJson)),
      notices: jsonList(notices.map(noticeJson)),
      summary: jsonObject({ errors, warnings, notes, parts, compared: jsonObject({ ...compared }) }),
      account: accountJson(result.account),
    }),
  );
}

function accountJson(account: Account | undefined): Json {
  if (!account) return null;
  const { counts, targets, entries } = account;
  return jsonObject({
    ...countsJson(counts),
    targets: jsonList(
      targets.map(({ target, inHead, counts: own }) => jsonObject({ target, inHead, ...countsJson(own) })),
    ),
    entries: jsonList(
      entries.map(({ target, resource, property, fate, to = null, reason = null, at }) =>
        jsonObject({ target, resource: jsonObject({ ...resource }), property, fate, to, reason, at: pointJson(at) }),
      ),
    ),
  });
}

function countsJson(counts: FateCounts): Readonly<Record<'settings' | Fate, number>> {
  return { settings: totalOf(counts), ...counts };
}

function findingJson(finding: Finding): Json {
  const { rule, severity, confidence, verdict, outcome, resource, property, before, after } = finding;
  return jsonObject({
    rule: rule.id,
    severity,
    confidence,
    verdict,
    outcome: outcome?.kind ?? null,
    outcomeDetail: outcome
      ? jsonObject({ text: outcome.text, source: outcome.source, confidence: outcome.confidence })
      : null,
    resource: jsonObject({ type: resource.type, name: resource.name, scope: resource.scope }),
    property,
    before,
    after,
    message: finding.message,
    anchor: regionJson(finding.anchor),
    gone: finding.gone,
    base: finding.base ? pointJson(finding.base) : null,
    fingerprint: finding.fingerprint,
    targets: jsonList(finding.targets),
    timeline: jsonList(finding.timeline.map(timelineJson)),
    parts: jsonList(
      finding.parts.map(({ rule: part, name, message, span }) =>
        jsonObject({ rule: part.id, resource: name, message, anchor: regionJson(span) }),
      ),
    ),
    part: finding.isPart,
    waiver: waiverJson(finding.waiver),
  });
}

function waiverJson(waiver: Finding['waiver']): Json {
  switch (waiver?.kind) {
    case 'waived': {
      const { reason, owner, expires, span } = waiver.waiver;
      return jsonObject({ kind: waiver.kind, reason, owner, expires, at: pointJson(span) });
    }
    case 'requested':
      return jsonObject({ kind: waiver.kind, reason: waiver.reason, at: pointJson(waiver.span) });
    case 'baseline':
      return jsonObject({ kind: waiver.kind });
    case undefined:
      return null;
  }
}

function regionJson(span: Span): Json {
  const end = endOf(span);
  return jsonObject({ file: span.file.path, ...startOf(span), endLine: end.line, endColumn: end.column });
}

function pointJson(span: Span): Json {
  return jsonObject({ file: span.file.path, ...startOf(span) });
}

function noticeJson({ severity, code, message, effect, span, revision, unchanged }: Notice): Json {
  const place = span ? pointJson(span) : null;
  return jsonObject({ severity, code, message, effect, revision, unchanged, at: place });
}
