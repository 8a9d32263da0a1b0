import { type Span, whereIs } from '../text/source.ts';

/** Wrong usage, configuration or rules; the message is for the person who asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A mistake with its place. */
export function usageErrorAt(message: string, span: Span): UsageError {
  return new UsageError(`${whereIs(span)}: ${message}`);
}

/** An input that does not exist, so it cannot be checked. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
