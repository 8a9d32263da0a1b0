import { tool } from '../text/tool.ts';

/** The commands and what they do, in the order of the help. They stand here so that the help loads no command. */
export const summaries = {
  diff: 'Compare the backup protection of two git revisions, two templates or two folders, base first.',
  check: 'Check the backup protection of one revision, by default the current folder.',
  'what-if': 'Check the changes in the JSON of a what-if; - reads standard input.',
  init: 'Write a commented armlock.yaml for the templates of this folder.',
  resolve: 'Print the resources that a template deploys, as armlock evaluates them.',
  rules: 'List the rules.',
  explain: 'Explain a rule, the code of a notice, or a fact about Azure with its sources.',
} as const;

export const helpWords: ReadonlySet<string> = new Set(['--help', '-h']);

/** The help of all commands. */
export function overview(): string {
  const all = Object.entries(summaries);
  const width = Math.max(...all.map(([name]) => name.length));
  return [
    'armlock finds changes to Azure templates that unlock a backup vault, shorten retention or delete protected data.',
    '',
    'Usage: armlock <command> [options]',
    '',
    'Commands:',
    ...all.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `'armlock help <command>' explains a command, 'armlock --version' tells the version,`,
    `'armlock --schema configuration' (or rule, or report) prints a JSON schema, and 'armlock --licences' what applies.`,
    '',
  ].join('\n');
}

/** The answer to what needs none of the program: its version, and the help of all commands. */
export function plainAnswer([word = '', ...rest]: readonly string[]): string | undefined {
  if (word === '--version') return `${tool.version}\n`;
  const asksForHelp = (helpWords.has(word) || word === 'help') && rest.every((one) => helpWords.has(one));
  return asksForHelp ? overview() : undefined;
}
