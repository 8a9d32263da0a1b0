import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { runGitWithin } from '../git/command.ts';
import type { Entry, IndexEntry, Listing } from '../git/listing.ts';
import type { ObjectReader } from '../git/objects.ts';
import type { Repository } from '../git/repository.ts';
import { bytesOf, type FileRead, type FileTree, pathFrom, type TextRead, textRead } from '../text/files.ts';
import { cryptography } from '../text/hash.ts';
import { isCandidate } from './references.ts';
import { treeWithTexts } from './text-tree.ts';
import { folderTree, isWithin, maxFileSize, tooLarge } from './tree.ts';

/** The files of a commit, of the index or of the working tree. */
export interface RevisionTree extends FileTree {
  readonly idOf: (path: string) => string | undefined;
  /** Reads files ahead, all at once, so that reading them later takes no time. */
  readonly load: (paths: Iterable<string>) => Promise<void>;
  /** All files, in order. */
  readonly paths: readonly string[];
  /** Whether it is known that a path leads to the file of that name and to no other one: there are no links and submodules. */
  readonly isPlain?: boolean;
}

/** The objects of a repository, and where it is. */
export interface Store {
  readonly repository: Repository;
  readonly objects: ObjectReader;
}

/** Links that lead to links end somewhere, or in a circle. */
const maxLinks = 16;

/** The files that a listing names, as they are in the object store. */
export function revisionTree(listing: Listing, store: Store): RevisionTree {
  const { objects } = store;
  const kinds = new Set([...listing.values()].map(({ kind }) => kind));
  const hasLinks = kinds.has('link');
  const resolve = (file: string): string | undefined => (hasLinks ? resolveLinks(file, listing, objects) : file);
  const entryOf = (file: string): Entry | undefined => {
    const resolved = resolve(file);
    return resolved === undefined ? undefined : listing.get(resolved);
  };
  return {
    ...listed([...listing].flatMap(([file, { kind }]) => (isListed(file, kind, resolve) ? [file] : [])).sort()),
    read: (file) => {
      const resolved = resolve(file);
      if (resolved === undefined) return { kind: 'refused', reason: 'it is a broken link' };
      const entry = listing.get(resolved);
      if (entry?.kind === 'file') return objectText(entry.id, objects);
      if (entry?.kind === 'submodule') return { kind: 'refused', reason: 'it is a submodule' };
      if (entry?.kind === 'conflict') return unresolved;
      return readSubmodule(resolved, listing, store) ?? { kind: 'missing' };
    },
    has: (file) =>
      listing.has(file) ||
      // What is behind a link that leads out of the revision may be there.
      resolve(file) === undefined ||
      entryOf(file) !== undefined ||
      (kinds.has('submodule') && submoduleId(file, listing) !== undefined),
    idOf: (file) => entryOf(file)?.id ?? (kinds.has('submodule') ? submoduleId(file, listing) : undefined),
    load: (files) => objects.load([...files].flatMap((file) => entryOf(file)?.id ?? [])),
    isPlain: [...kinds].every((kind) => kind === 'file'),
  };
}

/** A working tree, and what it is with texts that are not written to the disk yet. */
export interface WorkingTree extends RevisionTree {
  /** @param texts texts that count instead of what the disk has, of files that the tree lists */
  readonly withTexts: (texts: ReadonlyMap<string, string>) => RevisionTree;
}

