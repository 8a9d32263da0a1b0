import { askAhead } from '../git/ahead.ts';
import type { Answers } from '../git/answers.ts';
import { indexQuestion, stagedQuestion } from '../git/listing.ts';
import { placeQuestion } from '../git/repository.ts';

/** Options of `diff` that decide by something else than HEAD and the index. */
const others = ['--base', '--exact-base', '--head', '--parameters'];

/**
 * Asks git, while the program is loaded, what a commit hook needs to know in any case; undefined for other runs. A wrong
 * guess costs time and nothing else: an answer is used where the very same question is asked.
 */
export function answersAhead(
  [command, ...options]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Answers> | undefined {
  const isAsked = options.includes('--pre-commit') && env['PRE_COMMIT_FROM_REF'] ? false : options.some(isStaged);
  if (command !== 'diff' || !isAsked || options.some(isOther)) return undefined;
  return askAhead(process.cwd(), [placeQuestion, stagedQuestion('HEAD'), indexQuestion]);
}

function isStaged(option: string): boolean {
  return option === '--staged' || option === '--pre-commit';
}

function isOther(option: string): boolean {
  return others.some((name) => option.startsWith(name));
}
