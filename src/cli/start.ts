import { keepCompiledCode } from './compile-cache.ts';
import { watchOutput } from './output.ts';

/** Runs the command line of this process. */
export async function start(): Promise<void> {
  watchOutput();
  keepCompiledCode(process.env);
  // Only what is loaded from here on is kept.
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...(process.stderr.isTTY && { progress: (text: string) => void process.stderr.write(text) }),
    env: process.env,
    terminal: process.stdout.isTTY === true,
    ...(process.stdout.isTTY && { width: process.stdout.columns }),
  });
}
