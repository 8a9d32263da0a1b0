import { statSync } from 'node:fs';
import { runCheck } from '../../engine/run.ts';
import type { Target } from '../../project/load.ts';
import { discoverTargets, targetsOf, targetsOfTemplate } from '../../project/targets.ts';
import type { Command } from '../command.ts';
import { fileNamed, treeOf } from '../files.ts';
import { InputError, UsageError } from '../io.ts';
import type { ParsedOptions } from '../options.ts';
import { finish, reportsOf, runOptionSpecs, runOptionsOf } from '../run-options.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: 'check [templates or folders] [options]',
  summary: 'Judge the backup protection of one revision, by default that of the working folder.',
  options: [
    {
      name: 'parameters',
      value: 'file',
      multiple: true,
      help: 'Parameter file of the template. Without it, those beside the template that bear its name.',
    },
    ...runOptionSpecs,
  ],
  run: async (options, io) => {
    const reports = reportsOf(options);
    const runOptions = await runOptionsOf(options);
    const paths = options.positionals.length === 0 ? ['.'] : options.positionals;
    const targets = paths.flatMap((path) => targetsAt(path, options));
    if (targets.length === 0) throw new InputError(`There is no deployment template in ${paths.join(', ')}`);
    return finish(runCheck(targets, runOptions), reports, options, io);
  },
};

function targetsAt(path: string, options: ParsedOptions): readonly Target[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new InputError(`'${path}' does not exist`);
  const given = options.values('parameters').map(fileNamed);
  if (!stats.isDirectory()) {
    const template = fileNamed(path);
    return given.length > 0 ? targetsOf(template, given) : targetsOfTemplate(template);
  }
  if (given.length > 0) throw new UsageError('Parameter files can be given for a template, not for a folder');
  return discoverTargets(treeOf(path));
}
