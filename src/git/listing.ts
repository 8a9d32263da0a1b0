import { runGit } from './command.ts';
import { GitError } from './failure.ts';
import { firstLine, type Repository } from './repository.ts';

/** What a revision has at a path. */
export interface Entry {
  readonly kind: 'file' | 'link' | 'submodule' | 'conflict';
  /** The id of its content. */
  readonly id: string;
}

/** The entries of a revision by path from its root, in git's order. */
export type Listing = ReadonlyMap<string, Entry>;

/** Everything in a commit or tree. */
export function listTree(repository: Repository, commit: string): Listing {
  const records = recordsOf(repository, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  return new Map(records.map((record) => treeEntry(record)));
}

/** `100644 blob <id>\t<path>`. */
function treeEntry(record: string): readonly [string, Entry] {
  const [meta = '', file] = split(record);
  const [mode = '', , id = ''] = meta.split(' ');
  return [file, { kind: kindOf(mode), id }];
}

/** An entry of the index; `absent` if a sparse checkout left its file out of the working tree. */
export interface IndexEntry extends Entry {
  readonly absent: boolean;
}

/** Everything in the index. */
export function listIndex(repository: Repository): ReadonlyMap<string, IndexEntry> {
  const root = repository.worktree ?? repository.folder;
  const records = recordsOf({ ...repository, folder: root }, ['ls-files', '-z', '-t', '--stage', '--full-name']);
  return new Map(records.map((record) => indexEntry(record)));
}

/** `H 100644 <id> <stage>\t<path>`; stages above 0 are the sides of a conflict. */
function indexEntry(record: string): readonly [string, IndexEntry] {
  const [meta = '', file] = split(record);
  const [tag = '', mode = '', id = '', stage = '0'] = meta.split(' ');
  const kind = stage === '0' ? kindOf(mode) : 'conflict';
  return [file, { kind, id, absent: tag === 'S' }];
}

/** Files of the working tree that git does not know and is not told to ignore. */
export function listUntracked(repository: Repository): readonly string[] {
  const root = repository.worktree ?? repository.folder;
  return recordsOf({ ...repository, folder: root }, [
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    '--full-name',
  ]).filter((file) => !file.endsWith('/'));
}

/** A path whose content differs. */
export interface Change {
  readonly file: string;
  /** Whether it is a link or a submodule in one of the revisions, through which other paths lead. */
  readonly leads: boolean;
}

/** What differs between two commits, or between a commit and the index. */
export function changesBetween(repository: Repository, base: string, head: string | 'index'): readonly Change[] {
  const plain = ['--raw', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
  const place = { ...repository, folder: repository.worktree ?? repository.folder };
  const records =
    head === 'index'
      ? recordsOf(place, ['diff-index', '--cached', ...plain, base, '--'])
      : recordsOf(place, ['diff-tree', '-r', ...plain, base, head, '--']);
  // `:100644 100644 <id> <id> M`, then the path.
  return records.flatMap((meta, index) => {
    const file = records[index + 1];
    return index % 2 === 0 && file !== undefined ? [{ file, leads: /^:1[26]0000| 1[26]0000/.test(meta) }] : [];
  });
}

function recordsOf({ folder }: Repository, args: readonly string[]): readonly string[] {
  const { ok, stdout, stderr } = runGit(folder, args);
  if (!ok) throw new GitError(`git ${args[0]} failed: ${firstLine(stderr)}`);
  return stdout.toString('utf8').split('\0').slice(0, -1);
}

function split(record: string): readonly [string, string] {
  const tab = record.indexOf('\t');
  return [record.slice(0, tab), record.slice(tab + 1)];
}

function kindOf(mode: string): Entry['kind'] {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}
