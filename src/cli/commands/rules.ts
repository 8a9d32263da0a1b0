import { printable, withoutCommands } from '../../report/writing/sanitize.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../io.ts';
import { summaries } from '../overview.ts';
import { rulesOf } from '../rules.ts';

export const rulesCommand: Command = {
  name: 'rules',
  usage: 'rules [options]',
  summary: summaries.rules,
  options: [{ name: 'rules', value: 'folder', multiple: true, help: 'Folder with your own rules.' }],
  run: async (options, io) => {
    const rules = [...(await rulesOf(options.values('rules'), io))].sort((left, right) =>
      left.id < right.id ? -1 : 1,
    );
    const width = Math.max(...rules.map(({ id }) => id.length));
    for (const { id, severity, mode, title } of rules) {
      const line = `${id.padEnd(width)}  ${severity.padEnd(7)}  ${mode.padEnd(5)}  ${title}`;
      io.out(withoutCommands(`${printable(line)}\n`));
    }
    return exitCodes.clean;
  },
};
