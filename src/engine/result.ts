import type { Origin } from '../expr/value.ts';
import type { Outcome } from '../protection/outcome/outcome.ts';
import type { TimelineChange } from '../protection/policy/timeline.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import type { Waiver } from '../rules/waiver.ts';
import type { DiagnosticCode } from '../text/codes.ts';
import type { Span } from '../text/source.ts';
import type { Account } from './account.ts';

/** What a run found, in the order in which it is reported. */
export interface RunResult {
  readonly mode: 'diff' | 'check';
  /** All rules that were asked, by id. */
  readonly rules: readonly Rule[];
  readonly findings: readonly Finding[];
  /** Findings that a waiver or a baseline covers; they are in nothing that is counted. */
  readonly waived: readonly Finding[];
  /** The least severity of a finding that makes a run fail. */
  readonly failOn: Severity;
  /** Where an organisation publishes the pages of rules: an address with `{rule}` for the id. */
  readonly rulePages?: string;
  /** The day of the run, as `2027-03-31`, if it was said. */
  readonly today?: string;
  readonly notices: readonly Notice[];
  /** Where secrets are written: reports point there without showing the lines. */
  readonly secretSpans: readonly Span[];
  /** The texts of secure values that are known: a line that has one is not shown, wherever it is. */
  readonly secretTexts: readonly string[];
  readonly summary: Summary;
  /** What becomes of everything that base says about protection; undefined where there is no base. */
  readonly account: Account | undefined;
  /** False if a part of the input could not be read, so the result is incomplete. */
  readonly complete: boolean;
}

/** A loss of protection that a rule reports, or one that it cannot rule out. */
export interface Finding {
  readonly rule: Rule;
  /** The rule's severity, or what an unknown is worth. */
  readonly severity: Severity;
  /** Whether it makes the run fail. */
  readonly fails: boolean;
  readonly verdict: 'weakened' | 'unknown';
  readonly confidence: 'certain' | 'possible';
  readonly outcome: Outcome | undefined;
  readonly resource: ResourceName;
  /** Names of all resources that it is about: several if one place makes them all. */
  readonly names: readonly string[];
  /** Path in the body; empty for the resource itself. */
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly message: string;
  /** What to do about it, as sentences. */
  readonly advice: string;
  /** Where in head it is shown; on one line. */
  readonly anchor: Span;
  /** Whether head has no such file, so that the anchor is in base. */
  readonly gone: boolean;
  /** A file of head that stands for it at hosts that show findings nowhere else; undefined if none is known. */
  readonly standIn: string | undefined;
  /** Where base says what is lost. */
  readonly base: Span | undefined;
  /** Why the value in head is what it is, from the place of use to the definition. */
  readonly chain: readonly Origin[];
  /** The same for the same loss, wherever it is written. */
  readonly fingerprint: string;
  /** Targets that have it. */
  readonly targets: readonly string[];
  /** What restores the base, where that is only a matter of putting a text back. */
  readonly fix: Fix | undefined;
  /** What the policy keeps once it has been in force for long, where that explains the loss. */
  readonly timeline: readonly TimelineChange[];
  /** The findings that it puts together, if it is about several. */
  readonly parts: readonly FindingPart[];
  /** Whether the last finding before it that is none puts it together with others, and is counted in its place. */
  readonly isPart: boolean;
  /** What the configuration or a comment says about accepting it. */
  readonly waiver: FindingWaiver | undefined;
}

/** A finding that another one names as its part. */
export interface FindingPart {
  readonly rule: Rule;
  /** The name of the resource. */
  readonly name: string;
  /** What happened, in one sentence. */
  readonly message: string;
  /** Where in head it is shown. */
  readonly span: Span;
}

/** How a finding is accepted, or asked to be. */
export type FindingWaiver =
  /** The configuration of base has a waiver for it. */
  | { readonly kind: 'waived'; readonly waiver: Waiver }
  /** It was there when the baseline was written. */
  | { readonly kind: 'baseline' }
  /** A comment beside it asks for a waiver. That changes nothing but the message. */
  | { readonly kind: 'requested'; readonly reason: string; readonly span: Span };

/** A text of head and what to put in its place. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
}

export interface ResourceName {
  readonly type: string;
  readonly name: string;
  /** The parts of the name, that of the vault first; what is not known is an expression in brackets. */
  readonly segments: readonly string[];
  readonly scope: string;
}

/** Something that limits what a run can say. */
export interface Notice {
  readonly severity: Severity;
  /** Stable; `armlock explain` has all codes. */
  readonly code: DiagnosticCode;
  readonly message: string;
  /** What it means for the verdict. */
  readonly effect: string;
  readonly span: Span | undefined;
  readonly revision: 'base' | 'head';
  /** Whether both revisions have it alike, so that the change under review did not bring it. */
  readonly unchanged: boolean;
}

/** What was looked at. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Findings that are parts of others; they are in no other number. */
  readonly parts: number;
  readonly compared: Compared;
}

/** Counts findings by severity. What is part of another one is counted with it. */
export function summaryOf(findings: readonly Finding[], compared: Compared): Summary {
  const whole = findings.filter(({ isPart }) => !isPart);
  const count = (severity: Severity): number => whole.filter((one) => one.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    parts: findings.length - whole.length,
    compared,
  };
}

export interface Compared {
  readonly targets: number;
  /** Targets that were not compared, because all their files are alike in both revisions. */
  readonly unchangedTargets: number;
  /** Targets among those compared that were not evaluated, because they deploy nothing that the rules guard. */
  readonly unguardedTargets: number;
  readonly vaults: number;
  readonly policies: number;
  readonly items: number;
  /** Properties and resources whose protection was judged. */
  readonly protections: number;
}
