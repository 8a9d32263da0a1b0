import type { ChildProcessByStdio, ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type GitOutput, takeAnswer } from './answers.ts';
import { GitError } from './failure.ts';

/**
 * Settings that win over those of the repository, which may be untrusted: nothing in it may start a program or a
 * connection. Only commands that neither run hooks nor convert contents are used at all.
 */
const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.alternateRefsCommand=true',
  'protocol.allow=never',
];

/**
 * Seconds after which a git that does not answer is given up. `ARMLOCK_GIT_SECONDS` says another number, for
 * repositories on slow disks.
 */
export const defaultGitSeconds = 120;

export function gitSeconds(env: NodeJS.ProcessEnv = process.env): number {
  const told = Number(env['ARMLOCK_GIT_SECONDS']);
  return told > 0 && Number.isFinite(told) ? told : defaultGitSeconds;
}

/** Why a git that was given up is. */
export function noAnswer(command: string): string {
  return `git ${command} did not answer within ${gitSeconds()} seconds; ARMLOCK_GIT_SECONDS sets a longer limit`;
}

/** Why what git says is of no use. */
export function notUnderstood(command: string): string {
  return `armlock does not understand what git ${command} answers; run: git fsck`;
}

/** Runs that ask git nothing need not load this part of Node.js. */
function processes(): typeof import('node:child_process') {
  return process.getBuiltinModule('node:child_process');
}

/** Listings of a million files take half of this. */
const maxOutput = 256 * 1024 * 1024;

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
    // What was pushed counts, not what a local reference or a file of grafts, which is at no such path, puts in its place.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null/none',
  };
}

/** Git sets these for its hooks, to say which repository they are for. */
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
  return takeAnswer(folder, args) ?? run(folder, args, {});
}

function run(folder: string, args: readonly string[], more: NodeJS.ProcessEnv): GitOutput {
  const { status, signal, stdout, stderr, error } = processes().spawnSync('git', argumentsOf(folder, args), {
    env: { ...environment(), ...more },
    maxBuffer: maxOutput,
    timeout: gitSeconds() * 1000,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [command = ''] = args;
  if (error && 'code' in error && error.code === 'ETIMEDOUT') throw new GitError(noAnswer(command));
  if (error) throw new GitError(startFailure(error));
  if (signal) throw new GitError(`git ${command} was ended by the signal ${signal}`);
  return { ok: status === 0, stdout, stderr: stderr.toString('utf8').trim() };
}

/** Starts a git that answers for as long as it is asked. */
export function startGit(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return processes().spawn('git', argumentsOf(folder, args), { env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Starts a git that answers one question, and does not say why it refuses to: each pipe takes as long as a hundred lines. */
export function startQuestion(folder: string, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  return processes().spawn('git', argumentsOf(folder, args), {
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

export function startFailure(error: Error): string {
  if ('code' in error && error.code === 'ENOENT') return 'git is needed to compare revisions, and it is not installed';
  if ('code' in error && error.code === 'ENOBUFS') return 'the output of git is too large for armlock';
  if ('code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE')) {
    return 'git cannot be run, because too many files are open; raise the limit (ulimit -n)';
  }
  if ('code' in error && error.code === 'EAGAIN') {
    return 'git cannot be run, because no more processes may run; raise the limit (ulimit -u)';
  }
  return `git cannot be run: ${error.message}`;
}
