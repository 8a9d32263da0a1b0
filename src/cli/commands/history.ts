import path from 'node:path';
import type { History } from '../../engine/ratchet.ts';
import { exitCode } from '../../library/exit-code.ts';
import { type HistoryOptions, history } from '../../library/history.ts';
import { historyHtml } from '../../report/history/history-html.ts';
import { historyJson } from '../../report/history/history-json.ts';
import { historyText } from '../../report/history/history-text.ts';
import { didYouMean, nearestName } from '../../text/nearest.ts';
import type { Command } from '../command.ts';
import { type Io, OutputError, UsageError } from '../io.ts';
import type { ParsedOptions } from '../options.ts';
import { summaries } from '../overview.ts';
import { withProgress } from '../progress.ts';
import { groups, judgeOptionsOf, runOptionSpecs, writeReport } from '../run-options.ts';

/** The reports of a history. It has no lines for a log of findings, so that it has forms of its own. */
const writers: Readonly<Record<string, (history: History) => string>> = {
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
      words: Object.keys(writers),
      multiple: true,
      group: groups.output,
      help: `${Object.keys(writers).join(', ')}; text (default) goes to the terminal. The file - is standard output.`,
    },
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
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

interface Request {
  readonly write: (history: History) => string;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

function reportsOf(options: ParsedOptions): readonly Request[] {
  const texts = options.values('report');
  const requests = (texts.length === 0 ? ['text'] : texts).map((text): Request => {
    const [format = '', ...rest] = text.split('=');
    const write = Object.hasOwn(writers, format) ? writers[format] : undefined;
    const names = Object.keys(writers);
    if (!write) {
      const nearest = didYouMean(nearestName(names, format));
      throw new UsageError(`history has no report '${format}'; use ${names.join(', ')}.${nearest}`);
    }
    const file = rest.join('=');
    if (rest.length > 0 && file === '') throw new UsageError(`'--report ${text}' names no file`);
    return { write, file: rest.length === 0 || file === '-' ? undefined : file };
  });
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [path.resolve(file)]));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new UsageError(`Two reports have the same file '${path.relative('', twice)}'`);
  if (requests.length - files.length > 1) {
    throw new UsageError('Only one report can go to standard output; give the others a file, as in html=history.html');
  }
  return requests;
}

function writeAll(found: History, reports: readonly Request[], io: Io): void {
  const failures = reports.flatMap(({ write, file }) => {
    if (file !== undefined) return writeReport(file, write(found));
    io.out(write(found));
    return [];
  });
  if (failures.length > 0) throw new OutputError(failures.join('\n'));
  if (reports.every(({ file }) => file !== undefined)) io.err(historyText(found).split('\n').slice(-3).join('\n'));
}
