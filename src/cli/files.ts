import path from 'node:path';
import { folderTree } from '../project/tree.ts';
import type { FileRef, FileTree } from '../text/files.ts';

const trees = new Map<string, FileTree>();

/** The tree of a folder; the same folder has one tree. */
export function treeOf(folder: string): FileTree {
  const root = path.resolve(folder);
  const known = trees.get(root) ?? folderTree(root);
  trees.set(root, known);
  return known;
}

/**
 * A file that somebody names on the command line. What it links to can be anywhere in the working folder; a file
 * outside of that sees only its own folder.
 */
export function fileNamed(name: string): FileRef {
  const full = path.resolve(name);
  const fromHere = path.relative(process.cwd(), full);
  const isHere = !fromHere.startsWith('..') && !path.isAbsolute(fromHere);
  const root = isHere ? process.cwd() : path.dirname(full);
  return { tree: treeOf(root), path: path.relative(root, full).split(path.sep).join('/') };
}