/** The files of the working tree that git knows, or that `git add` would add. */
export function worktreeTree(
  index: ReadonlyMap<string, IndexEntry>,
  untracked: readonly string[],
  root: string,
  store: Store,
): WorkingTree {
  const disk = folderTree(root);
  const indexed = revisionTree(index, store);
  const resolveInIndex = (file: string): string | undefined => resolveLinks(file, index, store.objects);
  const isOnDisk = (file: string): boolean => isUnnamable(file) || mayExist(path.join(root, file));
  // A file that a sparse checkout leaves out can be there all the same, and then it is what people see.
  const isLeftOut = (file: string): boolean => index.get(file)?.absent === true && !isOnDisk(file);
  const tracked = [...index].flatMap(([file, { kind }]) =>
    kind === 'conflict' || isListed(file, kind, resolveInIndex) ? [file] : [],
  );
  const present = tracked.filter((file) => index.get(file)?.absent === true || isOnDisk(file));
  const known = new Set([...present, ...untracked]);
  const ids = new Map<string, string | undefined>();
  const isCheckedOut = (submodule: string): boolean => existsSync(path.join(root, submodule, '.git'));
  const fromIndex = (file: string): boolean => {
    const submodule = submoduleOf(file, index);
    return isLeftOut(file) || (submodule !== undefined && !isCheckedOut(submodule));
  };
  const idOnDisk = (file: string): string | undefined => {
    const read = disk.read(file);
    if (read.kind !== 'text') return undefined;
    if (submoduleOf(file, index) === undefined) return contentId(read, index.get(file)?.id);
    const committed = indexed.read(file);
    const isCommitted = committed.kind === 'text' && committed.text === read.text;
    return isCommitted ? indexed.idOf(file) : blobId(bytesOf(read), undefined);
  };
  const judged = (file: string, read: FileRead): FileRead =>
    index.get(file)?.kind === 'conflict' && hasConflict(read) ? unresolved : read;
  const tree: RevisionTree = {
    ...listed([...known].sort()),
    read: (file) => {
      if (isUnnamable(file)) return { kind: 'refused', reason: 'its name is not UTF-8' };
      if (fromIndex(file)) return indexed.read(file);
      return judged(file, disk.read(file));
    },
    has: (file) => known.has(file) || (fromIndex(file) ? indexed.has(file) : disk.has(file)),
    idOf: (file) => {
      if (isUnnamable(file)) return undefined;
      if (fromIndex(file)) return indexed.idOf(file);
      const id = ids.has(file) ? ids.get(file) : idOnDisk(file);
      ids.set(file, id);
      return id;
    },
    load: (files) => indexed.load([...files].filter(fromIndex)),
  };
  const withTexts = (texts: ReadonlyMap<string, string>): RevisionTree => {
    if (texts.size === 0) return tree;
    const open = treeWithTexts(tree, texts);
    const openIds = new Map<string, string | undefined>();
    const idOfText = (file: string, text: string): string | undefined =>
      isTextOf(tree.read(file), text) ? tree.idOf(file) : contentId({ kind: 'text', text }, index.get(file)?.id);
    return {
      ...tree,
      has: open.has,
      read: (file) => (texts.has(file) ? judged(file, open.read(file)) : tree.read(file)),
      idOf: (file) => {
        const text = texts.get(file);
        if (text === undefined) return tree.idOf(file);
        const id = openIds.get(file) ?? idOfText(file, text);
        openIds.set(file, id);
        return id;
      },
    };
  };
  return { ...tree, withTexts };
}

/** Whether a file has a text. Editors leave the byte order mark out. */
export function isTextOf(read: FileRead, text: string): boolean {
  return read.kind === 'text' && (read.text === text || read.text === `\uFEFF${text}`);
}

const unresolved = { kind: 'refused', reason: 'its merge conflict is not resolved' } as const;

/** Whether a text still has the marks of git around both sides of a conflict. */
function hasConflict(read: FileRead): boolean {
  if (read.kind !== 'text' || !read.text.includes('<<<<<<< ')) return false;
  const left = conflictMarks.reduce((rest, mark) => {
    const at = rest.indexOf(mark);
    return at < 0 ? '' : rest.slice(at + 1);
  }, `\n${read.text}`);
  return left !== '';
}

/** At the beginnings of lines, in this order. */
const conflictMarks = ['\n<<<<<<< ', '\n=======', '\n>>>>>>> '];

/**
 * Files, and links that give a file another kind of name: `main.bicep` that leads to `x.txt`. A link to a file that is
 * found by its own name would only be the same once more.
 */
function isListed(file: string, kind: Entry['kind'], resolve: (file: string) => string | undefined): boolean {
  if (kind !== 'link') return kind === 'file';
  const target = isCandidate(file) ? resolve(file) : undefined;
  return target !== undefined && !isCandidate(target);
}

/** Whether a name was decoded from bytes that are not UTF-8, so that the working tree cannot be asked for it. */
function isUnnamable(file: string): boolean {
  return file.includes('\uFFFD');
}

