import type { RunResult } from '../engine/result.ts';
import { isReportFormat, type ReportFormat, reporters } from '../report/reporters.ts';
import type { Links } from '../report/writing/urls.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { UsageError } from './failures.ts';
import { checkOptions } from './validate.ts';

export type { ReportFormat } from '../report/reporters.ts';

/** The names of all formats in which a result can be written. */
export const reportFormats: readonly ReportFormat[] = Object.keys(reporters).filter(isReportFormat);

export interface RenderOptions {
  /** Whether text is coloured for a terminal; by default not. */
  readonly colour?: boolean;
  /** Whether SARIF has findings that are waived, too, as suppressed results; by default not. */
  readonly waived?: boolean;
  /** Characters in a line of text; by default 110. */
  readonly width?: number;
  /** Whether text has one line for each finding, and nothing else. */
  readonly quiet?: boolean;
  /** Where a host shows what the report names; by default it names places and links to documentation. */
  readonly links?: Links;
}

/** Writes a result as `--report <format>` does, and gives it back as text. The same result gives the same text. */
export function render(result: RunResult, format: ReportFormat, options: RenderOptions = {}): string {
  if (!isReportFormat(format)) {
    const nearest = nearestName(reportFormats, String(format));
    const message = `There is no report '${String(format)}'; use ${reportFormats.join(', ')}`;
    throw new UsageError(nearest === undefined ? message : `${message}.${didYouMean(nearest)}`);
  }
  checkOptions('render', options);
  return reporters[format].write(result, { colour: false, ...options });
}
