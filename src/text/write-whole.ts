import { linkSync, lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cryptography } from './hash.ts';

/** A file that cannot be written. The message says why, as the end of a sentence. */
export class WriteError extends Error {}

/**
 * Writes a file whole or not at all: a new one beside it is renamed, so that a link in its place is replaced and not
 * followed. What is named outside of the current folder may be a device or a pipe, which is written to. Throws a
 * WriteError.
 *
 * @param cwd the folder of which no link may lead out
 */
export function writeWhole(file: string, text: string, cwd: string = process.cwd()): void {
  attempt(() => {
    const full = path.resolve(cwd, file);
    if (isDevice(full)) return writeFileSync(full, text);
    checkPlace(full, cwd);
    placeWhole(full, text, (scratch) => renameSync(scratch, full));
  });
}

/**
 * The same for a file that must not be there yet, not even as a link. Gives false if it is.
 *
 * @param prepare makes its folders
 */
export function writeNew(
  file: string,
  text: string,
  cwd: string = process.cwd(),
  prepare: () => void = () => {},
): boolean {
  return attempt(() => {
    prepare();
    const full = path.resolve(cwd, file);
    if (lstatSync(full, { throwIfNoEntry: false })) return false;
    checkPlace(full, cwd);
    placeWhole(full, text, (scratch) => moveNew(scratch, full));
    return true;
  });
}

function attempt<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof WriteError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new WriteError(reasons.get(code) ?? `it cannot be written (${code})`);
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full (ENOSPC)'],
  ['EDQUOT', 'the quota of the disk is used up (EDQUOT)'],
  ['EROFS', 'the disk is read-only (EROFS)'],
  ['EACCES', 'permission denied (EACCES)'],
  ['EPERM', 'permission denied (EPERM)'],
  ['ENOENT', 'its folder does not exist (ENOENT)'],
  ['ENOTDIR', 'what should be its folder is a file (ENOTDIR)'],
  ['EISDIR', 'it is a folder (EISDIR)'],
  ['EMFILE', 'too many files are open (EMFILE)'],
  ['EFBIG', 'it is larger than files may be here (EFBIG)'],
]);

/** `/dev/stdout` and the like, which a rename would replace, and pipes that are named from elsewhere. */
function isDevice(full: string): boolean {
  if (/^\/(?:dev|proc)\//.test(full)) return true;
  const own = lstatSync(full, { throwIfNoEntry: false });
  return own?.isFIFO() === true || own?.isCharacterDevice() === true;
}

function checkPlace(full: string, cwd: string): void {
  if (statSync(full, { throwIfNoEntry: false })?.isDirectory() && !lstatSync(full).isSymbolicLink()) {
    throw new WriteError('it is a folder');
  }
  if (!isUnder(cwd, full)) return;
  if (!isUnder(realpathSync(cwd), realpathSync(path.dirname(full)))) {
    throw new WriteError('it is a link to outside of the folder');
  }
}

function isUnder(folder: string, full: string): boolean {
  const relative = path.relative(folder, full);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function placeWhole(full: string, text: string, place: (scratch: string) => void): void {
  const scratch = path.join(
    path.dirname(full),
    `.${path.basename(full).slice(0, 100)}.${cryptography().randomUUID()}.tmp`,
  );
  deferSignals();
  try {
    writeFileSync(scratch, text, { flag: 'wx' });
    place(scratch);
  } finally {
    rmSync(scratch, { force: true });
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let isDeferring = false;

/**
 * Lets a signal end the program only after what is being written is in its place, so that no scratch file stays. A
 * program that has its own way with signals keeps it.
 */
function deferSignals(): void {
  if (isDeferring) return;
  isDeferring = true;
  for (const signal of signals) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.kill(process.pid, signal));
  }
}

/** A link of the file system fails where there is something already. File systems without links have no such move. */
function moveNew(scratch: string, full: string): void {
  try {
    linkSync(scratch, full);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw new WriteError('it already exists');
    renameSync(scratch, full);
  }
}
