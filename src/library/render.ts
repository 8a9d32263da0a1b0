import type { RunResult } from '../engine/result.ts';
import { isReportFormat, type ReportFormat, reporters } from '../report/reporters.ts';
import type { Links } from '../report/writing/urls.ts';

export type { ReportFormat } from '../report/reporters.ts';

/** The names of all formats in which a result can be written. */
export const reportFormats: readonly ReportFormat[] = Object.keys(reporters).filter(isReportFormat);

export interface RenderOptions {
  /** Whether text is coloured for a terminal; by default not. */
  readonly colour?: boolean;
  /** Whether SARIF has findings that are waived, too, as suppressed results; by default not. */
  readonly waived?: boolean;
  /** Where a host shows what the report names; by default it names places and links to documentation. */
  readonly links?: Links;
}

/** Writes a result as `--report <format>` does, and gives it back as text. The same result gives the same text. */
export function render(
  result: RunResult,
  format: ReportFormat,
  { colour = false, waived = false, links }: RenderOptions = {},
): string {
  return reporters[format].write(result, { colour, waived, ...(links && { links }) });
}
