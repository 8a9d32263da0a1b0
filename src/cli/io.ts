import type { Links } from '../report/writing/urls.ts';
import { defaultWidth, leastWidth, mostWidth } from '../report/writing/wrap.ts';

/** What a command sees of the process around it. */
export interface Io {
  /** Writes a document to standard output. */
  readonly out: (text: string) => void;
  /** Writes talk to standard error. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the host of a build shows what reports name, if there is one. */
  readonly links?: Links;
  /** Hears of the error that ends a run, beside what is written about it. */
  readonly failed?: (error: unknown) => void;
  /** Shows how far a run is; only where standard error is a terminal. */
  readonly progress?: (text: string) => void;
  /** Is called before each target of a run, and after the last one. */
  readonly besideTargets?: () => void;
  /** Whether standard output is a terminal. */
  readonly terminal: boolean;
  /** How many characters a line of it takes, if that is known. */
  readonly width?: number;
}

/** The width of lines for people: as the terminal has it, within what can be read. */
export function terminalWidth({ width = defaultWidth }: Pick<Io, 'width'>): number {
  return Math.min(Math.max(width, leastWidth), mostWidth);
}

/** The exit codes, which no report format changes. */
export const exitCodes = {
  /** Nothing at or above the level that fails. */
  clean: 0,
  /** Findings at or above the level that fails. */
  findings: 1,
  /** Wrong usage, configuration or rules. */
  usage: 2,
  /** Not checked completely: an input cannot be read, or armlock itself failed. */
  incomplete: 3,
} as const;

/** A report or another file that was asked for cannot be written; the verdict is not where it was wanted. */
export class OutputError extends Error {}

export { InputError, UsageError } from '../library/failures.ts';
