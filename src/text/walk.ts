import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The files under a folder, in order, as paths from there with forward slashes. Whatever is hidden or belongs to
 * dependencies is left out. A link counts as a file: what it leads to is seen when it is read.
 */
export function filesUnder(root: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of entriesOf(path.join(root, folder))) {
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

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A folder that may not be read has no files for us; where nothing can be opened at all, it may have any.
    if (error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE')) throw error;
    return [];
  }
}
