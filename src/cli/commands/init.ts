import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { configurationName } from '../../config/configuration.ts';
import { starterConfiguration } from '../../config/starter.ts';
import { treeOf } from '../../library/files.ts';
import { configurationHome } from '../../library/sources.ts';
import { printableLines, withoutCommands } from '../../report/writing/sanitize.ts';
import { neededFile } from '../../text/own-files.ts';
import { WriteError, writeNew } from '../../text/write-whole.ts';
import { mayDeploy, type Target } from '../../workspace/load.ts';
import { guardedTypes } from '../../workspace/relevance.ts';
import { discoverTargets } from '../../workspace/targets.ts';
import type { Command } from '../command.ts';
import { exitCodes, type Io, OutputError, UsageError } from '../io.ts';
import type { OptionSpec } from '../options.ts';
import { summaries } from '../overview.ts';

/** Where a package of npm keeps the schema. */
const installedSchema = 'node_modules/armlock/docs/armlock.schema.json';

/** Where the schema is written for editors, if a user asks for it. */
const ownSchema = '.armlock.schema.json';

/** Files that make hosts run armlock, by the option that asks for each. */
const workflows: Readonly<Record<string, { readonly file: string; readonly example: string; readonly what: string }>> =
  {
    github: {
      file: '.github/workflows/armlock.yml',
      example: 'github/armlock.yml',
      what: 'a workflow of GitHub Actions',
    },
    'azure-pipelines': {
      file: 'azure-pipelines-armlock.yml',
      example: 'azure-pipelines/azure-pipelines.yml',
      what: 'a pipeline of Azure DevOps',
    },
    gitlab: { file: '.gitlab-ci.armlock.yml', example: 'gitlab/.gitlab-ci.yml', what: 'a job of GitLab' },
    'pre-commit': {
      file: '.pre-commit-config.yaml',
      example: 'pre-commit/.pre-commit-config.yaml',
      what: 'a configuration of pre-commit',
    },
  };

const workflowOptions: readonly OptionSpec[] = Object.entries(workflows).map(([name, { file, what }]) => ({
  name,
  group: 'What to write beside armlock.yaml',
  help: `Write ${what}, too: ${file}.`,
}));

export const initCommand: Command = {
  name: 'init',
  usage: 'init [options]',
  summary: summaries.init,
  examples: [
    ['armlock init', 'the configuration'],
    ['armlock init --github --pre-commit', 'the configuration, a workflow and a hook'],
  ],
  options: [
    ...workflowOptions,
    {
      name: 'schema',
      group: 'What to write beside armlock.yaml',
      help: `Write the schema, too, so that editors complete armlock.yaml: ${ownSchema}.`,
    },
    { name: 'print', help: 'Print it instead of writing files.' },
  ],
  run: async (options, io) => {
    if (options.positionals.length > 0) throw new UsageError('init takes no paths; run it where armlock.yaml belongs');
    const { root } = configurationHome(process.cwd());
    const asked = Object.keys(workflows).filter((name) => options.has(name));
    const files = [configurationFile(root, options.has('schema')), ...asked.map(workflowFile)];
    const withSchema = options.has('schema')
      ? [...files, { name: ownSchema, text: neededFile('docs/armlock.schema.json') }]
      : files;
    if (options.has('print')) for (const { text } of withSchema) io.out(withoutCommands(printableLines(text)));
    else writeFiles(withSchema, root, io);
    return exitCodes.clean;
  },
};

/** A file to write, by its path from the root. */
interface NewFile {
  readonly name: string;
  readonly text: string;
}

function configurationFile(root: string, hasSchema: boolean): NewFile {
  const targets = worthwhileFirst(discoverTargets(treeOf(root, root, new Map())));
  const installed = existsSync(path.join(root, installedSchema)) ? `./${installedSchema}` : undefined;
  const schema = hasSchema ? `./${ownSchema}` : installed;
  return { name: configurationName, text: starterConfiguration({ targets, schema, samples: samplesIn(targets) }) };
}

/** Targets that may deploy vaults come first: one of them is the example. */
function worthwhileFirst(targets: readonly Target[]): readonly Target[] {
  const vaults = guardedTypes(['Microsoft.RecoveryServices/vaults', 'Microsoft.DataProtection/backupVaults']);
  const guards = new Map(targets.map((target) => [target, mayDeploy(target, vaults, {})]));
  return [...targets].sort((left, right) => Number(guards.get(right)) - Number(guards.get(left)));
}

function workflowFile(name: string): NewFile {
  const { file = '', example = '' } = workflows[name] ?? {};
  return { name: file, text: neededFile(`examples/${example}`) };
}

/** Nothing that is there already is touched; what it would say is left to people. */
function writeFiles(files: readonly NewFile[], root: string, io: Io): void {
  const there: string[] = [];
  const written: string[] = [];
  for (const file of files) {
    if (!writeFile(file, root)) there.push(file.name);
    else {
      written.push(file.name);
      // At once: the next file may be one that cannot be written.
      io.err(`Wrote ${path.relative(process.cwd(), path.join(root, file.name))}.\n`);
    }
  }
  if (written.length > 0) io.err(nextSteps(written));
  if (there.length > 0) {
    const verb = there.length === 1 ? 'exists already and stays as it is' : 'exist already and stay as they are';
    throw new UsageError(`${there.join(', ')} ${verb}`);
  }
}

function writeFile({ name, text }: NewFile, root: string): boolean {
  try {
    return writeNew(path.join(root, name), text, root, () => makeFolders(root, path.dirname(name)));
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    throw new OutputError(`${name} cannot be written: ${error.message}.`);
  }
}

/** Makes the folders of a file. None is made behind a link, which may lead anywhere. */
function makeFolders(root: string, folder: string): void {
  let place = root;
  for (const part of folder.split('/')) {
    place = path.join(place, part);
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) return;
    if (!found) mkdirSync(place);
  }
}

function nextSteps(written: readonly string[]): string {
  const isHosted = written.some((name) => name !== configurationName && name !== ownSchema);
  return [
    `Next: 'armlock targets' lists what is judged, 'armlock check' judges it, 'armlock diff' judges a change.`,
    ...(isHosted ? ['Put the name of your organisation in place of contoso in the new files.'] : []),
    '',
  ].join('\n');
}

/** Folders of templates that bear names of examples. */
function samplesIn(targets: readonly Target[]): readonly string[] {
  const folders = targets.flatMap(({ template }) => {
    const parts = path.posix.dirname(template.path).split('/');
    const at = parts.findIndex((part) => /^(samples?|examples?|tests?|fixtures)$/i.test(part));
    return at < 0 ? [] : [parts.slice(0, at + 1).join('/')];
  });
  return [...new Set(folders)].sort();
}
