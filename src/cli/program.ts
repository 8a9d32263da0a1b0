import { type Answers, keepAnswers } from '../git/answers.ts';
import { tunedWhenLarge } from './large-run.ts';
import { main } from './main.ts';
import { watchOutput } from './output.ts';

/** What the bundled program offers to the file that loads it. */
export interface Program {
  readonly start: typeof start;
}

/**
 * Runs the command line of this process.
 *
 * @param answers what git was asked while this was loaded
 * @param whenChanged is called before a large run changes how V8 works
 */
export async function start(
  args: readonly string[],
  answers?: Promise<Answers>,
  whenChanged: () => void = () => {},
): Promise<void> {
  watchOutput();
  if (answers) keepAnswers(await answers);
  process.exitCode = await main(args, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...(process.stderr.isTTY && { progress: (text: string) => void process.stderr.write(text) }),
    env: process.env,
    besideTargets: tunedWhenLarge(whenChanged),
    terminal: process.stdout.isTTY === true,
    ...(process.stdout.isTTY && { width: process.stdout.columns }),
  });
}
