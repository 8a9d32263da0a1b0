import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { configurationName } from '../config/configuration.ts';
import { isRuleFile } from '../rules/rule-files.ts';
import type { FileRead, FileTree } from '../text/files.ts';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { isUnder, type Revisions } from '../workspace/revision-pair.ts';
import { folderTree, isWithin } from '../workspace/tree.ts';
import { UsageError } from './failures.ts';
import type { JudgeOptions } from './options.ts';

/** Where a configuration and what belongs to it are read from. Paths are relative to its root. */
export interface ConfigurationSource {
  readonly read: (file: string) => Promise<FileRead>;
  /** The files with rules in a folder; undefined if there is no such folder. */
  readonly rulesIn: (folder: string) => readonly SourceFile[] | undefined;
  /** A path as people know it. */
  readonly display: (file: string) => string;
}

/** The base of two revisions: the author of a change must not be able to accept it. */
export function baseSource(revisions: Revisions): ConfigurationSource {
  return {
    read: revisions.readBase,
    rulesIn: (folder) => {
      const tree = revisions.base();
      const files = tree.paths.filter((file) => isUnder(file, folder) && isRuleFile(file));
      const texts = files.map((file) => ruleText(tree, file));
      return texts.length === 0 ? undefined : texts;
    },
    display: (file) => file,
  };
}

/** A folder on disk. */
export function folderSource(root: string, cwd: string): ConfigurationSource {
  const tree = folderTree(root, cwd);
  return {
    read: async (file) => tree.read(file),
    rulesIn: (folder) => {
      const full = path.resolve(root, folder);
      if (existsSync(full) && !isWithin(realpathSync(root), realpathSync(full))) {
        throw new UsageError(`The rules in '${tree.display(folder)}' cannot be read: the folder lies outside`);
      }
      return rulesOnDisk(full, tree.display(folder));
    },
    display: tree.display,
  };
}

/** The files with rules in any folder on disk; undefined if there is no such folder. */
export function rulesOnDisk(folder: string, shown: string): readonly SourceFile[] | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const tree = folderTree(folder);
  const display = (file: string): string => path.posix.join(shown, file);
  const files = tree.list('').filter(isRuleFile);
  const [unlisted] = tree.unlisted?.() ?? [];
  if (unlisted) throw new UsageError(`The rules in '${display(unlisted.folder)}' cannot be read: ${unlisted.reason}`);
  return files.map((file) => ruleText({ ...tree, display }, file));
}

/** A file with a rule. One that cannot be read is no missing rule: what it would find must not go unnoticed. */
function ruleText(tree: FileTree, file: string): SourceFile {
  const [read, shown] = [tree.read(file), tree.display(file)];
  if (read.kind === 'text') return sourceFile(shown, read.text);
  const reason = read.kind === 'missing' ? 'it does not exist' : read.reason;
  throw new UsageError(`The rule '${shown}' cannot be read: ${reason}`);
}

/** A source, and the name of the configuration in it. */
export interface ConfigurationPlace {
  readonly source: ConfigurationSource;
  readonly file: string;
  /** The folder on disk to which its paths are relative, if there is one. */
  readonly root: string | undefined;
}

/** The configuration that the user names, on disk. Throws a UsageError if there is none. */
export function namedPlace(name: string, cwd: string): ConfigurationPlace {
  const full = path.resolve(cwd, name);
  if (!existsSync(full)) throw new UsageError(`There is no configuration '${name}'`);
  const root = path.dirname(full);
  return { source: folderSource(root, cwd), file: path.basename(full), root };
}

/** Where a configuration belongs, and others on the way there, which no command reads. */
export interface ConfigurationHome {
  readonly root: string;
  /** Paths from the root. */
  readonly unread: readonly string[];
}

/**
 * The folder that every command, from whatever folder it runs, takes for the home of the configuration: the root of the
 * repository or, outside of one, the nearest folder from there upwards that has a configuration.
 */
export function configurationHome(start: string): ConfigurationHome {
  const found: string[] = [];
  const nearest = path.resolve(start);
  for (let folder = nearest; ; folder = path.dirname(folder)) {
    const isRoot = existsSync(path.join(folder, '.git'));
    if (!isRoot && existsSync(path.join(folder, configurationName))) found.push(folder);
    if (isRoot) return { root: folder, unread: found.map((one) => nameFrom(folder, one)) };
    if (folder === path.dirname(folder)) return { root: found[0] ?? nearest, unread: [] };
  }
}

function nameFrom(root: string, folder: string): string {
  return path.relative(root, path.join(folder, configurationName)).split(path.sep).join('/');
}

/** The configuration of two folders is that of base; if it has none, that of the current folder counts. */
export function placeOfFiles({ config }: JudgeOptions, base: string, cwd: string): ConfigurationPlace {
  if (config !== undefined) return namedPlace(config, cwd);
  const folder = path.resolve(cwd, base);
  const own = existsSync(path.join(folder, configurationName));
  const root = own ? folder : configurationHome(cwd).root;
  return { source: folderSource(root, cwd), file: configurationName, root };
}
