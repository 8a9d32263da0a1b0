import { agreedEdits } from '../../engine/fix.ts';
import type { Finding, Fix, Notice, RunResult } from '../../engine/result.ts';
import { fixText, type Rule, type Severity } from '../../rules/rule.ts';
import { endOf, oneLine, type Span, sourceFile, spanOf, startOf, textOf } from '../../text/source.ts';
import { tool } from '../../text/tool.ts';
import { type Excerpt, excerptsOf } from '../writing/excerpt.ts';
import { type Json, jsonList, jsonMembers, jsonObject, rawNumber, writeJsonOutput } from '../writing/json-output.ts';
import type { PipelineBuild } from '../writing/pipeline.ts';
import { listed } from '../writing/result-text.ts';
import { printable } from '../writing/sanitize.ts';
import { timelineJson, timelineText } from '../writing/timeline-text.ts';
import { helpPage, homePage, type Links, uriOf } from '../writing/urls.ts';

export interface SarifOptions {
  /** Whether findings that are waived are in it, as suppressed results. */
  readonly waived?: boolean;
  readonly links?: Links;
  /** The build in which it is written, for hosts that know builds. */
  readonly build?: PipelineBuild | undefined;
}

/**
 * Writes a run as SARIF 2.1.0, in the part of it that code-scanning hosts read: paths relative to the repository, one
 * location in head per result, own fingerprints.
 */
export function sarifReport(result: RunResult, { waived = false, links, build }: SarifOptions = {}): string {
  const findings = waived ? [...result.findings, ...result.waived] : result.findings;
  const excerpt = excerptsOf(result);
  const fixable = new Set(agreedEdits(result.findings).flatMap((edit) => edit.findings));
  const indexes = new Map(result.rules.map(({ id }, index) => [id, index]));
  return writeJsonOutput(
    jsonObject({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: jsonList([
        jsonObject({
          tool: jsonObject({ driver: driverJson(result.rules, links) }),
          automationDetails: build
            ? jsonObject({ id: build.id, properties: jsonObject(build.properties) })
            : jsonObject({ id: `armlock/${result.mode}/` }),
          invocations: jsonList([invocationJson(result)]),
          columnKind: 'utf16CodeUnits',
          results: jsonList(
            findings.map((finding) => {
              const shown = fixable.has(finding) ? finding : { ...finding, fix: undefined };
              return resultJson(shown, indexes.get(finding.rule.id) ?? -1, excerpt);
            }),
          ),
        }),
      ]),
    }),
  );
}

function driverJson(rules: readonly Rule[], links: Links | undefined): Json {
  return jsonObject({
    name: tool.name,
    fullName: `${tool.name} ${tool.version}`,
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: homePage,
    rules: jsonList(rules.map((rule) => ruleJson(rule, links))),
  });
}

/** Scores on the scale of CVSS, by which hosts sort alerts. */
const securitySeverities: Readonly<Record<Severity, string>> = { error: '8.5', warning: '5.5', note: '2.0' };

function ruleJson(rule: Rule, links: Links | undefined): Json {
  const { id, title, severity, why, references, benchmark, cis, policies } = rule;
  const fix = fixText(rule);
  const explain = `armlock explain ${id}`;
  const markdown = [
    why,
    `**What to do.** ${fix}`,
    `More: \`${explain}\``,
    ...references.map((url) => `- <${url}>`),
  ].join('\n\n');
  return jsonObject({
    id,
    name: pascalCase(id),
    shortDescription: jsonObject({ text: `${title}.` }),
    fullDescription: jsonObject({ text: why }),
    help: jsonObject({ text: `${why} ${fix} More: ${explain}.`, markdown }),
    helpUri: helpPage(rule, links),
    messageStrings: jsonObject({ finding: jsonObject({ text: '{0}.' }) }),
    defaultConfiguration: jsonObject({ level: severity }),
    properties: jsonObject({
      'problem.severity': severity === 'note' ? 'recommendation' : severity,
      'security-severity': securitySeverities[severity],
      precision: 'high',
      tags: jsonList([
        'security',
        'azure-backup',
        ...(benchmark ?? []).map((control) => `MCSB/${control}`),
        ...(cis ?? []).map((control) => `CIS-Azure-Storage-2.0.0/${control}`),
      ]),
      ...(policies && { azurePolicies: jsonList(policies) }),
    }),
  });
}

/** `vault-removed` as `VaultRemoved`, which is how names of rules look in SARIF. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function resultJson(finding: Finding, ruleIndex: number, excerpt: Excerpt): Json {
  const { rule, severity, confidence, verdict, outcome, fingerprint, resource, fix } = finding;
  return jsonObject({
    ruleId: rule.id,
    ruleIndex: rawNumber(String(ruleIndex)),
    level: severity,
    message: messageJson(finding),
    locations: jsonList([locationJson(placeIn(finding), finding, excerpt)]),
    ...relatedLocations(finding, excerpt),
    partialFingerprints: jsonObject({
      primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1`,
      'armlockFingerprint/v1': fingerprint,
    }),
    ...(fix && { fixes: jsonList([fixJson(fix)]) }),
    ...suppressions(finding),
    properties: jsonObject({
      confidence,
      verdict,
      outcome: outcome?.kind,
      before: finding.before,
      after: finding.after,
      resource: jsonObject({ type: resource.type, name: resource.name, scope: resource.scope }),
      targets: jsonList(finding.targets),
      ...(finding.timeline.length > 0 && { timeline: jsonList(finding.timeline.map(timelineJson)) }),
    }),
  });
}

/** Who accepts a finding, in the words of the format. */
function suppressions({ waiver }: Finding): Readonly<Record<string, Json>> {
  if (!waiver || waiver.kind === 'requested') return {};
  const { owner, expires, reason } = waiver.kind === 'waived' ? waiver.waiver : baselineWords;
  const justification = printable(`${reason} (${owner}${expires === '' ? '' : `, until ${expires}`})`);
  return { suppressions: jsonList([jsonObject({ kind: 'external', status: 'accepted', justification })]) };
}

