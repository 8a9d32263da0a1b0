import type { Waiver } from '../rules/waiver.ts';
import type { DiagnosticCode } from '../text/codes.ts';
import type { Patterns } from '../text/patterns.ts';
import { startOf } from '../text/source.ts';
import { withPartsBelow } from './parts.ts';
import { type Request, requestBeside, requestNotices } from './requests.ts';
import { type Finding, type FindingWaiver, type Notice, type RunResult, summaryOf } from './result.ts';

/** What covers findings, or asks for it. */
export interface Permissions {
  readonly waivers: readonly Waiver[];
  /** Waivers that the change itself adds: its author cannot accept it. */
  readonly requested: readonly Waiver[];
  /** Comments in head that ask for waivers. */
  readonly comments: readonly Request[];
  /** The ids of all rules, those that are switched off included. */
  readonly ruleIds: ReadonlySet<string>;
  /** Fingerprints of findings that were there before. */
  readonly baseline: ReadonlySet<string>;
  /** Whether a name fits that of a waiver. */
  readonly matchesName: Patterns['matchesName'];
  /** The day on which waivers are judged, as `2027-03-31`. */
  readonly today: string;
}

/** Takes out of a result what waivers and the baseline cover, and reports which of them no longer apply. */
export function withWaivers(result: RunResult, permissions: Permissions): RunResult {
  const judged = result.findings.map((finding) => {
    const waiver = waiverOf(finding, permissions);
    return waiver === finding.waiver ? finding : { ...finding, waiver };
  });
  const reported = judged.filter(({ waiver }) => waiver === undefined || waiver.kind === 'requested').map(withRequest);
  const findings = withPartsBelow(reported);
  const waived = judged.filter(({ waiver }) => waiver !== undefined && waiver.kind !== 'requested');
  return {
    ...result,
    findings,
    waived,
    summary: summaryOf(findings, result.summary.compared),
    notices: [
      ...result.notices,
      ...waiverNotices(result, permissions),
      ...baselineNotices(result, permissions),
      ...requestNotices(permissions.comments, {
        findings,
        known: permissions.ruleIds,
        asked: new Set(result.rules.map(({ id }) => id)),
      }),
    ],
  };
}

function waiverOf(finding: Finding, permissions: Permissions): FindingWaiver | undefined {
  const { waivers, requested, baseline, today, matchesName } = permissions;
  const waiver = waivers.find((one) => covers(one, finding, matchesName) && one.expires >= today);
  if (waiver) return { kind: 'waived', waiver };
  if (baseline.has(finding.fingerprint)) return { kind: 'baseline' };
  const added = requested.find((one) => covers(one, finding, matchesName));
  if (added) return { kind: 'requested', reason: `${added.reason} (${added.owner})`, span: added.span };
  const request = requestBeside(finding);
  return request && { kind: 'requested', reason: request.reason, span: request.span };
}

function covers(
  { rule, resource, fingerprint }: Waiver,
  finding: Finding,
  matchesName: Patterns['matchesName'],
): boolean {
  if (rule !== finding.rule.id || (fingerprint !== undefined && fingerprint !== finding.fingerprint)) return false;
  return finding.names.every((name) => matchesName(resource, name));
}

/** A request changes nothing but what the message says. */
function withRequest(finding: Finding): Finding {
  const { waiver } = finding;
  if (waiver?.kind !== 'requested') return finding;
  const where = `${waiver.span.file.path}:${startOf(waiver.span).line}`;
  return { ...finding, message: `${finding.message} A waiver is requested at ${where}: ${waiver.reason}` };
}

function waiverNotices({ findings, mode, rules }: RunResult, permissions: Permissions): readonly Notice[] {
  const { waivers, today, matchesName } = permissions;
  return waivers.flatMap((waiver): readonly Notice[] => {
    const used = findings.some((finding) => covers(waiver, finding, matchesName));
    const what = `The waiver for ${waiver.rule} on ${waiver.resource} (${waiver.owner})`;
    if (waiver.expires < today) {
      const effect = used ? 'What it covered is reported again.' : 'It covers nothing; remove it.';
      return [waiverNotice('waiver-expired', `${what} expired on ${waiver.expires}.`, effect, waiver, used)];
    }
    // Most changes have nothing to do with most waivers; one revision has everything that a waiver can be for.
    if (used || !rules.some(({ id }) => id === waiver.rule)) return [];
    const effect = 'If it is no longer needed, remove it.';
    return [waiverNotice('waiver-unused', `${what} covers nothing here.`, effect, waiver, mode === 'check')];
  });
}

function waiverNotice(
  code: DiagnosticCode,
  message: string,
  effect: string,
  { span }: Waiver,
  isTelling: boolean,
): Notice {
  const severity = isTelling ? 'warning' : 'note';
  return { severity, code, message, effect, span, revision: 'base', unchanged: false };
}

/** Fingerprints that no finding has could hide its return. */
function baselineNotices({ findings }: RunResult, { baseline }: Permissions): readonly Notice[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = [...baseline].filter((fingerprint) => !found.has(fingerprint)).length;
  if (gone === 0) return [];
  const message = `${gone === 1 ? 'One finding' : `${gone} findings`} of the baseline ${gone === 1 ? 'is' : 'are'} gone.`;
  const effect = 'Update it with --write-baseline. Otherwise armlock does not report these findings if they come back.';
  return [
    {
      severity: 'note',
      code: 'baseline-outdated',
      message,
      effect,
      span: undefined,
      revision: 'head',
      unchanged: false,
    },
  ];
}
