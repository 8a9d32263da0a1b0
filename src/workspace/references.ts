import path from 'node:path';
import { type FileTree, pathFrom } from '../text/files.ts';

/** The other files of its tree that a file names, as far as its text shows without evaluation. */
export interface References {
  /** Relative paths as they are written; not all of them need be files. */
  readonly written: readonly string[];
  /** Whether it computes a path, so that it may reach any file. */
  readonly computed: boolean;
}

const none: References = { written: [], computed: false };

/** Files that a deployment can be made of. */
const candidate = /\.(?:jsonc?|bicep|bicepparam)$/i;

export function isCandidate(file: string): boolean {
  return candidate.test(file);
}

/** The references in the text of a file. It rather takes a text for a path than a path for something else. */
export function referencesIn(file: string, text: string): References {
  if (/\.bicep(?:param)?$/i.test(file)) return bicepReferences(text);
  return /relativePath/i.test(text) ? linkReferences(text) : none;
}

/** The `relativePath` of linked templates; one that is an expression can lead anywhere. */
function linkReferences(text: string): References {
  const written = [...text.matchAll(/"relativePath"\s*:\s*"([^"]*)"/gi)].map(([, target = '']) => target);
  const plain = written.filter((target) => !/^\[|\\/.test(target));
  return { written: plain, computed: plain.length < (text.match(/relativePath/gi) ?? []).length };
}

/** Whatever stands between quotes on one line: paths must be literals in Bicep. Files that are loaded need no ending. */
function bicepReferences(text: string): References {
  const lines = text.split('\n');
  const quoted = lines.filter((line) => line.includes(`'`));
  const isPath = /\bload\w+/.test(text) ? /\S/ : /[./]/;
  const pieces = quoted.flatMap((line) => line.split(`'`)).filter((piece) => isPath.test(piece) && piece.length < 1024);
  const hasEscapes = text.includes('\\');
  const computed =
    /loadDirectoryFileInfo\s*\(/.test(text) || (hasEscapes && (hidesPath(text) || lines.some(escapesPath)));
  return { written: [...new Set(pieces.map((piece) => piece.trim()))], computed };
}

/** Whether letters of a path may be escaped, on another line than the word that takes it. */
function hidesPath(text: string): boolean {
  return text.includes('\\u{') && /\b(?:module|using|import|extends|load\w+)\b/.test(text);
}

/** Whether a line may write a path with escapes: it has one behind a word that takes a path. */
function escapesPath(line: string): boolean {
  const last = ["\\'", '\\u', '\\\\']
    .map((written) => line.lastIndexOf(written))
    .reduce((one, other) => Math.max(one, other));
  return last > 0 && /\b(?:module|using|import|extends|load\w+)\b/.test(line.slice(0, last));
}

/**
 * Whether a file may name one of some files, or compute what it names: a quick look that takes too many rather than too
 * few. Whatever leads to a file is written with its name, without the folder, unless letters are escaped.
 *
 * @param names names of files, without their folders
 */
export function mayName(file: string, text: string, names: readonly string[]): boolean {
  if (!/\.bicep(?:param)?$/i.test(file)) return /relativePath/i.test(text);
  return text.includes('\\') || text.includes('loadDirectoryFileInfo') || names.some((name) => text.includes(name));
}

/** Answers what a file names, for all files of a tree. */
export type ReferenceLookup = (file: string) => { readonly files: readonly string[]; readonly computed: boolean };

/** Texts that several trees share are looked at once. */
export type ReferenceCache = Map<string, References>;

/** What is known of a tree that has the same files, though some may say something else. */
interface Sibling {
  readonly lookup: ReferenceLookup;
  readonly saysTheSame: (file: string) => boolean;
}

/** Finds references to files that the tree has. */
export function referenceLookup(
  tree: FileTree & { readonly isPlain?: boolean },
  cache: ReferenceCache = new Map(),
  sibling?: Sibling,
): ReferenceLookup {
  const known = new Map<string, ReturnType<ReferenceLookup>>();
  const settings = new Map<string, readonly string[]>();
  // Most trees have no settings, and many folders.
  const hasSettings = tree.isPlain !== true || tree.list(settingsName).length > 0;
  const settingsFor = (folder: string): readonly string[] => {
    if (!hasSettings) return [];
    const found = settings.get(folder) ?? settingsAbove(folder).filter(tree.has);
    settings.set(folder, found);
    return found;
  };
  const resolved = (file: string): ReturnType<ReferenceLookup> => {
    const { written, computed } = referencesOf(file, tree, cache);
    const paths = new Set(written.flatMap((target) => pathFrom(file, target) ?? []));
    const own = /\.bicep(?:param)?$/i.test(file) ? settingsFor(path.posix.dirname(file)) : [];
    const files = new Set([...[...paths].filter(tree.has), ...own]);
    files.delete(file);
    return { files: [...files], computed };
  };
  return (file) => {
    const found = known.get(file) ?? (sibling?.saysTheSame(file) ? sibling.lookup(file) : resolved(file));
    known.set(file, found);
    return found;
  };
}

function referencesOf(file: string, tree: FileTree, cache: ReferenceCache): References {
  const key = `${path.posix.extname(file)}:${tree.idOf?.(file) ?? `${file}:${tree.display(file)}`}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const read = isCandidate(file) ? tree.read(file) : undefined;
  const found = read?.kind === 'text' ? referencesIn(file, read.text) : none;
  cache.set(key, found);
  return found;
}

const settingsName = 'bicepconfig.json';

/** Settings of the compiler that apply to files of a folder: those in it and above. */
function settingsAbove(folder: string): readonly string[] {
  const parts = folder === '.' ? [] : folder.split('/');
  return [...parts.keys(), parts.length].map((depth) => path.posix.join(...parts.slice(0, depth), settingsName));
}

/** What is equal for equal contents; undefined if there is no such file. */
export function idOf(tree: FileTree, file: string): string | undefined {
  if (tree.idOf) return tree.idOf(file);
  const read = tree.read(file);
  if (read.kind === 'text') return `text:${read.text}`;
  // What is not read may differ.
  return read.kind === 'refused' ? `refused:${tree.display(file)}` : undefined;
}
