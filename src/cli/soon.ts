import { answerIfUntouched, answersAbout, askAboutStaged } from './ahead.ts';
import { watchOutput } from './output.ts';
import { plainAnswer } from './overview.ts';
import type { Program } from './program.ts';

/**
 * Runs the command line of this process, and loads the program only if it takes one.
 *
 * @param load gives the program
 */
export async function runSoon(load: () => Program): Promise<void> {
  const args = process.argv.slice(2);
  const staged = askAboutStaged(args, process.env);
  const answer = plainAnswer(args) ?? (staged && (await answerIfUntouched(staged)));
  if (answer === undefined) return load().start(args, staged && answersAbout(staged));
  watchOutput();
  process.stdout.write(answer);
}
