import path from 'node:path';
import { type Change, type Entry, type Listing, leadsElsewhere } from '../git/listing.ts';
import type { ObjectReader } from '../git/objects.ts';
import { type FileTree, pathFrom, textRead } from '../text/files.ts';
import { outlineOf } from './outline.ts';
import { isCandidate, type References, referencesIn } from './references.ts';

/** Answers of each commit of a walk whether it may touch a target. */
export interface TouchFilter {
  /**
   * Takes the changes of the commit before. The walk goes back in time: what a commit changed is undone before the next
   * one is asked about.
   *
   * @param isDeclared whether the configuration says that a file is a part of a target
   */
  readonly mayTouch: (changes: readonly Change[], isDeclared: (file: string) => boolean) => Promise<boolean>;
}

/** What the text of a file says that matters here. It is kept instead of the text. */
interface Look {
  readonly isDeployable: boolean;
  readonly references: References;
}

const nothing: Look = { isDeployable: false, references: { written: [], computed: false } };

/**
 * Most commits of a repository have nothing to do with templates. Their changes alone show it, and what the
 * files of that time name: each content is looked at once, however many commits have it. In doubt, a commit may touch a
 * target.
 *
 * @param last the files after the last commit
 */
export async function openTouchFilter(last: Listing, objects: ObjectReader): Promise<TouchFilter> {
  const looks = new Map<string, Look>();
  /** How many files name a path, in the revision at hand. */
  const named = new Map<string, number>();
  /** Links and submodules, through which paths may lead to other files. */
  const detours = new Set<string>();
  let computed = 0;
  let leadsThrough: boolean | undefined;
  const lookAt = async (files: readonly (readonly [string, Entry])[]): Promise<void> => {
    const fresh = files.filter(([file, entry]) => isRead(file, entry) && !looks.has(keyOf(file, entry)));
    await objects.load(fresh.map(([, { id }]) => id));
    for (const [file, entry] of fresh) looks.set(keyOf(file, entry), lookOf(file, entry.id, objects));
  };
  const count = (file: string, entry: Entry | undefined, step: 1 | -1): void => {
    if (!entry) return;
    if (entry.kind !== 'file') {
      if (step > 0) detours.add(file);
      else detours.delete(file);
      leadsThrough = undefined;
    }
    const { references } = looks.get(keyOf(file, entry)) ?? nothing;
    if (references.computed) computed += step;
    if (references.written.length > 0) leadsThrough = undefined;
    for (const one of pathsIn(file, references)) named.set(one, (named.get(one) ?? 0) + step);
  };
  const concerns = ({ file, before, after }: Change): boolean =>
    path.posix.basename(file) === 'bicepconfig.json' ||
    (named.get(file) ?? 0) > 0 ||
    [before, after].some((entry) => entry && (looks.get(keyOf(file, entry)) ?? nothing).isDeployable);
  await lookAt([...last]);
  for (const [file, entry] of last) count(file, entry, 1);
  return {
    mayTouch: async (changes, isDeclared) => {
      await lookAt(changes.flatMap(({ file, before, after }) => entriesOf(file, [before, after])));
      const isOpen = (): boolean => {
        leadsThrough ??= isAnyThrough(detours, named);
        // A computed path leads to files that deployments are made of.
        return changes.length > 0 && (leadsThrough || (computed > 0 && changes.some(({ file }) => isCandidate(file))));
      };
      const inHead = isOpen() || changes.some((one) => leadsElsewhere(one) || isDeclared(one.file) || concerns(one));
      for (const { file, before, after } of changes) {
        count(file, after, -1);
        count(file, before, 1);
      }
      return inHead || isOpen() || changes.some(concerns);
    },
  };
}

/** Whether a link stands for a file that deployments are made of, or a path that is named leads through one. */
function isAnyThrough(detours: ReadonlySet<string>, named: ReadonlyMap<string, number>): boolean {
  if (detours.size === 0) return false;
  return [...detours].some(isCandidate) || [...named].some(([file, times]) => times > 0 && isThrough(file, detours));
}

function isThrough(file: string, detours: ReadonlySet<string>): boolean {
  for (let part = file; part !== '.' && part !== '/'; part = path.posix.dirname(part))
    if (detours.has(part)) return true;
  return false;
}

function entriesOf(file: string, entries: readonly (Entry | undefined)[]): readonly (readonly [string, Entry])[] {
  return entries.flatMap((entry) => (entry ? [[file, entry] as const] : []));
}

function isRead(file: string, { kind }: Entry): boolean {
  return kind === 'file' && isCandidate(file);
}

/** The name of a file decides with its text what it is. */
function keyOf(file: string, { id }: Entry): string {
  return `${path.posix.basename(file)}:${id}`;
}

function pathsIn(file: string, { written }: References): ReadonlySet<string> {
  return new Set(written.flatMap((target) => pathFrom(file, target) ?? []));
}

function lookOf(file: string, id: string, objects: ObjectReader): Look {
  const read = objects.read(id);
  // What is too large, or not there, may be anything.
  if (read.kind !== 'content') return { ...nothing, isDeployable: true };
  const text = textRead(read.bytes);
  const tree: FileTree = {
    read: () => text,
    has: (one) => one === file,
    list: () => [file],
    listFolder: () => [file],
    display: (one) => one,
  };
  return { isDeployable: outlineOf({ tree, path: file }) !== undefined, references: referencesIn(file, text.text) };
}
