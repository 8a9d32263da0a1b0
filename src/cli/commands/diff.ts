import { diff } from '../../library/diff.ts';
import type { DiffOptions } from '../../library/options.ts';
import type { Command } from '../command.ts';
import { type Io, UsageError } from '../io.ts';
import type { OptionSpec, ParsedOptions } from '../options.ts';
import { summaries } from '../overview.ts';
import { withProgress } from '../progress.ts';
import { type AskedRevisions, askedRevisions } from '../revisions.ts';
import { groups, judged, judgeOptionsOf, reportsOf, runOptionSpecs, writeReports } from '../run-options.ts';

/** Options that say which revisions of the repository are compared. */
const revisionOptions: readonly OptionSpec[] = [
  {
    name: 'base',
    value: 'revision',
    help: 'Revision to compare with (default: HEAD). armlock uses the merge base. Paths then select targets.',
  },
  { name: 'exact-base', help: 'Compare with --base itself, not with the merge base.' },
  { name: 'head', value: 'revision', help: 'Revision to check. Default: the working tree.' },
  { name: 'staged', help: 'Check the changes that are staged for the next commit.' },
  {
    name: 'pre-commit',
    help: 'Check the changes that pre-commit passes: its --from-ref and --to-ref or, without them, the staged changes.',
  },
];

const revisionOptionSpecs = revisionOptions.map((spec) => ({ ...spec, group: groups.what }));

export const diffCommand: Command = {
  name: 'diff',
  usage: 'diff [revisions] [options] [--] [paths]',
  summary: summaries.diff,
  examples: [
    ['armlock diff', 'the working tree with the last commit'],
    ['armlock diff --staged', 'what is staged with the last commit'],
    ['armlock diff main', 'the working tree with where it left main'],
    ['armlock diff main...HEAD', 'the last commit with where it left main'],
    ['armlock diff v1.2.0..v1.3.0 infra/', 'two revisions themselves, for the targets of a folder'],
    ['armlock diff old.json new.json', 'two templates'],
  ],
  options: [
    ...revisionOptionSpecs,
    {
      name: 'base-state',
      value: 'file',
      group: groups.what,
      help: 'Compare a template with the live state: JSON of az resource show or list, of Resource Graph, or an exported template.',
    },
    {
      name: 'parameters',
      value: 'file',
      multiple: true,
      group: groups.what,
      help: 'Parameter file of the template. Default: the files next to the template that have its name.',
    },
    {
      name: 'base-parameters',
      value: 'file',
      multiple: true,
      group: groups.what,
      help: 'The same for base, if it differs from head.',
    },
    ...runOptionSpecs,
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
    const judge = judgeOptionsOf(options);
    const state = options.value('base-state');
    const result = await judged(reports, io, () => {
      const what = state === undefined ? compared(options, io.env) : stateOf(state, options);
      return withProgress(io.progress, (shown) => diff({ ...judge, ...what, ...shown }));
    });
    return writeReports(result, reports, io);
  },
};

/** Two paths that exist are compared with each other; anything else is about revisions of the repository. */
function compared(options: ParsedOptions, env: Io['env']): DiffOptions {
  const isAbout = revisionOptionSpecs.some(({ name }) => options.has(name));
  const asked = options.has('base') || options.has('pre-commit') ? undefined : askedRevisions(options, process.cwd());
  if (isAbout || asked || options.positionals.length < 2) return revisionsOf(options, env, asked);
  if (options.positionals.length > 2) {
    throw new UsageError('diff takes two templates or two folders, base and head; or name revisions with --base');
  }
  return filesOf(options);
}

function revisionsOf(options: ParsedOptions, env: Io['env'], named: AskedRevisions | undefined): DiffOptions {
  checkExclusive(options);
  const isStaged = options.has('staged');
  if (named?.head !== undefined && (options.has('head') || isStaged)) {
    throw new UsageError(`Two revisions are named already; leave --${isStaged ? 'staged' : 'head'} out`);
  }
  const asked = options.has('pre-commit') ? askedByPreCommit(env) : undefined;
  const [base, head] = asked ?? [named?.base ?? options.value('base'), named?.head ?? options.value('head')];
  return {
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    staged: isStaged || (options.has('pre-commit') && asked === undefined),
    exactBase: options.has('exact-base') || named?.exact === true,
    paths: named?.paths ?? options.positionals,
  };
}

function checkExclusive(options: ParsedOptions): void {
  const [head, ...more] = ['head', 'staged', 'pre-commit'].filter((name) => options.has(name));
  if (more.length > 0) throw new UsageError(`--${head} and --${more[0]} cannot be combined`);
  if (options.has('pre-commit') && options.has('base'))
    throw new UsageError('--base and --pre-commit cannot be combined');
  if (options.has('parameters') || options.has('base-parameters')) {
    throw new UsageError('Parameter files can be given for a template, not for revisions');
  }
}

/** The revisions that pre-commit passes. There are none before a commit, where the index is what counts. */
function askedByPreCommit(env: Io['env']): readonly [string, string] | undefined {
  const [from, to] = [env['PRE_COMMIT_FROM_REF'], env['PRE_COMMIT_TO_REF']];
  return from && to ? [from, to] : undefined;
}

function filesOf(options: ParsedOptions): DiffOptions {
  const [base = '', head = ''] = options.positionals;
  const baseParameters = options.has('base-parameters') && { baseParameters: options.values('base-parameters') };
  return { files: { base, head, parameters: options.values('parameters'), ...baseParameters } };
}

function stateOf(state: string, options: ParsedOptions): DiffOptions {
  const [template, ...more] = options.positionals;
  const others = [...revisionOptionSpecs.map(({ name }) => name), 'base-parameters'];
  const other = others.find((name) => options.has(name));
  if (other !== undefined) throw new UsageError(`--base-state and --${other} cannot be combined`);
  if (template === undefined || more.length > 0) throw new UsageError('With --base-state, diff takes one template');
  return { files: { base: state, head: template, isBaseLive: true, parameters: options.values('parameters') } };
}
