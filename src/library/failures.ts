/** Wrong usage, configuration or rules; the message is for the person who asked. */
export class UsageError extends Error {}

/** An input that is not there; nobody can vouch for it. */
export class InputError extends Error {}
