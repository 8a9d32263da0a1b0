import { shippedRules } from '../../rules/shipped.ts';
import { type Command, helpOption } from '../command.ts';
import { exitCodes, UsageError } from '../io.ts';
import type { OptionSpec } from '../options.ts';
import { summaries } from '../overview.ts';

/** Shells for which there is a script, by what they call themselves. */
const shells = { bash, zsh, fish, powershell } as const;

type Shell = keyof typeof shells;

/** @param list gives the commands that are completed */
export function completionCommand(list: () => Promise<readonly Command[]>): Command {
  return {
    name: 'completion',
    usage: `completion <${Object.keys(shells).join(' | ')}>`,
    summary: summaries.completion,
    words: Object.keys(shells),
    examples: [
      ['source <(armlock completion bash)', 'in ~/.bashrc'],
      ['source <(armlock completion zsh)', 'in ~/.zshrc, after compinit'],
      ['armlock completion fish | source', 'in ~/.config/fish/config.fish'],
      ['armlock completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
    ],
    options: [],
    run: async (options, io) => {
      const [shell = '', ...more] = options.positionals;
      if (!isShell(shell) || more.length > 0) {
        throw new UsageError(`completion takes one of ${Object.keys(shells).join(', ')}`);
      }
      io.out(shells[shell](await vocabularyOf(await list())));
      return exitCodes.clean;
    },
  };
}

function isShell(name: string): name is Shell {
  return Object.hasOwn(shells, name);
}

/** What can be completed. All of it is lower-case letters, digits and hyphens, or a summary of ours. */
interface Vocabulary {
  readonly commands: readonly CommandWords[];
}

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** What its arguments can be; files if there is none. */
  readonly words: readonly string[];
}

async function vocabularyOf(list: readonly Command[]): Promise<Vocabulary> {
  const rules = (await shippedRules()).map(({ id }) => id).sort();
  const names = list.map(({ name }) => name);
  const commands = list.map(({ name, summary, options, words = [] }) => ({
    name,
    summary: summary.replaceAll("'", ''),
    options: [...options, helpOption],
    words: name === 'explain' ? rules : words,
  }));
  const help = { name: 'help', summary: 'Explain a command.', options: [], words: names };
  return { commands: [...commands, help] };
}

/** The values of an option, as far as they are few. */
function valuesOf({ words, choices }: OptionSpec): readonly string[] {
  return words ?? choices ?? [];
}

function optionWords({ options }: CommandWords): readonly string[] {
  return options.map(({ name }) => `--${name}`);
}

function bash({ commands }: Vocabulary): string {
  const cases = commands.flatMap((command) => [
    `    ${command.name})`,
    '      case "$before" in',
    ...valueCases(command),
    '      esac',
    `      words='${[...optionWords(command), ...command.words].join(' ')}' ;;`,
  ]);
  return `# Completion of armlock for bash.
_armlock() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _armlock armlock
`;
}

function valueCases({ options }: CommandWords): readonly string[] {
  return options.flatMap((option) => {
    const values = valuesOf(option);
    if (values.length === 0) return [];
    return [`        --${option.name}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current")); return ;;`];
  });
}

function zsh({ commands }: Vocabulary): string {
  const described = commands.map(({ name, summary }) => `    '${name}:${summary.replaceAll(':', ' -')}'`);
  const cases = commands.flatMap(({ name, options, words }) => [
    `    ${name})`,
    '      _arguments -s \\',
    ...options.map((option) => `        ${zshOption(option)} \\`),
    `        '*:argument:${words.length === 0 ? '_files' : `(${words.join(' ')})`}' ;;`,
  ]);
  return `#compdef armlock
# Completion of armlock for zsh.
_armlock() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _armlock armlock
`;
}

function zshOption(option: OptionSpec): string {
  const help = option.help.replace(/['[\]\\:]/g, '');
  const repeat = option.multiple ? '*' : '';
  if (option.value === undefined) return `'${repeat}--${option.name}[${help}]'`;
  const values = valuesOf(option);
  return `'${repeat}--${option.name}=[${help}]:${option.value.replaceAll(/[^\w ]/g, ' ')}:${values.length === 0 ? '_files' : `(${values.join(' ')})`}'`;
}

function fish({ commands }: Vocabulary): string {
  const lines = commands.flatMap(({ name, summary, options, words }) => [
    `complete -c armlock -n __fish_use_subcommand -f -a ${name} -d '${summary}'`,
    ...(words.length === 0 ? [] : [`${fishWhen(name)} -f -a '${words.join(' ')}'`]),
    ...options.map((option) => `${fishWhen(name)} ${fishOption(option)}`),
  ]);
  return `# Completion of armlock for fish.\n${lines.join('\n')}\n`;
}

function fishWhen(name: string): string {
  return `complete -c armlock -n '__fish_seen_subcommand_from ${name}'`;
}

function fishOption(option: OptionSpec): string {
  const { name, short, value, help } = option;
  const values = valuesOf(option);
  const argument = value === undefined ? '' : values.length === 0 ? ' -r' : ` -x -a '${values.join(' ')}'`;
  return `-l ${name}${short === undefined ? '' : ` -s ${short}`}${argument} -d '${help.replace(/['\\]/g, '')}'`;
}

function powershell({ commands }: Vocabulary): string {
  const quoted = (words: readonly string[]): string => `@(${words.map((word) => `'${word}'`).join(', ')})`;
  const entries = commands.map(
    (command) => `    '${command.name}' = ${quoted([...optionWords(command), ...command.words])}`,
  );
  const options = new Map(
    commands.flatMap((command) => command.options.map((option) => [option.name, valuesOf(option)])),
  );
  const values = [...options]
    .filter(([, all]) => all.length > 0)
    .map(([name, all]) => `    '--${name}' = ${quoted(all)}`);
  return `# Completion of armlock for PowerShell.
Register-ArgumentCompleter -Native -CommandName armlock -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${entries.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '') { $words = @($words | Select-Object -SkipLast 1) }
  if ($words.Count -le 1) { $found = @($commands.Keys | Sort-Object) }
  elseif ($values.ContainsKey($words[-1])) { $found = $values[$words[-1]] }
  else { $found = @($commands[$words[1]]) }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
