import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { printable } from '../report/writing/sanitize.ts';
import { answerIfUntouched, answersAbout, askAboutStaged } from './ahead.ts';
import { exitCodes } from './io.ts';
import { watchOutput } from './output.ts';
import { plainAnswer } from './overview.ts';
import type { Program } from './program.ts';

/**
 * Runs the command line of this process, and loads the program only if it takes one.
 *
 * @param load gives the program
 */
export async function runSoon(load: () => Program): Promise<void> {
  try {
    await answer(load);
  } catch (error) {
    // Only what is not there or broken ends here: the program says itself what is wrong.
    process.stderr.write(`armlock: It cannot be loaded, so there is no verdict: ${printable(String(error))}\n`);
    process.exitCode = exitCodes.incomplete;
  }
}

async function answer(load: () => Program): Promise<void> {
  const args = process.argv.slice(2);
  const staged = askAboutStaged(args, process.env);
  // Asking the stream for its width loads it, which only people wait for.
  const width = isatty(1) ? process.stdout.columns : undefined;
  const text = plainAnswer(args, width) ?? (staged && (await answerIfUntouched(staged)));
  if (text === undefined) return load().start(args, staged && answersAbout(staged));
  writeSoon(Buffer.from(text));
}

/**
 * Writes a short text to standard output without its stream, which takes longer to load than everything else here. What
 * cannot be written at once is left to the stream, and so is saying why.
 */
function writeSoon(text: Buffer): void {
  let done = 0;
  try {
    while (done < text.length) done += writeSync(1, text, done);
  } catch {
    watchOutput();
    process.stdout.write(text.subarray(done));
  }
}
