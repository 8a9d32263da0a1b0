import { runGit } from './command.ts';
import { GitError, NotFetchedError } from './failure.ts';
import { firstLine, type Repository } from './repository.ts';

/** The empty tree has the same id everywhere; what has no history yet is compared with it. */
const emptyTrees: Readonly<Record<string, string>> = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** The id of a commit, by any name that git understands. Throws a GitError with the command that brings it here. */
export function commitOf(repository: Repository, name: string): string {
  const found = findCommit(repository, name);
  if (found === undefined) throw missingRevision(repository, name);
  return found;
}

function findCommit({ folder }: Repository, name: string): string | undefined {
  const { ok, stdout } = runGit(folder, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`]);
  return ok ? stdout.toString('utf8').trim() : undefined;
}

/** The commit that is checked out, or the empty tree if there is none yet. */
export function headCommit(repository: Repository): string {
  const found = repository.head ?? findCommit(repository, 'HEAD');
  if (found !== undefined) return found;
  const { stdout } = runGit(repository.folder, ['rev-parse', '--show-object-format']);
  return emptyTrees[stdout.toString('utf8').trim()] ?? emptyTrees['sha1'] ?? '';
}

/** Where the history of head left that of base. Throws a GitError with the command that brings it here. */
export function mergeBaseOf(repository: Repository, base: string, head: string): string {
  if (base === head || Object.values(emptyTrees).includes(head)) return base;
  const { ok, stdout, stderr } = runGit(repository.folder, ['merge-base', base, head]);
  const [found] = stdout.toString('utf8').split('\n');
  if (ok && found) return found;
  if (repository.shallow) {
    throw new GitError(
      `this clone is shallow and does not contain the merge base of ${shortId(base)} and ${shortId(head)}; run: git fetch --unshallow (with actions/checkout: fetch-depth: 0)`,
    );
  }
  if (stderr !== '') throw new GitError(`git cannot read the history: ${firstLine(stderr)}`);
  throw new GitError(
    `${shortId(base)} and ${shortId(head)} have no common history; to compare them as they are, add --exact-base`,
  );
}

export function shortId(id: string): string {
  return id.slice(0, 10);
}

function missingRevision(repository: Repository, name: string): GitError {
  const what = `the revision '${name}' is not in this clone`;
  const remotes = runGit(repository.folder, ['remote']).stdout.toString('utf8').split('\n').filter(Boolean);
  const tracked = remotes.map((remote) => `${remote}/${name}`).find((one) => findCommit(repository, one) !== undefined);
  if (tracked !== undefined) return new GitError(`${what}, but ${quoted(tracked)} is; use that`);
  const command = fetchCommand(repository, name, remotes);
  if (command === undefined) return new GitError(`${what}, and no remote is known to fetch it from`);
  return new NotFetchedError(`${what}; run: ${command}`);
}

/** The command that brings a revision here, without changing a branch that there is. */
function fetchCommand({ shallow }: Repository, name: string, remotes: readonly string[]): string | undefined {
  const fetch = shallow ? 'git fetch --unshallow' : 'git fetch';
  // Names like HEAD~3 are missing because the history before them is.
  if (/[~^@]/.test(name)) return shallow ? fetch : undefined;
  const remote = remotes.find((one) => name.startsWith(`${one}/`));
  if (remote !== undefined) {
    const branch = name.slice(remote.length + 1);
    return `${fetch} ${quoted(remote)} ${quoted(`+refs/heads/${branch}:refs/remotes/${name}`)}`;
  }
  const first = remotes.includes('origin') ? 'origin' : remotes[0];
  if (first === undefined || name.startsWith('-') || !/^[\w./-]+$/.test(name)) return undefined;
  return `${fetch} ${quoted(first)} ${/^[0-9a-f]{40,64}$/.test(name) ? name : `${name}:${name}`}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
