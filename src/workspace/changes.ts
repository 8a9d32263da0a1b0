import path from 'node:path';
import { isBicepParameters, isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { isUnavailable } from '../bicep/semantics/host.ts';
import type { FileTree } from '../text/files.ts';
import type { Target } from './load.ts';
import { idOf, isCandidate, type ReferenceLookup, referenceLookup } from './references.ts';
import { meaningComparison } from './same-meaning.ts';
import { storeOf } from './store.ts';
import { isParametersFolder, type TargetPair } from './targets.ts';

/** Files of a target in one revision, with what identifies their content. */
export interface Reach {
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Whether a path is computed, so that it may reach any other file. */
  readonly open: boolean;
}

/** All files that some files lead to, themselves included. */
export function reachOf(tree: FileTree, starts: Iterable<string>, lookup: ReferenceLookup): Reach {
  const files = new Map<string, string | undefined>();
  const queue = [...starts];
  let open = false;
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file)) continue;
    files.set(file, idOf(tree, file));
    const { files: next, computed } = lookup(file);
    open ||= computed;
    for (const one of next) queue.push(one);
  }
  return { files, open };
}

/**
 * Separates the targets that may differ between two trees from those whose files are all alike, or say the same in
 * another layout.
 */
export function targetFilter(
  base: FileTree,
  head: FileTree,
  lookups: readonly [ReferenceLookup, ReferenceLookup] = [referenceLookup(base), referenceLookup(head)],
): { readonly mayDiffer: (pair: TargetPair) => boolean; readonly reachOfPair: (pair: TargetPair) => readonly Reach[] } {
  const reachOfTarget = (target: Target | undefined, lookup: ReferenceLookup): Reach => {
    if (!target) return { files: new Map(), open: false };
    const { template, parameters } = target;
    const own = parameters?.tree === template.tree ? [parameters.path] : [];
    return reachOf(template.tree, [template.path, ...own], lookup);
  };
  const reachOfPair = (pair: TargetPair): readonly [Reach, Reach] => [
    reachOfTarget(pair.base, lookups[0]),
    reachOfTarget(pair.head, lookups[1]),
  ];
  const saysTheSame = meaningComparison(base, head);
  const isLoaded = (file: string, reaches: readonly [Reach, Reach]): boolean =>
    [base, head].some((tree, side) =>
      [...(reaches[side]?.files.keys() ?? [])].some(
        (one) => loadsText(tree, one) && lookups[side]?.(one).files.includes(file),
      ),
    );
  const mayDiffer = (pair: TargetPair): boolean => {
    if (!pair.base || !pair.head || pair.base.template.path !== pair.head.template.path) return true;
    if (pair.base.parameters?.path !== pair.head.parameters?.path) return true;
    const [before, after] = reachOfPair(pair);
    if (before.open || after.open || before.files.size !== after.files.size) return true;
    const differing = [...after.files].filter(([file, id]) => id === undefined || before.files.get(file) !== id);
    return differing.some(([file]) => !before.files.has(file) || !saysTheSame(file) || isLoaded(file, [before, after]));
  };
  return { mayDiffer, reachOfPair };
}

/** Whether a Bicep file may use the text of others as it is. */
function loadsText(tree: FileTree, file: string): boolean {
  if (!isBicepTemplate(file) && !isBicepParameters(file)) return false;
  const source = storeOf({ tree }).file(file);
  return isUnavailable(source) || /\bload\w+/.test(source.text);
}

/** A tree in which only some files are found; all of them can still be read, and folders that templates load are whole. */
export function narrowed(tree: FileTree, found: ReadonlySet<string>): FileTree {
  return { ...tree, list: (extension) => tree.list(extension).filter((file) => found.has(file)) };
}

/** Both revisions of a repository, and what their files name. */
interface Side {
  readonly tree: FileTree;
  readonly lookup: ReferenceLookup;
}

/** What a change reaches. */
interface AffectedFiles {
  /** The files that differ, or that lead to one that does. */
  readonly leading: ReadonlySet<string>;
  /** The files among which the targets that changed must be. */
  readonly around: ReadonlySet<string>;
}

/**
 * The files among which the targets that changed must be: what changed, what leads to it, and what the names of files
 * put together with them. In a large repository, that is a few of many. To be asked only where something changed.
 */
export function affectedFiles(base: Side, head: Side): AffectedFiles {
  const sides = [base, head].map((side) => ({ ...side, files: candidatesOf(side.tree) }));
  const isChanged = (file: string): boolean => idOf(base.tree, file) !== idOf(head.tree, file);
  const changed = new Set(sides.flatMap(({ files }) => files.filter(isChanged)));
  const touched = new Set(changed);
  for (const { files, lookup } of sides) {
    for (const file of files) {
      const { files: named, computed } = lookup(file);
      // What a computed path means may be a file of any name, and so may what a folder no longer has.
      if (computed || named.some(isChanged)) touched.add(file);
    }
  }
  if (touched.size === 0) return { leading: touched, around: touched };
  const leading = new Set(sides.flatMap((side) => [...referrers(touched, side.files, side.lookup)]));
  const around = sides.flatMap((side) => [...neighbours(leading, side.files, side.lookup)]);
  return {
    leading,
    around: new Set(sides.flatMap((side) => [...referrers(new Set(around), side.files, side.lookup)])),
  };
}

/** Some files, and all that lead to them or compute where they lead. */
export function leadingTo(files: ReadonlySet<string>, { tree, lookup }: Side): ReadonlySet<string> {
  if (files.size === 0) return files;
  const all = candidatesOf(tree);
  return referrers(new Set([...files, ...all.filter((file) => lookup(file).computed)]), all, lookup);
}

function candidatesOf(tree: FileTree): readonly string[] {
  return tree.list('').filter(isCandidate);
}

/** Files, and all that lead to them. */
function referrers(files: ReadonlySet<string>, all: readonly string[], lookup: ReferenceLookup): ReadonlySet<string> {
  const leading = new Map<string, string[]>();
  for (const file of all) {
    for (const named of lookup(file).files) {
      const known = leading.get(named);
      if (known) known.push(file);
      else leading.set(named, [file]);
    }
  }
  const found = new Set<string>();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const one of leading.get(file) ?? []) queue.push(one);
  }
  return found;
}

/** Files, what they name, and what lies so near that its name may join it to one of them. */
function neighbours(files: ReadonlySet<string>, all: readonly string[], lookup: ReferenceLookup): ReadonlySet<string> {
  const folders = new Set([...files].flatMap((file) => foldersAround(file)));
  const near = all.filter((file) => foldersAround(file).some((folder) => folders.has(folder)));
  return new Set([...files, ...[...files].flatMap((file) => lookup(file).files.filter(isCandidate)), ...near]);
}

/** The folder of a file, and the one around it if its name says that it holds parameter files. */
function foldersAround(file: string): readonly string[] {
  const folder = path.posix.dirname(file);
  return isParametersFolder(folder) ? [folder, path.posix.dirname(folder)] : [folder];
}
