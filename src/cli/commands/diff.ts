import { statSync } from 'node:fs';
import { runDiff } from '../../engine/run.ts';
import type { FileRef } from '../../project/load.ts';
import {
  discoverTargets,
  mayDiffer,
  pairParameters,
  pairTargets,
  type TargetPair,
  targetsOf,
  targetsOfTemplate,
} from '../../project/targets.ts';
import type { Command } from '../command.ts';
import { fileNamed, treeOf } from '../files.ts';
import { InputError, UsageError } from '../io.ts';
import type { ParsedOptions } from '../options.ts';
import { finish, reportsOf, runOptionSpecs, runOptionsOf } from '../run-options.ts';

export const diffCommand: Command = {
  name: 'diff',
  usage: 'diff <base> <head> [options]',
  summary: 'Compare the backup protection of two revisions: two templates or two folders.',
  options: [
    {
      name: 'parameters',
      value: 'file',
      multiple: true,
      help: 'Parameter file of the template. Without it, those beside the template that bear its name.',
    },
    { name: 'base-parameters', value: 'file', multiple: true, help: 'The same for base, if it has others than head.' },
    ...runOptionSpecs,
  ],
  run: async (options, io) => {
    const [base, head, ...more] = options.positionals;
    if (base === undefined || head === undefined || more.length > 0) {
      throw new UsageError('diff takes two templates or two folders: base and head');
    }
    const reports = reportsOf(options);
    const runOptions = await runOptionsOf(options);
    const pairs = isFolder(base) && isFolder(head) ? folderPairs(base, head, options) : filePairs(base, head, options);
    const { changed, unchanged } = pairs;
    return finish(runDiff(changed, { ...runOptions, unchanged }), reports, options, io);
  },
};

interface Pairs {
  readonly changed: readonly TargetPair[];
  /** How many targets are alike in both revisions, so that there is nothing to compare. */
  readonly unchanged: number;
}

function isFolder(name: string): boolean {
  const stats = statSync(name, { throwIfNoEntry: false });
  if (!stats) throw new InputError(`'${name}' does not exist`);
  return stats.isDirectory();
}

function folderPairs(base: string, head: string, options: ParsedOptions): Pairs {
  if (options.has('parameters') || options.has('base-parameters')) {
    throw new UsageError('Parameter files can be given for a template, not for a folder');
  }
  const pairs = pairTargets(discoverTargets(treeOf(base)), discoverTargets(treeOf(head)));
  if (pairs.length === 0) throw new InputError(`There is no deployment template in '${base}' or '${head}'`);
  const changed = pairs.filter(mayDiffer);
  return { changed, unchanged: pairs.length - changed.length };
}

function filePairs(base: string, head: string, options: ParsedOptions): Pairs {
  if (isFolder(base) || isFolder(head)) throw new UsageError('Both sides must be templates, or both folders');
  const given = options.values('parameters').map(fileNamed);
  const givenBase = options.has('base-parameters') ? options.values('base-parameters').map(fileNamed) : given;
  if (givenBase.length !== given.length) {
    throw new UsageError('--base-parameters must be given as often as --parameters');
  }
  const [before, after] = [fileNamed(base), fileNamed(head)];
  if (given.length > 0)
    return { changed: given.map((file, index) => givenPair(before, after, givenBase[index], file)), unchanged: 0 };
  return { changed: pairParameters(targetsOfTemplate(before), targetsOfTemplate(after)), unchanged: 0 };
}

function givenPair(base: FileRef, head: FileRef, baseParameters: FileRef | undefined, parameters: FileRef): TargetPair {
  const [before] = targetsOf(base, baseParameters ? [baseParameters] : []);
  const [after] = targetsOf(head, [parameters]);
  return { base: before, head: after };
}
