import type { FileRead, FileTree } from '../text/files.ts';
import { maxFileSize, tooLarge } from '../workspace/tree.ts';

/** A tree in which one file has a text of its own, whether or not the file is there. */
export function treeWithText(tree: FileTree, path: string, text: string): FileTree {
  const isText = (file: string): boolean => file === path;
  return {
    ...tree,
    read: (file) => (isText(file) ? within(text) : tree.read(file)),
    has: (file) => isText(file) || tree.has(file),
  };
}

function within(text: string): FileRead {
  if (text.length <= maxFileSize) return { kind: 'text', text };
  return tooLarge;
}
