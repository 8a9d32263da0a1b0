import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { FileTree } from '../text/files.ts';
import type { Surroundings } from '../workspace/load.ts';
import { folderTree } from '../workspace/tree.ts';
import { InputError } from './failures.ts';

/** What Bicep files refer to outside of the repository. */
export interface SurroundingOptions {
  /** Folder into which `bicep restore` put modules of registries and template specs; by default `~/.bicep`. */
  readonly moduleCache?: string;
  /** Environment variables that Bicep parameter files read. Those that are not given count as not known. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Throws an InputError if the module cache that is named does not exist. */
export function surroundingsFrom({ moduleCache, environment = {} }: SurroundingOptions, cwd: string): Surroundings {
  const cache = cacheTree(moduleCache, cwd);
  const values = new Map(Object.entries(environment));
  return { environment: { values, complete: false }, ...(cache && { moduleCache: cache }) };
}

function cacheTree(told: string | undefined, cwd: string): FileTree | undefined {
  const root = told === undefined ? path.join(homedir(), '.bicep') : path.resolve(cwd, told);
  const isThere = isFolder(root);
  if (told !== undefined && !isThere) throw new InputError(`There is no folder '${told}' with modules`);
  if (!isThere) return undefined;
  const shown = told ?? '~/.bicep';
  const display = (file: string): string =>
    cachedModule(file) ?? path.posix.join(shown.split(path.sep).join('/'), file);
  return { ...folderTree(root), display };
}

/** Where the home folder is none, there is nothing in it. */
function isFolder(place: string): boolean {
  try {
    return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** What a file of the cache is a copy of: the cache lies elsewhere on every machine, and people do not edit what is in it. */
function cachedModule(file: string): string | undefined {
  const [, registry, repository, version] = /^br\/([^/]+)\/([^/]+)\/([^/]+)\/main\.json$/.exec(file) ?? [];
  if (registry === undefined || repository === undefined || version === undefined) return undefined;
  const digest = version.startsWith('sha256') ? version.replace('#', ':') : undefined;
  const tag = digest === undefined ? `:${version.replace(/\$[0-9a-f]*$/, '')}` : `@${digest}`;
  return `br:${registry.replace('$', ':')}/${repository.replaceAll('$', '/')}${tag}`;
}
