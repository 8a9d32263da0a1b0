import { parseArgs } from 'node:util';
import { UsageError } from './io.ts';

/** An option of a command. The table of a command makes both its parser and its help. */
export interface OptionSpec {
  readonly name: string;
  /** A single letter that means the same. */
  readonly short?: string;
  /** What stands for the value in help; an option without one is a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** The values that are accepted, if there are few. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** Arguments of a command, checked against its table. */
export interface ParsedOptions {
  readonly positionals: readonly string[];
  readonly has: (name: string) => boolean;
  /** The value of an option that is given at most once. */
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
}

/** Parses the arguments of a command. Throws a UsageError that names what is wrong. */
export function parseOptions(args: readonly string[], specs: readonly OptionSpec[]): ParsedOptions {
  const options = Object.fromEntries(
    specs.map(({ name, short, value }) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short && { short }) } as const,
    ]),
  );
  const { values, positionals } = parseStrictly([...args], options);
  for (const spec of specs) checkValues(spec, values[spec.name] ?? []);
  const textsOf = (name: string): readonly string[] => (values[name] ?? []).filter((one) => typeof one === 'string');
  return {
    positionals,
    has: (name) => (values[name] ?? []).length > 0,
    value: (name) => textsOf(name)[0],
    values: textsOf,
  };
}

interface ParserOption {
  readonly type: 'boolean' | 'string';
  readonly multiple: true;
  readonly short?: string;
}

type ParserOptions = Record<string, ParserOption>;

interface ParserResult {
  readonly values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

function parseStrictly(args: string[], options: ParserOptions): ParserResult {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. To specify')[0] ?? '') : String(error);
    throw new UsageError(message.replace(/\.$/, ''));
  }
}

function checkValues({ name, multiple, choices }: OptionSpec, values: readonly (string | boolean)[]): void {
  if (values.length > 1 && !multiple) throw new UsageError(`Option --${name} can be given only once`);
  for (const value of values) {
    if (typeof value !== 'string' || !choices || choices.includes(value)) continue;
    throw new UsageError(`Option --${name} must be one of ${choices.join(', ')}, not '${value}'`);
  }
}

/** An option as people type it: `--mode <mode>`, `-h, --help`. */
export function optionLabel({ name, short, value }: OptionSpec): string {
  const long = value === undefined ? `--${name}` : `--${name} <${value}>`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** The options of a command as aligned lines of help. */
export function optionLines(specs: readonly OptionSpec[]): readonly string[] {
  const labels = specs.map(optionLabel);
  const width = Math.max(...labels.map((label) => label.length));
  return specs.map(({ help, multiple }, index) => {
    const label = (labels[index] ?? '').padEnd(width);
    return `  ${label}  ${help}${multiple ? ' May be given more than once.' : ''}`;
  });
}
