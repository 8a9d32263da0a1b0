import type { FileRead, FileTree } from '../text/files.ts';
import { maxFileSize, tooLarge } from './tree.ts';

/** A tree in which some files have texts of their own, whether or not the files are there. */
export function treeWithTexts(tree: FileTree, texts: ReadonlyMap<string, string>): FileTree {
  if (texts.size === 0) return tree;
  const own = (file: string): FileRead | undefined => {
    const text = texts.get(file);
    return text === undefined ? undefined : within(text);
  };
  return { ...tree, read: (file) => own(file) ?? tree.read(file), has: (file) => texts.has(file) || tree.has(file) };
}

function within(text: string): FileRead {
  if (text.length <= maxFileSize) return { kind: 'text', text };
  return tooLarge;
}
