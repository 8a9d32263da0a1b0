/** What one run of git gave. */
export interface GitOutput {
  readonly ok: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** What git answered to questions that were asked before the program was there to need them. */
export type Answers = ReadonlyMap<string, GitOutput>;

const expected = new Map<string, GitOutput>();

/** What distinguishes a question from others. */
export function questionKey(folder: string, args: readonly string[]): string {
  return [folder, ...args].join('\0');
}

/** Keeps answers for those who ask the same. */
export function keepAnswers(answers: Answers): void {
  for (const [key, answer] of answers) expected.set(key, answer);
}

/** The answer to a question that was asked ahead. It is given once, because a repository changes. */
export function takeAnswer(folder: string, args: readonly string[]): GitOutput | undefined {
  const key = questionKey(folder, args);
  const answer = expected.get(key);
  expected.delete(key);
  return answer;
}
