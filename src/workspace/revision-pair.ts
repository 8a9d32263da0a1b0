import path from 'node:path';
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
import { affectedFiles, leadingTo, narrowed, type Reach, targetFilter } from './changes.ts';
import type { Target } from './load.ts';
import { outlineOf } from './outline.ts';
import { isCandidate, mayName, type ReferenceCache, type ReferenceLookup, referenceLookup } from './references.ts';
import {
  isTextOf,
  type RevisionTree,
  revisionTree,
  type Store,
  type WorkingTree,
  worktreeTree,
} from './revision-tree.ts';
import { shareFiles, type Twin } from './store.ts';
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
  /** What the files of base and of head name. */
  readonly references: () => readonly [base: ReferenceLookup, head: ReferenceLookup];
  /** What head has in common with trees that were judged before it. */
  readonly twins?: () => readonly Twin[];
  readonly close: () => void;
}

/** A base, and a working tree that is judged with one text after another. */
export interface WorkingRevisions extends Revisions {
  /**
   * The same with texts that count instead of what the disk has. What is known of other files is kept.
   *
   * @param texts texts of files that the working tree has, or for which this was opened
   */
  readonly withTexts: (texts: ReadonlyMap<string, string>) => Revisions;
}

/** Finds both revisions in the repository. Nothing is fetched; a GitError says how to get what is missing. */
export function openRevisions(repository: Repository, request: RevisionRequest): Revisions {
  const { head, texts = new Map() } = request;
  if (head.kind === 'worktree') return openWorkingRevisions(repository, request, [...texts.keys()]).withTexts(texts);
  const { headListing, store, ...opened } = openBase(repository, request);
  return {
    ...opened,
    ...withReferences(
      opened.base,
      once((): RevisionTree => revisionTree(headListing(), store)),
    ),
  };
}

/**
 * Opens the working tree. What was read of it is kept: what is written to the disk afterwards is not seen.
 *
 * @param open files that count although neither git nor the disk knows them yet
 */
export function openWorkingRevisions(
  repository: Repository,
  { base, exactBase }: Pick<RevisionRequest, 'base' | 'exactBase'>,
  open: readonly string[] = [],
): WorkingRevisions {
  const { store, headListing: _, ...opened } = openBase(repository, { base, head: { kind: 'worktree' }, exactBase });
  const tree = once((): WorkingTree => {
    const index = listIndex(repository);
    // A link leads to a file that is listed by its own name.
    const fresh = open.filter((file) => index.get(file)?.kind !== 'link');
    return worktreeTree(index, [...listUntracked(repository), ...fresh], repository.worktree ?? '', store);
  });
  const own = withReferences(opened.base, tree);
  return {
    ...opened,
    ...own,
    withTexts: (texts) => {
      if (texts.size === 0) return { ...opened, ...own };
      const head = once(() => tree().withTexts(texts));
      const references = once(() => {
        const [before, after] = own.references();
        const ofTexts = referenceLookup(head());
        return [before, (file: string) => (texts.has(file) ? ofTexts : after)(file)] as const;
      });
      const twins = (): readonly Twin[] => [twinWithout(texts, tree(), head(), references()[1])];
      return { ...opened, head, references, twins };
    },
  };
}

/** A tree, as far as a tree with other texts of some files has the same. */
function twinWithout(
  texts: ReadonlyMap<string, string>,
  tree: RevisionTree,
  head: RevisionTree,
  lookup: ReferenceLookup,
): Twin {
  const differing = new Set([...texts].flatMap(([file, text]) => (isTextOf(tree.read(file), text) ? [] : [file])));
  const leading = once(() => leadingTo(differing, { tree: head, lookup }));
  return { tree, isEqual: (file) => !differing.has(file), isSame: (file) => !leading().has(file) };
}

function withReferences<T extends RevisionTree>(
  base: () => RevisionTree,
  head: () => T,
): Pick<Revisions, 'references'> & { readonly head: () => T } {
  const references = once(() => {
    const cache: ReferenceCache = new Map();
    const before = referenceLookup(base(), cache);
    return [before, referenceLookup(head(), cache, siblingOf(base(), head(), before))] as const;
  });
  return { head, references };
}

