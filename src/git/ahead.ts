import { type Answers, type GitOutput, questionKey } from './answers.ts';
import { gitSeconds, startQuestion } from './command.ts';

/** Seconds after which it is better to ask again, and to say then what is wrong. */
const patience = 5;

/** A question that git works on. A git that does not answer, or refuses to, gives undefined. */
export interface Asked {
  readonly key: string;
  readonly answer: Promise<GitOutput | undefined>;
}

/** Asks git something, while the caller does something else. */
export function askAhead(folder: string, args: readonly string[]): Asked {
  return { key: questionKey(folder, args), answer: answerTo(folder, args).catch(() => undefined) };
}

/** The answers to some questions. One without is asked anew where its answer is needed. */
export async function answersOf(questions: readonly Asked[]): Promise<Answers> {
  const given = await Promise.all(questions.map(async ({ key, answer }) => ({ key, answer: await answer })));
  return new Map(given.flatMap(({ key, answer }) => (answer ? [[key, answer] as const] : [])));
}

async function answerTo(folder: string, args: readonly string[]): Promise<GitOutput | undefined> {
  return new Promise((resolve) => {
    const git = startQuestion(folder, args);
    const stdout: Buffer[] = [];
    const watch = setTimeout(() => {
      git.kill('SIGKILL');
      // What it started may hold its pipe, and that would keep this program from ending.
      git.stdout.destroy();
      git.unref();
      resolve(undefined);
    }, Math.min(patience, gitSeconds()) * 1000);
    const end = (answer: GitOutput | undefined): void => {
      clearTimeout(watch);
      resolve(answer);
    };
    git.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    git.on('error', () => end(undefined));
    git.on('close', (code) => end(code === 0 ? { ok: true, stdout: Buffer.concat(stdout), stderr: '' } : undefined));
  });
}
