import { readFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import { resolveTextReport } from '../../report/resolve/resolve-text.ts';
import { printable, withoutCommands } from '../../report/writing/sanitize.ts';
import { textRead } from '../../text/files.ts';
import { loadTarget } from '../../workspace/load.ts';
import { targetOf } from '../../workspace/targets.ts';
import { treeWithTexts } from '../../workspace/text-tree.ts';
import type { Command } from '../command.ts';
import { surroundingsOf } from '../external-inputs.ts';
import { fileNamed } from '../files.ts';
import { exitCodes, UsageError } from '../io.ts';
import { summaries } from '../overview.ts';

/** What git hands over for a file that one side does not have. */
const nothing = '/dev/null';

export const gitDiffCommand: Command = {
  name: 'git-diff',
  usage: 'git-diff <what git hands over>',
  summary: summaries['git-diff'],
  examples: [
    [`git config diff.armlock.command 'armlock git-diff'`, 'the driver'],
    [`echo '*.bicep diff=armlock' >> .gitattributes`, 'the files that it is for'],
  ],
  options: [],
  run: async (options, io) => {
    // git gives path, old file, hex and mode, new file, hex and mode; for an unmerged file, the path alone.
    const [name, before, , , after, , , moved] = options.positionals;
    if (name === undefined) throw new UsageError('git runs git-diff; see armlock help git-diff');
    if (before === undefined || after === undefined) {
      io.out(`* Unmerged path ${printable(name)}\n`);
      return exitCodes.clean;
    }
    const renamed = moved ?? name;
    const [was, is] = [deployed(name, before), deployed(renamed, after)];
    const patch = createTwoFilesPatch(
      `a/${printable(name)}`,
      `b/${printable(renamed)}`,
      was,
      is,
      'as deployed',
      'as deployed',
    );
    io.out(withoutCommands(was === is ? `${printable(name)} deploys the same as before.\n` : patch));
    return exitCodes.clean;
  },
};

/** What a text deploys in the place of a file. Files beside it count as the working tree has them. */
function deployed(name: string, file: string): string {
  if (file === nothing) return '';
  const { tree, path } = fileNamed(name);
  const own = treeWithTexts(tree, new Map([[path, textRead(readFileSync(file)).text]]));
  const surroundings = surroundingsOf({
    positionals: [],
    before: 0,
    has: () => false,
    value: () => undefined,
    values: () => [],
  });
  const { deployment } = loadTarget(targetOf({ tree: own, path }, undefined), { ...surroundings, context: {} });
  // Lines of the file move without a change of what it deploys.
  return resolveTextReport(deployment).replace(/ {2}\(\S+:\d+:\d+\)$/gm, '');
}
