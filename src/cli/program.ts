import { type Answers, keepAnswers } from '../git/answers.ts';
import { main } from './main.ts';
import { watchOutput } from './output.ts';
import { tunedToRuns } from './v8-tuning.ts';

/** What the bundled program offers to the file that loads it. */
export interface Program {
  readonly start: typeof start;
}

/**
 * Runs the command line of this process.
 *
 * @param answers what git was asked while this was loaded
 * @param whenChanged is called before how V8 works is changed, with what takes that back and says whether it could
 */
export async function start(
  args: readonly string[],
  answers?: Promise<Answers>,
  whenChanged: (undo: () => boolean) => void = () => {},
): Promise<void> {
  watchOutput();
  if (answers) keepAnswers(await answers);
  process.exitCode = await main(args, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...(process.stderr.isTTY && { progress: (text: string) => void process.stderr.write(text) }),
    env: process.env,
    besideTargets: tunedToRuns(whenChanged),
    terminal: process.stdout.isTTY === true,
    ...(process.stdout.isTTY && { width: process.stdout.columns }),
  });
}
