import { readFileSync } from 'node:fs';
import { whatIf } from '../../library/what-if.ts';
import { textRead } from '../../text/files.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../io.ts';
import { summaries } from '../overview.ts';
import { judged, judgeOptionsOf, reportsOf, runOptionSpecs, writeReports } from '../run-options.ts';

/** What a what-if contains, or does not need. */
const toldByWhatIf = ['context', 'mode', 'module-cache', 'environment'];

export const whatIfCommand: Command = {
  name: 'what-if',
  usage: 'what-if <file or -> [options]',
  summary: summaries['what-if'],
  options: runOptionSpecs.filter(({ name }) => !toldByWhatIf.includes(name)),
  run: async (options, io) => {
    const [name, ...more] = options.positionals;
    if (name === undefined || more.length > 0) throw new UsageError('what-if takes one file, or - for standard input');
    const reports = reportsOf(options);
    const { context: _, mode: __, ...judge } = judgeOptionsOf(options);
    const document =
      name === '-' ? { file: 'standard-input.json', text: textRead(readFileSync(0)).text } : { file: name };
    return writeReports(await judged(reports, io, () => whatIf({ ...judge, ...document })), reports, io);
  },
};
