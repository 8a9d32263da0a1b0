import { defaultWidth, leastWidth, mostWidth, wrapped } from '../report/writing/wrap.ts';
import { tool } from '../text/tool.ts';
import { columnLines } from './columns.ts';

/** The commands and what they do, in the order of the help. They stand here so that the help loads no command. */
export const summaries = {
  diff: 'Compare the backup protection of two git revisions, two templates or two folders, base first.',
  check:
    'Check the backup protection of one revision, by default the current folder; - reads a template from standard input.',
  'what-if': 'Check the changes in the JSON of a what-if; - reads standard input.',
  history: 'Show each commit since a revision that made protection weaker or stronger, and the sum of them.',
  targets: 'List the targets of a folder: templates with parameter files and modes, and what is left out.',
  init: 'Write a commented armlock.yaml for the templates of this repository, and workflows that run armlock.',
  resolve: 'Print the resources that a template deploys, as armlock evaluates them.',
  rules: 'List the rules, or run the cases of your own rules.',
  explain: 'Explain a rule, the code of a notice, or a fact about Azure with its sources.',
  'git-diff': 'Show how a change affects what a template deploys, as a driver for git diff.',
  lsp: 'Serve editors: findings while typing, values under the pointer, fixes. The editor starts it.',
  completion: 'Print a script with which a shell completes commands, options, values and rules.',
} as const;

export const helpWords: ReadonlySet<string> = new Set(['--help', '-h']);

const examples = [
  ['armlock diff', 'the working tree with the last commit'],
  ['armlock diff main', 'this branch with where it left main'],
  ['armlock check', 'the templates of this folder as they are'],
  ['armlock init', 'write a configuration'],
] as const;

/** The help of all commands, in so many columns. */
export function overview(columns: number = defaultWidth): string {
  const width = Math.min(Math.max(columns, leastWidth), mostWidth);
  return [
    ...wrapped(
      'armlock finds changes to Azure templates that unlock a backup vault, shorten retention or delete protected data.',
      '',
      width,
    ),
    '',
    'Usage: armlock <command> [options]',
    '',
    'Commands:',
    ...columnLines(Object.entries(summaries), width),
    '',
    'Examples:',
    ...columnLines(examples, width),
    '',
    ...wrapped(
      `'armlock help <command>' explains a command, 'armlock --version' prints the version, 'armlock --schema configuration' (or rule, report or history) prints a JSON schema, and 'armlock --licences' what applies.`,
      '',
      width,
    ),
    '',
  ].join('\n');
}

/** The answer to what needs none of the program: its version, and the help of all commands. */
export function plainAnswer([word = '', ...rest]: readonly string[], width?: number): string | undefined {
  if (word === '--version' || word === '-V') return `${tool.version}\n`;
  const asksForHelp = (helpWords.has(word) || word === 'help') && rest.every((one) => helpWords.has(one));
  return asksForHelp ? overview(width) : undefined;
}
