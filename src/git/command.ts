import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { GitError } from './failure.ts';

/** What one run of git gave. */
export interface GitOutput {
  readonly ok: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Settings that win over those of the repository, which may be anybody's: nothing in it may start a program or a
 * connection. Only commands that neither run hooks nor convert contents are used at all.
 */
const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.alternateRefsCommand=true',
  'protocol.allow=never',
];

/** Listings of large repositories take this much. */
const maxOutput = 1024 * 1024 * 1024;

function argumentsOf(folder: string, args: readonly string[]): string[] {
  return ['-C', folder, '--no-pager', ...settings.flatMap((setting) => ['-c', setting]), ...args];
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A partial clone would fetch what it lacks; older versions of git know only how to forbid every protocol.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // What was pushed counts, not what a local reference puts in its place.
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}

/** Git tells its hooks by these which repository they are for. */
const placeVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
];

/** Runs git in a repository within another one, whatever the environment says about that one. */
export function runGitWithin(folder: string, args: readonly string[]): GitOutput {
  return run(folder, args, Object.fromEntries(placeVariables.map((name) => [name, undefined])));
}

/** Runs git to its end. Throws a GitError if there is no git; that git fails is a result. */
export function runGit(folder: string, args: readonly string[]): GitOutput {
  return run(folder, args, {});
}

function run(folder: string, args: readonly string[], more: NodeJS.ProcessEnv): GitOutput {
  const { status, stdout, stderr, error } = spawnSync('git', argumentsOf(folder, args), {
    env: { ...environment(), ...more },
    maxBuffer: maxOutput,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error) throw new GitError(startFailure(error));
  return { ok: status === 0, stdout, stderr: stderr.toString('utf8').trim() };
}

/** Starts a git that answers for as long as it is asked. */
export function startGit(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', argumentsOf(folder, args), { env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
}

export function startFailure(error: Error): string {
  if ('code' in error && error.code === 'ENOENT') return 'git is needed to compare revisions, and it is not installed';
  return `git cannot be run: ${error.message}`;
}