/** What of base holds in head as well: where both have the same files, one that did not change names the same ones. */
function siblingOf(
  base: RevisionTree,
  head: RevisionTree,
  lookup: ReferenceLookup,
): Parameters<typeof referenceLookup>[2] {
  const arePlain = base.isPlain === true && head.isPlain === true;
  if (!arePlain || base.paths.length !== head.paths.length || !base.paths.every(head.has)) return undefined;
  return { lookup, saysTheSame: (file) => base.has(file) && base.idOf(file) === head.idOf(file) };
}

/** All of two revisions but the tree of head. */
function openBase(
  repository: Repository,
  { base, head, exactBase }: RevisionRequest,
): Omit<Revisions, 'head' | 'references'> & { readonly store: Store; readonly headListing: () => Listing } {
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
  const baseListing = (): Listing => {
    const differing = changes();
    return differing ? listingBefore(headListing(), differing) : listTree(repository, baseCommit);
  };
  return {
    isPast: head.kind === 'commit' && !exactBase && baseCommit === tip && start !== tip,
    base: once(() => revisionTree(baseListing(), store)),
    store,
    headListing,
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
    ...withReferences(
      base,
      once(() => revisionTree(after, store)),
    ),
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
  const [before, after] = revisions.references();
  const { leading, around: found } = affectedFiles({ tree: base, lookup: before }, { tree: head, lookup: after });
  const isEqual = (file: string): boolean => base.has(file) && base.idOf(file) === head.idOf(file);
  const ofBase: Twin = { tree: base, isEqual, isSame: (file) => !leading.has(file) && isEqual(file) };
  shareFiles(head, ofBase, ...(revisions.twins?.() ?? []));
  const near = [find(narrowed(base, found)), find(narrowed(head, found))] as const;
  // A parameter file that no target near it has may be for a template anywhere.
  const nearby = parametersIn(near);
  const isLost = (file: string): boolean => !isEqual(file) && !nearby.has(file) && isParameters([base, head], file);
  const isAsked = (file: string): boolean => within.length === 0 || within.some((one) => isUnder(file, one));
  const isAnyLost = [...leading].some(isLost);
  const [targetsOfBase, targetsOfHead] = isAnyLost ? [find(base), find(head)] : near;
  const pairs = pairTargets(targetsOfBase, targetsOfHead, head);
  const owned = isAnyLost ? parametersIn([targetsOfBase, targetsOfHead]) : nearby;
  const isOfNone = (file: string): boolean => isLost(file) && !owned.has(file);
  const lost = isAnyLost ? [...leading].filter((file) => isAsked(file) && isOfNone(file)) : [];
  const { mayDiffer, reachOfPair } = targetFilter(base, head, [before, after]);
  const asked = within.length === 0 ? pairs : pairs.filter((pair) => reachOfPair(pair).some(reaches(within)));
  const changed = asked.filter(mayDiffer);
  const known = new Set(changed.map((pair) => pair.base && pathsOf(pair.base)));
  const standing = (): readonly Target[] => find(base).filter((target) => !known.has(pathsOf(target)));
  return { changed, unchanged: asked.length - changed.length, standing, lost };
}

/** The parameter files of targets. */
function parametersIn(found: readonly (readonly Target[])[]): ReadonlySet<string | undefined> {
  return new Set(found.flat().map(({ parameters }) => parameters?.path));
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
  const files = changes.map(({ file }) => file);
  if (trees.some((tree) => tree.list('.bicep').length > 0)) return mayBeNamed(files, trees);
  await Promise.all(trees.map((tree) => tree.load(files)));
  return files.some((file) => trees.some(isLinked(file)));
}

/** With more changes, it is as quick to find out what each file names. */
const fewChanges = 20;

/** Whether a file of either revision may name one that changed, none of which is a candidate: both have the same ones. */
async function mayBeNamed(changed: readonly string[], trees: readonly RevisionTree[]): Promise<boolean> {
  const [tree] = trees;
  if (!tree || changed.length > fewChanges || !trees.every(({ isPlain }) => isPlain)) return true;
  const names = changed.map((file) => path.posix.basename(file));
  const candidates = tree.paths.filter(isCandidate);
  await tree.load(candidates);
  return candidates.some((file) => {
    const read = tree.read(file);
    return read.kind === 'text' && mayName(file, read.text, names);
  });
}

/** Whether a file may be a template that others link to under a name that is not one of a template. */
function isLinked(file: string): (tree: RevisionTree) => boolean {
  return (tree) => {
    const read = tree.has(file) ? tree.read(file) : undefined;
    return read?.kind === 'text' && read.text.includes('"resources"');
  };
}
