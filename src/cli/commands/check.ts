import { baselineOf } from '../../library/baseline.ts';
import { check } from '../../library/check.ts';
import { WriteError, writeWhole } from '../../text/write-whole.ts';
import type { Command } from '../command.ts';
import { exitCodes, OutputError } from '../io.ts';
import { summaries } from '../overview.ts';
import { withProgress } from '../progress.ts';
import { judgeOptionsOf, reportsOf, runOptionSpecs, writeReports } from '../run-options.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: 'check [templates or folders] [options]',
  summary: summaries.check,
  options: [
    {
      name: 'parameters',
      value: 'file',
      multiple: true,
      help: 'Parameter file of the template. Default: the files next to the template that have its name.',
    },
    { name: 'baseline', value: 'file', help: 'File with known findings, which are not reported again.' },
    { name: 'write-baseline', value: 'file', help: 'Write the findings to a baseline file and exit with code 0.' },
    // How a template is deployed decides what becomes of what it gives up; one revision gives up nothing.
    ...runOptionSpecs.filter(({ name }) => name !== 'mode'),
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
    const judge = judgeOptionsOf(options);
    const [baseline, written] = [options.value('baseline'), options.value('write-baseline')];
    const what = {
      ...judge,
      ...(options.positionals.length > 0 && { paths: options.positionals }),
      ...(baseline !== undefined && { baseline }),
      parameters: options.values('parameters'),
    };
    const result = await withProgress(io.progress, (shown) => check({ ...what, ...shown }));
    if (written === undefined) return writeReports(result, reports, io);
    writeBaseline(written, baselineOf(result));
    const known = result.findings.length + result.waived.filter(({ waiver }) => waiver?.kind === 'baseline').length;
    io.err(`${written} has ${known === 1 ? 'one finding' : `${known} findings`} now.\n`);
    return result.complete ? exitCodes.clean : exitCodes.incomplete;
  },
};

function writeBaseline(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    throw new OutputError(`The baseline '${file}' cannot be written: ${error.message}.`);
  }
}
