import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FileRead, type FileTree, type Refused, textRead } from '../text/files.ts';
import { once } from '../text/memo.ts';
import { entriesOf, filesUnder, type Unlisted } from '../text/walk.ts';
import { windowsRefusal } from './windows-paths.ts';

/** Larger files are refused: Azure takes no template that is larger, and they would fill the memory. In bytes. */
export const maxFileSize = 4 * 1024 * 1024;

/** What stands for a file that is larger. */
export const tooLarge: Refused = {
  kind: 'refused',
  reason: `it is larger than ${maxFileSize / 1024 / 1024} MiB`,
  isTooLarge: true,
};

/**
 * The files of a folder on disk. Nothing outside of it is read, whatever a path or a link says. Each file is read once:
 * what is written to the disk afterwards is not seen.
 *
 * @param from the folder from which it is named, and from which paths are shown
 */
export function folderTree(named: string, from: string = process.cwd(), disk: Disk = ownDisk): FileTree {
  const root = path.resolve(from, named);
  const shown = path.relative(from, root).split(path.sep).join('/');
  const prefix = shown === '' ? '' : `${shown}/`;
  // A folder above is left as soon as a file lies below the one from which paths are shown.
  const isAbove = prefix.startsWith('../');
  const shownPath = (file: string): string =>
    isAbove
      ? path.relative(from, path.resolve(root, file)).split(path.sep).join('/')
      : path.posix.normalize(`${prefix}${file}`);
  let files: readonly string[] | undefined;
  const unlisted = new Map<string, Unlisted>();
  const miss = (one: Unlisted): void => void unlisted.set(one.folder, one);
  const known = new Map<string, FileRead>();
  const realRoot = once(() => realpathSync.native(root));
  const realFile = linkFollower();
  const read = (file: string): FileRead => {
    const found = known.get(file) ?? refusedBy(disk, root, file) ?? readWithin(root, file, realRoot, realFile);
    known.set(file, found);
    return found;
  };
  return {
    read,
    has: (file) =>
      known.has(file)
        ? known.get(file)?.kind !== 'missing'
        : refusedBy(disk, root, file)
          ? true
          : existsWithin(root, file),
    list: (extension) => {
      files ??= filesUnder(root, miss);
      return files.filter((file) => file.endsWith(extension));
    },
    listFolder: (folder) => listFolder(root, folder, miss),
    unlisted: () => [...unlisted.values()],
    display: shownPath,
  };
}

/** How a disk takes names. */
export interface Disk {
  readonly platform: NodeJS.Platform;
  /** The path of a file as the disk spells it. */
  readonly spelled: (file: string) => string;
}

const ownDisk: Disk = { platform: process.platform, spelled: (file) => realpathSync.native(file) };

/** What a path means on a disk that takes several names for the same file. */
function refusedBy({ platform, spelled }: Disk, root: string, file: string): FileRead | undefined {
  const reason = platform === 'win32' ? windowsRefusal(file) : undefined;
  if (reason !== undefined) return { kind: 'refused', reason };
  if (platform !== 'win32' && platform !== 'darwin') return undefined;
  try {
    const stored = path
      .relative(spelled(root), spelled(path.resolve(root, file)))
      .split(path.sep)
      .join('/');
    const asked = path.posix.normalize(file);
    const differs = stored !== asked && stored.toLowerCase() === asked.toLowerCase();
    return differs ? { kind: 'refused', reason: `its name is '${stored}', which differs in case` } : undefined;
  } catch {
    return undefined;
  }
}

function existsWithin(root: string, file: string): boolean {
  try {
    // A link that leads nowhere is there, too, and so is what may be behind one.
    if (lstatSync(path.resolve(root, file), { throwIfNoEntry: false }) !== undefined) return true;
    const folder = path.posix.dirname(file);
    return folder !== '.' && folder !== file && isBrokenLink(root, folder);
  } catch {
    // Reading it shows why it is not available.
    return true;
  }
}

/** Whether a folder, or one around it, is a link that leads nowhere or out of the root. */
function isBrokenLink(root: string, folder: string): boolean {
  const parts = folder.split('/');
  return parts.some((_, index) => {
    const full = path.resolve(root, ...parts.slice(0, index + 1));
    if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
    return !existsSync(full) || !isWithin(realpathSync(root), realpathSync(full));
  });
}

/** Follows links to files. Folders can be thousands deep, so that each is followed once for all of its files. */
function linkFollower(): (full: string) => string {
  const folders = new Map<string, string>();
  // The system follows links in one call; Node.js would look at each folder on the way.
  const follow = realpathSync.native;
  return (full) => {
    const folder = path.dirname(full);
    const real = folders.get(folder) ?? follow(folder);
    folders.set(folder, real);
    const place = path.join(real, path.basename(full));
    return lstatSync(place).isSymbolicLink() ? follow(place) : place;
  };
}

function readWithin(root: string, file: string, realRoot: () => string, realFile: (full: string) => string): FileRead {
  const full = path.resolve(root, file);
  try {
    const real = realFile(full);
    if (!isWithin(realRoot(), real)) return { kind: 'refused', reason: 'it lies outside of the folder' };
    const stats = statSync(real);
    // Others, such as pipes, could keep a reader waiting forever.
    if (!stats.isFile())
      return { kind: 'refused', reason: stats.isDirectory() ? 'it is a folder' : 'it is not a file' };
    if (stats.size > maxFileSize) return tooLarge;
    return textRead(readFileSync(real));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'refused', reason: `it cannot be read (${code})` };
  }
}

/** Whether a file lies in a folder, or is that folder. */
export function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function listFolder(root: string, folder: string, miss: (folder: Unlisted) => void): readonly string[] {
  if (!leadsWithin(root, folder)) return [];
  const files = entriesOf(root, folder, miss).filter((entry) => entry.isFile());
  return files.map(({ name }) => path.posix.join(folder, name)).sort();
}

function leadsWithin(root: string, folder: string): boolean {
  try {
    return isWithin(realpathSync.native(root), realpathSync.native(path.resolve(root, folder)));
  } catch {
    // Listing it shows why.
    return isWithin(root, path.resolve(root, folder));
  }
}
