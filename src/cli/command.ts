import { wrapped } from '../report/writing/wrap.ts';
import { columnLines } from './columns.ts';
import { type Io, terminalWidth } from './io.ts';
import { type OptionSpec, optionLines, type ParsedOptions } from './options.ts';

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** Command lines that people need most, and what each does. */
  readonly examples?: readonly (readonly [command: string, does: string])[];
  /** The words that its first argument can be, if there are few. */
  readonly words?: readonly string[];
  /** Does the work and gives the exit code. */
  readonly run: (options: ParsedOptions, io: Io) => Promise<number>;
}

export const helpOption: OptionSpec = { name: 'help', short: 'h', group: 'Other options', help: 'Print this help.' };

/** The help of one command. */
export function commandHelp({ usage, summary, options, examples = [] }: Command, io: Pick<Io, 'width'>): string {
  const width = terminalWidth(io);
  return [
    ...wrapped(summary, '', width),
    '',
    `Usage: armlock ${usage}`,
    '',
    ...(examples.length === 0 ? [] : ['Examples:', ...columnLines(examples, width), '']),
    ...optionLines([...options, helpOption], width),
    '',
  ].join('\n');
}