const baselineWords = { reason: 'Known finding', owner: 'baseline', expires: '' } as const;

/** Text that some hosts need, with the id and arguments that others look for. */
function messageJson({ message, outcome, targets, timeline }: Finding): Json {
  const sentences = [
    message,
    ...timeline.map(timelineText),
    ...(outcome ? [outcome.text] : []),
    ...(targets.length > 1 ? [`Targets: ${listed(targets)}.`] : []),
  ];
  const text = plainText(sentences.join(' '));
  return jsonObject({ text, id: 'finding', arguments: jsonList([text.slice(0, -1)]) });
}

/** Text in which brackets make no links, and which ends as a sentence. */
function plainText(text: string): string {
  const safe = printable(text).replace(/[[\]\\]/g, '\\$&');
  return safe.endsWith('.') ? safe : `${safe}.`;
}

function locationJson(span: Span, { resource, property }: Finding, excerpt: Excerpt): Json {
  const name = `${resource.type} ${resource.name}`;
  return jsonObject({
    physicalLocation: physicalLocation(span, excerpt),
    logicalLocations: jsonList([
      jsonObject({ fullyQualifiedName: printable(property === '' ? name : `${name} ${property}`), kind: 'resource' }),
    ]),
  });
}

/** A file that head has, because hosts show no alert at another one; where base said it is a related place then. */
function placeIn({ anchor, gone, standIn }: Finding): Span {
  return gone && standIn !== undefined ? spanOf(sourceFile(standIn, ''), 0, 0) : anchor;
}

/** Where base says it, and where the parts of a finding are that puts several together. */
function relatedLocations({ base, before, parts }: Finding, excerpt: Excerpt): Readonly<Record<string, Json>> {
  const places = [
    ...(base ? [{ span: base, text: `In base: ${before}.` }] : []),
    ...parts.map(({ span, message }) => ({ span, text: message })),
  ];
  const related = places.map(({ span, text }, index) =>
    jsonObject({
      id: rawNumber(String(index + 1)),
      physicalLocation: physicalLocation(span, excerpt),
      message: jsonObject({ text: plainText(text) }),
    }),
  );
  return related.length === 0 ? {} : { relatedLocations: jsonList(related) };
}

/**
 * Hosts show an alert on a pull request only if all its lines are in the diff, so that every region has one line.
 *
 * @param excerpt gives the line around it; without one, no text is quoted
 */
function physicalLocation(whole: Span, excerpt: Excerpt = () => undefined): Json {
  const span = oneLine(whole);
  const line = excerpt(span);
  const quoted = line !== undefined;
  return jsonObject({
    artifactLocation: jsonObject({ uri: uriOf(span.file.path) }),
    region: jsonObject({
      ...regionMembers(span),
      ...(quoted && { snippet: jsonObject({ text: printable(textOf(span)) }) }),
    }),
    ...(quoted && contextMembers(span, line)),
  });
}

/** The whole line, unless the region is the whole line itself: SARIF wants the context to be more than the region. */
function contextMembers(span: Span, text: string): Readonly<Record<string, Json>> {
  if (textOf(span) === text) return {};
  const snippet = jsonObject({ text: printable(text.trim()) });
  return { contextRegion: jsonObject({ startLine: rawNumber(String(startOf(span).line)), snippet }) };
}

function regionMembers(span: Span): Readonly<Record<string, Json>> {
  const [start, end] = [startOf(span), endOf(span)];
  return {
    startLine: rawNumber(String(start.line)),
    startColumn: rawNumber(String(start.column)),
    endLine: rawNumber(String(end.line)),
    endColumn: rawNumber(String(end.column)),
  };
}

function fixJson({ span, text }: Fix): Json {
  return jsonObject({
    description: jsonObject({ text: 'Restore the value of base.' }),
    artifactChanges: jsonList([
      jsonObject({
        artifactLocation: jsonObject({ uri: uriOf(span.file.path) }),
        replacements: jsonList([
          jsonObject({
            deletedRegion: jsonObject(regionMembers(span)),
            insertedContent: jsonObject({ text }),
          }),
        ]),
      }),
    ]),
  });
}

function invocationJson({ complete, notices }: RunResult): Json {
  return jsonObject({
    executionSuccessful: complete,
    toolExecutionNotifications: jsonList(notices.map(notificationJson)),
  });
}

/** The file may be broken, so that nothing says what in it is a secret: no text of it is quoted. */
function notificationJson({ severity, code, message, effect, span }: Notice): Json {
  return jsonMembers([
    ['descriptor', jsonObject({ id: code })],
    ['level', severity],
    ['message', jsonObject({ text: plainText(`${message} ${effect}`.trim()) })],
    ...(span ? [['locations', jsonList([jsonObject({ physicalLocation: physicalLocation(span) })])] as const] : []),
  ]);
}
