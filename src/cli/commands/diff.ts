import { diff } from '../../library/diff.ts';
import type { DiffOptions } from '../../library/options.ts';
import type { Command } from '../command.ts';
import { type Io, UsageError } from '../io.ts';
import type { OptionSpec, ParsedOptions } from '../options.ts';
import { summaries } from '../overview.ts';
import { withProgress } from '../progress.ts';
import { judgeOptionsOf, reportsOf, runOptionSpecs, writeReports } from '../run-options.ts';

/** Options that say which revisions of the repository are compared. */
const revisionOptionSpecs: readonly OptionSpec[] = [
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

export const diffCommand: Command = {
  name: 'diff',
  usage: 'diff [paths] [options]',
  summary: summaries.diff,
  options: [
    ...revisionOptionSpecs,
    {
      name: 'base-state',
      value: 'file',
      help: 'Compare a template with the live state: JSON of az resource show or list, of Resource Graph, or an exported template.',
    },
    {
      name: 'parameters',
      value: 'file',
      multiple: true,
      help: 'Parameter file of the template. Default: the files next to the template that have its name.',
    },
    { name: 'base-parameters', value: 'file', multiple: true, help: 'The same for base, if it differs from head.' },
    ...runOptionSpecs,
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
    const judge = judgeOptionsOf(options);
    const state = options.value('base-state');
    const what =
      state !== undefined
        ? stateOf(state, options)
        : namesRevisions(options)
          ? revisionsOf(options, io.env)
          : filesOf(options);
    const result = await withProgress(io.progress, (shown) => diff({ ...judge, ...what, ...shown }));
    return writeReports(result, reports, io);
  },
};

/** Two paths are compared with each other; anything else is about revisions of the repository. */
function namesRevisions(options: ParsedOptions): boolean {
  const isAbout = revisionOptionSpecs.some(({ name }) => options.has(name));
  if (!isAbout && options.positionals.length > 2) {
    throw new UsageError('diff takes two templates or two folders, base and head; or name revisions with --base');
  }
  return isAbout || options.positionals.length < 2;
}

function revisionsOf(options: ParsedOptions, env: Io['env']): DiffOptions {
  checkExclusive(options);
  const asked = options.has('pre-commit') ? askedByPreCommit(env) : undefined;
  const [base, head] = asked ?? [options.value('base'), options.value('head')];
  return {
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    staged: options.has('staged') || (options.has('pre-commit') && asked === undefined),
    exactBase: options.has('exact-base'),
    paths: options.positionals,
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
