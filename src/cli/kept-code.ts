import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Script } from 'node:vm';

/** Loaded only where a program is. */
function crc32(data: string | Buffer): number {
  return process.getBuiltinModule('node:zlib').crc32(data);
}

/** A file of compiled code: a mark, the checksum of the code, the number of runs that had it, and the code. */
const mark = Buffer.from('armlock1');
const [checksumAt, runsAt, codeAt] = [8, 12, 16] as const;
const namePattern = /^program-[\w.-]+\.bin$/;

/** Bytes of compiled code; that of armlock takes a tenth. */
const maxSize = 64 * 1024 * 1024;

/** Files of other versions of armlock and of Node.js that stay. */
const maxOthers = 8;

interface Kept {
  readonly code: Buffer;
  readonly runs: number;
}

interface LoadedProgram {
  readonly exports: unknown;
  /**
   * Says what decides, at the end, whether the code of this run is kept: after a change of how V8 works that is not taken
   * back, no other run could take it.
   */
  readonly keepIf: (decide: () => boolean) => void;
}

/**
 * Runs a program of CommonJS, and gives what it exports. Its compiled code is kept for later runs, which then need not
 * compile. V8 believes what it is given, so that compiled code is read only where the user alone can have written it:
 * a file and a folder that are the user's own and that others cannot write to. Nothing depends on it: wherever
 * something is in the way, the program is compiled anew.
 *
 * @param file its code, in ASCII
 */
export function loadProgram(file: string, env: NodeJS.ProcessEnv): LoadedProgram {
  const folder = ownFolder(env);
  const place = folder === undefined ? undefined : path.join(folder, nameOf(file));
  const kept = place === undefined ? undefined : readKept(place);
  // In ASCII, so that it takes no decoding, and one byte a character.
  const text = readFileSync(file, 'latin1');
  const { Script } = process.getBuiltinModule('node:vm');
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: file,
    cachedData: kept?.code,
  });
  const known = script.cachedDataRejected === false ? kept : undefined;
  let isUseful = (): boolean => true;
  if (place !== undefined) keepAtEnd(script, place, known, () => isUseful());
  const loaded: { exports: unknown } = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (typeof run === 'function') run(loaded.exports, createRequire(file), loaded, file, path.dirname(file));
  return {
    exports: loaded.exports,
    keepIf: (decide) => {
      isUseful = decide;
    },
  };
}

/**
 * Code for one program, one Node.js and one kind of processor. V8 compares no more than the length of the text, so that
 * the time of the file has to show whether it is another one.
 */
function nameOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  const program = crc32(`${file}\0${size}\0${mtimeMs}`).toString(16);
  return `program-${program}-${process.version}-${process.arch}.bin`;
}

function readKept(place: string): Kept | undefined {
  let file: number | undefined;
  try {
    // A pipe would wait for someone to write.
    file = openSync(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile() || !isOwn(stats) || stats.size > maxSize) return undefined;
    const bytes = readFileSync(file);
    if (bytes.length <= codeAt || !bytes.subarray(0, checksumAt).equals(mark)) return undefined;
    const code = bytes.subarray(codeAt);
    // A disk that was full or a machine that stopped may have left anything.
    return bytes.readUInt32LE(checksumAt) === crc32(code) ? { code, runs: bytes.readUInt32LE(runsAt) } : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * Code is compiled when it first runs, and each run takes other ways. So the code of the first run is kept, and that of
 * the second, the fourth, the eighth, …, to which what earlier ones compiled belongs.
 */
function keepAtEnd(script: Script, place: string, known: Kept | undefined, isUseful: () => boolean): void {
  const runs = (known?.runs ?? 0) + 1;
  const isTime = known === undefined || Number.isInteger(Math.log2(runs));
  process.on('exit', () => {
    try {
      if (!isTime) return countRun(place, runs);
      if (isUseful()) write(place, script.createCachedData(), runs);
    } catch {
      // A full disk, or a folder that is gone.
    }
  });
}

function countRun(place: string, runs: number): void {
  const file = openSync(place, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const count = Buffer.alloc(4);
    count.writeUInt32LE(runs);
    writeSync(file, count, 0, count.length, runsAt);
  } finally {
    closeSync(file);
  }
}

/** The file is there whole or not at all, also for a run beside this one. */
function write(place: string, code: Buffer, runs: number): void {
  const head = Buffer.alloc(codeAt);
  mark.copy(head);
  head.writeUInt32LE(crc32(code), checksumAt);
  head.writeUInt32LE(runs, runsAt);
  const scratch = `${place}.${process.pid}.tmp`;
  try {
    writeFileSync(scratch, Buffer.concat([head, code]), { flag: 'wx', mode: 0o600 });
    renameSync(scratch, place);
  } finally {
    rmSync(scratch, { force: true });
  }
  removeOthers(place);
}

/** Removes what no run has written for longest. */
function removeOthers(place: string): void {
  const folder = path.dirname(place);
  const others = readdirSync(folder)
    .filter((name) => namePattern.test(name) && name !== path.basename(place))
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, time: statSync(file).mtimeMs }))
    .sort((left, right) => right.time - left.time);
  for (const { file } of others.slice(maxOthers)) rmSync(file, { force: true });
}

/** Where the user's own programs keep what they can make again; made here. Undefined where others can write, too. */
function ownFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env['NODE_DISABLE_COMPILE_CACHE'] === '1') return undefined;
  try {
    const around = cacheFolder(env);
    const folder = path.join(around, 'armlock');
    // One by one: made in one go, Node tries for ever in places that are no real folders, such as those of Linux's `/proc`.
    for (const one of [around, folder]) {
      if (!lstatSync(one, { throwIfNoEntry: false })) mkdirSync(one, { mode: 0o700 });
    }
    const stats = lstatSync(folder);
    return stats.isDirectory() && isOwn(stats) && isKeptFromOthers(realpathSync(around)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether no other user can put another folder in the place of one that lies here: the folders around it are the user's
 * or the administrator's, and not open to all, or such that all may remove only what is theirs, as `/tmp`.
 */
function isKeptFromOthers(folder: string): boolean {
  const user = process.getuid?.();
  if (user === undefined) return true;
  for (let one = folder; ; one = path.dirname(one)) {
    const { uid, mode } = statSync(one);
    if ((uid !== user && uid !== 0) || ((mode & 0o002) !== 0 && (mode & 0o1000) === 0)) return false;
    if (one === path.dirname(one)) return true;
  }
}

/** Whether something belongs to the user, and no other can write it. On Windows, the folder of a user is closed. */
function isOwn({ uid, mode }: Stats): boolean {
  const user = process.getuid?.();
  return user === undefined || (uid === user && (mode & 0o022) === 0);
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
  if (named !== undefined && path.isAbsolute(named)) return named;
  return path.join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
