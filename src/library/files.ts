import { statSync } from 'node:fs';
import path from 'node:path';
import { ignoredIn } from '../git/ignored.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { folderTree, isWithin } from '../workspace/tree.ts';
import { InputError } from './failures.ts';

/** Throws an InputError if there is nothing of that name. */
export function isFolder(name: string, cwd: string): boolean {
  const stats = statSync(path.resolve(cwd, name), { throwIfNoEntry: false });
  if (!stats) throw new InputError(`'${name}' does not exist`);
  return stats.isDirectory();
}

/** Trees of folders; the same folder has one tree. */
export type Trees = Map<string, FileTree>;

/** The tree of a folder, in which files that git ignores are not looked for. */
export function treeOf(root: string, cwd: string, trees: Trees): FileTree {
  const known = trees.get(root) ?? withoutIgnored(folderTree(root, cwd), root);
  trees.set(root, known);
  return known;
}

/**
 * A file that the user names. What it links to can be anywhere in the folder from which it is named, or in another one
 * around it; a file outside of that sees only its own folder.
 */
export function fileNamed(name: string, cwd: string, trees: Trees = new Map(), home = cwd): FileRef {
  const full = path.resolve(cwd, name);
  const root = isWithin(home, full) ? path.resolve(home) : path.dirname(full);
  return { tree: treeOf(root, cwd, trees), path: path.relative(root, full).split(path.sep).join('/') };
}

/** A tree that lists nothing that git ignores. What a template names is still read: that it is generated changes nothing. */
function withoutIgnored(tree: FileTree, root: string): FileTree {
  let ignored: ReadonlySet<string> | undefined;
  const isListed = (file: string): boolean => {
    ignored ??= ignoredIn(root);
    return !isIn(file, ignored);
  };
  return {
    ...tree,
    list: (extension) => tree.list(extension).filter(isListed),
    unlisted: () => tree.unlisted?.().filter(({ folder }) => isListed(`${folder}/`)) ?? [],
  };
}

/** Whether a set has a file, or a folder around it with a slash at its end. */
function isIn(file: string, places: ReadonlySet<string>): boolean {
  if (places.size === 0 || places.has(file)) return places.size > 0;
  for (let slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
    if (places.has(file.slice(0, slash + 1))) return true;
  }
  return false;
}
