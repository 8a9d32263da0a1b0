import { readFileSync } from 'node:fs';
import { baselineOf } from '../../library/baseline.ts';
import { check } from '../../library/check.ts';
import type { CheckOptions } from '../../library/options.ts';
import { textRead } from '../../text/files.ts';
import { WriteError, writeWhole } from '../../text/write-whole.ts';
import type { Command } from '../command.ts';
import { exitCodes, OutputError, UsageError } from '../io.ts';
import { summaries } from '../overview.ts';
import { withProgress } from '../progress.ts';
import { groups, judged, judgeOptionsOf, reportsOf, runOptionSpecs, writeReports } from '../run-options.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: 'check [templates, folders or -] [options]',
  summary: summaries.check,
  examples: [
    ['armlock check', 'all templates of this folder'],
    ['armlock check infra/ --fail-on warning', 'those of one folder, and fail on warnings'],
    ['armlock check main.bicep --parameters prod.bicepparam', 'one template as it is deployed'],
  ],
  options: [
    {
      name: 'parameters',
      value: 'file',
      multiple: true,
      group: groups.judged,
      help: 'Parameter file of the template. Default: the files next to the template that have its name.',
    },
    {
      name: 'baseline',
      value: 'file',
      group: groups.rules,
      help: 'File with known findings, which are not reported again.',
    },
    {
      name: 'write-baseline',
      value: 'file',
      group: groups.output,
      help: 'Write the findings to a baseline file and exit with code 0.',
    },
    // How a template is deployed decides what becomes of what it gives up; one revision gives up nothing.
    ...runOptionSpecs.filter(({ name }) => name !== 'mode'),
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
    const judge = judgeOptionsOf(options);
    const [baseline, written] = [options.value('baseline'), options.value('write-baseline')];
    const what = {
      ...judge,
      ...judgedPaths(options.positionals),
      createsBaseline: written !== undefined,
      ...(baseline !== undefined && { baseline }),
      parameters: options.values('parameters'),
    };
    const result = await judged(reports, io, () =>
      withProgress(io.progress, (shown) => check({ ...what, ...shown }), io.besideTargets),
    );
    if (written === undefined) return writeReports(result, reports, io);
    writeBaseline(written, baselineOf(result));
    const known = result.findings.length + result.waived.filter(({ waiver }) => waiver?.kind === 'baseline').length;
    io.err(`${written} has ${known === 1 ? 'one finding' : `${known} findings`} now.\n`);
    return result.complete ? exitCodes.clean : exitCodes.incomplete;
  },
};

/** What is judged: paths, or what comes through standard input, which is a template of whatever language it looks like. */
function judgedPaths(paths: readonly string[]): Pick<CheckOptions, 'paths' | 'text'> {
  if (!paths.includes('-')) return paths.length > 0 ? { paths } : {};
  if (paths.length > 1) throw new UsageError('- for standard input excludes paths');
  const { text } = textRead(readFileSync(0));
  return { paths: [/^\s*(?:\{|\/[/*]|$)/.test(text) && !looksLikeBicep(text) ? 'stdin.json' : 'stdin.bicep'], text };
}

/** Both languages have comments; declarations of Bicep begin their lines. */
function looksLikeBicep(text: string): boolean {
  return /^(?:@\w|(?:targetScope|param|var|resource|module|output|type|func|import|metadata|extension|assert)\b)/m.test(
    text,
  );
}

function writeBaseline(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    throw new OutputError(`The baseline '${file}' cannot be written: ${error.message}.`);
  }
}
