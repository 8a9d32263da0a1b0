import { existsSync } from 'node:fs';
import path from 'node:path';
import { runGitWithin } from './command.ts';
import { GitError } from './failure.ts';

/**
 * What git ignores in a folder, as paths from there: files, and folders with a slash at the end. Empty if the folder is
 * in no repository, is ignored itself, or git does not know: then more is looked at, never less.
 */
export function ignoredIn(folder: string): ReadonlySet<string> {
  if (!isInRepository(folder)) return new Set();
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  try {
    const { ok, stdout } = runGitWithin(folder, args);
    const found = ok ? stdout.toString('utf8').split('\0').slice(0, -1) : [];
    return new Set(found.filter((one) => one !== './'));
  } catch (error) {
    if (error instanceof GitError) return new Set();
    throw error;
  }
}

/** Asked before git is, because starting it takes longer. */
export function isInRepository(start: string): boolean {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return true;
    if (folder === path.dirname(folder)) return false;
  }
}

/** Whether git ignores a file, which need not exist. False where git does not know. */
export function isIgnoredFile(root: string, file: string): boolean {
  return isInRepository(root) && runGitWithin(root, ['check-ignore', '--quiet', '--', file]).ok;
}
