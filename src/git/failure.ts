/** Git cannot answer; the message says what to do about it. */
export class GitError extends Error {
  override readonly name: string = 'GitError';
}

/** Git was asked for something that this clone lacks. The message names the command that fetches it. */
export class NotFetchedError extends GitError {
  override readonly name = 'NotFetchedError';
}
