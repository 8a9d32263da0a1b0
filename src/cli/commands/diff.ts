import { statSync } from 'node:fs';
import { runDiff } from '../../engine/run.ts';
import { targetFilter } from '../../project/changes.ts';
import type { ChangedTargets } from '../../project/revisions.ts';
import {
  discoverTargets,
  pairParameters,
  pairTargets,
  type TargetPair,
  targetsOf,
  targetsOfTemplate,
} from '../../project/targets.ts';
import type { FileRef } from '../../text/files.ts';
import type { Command } from '../command.ts';
import { fileNamed, treeOf } from '../files.ts';
import { InputError, UsageError } from '../io.ts';
import type { ParsedOptions } from '../options.ts';
import { revisionOptionSpecs, revisionPairs } from '../revisions.ts';
import { finish, reportsOf, runOptionSpecs, runOptionsOf } from '../run-options.ts';

export const diffCommand: Command = {
  name: 'diff',
  usage: 'diff [paths] [options]',
  summary:
    'Compare the backup protection of two revisions: of the git repository, or two templates or two folders, base first.',
  options: [
    ...revisionOptionSpecs,
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
    const reports = reportsOf(options);
    const runOptions = await runOptionsOf(options);
    const { changed, unchanged } = namesRevisions(options) ? await revisionPairs(options) : pathPairs(options);
    return finish(runDiff(changed, { ...runOptions, unchanged }), reports, options, io);
  },
};

/** Two paths are compared with each other; anything else is about revisions of the repository. */
function namesRevisions(options: ParsedOptions): boolean {
  const isAbout = revisionOptionSpecs.some(({ name }) => options.has(name));
  if (!isAbout && options.positionals.length > 2) {
    throw new UsageError('diff takes two templates or two folders, base and head; or name revisions with --base');
  }
  return isAbout || options.positionals.length < 2;
}

function pathPairs(options: ParsedOptions): ChangedTargets {
  const [base = '', head = ''] = options.positionals;
  return isFolder(base) && isFolder(head) ? folderPairs(base, head, options) : filePairs(base, head, options);
}

function isFolder(name: string): boolean {
  const stats = statSync(name, { throwIfNoEntry: false });
  if (!stats) throw new InputError(`'${name}' does not exist`);
  return stats.isDirectory();
}

function folderPairs(base: string, head: string, options: ParsedOptions): ChangedTargets {
  if (options.has('parameters') || options.has('base-parameters')) {
    throw new UsageError('Parameter files can be given for a template, not for a folder');
  }
  const [before, after] = [treeOf(base), treeOf(head)];
  const pairs = pairTargets(discoverTargets(before), discoverTargets(after));
  if (pairs.length === 0) throw new InputError(`There is no deployment template in '${base}' or '${head}'`);
  const changed = pairs.filter(targetFilter(before, after).mayDiffer);
  return { changed, unchanged: pairs.length - changed.length };
}

function filePairs(base: string, head: string, options: ParsedOptions): ChangedTargets {
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
