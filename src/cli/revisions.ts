import { realpathSync } from 'node:fs';
import path from 'node:path';
import { openRepository, type Repository } from '../git/repository.ts';
import { type ChangedTargets, changedTargets, isUnder, openRevisions, type Revisions } from '../project/revisions.ts';
import { InputError, UsageError } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';

/** Options that say which revisions of the repository are compared. */
export const revisionOptionSpecs: readonly OptionSpec[] = [
  {
    name: 'base',
    value: 'revision',
    help: 'Revision to compare with, by default HEAD; what counts is where head left it. Paths then say which targets.',
  },
  { name: 'exact-base', help: 'Compare with --base itself, not with where head left it.' },
  { name: 'head', value: 'revision', help: 'Revision to judge. Without it, the files of the working tree.' },
  { name: 'staged', help: 'Judge what is staged for the next commit.' },
];

/** The targets that differ between the revisions that somebody asks for. */
export async function revisionPairs(options: ParsedOptions): Promise<ChangedTargets> {
  if (options.has('head') && options.has('staged')) throw new UsageError('--head and --staged exclude each other');
  if (options.has('parameters') || options.has('base-parameters')) {
    throw new UsageError('Parameter files can be given for a template, not for revisions');
  }
  const repository = openRepository(process.cwd());
  const name = options.value('head');
  const revisions = openRevisions(repository, {
    base: options.value('base'),
    head: name === undefined ? { kind: options.has('staged') ? 'index' : 'worktree' } : { kind: 'commit', name },
    exactBase: options.has('exact-base'),
  });
  try {
    return await changedTargets(revisions, pathsWithin(options.positionals, repository, revisions));
  } finally {
    revisions.close();
  }
}

/** Paths from the root of the repository; one that neither revision has is a mistake. */
function pathsWithin(given: readonly string[], repository: Repository, revisions: Revisions): readonly string[] {
  return given.map((one) => {
    const file = pathFromRoot(one, repository);
    const isThere = [revisions.base(), revisions.head()].some(({ paths }) => paths.some((each) => isUnder(each, file)));
    if (!isThere) throw new InputError(`'${one}' is in neither revision`);
    return file;
  });
}

function pathFromRoot(given: string, { worktree, prefix }: Repository): string {
  const full = path.resolve(given);
  const relative =
    path.isAbsolute(given) && worktree !== undefined
      ? path.relative(realpathSync(worktree), full).split(path.sep).join('/')
      : path.posix.normalize(path.posix.join(prefix, given.split(path.sep).join('/')));
  if (relative === '..' || relative.startsWith('../')) {
    throw new UsageError(`'${given}' is outside of the repository`);
  }
  return relative.replace(/\/$/, '') || '.';
}
