import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Surroundings } from '../project/load.ts';
import { folderTree } from '../project/tree.ts';
import type { FileTree } from '../text/files.ts';
import { InputError, UsageError } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';

/** Options that tell what Bicep files refer to outside of the repository. */
export const surroundingOptionSpecs: readonly OptionSpec[] = [
  {
    name: 'module-cache',
    value: 'folder',
    help: 'Folder into which `bicep restore` put modules of registries and template specs; by default ~/.bicep.',
  },
  {
    name: 'environment',
    value: 'name=value',
    multiple: true,
    help: 'An environment variable that Bicep parameter files read. Those that are not given count as not known.',
  },
];

export function surroundingsOf(options: ParsedOptions): Surroundings {
  const moduleCache = moduleCacheOf(options.value('module-cache'));
  const values = new Map(options.values('environment').map(variableIn));
  return { environment: { values, complete: false }, ...(moduleCache && { moduleCache }) };
}

function variableIn(text: string): readonly [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--environment needs name=value, not '${text}'`);
  return [name, value];
}

function moduleCacheOf(told: string | undefined): FileTree | undefined {
  if (told !== undefined && !existsSync(told)) throw new InputError(`The module cache '${told}' does not exist`);
  const root = told ?? path.join(homedir(), '.bicep');
  if (!existsSync(root)) return undefined;
  const shown = told ?? '~/.bicep';
  return { ...folderTree(root), display: (file) => path.posix.join(shown.split(path.sep).join('/'), file) };
}
