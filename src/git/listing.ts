import { takeAnswer } from './answers.ts';
import { notUnderstood, runGit } from './command.ts';
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
  checkAnswer('ls-tree', isMode(mode) && file !== '');
  return [file, { kind: kindOf(mode), id }];
}

/** An entry of the index; `absent` if a sparse checkout left its file out of the working tree. */
export interface IndexEntry extends Entry {
  readonly absent: boolean;
}

/** What is in the index. */
export const indexQuestion: readonly string[] = ['ls-files', '-z', '-t', '--stage', '--full-name'];

/** Everything in the index. */
export function listIndex(repository: Repository): ReadonlyMap<string, IndexEntry> {
  const root = repository.worktree ?? repository.folder;
  return indexIn(recordsOf({ ...repository, folder: root }, indexQuestion));
}

/** What the answer to `indexQuestion` says. */
export function indexIn(records: readonly string[]): ReadonlyMap<string, IndexEntry> {
  return new Map(records.map((record) => indexEntry(record)));
}

/** `H 100644 <id> <stage>\t<path>`; stages above 0 are the sides of a conflict. */
function indexEntry(record: string): readonly [string, IndexEntry] {
  const [meta = '', file] = split(record);
  const [tag = '', mode = '', id = '', stage = '0'] = meta.split(' ');
  checkAnswer('ls-files', isMode(mode) && file !== '');
  const kind = stage === '0' ? kindOf(mode) : 'conflict';
  return [file, { kind, id, absent: tag === 'S' }];
}

/** Files of the working tree that git neither tracks nor ignores. */
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

/** A path whose content differs, with what each revision has there. */
export interface Change {
  readonly file: string;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** Whether a change is one of a link or a submodule, through which other paths lead. */
export function leadsElsewhere({ before, after }: Change): boolean {
  return [before, after].some((entry) => entry?.kind === 'link' || entry?.kind === 'submodule');
}

/** As git writes what it has, whatever its configuration says about showing it. */
const rawChanges: readonly string[] = [
  ...['--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv'],
  '--ignore-submodules=dirty',
];

/** What differs between a commit and the index. */
export function stagedQuestion(base: string): readonly string[] {
  return ['diff-index', '--cached', ...rawChanges, base, '--'];
}

/** What differs between two commits, or between a commit and the index. */
export function changesBetween(repository: Repository, base: string, head: string | 'index'): readonly Change[] {
  const place = { ...repository, folder: repository.worktree ?? repository.folder };
  return changesIn(
    head === 'index'
      ? recordsOf(place, stagedQuestion(base), base === repository.head ? stagedQuestion('HEAD') : undefined)
      : recordsOf(place, ['diff-tree', '-r', ...rawChanges, base, head, '--']),
  );
}

/** What the answer to `stagedQuestion` says. */
export function changesIn(records: readonly string[]): readonly Change[] {
  return records.flatMap((meta, index) => {
    if (index % 2 === 1) return [];
    const file = records[index + 1] ?? '';
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = meta.slice(1).split(' ');
    checkAnswer('diff', meta.startsWith(':') && isMode(oldMode) && isMode(newMode) && file !== '');
    return [{ file, before: entryWith(oldMode, oldId), after: entryWith(newMode, newId) }];
  });
}

/** A path that a revision does not have has no mode there. */
export function entryWith(mode: string, id: string): Entry | undefined {
  return /^0+$/.test(mode) ? undefined : { kind: kindOf(mode), id };
}

/** What a revision had, by what the next one has and what differs between them. */
export function listingBefore(after: Listing, changes: readonly Change[]): Listing {
  const before = new Map(after);
  undoChanges(before, changes);
  return before;
}

/** Takes changes back, so that a listing becomes that of the revision before. */
export function undoChanges(listing: Map<string, Entry>, changes: readonly Change[]): void {
  for (const { file, before: entry } of changes) {
    if (entry) listing.set(file, entry);
    else listing.delete(file);
  }
}

/** @param ahead other words for the same, with which it may have been asked ahead */
function recordsOf({ folder }: Repository, args: readonly string[], ahead = args): readonly string[] {
  const { ok, stdout, stderr } = takeAnswer(folder, ahead) ?? runGit(folder, args);
  if (!ok) throw new GitError(`git ${args[0]} failed: ${firstLine(stderr)}`);
  return recordsIn(stdout, args[0]);
}

/** The records of an answer, each of which ends with a zero. Throws a GitError if the answer is cut off. */
export function recordsIn(stdout: Buffer, command = ''): readonly string[] {
  const records = stdout.toString('utf8').split('\0');
  checkAnswer(command, records.pop() === '');
  return records;
}

/** A git that is broken, or is none, must not pass for one that has nothing to say. */
function checkAnswer(command: string, isUnderstood: boolean): void {
  if (!isUnderstood) throw new GitError(notUnderstood(command));
}

function isMode(text: string): boolean {
  return /^[0-7]{6}$/.test(text);
}

function split(record: string): readonly [string, string] {
  const tab = record.indexOf('\t');
  return [record.slice(0, tab), record.slice(tab + 1)];
}

function kindOf(mode: string): Entry['kind'] {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}
