import { type SurroundingOptions, surroundingsFrom } from '../library/external-inputs.ts';
import type { Surroundings } from '../workspace/load.ts';
import { UsageError } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';

/** Options for what Bicep files refer to outside of the repository. */
export const surroundingOptionSpecs: readonly OptionSpec[] = [
  {
    name: 'module-cache',
    value: 'folder',
    help: 'Folder with the modules that `bicep restore` downloaded. Default: ~/.bicep.',
  },
  {
    name: 'environment',
    value: 'name=value',
    multiple: true,
    help: 'Environment variable for Bicep parameter files. Variables that are not given are unknown.',
  },
];

export function surroundingsOf(options: ParsedOptions): Surroundings {
  return surroundingsFrom(surroundingOptionsOf(options), process.cwd());
}

export function surroundingOptionsOf(options: ParsedOptions): SurroundingOptions {
  const moduleCache = options.value('module-cache');
  const environment = Object.fromEntries(options.values('environment').map(variableIn));
  return { environment, ...(moduleCache !== undefined && { moduleCache }) };
}

function variableIn(text: string): readonly [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--environment needs name=value, not '${text}'`);
  return [name, value];
}
