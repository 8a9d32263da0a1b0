/** Git cannot tell what it was asked; the message says what to do about it. */
export class GitError extends Error {}
