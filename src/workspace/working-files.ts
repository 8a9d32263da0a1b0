import path from 'node:path';
import type { FileTree } from '../text/files.ts';
import { once } from '../text/memo.ts';
import { leadingTo } from './changes.ts';
import { type ReferenceLookup, referenceLookup } from './references.ts';
import { isTextOf } from './revision-tree.ts';
import { shareFiles } from './store.ts';
import { treeWithTexts } from './text-tree.ts';
import { folderTree } from './tree.ts';

/** Files with the texts of one run, and what they name. */
export interface WorkingFiles {
  readonly tree: FileTree;
  readonly lookup: ReferenceLookup;
}

/**
 * The files of a folder that is in no repository, with one text after another. What was read of it is kept.
 *
 * @param isShallow whether targets are looked for in the folder itself only, because what is below it may be all of a disk
 */
export function openFolderFiles(
  root: string,
  isShallow: boolean,
): { readonly withTexts: (texts: ReadonlyMap<string, string>) => WorkingFiles } {
  const whole = folderTree(root, root);
  const disk = isShallow
    ? { ...whole, list: (end: string) => whole.listFolder('.').filter((file) => file.endsWith(end)) }
    : whole;
  const ofDisk = referenceLookup(disk);
  return {
    withTexts: (texts) => {
      const tree = listingToo(treeWithTexts(disk, texts), texts);
      const ofTexts = referenceLookup(tree);
      const lookup: ReferenceLookup = (file) => (texts.has(file) ? ofTexts : ofDisk)(file);
      const differing = new Set([...texts].flatMap(([file, text]) => (isTextOf(disk.read(file), text) ? [] : [file])));
      const leading = once(() => leadingTo(differing, { tree, lookup }));
      const isSame = (file: string): boolean => !leading().has(file);
      shareFiles(tree, { tree: disk, isEqual: (file) => !differing.has(file), isSame });
      return { tree, lookup };
    },
  };
}

/** A tree that lists the files that have texts, whether or not the disk has them. */
function listingToo(tree: FileTree, texts: ReadonlyMap<string, string>): FileTree {
  const withOpen = (files: readonly string[], isMeant: (file: string) => boolean): readonly string[] => {
    const known = new Set(files);
    const fresh = [...texts.keys()].filter((file) => isMeant(file) && !known.has(file));
    return fresh.length === 0 ? files : [...files, ...fresh].sort();
  };
  return {
    ...tree,
    list: (extension) => withOpen(tree.list(extension), (file) => file.endsWith(extension)),
    listFolder: (folder) =>
      withOpen(tree.listFolder(folder), (file) => path.posix.dirname(file) === path.posix.normalize(folder)),
  };
}
