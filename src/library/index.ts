/**
 * armlock as a library. Nothing here writes a file or prints, and importing it does nothing: what a run found comes back
 * as a result, of which `render` makes the reports of the command line.
 */
export type { ContextOptions } from '../arm/context.ts';
export type { Account, AccountEntry, Fate, FateCounts, TargetAccount } from '../engine/account.ts';
export type {
  Compared,
  Finding,
  FindingWaiver,
  Fix,
  Notice,
  ResourceName,
  RunResult,
  Summary,
} from '../engine/result.ts';
export { GitError } from '../git/failure.ts';
export type { Outcome } from '../protection/outcome/outcome.ts';
export type { Links } from '../report/writing/urls.ts';
export type { Rule, Severity, UnknownSeverity } from '../rules/rule.ts';
export type { Waiver } from '../rules/waiver.ts';
export { endOf, type Position, type SourceFile, type Span, startOf } from '../text/source.ts';
export { check } from './check.ts';
export { diff } from './diff.ts';
export type { SurroundingOptions } from './external-inputs.ts';
export { InputError, UsageError } from './failures.ts';
export type { CheckOptions, DiffOptions, FilesOptions, JudgeOptions, Progress, WhatIfOptions } from './options.ts';
export { type RenderOptions, type ReportFormat, render, reportFormats } from './render.ts';
export { whatIf } from './what-if.ts';
