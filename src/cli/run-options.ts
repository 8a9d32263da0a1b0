import path from 'node:path';
import type { RunResult } from '../engine/result.ts';
import { readContext } from '../library/context.ts';
import type { JudgeOptions } from '../library/options.ts';
import { deploymentModes } from '../model/mode.ts';
import { summaryText } from '../report/formats/text.ts';
import { isReportFormat, type Reporter, type ReporterOptions, reporters } from '../report/reporters.ts';
import { type Severity, severityRanks, type UnknownSeverity } from '../rules/rule.ts';
import { WriteError, writeWhole } from '../text/write-whole.ts';
import { surroundingOptionSpecs, surroundingOptionsOf } from './external-inputs.ts';
import { exitCodes, type Io, OutputError, UsageError } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';

const severities = ['error', 'warning', 'note'] as const satisfies readonly Severity[];
const unknownSeverities = ['error', 'warning', 'ignore'] as const satisfies readonly UnknownSeverity[];

/** Options of every command that judges templates. */
export const runOptionSpecs: readonly OptionSpec[] = [
  { name: 'config', value: 'file', help: 'Configuration file. Default: armlock.yaml at the root of the repository.' },
  { name: 'context', value: 'file', help: 'JSON file with tenantId, subscriptionId, resourceGroup and so on.' },
  {
    name: 'mode',
    value: 'mode',
    choices: deploymentModes,
    help: `How the targets are deployed: ${deploymentModes.join(', ')}. Default: a deployment may delete what is missing.`,
  },
  ...surroundingOptionSpecs,
  { name: 'rules', value: 'folder', multiple: true, help: 'Folder with your own rules.' },
  {
    name: 'unknown',
    value: 'severity',
    choices: unknownSeverities,
    help: 'Severity of findings whose value cannot be determined: error, warning (default) or ignore.',
  },
  {
    name: 'fail-on',
    value: 'severity',
    choices: severities,
    help: 'Lowest severity that sets exit code 1: error (default), warning or note.',
  },
  {
    name: 'report',
    value: 'format[=file]',
    multiple: true,
    help: `${Object.keys(reporters).join(', ')}; text (default) goes to the terminal.`,
  },
  { name: 'waived', help: 'Add waived findings to SARIF reports as suppressed results.' },
];

/** What the options say beyond which templates are judged. */
export function judgeOptionsOf(options: ParsedOptions): JudgeOptions {
  const [config, contextFile] = [options.value('config'), options.value('context')];
  const mode = oneOf(deploymentModes, options.value('mode'));
  const unknown = oneOf(unknownSeverities, options.value('unknown'));
  const failOn = oneOf(severities, options.value('fail-on'));
  return {
    context: readContext(contextFile),
    ...(contextFile !== undefined && { contextFile }),
    ...surroundingOptionsOf(options),
    rules: options.values('rules'),
    ...(config !== undefined && { config }),
    ...(mode && { mode }),
    ...(unknown && { unknown }),
    ...(failOn && { failOn }),
  };
}

function oneOf<T extends string>(choices: readonly T[], value: string | undefined): T | undefined {
  return choices.find((choice) => choice === value);
}

interface ReportRequest {
  readonly reporter: Reporter;
  /** Undefined for standard output. */
  readonly file: string | undefined;
  readonly waived: boolean;
}

/** The reports that are asked for. Throws a UsageError before any work is done. */
export function reportsOf(options: ParsedOptions): readonly ReportRequest[] {
  const texts = options.values('report');
  const requests = (texts.length === 0 ? ['text'] : texts).map((text): ReportRequest => {
    const [format = '', ...rest] = text.split('=');
    if (!isReportFormat(format)) {
      throw new UsageError(`Unknown report format '${format}'; use ${Object.keys(reporters).join(', ')}`);
    }
    return {
      reporter: reporters[format],
      file: rest.length === 0 ? undefined : rest.join('='),
      waived: options.has('waived'),
    };
  });
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [path.resolve(file)]));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new UsageError(`Two reports have the same file '${path.relative('', twice)}'`);
  const printed = requests.filter(({ file }) => file === undefined);
  if (printed.length > 1 && !printed.every(({ reporter }) => reporter.isLog)) {
    throw new UsageError(
      'Only one report can go to standard output; give the others a file, as in sarif=armlock.sarif',
    );
  }
  return requests;
}

/** Writes the reports and gives the exit code, which no format changes. */
export function writeReports(result: RunResult, requests: readonly ReportRequest[], io: Io): number {
  const colour = io.terminal && (io.env['NO_COLOR'] ?? '') === '';
  const failures: string[] = [];
  for (const { reporter, file, waived } of requests) {
    const reporterOptions: ReporterOptions = { colour, waived, ...(io.links && { links: io.links }) };
    const text = reporter.write(result, reporterOptions);
    if (file === undefined) io.out(text);
    else failures.push(...writeReport(file, text));
  }
  if (failures.length > 0) throw new OutputError(failures.join('\n'));
  if (requests.every(({ file }) => file !== undefined)) io.err(summaryText(result));
  const least = severityRanks[result.failOn];
  if (result.findings.some(({ severity }) => severityRanks[severity] >= least)) return exitCodes.findings;
  return result.complete ? exitCodes.clean : exitCodes.incomplete;
}

/** Why a file cannot be written, if so; the other reports still can. */
function writeReport(file: string, text: string): readonly string[] {
  try {
    writeWhole(file, text);
    return [];
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return [`The report '${file}' cannot be written: ${error.message}.`];
  }
}
