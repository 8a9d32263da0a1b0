import type { History } from '../../engine/ratchet.ts';
import { exitCode } from '../../library/exit-code.ts';
import { type HistoryOptions, history } from '../../library/history.ts';
import { historyHtml } from '../../report/history/history-html.ts';
import { historyJson } from '../../report/history/history-json.ts';
import { historyText } from '../../report/history/history-text.ts';
import type { Command } from '../command.ts';
import { type Io, OutputError, UsageError } from '../io.ts';
import type { ParsedOptions } from '../options.ts';
import { summaries } from '../overview.ts';
import { withProgress } from '../progress.ts';
import { type RequestedReport, requestedReports } from '../report-requests.ts';
import { groups, judgeOptionsOf, runOptionSpecs, writeReport } from '../run-options.ts';

const formats = ['text', 'json', 'html'] as const;

type HistoryFormat = (typeof formats)[number];

/** The reports of a history. It has no lines for a log of findings, so that it has forms of its own. */
const writers: Readonly<Record<HistoryFormat, (history: History) => string>> = {
  text: historyText,
  json: historyJson,
  html: historyHtml,
};

/** Options about the form of findings. */
const others: ReadonlySet<string> = new Set(['report', 'waived', 'quiet', 'color']);

export const historyCommand: Command = {
  name: 'history',
  usage: 'history --since <revision> [options] [--] [paths]',
  summary: summaries.history,
  examples: [
    ['armlock history --since v1.2.0', 'all targets since a release'],
    ['armlock history --since main~50 infra/prod', 'one folder, under whatever name commits have it'],
    ['armlock history --since v1.2.0 --report html=history.html', 'the same as a page with a chart'],
  ],
  options: [
    {
      name: 'since',
      value: 'revision',
      group: groups.what,
      help: 'Revision after which the history begins. armlock follows the first parents back to it.',
    },
    { name: 'head', value: 'revision', group: groups.what, help: 'Revision at which it ends. Default: HEAD.' },
    ...runOptionSpecs.filter(({ name }) => !others.has(name)),
    {
      name: 'report',
      value: 'format[=file]',
      words: formats,
      multiple: true,
      group: groups.output,
      help: `${formats.join(', ')}; text (default) goes to the terminal. The file - is standard output.`,
    },
  ],
  run: async (options, io) => {
    const reports = requestedReports(options, {
      formats,
      unknown: (format) => `history has no report '${format}'`,
      example: 'html=history.html',
    });
    const asked = askedOf(options);
    const found = await withProgress(io.progress, (shown) => history({ ...asked, ...shown }), io.besideTargets);
    writeAll(found, reports, io);
    return exitCode(found);
  },
};

function askedOf(options: ParsedOptions): HistoryOptions {
  const [since, head] = [options.value('since'), options.value('head')];
  if (since === undefined) throw new UsageError('history needs --since <revision>, for example --since main~50');
  return {
    ...judgeOptionsOf(options),
    since,
    ...(head !== undefined && { head }),
    paths: options.positionals,
  };
}

function writeAll(found: History, reports: readonly RequestedReport<HistoryFormat>[], io: Io): void {
  const failures = reports.flatMap(({ format, file }) => {
    const text = writers[format](found);
    if (file !== undefined) return writeReport(file, text);
    io.out(text);
    return [];
  });
  if (failures.length > 0) throw new OutputError(failures.join('\n'));
  if (reports.every(({ file }) => file !== undefined)) io.err(historyText(found).split('\n').slice(-3).join('\n'));
}
