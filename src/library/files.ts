import { statSync } from 'node:fs';
import path from 'node:path';
import type { FileRef, FileTree } from '../text/files.ts';
import { folderTree } from '../workspace/tree.ts';
import { InputError } from './failures.ts';

/** Throws an InputError if there is nothing of that name. */
export function isFolder(name: string, cwd: string): boolean {
  const stats = statSync(path.resolve(cwd, name), { throwIfNoEntry: false });
  if (!stats) throw new InputError(`'${name}' does not exist`);
  return stats.isDirectory();
}

/** Whether a path is a folder, or in it. */
export function isInside(full: string, folder: string): boolean {
  const relative = path.relative(folder, full);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Trees of folders; the same folder has one tree. */
export type Trees = Map<string, FileTree>;

export function treeOf(root: string, cwd: string, trees: Trees): FileTree {
  const known = trees.get(root) ?? folderTree(root, cwd);
  trees.set(root, known);
  return known;
}

/**
 * A file that somebody names. What it links to can be anywhere in the folder from which it is named, or in another one
 * around it; a file outside of that sees only its own folder.
 */
export function fileNamed(name: string, cwd: string, trees: Trees = new Map(), home = cwd): FileRef {
  const full = path.resolve(cwd, name);
  const root = isInside(full, home) ? path.resolve(home) : path.dirname(full);
  return { tree: treeOf(root, cwd, trees), path: path.relative(root, full).split(path.sep).join('/') };
}
