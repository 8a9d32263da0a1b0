import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a document on the disk; undefined for one that lies elsewhere. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return realPath(fileURLToPath(uri));
  } catch {
    // An address that is none, or names another machine.
    return undefined;
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** A path without links, as git has it; the end of it need not exist. */
function realPath(file: string): string {
  for (let [known, rest] = [file, '']; ; ) {
    if (existsSync(known)) return path.join(realpathSync(known), rest);
    const parent = path.dirname(known);
    if (parent === known) return file;
    [known, rest] = [parent, path.join(path.basename(known), rest)];
  }
}

/** Where a document belongs: its repository, else the folder that the editor opened, else its own folder. */
export interface Home {
  readonly folder: string;
  /** Whether the user opened no folder around it, so that what is beside it may be anything. */
  readonly isLone: boolean;
}

/** @param folders the folders that the editor opened */
export function homeOf(file: string, folders: readonly string[]): Home {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return { folder, isLone: false };
  }
  const around = folders.filter((one) => isWithin(one, file)).sort((one, other) => other.length - one.length);
  const [folder] = around;
  return folder === undefined ? { folder: path.dirname(file), isLone: true } : { folder, isLone: false };
}

function isWithin(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

/** A path from a root, with forward slashes. */
export function pathFrom(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

/** Files of which targets are made, and those that say how they are judged. */
export function isJudged(file: string): boolean {
  return /\.(?:bicep|bicepparam|jsonc?)$/i.test(file) || path.basename(file) === 'armlock.yaml';
}
