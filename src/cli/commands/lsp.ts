import { endOf, openEditor, startOf } from '../../editor/editor.ts';
import { printable } from '../../report/writing/sanitize.ts';
import { tool } from '../../text/tool.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../io.ts';
import { summaries } from '../overview.ts';

export const lspCommand: Command = {
  name: 'lsp',
  usage: 'lsp [options]',
  summary: summaries.lsp,
  options: [
    { name: 'stdio', help: 'Speak on standard input and output, which is all that armlock does.' },
    { name: 'clientProcessId', value: 'process', help: 'Process of the editor; armlock ends when it is gone.' },
  ],
  run: async (options, io) => {
    if (options.positionals.length > 0)
      throw new UsageError('lsp takes no paths; the editor says which files are open');
    if (io.terminal) {
      throw new UsageError('An editor starts lsp and speaks with it on standard input; docs/editors.md says how');
    }
    // A file of its own: no other command needs what it brings along.
    const { serve } = await import('../../lsp/serve.ts');
    serve({ openEditor, startOf, endOf, version: tool.version, messageOf });
    // The client ends the process.
    return new Promise(() => {});
  },
};

function messageOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error));
}
