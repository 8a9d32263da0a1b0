import type { Configuration } from '../config/configuration.ts';
import type { Change, Entry } from '../git/listing.ts';
import type { ObjectReader } from '../git/objects.ts';
import { once } from '../text/memo.ts';
import { isPattern, loadPatterns } from '../text/patterns.ts';
import { sourceFile } from '../text/source.ts';
import { configurationAt } from './setup.ts';
import type { ConfigurationPlace } from './sources.ts';

/** Answers whether files are declared as parts of targets, by the configurations that a commit has before and after. */
export type Declared = (
  files: ReadonlyMap<string, Entry>,
  changes: readonly Change[],
  objects: ObjectReader,
) => Promise<(file: string) => boolean>;

/** A configuration can declare files of any name as parts of targets. Each content of it is read once. */
export function declaredFiles(place: ConfigurationPlace): Declared {
  const known = new Map<string, Promise<(file: string) => boolean>>();
  const elsewhere = once(async () => matcherOf((await configurationAt(place)).configuration));
  const inCommit = (id: string, objects: ObjectReader): Promise<(file: string) => boolean> => {
    const found = known.get(id) ?? matcherIn(id, place.file, objects);
    known.set(id, found);
    return found;
  };
  return async (files, changes, objects) => {
    // One that is not in the repository is the same for all commits.
    if (place.root !== undefined) return elsewhere();
    const before = changes.find(({ file }) => file === place.file)?.before;
    const ids = [files.get(place.file)?.id, before?.id].flatMap((id) => id ?? []);
    const matchers = await Promise.all(ids.map((id) => inCommit(id, objects)));
    return (file) => matchers.some((matches) => matches(file));
  };
}

async function matcherIn(id: string, file: string, objects: ObjectReader): Promise<(file: string) => boolean> {
  await objects.load([id]);
  const read = objects.read(id);
  if (read.kind !== 'content') return () => true;
  const { readConfiguration } = await import('../config/read.ts');
  return matcherOf(readConfiguration(sourceFile(file, read.bytes.toString('utf8'))).configuration);
}

async function matcherOf({ targets }: Configuration): Promise<(file: string) => boolean> {
  const declared = targets.flatMap(({ template, parameters }) => [template, ...parameters]);
  const names = new Set(declared);
  const patterns = declared.filter(isPattern);
  const matches = (await loadPatterns(patterns)).paths(patterns);
  return (file) => names.has(file) || matches(file);
}
