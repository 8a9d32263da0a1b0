import { isBicepParameters } from '../bicep/semantics/file-references.ts';
import { isUnavailable, type Unavailable } from '../bicep/semantics/host.ts';
import { type ParsedBicep, parseBicep, parseBicepParameters } from '../bicep/syntax/parse.ts';
import { type JsonDocument, parseJson } from '../json/parse.ts';
import { boundedCache } from '../text/bounded-cache.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { keptElsewhere, pointerIn } from './large-files.ts';

/** The files of one revision as texts and as they are parsed: each once, whatever asks for it. */
export interface Store {
  readonly file: (path: string) => SourceFile | Unavailable;
  readonly json: (path: string) => JsonDocument | Unavailable;
  /** A Bicep template or, by its name, a parameter file. */
  readonly bicep: (path: string) => ParsedBicep | Unavailable;
}

/**
 * What is parsed of a revision is kept up to this many characters of text; beyond that, what was not used for the
 * longest time is parsed again when it is needed. A syntax tree takes some forty bytes for each character.
 */
const maxKept = 2_000_000;

/** What was parsed last of a text that is longer than all that is kept. */
let longest: { readonly source: SourceFile; readonly parsed: JsonDocument | ParsedBicep } | undefined;

/** Lets go of what was parsed of a very long text. What is made of it takes several times as much memory again. */
export function letGoOfLongest(): void {
  longest = undefined;
}

const stores = new WeakMap<FileTree['read'], Store>();

/** The store of a tree. Trees that show parts of the same files have the same one; it is forgotten with them. */
export function storeOf({ tree }: Pick<FileRef, 'tree'>): Store {
  const known = stores.get(tree.read) ?? openStore(tree);
  stores.set(tree.read, known);
  return known;
}

function openStore(tree: FileTree): Store {
  const files = new Map<string, SourceFile | Unavailable>();
  const file = (path: string): SourceFile | Unavailable => {
    const found = files.get(path) ?? readFile(tree, path);
    files.set(path, found);
    return found;
  };
  const kept = boundedCache<string, JsonDocument | ParsedBicep>(maxKept);
  const parsed = <T extends JsonDocument | ParsedBicep>(
    path: string,
    parse: (source: SourceFile) => T,
  ): T | Unavailable => {
    const source = file(path);
    if (isUnavailable(source)) return source;
    // The name of a file decides how it is parsed, so that one path has results of one kind.
    if (source.text.length <= maxKept) return kept.get(path, source.text.length, () => parse(source)) as T;
    if (longest?.source !== source) longest = { source, parsed: parse(source) };
    return longest.parsed as T;
  };
  return {
    file,
    json: (path) => parsed(`${path}`, parseJson),
    bicep: (path) => parsed(path, isBicepParameters(path) ? parseBicepParameters : parseBicep),
  };
}

function readFile(tree: FileTree, path: string): SourceFile | Unavailable {
  const read = tree.read(path);
  if (read.kind === 'text' && pointerIn(read.text)) return { reason: keptElsewhere };
  if (read.kind === 'text') return sourceFile(tree.display(path), read.text);
  return { reason: read.kind === 'missing' ? 'it does not exist' : read.reason };
}

/** Files of one revision that are the same in another one, with all that they reach. */
export interface Twin {
  readonly tree: FileTree;
  /** Whether the text of a file is equal in both. */
  readonly isEqual: (path: string) => boolean;
  /** Whether a file, all files that it leads to and the settings for them are equal in both. */
  readonly isSame: (path: string) => boolean;
}

const twins = new WeakMap<FileTree['read'], readonly Twin[]>();

/** Lets one revision share with others what is made of files: with the first of them that has the same. */
export function shareFiles(head: FileTree, ...others: readonly Twin[]): void {
  twins.set(
    head.read,
    others.filter(({ tree }) => tree.read !== head.read),
  );
}

function twinOf({ tree }: FileRef, isAlike: (twin: Twin) => boolean): Twin | undefined {
  return twins.get(tree.read)?.find(isAlike);
}

/** The file of the other revision, if its text is equal. */
export function equalFile(ref: FileRef): FileRef {
  const twin = twinOf(ref, ({ isEqual }) => isEqual(ref.path));
  return twin ? { tree: twin.tree, path: ref.path } : ref;
}

/** The file that stands for this one: that of the other revision, if everything that is made of it is equal. */
export function sharedFile(ref: FileRef): FileRef {
  const twin = twinOf(ref, ({ isSame }) => isSame(ref.path));
  return twin ? { tree: twin.tree, path: ref.path } : ref;
}

/** Whether a file was read for a tree: from it, or from one that shares it. */
export function isFileOf(tree: FileTree, ref: FileRef): boolean {
  return ref.tree.read === tree.read || twins.get(tree.read)?.some((twin) => twin.tree.read === ref.tree.read) === true;
}
