import { GitError } from '../git/failure.ts';
import { printable, printableLines, withoutCommands } from '../report/writing/sanitize.ts';
import { isDebugged } from '../text/internal-error.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { ownMember } from '../text/own-member.ts';
import { tool } from '../text/tool.ts';
import { type Command, commandHelp, helpOption } from './command.ts';
import { documentFor } from './documents.ts';
import { exitCodes, InputError, type Io, OutputError, terminalWidth, UsageError } from './io.ts';
import { parseOptions } from './options.ts';
import { helpWords, overview, plainAnswer, type summaries } from './overview.ts';

/** The commands, each loaded only when it is used. */
const commands: Readonly<Record<keyof typeof summaries, () => Promise<Command>>> = {
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  'what-if': async () => (await import('./commands/what-if.ts')).whatIfCommand,
  history: async () => (await import('./commands/history.ts')).historyCommand,
  init: async () => (await import('./commands/init.ts')).initCommand,
  resolve: async () => (await import('./commands/resolve.ts')).resolveCommand,
  rules: async () => (await import('./commands/rules.ts')).rulesCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  'git-diff': async () => (await import('./commands/git-diff.ts')).gitDiffCommand,
  targets: async () => (await import('./commands/targets.ts')).targetsCommand,
  lsp: async () => (await import('./commands/lsp.ts')).lspCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand(commandList),
};

/** All commands, in the order of the help. */
export async function commandList(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}

async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.out(overview(terminalWidth(io)));
    return exitCodes.usage;
  }
  const answer = plainAnswer(args, terminalWidth(io)) ?? documentFor(args);
  if (answer !== undefined) {
    io.out(answer);
    return exitCodes.clean;
  }
  if (helpWords.has(name) || name === 'help') {
    io.out(
      await helpOn(
        rest.filter((word) => !helpWords.has(word)),
        io,
      ),
    );
    return exitCodes.clean;
  }
  const command = await commandNamed(name);
  const options = parseOptions(rest, [...command.options, helpOption]);
  if (options.has('help')) {
    io.out(commandHelp(command, io));
    return exitCodes.clean;
  }
  return command.run(options, io);
}

/** The help of the command that is named. */
async function helpOn([name = '', ...more]: readonly string[], io: Io): Promise<string> {
  if (more.length > 0) throw new UsageError('help takes one command');
  return commandHelp(await commandNamed(name), io);
}

/** What other programs call a command. */
const otherNames: Readonly<Record<string, string>> = {
  version: '--version',
  '-v': '--version',
  compare: 'diff',
  scan: 'check',
  lint: 'check',
  validate: 'check',
  list: 'targets',
  log: 'history',
  ratchet: 'history',
  completions: 'completion',
  whatif: 'what-if',
};

async function commandNamed(name: string): Promise<Command> {
  const load = ownMember<() => Promise<Command>>(commands, name);
  if (load) return load();
  const nearest = ownMember(otherNames, name) ?? nearestName(Object.keys(commands), name);
  const advice = nearest === undefined ? `; 'armlock --help' lists all commands` : `.${didYouMean(nearest)}`;
  throw new UsageError(`Unknown ${name.startsWith('-') ? 'option' : 'command'} '${name}'${advice}`);
}

/** Runs armlock and turns every failure into a sentence and an exit code. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await run(args, io);
  } catch (error) {
    io.failed?.(error);
    if (error instanceof UsageError) {
      io.err(withoutCommands(`armlock: ${printableLines(error.message).replace(/[.?]?$/, (end) => end || '.')}\n`));
      return exitCodes.usage;
    }
    if (error instanceof OutputError) {
      io.err(withoutCommands(`armlock: ${printableLines(error.message)}\n`));
      return exitCodes.incomplete;
    }
    if (error instanceof GitError) {
      io.err(withoutCommands(`armlock: ${printable(error.message)}\nNothing was checked.\n`));
      return exitCodes.incomplete;
    }
    if (error instanceof InputError) {
      io.err(`armlock: ${printable(error.message)}, so nothing was checked.\n`);
      return exitCodes.incomplete;
    }
    const refused = systemRefusal(error);
    io.err(refused === undefined ? withoutCommands(internalError(error, io.env)) : `armlock: ${refused} No verdict.\n`);
    return exitCodes.incomplete;
  }
}

/** What a mistake in armlock itself prints: always the version, which a report needs, and the stack if that is asked for. */
function internalError(error: unknown, env: Io['env']): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return [
    `armlock: internal error in armlock ${tool.version} on Node.js ${process.versions.node}: ${printable(message)}`,
    'No verdict: armlock itself failed. This is a bug in armlock.',
    isDebugged(env)
      ? printableLines(stack)
      : 'Please report it with this output, the stack trace that ARMLOCK_DEBUG=1 prints and, if possible, the template.',
    '',
  ].join('\n');
}

/** What the machine refuses, as a sentence; undefined if it is a mistake of armlock. */
function systemRefusal(error: unknown): string | undefined {
  const { code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code === undefined || syscall === undefined) return undefined;
  if (syscall === 'uv_cwd') return 'The current folder was deleted.';
  if (code === 'EMFILE' || code === 'ENFILE') return 'Too many files are open; raise the limit (ulimit -n).';
  return `The system refuses ${syscall} (${code}).`;
}
