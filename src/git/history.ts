import { notUnderstood, runGit } from './command.ts';
import { GitError } from './failure.ts';
import { type Change, entryWith } from './listing.ts';
import { firstLine, type Repository } from './repository.ts';
import { commitOf, headCommit, shortId } from './resolve-revision.ts';

/** A commit with what it changes in its first parent. What its author says may be anything. */
export interface Commit {
  readonly id: string;
  readonly author: string;
  /** When it was written, as the author says it: `2026-12-01T13:48:43+00:00`. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
  readonly changes: readonly Change[];
  /** Files that it only moves or changes a little on the way, as git sees it. */
  readonly renames: readonly Rename[];
}

export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** What lies between two revisions, along the first parents. */
export interface CommitRange {
  /** The commit before the first one. */
  readonly first: string;
  readonly last: string;
  /** The commits that follow it, the oldest first. */
  readonly commits: readonly Commit[];
}

/** More commits are refused: they are looked at one after the other. */
export const maxCommits = 20_000;

/**
 * The commits since a revision, with the changes of all of them from one run of git. A merge counts as one commit that
 * changes its first parent. Throws a GitError that says what to do if the revision is not in the history of head.
 */
export function commitsSince(repository: Repository, since: string, head: string | undefined): CommitRange {
  const last = head === undefined ? headCommit(repository) : commitOf(repository, head);
  const start = startOfHistory(repository, since);
  const walked = walk(repository, start, last);
  if (walked.length > maxCommits) {
    throw new GitError(`there are more than ${maxCommits} commits since '${since}'; choose a later revision`);
  }
  const [oldest] = walked;
  if (!oldest) return { first: start, last, commits: [] };
  const [first] = oldest.parents;
  if (first === undefined) throw noStart(repository, start, last);
  return { first, last, commits: walked.map(({ parents: _, ...commit }) => commit) };
}

/** People know `--since` of git, which takes a date. */
function startOfHistory(repository: Repository, since: string): string {
  try {
    return commitOf(repository, since);
  } catch (error) {
    if (!(error instanceof GitError) || !looksLikeDate.test(since)) throw error;
    throw new GitError(
      `--since takes a revision, and '${since}' is a date; the last commit before it is what this prints: git rev-list -1 --before='${since.replaceAll("'", '')}' HEAD`,
    );
  }
}

const looksLikeDate = /^\d{4}-\d{1,2}(?:-\d|$)|\b(?:ago|yesterday|today|days?|weeks?|months?|years?)\b/i;

function noStart({ shallow }: Repository, start: string, last: string): GitError {
  if (shallow) {
    return new GitError(
      `this clone is shallow and its history ends before ${shortId(start)}; run: git fetch --unshallow (with actions/checkout: fetch-depth: 0)`,
    );
  }
  return new GitError(`${shortId(start)} is not in the history of ${shortId(last)} along its first parents`);
}

interface WalkedCommit extends Commit {
  readonly parents: readonly string[];
}

/** No part of the configuration may change the form of this. */
const logArguments: readonly string[] = [
  ...['log', '-z', '--first-parent', '-m', '-r', '--reverse', '--encoding=UTF-8', '--no-show-signature', '--no-notes'],
  ...['--raw', '--no-abbrev', '--find-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'],
  '--format=tformat:%H%x00%P%x00%an%x00%aI%x00%s',
];

function walk({ folder, worktree }: Repository, start: string, last: string): readonly WalkedCommit[] {
  // The walk ends at the root of the working tree, so that paths in it are those of the repository.
  const place = worktree ?? folder;
  const { ok, stdout, stderr } = runGit(place, [
    ...logArguments,
    `--max-count=${maxCommits + 1}`,
    `${start}..${last}`,
    '--',
  ]);
  if (!ok) throw new GitError(`git cannot read the history: ${firstLine(stderr)}`);
  return commitsIn(stdout.toString('utf8').split('\0'));
}

/** Five fields of a commit, then for each change what git knows of it, and one path or two. */
function commitsIn(records: readonly string[]): readonly WalkedCommit[] {
  const commits: WalkedCommit[] = [];
  let at = 0;
  const next = (): string => {
    const record = records[at];
    if (record === undefined) throw new GitError(notUnderstood('log'));
    at += 1;
    return record;
  };
  while (at < records.length - 1) {
    const [id, parents, author, date, subject] = [next(), next(), next(), next(), next()];
    if (!/^[0-9a-f]{40,64}$/.test(id)) throw new GitError(notUnderstood('log'));
    const changes: Change[] = [];
    const renames: Rename[] = [];
    while (/^\n?:/.test(records[at] ?? '')) {
      const [beforeMode = '', afterMode = '', beforeId = '', afterId = '', status = ''] = next()
        .replace(/^\n?:/, '')
        .split(' ');
      const file = next();
      const before = entryWith(beforeMode, beforeId);
      const after = entryWith(afterMode, afterId);
      if (!/^[RC]/.test(status)) {
        changes.push({ file, before, after });
        continue;
      }
      const to = next();
      changes.push({ file, before, after: undefined }, { file: to, before: undefined, after });
      renames.push({ from: file, to });
    }
    commits.push({ id, parents: parents.split(' ').filter(Boolean), author, date, subject, changes, renames });
  }
  return commits;
}
