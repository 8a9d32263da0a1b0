import type { RunResult } from '../engine/result.ts';
import { azurePipelinesReport } from './azure-pipelines.ts';
import { githubReport } from './github.ts';
import { gitlabReport } from './gitlab.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Links } from './links.ts';
import { markdownReport } from './markdown.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

/** The name of a format. */
export type ReportFormat = 'text' | 'json' | 'sarif' | 'markdown' | 'github' | 'azure-pipelines' | 'junit' | 'gitlab';

export interface Reporter {
  readonly write: (result: RunResult, options: ReporterOptions) => string;
  /** Whether it is made of lines for a log, so that several such reports can share one. */
  readonly isLog: boolean;
}

export interface ReporterOptions {
  readonly links?: Links;
  readonly colour: boolean;
  /** Whether SARIF reports have findings that are waived, as suppressed results. */
  readonly waived?: boolean;
}

/** The reports by the names of their formats. No format changes what is found. */
export const reporters: Readonly<Record<ReportFormat, Reporter>> = {
  text: { write: textReport, isLog: true },
  json: { write: jsonReport, isLog: false },
  sarif: { write: sarifReport, isLog: false },
  markdown: { write: (result, { links }) => markdownReport(result, links), isLog: false },
  github: { write: githubReport, isLog: true },
  'azure-pipelines': { write: azurePipelinesReport, isLog: true },
  junit: { write: junitReport, isLog: false },
  gitlab: { write: gitlabReport, isLog: false },
};

export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reporters, name);
}
