import { existsSync } from 'node:fs';
import path from 'node:path';
import { configurationName } from '../../config/configuration.ts';
import { starterConfiguration } from '../../config/starter.ts';
import { treeOf } from '../../library/files.ts';
import { printableLines, withoutCommands } from '../../report/writing/sanitize.ts';
import { WriteError, writeNew } from '../../text/write-whole.ts';
import type { Target } from '../../workspace/load.ts';
import { discoverTargets } from '../../workspace/targets.ts';
import type { Command } from '../command.ts';
import { exitCodes, OutputError, UsageError } from '../io.ts';
import { summaries } from '../overview.ts';

const schemaFile = 'node_modules/armlock/docs/armlock.schema.json';

export const initCommand: Command = {
  name: 'init',
  usage: 'init [options]',
  summary: summaries.init,
  options: [{ name: 'print', help: 'Print it instead of writing a file.' }],
  run: async (options, io) => {
    if (options.positionals.length > 0) throw new UsageError('init takes no paths; run it where armlock.yaml belongs');
    const targets = discoverTargets(treeOf(process.cwd(), process.cwd(), new Map()));
    const schema = existsSync(schemaFile) ? `./${schemaFile}` : undefined;
    const text = starterConfiguration({ targets, schema, samples: samplesIn(targets) });
    if (options.has('print')) io.out(withoutCommands(printableLines(text)));
    else writeConfiguration(text);
    if (!options.has('print')) {
      const count = targets.length === 1 ? 'One target was' : `${targets.length} targets were`;
      io.err(`Wrote ${configurationName}. ${count} found by convention.\n`);
    }
    return exitCodes.clean;
  },
};

function writeConfiguration(text: string): void {
  let isNew: boolean;
  try {
    isNew = writeNew(configurationName, text);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    throw new OutputError(`${configurationName} cannot be written: ${error.message}.`);
  }
  if (!isNew) throw new UsageError(`${configurationName} already exists and is not changed`);
}

/** Folders of templates that bear names of examples. */
function samplesIn(targets: readonly Target[]): readonly string[] {
  const folders = targets.flatMap(({ template }) => {
    const parts = path.posix.dirname(template.path).split('/');
    const at = parts.findIndex((part) => /^(samples?|examples?|tests?|fixtures)$/i.test(part));
    return at < 0 ? [] : [parts.slice(0, at + 1).join('/')];
  });
  return [...new Set(folders)].sort();
}
