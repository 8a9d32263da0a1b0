import { readFileSync } from 'node:fs';
import { runGit } from '../git/command.ts';

/** The revision to compare with, and whether it is meant itself and not where head left it. */
export interface Base {
  readonly revision: string;
  readonly exact: boolean;
  /** What people must know of how it was chosen. */
  readonly notice?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is read of the event that started a workflow; everything may be missing. */
interface Event {
  readonly before?: unknown;
  readonly deleted?: unknown;
  readonly forced?: unknown;
  readonly ref?: unknown;
  readonly merge_group?: { readonly base_sha?: unknown };
  readonly pull_request?: {
    readonly number?: unknown;
    readonly base?: { readonly sha?: unknown };
    readonly head?: { readonly sha?: unknown };
    readonly merge_commit_sha?: unknown;
  };
  readonly repository?: { readonly default_branch?: unknown };
}

/**
 * The base of what a workflow looks at: `deleted` if a branch is gone, so that there is nothing to look at, or
 * undefined if the event has no base.
 */
export function baseOfEvent(env: Environment, folder: string): Base | 'deleted' | undefined {
  const event = readEvent(env['GITHUB_EVENT_PATH']);
  switch (env['GITHUB_EVENT_NAME']) {
    case 'pull_request':
    case 'pull_request_target':
      return baseOfPullRequest(event, folder);
    case 'merge_group':
      return revisionOf(event.merge_group?.base_sha, true);
    case 'push':
      return event.deleted === true ? 'deleted' : baseOfPush(event, folder);
    default:
      return undefined;
  }
}

/** The commits of a pull request; one that the event does not name is undefined. */
export interface PullRequest {
  readonly headSha: string | undefined;
  /** What GitHub made to try the merge, or the merge itself. */
  readonly mergeSha: string | undefined;
  readonly number: number | undefined;
}

/** The pull request that an event is about, if it is about one. */
export function pullRequestOf(env: Environment): PullRequest | undefined {
  const name = env['GITHUB_EVENT_NAME'];
  if (name !== 'pull_request' && name !== 'pull_request_target') return undefined;
  const { pull_request: request } = readEvent(env['GITHUB_EVENT_PATH']);
  const number = Number.isSafeInteger(request?.number) ? Number(request?.number) : undefined;
  return { headSha: shaOf(request?.head?.sha), mergeSha: shaOf(request?.merge_commit_sha), number };
}

function readEvent(file: string | undefined): Event {
  if (file === undefined || file === '') return {};
  try {
    const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof event === 'object' && event !== null ? event : {};
  } catch {
    return {};
  }
}

/**
 * The commit that GitHub makes to try a merge has the tip of the base branch as its first parent. That of the event can
 * be older, and what others merged in between would count as part of this request.
 */
function baseOfPullRequest({ pull_request: request }: Event, folder: string): Base | undefined {
  const { ok, stdout } = runGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^2']);
  if (ok && stdout.toString('utf8').trim() === request?.head?.sha) return { revision: 'HEAD^1', exact: true };
  return revisionOf(request?.base?.sha, false);
}

/**
 * The first push of a branch has nothing before it: it is compared with where it left the default branch. So is one that
 * was forced, if the checkout has no longer what was there before; for the default branch itself, that would compare it
 * with itself.
 */
function baseOfPush({ before, forced, ref, repository }: Event, folder: string): Base | undefined {
  const branch = repository?.default_branch;
  const ofDefault: Base | undefined = isBranchName(branch) ? { revision: `origin/${branch}`, exact: false } : undefined;
  if (typeof before === 'string' && /^0+$/.test(before)) return ofDefault;
  const told = revisionOf(before, true);
  if (forced !== true || !told || !ofDefault || ref === `refs/heads/${branch}` || isCommit(told.revision, folder)) {
    return told;
  }
  const notice = `The push was forced and the commit before it, ${told.revision.slice(0, 12)}, is not here. The branch is compared with where it left ${ofDefault.revision}.`;
  return { ...ofDefault, notice };
}

/** Nothing but the name of a branch gets to git. */
function isBranchName(name: unknown): name is string {
  return typeof name === 'string' && /^[\w./-]+$/.test(name) && !name.startsWith('-');
}

function isCommit(revision: string, folder: string): boolean {
  return runGit(folder, ['cat-file', '-e', `${revision}^{commit}`]).ok;
}

/** Events that are about no change: they ask for the state of what is checked out. */
const events: ReadonlySet<string | undefined> = new Set(['schedule', 'workflow_dispatch', 'repository_dispatch']);

export function asksForState(env: Environment): boolean {
  return events.has(env['GITHUB_EVENT_NAME']);
}

function revisionOf(id: unknown, exact: boolean): Base | undefined {
  const revision = shaOf(id);
  return revision === undefined ? undefined : { revision, exact };
}

/** Ids of commits only: nothing else from an event gets to git. */
function shaOf(id: unknown): string | undefined {
  return typeof id === 'string' && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}
