import path from 'node:path';
import type { RunResult } from '../../engine/result.ts';
import { openRepository } from '../../git/repository.ts';
import { diff } from '../../library/diff.ts';
import type { JudgeTexts } from '../../library/fixes.ts';
import type { DiffOptions } from '../../library/options.ts';
import type { Command } from '../command.ts';
import { exitCodes, type Io, UsageError } from '../io.ts';
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
    {
      name: 'fix',
      group: groups.fixes,
      help: 'Restore values of base in the working tree where that is safe. Prints the patch and the remaining findings.',
    },
    { name: 'dry-run', group: groups.fixes, help: 'With --fix: print the patch and write nothing.' },
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
    const judge = judgeOptionsOf(options);
    const state = options.value('base-state');
    const asked = (): DiffOptions => {
      const what = state === undefined ? compared(options, io.env) : stateOf(state, options);
      checkFix(options, what);
      return { ...judge, ...what };
    };
    const result = await judged(reports, io, () =>
      withProgress(io.progress, (shown) => diff({ ...asked(), ...shown }), io.besideTargets),
    );
    if (!options.has('fix')) return writeReports(result, reports, io);
    return fixed(result, (texts) => diff({ ...asked(), texts }), { options, reports, io });
  },
};

/** What is written is the working tree: no other head can be changed. */
function checkFix(options: ParsedOptions, { head, staged, files }: DiffOptions): void {
  if (!options.has('fix')) {
    if (options.has('dry-run')) throw new UsageError('--dry-run goes with --fix');
  } else if (head !== undefined || staged === true || files) {
    throw new UsageError('--fix changes the working tree, so that is what must be compared with a revision');
  }
}

interface FixRequest {
  readonly options: ParsedOptions;
  readonly reports: ReturnType<typeof reportsOf>;
  readonly io: Io;
}

/** Prints what can be restored, writes it, and reports what is left. */
async function fixed(found: RunResult, judge: JudgeTexts, { options, reports, io }: FixRequest): Promise<number> {
  const [{ planFixes }, { planText, writeFixes }] = await Promise.all([
    import('../../library/fixes.ts'),
    import('../write-fixes.ts'),
  ]);
  const root = openRepository(process.cwd()).worktree ?? '';
  const plan = await planFixes(found, (texts) => judge(fromRoot(texts, root)));
  const isLog = reports.every(({ file, reporter }) => file !== undefined || reporter.isLog);
  (isLog ? io.out : io.err)(planText(plan));
  if (options.has('dry-run')) return writeReports(found, reports, io);
  const failures = writeFixes(plan.files, root);
  if (failures.length === 0) return writeReports(plan.result, reports, io);
  for (const failure of failures) io.err(`armlock: ${failure}\n`);
  writeReports(await judge({}), reports, io);
  return exitCodes.incomplete;
}

/** Reports show paths from the root of the repository, options take them from the current folder. */
function fromRoot(texts: Readonly<Record<string, string>>, root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [path.join(root, file), text]));
}

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
