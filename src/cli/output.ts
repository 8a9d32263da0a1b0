import { exitCodes } from './io.ts';

/**
 * Ends a run whose output is lost with a sentence. A reader that closes the pipe early, such as `head`, is no error: the
 * exit code is that of the verdict.
 */
export function watchOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process): void {
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    stderr.write(`armlock: The output cannot be written (${code ?? 'unknown'}), so it is incomplete.\n`);
    process.exit(exitCodes.incomplete);
  });
  // There is nowhere to say so.
  stderr.on('error', () => {});
}
