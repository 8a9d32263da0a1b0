import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';

/** A folder of which it is not known what it holds. */
export interface Unlisted {
  /** From the root of the tree, with forward slashes. */
  readonly folder: string;
  /** Why, as a clause. */
  readonly reason: string;
}

/**
 * The files under a folder, in order, as paths from there with forward slashes. Whatever is hidden or belongs to
 * dependencies is left out. A link counts as a file: what it leads to is seen when it is read.
 *
 * @param miss is given each folder that cannot be listed
 */
export function filesUnder(root: string, miss: (folder: Unlisted) => void): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of entriesOf(root, folder, miss)) {
      const { name } = entry;
      if (name.startsWith('.') || name === 'node_modules') continue;
      const file = path.posix.join(folder, name);
      if (entry.isDirectory()) visit(file);
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(file);
    }
  };
  visit('');
  return found.sort();
}

/** What a folder holds. A folder that is not there holds nothing; one that cannot be listed may hold anything. */
export function entriesOf(root: string, folder: string, miss: (folder: Unlisted) => void): readonly Dirent[] {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Where nothing can be opened at all, no other folder can be listed either.
    if (code === 'EMFILE' || code === 'ENFILE') throw error;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      miss({ folder: folder || '.', reason: `it cannot be listed (${code})` });
    return [];
  }
}
