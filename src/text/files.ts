import path from 'node:path';
import { decoded } from './encodings.ts';
import type { Unlisted } from './walk.ts';

/** The text of a file, or why it is not available. */
export type FileRead = TextRead | { readonly kind: 'missing' } | Refused;

/** A file that is there and is not read. */
export interface Refused {
  readonly kind: 'refused';
  /** Why, as a clause. */
  readonly reason: string;
  /** Whether it is only too large, so that it may be a template. */
  readonly isTooLarge?: true;
}

export interface TextRead {
  readonly kind: 'text';
  /** What the bytes say in UTF-8, or in UTF-16 if a byte order mark says so. */
  readonly text: string;
  /** The bytes themselves, if they do not follow from the text. */
  readonly bytes?: Buffer;
}

/** A file as its bytes say. */
export function textRead(bytes: Buffer): TextRead {
  const text = (isWide(bytes) ? decoded(bytes, 'utf-16') : undefined) ?? bytes.toString('utf8');
  return isWide(bytes) || text.includes('\uFFFD') ? { kind: 'text', text, bytes } : { kind: 'text', text };
}

/** Windows PowerShell writes all output so. */
function isWide(bytes: Buffer): boolean {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  return mark === 0xfffe || mark === 0xfeff;
}

export function bytesOf({ text, bytes }: TextRead): Buffer {
  return bytes ?? Buffer.from(text, 'utf8');
}

/** The files of one revision. Paths are relative to its root, with forward slashes. */
export interface FileTree {
  readonly read: (path: string) => FileRead;
  /** Whether there is something of that path, be it readable or not. Nothing is read. */
  readonly has: (path: string) => boolean;
  /** Files whose name ends so, in order. A folder on disk leaves out what is hidden and what belongs to dependencies. */
  readonly list: (extension: string) => readonly string[];
  /** Files that lie in a folder itself, in order. */
  readonly listFolder: (folder: string) => readonly string[];
  /** Folders of which listing did not show the files, as far as anything was listed. Trees that know all files lack it. */
  readonly unlisted?: () => readonly Unlisted[];
  /** A path as people and reports see it. */
  readonly display: (path: string) => string;
  /** The same for files of the same content; undefined if there is no such file. Trees that do not know lack it. */
  readonly idOf?: (path: string) => string | undefined;
}

/** A file of a tree. */
export interface FileRef {
  readonly tree: FileTree;
  readonly path: string;
}

/** Resolves a path that a file names against the folder of that file; undefined if it leaves the tree. */
export function pathFrom(file: string, relative: string): string | undefined {
  if (path.posix.isAbsolute(relative) || /^[a-z]:|\\/i.test(relative)) return undefined;
  const joined = path.posix.join(path.posix.dirname(file), relative);
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}
