import { GitError } from '../git/failure.ts';
import {
  type Change,
  changesBetween,
  type Listing,
  leadsElsewhere,
  listIndex,
  listingBefore,
  listTree,
  listUntracked,
} from '../git/listing.ts';
import { ObjectReader } from '../git/objects.ts';
import type { Repository } from '../git/repository.ts';
import { commitOf, headCommit, mergeBaseOf } from '../git/resolve-revision.ts';
import { type FileRead, type FileTree, textRead } from '../text/files.ts';
import { once } from '../text/memo.ts';
import { affectedFiles, narrowed, type Reach, targetFilter } from './changes.ts';
import type { Target } from './load.ts';
import { outlineOf } from './outline.ts';
import { isCandidate, type ReferenceCache, referenceLookup } from './references.ts';
import { type RevisionTree, revisionTree, type Store, worktreeTree } from './revision-tree.ts';
import { shareFiles } from './store.ts';
import { discoverTargets, pairTargets, pathsOf, type TargetPair } from './targets.ts';
import { maxFileSize, tooLarge } from './tree.ts';

/** Which revisions of a repository are compared. */
export interface RevisionRequest {
  /** A name of a commit; without one, the commit that is checked out. */
  readonly base: string | undefined;
  /** A name of a commit, or one of the two states that are no commit yet. */
  readonly head: { readonly kind: 'commit'; readonly name: string } | { readonly kind: 'index' | 'worktree' };
  /** Whether base is compared as it is, and not where head left it. */
  readonly exactBase: boolean;
  /** Texts of files of the working tree that count instead of what the disk has, by their paths. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Two revisions of a repository. Their files are listed when they are first asked for. */
export interface Revisions {
  /** Whether the commit to judge is a part of base already, so that nothing lies between them. */
  readonly isPast: boolean;
  readonly base: () => RevisionTree;
  readonly head: () => RevisionTree;
  /** What differs, if that is known without looking at every file. */
  readonly changes: () => readonly Change[] | undefined;
  /** A file of base, without listing the others. */
  readonly readBase: (path: string) => Promise<FileRead>;
  readonly close: () => void;
}

/** Finds both revisions in the repository. Nothing is fetched; a GitError says how to get what is missing. */
export function openRevisions(repository: Repository, { base, head, exactBase, texts }: RevisionRequest): Revisions {
  if (head.kind !== 'commit' && repository.worktree === undefined) {
    throw new GitError('this repository has no working tree; choose a revision with --head <revision>');
  }
  const tip = head.kind === 'commit' ? commitOf(repository, head.name) : headCommit(repository);
  const start = base === undefined ? tip : commitOf(repository, base);
  const baseCommit = exactBase ? start : mergeBaseOf(repository, start, tip);
  const objects = new ObjectReader(repository, maxFileSize);
  const store: Store = { repository, objects };
  const changes = once(() => {
    if (head.kind === 'worktree') return undefined;
    return changesBetween(repository, baseCommit, head.kind === 'index' ? 'index' : tip);
  });
  const headListing = once((): Listing => {
    return head.kind === 'commit' ? listTree(repository, tip) : withoutConflicts(listIndex(repository));
  });
  const headTree = (): RevisionTree => {
    if (head.kind !== 'worktree') return revisionTree(headListing(), store);
    return worktreeTree(listIndex(repository), listUntracked(repository), repository.worktree ?? '', store, texts);
  };
  const baseListing = (): Listing => {
    const differing = changes();
    return differing ? listingBefore(headListing(), differing) : listTree(repository, baseCommit);
  };
  return {
    isPast: head.kind === 'commit' && !exactBase && baseCommit === tip && start !== tip,
    base: once(() => revisionTree(baseListing(), store)),
    head: once(headTree),
    changes,
    readBase: async (path) => {
      const name = `${baseCommit}:${path}`;
      await objects.load([name]);
      const read = objects.read(name);
      if (read.kind === 'content') return textRead(read.bytes);
      return read.kind === 'missing' ? read : tooLarge;
    },
    close: () => objects.close(),
  };
}

/** Two commits of a walk, which has listed their files already. */
export interface WalkedPair {
  readonly before: Listing;
  readonly after: Listing;
  readonly changes: readonly Change[];
}

/** The same for two commits whose files are listed already: nothing more is asked of git than what is in them. */
export function walkedRevisions({ before, after, changes }: WalkedPair, store: Store): Revisions {
  const base = once(() => revisionTree(before, store));
  return {
    isPast: false,
    base,
    head: once(() => revisionTree(after, store)),
    changes: () => changes,
    readBase: async (path) => {
      await base().load([path]);
      return base().read(path);
    },
    close: () => {},
  };
}

/** It is not known what a commit will have where two versions of a file are left. */
function withoutConflicts<T extends Listing>(index: T): T {
  const [file] = [...index].find(([, { kind }]) => kind === 'conflict') ?? [];
  if (file === undefined) return index;
  throw new GitError(`the merge conflict in '${file}' is not resolved; resolve it and run: git add '${file}'`);
}

/** Targets that a change reaches, and how many more were looked at. */
export interface ChangedTargets {
  readonly changed: readonly TargetPair[];
  readonly unchanged: number;
  /** The targets of base that are not among those that changed. */
  readonly standing?: () => readonly Target[];
  /** JSON parameter files that differ and belong to no template that is known. */
  readonly lost?: readonly string[];
}

/**
 * The targets that differ between two revisions.
 *
 * @param within only targets that one of these files or folders is a part of; all if empty
 * @param find finds the targets of a tree
 * @param others files that are parts of targets whatever their names end with
 */
export async function changedTargets(
  revisions: Revisions,
  within: readonly string[] = [],
  find: (tree: FileTree) => readonly Target[] = discoverTargets,
  others: readonly string[] = [],
): Promise<ChangedTargets> {
  if (!(await mayMatter(revisions, others))) return { changed: [], unchanged: 0 };
  const [base, head] = [revisions.base(), revisions.head()];
  await Promise.all([base, head].map((tree) => tree.load([...tree.paths.filter(isCandidate), ...others])));
  const cache: ReferenceCache = new Map();
  const [before, after] = [referenceLookup(base, cache), referenceLookup(head, cache)];
  const { leading, around: found } = affectedFiles({ tree: base, lookup: before }, { tree: head, lookup: after });
  const isEqual = (file: string): boolean => base.has(file) && base.idOf(file) === head.idOf(file);
  shareFiles(head, { tree: base, isEqual, isSame: (file) => !leading.has(file) && isEqual(file) });
  const near = [find(narrowed(base, found)), find(narrowed(head, found))] as const;
  // A parameter file that no target near it has may be for a template anywhere.
  const isLost = (file: string): boolean => !isEqual(file) && !isOfSome(file, near) && isParameters([base, head], file);
  const isAsked = (file: string): boolean => within.length === 0 || within.some((one) => isUnder(file, one));
  const isAnyLost = [...leading].some(isLost);
  const [targetsOfBase, targetsOfHead] = isAnyLost ? [find(base), find(head)] : near;
  const pairs = pairTargets(targetsOfBase, targetsOfHead, head);
  const isOfNone = (file: string): boolean => isLost(file) && !isOfSome(file, [targetsOfBase, targetsOfHead]);
  const lost = isAnyLost ? [...leading].filter((file) => isAsked(file) && isOfNone(file)) : [];
  const { mayDiffer, reachOfPair } = targetFilter(base, head, [before, after]);
  const asked = within.length === 0 ? pairs : pairs.filter((pair) => reachOfPair(pair).some(reaches(within)));
  const changed = asked.filter(mayDiffer);
  const known = new Set(changed.map((pair) => pair.base && pathsOf(pair.base)));
  const standing = (): readonly Target[] => find(base).filter((target) => !known.has(pathsOf(target)));
  return { changed, unchanged: asked.length - changed.length, standing, lost };
}

function isOfSome(file: string, found: readonly (readonly Target[])[]): boolean {
  return found.some((targets) => targets.some(({ parameters }) => parameters?.path === file));
}

/** Whether a file is one of JSON parameters, as far as a revision has it. */
function isParameters(trees: readonly RevisionTree[], file: string): boolean {
  return trees.some((tree) => tree.has(file) && outlineOf({ tree, path: file })?.kind === 'parameters');
}

function reaches(within: readonly string[]): (reach: Reach) => boolean {
  return ({ files }) => [...files.keys()].some((file) => within.some((one) => isUnder(file, one)));
}

/** Whether a path is another one, or under it; everything is under the root, which is `.`. */
export function isUnder(file: string, folder: string): boolean {
  return folder === '.' || file === folder || file.startsWith(`${folder}/`);
}

/** False if nothing changed that a template can be made of. Only Bicep reads files of any kind. */
async function mayMatter(revisions: Revisions, others: readonly string[]): Promise<boolean> {
  const changes = revisions.changes();
  if (!changes) return true;
  if (changes.some((one) => leadsElsewhere(one) || isCandidate(one.file) || others.includes(one.file))) return true;
  if (changes.length === 0) return false;
  const trees = [revisions.base(), revisions.head()];
  if (trees.some((tree) => tree.list('.bicep').length > 0)) return true;
  const files = changes.map(({ file }) => file);
  await Promise.all(trees.map((tree) => tree.load(files)));
  return files.some((file) => trees.some(isLinked(file)));
}

/** Whether a file may be a template that others link to under a name that is not one of a template. */
function isLinked(file: string): (tree: RevisionTree) => boolean {
  return (tree) => {
    const read = tree.has(file) ? tree.read(file) : undefined;
    return read?.kind === 'text' && read.text.includes('"resources"');
  };
}
