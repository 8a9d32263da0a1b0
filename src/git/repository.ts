import { existsSync } from 'node:fs';
import path from 'node:path';
import { notUnderstood, runGit } from './command.ts';
import { GitError } from './failure.ts';

/** A repository on this machine. */
export interface Repository {
  /** A folder in which git finds it. */
  readonly folder: string;
  /** The root of the working tree; a bare repository has none. */
  readonly worktree: string | undefined;
  /** Where in the working tree the folder is: empty or with a slash at its end. */
  readonly prefix: string;
  /** Whether its history was cut off. */
  readonly shallow: boolean;
  /** The commit that is checked out, if there is a working tree and any commit. */
  readonly head: string | undefined;
}

/** All that is asked about a repository in one question, because each takes a process. */
export const placeQuestion: readonly string[] = [
  'rev-parse',
  ...['--is-shallow-repository', '--show-prefix', '--show-toplevel', '--quiet', '--verify', 'HEAD^{commit}'],
];

/** Finds the repository of a folder. Throws a GitError that says what to do if there is none, or git refuses it. */
export function openRepository(folder: string): Repository {
  const { ok, stdout, stderr } = runGit(folder, placeQuestion);
  const [shallow, prefix = '', worktree, head] = stdout.toString('utf8').split('\n');
  if (!ok && stderr === '' && stdout.length === 0) throw new GitError('git ended without an answer');
  // Without a word of why, all that is missing is a first commit.
  const isBare = /must be run in a work tree/.test(stderr);
  if (!ok && stderr !== '' && !isBare) throw new GitError(refusal(folder, stderr));
  if (!/^(?:true|false|)$/.test(shallow ?? '')) throw new GitError(notUnderstood('rev-parse'));
  const root = !isBare && worktree ? path.resolve(worktree) : undefined;
  if (root !== undefined) checkPlace(root);
  return {
    folder,
    worktree: root,
    prefix: isBare ? '' : prefix,
    shallow: shallow === 'true',
    head: ok ? head : undefined,
  };
}

function refusal(folder: string, stderr: string): string {
  const [, owned] = stderr.match(/dubious ownership in repository at '(.*)'/) ?? [];
  if (owned !== undefined) {
    return `git does not trust the repository '${owned}', because another user owns it; if you trust it, run: git config --global --add safe.directory '${owned}'`;
  }
  if (/not a git repository/.test(stderr)) return `'${folder}' is in no git repository`;
  return `git cannot read the repository: ${firstLine(stderr)}`;
}

/** A repository's own configuration can name any folder as its working tree, for instance `/`. */
function checkPlace(root: string): void {
  if (process.env['GIT_WORK_TREE'] !== undefined || existsSync(path.join(root, '.git'))) return;
  throw new GitError(`the configuration of the repository sets its working tree to '${root}', which has no .git`);
}

/** What git says first, without its prefix. */
export function firstLine(stderr: string): string {
  return (stderr.split('\n')[0] ?? '').replace(/^(fatal|error): /, '');
}
