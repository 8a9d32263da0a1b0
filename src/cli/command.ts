import type { Io } from './io.ts';
import { type OptionSpec, optionLines, type ParsedOptions } from './options.ts';

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** Does the work and gives the exit code. */
  readonly run: (options: ParsedOptions, io: Io) => Promise<number>;
}

export const helpOption: OptionSpec = { name: 'help', short: 'h', help: 'Print this help.' };

/** The help of one command. */
export function commandHelp({ usage, summary, options }: Command): string {
  return [
    `${summary}`,
    '',
    `Usage: armlock ${usage}`,
    '',
    'Options:',
    ...optionLines([...options, helpOption]),
    '',
  ].join('\n');
}
