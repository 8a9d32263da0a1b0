import { parseArgs } from 'node:util';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { ownMember } from '../text/own-member.ts';
import { columnLines } from './columns.ts';
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
  /** Words that shells complete, if a value need not be one of them. */
  readonly words?: readonly string[];
  /** The heading under which help lists it. */
  readonly group?: string;
  readonly help: string;
}

/** Arguments of a command, checked against its table. */
export interface ParsedOptions {
  readonly positionals: readonly string[];
  /** How many of them stand before `--`: those behind it are paths, whatever they look like. */
  readonly before: number;
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
  const { values, positionals, before } = parsePlainly(args, options) ?? parseStrictly([...args], options, specs);
  for (const spec of specs) checkValues(spec, values[spec.name] ?? []);
  const textsOf = (name: string): readonly string[] => (values[name] ?? []).filter((one) => typeof one === 'string');
  return {
    positionals,
    before,
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
  readonly before: number;
}

/** Arguments that are nothing but switches and positionals: most runs have no others, and need no parser of Node.js. */
function parsePlainly(args: readonly string[], options: ParserOptions): ParserResult | undefined {
  const isOption = (one: string): boolean => one.startsWith('-');
  const isSwitch = (one: string): boolean =>
    one.startsWith('--') && ownMember(options, one.slice(2))?.type === 'boolean';
  const [given, positionals] = [args.filter(isOption), args.filter((one) => !isOption(one))];
  if (!given.every(isSwitch)) return undefined;
  const values = Object.fromEntries(
    given.map((one) => [one.slice(2), given.filter((other) => other === one).map(() => true)]),
  );
  return { values, positionals, before: positionals.length };
}

function parseStrictly(args: string[], options: ParserOptions, specs: readonly OptionSpec[]): ParserResult {
  try {
    const { values, positionals, tokens } = parseArgs({
      args,
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    const end = tokens.findIndex(({ kind }) => kind === 'option-terminator');
    const shown = end < 0 ? tokens : tokens.slice(0, end);
    return { values, positionals, before: shown.filter(({ kind }) => kind === 'positional').length };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. To specify')[0] ?? '') : String(error);
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(message) ?? [];
    throw new UsageError(unknown === undefined ? message.replace(/\.$/, '') : unknownOption(unknown, specs));
  }
}

/** What people who know other programs type, and what does the same here. */
const habits: Readonly<Record<string, { readonly option: string; readonly use: string }>> = {
  format: { option: 'report', use: '--report <format>' },
  'output-format': { option: 'report', use: '--report <format>' },
  f: { option: 'report', use: '--report <format>' },
  output: { option: 'report', use: '--report <format>=<file>' },
  'output-file': { option: 'report', use: '--report <format>=<file>' },
  out: { option: 'report', use: '--report <format>=<file>' },
  o: { option: 'report', use: '--report <format>=<file>' },
  json: { option: 'report', use: '--report json' },
  sarif: { option: 'report', use: '--report sarif' },
  markdown: { option: 'report', use: '--report markdown' },
  'no-color': { option: 'color', use: '--color never' },
  'no-colour': { option: 'color', use: '--color never' },
  colour: { option: 'color', use: '--color' },
  silent: { option: 'quiet', use: '--quiet' },
  severity: { option: 'fail-on', use: '--fail-on <severity>' },
  'min-severity': { option: 'fail-on', use: '--fail-on <severity>' },
  cached: { option: 'staged', use: '--staged' },
  against: { option: 'base', use: '--base <revision>' },
  'param-file': { option: 'parameters', use: '--parameters <file>' },
  p: { option: 'parameters', use: '--parameters <file>' },
  c: { option: 'config', use: '--config <file>' },
};

function unknownOption(written: string, specs: readonly OptionSpec[]): string {
  const name = written.replace(/^-+/, '');
  const habit = Object.hasOwn(habits, name) ? habits[name] : undefined;
  if (habit && specs.some((one) => one.name === habit.option)) {
    return `There is no option '${written}'. Use ${habit.use}`;
  }
  const nearest = nearestName(
    specs.map((one) => one.name),
    name,
  );
  const advice = nearest === undefined ? ` 'armlock <command> --help' lists the options` : didYouMean(`--${nearest}`);
  return `There is no option '${written}'.${advice}`;
}

function checkValues({ name, multiple, choices }: OptionSpec, values: readonly (string | boolean)[]): void {
  if (values.length > 1 && !multiple) throw new UsageError(`Option --${name} can be given only once`);
  for (const value of values) {
    if (typeof value !== 'string' || !choices || choices.includes(value)) continue;
    const nearest = didYouMean(nearestName(choices, value));
    throw new UsageError(`Option --${name} must be one of ${choices.join(', ')}, not '${value}'.${nearest}`);
  }
}

/** An option as people type it: `--mode <mode>`, `-h, --help`. */
export function optionLabel({ name, short, value }: OptionSpec): string {
  const long = value === undefined ? `--${name}` : `--${name} <${value}>`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** What help says of an option. */
export function optionHelp({ help, multiple }: OptionSpec): string {
  return multiple ? `${help} Can be given several times.` : help;
}

/** The options of a command by their groups, in the order of the table. */
export function optionLines(specs: readonly OptionSpec[], width: number): readonly string[] {
  const groups = [...new Set(specs.map(({ group = 'Other options' }) => group))];
  return groups.flatMap((name, index) => {
    const own = specs.filter(({ group = 'Other options' }) => group === name);
    const rows = own.map((spec) => [optionLabel(spec), optionHelp(spec)] as const);
    return [...(index === 0 ? [] : ['']), `${name}:`, ...columnLines(rows, width)];
  });
}
