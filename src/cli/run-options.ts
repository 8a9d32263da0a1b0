import type { RunResult } from '../engine/result.ts';
import { readContext } from '../library/context.ts';
import { exitCode } from '../library/exit-code.ts';
import type { JudgeOptions } from '../library/options.ts';
import { reportFormats } from '../library/render.ts';
import { deploymentModes } from '../model/mode.ts';
import { failureReport } from '../report/formats/failure.ts';
import { summaryText } from '../report/formats/text.ts';
import { type Reporter, type ReporterOptions, type ReportFormat, reporters } from '../report/reporters.ts';
import { pipelineBuild } from '../report/writing/pipeline.ts';
import type { Severity, UnknownSeverity } from '../rules/rule.ts';
import { WriteError, writeWhole } from '../text/write-whole.ts';
import { surroundingOptionSpecs, surroundingOptionsOf } from './external-inputs.ts';
import { type Io, OutputError, terminalWidth } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';
import { type RequestedReport, requestedReports } from './report-requests.ts';

const severities = ['error', 'warning', 'note'] as const satisfies readonly Severity[];
const unknownSeverities = ['error', 'warning', 'ignore'] as const satisfies readonly UnknownSeverity[];

/** The headings of help. */
export const groups = {
  what: 'What to compare',
  judged: 'What to judge',
  deployed: 'Where it is deployed',
  rules: 'How it is judged',
  output: 'What is reported',
  fixes: 'What is changed',
} as const;

/** Options of every command that judges templates. */
export const runOptionSpecs: readonly OptionSpec[] = [
  {
    name: 'context',
    value: 'file',
    group: groups.deployed,
    help: 'JSON file with tenantId, subscriptionId, resourceGroup and so on.',
  },
  {
    name: 'mode',
    value: 'mode',
    group: groups.deployed,
    choices: deploymentModes,
    help: `How the targets are deployed: ${deploymentModes.join(', ')}. Default: a deployment may delete what is missing.`,
  },
  ...surroundingOptionSpecs.map((spec) => ({ ...spec, group: groups.deployed })),
  {
    name: 'config',
    value: 'file',
    group: groups.rules,
    help: 'Configuration file. Default: armlock.yaml at the root of the repository.',
  },
  { name: 'rules', value: 'folder', multiple: true, group: groups.rules, help: 'Folder with your own rules.' },
  {
    name: 'unknown',
    value: 'severity',
    group: groups.rules,
    choices: unknownSeverities,
    help: 'Severity of findings whose value cannot be determined: error, warning (default) or ignore.',
  },
  {
    name: 'fail-on',
    value: 'severity',
    group: groups.rules,
    choices: severities,
    help: 'Lowest severity that sets exit code 1: error (default), warning or note.',
  },
  {
    name: 'report',
    value: 'format[=file]',
    words: Object.keys(reporters),
    multiple: true,
    group: groups.output,
    help: `${Object.keys(reporters).join(', ')}; text (default) goes to the terminal. The file - is standard output.`,
  },
  {
    name: 'waived',
    group: groups.output,
    help: 'Put findings that are waived into SARIF reports, too, as suppressed results.',
  },
  { name: 'quiet', short: 'q', group: groups.output, help: 'Text: one line for each finding, and nothing else.' },
  {
    name: 'color',
    value: 'when',
    choices: ['auto', 'always', 'never'],
    group: groups.output,
    help: 'Whether text is coloured: auto (default: on a terminal), always or never. FORCE_COLOR and NO_COLOR count, too.',
  },
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

interface ReportRequest extends RequestedReport<ReportFormat> {
  readonly reporter: Reporter;
  readonly waived: boolean;
  readonly quiet: boolean;
  readonly color: string;
}

/** The reports that are asked for. Throws a UsageError before any work is done. */
export function reportsOf(options: ParsedOptions): readonly ReportRequest[] {
  const requests = requestedReports(options, {
    formats: reportFormats,
    unknown: (format) => `Unknown report format '${format}'`,
    isLog: (format) => reporters[format].isLog,
    example: 'sarif=armlock.sarif',
  });
  return requests.map((request) => ({
    ...request,
    reporter: reporters[request.format],
    waived: options.has('waived'),
    quiet: options.has('quiet'),
    color: options.value('color') ?? 'auto',
  }));
}

/** Whether what goes to standard output is coloured; a file never is. */
function isColoured(choice: string, { terminal, env }: Io): boolean {
  if (choice !== 'auto') return choice === 'always';
  const forced = env['FORCE_COLOR'] ?? env['CLICOLOR_FORCE'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return terminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/**
 * Judges, and lets reports that are asked for say so if that ends without a verdict. The error goes on: what it means is
 * not for reports to decide.
 */
export async function judged(
  requests: readonly ReportRequest[],
  io: Io,
  judge: () => Promise<RunResult>,
): Promise<RunResult> {
  try {
    return await judge();
  } catch (error) {
    // The action has its own words for it.
    if (!io.failed) writeFailure(requests, io, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

function writeFailure(requests: readonly ReportRequest[], io: Io, message: string): void {
  for (const { format, reporter, file } of requests) {
    const text = failureReport(format, message);
    if (text === undefined) continue;
    if (file !== undefined) writeReport(file, text);
    else if (reporter.isLog) io.out(text);
  }
}

/** Writes the reports and gives the exit code, which no format changes. */
export function writeReports(result: RunResult, requests: readonly ReportRequest[], io: Io): number {
  const failures: string[] = [];
  for (const { reporter, file, waived, quiet, color } of requests) {
    const colour = file === undefined && isColoured(color, io);
    const width = file === undefined && io.width !== undefined ? terminalWidth(io) : undefined;
    const reporterOptions: ReporterOptions = {
      colour,
      waived,
      quiet,
      build: pipelineBuild(io.env),
      ...(width !== undefined && { width }),
      ...(io.links && { links: io.links }),
    };
    const text = reporter.write(result, reporterOptions);
    if (file === undefined) io.out(text);
    else failures.push(...writeReport(file, text));
  }
  if (failures.length > 0) throw new OutputError(failures.join('\n'));
  if (requests.every(({ file }) => file !== undefined)) io.err(summaryText(result));
  return exitCode(result);
}

/** Why a file cannot be written, if so; the other reports still can. */
export function writeReport(file: string, text: string): readonly string[] {
  try {
    writeWhole(file, text);
    return [];
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return [`The report '${file}' cannot be written: ${error.message}.`];
  }
}
