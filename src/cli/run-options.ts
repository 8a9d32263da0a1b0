import { writeFileSync } from 'node:fs';
import type { UnknownSeverity } from '../engine/findings.ts';
import type { RunResult } from '../engine/result.ts';
import type { RunOptions } from '../engine/run.ts';
import { severityRanks } from '../engine/supersede.ts';
import { type DeploymentMode, deploymentModes } from '../protection/outcome.ts';
import { type Reporter, type ReporterOptions, reporters } from '../report/reporters.ts';
import { summaryText } from '../report/text.ts';
import type { Severity } from '../rules/rule.ts';
import { readContext } from './context.ts';
import { exitCodes, type Io, UsageError } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';
import { rulesOf } from './rules.ts';
import { surroundingOptionSpecs, surroundingsOf } from './surroundings.ts';

const severities = ['error', 'warning', 'note'] as const satisfies readonly Severity[];
const unknownSeverities = ['error', 'warning', 'ignore'] as const satisfies readonly UnknownSeverity[];

/** Options of every command that judges templates. */
export const runOptionSpecs: readonly OptionSpec[] = [
  { name: 'context', value: 'file', help: 'JSON file that tells tenantId, subscriptionId, resourceGroup and so on.' },
  {
    name: 'mode',
    value: 'mode',
    choices: deploymentModes,
    help: `How the targets are deployed: ${deploymentModes.join(', ')}. Without it, what is missing may be deleted.`,
  },
  ...surroundingOptionSpecs,
  { name: 'rules', value: 'folder', multiple: true, help: 'Folder with rules of your own.' },
  {
    name: 'unknown',
    value: 'severity',
    choices: unknownSeverities,
    help: 'What a value is worth that cannot be decided: error, warning (default) or ignore.',
  },
  {
    name: 'fail-on',
    value: 'severity',
    choices: severities,
    help: 'The least severity that makes the exit code 1: error (default), warning or note.',
  },
  {
    name: 'report',
    value: 'format[=file]',
    multiple: true,
    help: `${Object.keys(reporters).join(', ')}; text (default) goes to the terminal.`,
  },
];

export async function runOptionsOf(options: ParsedOptions): Promise<RunOptions> {
  return {
    context: readContext(options.value('context')),
    surroundings: surroundingsOf(options),
    mode: oneOf(deploymentModes, options.value('mode')) ?? ('undeclared' satisfies DeploymentMode),
    rules: await rulesOf(options.values('rules')),
    unknown: oneOf(unknownSeverities, options.value('unknown')) ?? 'warning',
  };
}

function oneOf<T extends string>(choices: readonly T[], value: string | undefined): T | undefined {
  return choices.find((choice) => choice === value);
}

interface ReportRequest {
  readonly reporter: Reporter;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

/** The reports that are asked for. Throws a UsageError before any work is done. */
export function reportsOf(options: ParsedOptions): readonly ReportRequest[] {
  const texts = options.values('report');
  const requests = (texts.length === 0 ? ['text'] : texts).map((text): ReportRequest => {
    const [format = '', ...rest] = text.split('=');
    const reporter = Object.hasOwn(reporters, format) ? reporters[format] : undefined;
    if (!reporter) {
      throw new UsageError(`There is no report '${format}'; use ${Object.keys(reporters).join(', ')}`);
    }
    return { reporter, file: rest.length === 0 ? undefined : rest.join('=') };
  });
  const printed = requests.filter(({ file }) => file === undefined);
  if (printed.length > 1 && !printed.every(({ reporter }) => reporter.isLog)) {
    throw new UsageError(
      'Only one report can go to standard output; give the others a file, as in sarif=armlock.sarif',
    );
  }
  return requests;
}

/** Writes the reports and gives the exit code, which no format changes. */
export function finish(result: RunResult, requests: readonly ReportRequest[], options: ParsedOptions, io: Io): number {
  const reporterOptions: ReporterOptions = { colour: io.terminal && (io.env['NO_COLOR'] ?? '') === '' };
  for (const { reporter, file } of requests) {
    const text = reporter.write(result, reporterOptions);
    if (file === undefined) io.out(text);
    else writeReport(file, text);
  }
  if (requests.every(({ file }) => file !== undefined)) io.err(summaryText(result));
  const least = severityRanks[oneOf(severities, options.value('fail-on')) ?? 'error'];
  if (result.findings.some(({ severity }) => severityRanks[severity] >= least)) return exitCodes.findings;
  return result.complete ? exitCodes.clean : exitCodes.incomplete;
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`The report '${file}' cannot be written${reason}`);
  }
}