/** Whether there is such a file, or that is not known: reading it then shows why. */
function mayExist(file: string): boolean {
  try {
    statSync(file);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return !['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(code));
  }
}

/** What every tree does with the names of its files. */
function listed(paths: readonly string[]): Pick<RevisionTree, 'paths' | 'list' | 'listFolder' | 'display'> {
  const folders = new Map<string, string[]>();
  for (const file of paths) {
    const folder = path.posix.dirname(file);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return {
    paths,
    list: (extension) => paths.filter((file) => file.endsWith(extension)),
    listFolder: (folder) => folders.get(path.posix.normalize(folder)) ?? [],
    display: (file) => file,
  };
}

function objectText(name: string, objects: ObjectReader): FileRead {
  const read = objects.read(name);
  if (read.kind === 'content') return textRead(read.bytes);
  if (read.kind === 'large') return tooLarge;
  throw objects.failureOf(name);
}

/** Follows links in a path, in any part of it; undefined if they lead out of the revision, or in a circle. */
function resolveLinks(file: string, listing: Listing, objects: ObjectReader): string | undefined {
  let current = file;
  for (let count = 0; count <= maxLinks; count += 1) {
    const link = listing.has(current) && listing.get(current)?.kind !== 'link' ? undefined : linkIn(current, listing);
    if (link === undefined) return current;
    const read = objects.read(listing.get(link)?.id ?? '');
    const target = read.kind === 'content' ? pathFrom(link, read.bytes.toString('utf8')) : undefined;
    if (target === undefined) return undefined;
    current = path.posix.normalize(`${target}${current.slice(link.length)}`);
  }
  return undefined;
}

/** The first part of a path that is a link. */
function linkIn(file: string, listing: Listing): string | undefined {
  return prefixesOf(file).find((prefix) => listing.get(prefix)?.kind === 'link');
}

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
function prefixesOf(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function submoduleOf(file: string, listing: Listing): string | undefined {
  if (listing.has(file)) return undefined;
  return prefixesOf(file).find((prefix) => listing.get(prefix)?.kind === 'submodule');
}

/** What stands for the content of a file in a submodule. */
function submoduleId(file: string, listing: Listing): string | undefined {
  const submodule = submoduleOf(file, listing);
  if (submodule === undefined) return undefined;
  return `${listing.get(submodule)?.id}:${file.slice(submodule.length + 1)}`;
}

/** A file of a submodule, at the commit that the revision names, if the submodule is checked out. */
function readSubmodule(file: string, listing: Listing, { repository }: Store): FileRead | undefined {
  const [submodule, name] = [submoduleOf(file, listing), submoduleId(file, listing)];
  if (submodule === undefined || name === undefined) return undefined;
  const root = repository.worktree;
  const folder = root === undefined ? undefined : path.join(root, submodule);
  const where = `it is in the submodule '${submodule}'`;
  if (root === undefined || folder === undefined || !isWithin(root, folder) || !existsSync(path.join(folder, '.git'))) {
    return { kind: 'refused', reason: `${where}, which is not checked out; run: git submodule update --init` };
  }
  const commit = listing.get(submodule)?.id ?? '';
  if (!runGitWithin(folder, ['cat-file', '-e', `${commit}^{commit}`]).ok) {
    return { kind: 'refused', reason: `${where}, which lacks commit ${commit}; run: git submodule update --init` };
  }
  const { ok, stdout } = runGitWithin(folder, ['cat-file', 'blob', name]);
  if (!ok) return { kind: 'missing' };
  if (stdout.length > maxFileSize) return { kind: 'refused', reason: 'it is too large' };
  return textRead(stdout);
}

/** The id that git would give a text. Line breaks of Windows count as those that git stored, if that makes it equal. */
function contentId(read: TextRead, stored: string | undefined): string {
  const own = blobId(bytesOf(read), stored);
  if (own === stored || !read.text.includes('\r\n')) return own;
  const unified = blobId(Buffer.from(read.text.replaceAll('\r\n', '\n'), 'utf8'), stored);
  return unified === stored ? stored : own;
}

function blobId(bytes: Buffer, like: string | undefined): string {
  const hash = cryptography().createHash(like?.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
