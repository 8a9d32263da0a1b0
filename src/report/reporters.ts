import type { RunResult } from '../engine/result.ts';
import { azurePipelinesReport } from './formats/azure-pipelines.ts';
import { githubReport } from './formats/github.ts';
import { gitlabReport } from './formats/gitlab.ts';
import { htmlReport } from './formats/html/html.ts';
import { jsonReport } from './formats/json.ts';
import { junitReport } from './formats/junit.ts';
import { markdownReport } from './formats/markdown.ts';
import { sarifReport } from './formats/sarif.ts';
import { textReport } from './formats/text.ts';
import type { PipelineBuild } from './writing/pipeline.ts';
import { type Links, linksIn } from './writing/urls.ts';

/** The name of a format. */
export type ReportFormat =
  | 'text'
  | 'json'
  | 'sarif'
  | 'markdown'
  | 'html'
  | 'github'
  | 'azure-pipelines'
  | 'junit'
  | 'gitlab';

export interface Reporter {
  readonly write: (result: RunResult, options: ReporterOptions) => string;
  /** Whether it is made of lines for a log, so that several such reports can share one. */
  readonly isLog: boolean;
}

export interface ReporterOptions {
  readonly links?: Links;
  readonly colour: boolean;
  /** Characters in a line of text; by default as documents have it. */
  readonly width?: number;
  /** Whether text has one line for each finding, and nothing else. */
  readonly quiet?: boolean;
  /** Whether SARIF reports have findings that are waived, as suppressed results. */
  readonly waived?: boolean;
  /** The build in which reports are written, if it is one of Azure Pipelines. */
  readonly build?: PipelineBuild | undefined;
}

/** The reports by the names of their formats. No format changes what is found. */
export const reporters: Readonly<Record<ReportFormat, Reporter>> = {
  text: { write: (result, options) => textReport(result, { ...options, advises: true }), isLog: true },
  json: { write: jsonReport, isLog: false },
  sarif: {
    write: (result, options) => sarifReport(result, { ...options, links: linksIn(result, options.links) }),
    isLog: false,
  },
  markdown: { write: (result, { links }) => markdownReport(result, linksIn(result, links)), isLog: false },
  html: { write: (result, { links }) => htmlReport(result, linksIn(result, links)), isLog: false },
  github: { write: githubReport, isLog: true },
  'azure-pipelines': { write: azurePipelinesReport, isLog: true },
  junit: { write: junitReport, isLog: false },
  gitlab: { write: gitlabReport, isLog: false },
};

export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reporters, name);
}
