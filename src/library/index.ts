/**
 * armlock as a library. Nothing here writes a file or prints, and importing it does nothing: what a run found comes back
 * as a result, of which `render` makes the reports of the command line.
 */
export type { ContextOptions } from '../arm/context.ts';
export type { Account, AccountEntry, Fate, FateCounts, TargetAccount } from '../engine/account.ts';
export type {
  Compared,
  Finding,
  FindingPart,
  FindingWaiver,
  Fix,
  Notice,
  ResourceName,
  RunResult,
  Summary,
} from '../engine/result.ts';
export type { Origin, OriginRole } from '../expr/value.ts';
export { GitError } from '../git/failure.ts';
export type { DeploymentMode } from '../model/mode.ts';
export type { Outcome, OutcomeKind } from '../protection/outcome/outcome.ts';
export type { TimelineChange } from '../protection/policy/timeline.ts';
export type { Links } from '../report/writing/urls.ts';
export type { Rule, Severity, UnknownSeverity } from '../rules/rule.ts';
export type { Waiver } from '../rules/waiver.ts';
export { endOf, type Position, type SourceFile, type Span, startOf } from '../text/source.ts';
export { check } from './check.ts';
export { diff } from './diff.ts';
export { exitCode } from './exit-code.ts';
export type { SurroundingOptions } from './external-inputs.ts';
export { InputError, UsageError } from './failures.ts';
export type { CheckOptions, DiffOptions, FilesOptions, JudgeOptions, Progress, WhatIfOptions } from './options.ts';
export { type RenderOptions, type ReportFormat, render, reportFormats } from './render.ts';
export {
  type Place,
  type Resolved,
  type ResolvedDiagnostic,
  type ResolvedGap,
  type ResolvedResource,
  type ResolvedValue,
  type ResolveOptions,
  resolve,
} from './resolve.ts';
export { whatIf } from './what-if.ts';
